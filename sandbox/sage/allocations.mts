import type { SageRecord } from '../core/types.mts';
import { decimal, money, sum } from './amounts.mts';
import type { Books } from './books.mts';
import { CREDIT_NOTE } from './documentKinds.mts';
import { artefactBase } from './documents.mts';
import { date, requiredReference } from './fields.mts';
import { openDocument, settleAll, showPart } from './payments.mts';
import { invalid, REQUIRED } from './problems.mts';
import type { Allocated, ContactAllocation, ContactPayment } from './records.mts';
import type { Resource } from './resource.mts';
import { holds, refersTo } from './resource.mts';
import { settleOnAccount } from './settlement.mts';
import { base, contactBase, uiLinks } from './show.mts';
import { displayed, TRANSACTION_TYPES } from './systemLists.mts';

/** Credit notes and payments on account set against invoices: apis/sage.md section 10. */

export const contactAllocations: Resource<ContactAllocation> = {
	path: 'contact_allocations',
	wrapper: 'contact_allocation',
	all: (books) => books.allocations.all(),
	get: (books, id) => books.allocations.get(id),
	show: showAllocation,
	brief: ['allocated_artefacts'],
	filters: {
		contact_id: (allocation, value) => refersTo(allocation['contact'], value),
		transaction_type_id: (allocation, value) => refersTo(allocation['transaction_type'], value),
	},
	sorts: ['created_at', 'updated_at', 'date'],
	changes: true,
	deletions: true,
	create: createAllocation,
	remove: (books, allocation) => deleteAllocation(books, allocation),
};

/**
 * Sets credit against invoices: invoices positive, credit notes and payments on account negative, the sum zero.
 * @throws Refused 422, among others for more than is outstanding on either side
 */
export function createAllocation(books: Books, fields: SageRecord): ContactAllocation {
	const contact = requiredReference(fields, 'contact', (id) => books.contacts.get(id));
	if (fields['transaction_type_id'] === undefined) throw invalid('transaction_type', REQUIRED);
	if (fields['transaction_type_id'] !== 'CUSTOMER_ALLOCATION') throw invalid('transaction_type', 'is invalid');
	const sent = fields['allocated_artefacts'];
	if (!Array.isArray(sent) || !sent.length) throw invalid('allocated_artefacts', REQUIRED);
	const id = books.newId('allocation', books.allocations);
	const parts = sent.map((row: SageRecord, index) =>
		readPart(books, contact.id, row, `${id.slice(0, 28)}${index.toString(16).padStart(4, '0')}`),
	);
	if (sum(parts.map(({ amount }) => amount)) !== 0)
		throw invalid('allocated_artefacts', 'The sum of the amounts must be zero');
	const at = books.now();
	const allocation: ContactAllocation = {
		id,
		transaction_type: { id: 'CUSTOMER_ALLOCATION' },
		contact: { id: contact.id },
		date: date(fields, 'date') ?? books.today(),
		allocated_artefacts: parts,
		created_at: at,
		updated_at: at,
	};
	books.allocations.put(allocation);
	settleParts(books, parts);
	return allocation;
}

function readPart(books: Books, contactId: string, row: SageRecord, id: string): Allocated {
	const amount = money(decimal(row['amount']) ?? 0);
	if (amount === 0) throw invalid('allocated_artefacts.amount', REQUIRED);
	const artefactId = String(row['artefact_id'] ?? '');
	const receipt = books.receiptOf(artefactId);
	const isCredit = receipt !== undefined || books.document(artefactId)?.kind === CREDIT_NOTE;
	if (isCredit !== amount < 0)
		throw invalid('allocated_artefacts.amount', 'must be negative on credit and positive on invoices');
	const outstanding = receipt
		? onAccountOf(receipt, contactId)
		: openDocument(books, contactId, row).document.outstanding_amount;
	if (Math.abs(amount) > outstanding) throw invalid('allocated_artefacts.amount', 'exceeds the outstanding amount');
	return { id, artefact: { id: artefactId }, amount, discount: 0 };
}

function onAccountOf(receipt: ContactPayment, contactId: string): number {
	if (receipt.contact.id !== contactId) throw invalid('allocated_artefacts.artefact', 'is invalid');
	return receipt.payment_on_account?.outstanding_amount ?? 0;
}

/** Takes an allocation back; both sides are outstanding again. */
function deleteAllocation(books: Books, allocation: ContactAllocation): null {
	const at = books.now();
	books.allocations.put({ ...allocation, deleted_at: at, updated_at: at });
	settleParts(books, allocation.allocated_artefacts);
	return null;
}

function settleParts(books: Books, parts: readonly Allocated[]): void {
	settleAll(books, parts);
	for (const { artefact } of parts) {
		const receipt = books.receiptOf(artefact.id);
		if (receipt) settleOnAccount(books, receipt);
	}
}

function showAllocation(books: Books, allocation: ContactAllocation): SageRecord {
	const type = displayed(TRANSACTION_TYPES, allocation.transaction_type.id);
	return {
		...base('contact_allocations', allocation.id, type),
		transaction_type: base('transaction_types', allocation.transaction_type.id, type),
		created_at: allocation.created_at,
		updated_at: allocation.updated_at,
		links: uiLinks(books, `contacts/allocations/${allocation.id}`),
		deleted_at: allocation.deleted_at ?? null,
		date: allocation.date,
		contact: contactBase(books, allocation.contact),
		allocated_artefacts: allocation.allocated_artefacts.map((part) => showPart(books, part)),
	};
}

/**
 * Open credit notes and payments on account by name only; what is left of them stands on the credit note and on the
 * receipt.
 */
export const unallocatedArtefacts: Resource = {
	path: 'unallocated_artefacts',
	wrapper: 'unallocated_artefact',
	all: (books) => [
		...books.creditNotes
			.all()
			.filter((note) => !note.deleted_at && ['UNPAID', 'PART_PAID'].includes(note.status.id))
			.map(({ id, contact, contact_name }) => ({ id, contact, contact_name })),
		...books.payments.all().flatMap((payment) => {
			const left = payment.deleted_at ? 0 : (payment.payment_on_account?.outstanding_amount ?? 0);
			const contact_name = books.contacts.get(payment.contact.id)?.name;
			return left > 0 ? [{ id: payment.payment_on_account?.id, contact: payment.contact, contact_name }] : [];
		}),
	],
	get: () => undefined,
	show: (books, record) => ({ ...artefactBase(books, String(record['id'])), links: [] }),
	filters: {
		contact_id: (record, value) => refersTo(record['contact'], value),
		search: (record, value) => holds(record['contact_name'], value),
	},
};
