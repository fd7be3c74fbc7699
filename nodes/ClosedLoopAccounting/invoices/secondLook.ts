import { isLive, keepOf } from '../../shared/billing/alreadyBilled';
import type { Invoice } from '../../shared/model/invoice';
import type { Hold } from '../../shared/model/outcome';
import type { AccountingPort } from '../../shared/systems/accounting';
import { attempted } from '../attempt';

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
		const kept = keepOf(all.filter(isLive));
		if (kept === null || all.length < 2) continue;
		const { keep, withdraw, standing } = kept;
		const hold = standing[0] === undefined ? null : twoLive(keep, standing[0], 'both were approved');
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

export function doublesText(doubles: Doubles): string {
	const others = doubles.withdrawn.map(numberOf).join(', ');
	return `It was made twice at the same moment: ${numberOf(doubles.keep)} is kept, ${others || 'none'} was withdrawn`;
}

function twoLive(keep: Invoice, other: Invoice, why: string): Hold {
	return {
		code: 'two_live_invoices',
		what: `Two invoices stand for this deal, ${numberOf(keep)} and ${numberOf(other)}, and one could not be withdrawn: ${why}`,
		todo: `Void or delete one of the two in the ledger, then choose 'Try again'`,
		by: 'finance',
	};
}

export function numberOf(invoice: Invoice): string {
	return invoice.number ?? invoice.ledgerId ?? 'a draft';
}
