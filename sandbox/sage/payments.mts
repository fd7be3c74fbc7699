import type { SageRecord } from '../core/types.mts';
import { inBase, money, sum } from './amounts.mts';
import type { Books } from './books.mts';
import { CREDIT_NOTE } from './documentKinds.mts';
import type { DocumentKind } from './documentKinds.mts';
import { artefactBase } from './documents.mts';
import { amount, date, given, reference, requiredDate, requiredReference, text } from './fields.mts';
import { invalid, REQUIRED } from './problems.mts';
import type { Allocated, Contact, ContactPayment, SalesDocument } from './records.mts';
import type { Resource } from './resource.mts';
import { DATE_RANGE, refersTo } from './resource.mts';
import { settle, settlementsOf } from './settlement.mts';
import { base, contactBase, currencyBase, uiLinks } from './show.mts';
import { displayed, TRANSACTION_TYPES } from './systemLists.mts';

/** Receipts from customers and refunds to them: apis/sage.md section 10. */

export const contactPayments: Resource<ContactPayment> = {
	path: 'contact_payments',
	wrapper: 'contact_payment',
	all: (books) => books.payments.all(),
	get: (books, id) => books.payments.get(id),
	show: showPayment,
	brief: ['allocated_artefacts'],
	filters: {
		...DATE_RANGE,
		contact_id: (payment, value) => refersTo(payment['contact'], value),
		bank_account_id: (payment, value) => refersTo(payment['bank_account'], value),
		transaction_type_id: (payment, value) => refersTo(payment['transaction_type'], value),
	},
	sorts: ['created_at', 'updated_at', 'date'],
	changes: true,
	deletions: true,
	create: createPayment,
	update: updatePayment,
	remove: (books, payment) => deletePayment(books, payment),
};

const TYPES = ['CUSTOMER_RECEIPT', 'CUSTOMER_REFUND'];

/**
 * Books money received or paid back. What is not allocated becomes a payment on account.
 * @throws Refused 422, among others for more than is outstanding
 */
export function createPayment(books: Books, fields: SageRecord): ContactPayment {
	const type = String(fields['transaction_type_id'] ?? '');
	if (type === '') throw invalid('transaction_type', REQUIRED);
	if (!TYPES.includes(type)) throw invalid('transaction_type', 'is invalid');
	const contact = requiredReference(fields, 'contact', (id) => books.contacts.get(id));
	const bank = requiredReference(fields, 'bank_account', (id) => books.bankAccounts.get(id));
	const total = amount(fields, 'total_amount');
	if (!total) throw invalid('total_amount', REQUIRED);
	if (!total.greaterThan(0)) throw invalid('total_amount', 'must be greater than zero');
	const currency = String(fields['currency_id'] ?? contact.currency.id);
	if (currency !== contact.currency.id) throw invalid('currency', "must be the contact's currency");
	const id = books.newId('payment', books.payments);
	const parts = allocatedParts(books, type, contact, fields['allocated_artefacts'], id);
	const left = sum([money(total), ...parts.map((part) => -part.amount)]);
	if (left < 0) throw invalid('allocated_artefacts', 'exceed the amount of the payment');
	const at = books.now();
	const onAccount = {
		id: books.newId('payment on account', { get: (key) => books.receiptOf(key) }),
		total_amount: left,
		outstanding_amount: left,
	};
	const payment: ContactPayment = given({
		id,
		transaction_type: { id: type },
		contact: { id: contact.id },
		bank_account: { id: bank.id },
		date: requiredDate(fields, 'date'),
		total_amount: money(total),
		currency: { id: currency },
		exchange_rate:
			amount(fields, 'exchange_rate')?.toNumber() ??
			(currency === books.baseCurrency ? 1 : (books.exchangeRates.get(currency)?.rate ?? 1)),
		reference: text(fields, 'reference', 255),
		payment_method: fields['payment_method_id'] ? { id: String(fields['payment_method_id']) } : undefined,
		allocated_artefacts: parts,
		payment_on_account: left > 0 ? onAccount : undefined,
		created_at: at,
		updated_at: at,
	});
	books.payments.put(payment);
	settleAll(books, parts);
	return payment;
}

function allocatedParts(books: Books, type: string, contact: Contact, sent: unknown, paymentId: string): Allocated[] {
	const rows = Array.isArray(sent) ? (sent as SageRecord[]) : [];
	return rows.map((row, index) => {
		const { kind, document } = openDocument(books, contact.id, row);
		if ((kind === CREDIT_NOTE) !== (type === 'CUSTOMER_REFUND'))
			throw invalid('allocated_artefacts.artefact', 'cannot be paid by this type of payment');
		const part = money(amount(row, 'amount', 'allocated_artefacts.amount') ?? 0);
		const discount = money(amount(row, 'discount', 'allocated_artefacts.discount') ?? 0);
		if (part <= 0) throw invalid('allocated_artefacts.amount', 'must be greater than zero');
		if (sum([part, discount]) > document.outstanding_amount)
			throw invalid('allocated_artefacts.amount', 'exceeds the outstanding amount');
		return {
			id: `${paymentId.slice(0, 28)}${index.toString(16).padStart(4, '0')}`,
			artefact: { id: document.id },
			amount: part,
			discount,
		};
	});
}

/** A posted document of the contact that a payment or allocation may stand against. */
export function openDocument(
	books: Books,
	contactId: string,
	row: SageRecord,
): { kind: DocumentKind; document: SalesDocument } {
	const found = books.document(String(row['artefact_id'] ?? ''));
	const isOpen = found?.kind.posts && ['UNPAID', 'PART_PAID'].includes(found.document.status.id);
	if (!found || !isOpen || found.document.contact.id !== contactId)
		throw invalid('allocated_artefacts.artefact', 'is invalid');
	return found;
}

/** Brings the documents up to date that these parts stand against. */
export function settleAll(books: Books, parts: readonly Allocated[]): void {
	for (const { artefact } of parts) {
		const found = books.document(artefact.id);
		if (found) settle(books, found.kind, found.document);
	}
}

function updatePayment(books: Books, held: ContactPayment, fields: SageRecord): ContactPayment {
	for (const name of ['total_amount', 'contact_id', 'allocated_artefacts', 'transaction_type_id', 'currency_id'])
		if (fields[name] !== undefined) throw invalid(name, 'cannot be changed: delete the payment instead.');
	const bank = reference(fields, 'bank_account', (id) => books.bankAccounts.get(id));
	const changed: ContactPayment = given({
		...held,
		date: date(fields, 'date') ?? held.date,
		reference: fields['reference'] === undefined ? held.reference : text(fields, 'reference', 255),
		bank_account: bank ? { id: bank.id } : held.bank_account,
		updated_at: books.now(),
	});
	books.payments.put(changed);
	settleAll(books, changed.allocated_artefacts);
	return changed;
}

/** Takes a payment back; what it settled is outstanding again. */
export function deletePayment(books: Books, payment: ContactPayment): null {
	const onAccount = payment.payment_on_account;
	if (onAccount && settlementsOf(books, payment.contact.id, onAccount.id).length)
		throw invalid('base', 'You cannot delete this payment: its payment on account is allocated.');
	const at = books.now();
	books.payments.put({ ...payment, deleted_at: at, updated_at: at });
	settleAll(books, payment.allocated_artefacts);
	return null;
}

function showPayment(books: Books, payment: ContactPayment): SageRecord {
	const { id } = payment.transaction_type;
	const type = displayed(TRANSACTION_TYPES, id);
	const method = payment['payment_method'] as { id: string } | undefined;
	const worth = inBase(payment.total_amount, payment.exchange_rate);
	return {
		...base('contact_payments', payment.id, payment.reference ? `${type} (${payment.reference})` : type),
		transaction_type: base('transaction_types', id, type),
		created_at: payment.created_at,
		updated_at: payment.updated_at,
		links: uiLinks(books, `banking/contact_payments/${payment.id}`),
		deleted_at: payment.deleted_at ?? null,
		payment_method: method ? base('payment_methods', method.id, method.id) : null,
		contact: contactBase(books, payment.contact),
		bank_account: base('bank_accounts', payment.bank_account.id, bankName(books, payment.bank_account.id)),
		date: payment.date,
		net_amount: payment.total_amount,
		tax_amount: 0,
		total_amount: payment.total_amount,
		currency: currencyBase(payment.currency.id),
		exchange_rate: payment.exchange_rate,
		base_currency_net_amount: worth,
		base_currency_tax_amount: 0,
		base_currency_total_amount: worth,
		reference: payment.reference ?? null,
		allocated_artefacts: payment.allocated_artefacts.map((part) => showPart(books, part)),
		payment_on_account: showOnAccount(books, payment),
		editable: true,
	};
}

export function showPart(books: Books, part: Allocated): SageRecord {
	const artefact = artefactBase(books, part.artefact.id);
	return {
		id: part.id,
		displayed_as: artefact['displayed_as'],
		artefact,
		amount: part.amount,
		discount: part.discount,
	};
}

function showOnAccount(books: Books, payment: ContactPayment): SageRecord | null {
	const onAccount = payment.payment_on_account;
	if (!onAccount) return null;
	const { id, total_amount, outstanding_amount } = onAccount;
	const rate = payment.exchange_rate;
	return {
		...artefactBase(books, id),
		created_at: payment.created_at,
		updated_at: payment.updated_at,
		contact: contactBase(books, payment.contact),
		date: payment.date,
		reference: payment.reference ?? null,
		net_amount: total_amount,
		tax_amount: 0,
		total_amount,
		outstanding_amount,
		currency: currencyBase(payment.currency.id),
		exchange_rate: rate,
		base_currency_total_amount: inBase(total_amount, rate),
		base_currency_outstanding_amount: inBase(outstanding_amount, rate),
		status: onAccountStatus(total_amount, outstanding_amount),
	};
}

function onAccountStatus(total: number, outstanding: number): SageRecord {
	const id = outstanding === 0 ? 'PAID' : outstanding === total ? 'UNPAID' : 'PART_PAID';
	return base('artefact_statuses', id, id);
}

function bankName(books: Books, id: string): string | null {
	return (books.bankAccounts.get(id)?.['displayed_as'] as string | undefined) ?? null;
}
