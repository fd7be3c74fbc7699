import type { Change, LedgerEdit } from '../model/change';
import type { DealBilling } from '../model/dealBilling';
import type { Invoice } from '../model/invoice';
import { dateIn, formatDate } from './dates';
import { invoiceEdits } from './invoiceEdits';
import { base32Hash } from './key';
import type { Seen } from './lastSeen';
import { lastSeenOf, seenNow } from './lastSeen';
import { systemWords } from './words';

/** Entries that *Ledger edits* keeps, and the length of one: together they stay below what a text property holds. */
const ENTRIES_MAX = 50;
const ENTRY_MAX = 1_100;

/** A ledger's history and its documents may name the same moment a little apart. */
const CLOCKS_MS = 2_000;

/** One entry of *Ledger edits* as it stands there. */
interface Entry {
	id: string;
	text: string;
	/** Written by a step that does not hand edits on: *Deal: Compare Invoice* has yet to. */
	isNew: boolean;
}

/**
 * What was edited on the invoice since the deal last saw it; null where nothing was, and where nothing was seen before. The
 * invoice is no older than what the deal saw (`upToDate`). A change that carries an execution the deal does not know is our own run's, cut
 * before it could tell the deal (rules.md section 8, "Ours or theirs").
 */
export function ledgerEdit(
	{ lastSeen }: Pick<DealBilling, 'lastSeen'>,
	invoice: Invoice,
	timeZone: string,
): LedgerEdit | null {
	const before = lastSeenOf(lastSeen, invoice.ledgerId ?? '');
	if (before === null) return null;
	const changes = invoiceEdits(before, invoice);
	if (changes.length === 0) return null;
	const execution = unknownExecution(before, invoice);
	const by = editor(before, invoice, execution);
	const edit = { id: idOf(before, invoice), at: invoice.updatedAt, by, execution, changes };
	return { ...edit, text: textOf(edit, invoice, timeZone) };
}

/**
 * *Ledger edits* with this entry at its head: newest first, each once, the last 50. `isNew` marks it for *Deal: Compare
 * Invoice*, which hands each edit on once. A line that a person wrote stays.
 */
export function withEdit(before: string | null, edit: LedgerEdit, isNew: boolean): string {
	const entries = parse(before);
	const stands = entries.some(({ id }) => id === edit.id);
	const all = stands ? entries : [{ id: edit.id, text: edit.text, isNew }, ...entries];
	return print(all);
}

/** Entries about this invoice that no *Deal: Compare Invoice* has handed on yet, newest first. */
export function newEdits(text: string | null, invoice: Invoice): LedgerEdit[] {
	const about = aboutOf(invoice);
	return parse(text)
		.filter((entry) => entry.isNew && entry.text.includes(`: ${about}: `))
		.map((entry, index) => {
			const by = index === 0 ? (invoice.lastEdit?.by ?? null) : null;
			const execution = /, by our run (\S+), which was cut: /.exec(entry.text)?.[1] ?? null;
			return { id: entry.id, at: null, by, execution, changes: [], text: named(entry.text, by) };
		});
}

/** *Ledger edits* with these entries handed on: no longer new, and with who made them where that was asked meanwhile. */
export function handedOn(text: string | null, edits: LedgerEdit[]): string | null {
	const byId = new Map(edits.map((edit) => [edit.id, edit]));
	const entries = parse(text).map((entry) => {
		const edit = byId.get(entry.id);
		return edit === undefined ? entry : { ...entry, text: edit.text, isNew: false };
	});
	return entries.length === 0 ? text : print(entries);
}

/** A run that has told the deal what it wrote was not cut: what a look in between took it for is taken back. */
export function withoutRun(text: string | null, execution: string | null): string | null {
	const entries = parse(text);
	const kept = entries.filter((entry) => !entry.text.includes(`, by our run ${execution}, which was cut: `));
	if (kept.length === entries.length) return text;
	return kept.length === 0 ? null : print(kept);
}

/** As people read it: `price of Premium Consulting 100.00 -> 90.00`, `payment removed: 50.00`. */
export function changeText({ field, before, after }: Change): string {
	if (after === null) return `${field} removed: ${before ?? ''}`;
	if (before === null) return `${field} added: ${after}`;
	return before === '' ? `${field} ${after}` : `${field} ${before} -> ${after}`;
}

/** The run of ours that changed the document and was cut before it could tell the deal; null where no such run did. */
export function cutRun({ lastSeen }: Pick<DealBilling, 'lastSeen'>, invoice: Invoice): string | null {
	const seen = lastSeenOf(lastSeen, invoice.ledgerId ?? '');
	return seen === null ? null : unknownExecution(seen, invoice);
}

/** The execution on the document, where the deal has not seen it there before. */
function unknownExecution({ execution }: Seen, invoice: Invoice): string | null {
	if (execution === undefined || invoice.execution === null) return null;
	return invoice.execution === execution ? null : invoice.execution;
}

/** Who made the last edit, where it is the one that is told: since we last saw the document, and after our own run's write. */
function editor({ version }: Seen, { lastEdit, updatedAt }: Invoice, execution: string | null): string | null {
	if (!lastEdit?.by) return null;
	const since = execution === null ? Date.parse(version.at ?? '') : Date.parse(updatedAt ?? '') - CLOCKS_MS;
	return Date.parse(lastEdit.at ?? '') < since ? null : lastEdit.by;
}

function idOf(before: Seen, invoice: Invoice): string {
	const versionOf = ({ version, header, totals }: Seen) => [version, header.status, totals.total, totals.paid];
	const now = seenNow(invoice, before);
	return base32Hash(JSON.stringify([invoice.ledgerId, versionOf(before), versionOf(now)]), 10);
}

function textOf(edit: Omit<LedgerEdit, 'text'>, invoice: Invoice, timeZone: string): string {
	const day = edit.at === null ? '' : `${formatDate(dateIn(timeZone, edit.at))}, `;
	const ledger = `in ${systemWords[invoice.ledger]}`;
	const who = edit.execution === null ? '' : `, by our run ${edit.execution}, which was cut`;
	const told = edit.changes.map(changeText).join(', ').replace(/\s+/g, ' ');
	const text = named(`${day}${ledger}${who}: ${aboutOf(invoice)}: ${told}`, edit.by);
	return text.length > ENTRY_MAX ? `${text.slice(0, ENTRY_MAX - 1)}…` : text;
}

/** Puts in who it was; a run of ours that was cut may have been followed by a person. */
function named(text: string, by: string | null): string {
	if (by === null) return text;
	return text.replace(/\b(in \w+)(, by our run \S+, which was cut)?: /, (_, where: string, run = '') =>
		run === '' ? `${where} by ${by}: ` : `${where}${run}, then by ${by}: `,
	);
}

function aboutOf({ number, ledgerId }: Invoice): string {
	return (number ?? `invoice ${ledgerId ?? ''}`).replace(/\s+/g, ' ');
}

const pattern = /^(.*) \(edit ([0-9A-Z]+)(, new)?\)$/;

function parse(text: string | null): Entry[] {
	return (text ?? '').split('\n').flatMap((line) => {
		const [, entry, id, mark] = pattern.exec(line.trim()) ?? [];
		if (entry !== undefined && id !== undefined) return [{ id, text: entry, isNew: mark !== undefined }];
		// A person's own remark.
		return line.trim() === '' ? [] : [{ id: '', text: line.trim(), isNew: false }];
	});
}

function print(entries: Entry[]): string {
	return entries
		.slice(0, ENTRIES_MAX)
		.map(({ id, text, isNew }) => (id === '' ? text : `${text} (edit ${id}${isNew ? ', new' : ''})`))
		.join('\n');
}
