import { findByKey } from '../../shared/billing/alreadyBilled';
import type { Invoice } from '../../shared/model/invoice';
import type { Problem } from '../../shared/model/result';
import type { AccountingPort } from '../../shared/systems/accounting';
import { attempted } from '../attempt';
import type { InvoiceOptions, Piece } from './piece';

/** A piece that was written, with what the ledger holds of it now. */
export interface Written {
	piece: Piece;
	invoice: Invoice;
	outcome: 'created' | 'updated' | 'linked';
	/** In words, where there is more to say than the outcome. */
	reason: string;
}

/** A create whose outcome is not known yet, or that failed. */
export interface Open {
	piece: Piece;
	problem: Problem;
}

/**
 * Makes the drafts once (rules.md section 1, "Write" and "After no answer"). What was refused, or got no answer, is looked up
 * among what changed since the run began; what is not there is asked for once more under a fresh key, but never after an
 * answer that did not come: that one stays open.
 */
export async function makeInvoices(
	port: AccountingPort,
	pieces: Piece[],
	since: string,
	options: InvoiceOptions,
): Promise<{ written: Written[]; open: Open[] }> {
	const first = await tryToMake(port, pieces, { fresh: 0, run: options.run });
	if (first.open.length === 0) return first;
	const waiting = first.open.filter(({ problem }) => problem.scope !== 'run');
	const found = waiting.length === 0 ? null : await attempted(port.invoicesChangedSince(since));
	if (found === null || !found.ok) return first;
	const recovered = waiting.flatMap(({ piece, problem }) => recover(piece, problem, found.value, options.run));
	const settled = new Set(recovered.map(({ piece }) => piece));
	const unsettled = first.open.filter(({ piece }) => !settled.has(piece));
	const again = unsettled.filter(({ problem }) => problem.scope !== 'run' && problem.code !== 'no_answer');
	const second = await tryToMake(
		port,
		again.map(({ piece }) => piece),
		{ fresh: 1, run: options.run },
	);
	return {
		written: [...first.written, ...recovered, ...second.written],
		open: [...unsettled.filter((open) => !again.includes(open)), ...second.open],
	};
}

/** The live document of a piece whose create got no good answer: ours when it names our run. */
export function recover(piece: Piece, problem: Problem, invoices: Invoice[], run: string): Written[] {
	const [invoice] = findByKey(invoices, piece.draft.key).live.filter((live) => live.key === piece.draft.key);
	if (invoice === undefined) return [];
	const ours = invoice.execution === run;
	const reason = ours
		? 'Its answer was lost, so it was looked up'
		: `Another run (execution ${invoice.execution ?? 'unknown'}) made it at the same moment`;
	return [{ piece, invoice, outcome: ours ? 'created' : 'linked', reason: problem.code === 'refused' ? '' : reason }];
}

async function tryToMake(
	port: AccountingPort,
	pieces: Piece[],
	attempt: { fresh: number; run: string },
): Promise<{ written: Written[]; open: Open[] }> {
	if (pieces.length === 0) return { written: [], open: [] };
	// Drafts first, whatever is asked for: what the ledger computes is compared before anything is moved on.
	const drafts = pieces.map(({ draft }) => ({ ...draft, status: 'draft' as const }));
	const results = await attempted(port.createInvoices(drafts, attempt));
	const written: Written[] = [];
	const open: Open[] = [];
	pieces.forEach((piece, index) => {
		const result = results.ok ? results.value[index] : results;
		if (result === undefined) return;
		if (result.ok) written.push({ piece, invoice: result.value as Invoice, outcome: 'created', reason: '' });
		else open.push({ piece, problem: result.problem });
	});
	return { written, open };
}

/** Brings drafts that nobody edited to what their deals say now. */
export async function updateDrafts(
	port: AccountingPort,
	pieces: Piece[],
): Promise<{ written: Written[]; open: Open[] }> {
	const changes = pieces.flatMap((piece) => {
		const { plan, draft } = piece;
		if (plan?.do !== 'update') return [];
		return [
			{
				piece,
				reason: plan.reason,
				ledgerId: plan.invoice.ledgerId ?? '',
				draft: { ...draft, status: 'draft' as const },
			},
		];
	});
	if (changes.length === 0) return { written: [], open: [] };
	const results = await attempted(port.updateInvoices(changes.map(({ ledgerId, draft }) => ({ ledgerId, draft }))));
	const written: Written[] = [];
	const open: Open[] = [];
	changes.forEach(({ piece, reason }, index) => {
		const result = results.ok ? results.value[index] : results;
		if (result === undefined) return;
		if (result.ok) written.push({ piece, invoice: result.value as Invoice, outcome: 'updated', reason });
		else open.push({ piece, problem: result.problem });
	});
	return { written, open };
}
