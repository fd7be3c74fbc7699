import type { Invoice, InvoiceStatus } from '../../model/invoice';
import type { Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { InvoiceQuery } from '../accounting';
import { uniqueBy } from '../lists';
import { booksFor } from './artefacts';
import type { Catalogue } from './catalogue';
import type { Query, Read, SageClient } from './client';
import { eachId } from './client';
import { isId } from './ids';
import { toInvoice } from './invoices';
import { areWhole } from './lines';
import type { WireInvoice } from './wire';
import { number, text } from './wire';

const PATH = '/sales_invoices';
const DOING = 'reading invoices';

/** A GET without it would mark the invoice as sent (apis/sage.md 7, "reading can change state"). */
export const READ: Query = { show_payments_allocations: true, mark_as_sent: false };

/** By the time of creation, which never changes: a page shifts no invoice over its edge. */
const LISTED: Query = { ...READ, sort: 'created_at' };

/** Above this many documents whose lines the list leaves out, lines stay out: Sage has no batch read. */
const LINES_READ_SINGLY = 500;

type Choose = (wire: WireInvoice) => boolean;

interface Choices {
	/** Which rows are asked for. */
	keep?: Choose;
	/** Of which the lines matter, where the list leaves them out; of all unless said. */
	needsLines?: Choose;
}

/** Reads of invoices, which remember what they have seen whole. */
export interface InvoiceReads {
	byId(ids: string[]): Promise<Array<Result<Invoice | null>>>;
	one(id: string): Promise<WireInvoice | null>;
	/** Every page of a listing, whole with lines up to `LINES_READ_SINGLY`. */
	listed(query: Query, choose?: Choices): Promise<Invoice[]>;
	/** As the list shows them. */
	asListed(query: Query): Promise<Invoice[]>;
	ofCustomers(customerIds: string[], query: Query, choose?: Choices): Promise<Invoice[]>;
	find(query: InvoiceQuery): Promise<{ invoices: Invoice[]; more: boolean }>;
	/** An answer of a write as a document; read again where the answer is not whole. */
	written(wire: WireInvoice): Promise<Invoice>;
	/** Ids of what was deleted after that moment. */
	deletedSince(since: string): Promise<WireInvoice[]>;
}

export function createInvoiceReads(client: SageClient, catalogue: Catalogue): InvoiceReads {
	/** Documents as they were read last with their lines. */
	const seen = new Map<string, WireInvoice>();
	/** Reads of single documents under way, so that look-ups of one step share them. */
	const underWay = new Map<string, Promise<WireInvoice | null>>();

	function remember(wire: WireInvoice): WireInvoice {
		if (areWhole(wire.invoice_lines)) seen.set(wire.id ?? '', wire);
		return wire;
	}

	async function one(id: string): Promise<WireInvoice | null> {
		const query = { ...READ, nested_attributes: 'all' };
		const path = `${PATH}/${encodeURIComponent(id)}`;
		const asked = client.one<WireInvoice>({ path, query, doing: DOING }).finally(() => underWay.delete(id));
		underWay.set(id, asked);
		const wire = await asked;
		return wire === null ? null : remember(wire);
	}

	/** The document behind a row of a list, in the row's version or a later one. */
	async function behind(row: WireInvoice): Promise<WireInvoice> {
		const id = row.id ?? '';
		const shared = await underWay.get(id);
		const current = shared && (shared.updated_at ?? '') >= (row.updated_at ?? '') ? shared : await one(id);
		return current ?? row;
	}

	/** What a list shows with the lines of what was read before, if it is still the same version. */
	function withKnownLines(wire: WireInvoice): WireInvoice {
		if (areWhole(wire.invoice_lines)) return remember(wire);
		const known = seen.get(wire.id ?? '');
		const same = known?.updated_at !== undefined && known.updated_at === wire.updated_at;
		return same ? remember({ ...known, ...wire, invoice_lines: known.invoice_lines }) : wire;
	}

	async function whole(wires: WireInvoice[], needsLines: Choose = () => true): Promise<WireInvoice[]> {
		const known = wires.map(withKnownLines);
		const lacking = known.filter((wire) => !areWhole(wire.invoice_lines) && needsLines(wire));
		if (lacking.length > LINES_READ_SINGLY) return known;
		const read = new Map(await Promise.all(lacking.map(async (row) => [row.id, await behind(row)] as const)));
		return known.map((wire) => read.get(wire.id) ?? wire);
	}

	async function documents(wires: WireInvoice[]): Promise<Invoice[]> {
		if (wires.length === 0) return [];
		const books = await booksFor(
			catalogue,
			wires.flatMap((wire) => wire.invoice_lines ?? []),
		);
		return wires.map((wire) => toInvoice(wire, books, client.now()));
	}

	const read = (query: Query): Read => ({ path: PATH, query: { ...LISTED, ...query }, doing: DOING });

	async function listed(query: Query, { keep = () => true, needsLines }: Choices = {}): Promise<Invoice[]> {
		const wires = await client.pages<WireInvoice>(read(query));
		return await documents(await whole(wires.filter(keep), needsLines));
	}

	/**
	 * One listing of all customers where that is fewer calls than one for each; it is read as far as the first page, which tells.
	 */
	async function ofCustomers(customerIds: string[], query: Query, choose: Choices = {}): Promise<Invoice[]> {
		const { keep = () => true, needsLines } = choose;
		const wanted = new Set(customerIds.map((id) => id.toLowerCase()).filter(isId));
		if (wanted.size === 0) return [];
		const limit = wanted.size * 200;
		const all = wanted.size < 3 ? null : await client.pagesUpTo<WireInvoice>(read(query), limit);
		const lists =
			all === null
				? await Promise.all(
						[...wanted].map(
							async (id) => await client.pages<WireInvoice>(read({ ...query, contact_id: id })),
						),
					)
				: [all.filter((wire) => wanted.has((wire.contact?.id ?? '').toLowerCase()))];
		return await documents(await whole(uniqueBy(lists.flat(), (wire) => wire.id ?? '').filter(keep), needsLines));
	}

	async function find(query: InvoiceQuery): Promise<{ invoices: Invoice[]; more: boolean }> {
		const statuses = query.statuses as InvoiceStatus[];
		const wireStatuses = [...new Set(statuses.map((status) => STATUSES[status]))];
		const exact =
			wireStatuses.length === 1 && statuses.length === 1 && EXACT.includes(statuses[0] as InvoiceStatus);
		const filters: Query = {
			sort: 'date:desc',
			...(query.customerId === null ? {} : { contact_id: query.customerId }),
			...(query.dateFrom === null ? {} : { from_date: query.dateFrom }),
			...(query.dateTo === null ? {} : { to_date: query.dateTo }),
			...(wireStatuses.length === 1 && wireStatuses[0] !== null ? { status_id: wireStatuses[0] } : {}),
		};
		const filteredHere = query.madeByExecution !== null || (statuses.length > 0 && !exact);
		const most = filteredHere ? Infinity : query.limit + 1;
		const search = text(query.text);
		let wires = await client.pages<WireInvoice>(read(search === null ? filters : { ...filters, search }), most);
		// Sage searches reference and contact name (apis/sage.md 7), not the number, which people type most.
		if (search !== null && wires.length === 0 && /\d/.test(search)) {
			const all = await client.pages<WireInvoice>(read(filters));
			wires = all.filter((wire) =>
				(text(wire.invoice_number) ?? '').toLowerCase().includes(search.toLowerCase()),
			);
		}
		const headers = await documents(wires);
		const kept = headers.filter(
			(invoice) =>
				(statuses.length === 0 || statuses.includes(invoice.status)) &&
				(query.madeByExecution === null ||
					(invoice.key !== null && invoice.execution === query.madeByExecution)),
		);
		const chosen = new Set(kept.slice(0, query.limit).map(({ ledgerId }) => ledgerId));
		const invoices = await documents(await whole(wires.filter((wire) => chosen.has(wire.id ?? ''))));
		return { invoices, more: kept.length > query.limit };
	}

	return {
		one,
		byId: async (ids) => {
			const wires = await eachId(ids, isId, one);
			const found = wires.flatMap((result) => (result.ok && result.value !== null ? [result.value] : []));
			const byId = new Map(
				(await documents(uniqueBy(found, (wire) => wire.id ?? ''))).map((one) => [one.ledgerId, one]),
			);
			return wires.map((result) =>
				result.ok ? ok(byId.get(result.value?.id ?? '') ?? null) : failed<Invoice | null>(result.problem),
			);
		},
		listed,
		asListed: async (query) => await documents((await client.pages<WireInvoice>(read(query))).map(withKnownLines)),
		ofCustomers,
		find,
		written: async (wire) => {
			const settled = number(wire.total_paid) !== 0 && !Array.isArray(wire.payments_allocations);
			const lacks = settled || !areWhole(wire.invoice_lines) || wire.total_amount === undefined;
			const read = lacks ? ((await one(wire.id ?? '')) ?? wire) : remember(wire);
			return (await documents([read]))[0] as Invoice;
		},
		deletedSince: async (since) =>
			await client.pages<WireInvoice>({
				path: PATH,
				query: { ...READ, deleted_since: offsetTime(since) },
				doing: DOING,
			}),
	};
}

/** Sage's status behind each of ours; null for one that it does not have. */
const STATUSES: Record<InvoiceStatus, string | null> = {
	draft: 'DRAFT',
	submitted: null,
	approved: 'UNPAID',
	sent: 'UNPAID',
	part_paid: 'PART_PAID',
	overdue: null,
	paid: 'PAID',
	voided: 'VOID',
	deleted: null,
};

/** Those that Sage's own filter tells by itself. */
const EXACT: InvoiceStatus[] = ['draft', 'paid', 'voided'];

/** A moment as Sage's filters want it: ISO 8601 with an offset, whole seconds, rounded down (apis/sage.md 3). */
export function offsetTime(iso: string): string {
	return `${new Date(iso).toISOString().slice(0, 19)}+00:00`;
}
