import { createHash } from 'node:crypto';
import type { CompanyFile, SageBusinessFile, SageRecord, XeroOrganisationFile, XeroRecord } from '../../core/types.mts';
import { gbBusiness } from '../../sage/businesses.mts';
import { addressOf, currencyOf, isSupplierOnly, organisationOf, rateBetween, taxTypeOf, text } from './facts.mts';
import { moveLinks } from './links.mts';

/** Nominal codes of Sage's UK chart by the sales account of Xero. */
const NOMINAL: Readonly<Record<string, readonly [code: string, name: string]>> = {
	'200': ['4000', 'Sales'],
	'201': ['4001', 'Services'],
	'205': ['4002', 'Support and Licences'],
	'260': ['4905', 'Distribution and Carriage'],
};

const TAX: Readonly<Record<string, string>> = {
	OUTPUT2: 'GB_STANDARD',
	RROUTPUT: 'GB_LOWER',
	ZERORATEDOUTPUT: 'GB_ZERO',
	EXEMPTOUTPUT: 'GB_EXEMPT',
	NONE: 'GB_NO_TAX',
};

/** The same company with its books in Sage Accounting, UK. */
export function inSage(company: CompanyFile): CompanyFile {
	const { xero: _, ...moved } = structuredClone(company);
	const from = organisationOf(company);
	const own = new Move(company, from, gbBusiness(text(from.Organisation.Name))).whole();
	moveLinks(moved, text(from.Organisation.OrganisationID), {
		ledger: 'sage',
		organisationId: text(own.file.business.id),
		ids: own.contactIds,
	});
	const bystanders = (company.bystanders?.xero ?? []).map((organisation) => {
		const business = gbBusiness(text(organisation.Organisation.Name));
		business.business.id = hex(`business ${text(organisation.Organisation.OrganisationID)}`);
		return new Move({ ...company, xero: organisation }, organisation, business).whole().file;
	});
	return { ...moved, sage: own.file, bystanders: { hubspot: company.bystanders?.hubspot ?? [], sage: bystanders } };
}

class Move {
	private readonly company: CompanyFile;
	private readonly from: XeroOrganisationFile;
	private readonly file: SageBusinessFile;
	private readonly base: string;
	private readonly contactIds = new Map<string, string>();

	constructor(company: CompanyFile, from: XeroOrganisationFile, file: SageBusinessFile) {
		this.company = company;
		this.from = from;
		this.file = file;
		this.base = text(from.Organisation.BaseCurrency);
	}

	whole(): { file: SageBusinessFile; contactIds: Map<string, string> } {
		const { from, file } = this;
		const accounts = new Map(
			Object.entries(NOMINAL).map(([code, [nominal, name]]) => [code, this.salesAccount(nominal, name)]),
		);
		file.business_exchange_rates = from.Currencies.map(({ Code }) => text(Code))
			.filter((code) => code !== this.base)
			.map((currency) => ({ currency_id: currency, rate: rateBetween(currency, this.base) }));
		for (const item of from.Items) this.item(item, accounts);
		for (const contact of from.Contacts) this.contact(contact);
		for (const invoice of from.Invoices) if (invoice.Type === 'ACCREC') this.invoice(invoice, accounts);
		for (const payment of from.Payments) this.payment(payment);
		return { file, contactIds: this.contactIds };
	}

	/** Id of the sales account with this nominal code, made where the business has none. */
	private salesAccount(nominal: string, name: string): string {
		const found = this.file.ledger_accounts.find(({ nominal_code: code }) => text(code) === nominal);
		if (found) return text(found.id);
		const id = hex(`account ${nominal}`);
		this.file.ledger_accounts.push({
			id,
			nominal_code: Number(nominal),
			name,
			displayed_as: `${name} (${nominal})`,
			ledger_account_type: { id: 'SALES' },
			visible_in_sales: true,
			tax_rate: { id: 'GB_STANDARD' },
		});
		return id;
	}

	private item(item: XeroRecord, accounts: ReadonlyMap<string, string>): void {
		const details = (item.SalesDetails ?? {}) as XeroRecord;
		const account = accounts.get(text(details.AccountCode) || '200');
		const price = Number(details.UnitPrice ?? 0);
		const common: SageRecord = {
			id: hex(`item ${text(item.ItemID)}`),
			item_code: text(item.Code),
			description: text(item.Name),
			active: item.IsSold !== false,
			sales_ledger_account: { id: account },
			sales_tax_rate: { id: TAX[taxTypeOf(this.from, item)] ?? 'GB_STANDARD' },
		};
		if (text(details.AccountCode) === '201')
			this.file.services.push({
				...common,
				sales_rates: [{ rate_name: 'Rate', rate: price, rate_includes_tax: false }],
			});
		else
			this.file.products.push({
				...common,
				purchase_ledger_account: { id: this.purchaseAccount() },
				sales_prices: [{ price_name: 'Sales Price', price, price_includes_tax: false }],
			});
	}

	private purchaseAccount(): string {
		const found = this.file.ledger_accounts.find(
			({ nominal_code: code }) => Number(code) >= 5000 && Number(code) < 6000,
		);
		return text(found?.id);
	}

	private contact(contact: XeroRecord): void {
		const id = hex(`contact ${text(contact.ContactID)}`);
		const address = addressOf(contact);
		const taxType = text(contact.AccountsReceivableTaxType);
		if (!isSupplierOnly(contact)) this.contactIds.set(text(contact.ContactID), id);
		this.file.contacts.push({
			id,
			name: text(contact.Name).slice(0, 100),
			contact_types: [{ id: isSupplierOnly(contact) ? 'VENDOR' : 'CUSTOMER' }],
			is_active: contact.ContactStatus !== 'ARCHIVED',
			currency: { id: currencyOf(this.company, contact) },
			...(contact.TaxNumber ? { tax_number: text(contact.TaxNumber) } : {}),
			...(taxType === '' ? {} : { default_sales_tax_rate: { id: TAX[taxType] } }),
			main_address: {
				address_line_1: text(address.AddressLine1).slice(0, 50),
				city: text(address.City).slice(0, 50),
				postal_code: text(address.PostalCode).slice(0, 10),
				country: { id: isoOf(text(address.Country)) },
			},
			main_contact_person: { name: 'Main Contact', email: text(contact.EmailAddress), is_main_contact: true },
		});
	}

	private invoice(invoice: XeroRecord, accounts: ReadonlyMap<string, string>): void {
		const contactId = this.contactIds.get(text((invoice.Contact as XeroRecord | undefined)?.ContactID));
		const contact = this.file.contacts.find(({ id }) => id === contactId);
		if (!contact || contactId === undefined) return;
		const currency = text((contact.currency as SageRecord).id);
		this.file.sales_invoices.push({
			id: this.invoiceId(invoice),
			contact: { id: contactId, displayed_as: contact.name },
			invoice_number: text(invoice.InvoiceNumber).replace(/^INV-/, 'SI-'),
			date: text(invoice.Date).slice(0, 10),
			due_date: text(invoice.DueDate).slice(0, 10),
			reference: text(invoice.Reference).slice(0, 25),
			currency: { id: currency },
			...(currency === this.base ? {} : { exchange_rate: rateBetween(currency, this.base) }),
			status: { id: { DRAFT: 'DRAFT', VOIDED: 'VOID' }[text(invoice.Status)] ?? 'UNPAID' },
			invoice_lines: ((invoice.LineItems ?? []) as XeroRecord[]).map((line, index) => ({
				id: hex(`line ${text(invoice.InvoiceID)} ${index}`),
				description: text(line.Description).slice(0, 200),
				ledger_account: { id: accounts.get(text(line.AccountCode)) ?? accounts.get('200') },
				quantity: Number(line.Quantity),
				unit_price: Number(line.UnitAmount),
				tax_rate: { id: TAX[text(line.TaxType)] ?? 'GB_STANDARD' },
				tax_amount: Number(line.TaxAmount ?? 0),
			})),
			created_at: text(invoice.UpdatedDateUTC),
			updated_at: text(invoice.UpdatedDateUTC),
		});
	}

	private payment(payment: XeroRecord): void {
		const id = this.invoiceId((payment.Invoice ?? {}) as XeroRecord);
		const invoice = this.file.sales_invoices.find((candidate) => candidate.id === id);
		if (!invoice || payment.Status === 'DELETED') return;
		this.file.contact_payments.push({
			id: hex(`payment ${text(payment.PaymentID)}`),
			transaction_type: { id: 'CUSTOMER_RECEIPT' },
			contact: invoice.contact,
			bank_account: { id: text(this.file.bank_accounts[0]?.id) },
			date: text(payment.Date).slice(0, 10),
			total_amount: Number(payment.Amount),
			currency: invoice.currency,
			allocated_artefacts: [{ artefact: { id }, amount: Number(payment.Amount) }],
		});
	}

	private invoiceId(invoice: XeroRecord): string {
		return hex(`invoice ${text(invoice.InvoiceID)}`);
	}
}

/** An id as Sage makes them: 32 hex digits. */
function hex(text: string): string {
	return createHash('md5').update(text).digest('hex');
}

const ISO: Readonly<Record<string, string>> = {
	'united states': 'US',
	usa: 'US',
	sweden: 'SE',
	japan: 'JP',
	deutschland: 'DE',
	germany: 'DE',
	france: 'FR',
	netherlands: 'NL',
	ireland: 'IE',
	spain: 'ES',
	switzerland: 'CH',
};

/** Sage keeps countries by code; home where the contact's is empty or not understood. */
function isoOf(country: string): string {
	const plain = country.trim();
	return ISO[plain.toLowerCase()] ?? (/^[A-Z]{2}$/.test(plain) && plain !== 'UK' ? plain : 'GB');
}
