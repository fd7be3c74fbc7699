import { dateIn } from '../../../../nodes/shared/billing/dates';
import type { CreditNote, CreditNoteDraft } from '../../../../nodes/shared/model/creditNote';
import type { Customer, CustomerDraft, CustomerFields, PaymentTerms } from '../../../../nodes/shared/model/customer';
import type { Invoice, InvoiceDraft, InvoiceDraftLine, InvoiceLine } from '../../../../nodes/shared/model/invoice';
import type { LedgerItem, LedgerItemDraft, Organisation } from '../../../../nodes/shared/model/organisation';
import type { Payment, PaymentDraft } from '../../../../nodes/shared/model/payment';
import type { Quote, QuoteDraft, QuoteStatus } from '../../../../nodes/shared/model/quote';
import { sum } from '../server/books.mts';
import type { ToyCustomer, ToyDocument, ToyItem, ToyLine, ToyPayment } from '../server/records.mts';
import { TOY } from './client.mts';

/** Records of the toy ledger as documents, and drafts as its records. Key and execution stand in the tag. */

const UI = 'https://toy.example';

export interface Names {
	books: Organisation;
	now: number;
	/** Names of customers by id. */
	customers: Map<string, string>;
}

const here = ({ books }: Names) => ({ ledger: TOY, organisation: { id: books.id, name: books.name } });

export function toCustomer(record: ToyCustomer, names: Names): Customer {
	return {
		...here(names),
		crmId: null,
		crmType: null,
		ledgerId: record.id,
		number: record.number,
		name: record.name,
		email: record.email,
		phone: record.phone,
		billingAddress: {
			line1: null,
			line2: null,
			city: null,
			region: null,
			postalCode: null,
			country: null,
			...record.address,
		},
		taxNumber: record.taxNumber,
		currency: record.currency,
		terms: record.terms as PaymentTerms | null,
		taxCode: null,
		creditLimit: null,
		active: record.active,
		url: `${UI}/customers/${record.id}`,
	};
}

export function customerFields(fields: Partial<CustomerFields & CustomerDraft>): object {
	const { billingAddress, name, email, phone, taxNumber, terms, number, currency } = fields;
	return {
		...(billingAddress === undefined ? {} : { address: billingAddress }),
		...Object.fromEntries(
			Object.entries({ name, email, phone, taxNumber, terms, number, currency }).filter(
				([, value]) => value !== undefined,
			),
		),
	};
}

export function toItem(record: ToyItem): LedgerItem {
	const { id, code, name, description, account, taxCode, active } = record;
	return {
		id,
		code,
		name,
		description,
		account,
		taxCode,
		active,
		sold: true,
		stocked: false,
		unitPrice: record.price,
	};
}

export function itemFields({
	unitPrice,
	code,
	name,
	description,
	account,
	taxCode,
	active,
}: Partial<LedgerItemDraft>): object {
	const given = { price: unitPrice, code, name, description, account, taxCode, active };
	return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function common(record: ToyDocument, names: Names) {
	const [key = null, execution = null] = record.tag?.split('~') ?? [];
	return {
		...here(names),
		ledgerId: record.id,
		key,
		execution,
		number: record.number,
		reference: record.reference,
		customer: { ledgerId: record.customerId, name: names.customers.get(record.customerId) ?? '' },
		issueDate: record.date,
		currency: record.currency,
		currencyRate: record.rate,
		amountsAre: record.amountsAre,
		lines: record.lines.map(toLine),
		subtotal: record.net,
		tax: record.tax,
		total: record.total,
		url: `${UI}/documents/${record.id}`,
		updatedAt: record.updatedAt,
	};
}

function toLine({ price, item, id, ...line }: ToyLine): InvoiceLine {
	return { ...line, ledgerLineId: id, unitPrice: price, itemCode: item };
}

export function toInvoice(record: ToyDocument, payments: ToyPayment[], names: Names): Invoice {
	const due = record.status === 'approved' ? sum([record.total, -record.paid, -record.credited]) : 0;
	const received = payments.filter(({ live, invoiceId }) => live && invoiceId === record.id);
	const settled = received
		.map(({ date }) => date)
		.sort()
		.at(-1);
	return {
		...common(record, names),
		status: statusOf(record, due, dateIn(names.books.timeZone, names.now)),
		dueDate: record.until,
		paid: record.paid,
		credited: record.credited,
		due: ['draft', 'submitted'].includes(record.status) ? record.total : due,
		paidOn: record.status === 'approved' && due === 0 ? (settled ?? record.date) : null,
		payments: received.map(({ date, amount }) => ({ date, amount })),
		repeating: false,
		sentToCustomer: record.sent,
		sentAt: null,
	};
}

function statusOf(record: ToyDocument, due: number, today: string): Invoice['status'] {
	if (record.status !== 'approved') return record.status as Invoice['status'];
	if (due === 0) return 'paid';
	if (record.until !== null && record.until < today) return 'overdue';
	if (record.paid > 0 || record.credited > 0) return 'part_paid';
	return record.sent ? 'sent' : 'approved';
}

export function toCreditNote(record: ToyDocument, names: Names): CreditNote {
	const remaining = sum([record.total, ...record.allocations.map(({ amount }) => -amount)]);
	return {
		...common(record, names),
		status: record.status === 'approved' && remaining === 0 ? 'paid' : (record.status as CreditNote['status']),
		remaining,
		allocations: record.allocations,
	};
}

export function toQuote(record: ToyDocument, names: Names): Quote {
	return {
		...common(record, names),
		status: record.status as QuoteStatus,
		expiryDate: record.until,
		invoiceId: record.invoiceId,
	};
}

export function documentFields(
	draft: InvoiceDraft | CreditNoteDraft | QuoteDraft,
): Omit<Partial<ToyDocument>, 'lines'> & { lines: object[] } {
	const until = 'dueDate' in draft ? draft.dueDate : 'expiryDate' in draft ? draft.expiryDate : null;
	return {
		tag: `${draft.key}~${draft.execution}`,
		reference: draft.reference,
		status: draft.status,
		customerId: draft.customerId,
		date: draft.issueDate,
		until,
		currency: draft.currency,
		amountsAre: draft.amountsAre,
		lines: draft.lines.map(wireLine),
	};
}

function wireLine(line: InvoiceDraftLine): object {
	const { description, quantity, unitPrice, discountPercent, discountAmount, itemCode, account, taxCode } = line;
	return {
		description,
		quantity,
		price: unitPrice,
		discountPercent,
		discountAmount,
		item: itemCode,
		account,
		taxCode,
	};
}

export function toPayment(record: ToyPayment, names: Names): Payment {
	const [key = null] = record.tag?.split('~') ?? [];
	return {
		...here(names),
		ledgerId: record.id,
		key,
		kind: record.invoiceId === null ? 'prepayment' : 'payment',
		customer: { ledgerId: record.customerId, name: names.customers.get(record.customerId) ?? '' },
		date: record.date,
		currency: record.currency,
		currencyRate: null,
		amount: record.amount,
		unallocated: record.invoiceId === null ? record.amount : 0,
		allocations: record.invoiceId === null ? [] : [{ invoiceId: record.invoiceId, amount: record.amount }],
		account: record.account,
		reference: record.reference,
		live: record.live,
		url: `${UI}/payments/${record.id}`,
		updatedAt: record.updatedAt,
	};
}

/** What a credit note settled. */
export function creditsOf(note: CreditNote): Payment[] {
	return note.allocations.map(({ invoiceId, amount, date }) => ({
		...{ ledger: note.ledger, organisation: note.organisation, ledgerId: note.ledgerId, key: note.key },
		kind: 'credit',
		customer: note.customer,
		date: date ?? note.issueDate,
		...{ currency: note.currency, currencyRate: note.currencyRate, amount, unallocated: 0 },
		allocations: [{ invoiceId, amount }],
		...{ account: null, reference: note.reference, live: true, url: note.url, updatedAt: note.updatedAt },
	}));
}

export function paymentFields(draft: PaymentDraft): Partial<ToyPayment> {
	const { customerId, invoiceId, date, currency, amount, account, reference, key, execution } = draft;
	return { customerId, invoiceId, date, currency, amount, account, reference, tag: `${key}~${execution}` };
}
