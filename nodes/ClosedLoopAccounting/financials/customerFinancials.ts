import { whatTheyBought } from '../../shared/billing/bought';
import { addMonths, dateIn } from '../../shared/billing/dates';
import { financials } from '../../shared/billing/financials';
import type { Customer } from '../../shared/model/customer';
import type { Financials } from '../../shared/model/financials';
import type { Invoice } from '../../shared/model/invoice';
import type { Organisation } from '../../shared/model/organisation';
import type { Result } from '../../shared/model/result';
import { failed, ok } from '../../shared/model/result';
import type { AccountingPort, UnallocatedCredit } from '../../shared/systems/accounting';

export interface FinancialsOptions {
	/** Billed and paid since the first invoice. */
	fullHistory: boolean;
	whatTheyBought: boolean;
	/** Milliseconds since the epoch. */
	now: number;
}

export interface Standing {
	customer: Financials['customer'];
	financials: Financials;
}

/** Those that were asked for, each whole. */
export async function financialsOf(
	port: AccountingPort,
	customers: Customer[],
	options: FinancialsOptions,
): Promise<Array<Result<Standing>>> {
	return (await financialsAndOpen(port, customers, options)).told;
}

/** The same, with every open invoice of the organisation, which was read for it. */
export async function financialsAndOpen(
	port: AccountingPort,
	customers: Customer[],
	options: FinancialsOptions,
): Promise<{ told: Array<Result<Standing>>; open: Invoice[] }> {
	const ids = customers.flatMap(({ ledgerId }) => ledgerId ?? []);
	const books = await readBooks(port, options);
	const read = await readYear(port, ids, books, options);
	const credits = grouped(await port.unallocatedCredits(), ({ customerId }) => customerId);
	const open = await port.openInvoices();
	const ledger = { ...books, read, credits, open: grouped(open, ({ customer }) => customer.ledgerId ?? '') };
	const told = customers.map((customer) => standing({ ...customer, ledgerId: customer.ledgerId ?? '' }, ledger));
	return { told, open };
}

export interface DueOptions extends FinancialsOptions {
	/** ISO; customers whose invoices changed since then are told whole. */
	since: string;
	/** Tells the 12 months of every customer, not only of those with changes. */
	everyYear: boolean;
}

/**
 * Every customer with open or changed invoices or with credit left. One without changes is told from what is open alone: its
 * twelve months are not read, and what stands on the record stays.
 */
export async function financialsDue(port: AccountingPort, options: DueOptions): Promise<Array<Result<Standing>>> {
	const books = await readBooks(port, options);
	const changed = options.everyYear ? [] : (await port.changes(options.since)).invoices;
	const open = await port.openInvoices();
	const credits = await port.unallocatedCredits();
	const wholeIds = options.everyYear ? null : unique(changed.map(({ customer }) => customer.ledgerId));
	const read = await readYear(port, wholeIds, books, options);
	const names = new Map(
		[...read.invoices, ...changed, ...open].map(({ customer }) => [customer.ledgerId ?? '', customer.name]),
	);
	const ids = unique([...names.keys(), ...credits.map(({ customerId }) => customerId)]);
	const known = await recordsOf(port, ids);
	const byCustomer = {
		...books,
		read,
		credits: grouped(credits, ({ customerId }) => customerId),
		open: grouped(open, ({ customer }) => customer.ledgerId ?? ''),
	};
	return ids.map((ledgerId) => {
		const { name, number, url, creditLimit } = known.get(ledgerId) ?? UNREAD;
		return standing({ ledgerId, name: name || (names.get(ledgerId) ?? ''), number, url, creditLimit }, byCustomer);
	});
}

/** Of a customer whose record is not read. */
const UNREAD = { name: '', number: null, url: null, creditLimit: null };

/** Records above this number are read as a list, and only where the ledger keeps a credit limit on them. */
const FEW = 50;
const ALL = 1_000_000;

/**
 * Number, link and credit limit of the customers. An invoice names its customer by id and name; the records of many are read only
 * where they carry a figure.
 */
async function recordsOf(port: AccountingPort, ids: string[]): Promise<Map<string, Customer>> {
	if (ids.length === 0) return new Map();
	if (ids.length > FEW) {
		if (!port.traits.keepsCreditLimit) return new Map();
		const { customers } = await port.findCustomers({ text: '', limit: ALL });
		return new Map(customers.map((customer) => [customer.ledgerId ?? '', customer]));
	}
	const found = await port.customersById(ids);
	return new Map(
		found.flatMap((result, index) =>
			result.ok && result.value !== null ? [[ids[index] ?? '', result.value]] : [],
		),
	);
}

interface Books {
	organisation: Organisation;
	asOf: string;
	options: FinancialsOptions;
}

async function readBooks(port: AccountingPort, options: FinancialsOptions): Promise<Books> {
	const organisation = await port.organisation();
	return { organisation, asOf: dateIn(organisation.timeZone, options.now), options };
}

interface ReadYear {
	/** Customers of which the year was read; null is all. */
	of: Set<string> | null;
	/** Settled in the year, and what else was read of these customers. */
	invoices: Invoice[];
	byCustomer: Map<string, Invoice[]>;
}

/** No invoice is older. */
const FIRST_DAY = '1990-01-01';

/** The whole history serves the year and what was bought too; else two years are read only for what was bought. */
async function readYear(
	port: AccountingPort,
	customerIds: string[] | null,
	{ asOf }: Books,
	options: FinancialsOptions,
): Promise<ReadYear> {
	const none = customerIds !== null && customerIds.length === 0;
	const lists: Invoice[][] = [];
	if (!none && options.fullHistory) {
		const query = { customerIds, from: FIRST_DAY, to: null, lines: options.whatTheyBought };
		lists.push(await port.salesInvoices(query));
	} else if (!none) {
		lists.push(await port.settledInvoices({ customerIds, since: addMonths(asOf, -12), lines: false }));
		if (options.whatTheyBought)
			lists.push(await port.salesInvoices({ customerIds, from: addMonths(asOf, -24), to: null }));
	}
	const invoices = [...new Map(lists.flat().map((invoice) => [invoice.ledgerId, invoice])).values()];
	return {
		of: customerIds === null ? null : new Set(customerIds),
		invoices,
		byCustomer: grouped(invoices, ({ customer }) => customer.ledgerId ?? ''),
	};
}

interface Ledger extends Books {
	read: ReadYear;
	open: Map<string, Invoice[]>;
	credits: Map<string, UnallocatedCredit[]>;
}

function standing(
	customer: Pick<Customer, 'name' | 'number' | 'url' | 'creditLimit'> & { ledgerId: string },
	{ organisation, asOf, options, read, open, credits }: Ledger,
): Result<Standing> {
	const { ledgerId } = customer;
	const whole = read.of === null || read.of.has(ledgerId);
	const own = read.byCustomer.get(ledgerId) ?? [];
	const owed = open.get(ledgerId) ?? [];
	const all = [...own, ...owed.filter((invoice) => !own.some((one) => one.ledgerId === invoice.ledgerId))];
	const told = financials({
		organisation,
		customer,
		asOf,
		open: owed,
		settled: whole ? own : null,
		credits: credits.get(ledgerId) ?? [],
		history: whole && options.fullHistory ? all : null,
		bought: whole && options.whatTheyBought ? whatTheyBought(all, asOf, organisation.baseCurrency) : null,
	});
	if (told !== null) return ok({ customer: told.customer, financials: told });
	return failed({
		code: 'rate_unknown',
		message: `The figures of ${customer.name} cannot be told: ${organisation.name} does not tell the rate of one of its foreign documents`,
		todo: 'Look at the customer in the ledger',
		scope: 'item',
	});
}

function unique(ids: Array<string | null>): string[] {
	return [...new Set(ids.filter((id): id is string => id !== null && id !== ''))];
}

function grouped<T>(values: T[], nameOf: (value: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const value of values) {
		const name = nameOf(value);
		const group = groups.get(name);
		if (group === undefined) groups.set(name, [value]);
		else group.push(value);
	}
	return groups;
}
