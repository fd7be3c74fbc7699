import type { XeroRecord } from '../core/types.mts';
import { envelope, elementsOf } from './exchange.mts';
import type { XeroContext } from './exchange.mts';
import { NO_ID } from './ids.mts';
import { Invalid } from './problems.mts';
import { answer } from './wire.mts';

/** Writes of one or many elements, and how their errors are told: apis/xero.md 7.5. */

export interface ElementKind {
	/** Name of the list, e.g. `Invoices`. */
	plural: string;
	idField: string;
	/** The field that says that an element failed, where its kind has one. */
	flag?: 'HasErrors' | 'HasValidationErrors';
}

interface Outcome {
	shown: XeroRecord;
	warnings: string[];
}

type WriteOne = (fields: XeroRecord) => { shown: XeroRecord; warnings?: string[] };

/**
 * Writes the elements of the body. With summarizeErrors=false each stands for itself and the answer is 200; else one bad element
 * refuses them all with 400. `given` are fields that the path gives each element.
 */
export function writeElements(c: XeroContext, kind: ElementKind, writeOne: WriteOne, given: XeroRecord = {}): Response {
	const sent = elementsOf(c, kind.plural).map((fields) => ({ ...fields, ...given }));
	return c.req.query('summarizeErrors') === 'false'
		? eachForItself(c, kind, sent, writeOne)
		: allOrNone(c, kind, sent, writeOne);
}

function eachForItself(c: XeroContext, kind: ElementKind, sent: XeroRecord[], writeOne: WriteOne): Response {
	const written = sent.map((fields) => {
		const outcome = attempt(c, fields, writeOne);
		if (outcome instanceof Invalid) {
			const id = { [kind.idField]: fields[kind.idField] ?? NO_ID };
			const flag = kind.flag ? { [kind.flag]: true } : {};
			return {
				...fields,
				...id,
				...flag,
				StatusAttributeString: 'ERROR',
				ValidationErrors: messages(outcome.messages),
			};
		}
		const { shown, warnings } = outcome;
		if (!warnings.length) return { ...shown, StatusAttributeString: 'OK' };
		return { ...shown, StatusAttributeString: 'WARNING', Warnings: messages(warnings) };
	});
	return envelope(c, { [kind.plural]: written });
}

function allOrNone(c: XeroContext, kind: ElementKind, sent: XeroRecord[], writeOne: WriteOne): Response {
	const failed: XeroRecord[] = [];
	const refusal = new Invalid();
	try {
		const written = c.get('books').attempt(() => {
			const shown = sent.map((fields) => {
				const outcome = attempt(c, fields, writeOne);
				if (!(outcome instanceof Invalid)) {
					return outcome.warnings.length
						? { ...outcome.shown, Warnings: messages(outcome.warnings) }
						: outcome.shown;
				}
				const id = { [kind.idField]: fields[kind.idField] ?? NO_ID };
				failed.push({
					...fields,
					...id,
					ValidationErrors: messages(outcome.messages),
					HasValidationErrors: true,
				});
				return {};
			});
			if (failed.length) throw refusal;
			return shown;
		});
		return envelope(c, { [kind.plural]: written });
	} catch (error) {
		if (error !== refusal) throw error;
		const head = { ErrorNumber: 10, Type: 'ValidationException', Message: 'A validation exception occurred' };
		return answer({ ...head, Elements: failed }, c.req.header('accept'), 400);
	}
}

/** Writes one element whole or not at all. */
function attempt(c: XeroContext, fields: XeroRecord, writeOne: WriteOne): Outcome | Invalid {
	try {
		return c.get('books').attempt(() => ({ warnings: [], ...writeOne(fields) }));
	} catch (error) {
		if (error instanceof Invalid) return error;
		throw error;
	}
}

function messages(texts: readonly string[]): Array<{ Message: string }> {
	return texts.map((text) => ({ Message: text }));
}
