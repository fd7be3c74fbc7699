import type { QuickBooksRecord } from '../core/types.mts';
import { isDate } from './dates.mts';
import { entityNamed } from './entities.mts';
import type { EntityName } from './entities.mts';
import { refused } from './faults.mts';
import type { Ref } from './records.mts';

/** Reads what a body holds, and refuses what QuickBooks would: apis/quickbooks.md sections 6, 7 and 12. */

/** @throws Refused 2010 for a property that the API does not know: unknown ones are refused, not ignored */
export function checkProperties(entity: EntityName, sent: QuickBooksRecord): void {
	checkNames(sent, entityNamed(entity)?.properties ?? []);
}

export function checkNames(sent: QuickBooksRecord, known: readonly string[]): void {
	const unknown = Object.keys(sent).find((name) => !known.includes(name));
	if (unknown !== undefined) {
		throw refused('2010', `Property Name:${unknown} specified is unsupported or invalid`, unknown);
	}
}

/** Without what is read-only and without nulls, which change nothing. An empty text or object stays: it clears. */
export function writable(sent: QuickBooksRecord, readOnly: readonly string[]): QuickBooksRecord {
	const entries = Object.entries(sent).filter(([name, value]) => value !== null && !readOnly.includes(name));
	return Object.fromEntries(entries);
}

/** The record after the change: a sparse one keeps what is not sent, a full one does not. What is cleared is left out. */
export function merged<T extends QuickBooksRecord>(
	held: T | undefined,
	sent: QuickBooksRecord,
	isSparse: boolean,
): QuickBooksRecord {
	const all = { ...(isSparse ? held : {}), ...sent };
	return Object.fromEntries(Object.entries(all).filter(([, value]) => !isCleared(value)));
}

function isCleared(value: unknown): boolean {
	if (value === '' || value === undefined) return true;
	return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}

/** @throws Refused 2050 */
export function checkLength(name: string, value: unknown, most: number): void {
	if (typeof value !== 'string' || value.length <= most) return;
	throw refused('2050', `Min: 0, Max: ${most}, Supplied length: ${value.length}`, name);
}

/** @throws Refused 2060 */
export function checkDate(name: string, value: unknown): void {
	if (value === undefined || isDate(value)) return;
	throw refused('2060', `Invalid date: ${String(value)}. Expected format: YYYY-MM-DD`, name);
}

/** @throws Refused 2170 */
export function checkEnum(name: string, value: unknown, known: readonly string[]): void {
	if (value === undefined || known.includes(String(value))) return;
	throw refused('2170', `${String(value)} is not a valid value for ${name}: ${known.join(', ')}`, name);
}

/** @throws Refused 2210 */
export function checkEmail(name: string, value: unknown): void {
	const address = (value as { Address?: unknown } | undefined)?.Address;
	if (address === undefined) return;
	checkLength(name, address, 100);
	if (/@.*\./.test(String(address))) return;
	throw refused('2210', `The email address does not conform to email format rules: ${String(address)}`, name);
}

/** A number, also one that came as text. @throws Refused 2080 */
export function number(name: string, value: unknown): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const read = Number(value);
	if (!Number.isFinite(read)) throw refused('2080', `Invalid number: ${String(value)}`, name);
	return read;
}

/** The id of a reference, if there is one. */
export function refId(value: unknown): string | undefined {
	const id = (value as { value?: unknown } | null | undefined)?.value;
	return id === undefined || id === null || id === '' ? undefined : String(id);
}

/** A reference without its name. */
export function ref(value: unknown): Ref | undefined {
	const id = refId(value);
	return id === undefined ? undefined : { value: id };
}
