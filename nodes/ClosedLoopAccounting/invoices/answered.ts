import { isAnswered } from '../../shared/billing/decideChanged';
import { addDays } from '../../shared/billing/dates';
import { parseInvoicesText } from '../../shared/billing/invoicesText';
import { parseKey } from '../../shared/billing/key';
import type { CreditNote } from '../../shared/model/creditNote';
import type { Invoice } from '../../shared/model/invoice';
import type { AccountingPort } from '../../shared/systems/accounting';
import { attempted } from '../attempt';
import type { Piece } from './piece';

/** A credit can be dated before the invoice that it is set against. */
const NOTES_BEFORE_DAYS = 90;

/**
 * Credit notes of the customers whose deals a person answered with *Bill the difference* or *Credit and bill again*: what was taken
 * back counts. Nothing is read where nobody did.
 */
export async function notesOfAnswered(
	port: AccountingPort,
	pieces: Piece[],
	invoices: Invoice[],
): Promise<CreditNote[]> {
	const ids = new Set(pieces.flatMap(({ deal }) => (deal !== null && isAnswered(deal) ? [deal.id] : [])));
	const theirs = invoices.filter(({ key }) => ids.has(parseKey(key)?.dealId ?? ''));
	const earliest = theirs.map(({ issueDate }) => issueDate).sort()[0];
	if (earliest === undefined) return [];
	const customerIds = [...new Set(theirs.flatMap(({ customer }) => customer.ledgerId ?? []))];
	return await port.creditNotes({ customerIds, from: addDays(earliest, -NOTES_BEFORE_DAYS), to: null });
}

/**
 * What became of the other invoices that the deal knows of, so that it counts none twice: read once more, since they were credited
 * or withdrawn by this run or by one that was cut. Nothing throws: what was made stands.
 */
export async function tellReplaced(port: AccountingPort, pieces: Piece[]): Promise<void> {
	const asked = pieces.flatMap((piece) => {
		const { deal, answer } = piece;
		if (deal?.billing.answer !== 'credit_and_bill_again' || answer === undefined) return [];
		if (!('invoice' in answer) || 'stop' in answer) return [];
		const rows = parseInvoicesText(deal.billing.invoices).filter(
			({ ledgerId }) => ledgerId !== answer.invoice.ledgerId,
		);
		return rows.length === 0 ? [] : [{ answer, rows }];
	});
	if (asked.length === 0) return;
	const ids = asked.flatMap(({ rows }) => rows.map(({ ledgerId }) => ledgerId));
	const read = await attempted(port.invoicesById(ids));
	if (!read.ok) return;
	const found = new Map(ids.map((id, index) => [id, read.value[index]]));
	for (const { answer, rows } of asked) {
		const replaced = rows.map((row) => {
			const result = found.get(row.ledgerId);
			if (result?.ok !== true) return row;
			return result.value ?? { ...row, status: 'deleted' as const };
		});
		answer.invoice = {
			...answer.invoice,
			replaced: replaced.map(({ ledgerId, key, number, status, currency, total, paid, due }) => ({
				...{ ledgerId, key, number, status, currency, total, paid, due },
			})),
		};
	}
}
