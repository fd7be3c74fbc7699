import { Decimal } from 'decimal.js';
import type { PersonAction, SageRecord } from '../core/types.mts';
import { createAllocation } from './allocations.mts';
import { money, sum } from './amounts.mts';
import type { Books } from './books.mts';
import { writeContact } from './contacts.mts';
import { CREDIT_NOTE, INVOICE, isUnposted, linesOf } from './documentKinds.mts';
import { createDocument, releaseDocument, removeDocument, updateDocument } from './documentWrite.mts';
import { createPayment, deletePayment } from './payments.mts';
import { invalid } from './problems.mts';
import type { Contact, SalesDocument } from './records.mts';
import { settlementsOf } from './settlement.mts';

/** What a person does in Sage's own user interface: buttons of the page and moves of tests. They throw what Sage would refuse. */
export function personActions(businesses: readonly Books[]): PersonAction[] {
	return [...invoiceActions(businesses), ...otherActions(businesses)];
}

type Input = Record<string, string>;

/** An action on the record that `find` gives in the business that has it. */
function action<T>(
	businesses: readonly Books[],
	about: { name: string; label: string; on: string },
	find: (books: Books, id: string) => T | undefined,
	work: (books: Books, record: T, input: Input) => void,
): PersonAction {
	return {
		...about,
		run(id, input) {
			for (const books of businesses) {
				const record = find(books, id);
				if (record === undefined) continue;
				books.attempt(() => work(books, record, input));
				return;
			}
			throw invalid('', 'The record could not be found.');
		},
	};
}

function invoiceActions(businesses: readonly Books[]): PersonAction[] {
	const invoice = (
		name: string,
		label: string,
		work: (books: Books, held: SalesDocument, input: Input) => void,
	): PersonAction =>
		action(
			businesses,
			{ name, label, on: 'invoice' },
			(books, id) => {
				const held = books.invoices.get(id);
				return held?.deleted_at ? undefined : held;
			},
			work,
		);
	return [
		invoice('approveInvoice', 'Release', (books, held) => void releaseDocument(books, INVOICE, held)),
		invoice('editInvoice', 'Edit', editInvoice),
		invoice('payInvoice', 'Record payment', payInvoice),
		invoice('unpayInvoice', 'Delete the newest payment', unpayInvoice),
		invoice('creditInvoice', 'Create credit note', creditInvoice),
		invoice('sendInvoice', 'Email', (books, held) => {
			if (isUnposted(held)) throw invalid('base', 'A draft cannot be sent.');
			books.invoices.put({ ...held, sent: true, sent_by_email: true, updated_at: books.now() });
		}),
		invoice('voidInvoice', 'Void', (books, held, input) => {
			if (isUnposted(held)) throw invalid('base', 'A draft is deleted, not voided.');
			removeDocument(books, INVOICE, held, input['reason'] ?? 'Raised in error');
		}),
		invoice('deleteDraft', 'Delete draft', (books, held) => {
			if (!isUnposted(held)) throw invalid('base', 'Only a draft can be deleted.');
			removeDocument(books, INVOICE, held, null);
		}),
	];
}

function otherActions(businesses: readonly Books[]): PersonAction[] {
	const contact = (
		name: string,
		label: string,
		work: (books: Books, held: Contact, input: Input) => void,
	): PersonAction => action(businesses, { name, label, on: 'contact' }, (books, id) => books.contacts.get(id), work);
	const quote = (name: string, label: string, status: string): PersonAction =>
		action(
			businesses,
			{ name, label, on: 'quote' },
			(books, id) => books.quotes.get(id),
			(books, held) => books.quotes.put({ ...held, status: { id: status }, updated_at: books.now() }),
		);
	return [
		action(
			businesses,
			{ name: 'refundCredit', label: 'Refund', on: 'creditNote' },
			(books, id) => books.creditNotes.get(id),
			refundCredit,
		),
		contact('editContact', 'Edit contact', editContact),
		contact('archiveContact', 'Make inactive', (books, held) => {
			writeContact(books, held, { is_active: false });
		}),
		contact('receivePrepayment', 'Record payment on account', receivePrepayment),
		quote('acceptQuote', 'Mark as accepted', 'ACCEPTED'),
		quote('declineQuote', 'Mark as declined', 'DECLINED'),
	];
}

/** `price`, `quantity` and `text` go on the line whose place is `line`, the first unless given; Sage works out its tax. */
function editInvoice(books: Books, held: SalesDocument, input: Input): void {
	const place = Number(input['line'] ?? 0);
	const edits: ReadonlyArray<readonly [name: string, value: string | undefined]> = [
		['unit_price', input['price']],
		['quantity', input['quantity']],
		['description', input['text']],
	];
	const change = Object.fromEntries(edits.filter(([, value]) => value !== undefined));
	const lines = linesOf(INVOICE, held).map((line, n): SageRecord => {
		const { id, tax_amount } = line;
		const isPriced = 'unit_price' in change || 'quantity' in change;
		return n === place ? { id, ...change, ...(isPriced ? {} : { tax_amount }) } : { id, tax_amount };
	});
	updateDocument(books, INVOICE, held, {
		...(Object.keys(change).length && { invoice_lines: lines }),
		...(input['dueDate'] !== undefined && { due_date: input['dueDate'] }),
		...(input['reference'] !== undefined && { reference: input['reference'] }),
	});
}

function payInvoice(books: Books, held: SalesDocument, input: Input): void {
	if (held.outstanding_amount === 0) throw invalid('base', 'There is nothing outstanding on the invoice.');
	const amount = input['amount'] ?? String(held.outstanding_amount);
	createPayment(books, {
		transaction_type_id: 'CUSTOMER_RECEIPT',
		contact_id: held.contact.id,
		bank_account_id: bankOf(books),
		date: input['date'] ?? books.today(),
		total_amount: amount,
		allocated_artefacts: [{ artefact_id: held.id, amount }],
	});
}

/** Takes the newest payment back. */
function unpayInvoice(books: Books, held: SalesDocument): void {
	const stands = settlementsOf(books, held.contact.id, held.id);
	const payment = stands.flatMap(({ by }) => ('payment' in by ? [by.payment] : [])).at(-1);
	if (!payment) throw invalid('base', 'There is no payment to delete.');
	deletePayment(books, payment);
}

/** A credit note for `amount` (tax included; what is outstanding unless given), set against the invoice. */
function creditInvoice(books: Books, held: SalesDocument, input: Input): void {
	const amount = money(input['amount'] ?? held.outstanding_amount);
	if (isUnposted(held) || amount <= 0 || amount > held.outstanding_amount)
		throw invalid('amount', 'exceeds the outstanding amount');
	const note = createDocument(books, CREDIT_NOTE, {
		contact_id: held.contact.id,
		date: input['date'] ?? books.today(),
		original_invoice_date: held.date,
		exchange_rate: held.exchange_rate,
		tax_address_region_id: (held['tax_address_region'] as SageRecord | undefined)?.['id'],
		credit_note_lines: creditedLines(held, amount),
	});
	createAllocation(books, {
		contact_id: held.contact.id,
		transaction_type_id: 'CUSTOMER_ALLOCATION',
		date: note.date,
		allocated_artefacts: [
			{ artefact_id: held.id, amount },
			{ artefact_id: note.id, amount: -amount },
		],
	});
}

/** The lines' shares of the amount; the last takes what rounding leaves. */
function creditedLines(held: SalesDocument, amount: number): SageRecord[] {
	const lines = linesOf(INVOICE, held).filter((line) => line.total_amount > 0);
	const whole = sum(lines.map((line) => line.total_amount));
	let left = amount;
	return lines.map((line, index) => {
		const share = money(new Decimal(line.total_amount).times(amount).div(whole));
		const total = index === lines.length - 1 ? left : share;
		left = sum([left, -total]);
		const tax = money(new Decimal(total).times(line.tax_amount).div(line.total_amount));
		return {
			description: line.description,
			ledger_account_id: line.ledger_account?.id,
			tax_rate_id: line.tax_rate?.id,
			eu_goods_services_type_id: line.eu_goods_services_type?.id,
			quantity: 1,
			unit_price: sum([total, -tax]),
			tax_amount: tax,
		};
	});
}

/** Pays back what is left of a credit note. */
function refundCredit(books: Books, held: SalesDocument, input: Input): void {
	const amount = input['amount'] ?? String(held.outstanding_amount);
	createPayment(books, {
		transaction_type_id: 'CUSTOMER_REFUND',
		contact_id: held.contact.id,
		bank_account_id: bankOf(books),
		date: input['date'] ?? books.today(),
		total_amount: amount,
		allocated_artefacts: [{ artefact_id: held.id, amount }],
	});
}

/** Money of a customer without an invoice. */
function receivePrepayment(books: Books, held: Contact, input: Input): void {
	createPayment(books, {
		transaction_type_id: 'CUSTOMER_RECEIPT',
		contact_id: held.id,
		bank_account_id: bankOf(books),
		date: input['date'] ?? books.today(),
		total_amount: input['amount'] ?? '',
		reference: input['reference'],
	});
}

function editContact(books: Books, held: Contact, input: Input): void {
	const fields = Object.entries(input).flatMap(([name, value]) => {
		const field = CONTACT_FIELDS[name];
		return field ? [[field, value] as const] : [];
	});
	const person = { email: input['email'], telephone: input['phone'] };
	const address = {
		address_line_1: input['street'],
		city: input['city'],
		postal_code: input['postalCode'],
		country_id: input['country'],
	};
	const isGiven = (part: Record<string, string | undefined>): boolean =>
		Object.values(part).some((value) => value !== undefined);
	writeContact(books, held, {
		...Object.fromEntries(fields),
		...(isGiven(person) && { main_contact_person: person }),
		...(isGiven(address) && { main_address: address }),
	});
}

const CONTACT_FIELDS: Readonly<Record<string, string>> = {
	name: 'name',
	reference: 'reference',
	taxNumber: 'tax_number',
	creditLimit: 'credit_limit',
	creditDays: 'credit_days',
};

function bankOf(books: Books): string | undefined {
	return books.bankAccounts.all().find(({ is_active }) => is_active)?.id;
}
