import type { HttpResponse, Send } from '../../transport/http';
import { faultsIn, faultsOf, statusOfFaults } from './errors';
import type { WireBatchItem } from './wire';

/**
 * An answer 200 that carries a fault is what its fault says (apis/quickbooks.md 0.10); a batch of queries is throttled as a
 * whole where one of them is.
 */
export function faultAware(send: Send): Send {
	return async (request) => {
		const answer = await send(request);
		return answer.status >= 400 ? answer : { ...answer, status: statusOf(answer, request.body) };
	};
}

function statusOf({ status, body }: HttpResponse, asked: unknown): number {
	const faults = faultsIn(body);
	if (faults.length > 0) return statusOfFaults(faults);
	return isQueries(asked) && elementsIn(body)?.some((element) => codesOf(element).includes('3001')) ? 429 : status;
}

/** The elements of a batch's answer; null where it has none. */
export function elementsIn(body: unknown): WireBatchItem[] | null {
	const elements = (body as { BatchItemResponse?: WireBatchItem[] } | null)?.BatchItemResponse;
	return Array.isArray(elements) ? elements : null;
}

/** A token that expired may fail every element of a batch in an answer that is no 401 (section 8). */
export function isExpired(element: WireBatchItem | undefined): boolean {
	return codesOf(element).includes('3200');
}

/** QuickBooks' own time in an answer, ISO; null without one. */
export function timeIn(body: unknown): string | null {
	const time = (body as { time?: unknown } | null)?.time;
	const at = typeof time === 'string' ? Date.parse(time) : Number.NaN;
	return Number.isNaN(at) ? null : new Date(at).toISOString();
}

function isQueries(body: unknown): boolean {
	const requests = (body as { BatchItemRequest?: Array<{ Query?: string }> } | null)?.BatchItemRequest ?? [];
	return requests.every(({ Query }) => Query !== undefined);
}

function codesOf(element: WireBatchItem | undefined): string[] {
	return element?.Fault === undefined ? [] : faultsOf(element.Fault).map(({ code }) => code);
}
