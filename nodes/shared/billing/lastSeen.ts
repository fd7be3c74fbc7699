import type { Invoice, InvoiceStatus } from '../model/invoice';
import { fingerprintOf } from './fingerprint';
import { base32Hash } from './key';

/** A text property of HubSpot holds 65,536 characters; the map stays well below (rules.md section 8). */
const lengthMax = 60_000;

/** id, item, quantity, price, discount, tax code, amount, hash of the text. */
export type SeenLine = [string | null, string | null, number, number, string, string | null, number, string];

/** What the map keeps of one invoice. */
export interface Seen {
	/** The ledger's own time of the version, and our fingerprint of it. */
	version: { at: string | null; fingerprint: string };
	/** Execution that the document carried; maps of an earlier version have none. */
	execution?: string | null;
	header: {
		number: string | null;
		reference: string | null;
		status: InvoiceStatus;
		customer: string | null;
		/** For people, and no content of its own; maps of an earlier version have none. */
		customerName?: string;
		issueDate: string;
		dueDate: string | null;
		currency: string;
		/** Units of the currency for one of the books'; null where the ledger did not tell. */
		rate: number | null;
	};
	totals: { subtotal: number; tax: number; total: number; paid: number; credited: number; due: number };
	/** One hash where the map would grow too long: that lines changed can still be told, not which. Empty while not read. */
	lines: SeenLine[] | string;
}

type SeenMap = Record<string, Seen>;

/**
 * *Invoice as last seen* with this invoice set: JSON, invoice id -> version, header, totals, lines. An older version
 * never takes a newer one's place, and the same content leaves the text as it was. `replaced` is the id of the estimate
 * that the invoice was made of.
 */
export function mergeLastSeen(before: string | null, invoice: Invoice, replaced: string | null = null): string {
	const map = parseMap(before);
	const id = invoice.ledgerId ?? '';
	const stored = map[id];
	const seen = seenOf(invoice, stored);
	if (stored !== undefined && (isOlder(seen, stored) || sameContent(seen, stored))) return before ?? '';
	// What changed last stands last.
	delete map[id];
	delete map[replaced ?? ''];
	return withinLength({ ...map, [id]: seen });
}

/** What was last seen of one invoice; null where nothing was, or where a person broke it. */
export function lastSeenOf(text: string | null, id: string): Seen | null {
	const seen = parseMap(text)[id];
	if (seen?.header === undefined || seen.totals === undefined || seen.version === undefined) return null;
	return Array.isArray(seen.lines) || typeof seen.lines === 'string' ? seen : { ...seen, lines: '' };
}

/** An invoice as the map would keep it after what was seen of it before. */
export function seenNow(invoice: Invoice, before: Seen | null): Seen {
	return seenOf(invoice, before ?? undefined);
}

/** The one hash that stands for lines where the map would grow too long. */
export function collapsed(lines: Seen['lines']): string {
	return typeof lines === 'string' ? lines : base32Hash(JSON.stringify(lines), 20);
}

/** True where a newer version of this invoice was seen before: what this one says is out of date. */
export function isOutdated(before: string | null, invoice: Invoice): boolean {
	const stored = parseMap(before)[invoice.ledgerId ?? ''];
	return stored !== undefined && Date.parse(invoice.updatedAt ?? '') < Date.parse(stored.version?.at ?? '');
}

function parseMap(text: string | null): SeenMap {
	try {
		const parsed: unknown = JSON.parse(text ?? '{}');
		return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as SeenMap) : {};
	} catch {
		// A person typed into it: what was seen before cannot be told any more, what is seen now can.
		return {};
	}
}

function isOlder(seen: Seen, stored: Seen): boolean {
	const [ours, theirs] = [Date.parse(seen.version.at ?? ''), Date.parse(stored.version?.at ?? '')];
	return ours < theirs;
}

/** Collapsed lines are equal by their hash; a customer who only bears another name is the same. */
function sameContent(seen: Seen, stored: Seen): boolean {
	const plain = ({ header, totals, execution, lines }: Seen) =>
		JSON.stringify([
			{ ...header, customerName: undefined },
			totals,
			execution ?? null,
			typeof stored.lines === 'string' ? collapsed(lines) : lines,
		]);
	return seen.version.fingerprint === stored.version?.fingerprint && plain(seen) === plain(stored);
}

/** Closed invoices leave first, the oldest of them first; then lines collapse, those of the oldest first. */
function withinLength(map: SeenMap): string {
	const entries = Object.entries(map).map(([id, seen]) => ({ id, seen, length: lengthOf(id, seen) }));
	let excess = 1 + entries.reduce((sum, { length }) => sum + length, 0) - lengthMax;
	const dropped = new Set<string>();
	const drop = (mayLeave: (seen: Seen) => boolean) => {
		for (const { id, seen, length } of entries.slice(0, -1)) {
			if (excess <= 0) return;
			if (dropped.has(id) || !mayLeave(seen)) continue;
			dropped.add(id);
			excess -= length;
		}
	};
	drop(isClosed);
	for (const entry of entries) {
		if (excess <= 0) break;
		if (dropped.has(entry.id)) continue;
		const seen = { ...entry.seen, lines: collapsed(entry.seen.lines) };
		const length = lengthOf(entry.id, seen);
		excess -= entry.length - length;
		Object.assign(entry, { seen, length });
	}
	// Only some hundred open invoices of one deal come here; the newest tell most.
	drop(() => true);
	return JSON.stringify(
		Object.fromEntries(entries.filter(({ id }) => !dropped.has(id)).map(({ id, seen }) => [id, seen])),
	);
}

/** What an entry takes in the text: its name, a colon, its value, a comma or brace. */
function lengthOf(id: string, seen: Seen): number {
	return JSON.stringify(id).length + JSON.stringify(seen).length + 2;
}

function isClosed(seen: Seen): boolean {
	return ['paid', 'voided', 'deleted'].includes(seen.header?.status);
}

/**
 * A listing may tell an invoice without its lines; then those seen before stay, unless its totals say that they changed, and a
 * later reading fills them in.
 */
function seenOf(invoice: Invoice, stored: Seen | undefined): Seen {
	const seen = wholeOf(invoice);
	if (invoice.lines.length > 0 || invoice.total === 0) return seen;
	const unread = { fingerprint: '', lines: '' };
	const { fingerprint, lines } =
		stored !== undefined && stored.totals?.subtotal === invoice.subtotal && stored.totals.tax === invoice.tax
			? { fingerprint: stored.version.fingerprint, lines: stored.lines }
			: unread;
	return { ...seen, version: { at: seen.version.at ?? stored?.version.at ?? null, fingerprint }, lines };
}

function wholeOf(invoice: Invoice): Seen {
	return {
		version: { at: invoice.updatedAt, fingerprint: fingerprintOf(invoice) },
		execution: invoice.execution,
		header: {
			number: invoice.number,
			reference: invoice.reference,
			status: invoice.status,
			customer: invoice.customer.ledgerId,
			customerName: invoice.customer.name,
			issueDate: invoice.issueDate,
			dueDate: invoice.dueDate,
			currency: invoice.currency,
			rate: invoice.currencyRate,
		},
		totals: {
			subtotal: invoice.subtotal,
			tax: invoice.tax,
			total: invoice.total,
			paid: invoice.paid,
			credited: invoice.credited,
			due: invoice.due,
		},
		lines: invoice.lines.map((line) => [
			line.ledgerLineId,
			line.itemCode,
			line.quantity,
			line.unitPrice,
			line.discountPercent === null ? String(line.discountAmount ?? 0) : `${line.discountPercent}%`,
			line.taxCode,
			line.amount,
			base32Hash(line.description, 8),
		]),
	};
}
