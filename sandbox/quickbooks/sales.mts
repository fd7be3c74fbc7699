import type { QuickBooksRecord } from '../core/types.mts';
import { cents, sum } from './amounts.mts';
import type { Books } from './books.mts';
import { customFields } from './customFields.mts';
import { dueDate } from './due.mts';
import { businessRule, invalidReference, missing, notFound, refused } from './faults.mts';
import {
	checkDate,
	checkEmail,
	checkEnum,
	checkLength,
	checkProperties,
	merged,
	number,
	ref,
	refId,
	writable,
} from './input.mts';
import { checkTaxableCount, discountOf, isSale, readLines } from './lines.mts';
import { checkDoubled, numberFor } from './numbers.mts';
import type { Customer, Line, Link, Ref, Sale, SaleKind } from './records.mts';
import { taxed } from './tax.mts';

/** Invoices, estimates and credit memos: apis/quickbooks.md sections 6, 7.3 and 7.6. */

/** Worked out by QuickBooks: what is sent of them is ignored. */
const READ_ONLY = [
	...[
		'MetaData',
		'domain',
		'sparse',
		'status',
		'TotalAmt',
		'Balance',
		'HomeTotalAmt',
		'HomeBalance',
		'RemainingCredit',
	],
	...['AllowIPNPayment', 'InvoiceLink', 'RecurDataRef'],
];

export interface SaleOptions {
	/** `include=allowduplicatedocnum`. */
	allowsDoubledNumber?: boolean;
}

export function createSale(books: Books, kind: SaleKind, sent: QuickBooksRecord, options: SaleOptions = {}): Sale {
	checkProperties(kind, sent);
	const fields = merged(undefined, writable(sent, READ_ONLY), false);
	const customer = customerOf(books, fields);
	const core = settle(books, kind, fields, customer, undefined);
	const estimate = kind === 'Invoice' ? estimateOf(books, fields['LinkedTxn']) : undefined;
	const DocNumber = numberFor(books, kind, fields, options.allowsDoubledNumber === true);
	const record: Sale = {
		...core,
		...(DocNumber !== undefined && { DocNumber }),
		LinkedTxn: estimate ? [{ TxnId: estimate.Id, TxnType: 'Estimate' }] : [],
		...(kind === 'Estimate' ? { TxnStatus: String(fields['TxnStatus'] ?? 'Pending') } : { Balance: open(core, 0) }),
		...books.fresh(kind),
	};
	books.sales[kind].put(record);
	if (estimate) close(books, estimate, record);
	return record;
}

/** A change: what stands against the sale stays. @throws Refused 5010 for a stale version */
export function updateSale(books: Books, kind: SaleKind, sent: QuickBooksRecord, options: SaleOptions = {}): Sale {
	checkProperties(kind, sent);
	const held = books.current(books.sales[kind], sent);
	books.checkOpen(held.TxnDate);
	const isSparse = sent['sparse'] === true;
	const asked = writable(sent, READ_ONLY);
	const fields = merged(held, asked, isSparse);
	// Read with a sale and sent back with it: the links stand for themselves.
	if (isSparse && asked['Line'] === undefined) fields['Line'] = held.Line;
	// An American tax stands until what it was decided on changes; elsewhere it is worked out anew.
	const keepsTax = books.isAmerican && asked['Line'] === undefined && asked['ShipAddr'] === undefined;
	if (asked['TxnTaxDetail'] === undefined && !keepsTax) delete fields['TxnTaxDetail'];
	if (isSparse && asked['SalesTermRef'] !== undefined && asked['DueDate'] === undefined) delete fields['DueDate'];
	const customer = customerOf(books, fields);
	const core = settle(books, kind, fields, customer, held);
	const DocNumber = fields['DocNumber'] as string | undefined;
	if (DocNumber !== undefined && DocNumber !== held.DocNumber) {
		checkDoubled(books, kind, DocNumber, held.Id, options.allowsDoubledNumber === true);
	}
	const against = sum([held.TotalAmt, -(held.Deposit ?? 0), -(held.Balance ?? 0)]);
	const record: Sale = {
		...core,
		...(DocNumber !== undefined && { DocNumber }),
		LinkedTxn: held.LinkedTxn,
		...(kind === 'Estimate'
			? { TxnStatus: String(fields['TxnStatus'] ?? held.TxnStatus) }
			: { Balance: open(core, against) }),
		...(held['DeliveryInfo'] !== undefined && { DeliveryInfo: held['DeliveryInfo'] }),
		...books.stamp(held),
	};
	books.sales[kind].put(record);
	return record;
}

/** @throws Refused 800 while something is linked to it */
export function deleteSale(books: Books, kind: SaleKind, sent: QuickBooksRecord): Sale {
	const held = books.current(books.sales[kind], sent);
	books.checkOpen(held.TxnDate);
	if (held.LinkedTxn.some(({ TxnType }) => TxnType !== 'Estimate')) {
		throw refused('800', 'Linked transactions must be unlinked before the transaction is deleted');
	}
	books.remove(kind, held);
	for (const { TxnId } of held.LinkedTxn) reopen(books, TxnId, held.Id);
	return held;
}

/**
 * Sets every amount to nothing. With payments applied it is refused here; what QuickBooks does then is unconfirmed.
 * @throws Refused 6000
 */
export function voidSale(books: Books, kind: SaleKind, sent: QuickBooksRecord): Sale {
	const held = books.current(books.sales[kind], sent);
	books.checkOpen(held.TxnDate);
	if (held.LinkedTxn.some(({ TxnType }) => TxnType === 'Payment')) {
		throw businessRule('You cannot void a transaction that has payments applied. Unlink them first.');
	}
	const note = held.PrivateNote ?? '';
	const { TaxLine: _, ...detail } = held.TxnTaxDetail;
	const record: Sale = {
		...held,
		Line: held.Line.map(emptied),
		TxnTaxDetail: { ...detail, TotalTax: 0, TaxLine: [] },
		TotalAmt: 0,
		Balance: 0,
		PrivateNote: /^voided\b/i.test(note) ? note : note === '' ? 'Voided' : `Voided - ${note}`,
		...books.stamp(held),
	};
	books.sales[kind].put(record);
	return record;
}

/** Moves what is left of an invoice or a credit memo, and links or unlinks the payment that did it. */
export function moveBalance(
	books: Books,
	kind: 'Invoice' | 'CreditMemo',
	id: string,
	moved: number,
	link: Link,
	stays: boolean,
): void {
	const held = books.sales[kind].get(id);
	if (!held) return;
	const others = held.LinkedTxn.filter(({ TxnId, TxnType }) => TxnId !== link.TxnId || TxnType !== link.TxnType);
	books.sales[kind].put({
		...held,
		Balance: sum([held.Balance ?? 0, moved]),
		LinkedTxn: stays ? [...others, link] : others,
		...books.stamp(held),
	});
}

function emptied(line: Line): Line {
	const { SalesItemLineDetail: detail, ...rest } = line;
	const Amount = line.Amount === undefined ? {} : { Amount: 0 };
	if (!detail) return { ...rest, ...Amount };
	const { TaxInclusiveAmt: gross, ...kept } = detail;
	return {
		...rest,
		...Amount,
		SalesItemLineDetail: { ...kept, Qty: 0, ...(gross !== undefined && { TaxInclusiveAmt: 0 }) },
	};
}

function customerOf(books: Books, fields: QuickBooksRecord): Customer {
	const id = refId(fields['CustomerRef']);
	if (id === undefined) throw missing('CustomerRef');
	return books.customer(id);
}

type Core = Pick<
	Sale,
	| 'TxnDate'
	| 'CustomerRef'
	| 'CurrencyRef'
	| 'ExchangeRate'
	| 'ApplyTaxAfterDiscount'
	| 'Line'
	| 'TxnTaxDetail'
	| 'TotalAmt'
	| 'EmailStatus'
	| 'Deposit'
> &
	QuickBooksRecord;

/** Everything of a sale that follows from its fields. */
function settle(
	books: Books,
	kind: SaleKind,
	fields: QuickBooksRecord,
	customer: Customer,
	held: Sale | undefined,
): Core {
	checkTexts(kind, fields);
	const TxnDate = String(fields['TxnDate'] ?? books.today());
	books.checkOpen(TxnDate);
	const CurrencyRef = currencyOf(books, fields, customer);
	const lines = readLines(books, fields['Line'], held?.Line ?? [], TxnDate);
	const discount = discountOf(lines);
	const isTaxAfterDiscount = fields['ApplyTaxAfterDiscount'] === true;
	const shipTo = (fields['ShipAddr'] ?? customer.ShipAddr) as Sale['ShipAddr'];
	const isCustomerTaxable = customer.Taxable !== false;
	const tax = taxed(books, { lines, fields, discount, isTaxAfterDiscount, shipTo, isCustomerTaxable });
	checkTaxableCount(tax.lines, tax.detail.TotalTax);
	const net = sum(tax.lines.filter(isSale).map(({ Amount = 0 }) => Amount));
	const TotalAmt = sum([net, -discount, tax.detail.TotalTax]);
	if (TotalAmt < 0) throw businessRule('The total amount of the transaction must be zero or more.');
	const Deposit = deposit(books, kind, fields);
	const term = termOf(books, kind, fields, customer, held);
	const given = fields['DueDate'] as string | undefined;
	const due = given ?? (kind === 'Invoice' ? dueDate(TxnDate, books.term(term?.value)) : undefined);
	const { LinkedTxn: _, DocNumber: _number, AutoDocNumber: _auto, TxnStatus: _status, ...rest } = fields;
	return {
		...rest,
		...(tax.calculation !== undefined && { GlobalTaxCalculation: tax.calculation }),
		TxnDate,
		...(due !== undefined && { DueDate: due }),
		CustomerRef: { value: customer.Id },
		CurrencyRef,
		ExchangeRate: number('ExchangeRate', fields['ExchangeRate']) ?? books.exchangeRate(CurrencyRef.value, TxnDate),
		...(term && { SalesTermRef: term }),
		ApplyTaxAfterDiscount: isTaxAfterDiscount,
		...(customer.BillAddr && { BillAddr: customer.BillAddr }),
		...(fields['BillAddr'] !== undefined && { BillAddr: fields['BillAddr'] as Sale['BillAddr'] }),
		...(shipTo && { ShipAddr: shipTo }),
		CustomField: customFields(books, fields['CustomField']),
		EmailStatus: String(fields['EmailStatus'] ?? 'NotSet'),
		PrintStatus: String(fields['PrintStatus'] ?? 'NeedToPrint'),
		Line: tax.lines,
		TxnTaxDetail: tax.detail,
		TotalAmt,
		...(Deposit !== undefined && { Deposit }),
	};
}

function checkTexts(kind: SaleKind, fields: QuickBooksRecord): void {
	checkLength('DocNumber', fields['DocNumber'], 21);
	checkLength('PrivateNote', fields['PrivateNote'], 4000);
	for (const name of ['TxnDate', 'DueDate', 'ExpirationDate', 'AcceptedDate', 'ShipDate'])
		checkDate(name, fields[name]);
	checkEnum('EmailStatus', fields['EmailStatus'], ['NotSet', 'NeedToSend', 'EmailSent']);
	checkEnum('PrintStatus', fields['PrintStatus'], ['NotSet', 'NeedToPrint', 'PrintComplete']);
	if (kind === 'Estimate') {
		checkEnum('TxnStatus', fields['TxnStatus'], ['Pending', 'Accepted', 'Closed', 'Rejected', 'Converted']);
	}
	checkEmail('BillEmail', fields['BillEmail']);
	const address = (fields['BillEmail'] as { Address?: string } | undefined)?.Address;
	if (fields['EmailStatus'] === 'NeedToSend' && !address) {
		throw refused('6420', 'An email address is required to send the transaction later', 'BillEmail');
	}
}

/** The customer's currency, which no sale can differ from. */
function currencyOf(books: Books, fields: QuickBooksRecord, customer: Customer): Ref {
	const asked = refId(fields['CurrencyRef']);
	if (asked !== undefined) books.checkCurrency(asked);
	if (asked !== undefined && asked !== customer.CurrencyRef.value) {
		throw businessRule('The currency of the transaction is invalid for customer / vendor / account.');
	}
	return { value: customer.CurrencyRef.value };
}

function termOf(
	books: Books,
	kind: SaleKind,
	fields: QuickBooksRecord,
	customer: Customer,
	held: Sale | undefined,
): Ref | undefined {
	const asked = ref(fields['SalesTermRef']);
	if (asked && !books.term(asked.value)) throw invalidReference('Term', asked.value);
	if (asked || held || kind !== 'Invoice') return asked;
	return customer.SalesTermRef ?? ref(books.prefs('SalesFormsPrefs')['DefaultTerms']);
}

function deposit(books: Books, kind: SaleKind, fields: QuickBooksRecord): number | undefined {
	const asked = number('Deposit', fields['Deposit']);
	if (asked === undefined || kind !== 'Invoice') return undefined;
	if (asked !== 0 && books.prefs('SalesFormsPrefs')['AllowDeposit'] !== true) {
		throw businessRule('The Deposit feature must be enabled to perform this operation');
	}
	return cents(asked);
}

/** What is left after `against` was set against it. */
function open(core: Core, against: number): number {
	const left = sum([core.TotalAmt, -(core.Deposit ?? 0), -against]);
	if (left < 0) throw businessRule('The total of the transaction must not be less than what is applied to it.');
	return left;
}

/** The one estimate that an invoice is made from. @throws Refused 620 for one that was converted or closed before */
function estimateOf(books: Books, links: unknown): Sale | undefined {
	const all = (Array.isArray(links) ? links : []) as Link[];
	if (!all.length) return undefined;
	const [{ TxnId = '', TxnType } = {} as Partial<Link>, ...others] = all;
	if (TxnType !== 'Estimate') throw invalidReference(String(TxnType), String(TxnId));
	if (others.length) throw refused('620', 'An invoice can be linked to one estimate only', 'LinkedTxn');
	const estimate = books.sales.Estimate.get(String(TxnId));
	if (!estimate) throw notFound();
	if (estimate.TxnStatus === 'Closed' || estimate.TxnStatus === 'Converted') {
		throw refused('620', 'The estimate is closed and cannot be linked', 'LinkedTxn');
	}
	return estimate;
}

/** An estimate whose invoice was made is closed and shows it. */
function close(books: Books, estimate: Sale, invoice: Sale): void {
	books.sales.Estimate.put({
		...estimate,
		TxnStatus: 'Closed',
		LinkedTxn: [...estimate.LinkedTxn, { TxnId: invoice.Id, TxnType: 'Invoice' }],
		...books.stamp(estimate),
	});
}

/** An estimate whose invoice was deleted can be converted again. */
function reopen(books: Books, estimateId: string, invoiceId: string): void {
	const estimate = books.sales.Estimate.get(estimateId);
	if (!estimate) return;
	books.sales.Estimate.put({
		...estimate,
		TxnStatus: 'Pending',
		LinkedTxn: estimate.LinkedTxn.filter(({ TxnId }) => TxnId !== invoiceId),
		...books.stamp(estimate),
	});
}
