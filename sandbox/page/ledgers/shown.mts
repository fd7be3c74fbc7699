import type { LedgerName, SimulatedSystem } from '../../core/types.mts';

/** A sales invoice as the page shows it, whichever ledger holds it. Amounts are texts in major units. */
export interface ShownInvoice {
	system: LedgerName;
	id: string;
	number: string;
	/** In the ledger's own words. */
	status: string;
	customer: string;
	contactId: string;
	reference: string;
	date: string;
	dueDate: string;
	currency: string;
	total: string;
	paid: string;
	due: string;
	/** Id of the deal that the document names. */
	deal: string;
	lines: Array<{ text: string; quantity: string; price: string; amount: string; tax: string }>;
	/** What a person can do to it there: buttons. */
	actions: Array<[name: string, label: string]>;
	/** Milliseconds since the epoch of its last change. */
	changed: number;
}

/** How one ledger is shown. */
export interface ShownLedger {
	/** Its name as users know it. */
	label: string;
	invoices(system: SimulatedSystem): ShownInvoice[];
}

/** The main account's records of one kind, in the ledger's own shape. */
export function recordsOf(system: SimulatedSystem, kind: string): Array<Record<string, unknown>> {
	const [main] = system.records ? [] : (system.dump() as Array<Record<string, unknown>>);
	const records = main ? main[kind] : system.records?.(kind);
	return (records ?? []) as Array<Record<string, unknown>>;
}

/** Those of the named actions that the ledger's user interface has, with its own label, in the order named. */
export function offered(system: SimulatedSystem, names: readonly string[]): Array<[string, string]> {
	return names.flatMap((name) => {
		const action = system.actions.find((candidate) => candidate.name === name);
		return action ? [[name, action.label] as [string, string]] : [];
	});
}

/** The id of the deal whose key stands in the text (rules.md 1). */
export function dealIn(value: unknown): string {
	return /HS[0-9A-Z]{4}-(\d+)/.exec(text(value))?.[1] ?? '';
}

export function text(value: unknown): string {
	return value === undefined || value === null ? '' : String(value);
}

export function moment(value: unknown): number {
	return Date.parse(text(value)) || 0;
}
