import { Decimal } from 'decimal.js';
import type { HubSpotRecord, XeroCompany, XeroRecord } from '../core/types.mts';
import { hubspotProducts, productId, xeroItems } from './catalogue.mts';
import { addDays, dateOf, daysBefore } from './dates.mts';
import { TENANT_ID, ukOrganisation } from './organisation.mts';
import { LEAD_SOURCES, OWNER_IDS, WON_STAGE, ukPortal } from './portal.mts';
import { Random } from './random.mts';
import type { Customer, CustomerSpec, DealSpec, InvoiceSpec, LineSpec } from './specs.mts';

const FIRST = [
	'Olivia',
	'Noah',
	'Amelia',
	'Søren',
	'Chloë',
	'José',
	'Aoife',
	'Kwame',
	'Yuki',
	'Łucja',
	'Ben',
	'Fatima',
	'Siobhán',
	'Ravi',
];
const LAST = [
	'Hughes',
	'Nakamura',
	"O'Connor",
	'Müller',
	'García',
	'Patel',
	'van Dijk',
	'Smith-Jones',
	'Öztürk',
	'Reid',
	'Lévy',
	'Adeyemi',
];
const TAX_PERCENT: Readonly<Record<string, number>> = { OUTPUT2: 20, RROUTPUT: 5 };

/** The net of a line as HubSpot shows it: rounded half up to the currency's minor unit. */
export function lineNet(line: LineSpec, currency: string): Decimal {
	const price = new Decimal(line.price ?? line.product?.price ?? '0');
	const unit = line.percent
		? price.times(new Decimal(100).minus(line.percent)).dividedBy(100)
		: price.minus(line.off ?? 0);
	return unit.times(line.quantity).toDecimalPlaces(currency === 'JPY' ? 0 : 2, Decimal.ROUND_HALF_UP);
}

/** Puts records into a company file and keeps both sides' ids and associations in step. */
export class CompanyBuilder {
	readonly file: XeroCompany;
	readonly now: Date;
	private readonly random: Random;
	private made = { companies: 0, contacts: 0, deals: 0, lines: 0, quotes: 0, invoices: 0 };

	constructor(name: string, now: Date, seed: number) {
		this.now = now;
		this.random = new Random(seed);
		this.file = { name, hubspot: ukPortal(name), xero: ukOrganisation(name) };
		this.file.hubspot.products = hubspotProducts();
		this.file.xero.Items = xeroItems(() => this.random.guid());
	}

	customer(spec: CustomerSpec): Customer {
		const { hubspot, xero } = this.file;
		const companyId = String(18_200_000_001 + this.made.companies++);
		const email = spec.email ?? (this.made.companies % 3 === 0 ? 'label' : 'property');
		const billingEmail = spec.domain ? `accounts@${spec.domain}` : null;
		const createdAt = daysBefore(this.now, 420 + (this.made.companies % 600)).toISOString();
		const address = {
			address: spec.street ?? `${1 + (this.made.companies % 180)} Mill Lane`,
			city: spec.city ?? 'Leeds',
			zip: spec.zip ?? `LS${1 + (this.made.companies % 17)} ${1 + (this.made.companies % 9)}AB`,
			country: spec.country === undefined ? 'United Kingdom' : (spec.country ?? ''),
		};
		const ledgerId = spec.ledger ? this.random.guid() : null;
		const ledgerName = spec.ledger?.name ?? spec.name.replace(/\s+/g, ' ').trim();
		if (spec.ledger) {
			const knownEmail =
				spec.ledger.email === undefined && email !== 'none' && email !== 'buyer'
					? billingEmail
					: spec.ledger.email;
			const country = spec.ledger.country ?? address.country;
			xero.Contacts.push({
				ContactID: ledgerId,
				Name: ledgerName,
				ContactStatus: spec.ledger.status ?? 'ACTIVE',
				...(knownEmail ? { EmailAddress: knownEmail } : {}),
				...(spec.ledger.taxType ? { AccountsReceivableTaxType: spec.ledger.taxType } : {}),
				...(spec.ledger.currency ? { DefaultCurrency: spec.ledger.currency } : {}),
				...(spec.vatNumber ? { TaxNumber: spec.vatNumber } : {}),
				Addresses: [
					{
						AddressType: 'POBOX',
						AddressLine1: address.address,
						City: address.city,
						PostalCode: address.zip,
						Country: country,
					},
				],
				IsCustomer: true,
				UpdatedDateUTC: createdAt,
			});
		}
		const own: Record<string, string> = { name: spec.name, ...address, createdate: createdAt };
		if (spec.domain) Object.assign(own, { domain: spec.domain, website: `https://www.${spec.domain}` });
		if (email === 'property' && billingEmail) own.closed_loop_billing_email = billingEmail;
		if (spec.billingName) own.closed_loop_billing_name = spec.billingName;
		if (spec.vatNumber) own.closed_loop_vat_number = spec.vatNumber;
		if (spec.terms) own.closed_loop_payment_terms = spec.terms;
		if (spec.ledger?.by === 'id') own.closed_loop_accounting_customer = `xero ${TENANT_ID} ${ledgerId}`;
		const company: HubSpotRecord = { id: companyId, properties: own, createdAt };
		hubspot.companies.push(company);
		const contactId = email === 'none' ? null : this.contact(companyId, spec.domain ?? null);
		if (email === 'label' && billingEmail) {
			const billing = this.contact(companyId, spec.domain ?? null, 'accounts');
			company.associations = { contacts: [{ id: billing, label: 'Billing contact' }] };
		}
		return { spec, companyId, contactId, ledgerId, ledgerName };
	}

	/** A person; `mailbox` overrides the part of the address before the @. */
	contact(companyId: string | null, domain: string | null, mailbox?: string): string {
		const n = this.made.contacts++;
		const id = String(52_600_000_001 + n);
		const firstname = FIRST[n % FIRST.length] as string;
		const lastname = LAST[n % LAST.length] as string;
		const plain = `${firstname}.${lastname}`
			.normalize('NFKD')
			.replace(/[^A-Za-z.]/g, '')
			.toLowerCase();
		this.file.hubspot.contacts.push({
			id,
			properties: {
				firstname,
				lastname,
				email: domain === null ? `${plain}.${n}@freemail.example` : `${mailbox ?? plain}@${domain}`,
				jobtitle: mailbox === undefined ? 'Head of Operations' : 'Accounts payable',
			},
			...(companyId === null ? {} : { associations: { companies: [companyId] } }),
		});
		return id;
	}

	/** Adds a deal with its lines and quote; returns its id. */
	deal(spec: DealSpec): string {
		const { hubspot } = this.file;
		const n = this.made.deals++;
		const id = String(41_230_000_001 + n);
		const pipeline = spec.pipeline ?? 'default';
		const stage = spec.stage ?? (WON_STAGE[pipeline] as string);
		const closed = daysBefore(this.now, spec.closed, 9 + (n % 8));
		const createdDaysAgo = spec.created ?? Math.max(spec.closed, 0) + 20 + (n % 40);
		const created = daysBefore(this.now, createdDaysAgo, 8);
		const currency = spec.currency ?? (n % 2 === 0 ? 'GBP' : '');
		const lines = spec.lines ?? [];
		const total = lines.reduce((sum, line) => sum.plus(lineNet(line, currency)), new Decimal(0));
		const amount = spec.amount === undefined ? (lines.length === 0 ? '' : total.toString()) : (spec.amount ?? '');
		const history = spec.history ?? [
			[stage, spec.closed],
			[pipeline === 'default' ? 'qualifiedtobuy' : '3590200041', createdDaysAgo],
		];
		const associations: HubSpotRecord['associations'] = {};
		const companies = [...(spec.customer ? [spec.customer.companyId] : []), ...(spec.moreCompanies ?? [])];
		if (companies.length > 0) associations.companies = companies;
		const contacts = spec.contactIds ?? (spec.customer?.contactId ? [spec.customer.contactId] : []);
		if (contacts.length > 0) associations.contacts = contacts;
		if (lines.length > 0) associations.line_items = lines.map((line, index) => this.line(line, index));
		if (spec.quote) associations.quotes = [this.quote(spec, spec.quote, total, currency)];
		hubspot.deals.push({
			id,
			properties: {
				dealname: spec.name,
				pipeline,
				dealstage: stage,
				closedate: closed.toISOString(),
				createdate: created.toISOString(),
				amount,
				deal_currency_code: currency,
				hubspot_owner_id: spec.owner ?? (OWNER_IDS[n % OWNER_IDS.length] as string),
				hs_analytics_source: spec.source ?? (LEAD_SOURCES[n % LEAD_SOURCES.length] as string),
				hs_object_source: 'CRM_UI',
				dealtype: n % 3 === 0 ? 'existingbusiness' : 'newbusiness',
				...spec.properties,
			},
			associations,
			propertiesWithHistory: {
				dealstage: history.map(([value, daysAgo]) => ({
					value,
					timestamp: (daysAgo === spec.closed ? closed : daysBefore(this.now, daysAgo, 8)).toISOString(),
					sourceType: 'CRM_UI',
				})),
			},
			createdAt: created.toISOString(),
			updatedAt: (closed.getTime() > this.now.getTime() ? created : closed).toISOString(),
		});
		return id;
	}

	private line(line: LineSpec, index: number): string {
		const id = String(63_900_000_001 + this.made.lines++);
		const frequency = line.frequency ?? line.product?.frequency ?? '';
		const sku = line.sku ?? line.product?.sku;
		this.file.hubspot.line_items.push({
			id,
			properties: {
				name: line.name ?? line.product?.name ?? 'Custom work',
				quantity: line.quantity,
				price: line.price ?? line.product?.price ?? '0',
				hs_position_on_quote: String(index),
				...(sku ? { hs_sku: sku } : {}),
				...(line.product ? { hs_product_id: productId(line.product) } : {}),
				...(line.percent ? { hs_discount_percentage: line.percent } : {}),
				...(line.off ? { discount: line.off } : {}),
				...(frequency ? { recurringbillingfrequency: frequency } : {}),
				...(line.term ? { hs_recurring_billing_period: line.term } : {}),
				...(line.startsDaysAgo === undefined
					? {}
					: { hs_recurring_billing_start_date: dateOf(daysBefore(this.now, line.startsDaysAgo)) }),
				...line.properties,
			},
		});
		return id;
	}

	private quote(deal: DealSpec, quote: NonNullable<DealSpec['quote']>, total: Decimal, currency: string): string {
		const id = String(74_100_000_001 + this.made.quotes++);
		const sent = daysBefore(this.now, deal.closed + 6).toISOString();
		this.file.hubspot.quotes.push({
			id,
			properties: {
				hs_title: `Offer: ${deal.name}`,
				hs_quote_number: quote.number,
				hs_quote_amount: quote.amount ?? total.toString(),
				hs_currency: currency || 'GBP',
				hs_status: quote.state === 'draft' ? 'DRAFT' : 'APPROVAL_NOT_NEEDED',
				hs_quote_status: { accepted: 'ACCEPTED', signed: 'EXPIRED', published: 'PUBLISHED', draft: 'DRAFT' }[
					quote.state
				],
				...(quote.state === 'accepted'
					? { hs_accepted_date: daysBefore(this.now, deal.closed).toISOString() }
					: {}),
				...(quote.state === 'signed'
					? {
							hs_esign_date: daysBefore(this.now, deal.closed).toISOString(),
							hs_sign_status: 'ESIGN_COMPLETED',
						}
					: {}),
			},
			createdAt: sent,
		});
		return id;
	}

	/** Adds a sales invoice that people made in the ledger, with its payment when it is paid; returns its id. */
	invoice(spec: InvoiceSpec): string {
		const { xero } = this.file;
		if (spec.customer.ledgerId === null) throw new Error(`${spec.customer.spec.name} is not in the ledger`);
		const InvoiceID = this.random.guid();
		const status = spec.status ?? 'AUTHORISED';
		let net = new Decimal(0);
		let tax = new Decimal(0);
		const LineItems = spec.lines.map((line): XeroRecord => {
			const taxType = line.taxType ?? spec.customer.spec.ledger?.taxType ?? 'OUTPUT2';
			const amount = new Decimal(line.quantity).times(line.price).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
			const lineTax = amount
				.times(TAX_PERCENT[taxType] ?? 0)
				.dividedBy(100)
				.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
			net = net.plus(amount);
			tax = tax.plus(lineTax);
			return {
				LineItemID: this.random.guid(),
				Description: line.text,
				Quantity: Number(line.quantity),
				UnitAmount: Number(line.price),
				AccountCode: '200',
				TaxType: taxType,
				TaxAmount: lineTax.toNumber(),
				LineAmount: amount.toNumber(),
			};
		});
		const total = net.plus(tax);
		const date = dateOf(daysBefore(this.now, spec.dated));
		const open = status === 'PAID' || status === 'VOIDED' ? new Decimal(0) : total;
		xero.Invoices.push({
			InvoiceID,
			Type: 'ACCREC',
			InvoiceNumber: `INV-${String(1001 + this.made.invoices++).padStart(4, '0')}`,
			Reference: spec.reference ?? '',
			Contact: { ContactID: spec.customer.ledgerId, Name: spec.customer.ledgerName },
			Date: date,
			DueDate: addDays(date, 30),
			LineAmountTypes: 'Exclusive',
			CurrencyCode: spec.currency ?? 'GBP',
			Status: status,
			LineItems,
			SubTotal: net.toNumber(),
			TotalTax: tax.toNumber(),
			Total: total.toNumber(),
			AmountDue: open.toNumber(),
			AmountPaid: status === 'PAID' ? total.toNumber() : 0,
			UpdatedDateUTC: daysBefore(this.now, spec.dated, 16).toISOString(),
		});
		if (status === 'PAID') {
			xero.Payments.push({
				PaymentID: this.random.guid(),
				Invoice: { InvoiceID },
				Account: { Code: '090' },
				Date: dateOf(daysBefore(this.now, Math.max(0, spec.dated - 24))),
				Amount: total.toNumber(),
				Status: 'AUTHORISED',
				PaymentType: 'ACCRECPAYMENT',
			});
		}
		return InvoiceID;
	}
}
