/** Reads the sandbox's journal. */
import type { Call, SystemName } from '../../../sandbox/core/types.mts';

/** The calls that would change, or did change, business records; one line each, with the beginning of what was written. */
export function writesIn(calls: Call[]): string[] {
	return calls
		.filter(({ write, committed }) => write || committed)
		.map((call) => `${line(call)} ${call.requestBody.slice(0, 600)}`.trim());
}

/** How many calls each system answered; token calls are not counted against any limit (xero.md 2, hubspot.md 2). */
export function countBySystem(calls: Call[]): Partial<Record<SystemName, number>> {
	const counts: Partial<Record<SystemName, number>> = {};
	for (const call of calls) if (!isTokenCall(call)) counts[call.system] = (counts[call.system] ?? 0) + 1;
	return counts;
}

/** True for the search of deals that each poll of the CRM trigger begins with. */
export function isDealSearch({ system, method, path }: Call): boolean {
	return system === 'hubspot' && method === 'POST' && /\/objects\/[^/]*\/?(deals|0-3)\/search/.test(path);
}

/**
 * True for what a poll asks where nothing is new: searches of deals and of lines, and for ten minutes after a line was changed
 * which deal it is on, and how that stands.
 */
export function isPollCall(call: Call): boolean {
	const { system, method, path } = call;
	if (system !== 'hubspot' || method !== 'POST') return false;
	return (
		isDealSearch(call) || /\/(line_items|0-8)\/(search|deals\/batch\/read)|\/(deals|0-3)\/batch\/read/.test(path)
	);
}

/** True for the call that makes invoices: Xero's `PUT /Invoices`, QuickBooks' posts and batches, Sage's `POST /sales_invoices`. */
export function makesInvoices({ system, method, path, committed }: Call): boolean {
	if (!committed) return false;
	if (system === 'xero') return method === 'PUT' && /\/Invoices(\?|$)/.test(path);
	if (system === 'quickbooks') return method === 'POST' && /\/(invoice|estimate|batch)(\?|$)/.test(path);
	return system === 'sage' && method === 'POST' && /\/sales_invoices(\?|$)/.test(path);
}

export function line({ n, method, host, path, status }: Call): string {
	return `call ${n}: ${method} ${host}${path} -> ${status}`;
}

function isTokenCall({ path }: Call): boolean {
	return /^\/(connect|oauth|oauth2|token)(\/|$)/.test(path);
}
