import { expectedTotals } from '../../shared/billing/expectedTotals';
import { formatMoney } from '../../shared/billing/money';
import { documentWord } from '../../shared/billing/words';
import type { Invoice } from '../../shared/model/invoice';
import type { Hold, Would } from '../../shared/model/outcome';
import type { Books, Piece, PieceAnswer } from './piece';
import { numberOf } from './secondLook';

/** What a live run would do with a piece: the full document with its checks, and nothing written (rules.md section 3). */
export function previewPiece(piece: Piece, books: Books, over: Hold | null): PieceAnswer {
	const { plan } = piece;
	if (plan === undefined || plan.do === 'stop') {
		const hold = plan?.hold as Hold;
		return { stop: 'held', hold, invoice: { ...(plan?.invoice ?? draftDocument(piece, books)), would: 'hold' } };
	}
	if (plan.do === 'link' || plan.do === 'leave') {
		return { invoice: { ...plan.invoice, checks: piece.checks, reason: plan.reason, would: plan.do } };
	}
	if (over !== null) {
		const invoice: Invoice = { ...draftDocument(piece, books), reason: over.what, hold: over, would: 'hold' };
		return { stop: 'held', hold: over, invoice };
	}
	if (plan.do === 'credit') {
		const reason = `${plan.reason}: ${formatMoney(plan.net, plan.invoice.currency)} of ${numberOf(plan.invoice)}`;
		return { invoice: { ...plan.invoice, checks: piece.checks, reason, would: 'update' } };
	}
	const would: Would = plan.do;
	const there = plan.do === 'update' ? identity(plan.invoice) : {};
	const reason = plan.reason ?? piece.notes.join('; ');
	return { invoice: { ...draftDocument(piece, books), ...there, ...(reason === '' ? {} : { reason }), would } };
}

function identity(invoice: Invoice): Partial<Invoice> {
	const { ledgerId, number, url, updatedAt } = invoice;
	return { ledgerId, number, url, updatedAt };
}

/** The invoice as it would stand in the ledger, with the totals it should compute; tax 0 where the ledger decides it. */
export function draftDocument(piece: Piece, books: Books): Invoice {
	const { draft, customer } = piece;
	const { net, tax, total } = expectedTotals(draft, books);
	const document = documentWord(books.traits, draft);
	return {
		...(document === 'estimate' && { kind: 'estimate' }),
		ledger: books.traits.system,
		organisation: { id: books.organisation.id, name: books.organisation.name },
		ledgerId: null,
		key: draft.key,
		execution: draft.execution,
		number: null,
		reference: draft.reference,
		status: document === 'unsent invoice' ? 'approved' : draft.status,
		customer: { ledgerId: customer.ledgerId, name: customer.name },
		issueDate: draft.issueDate,
		dueDate: draft.dueDate,
		currency: draft.currency,
		currencyRate: null,
		amountsAre: draft.amountsAre,
		lines: draft.lines.map((line) => ({
			ledgerLineId: null,
			description: line.description,
			quantity: line.quantity,
			unitPrice: line.unitPrice,
			discountPercent: line.discountPercent,
			discountAmount: line.discountAmount,
			itemCode: line.itemCode,
			account: line.account,
			taxCode: line.taxCode,
			tax: expectedTotals({ ...draft, lines: [line] }, books).tax ?? 0,
			amount: line.amount,
		})),
		subtotal: net,
		tax: tax ?? 0,
		total: total ?? net,
		paid: 0,
		credited: 0,
		due: total ?? net,
		paidOn: null,
		url: null,
		repeating: false,
		sentToCustomer: false,
		sentAt: null,
		updatedAt: null,
		checks: piece.checks,
	};
}
