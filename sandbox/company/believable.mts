import type { XeroCompany } from '../core/types.mts';
import { CUSTOMERS, FOUND_BY_NAME, KNOWN_BY_ID, type CustomerName } from './believable/customers.mts';
import { sold } from './believable/lines.mts';
import { IN_THE_FUNNEL, READY_TO_WIN } from './believable/open.mts';
import { wonDeals, type WonDeal } from './believable/won.mts';
import { CompanyBuilder, lineNet } from './builder.mts';
import { bystanders } from './bystanders.mts';
import { addDays, dateOf } from './dates.mts';
import { LAST_OPEN_STAGE, LOST_STAGE } from './portal.mts';
import type { Customer, CustomerSpec, DealSpec } from './specs.mts';

export { billFrom } from './dates.mts';
export { BILLED_PIPELINES } from './portal.mts';

/** The won deals of the recent past are spread over this many days. */
const RECENT_DAYS = 57;

type Customers = Record<CustomerName, Customer>;

/**
 * A UK trading company with three years behind it, shaped by hand: 100 deals won since Bill From with flaws in the
 * usual mix, 30 won long ago and billed, lost and open ones, and a second account and organisation nobody may
 * write to. All dates hang on `now` (default: the present moment).
 */
export function believableCompany({ now = new Date() }: { now?: Date } = {}): XeroCompany {
	const builder = new CompanyBuilder('Harbourfield Interiors & Systems', now, 20_260_901);
	const customers = Object.fromEntries(
		Object.entries<CustomerSpec>(CUSTOMERS).map(([key, spec]) => [key, builder.customer(spec)]),
	) as Customers;
	addRecentDeals(builder, customers);
	addOpenDeals(builder, customers);
	addPast(builder, customers);
	addNotOffered(builder, customers);
	addLedgerOnly(builder, customers);
	builder.file.bystanders = bystanders(builder.file);
	return builder.file;
}

function addRecentDeals(builder: CompanyBuilder, customers: Customers): void {
	const deals = wonDeals();
	for (const [index, { billTo, throughContact, stranger, billedByHand, ...deal }] of deals.entries()) {
		const closed = 1 + Math.floor((index * RECENT_DAYS) / deals.length);
		const customer = deal.customer === null ? null : customers[deal.customer];
		const spec: DealSpec = { ...deal, closed, customer };
		if (billTo) spec.moreCompanies = [{ id: customers[billTo].companyId, label: 'Bill to' }];
		if (stranger) spec.contactIds = [builder.contact(null, null)];
		if (throughContact && customer?.contactId)
			Object.assign(spec, { customer: null, contactIds: [customer.contactId] });
		builder.deal(spec);
		if (billedByHand && customer) billByHand(builder, customer, spec, billedByHand);
	}
}

function billByHand(
	builder: CompanyBuilder,
	customer: Customer,
	deal: DealSpec,
	status: NonNullable<WonDeal['billedByHand']>,
): void {
	const lines = (deal.lines ?? []).map((line) => ({
		text: line.product?.name ?? line.name ?? '',
		quantity: '1',
		price: lineNet(line, 'GBP').toString(),
		taxType: line.product?.item?.taxType ?? 'OUTPUT2',
	}));
	builder.invoice({ customer, dated: Math.max(0, deal.closed - 1), lines, reference: 'as ordered', status });
}

function addOpenDeals(builder: CompanyBuilder, customers: Customers): void {
	for (const deal of [...READY_TO_WIN, ...IN_THE_FUNNEL]) {
		const properties = { ...deal.properties };
		if (properties.closed_loop_invoice_on) properties.closed_loop_invoice_on = addDays(dateOf(builder.now), 35);
		const stage = deal.stage ?? (LAST_OPEN_STAGE[deal.pipeline ?? 'default'] as string);
		builder.deal({
			...deal,
			properties,
			stage,
			created: 25,
			history: [[stage, 12]],
			customer: deal.customer && customers[deal.customer],
		});
	}
}

/** Won long ago and paid, and lost. Old enough that no look-back reaches them. */
function addPast(builder: CompanyBuilder, customers: Customers): void {
	const known = [...KNOWN_BY_ID, ...FOUND_BY_NAME].filter((name) =>
		(customers[name].spec.country ?? 'UK').match(/UK|England/),
	);
	for (let index = 0; index < 30; index++) {
		const customer = customers[known[index % known.length] as CustomerName];
		const closed = 140 + index * 29;
		const line = sold(index % 2 === 0 ? 'GTX-100' : 'SRV-IMPL', String(1 + (index % 4)));
		builder.deal({
			name: `${customer.spec.name.slice(0, 40)}: order ${2023 + (index % 3)}-${index}`,
			customer,
			closed,
			lines: [line],
		});
		if (index % 7 === 6) continue; // Never billed: nobody is to bill it now.
		const price = lineNet(line, 'GBP').toString();
		builder.invoice({
			customer,
			dated: closed - 4,
			lines: [{ text: line.product?.name ?? '', quantity: '1', price }],
			status: index % 11 === 10 ? 'VOIDED' : 'PAID',
		});
	}
	for (const [index, name] of (
		[
			'zoe',
			'gantry',
			'bevan',
			'wold',
			'acme',
			'sakura',
			'ludlow',
			'fenland',
			'rosehip',
			'cafe',
			'osprey',
			'juniper',
		] as const
	).entries()) {
		const pipeline = index % 4 === 3 ? 'renewals' : 'default';
		builder.deal({
			name: `Lost: ${name} ${index}`,
			customer: customers[name],
			pipeline,
			stage: LOST_STAGE[pipeline] as string,
			closed: 6 + index * 40,
			amount: String(900 + index * 311),
		});
	}
}

/** Won in a pipeline that is not billed, or won long ago and only moved since. */
function addNotOffered(builder: CompanyBuilder, customers: Customers): void {
	builder.deal({
		name: 'Sensory garden grant',
		customer: customers.stmary,
		pipeline: 'grants',
		closed: 15,
		amount: '12000',
	});
	builder.deal({
		name: 'Sports hall grant',
		customer: customers.pennine,
		pipeline: 'grants',
		closed: 33,
		amount: '45000',
	});
	builder.deal({
		name: 'Warehouse of last year, tidied up lately',
		customer: customers.windle,
		pipeline: 'renewals',
		closed: 8,
		created: 420,
		lines: [sold('GTX-100', '9')],
		history: [
			['3590200043', 8],
			['closedwon', 380],
			['contractsent', 420],
		],
	});
}

/** Contacts of the ledger that are not in the CRM: a near name, two of one name, an archived namesake, suppliers. */
function addLedgerOnly(builder: CompanyBuilder, customers: Customers): void {
	const { Contacts } = builder.file.xero;
	const id = (n: number) => `c0ffee00-0000-4000-a000-${String(n).padStart(12, '0')}`;
	Contacts.push(
		{
			ContactID: id(1),
			Name: 'Harrogate Tea Rooms Ltd',
			ContactStatus: 'ACTIVE',
			IsCustomer: true,
			EmailAddress: 'office@harrogate-rooms.example',
		},
		{ ContactID: id(2), Name: 'Summit Training Ltd', ContactStatus: 'ACTIVE', IsCustomer: true },
		{ ContactID: id(3), Name: 'SUMMIT TRAINING (Limited)', ContactStatus: 'ACTIVE', IsCustomer: true },
		{ ContactID: id(4), Name: 'Hillcrest Nurseries', ContactStatus: 'ARCHIVED', IsCustomer: true },
		{ ContactID: id(5), Name: 'Northern Cable Wholesale', ContactStatus: 'ACTIVE', IsSupplier: true },
		{ ContactID: id(6), Name: 'HM Revenue & Customs', ContactStatus: 'ACTIVE', IsSupplier: true },
	);
	const windle = builder.file.hubspot.companies.find((company) => company.id === customers.windle.companyId);
	if (windle) {
		const own = windle.properties.closed_loop_accounting_customer;
		windle.properties.closed_loop_accounting_customer = `xero 11111111-2222-4333-a444-555555555555 ${id(90)}\n${own}`;
	}
}
