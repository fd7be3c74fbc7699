import type { SystemName } from '../model/result';
import { crmLetters, decoded, parseKey, parseKeys } from './key';
import { systemWords } from './words';

/**
 * How the key stands in places that people read and edit (rules.md section 1): QuickBooks' memo, Sage's reference and
 * notes. What is written is words; the key is read wherever in the text it stands.
 */

/** What a document that carries a key is; an invoice says nothing, since a person may shorten the text to the key. */
export type KeyedDocument = 'invoice' | 'quote' | 'credit note';

export interface KeyMemo {
	key: string;
	/** Null where the text names none. */
	execution: string | null;
	what: KeyedDocument;
}

const leads: Record<KeyedDocument, string> = { invoice: '', quote: 'Quote for ', 'credit note': 'Credit for ' };

/**
 * `HubSpot deal 41234567890 (HS7K2Q-41234567890), execution 1042`; a quote's begins with `Quote for`, a credit note's
 * with `Credit for`. Without a deal: `Source ORDER17 (SI7K2Q-ORDER17), execution 1042`.
 */
export function keyMemo({ key, execution, what }: { key: string; execution: string; what: KeyedDocument }): string {
	return `${leads[what]}${sourceOf(key)} (${key}), ${executionText(execution)}`;
}

/** Reads what `keyMemo` wrote, whatever a person put around it; null without a key. */
export function readKeyMemo(text: string | null | undefined): KeyMemo | null {
	const parsed = parseKey(text);
	if (text === null || text === undefined || parsed === null) return null;
	const at = text.indexOf(parsed.key);
	const before = text.slice(0, at);
	const lead = /\b(quote|credit) for (?:\w+ deal|source)\b/i.exec(before)?.[1]?.toLowerCase();
	const what = lead === 'quote' ? 'quote' : lead === 'credit' ? 'credit note' : 'invoice';
	return { key: parsed.key, execution: readExecution(text.slice(at)), what };
}

/** The text with another execution behind its key; as it is where it names none there. */
export function withExecution(text: string, execution: string): string {
	const key = parseKey(text)?.key;
	if (key === undefined) return text;
	const end = text.indexOf(key) + key.length;
	return text.slice(0, end) + text.slice(end).replace(/\bexecution [\w%-]+/, () => executionText(execution));
}

/**
 * The customer's order number and our key in one short field: `PO-77 HS7K2Q-41234567890`. The key alone where both do not
 * fit into `max` characters; then `keyNotes` carries the order number.
 */
export function keyReference(reference: string | null, key: string, max: number): string {
	const both = `${oneLine(reference)} ${key}`.trim();
	return both.length <= max ? both : key;
}

/**
 * Reads what `keyReference` wrote. The key is the last one, since an order number before it may look like one; `reference` is
 * the rest, null where nothing is left.
 */
export function readKeyReference(text: string | null | undefined): { key: string | null; reference: string | null } {
	const key = parseKeys(text).at(-1)?.key ?? null;
	const all = text ?? '';
	const at = key === null ? -1 : all.lastIndexOf(key);
	const rest = key === null ? all : `${all.slice(0, at)} ${all.slice(at + key.length)}`;
	const reference = oneLine(rest);
	return { key, reference: reference === '' ? null : reference };
}

/** The notes beside such a reference: the order number where the reference has no room for it, and the execution. */
export function keyNotes({ execution, reference }: { execution: string; reference: string | null }): string {
	const order = oneLine(reference);
	return [...(order === '' ? [] : [`PO number: ${order}`]), `Closed Loop ${executionText(execution)}`].join('\n');
}

/** Reads what `keyNotes` wrote, among whatever else the notes say. */
export function readKeyNotes(text: string | null | undefined): {
	execution: string | null;
	reference: string | null;
} {
	const ours = /Closed Loop execution [^\n]*/.exec(text ?? '')?.[0] ?? '';
	const order = /^PO number: (.+)$/m.exec((text ?? '').replace(/\r\n?/g, '\n'))?.[1]?.trim() ?? '';
	return { execution: readExecution(ours), reference: order === '' ? null : order };
}

/** `HubSpot deal 412`, or the source of an invoice without a deal. */
function sourceOf(key: string): string {
	const parsed = parseKey(key);
	const crm = (Object.keys(crmLetters) as SystemName[]).find((system) =>
		parsed?.prefix.startsWith(crmLetters[system] ?? ' '),
	);
	const id = parsed?.dealId ?? key;
	return crm === undefined ? `Source ${id}` : `${systemWords[crm]} deal ${id}`;
}

function executionText(execution: string): string {
	const plain = encodeURIComponent(execution).replace(
		/[.!~*'()]/g,
		(letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
	);
	return `execution ${plain}`;
}

function readExecution(text: string): string | null {
	const execution = /\bexecution ([\w%-]+)/.exec(text)?.[1];
	return execution === undefined ? null : decoded(execution);
}

function oneLine(text: string | null): string {
	return (text ?? '').replace(/\s+/g, ' ').trim();
}
