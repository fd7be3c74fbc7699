import { parseKeys } from '../../billing/key';
import { keyMemo, keyNotes, keyReference, readKeyMemo, readKeyNotes, readKeyReference } from '../../billing/keyTexts';
import type { Text } from './wire';
import { text } from './wire';

/** Longest reference of a document and of a payment (apis/sage.md 7, 10). */
export const REFERENCE_MAX = 25;
const NOTES_MAX = 2000;

interface Keyed {
	key: string;
	execution: string;
	/** The customer's order number. */
	reference: string | null;
}

/**
 * Where the key stands (rules.md section 1): in the reference, behind the order number where both fit, else alone with the order number
 * in the notes; the execution always in the notes. Notes of a document replace the company's own default ones, so those stand first.
 */
export function placeOfKey(keyed: Keyed, defaultNotes: string | null): { reference: string; notes: string } {
	const reference = keyReference(keyed.reference, keyed.key, REFERENCE_MAX);
	const fits = reference !== keyed.key;
	const own = keyNotes({ execution: keyed.execution, reference: fits ? null : keyed.reference });
	const company = (defaultNotes ?? '').slice(0, NOTES_MAX - own.length - 1).trim();
	return { reference, notes: company === '' ? own : `${company}\n${own}` };
}

/** Reads it back, whatever people put around it. Without a key in the reference the notes may hold one (`placeOfMark`). */
export function readPlace(wire: { reference?: Text; notes?: Text }): {
	key: string | null;
	execution: string | null;
	reference: string | null;
} {
	const inReference = readKeyReference(wire.reference);
	const inNotes = readKeyNotes(wire.notes);
	const memo = readKeyMemo(wire.notes);
	return {
		key: inReference.key ?? memo?.key ?? null,
		execution: inNotes.execution ?? memo?.execution ?? null,
		reference: inReference.reference ?? inNotes.reference,
	};
}

/**
 * The key on a document that a person made: behind its reference where both fit; else in words at the end of its notes, so that nothing
 * that stands there is lost.
 */
export function placeOfMark(
	wire: { reference?: Text; notes?: Text },
	mark: { key: string; execution: string },
): { reference: string; notes: string } {
	const known = text(wire.reference);
	const notes = (text(wire.notes) ?? '').replace(/(^|\n)Closed Loop execution [^\n]*/g, '').trim();
	const withNotes = (own: string) =>
		[notes, own]
			.filter((part) => part !== '')
			.join('\n')
			.slice(-NOTES_MAX);
	if (parseKeys(known).some(({ key }) => key === mark.key)) {
		return { reference: known ?? '', notes: withNotes(keyNotes({ execution: mark.execution, reference: null })) };
	}
	const reference = keyReference(known, mark.key, REFERENCE_MAX);
	if (known === null || reference !== mark.key) {
		return { reference, notes: withNotes(keyNotes({ execution: mark.execution, reference: null })) };
	}
	return { reference: known, notes: withNotes(keyMemo({ ...mark, what: 'invoice' })) };
}
