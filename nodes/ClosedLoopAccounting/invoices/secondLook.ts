import { isLive, keepOf } from '../../shared/billing/alreadyBilled';
import type { Invoice } from '../../shared/model/invoice';
import type { LedgerTraits } from '../../shared/model/ledgerTraits';
import type { Hold } from '../../shared/model/outcome';
import type { AccountingPort } from '../../shared/systems/accounting';
import { attempted } from '../attempt';
import type { Piece } from './piece';

/** Several documents of one key, of which one is left live. */
export interface Doubles {
	keep: Invoice;
	/** By this run, or by another one that looked before. */
	withdrawn: Invoice[];
	/** Set when one could not be withdrawn. */
	hold: Hold | null;
}

/**
 * Of live documents with one key one is kept and the others are withdrawn (rules.md section 1). Every run chooses the same
 * one from the same documents, so two runs that meet never withdraw each other's; the run that looks later may find its
 * own withdrawn already. Answers by key, only for keys that stood twice. `invoices` are those that changed since the run
 * began.
 */
export async function withdrawDoubles(port: AccountingPort, invoices: Invoice[]): Promise<Map<string, Doubles>> {
	const doubles = new Map<string, Doubles>();
	const byKey = new Map<string, Invoice[]>();
	for (const invoice of invoices) {
		if (invoice.key !== null) byKey.set(invoice.key, [...(byKey.get(invoice.key) ?? []), invoice]);
	}
	const leaving: Invoice[] = [];
	for (const [key, all] of byKey) {
		const kept = keepOf(all.filter(isLive), port.traits);
		if (kept === null || all.length < 2) continue;
		const { keep, withdraw, standing } = kept;
		const hold = standing[0] === undefined ? null : twoLive(keep, standing[0], bothStand(port.traits));
		doubles.set(key, { keep, withdrawn: [...withdraw, ...all.filter((invoice) => !isLive(invoice))], hold });
		leaving.push(...withdraw);
	}
	if (leaving.length === 0) return doubles;
	const results = await attempted(port.withdrawInvoices(leaving));
	leaving.forEach((invoice, index) => {
		const result = results.ok ? results.value[index] : results;
		const double = doubles.get(invoice.key ?? '');
		if (double !== undefined && result?.ok === false)
			double.hold = twoLive(double.keep, invoice, result.problem.message);
	});
	return doubles;
}

/**
 * Withdraws the doubles that an earlier run left behind, which is said; where one cannot be withdrawn, its deal is held. A
 * deal that is held already is left as it is.
 */
export async function withdrawFound(port: AccountingPort, pieces: Piece[]): Promise<void> {
	const leaving = pieces.flatMap((piece) => (piece.withdraw ?? []).map((double) => ({ piece, double })));
	const going = leaving.filter(({ piece }) => piece.plan?.do !== 'stop');
	if (going.length === 0) return;
	const results = await attempted(port.withdrawInvoices(going.map(({ double }) => double)));
	going.forEach(({ piece, double }, index) => {
		const { plan } = piece;
		if (plan === undefined || plan.do === 'create' || plan.do === 'stop') return;
		const result = results.ok ? results.value[index] : results;
		if (result?.ok === false) {
			const hold = twoLive(plan.invoice, double, result.problem.message);
			piece.plan = { do: 'stop', hold, invoice: plan.invoice };
		} else {
			piece.plan = { ...plan, reason: `${plan.reason}; its double ${numberOf(double)} was withdrawn` };
		}
	});
}

export function doublesText(doubles: Doubles): string {
	const others = doubles.withdrawn.map(numberOf).join(', ');
	return `It was made twice at the same moment: ${numberOf(doubles.keep)} is kept, ${others || 'none'} was withdrawn`;
}

/** Why neither of two can be withdrawn by itself. */
export function bothStand({ hasDrafts }: Pick<LedgerTraits, 'hasDrafts'>): string {
	return hasDrafts ? 'both were approved' : 'both were sent or paid';
}

/** The hold where a person has to choose between two invoices of one key. */
export function twoLive(keep: Invoice, other: Invoice, why: string): Hold {
	return {
		code: 'two_live_invoices',
		what: `Two invoices stand for one sale, ${numberOf(keep)} and ${numberOf(other)}, and one could not be withdrawn: ${why}`,
		todo: `Void or delete one of the two in the ledger, then choose 'Try again'`,
		by: 'finance',
	};
}

export function numberOf(invoice: Invoice): string {
	return invoice.number ?? invoice.ledgerId ?? 'a draft';
}
