import { Decimal } from 'decimal.js';
import type {
	CompanyFile,
	QuickBooksCompanyFile,
	QuickBooksRecord,
	XeroOrganisationFile,
	XeroRecord,
} from '../../core/types.mts';
import { ukCompany, usCompany } from '../../quickbooks/companies.mts';
import {
	addressOf,
	currencyOf,
	isSupplierOnly,
	organisationOf,
	percentOf,
	rateBetween,
	taxTypeOf,
	text,
} from './facts.mts';
import { moveLinks } from './links.mts';

/** Item of lines that name none: every sales line of QuickBooks needs one (apis/quickbooks.md 7.3). */
const FALLBACK_ITEM = 'Services';

/** Income accounts by the sales account of Xero. */
const INCOME: Readonly<Record<string, string>> = {
	'200': 'Sales of Product Income',
	'201': 'Services',
	'205': 'Support and Licences',
	'260': 'Other Income from Sales',
};

/** The same company with its books in QuickBooks: in the UK edition, or in the US one with automated sales tax. */
export function inQuickBooks(company: CompanyFile): CompanyFile {
	const { xero: _, ...moved } = structuredClone(company);
	const own = booksOf(company, organisationOf(company));
	moveLinks(moved, text(organisationOf(company).Organisation.OrganisationID), {
		ledger: 'quickbooks',
		organisationId: text(own.file.CompanyInfo.Id),
		ids: own.customerIds,
	});
	const bystanders = (company.bystanders?.xero ?? []).map(
		(organisation, index) =>
			booksOf({ ...company, xero: organisation }, organisation, String(9130350000000002 + index)).file,
	);
	return {
		...moved,
		quickbooks: own.file,
		bystanders: { hubspot: company.bystanders?.hubspot ?? [], quickbooks: bystanders },
	};
}

function booksOf(
	company: CompanyFile,
	organisation: XeroOrganisationFile,
	realmId?: string,
): { file: QuickBooksCompanyFile; customerIds: Map<string, string> } {
	const isAmerican = organisation.Organisation.CountryCode === 'US';
	const name = text(organisation.Organisation.Name);
	const file = isAmerican ? usCompany(name) : ukCompany(name);
	if (realmId !== undefined) file.CompanyInfo.Id = realmId;
	return new Move(company, organisation, file, isAmerican).whole();
}

class Move {
	private readonly company: CompanyFile;
	private readonly from: XeroOrganisationFile;
	private readonly file: QuickBooksCompanyFile;
	private readonly isAmerican: boolean;
	private readonly base: string;
	private readonly customerIds = new Map<string, string>();
	private readonly invoiceIds = new Map<string, string>();
	private readonly currencies = new Map<string, string>();
	private names = 0;
	private transactions = 1000;

	constructor(company: CompanyFile, from: XeroOrganisationFile, file: QuickBooksCompanyFile, isAmerican: boolean) {
		this.company = company;
		this.from = from;
		this.file = file;
		this.isAmerican = isAmerican;
		this.base = text(from.Organisation.BaseCurrency);
	}

	whole(): { file: QuickBooksCompanyFile; customerIds: Map<string, string> } {
		const { from, file } = this;
		const accounts = new Map(Object.entries(INCOME).map(([code, name]) => [code, this.incomeAccount(name)]));
		const foreign = from.Currencies.map(({ Code }) => text(Code)).filter((code) => code !== this.base);
		file.CompanyCurrency = foreign.map((Code, index) => ({
			Id: String(index + 1),
			Code,
			Name: Code,
			Active: true,
		}));
		file.ExchangeRate = foreign.map((SourceCurrencyCode) => ({
			SourceCurrencyCode,
			TargetCurrencyCode: this.base,
			Rate: new Decimal(1).dividedBy(rateBetween(SourceCurrencyCode, this.base)).toDecimalPlaces(6).toNumber(),
			AsOfDate: '2020-01-01',
		}));
		file.Item = [
			this.item({ Code: '', Name: FALLBACK_ITEM, IsSold: true }, accounts, 1),
			...from.Items.map((item, index) => this.item(item, accounts, index + 2)),
		];
		const taken = new Set<string>();
		// Active ones first: an archived namesake gives way, as in QuickBooks' own lists.
		const sorted = [...from.Contacts].sort((a, b) => Number(isArchived(a)) - Number(isArchived(b)));
		for (const contact of sorted) this.contact(contact, taken);
		for (const invoice of from.Invoices) if (invoice.Type === 'ACCREC') this.invoice(invoice);
		for (const payment of from.Payments) this.payment(payment);
		return { file, customerIds: this.customerIds };
	}

	/** Id of the income account of this name, made where the company has none. */
	private incomeAccount(name: string): string {
		const found = this.file.Account.find((account) => account.Name === name);
		if (found) return text(found.Id);
		const Id = String(Math.max(0, ...this.file.Account.map((account) => Number(account.Id))) + 1);
		this.file.Account.push({
			Id,
			Name: name,
			FullyQualifiedName: name,
			Active: true,
			Classification: 'Revenue',
			AccountType: 'Income',
			AccountSubType: 'SalesOfProductIncome',
		});
		return Id;
	}

	private item(item: XeroRecord, accounts: ReadonlyMap<string, string>, id: number): QuickBooksRecord {
		const details = (item.SalesDetails ?? {}) as XeroRecord;
		const percent = percentOf(this.from, taxTypeOf(this.from, item));
		return {
			Id: String(id),
			Name: text(item.Name),
			...(item.Code ? { Sku: text(item.Code) } : {}),
			Description: text(item.Description) || text(item.Name),
			Type: 'Service',
			Active: item.IsSold !== false,
			UnitPrice: Number(details.UnitPrice ?? 0),
			IncomeAccountRef: { value: accounts.get(text(details.AccountCode) || '200') ?? accounts.get('200') },
			...(this.isAmerican
				? { Taxable: item.Code !== 'BOOK-SET' }
				: { SalesTaxCodeRef: { value: this.taxCode(taxTypeOf(this.from, item), percent) } }),
		};
	}

	/** The tax code of the UK company with the name that this tax type has there. */
	private taxCode(taxType: string, percent: number): string {
		const named = {
			OUTPUT2: '20.0% S',
			RROUTPUT: '5.0% R',
			ZERORATEDOUTPUT: '0.0% Z',
			EXEMPTOUTPUT: 'Exempt',
			NONE: 'No VAT',
		}[taxType];
		const found = this.file.TaxCode.find(({ Name }) => Name === (named ?? (percent === 0 ? 'No VAT' : '20.0% S')));
		if (!found) throw new Error(`The company has no tax code for ${taxType}`);
		return text(found.Id);
	}

	private contact(contact: XeroRecord, taken: Set<string>): void {
		const Id = String(++this.names);
		let DisplayName = text(contact.Name).replace(/[:\t\n]/g, ' ');
		if (taken.has(DisplayName.toLowerCase())) DisplayName = `${DisplayName} (deleted)`;
		taken.add(DisplayName.toLowerCase());
		const email = text(contact.EmailAddress);
		const record: QuickBooksRecord = {
			Id,
			DisplayName,
			CompanyName: DisplayName,
			Active: !isArchived(contact),
			...(email === '' ? {} : { PrimaryEmailAddr: { Address: email } }),
		};
		if (isSupplierOnly(contact)) {
			this.file.Vendor.push(record);
			return;
		}
		const currency = currencyOf(this.company, contact);
		const address = addressOf(contact);
		const taxType = text(contact.AccountsReceivableTaxType);
		this.customerIds.set(text(contact.ContactID), Id);
		this.currencies.set(text(contact.ContactID), currency);
		this.file.Customer.push({
			...record,
			CurrencyRef: { value: currency },
			BillAddr: {
				Line1: text(address.AddressLine1),
				City: text(address.City),
				CountrySubDivisionCode: text(address.Region),
				PostalCode: text(address.PostalCode),
				Country: text(address.Country),
			},
			...(taxType === '' || this.isAmerican
				? {}
				: { DefaultTaxCodeRef: { value: this.taxCode(taxType, percentOf(this.from, taxType)) } }),
		});
	}

	/** People's own invoices; QuickBooks knows no drafts, so a draft stands as an invoice nobody has sent. */
	private invoice(invoice: XeroRecord): void {
		const { ContactID } = (invoice.Contact ?? {}) as XeroRecord;
		const customer = this.customerIds.get(text(ContactID));
		if (customer === undefined) return;
		const Id = String(++this.transactions);
		this.invoiceIds.set(text(invoice.InvoiceID), Id);
		const isVoided = invoice.Status === 'VOIDED';
		const currency = this.currencies.get(text(ContactID)) ?? this.base;
		const fallback = this.file.Item[0] as QuickBooksRecord;
		const lines = ((invoice.LineItems ?? []) as XeroRecord[]).map((line, index): QuickBooksRecord => {
			const taxType = text(line.TaxType);
			return {
				Id: String(index + 1),
				LineNum: index + 1,
				Description: text(line.Description),
				Amount: isVoided ? 0 : Number(line.LineAmount),
				DetailType: 'SalesItemLineDetail',
				SalesItemLineDetail: {
					ItemRef: { value: fallback.Id, name: fallback.Name },
					Qty: isVoided ? 0 : Number(line.Quantity),
					UnitPrice: Number(line.UnitAmount),
					TaxCodeRef: {
						value: this.isAmerican ? 'NON' : this.taxCode(taxType, percentOf(this.from, taxType)),
					},
				},
			};
		});
		this.file.Invoice.push({
			Id,
			DocNumber: text(invoice.InvoiceNumber).replace(/^INV-/, ''),
			TxnDate: text(invoice.Date).slice(0, 10),
			DueDate: text(invoice.DueDate).slice(0, 10),
			CustomerRef: { value: customer },
			CurrencyRef: { value: currency },
			...(currency === this.base
				? {}
				: {
						ExchangeRate: new Decimal(1)
							.dividedBy(rateBetween(currency, this.base))
							.toDecimalPlaces(6)
							.toNumber(),
					}),
			...(this.isAmerican ? {} : { GlobalTaxCalculation: 'TaxExcluded' }),
			PrivateNote: isVoided ? 'Voided' : text(invoice.Reference),
			EmailStatus: invoice.Status === 'PAID' ? 'EmailSent' : 'NotSet',
			Line: lines,
			MetaData: { CreateTime: text(invoice.UpdatedDateUTC), LastUpdatedTime: text(invoice.UpdatedDateUTC) },
		});
	}

	private payment(payment: XeroRecord): void {
		const { InvoiceID } = (payment.Invoice ?? {}) as XeroRecord;
		const TxnId = this.invoiceIds.get(text(InvoiceID));
		const invoice = this.file.Invoice.find(({ Id }) => Id === TxnId);
		if (!invoice || TxnId === undefined || payment.Status === 'DELETED') return;
		// The American company's invoices carry no tax, so a payment settles the net.
		const net = ((invoice.Line ?? []) as QuickBooksRecord[]).reduce(
			(sum, line) => sum.plus(Number(line.Amount)),
			new Decimal(0),
		);
		const TotalAmt = this.isAmerican ? net.toNumber() : Number(payment.Amount);
		this.file.Payment.push({
			Id: String(++this.transactions),
			TxnDate: text(payment.Date).slice(0, 10),
			CustomerRef: invoice.CustomerRef,
			CurrencyRef: invoice.CurrencyRef,
			TotalAmt,
			Line: [{ Amount: TotalAmt, LinkedTxn: [{ TxnId, TxnType: 'Invoice' }] }],
		});
	}
}

function isArchived(contact: XeroRecord): boolean {
	return contact.ContactStatus === 'ARCHIVED';
}
