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

/** True for the searches, of deals and of lines, that a poll of the CRM trigger makes. */
export function isPollSearch({ system, method, path }: Call): boolean {
	return (
		system === 'hubspot' && method === 'POST' && /\/objects\/[^/]*\/?(deals|0-3|line_items|0-8)\/search/.test(path)
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
