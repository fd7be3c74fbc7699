import { addDays } from '../../shared/billing/dates';
import type { Invoice } from '../../shared/model/invoice';
import { SystemError } from '../../shared/transport/systemError';
import type { AccountingPort } from '../../shared/systems/accounting';
import type { Piece } from './piece';

/**
 * Reads every document that could be an invoice of these pieces (rules.md section 1, "Found again"): by the ids stored on
 * the deals; in one listing of the customers' documents since the earliest win less the look-back, which also shows what
 * was billed by hand; and, not hanging on the customer, what we made since the day that each asks for.
 */
export async function lookUp(port: AccountingPort, pieces: Piece[], lookBackDays: number): Promise<Invoice[]> {
	if (pieces.length === 0) return [];
	const organisation = await port.organisation();
	const earliest = pieces.map((piece) => piece.wonOn).sort()[0] as string;
	const madeFrom = pieces.map((piece) => piece.madeFrom).sort()[0] as string;
	const customers = [
		...new Set(pieces.map((piece) => piece.customer.ledgerId).filter((id) => id !== null)),
	] as string[];
	const keys = pieces.map(({ draft }) => draft.key);
	const stored = pieces.flatMap(({ deal }) => {
		const billing = deal?.billing;
		const here = billing?.ledger === port.traits.system && billing.organisation?.id === organisation.id;
		return here && billing.invoiceId !== null ? [billing.invoiceId] : [];
	});
	const [byId, ofCustomers, madeByUs] = await Promise.all([
		stored.length === 0 ? [] : port.invoicesById(stored),
		customers.length === 0 ? [] : port.invoicesOfCustomers(customers, addDays(earliest, -lookBackDays), keys),
		// A day earlier: a calendar day begins in other places before it does in UTC.
		port.invoicesMadeByUs(`${addDays(madeFrom, -1)}T00:00:00Z`, keys),
	]);
	const kept = byId.flatMap((result) => {
		if (!result.ok) throw new SystemError(result.problem);
		return result.value === null ? [] : [result.value];
	});
	return newest([...kept, ...ofCustomers, ...madeByUs]);
}

/** Each document once, as it was read last. */
export function newest(invoices: Invoice[]): Invoice[] {
	const byId = new Map<string, Invoice>();
	for (const invoice of invoices) {
		const known = byId.get(invoice.ledgerId ?? '');
		if (known === undefined || (known.updatedAt ?? '') <= (invoice.updatedAt ?? ''))
			byId.set(invoice.ledgerId ?? '', invoice);
	}
	return [...byId.values()];
}
