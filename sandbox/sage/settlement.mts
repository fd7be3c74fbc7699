import { sum } from './amounts.mts';
import type { Books } from './books.mts';
import { BY } from './books.mts';
import type { DocumentKind } from './documentKinds.mts';
import { isUnposted } from './documentKinds.mts';
import type { Allocated, ContactAllocation, ContactPayment, SalesDocument } from './records.mts';

/** What payments and allocations do to the documents they stand against: apis/sage.md section 10. */

/** One payment or allocation against an artefact. */
export interface Settlement {
	date: string;
	/** What it settles, positive. */
	amount: number;
	discount: number;
	by: { payment: ContactPayment } | { allocation: ContactAllocation };
}

/** Everything that stands against an artefact of the contact, oldest first. */
export function settlementsOf(books: Books, contactId: string, artefactId: string): Settlement[] {
	const against = ({ artefact }: Allocated): boolean => artefact.id === artefactId;
	const payments = books.payments.by(BY.contact, contactId).filter(({ deleted_at }) => !deleted_at);
	const allocations = books.allocations.by(BY.contact, contactId).filter(({ deleted_at }) => !deleted_at);
	return [
		...payments.flatMap((payment) =>
			payment.allocated_artefacts.filter(against).map((part) => settlement(payment.date, part, { payment })),
		),
		...allocations.flatMap((allocation) =>
			allocation.allocated_artefacts
				.filter(against)
				.map((part) => settlement(allocation.date, part, { allocation })),
		),
	].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function settlement(date: string, part: Allocated, by: Settlement['by']): Settlement {
	return { date, amount: Math.abs(part.amount), discount: part.discount, by };
}

/** The document as its settlements leave it: paid, outstanding, status and the day of the last payment. */
export function settled(document: SalesDocument, settlements: readonly Settlement[]): SalesDocument {
	const { last_paid: _, ...rest } = document;
	if (isUnposted(document) || document.status.id === 'VOID') return { ...rest, total_paid: 0, outstanding_amount: 0 };
	const paid = sum([
		document.settled_before ?? 0,
		...settlements.flatMap(({ amount, discount }) => [amount, discount]),
	]);
	const outstanding = sum([document.total_amount, -paid]);
	const last = settlements.at(-1)?.date;
	return {
		...rest,
		total_paid: paid,
		outstanding_amount: outstanding,
		status: { id: paid === 0 && document.total_amount !== 0 ? 'UNPAID' : outstanding === 0 ? 'PAID' : 'PART_PAID' },
		...(last !== undefined && { last_paid: last }),
	};
}

/** Brings a document up to date after a payment or allocation was made or deleted. */
export function settle(books: Books, kind: DocumentKind, document: SalesDocument): void {
	const settlements = settlementsOf(books, document.contact.id, document.id);
	books
		.documents(kind)
		.put({ ...settled(document, settlements), ...(books.settlementsTouch && { updated_at: books.now() }) });
}

/** What is left of a payment on account. */
export function settleOnAccount(books: Books, payment: ContactPayment): void {
	const onAccount = payment.payment_on_account;
	if (!onAccount) return;
	const used = settlementsOf(books, payment.contact.id, onAccount.id).map(({ amount }) => amount);
	const outstanding_amount = sum([onAccount.total_amount, ...used.map((amount) => -amount)]);
	books.payments.put({
		...payment,
		payment_on_account: { ...onAccount, outstanding_amount },
		updated_at: books.now(),
	});
}
