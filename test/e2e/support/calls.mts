/** Reads the sandbox's journal. */
import type { Call, SystemName } from '../../../sandbox/core/types.mts';

/** The calls that would change, or did change, business records; one line each. */
export function writesIn(calls: Call[]): string[] {
	return calls.filter(({ write, committed }) => write || committed).map(line);
}

/** How many calls each system answered; token calls are not counted against any limit (xero.md 2, hubspot.md 2). */
export function countBySystem(calls: Call[]): Record<SystemName, number> {
	const counts = { hubspot: 0, xero: 0 };
	for (const call of calls) if (!isTokenCall(call)) counts[call.system]++;
	return counts;
}

/** True for the search that a poll of the CRM trigger makes. */
export function isDealSearch({ system, method, path }: Call): boolean {
	return system === 'hubspot' && method === 'POST' && /\/objects\/[^/]*\/?(deals|0-3)\/search/.test(path);
}

/** True for the call that makes invoices: `PUT /Invoices` (xero.md 0, fact 3). */
export function makesInvoices({ system, method, path }: Call): boolean {
	return system === 'xero' && method === 'PUT' && /\/Invoices(\?|$)/.test(path);
}

export function line({ n, method, host, path, status }: Call): string {
	return `call ${n}: ${method} ${host}${path} -> ${status}`;
}

function isTokenCall({ path }: Call): boolean {
	return /^\/(connect|oauth)\//.test(path);
}
