import type { AccountingPort, InvoiceNote } from '../../shared/systems/accounting';
import { attempted } from '../attempt';
import type { Piece } from './piece';

/**
 * A change of a deal that its invoice did not take over is noted on the invoice, where the ledger keeps a history, when it is first
 * seen. Nothing throws: the check on the deal stands, and a note that could not be written is said beside it.
 */
export async function noteUntaken(port: AccountingPort, pieces: Piece[]): Promise<void> {
	const untaken = pieces.flatMap((piece) => {
		const { deal, plan, answer } = piece;
		if (deal === null || plan?.do !== 'leave' || answer === undefined || !('invoice' in answer)) return [];
		if (deal.billing.revisionSeen === deal.revision || 'stop' in answer || answer.invoice.ledgerId === null)
			return [];
		const check = answer.invoice.checks?.find(({ code }) => code === 'deal_changed');
		if (check === undefined) return [];
		const text = `${check.what}. Nothing was changed here; the deal asks what to do: ${deal.url}`;
		const note: InvoiceNote = { ledgerId: answer.invoice.ledgerId, text };
		return [{ answer, note }];
	});
	if (untaken.length === 0) return;
	const noted = await attempted(port.noteInvoices(untaken.map(({ note }) => note)));
	untaken.forEach(({ answer }, index) => {
		const result = noted.ok ? noted.value[index] : noted;
		if (result?.ok !== false) return;
		const reason = `The change is not noted on the invoice: ${result.problem.message}`;
		answer.invoice = { ...answer.invoice, reason: [answer.invoice.reason, reason].filter(Boolean).join('. ') };
	});
}
