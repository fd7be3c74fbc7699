import { addDays } from '../../billing/dates';
import type { Payment } from '../../model/payment';
import type { PaymentQuery, UnallocatedCredit } from '../accounting';
import { uniqueBy } from '../lists';
import type { Query } from './client';
import { openCreditNotes } from './creditNotes';
import { isId } from './ids';
import { offsetTime } from './invoiceReads';
import type { Desk } from './invoiceWrites';
import { creditsOf, isOfCustomer, partsAreWhole, toPayment } from './payments';
import type { WireAllocation, WireContactPayment, WireInvoice, WireRef } from './wire';
import { refId } from './wire';

const PAYMENTS = { path: '/contact_payments', doing: 'reading payments' };
const ALLOCATIONS = { path: '/contact_allocations', doing: 'reading allocations' };

/** Up to this many customers are asked for one by one. */
const ONE_BY_ONE = 5;

/** Above this many records what they were set against stays out, where the list leaves it out: one call each. */
const PARTS_READ_SINGLY = 500;

/** An allocation may be dated later than it was made; nobody dates one further ahead. */
const DATED_AHEAD_DAYS = 31;

/** Receipts, refunds, and what credit notes settled (apis/sage.md 10). */
export async function readPayments(desk: Desk, query: PaymentQuery): Promise<{ payments: Payment[]; more: boolean }> {
	const read = query.invoiceIds === null ? await byListing(desk, query) : await byInvoices(desk, query.invoiceIds);
	const organisation = await desk.catalogue.organisation();
	const currencies = new Map(read.payments.map((wire) => [refId(wire.contact) ?? '', refId(wire.currency) ?? '']));
	for (const [contact, currency] of read.currencies) currencies.set(contact, currency);
	const found = [
		...read.payments.map((wire) => toPayment(wire, organisation)),
		...read.allocations.flatMap((wire) => creditsOf(wire, currencies, organisation)),
	]
		.filter((payment) => isAskedFor(payment, query))
		.sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
	return { payments: found.slice(0, query.limit), more: found.length > query.limit };
}

interface Read {
	payments: WireContactPayment[];
	allocations: WireAllocation[];
	/** Currency of each contact, as its documents show it. */
	currencies: Map<string, string>;
}

/** Sage lists payments by no invoice, but each invoice tells what was set against it. Removed payments are not among those. */
async function byInvoices(desk: Desk, invoiceIds: string[]): Promise<Read> {
	const wires = await Promise.all(
		[...new Set(invoiceIds)].filter(isId).map(async (id) => await desk.invoices.one(id)),
	);
	const invoices = wires.filter((wire): wire is WireInvoice => wire !== null);
	const entries = invoices.flatMap((wire) => wire.payments_allocations ?? []);
	const idsOf = (ref: (entry: (typeof entries)[number]) => WireRef | null | undefined) =>
		[...new Set(entries.map((entry) => refId(ref(entry))))].filter((id) => id !== null);
	const [payments, allocations] = await Promise.all([
		all(idsOf(({ contact_payment: payment }) => payment).map(async (id) => await onePayment(desk, id))),
		all(idsOf(({ contact_allocation: allocation }) => allocation).map(async (id) => await oneAllocation(desk, id))),
	]);
	const currencies = new Map(invoices.map((wire) => [refId(wire.contact) ?? '', refId(wire.currency) ?? '']));
	return { payments, allocations, currencies };
}

async function byListing(desk: Desk, query: PaymentQuery): Promise<Read> {
	const customers = query.customerIds?.map((id) => id.toLowerCase()).filter(isId) ?? null;
	if (customers?.length === 0) return { payments: [], allocations: [], currencies: new Map() };
	const contacts = customers !== null && customers.length <= ONE_BY_ONE ? customers : [undefined];
	const [payments, allocations] = await Promise.all([
		listPayments(desk, query, contacts),
		listAllocations(desk, query, contacts),
	]);
	const ofTheirs = (contact: WireRef | null | undefined) =>
		customers === null || customers.includes((refId(contact) ?? '').toLowerCase());
	return {
		payments: await wholeOf(
			payments.filter((wire) => isOfCustomer(wire) && ofTheirs(wire.contact)),
			async (id) => await onePayment(desk, id),
		),
		allocations: await wholeOf(
			allocations.filter((wire) => ofTheirs(wire.contact)),
			async (id) => await oneAllocation(desk, id),
		),
		currencies: new Map(),
	};
}

async function listPayments(
	desk: Desk,
	query: PaymentQuery,
	contacts: Array<string | undefined>,
): Promise<WireContactPayment[]> {
	const dates: Query = {
		...(query.from === null ? {} : { from_date: query.from }),
		...(query.to === null ? {} : { to_date: query.to }),
	};
	const newest = query.customerIds === null ? query.limit + 1 : Infinity;
	const listed = contacts.map(async (contact) => {
		const asked = { contact_id: contact, sort: 'date:desc', ...dates };
		return await desk.client.pages<WireContactPayment>({ ...PAYMENTS, query: asked }, newest);
	});
	// Removed ones are listed only when asked for, from a moment on; a removal comes after the payment.
	const removed =
		query.from === null
			? []
			: [desk.client.pages<WireContactPayment>({ ...PAYMENTS, query: deletedSince(query.from) })];
	return uniqueBy((await Promise.all([...listed, ...removed])).flat(), (wire) => wire.id ?? '');
}

function deletedSince(day: string): Query {
	return { deleted_since: offsetTime(`${addDays(day, -1)}T00:00:00Z`) };
}

/** Allocations have no filter by date, so those changed since are read. */
async function listAllocations(
	desk: Desk,
	query: PaymentQuery,
	contacts: Array<string | undefined>,
): Promise<WireAllocation[]> {
	const since: Query =
		query.from === null
			? {}
			: { updated_or_created_since: offsetTime(`${addDays(query.from, -DATED_AHEAD_DAYS)}T00:00:00Z`) };
	const lists = await Promise.all(
		contacts.map(
			async (contact) =>
				await desk.client.pages<WireAllocation>({ ...ALLOCATIONS, query: { contact_id: contact, ...since } }),
		),
	);
	return uniqueBy(lists.flat(), (wire) => wire.id ?? '');
}

async function wholeOf<T extends WireContactPayment | WireAllocation>(
	wires: T[],
	read: (id: string) => Promise<T | null>,
): Promise<T[]> {
	const lacking = wires.filter((wire) => !partsAreWhole(wire.allocated_artefacts));
	if (lacking.length > PARTS_READ_SINGLY) return wires;
	return await Promise.all(
		wires.map(async (wire) =>
			partsAreWhole(wire.allocated_artefacts) ? wire : ((await read(wire.id ?? '')) ?? wire),
		),
	);
}

export async function onePayment(desk: Desk, id: string): Promise<WireContactPayment | null> {
	return await desk.client.one<WireContactPayment>({
		path: `${PAYMENTS.path}/${encodeURIComponent(id)}`,
		query: { nested_attributes: 'all' },
		doing: PAYMENTS.doing,
	});
}

async function oneAllocation(desk: Desk, id: string): Promise<WireAllocation | null> {
	return await desk.client.one<WireAllocation>({
		path: `${ALLOCATIONS.path}/${encodeURIComponent(id)}`,
		query: { nested_attributes: 'all' },
		doing: ALLOCATIONS.doing,
	});
}

async function all<T>(reads: Array<Promise<T | null>>): Promise<T[]> {
	return (await Promise.all(reads)).filter((read): read is Awaited<T> & T => read !== null);
}

function isAskedFor(payment: Payment, { customerIds, invoiceIds, from, to }: PaymentQuery): boolean {
	return (
		(customerIds === null || holds(customerIds, payment.customer.ledgerId ?? '')) &&
		(invoiceIds === null || payment.allocations.some(({ invoiceId }) => holds(invoiceIds, invoiceId))) &&
		(from === null || payment.date >= from) &&
		(to === null || payment.date <= to)
	);
}

function holds(ids: string[], id: string): boolean {
	return ids.some((other) => other.toLowerCase() === id.toLowerCase());
}

/**
 * Credit notes with something left, and receipts on account. Sage names the latter only (apis/sage.md 10), so the receipts behind are looked
 * for, newest first, until each was found.
 */
export async function unallocatedCredits(desk: Desk): Promise<UnallocatedCredit[]> {
	const [notes, named, organisation] = await Promise.all([
		openCreditNotes(desk),
		desk.client.pages<WireRef>({ path: '/unallocated_artefacts', doing: 'reading unallocated credits' }),
		desk.catalogue.organisation(),
	]);
	const known = new Set(notes.map(({ ledgerId }) => ledgerId));
	const wanted = new Set(
		named.filter((wire) => mayBeReceipt(wire) && !known.has(wire.id ?? null)).map((wire) => wire.id ?? ''),
	);
	const receipts = await receiptsOnAccount(desk, wanted);
	return [
		...notes.map(
			(note): UnallocatedCredit => ({
				customerId: note.customer.ledgerId ?? '',
				kind: 'credit_note',
				number: note.number,
				currency: note.currency,
				currencyRate: note.currencyRate,
				remaining: note.remaining,
				date: note.issueDate,
			}),
		),
		...receipts.map((wire) => {
			const receipt = toPayment(wire, organisation);
			return {
				customerId: receipt.customer.ledgerId ?? '',
				kind: 'receipt' as const,
				number: receipt.reference,
				currency: receipt.currency,
				currencyRate: receipt.currencyRate,
				remaining: receipt.unallocated,
				date: receipt.date,
			};
		}),
	];
}

function mayBeReceipt(wire: WireRef): boolean {
	return !/credit_note|invoice|purchase/i.test(wire.$path ?? '');
}

async function receiptsOnAccount(desk: Desk, wanted: Set<string>): Promise<WireContactPayment[]> {
	if (wanted.size === 0) return [];
	const isWanted = (wire: WireContactPayment) =>
		wanted.has(refId(wire.payment_on_account) ?? '') || wanted.has(wire.id ?? '');
	const query = { transaction_type_id: 'CUSTOMER_RECEIPT', sort: 'date:desc' };
	const wires = await desk.client.pagesUntil<WireContactPayment>(
		{ ...PAYMENTS, query },
		(records) => records.filter(isWanted).length >= wanted.size,
	);
	return uniqueBy(wires.filter(isWanted), (wire) => wire.id ?? '');
}
