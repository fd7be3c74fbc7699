import type { PersonAction, QuickBooksRecord } from '../core/types.mts';
import { cents, product } from './amounts.mts';
import type { Books } from './books.mts';
import { updateCustomer } from './customers.mts';
import { sendSale } from './delivery.mts';
import { businessRule, notFound } from './faults.mts';
import { createPayment, creditAgainst, deletePayment } from './payments.mts';
import type { Line, Ref, Sale, SaleKind } from './records.mts';
import { createSale, deleteSale, updateSale, voidSale } from './sales.mts';

/**
 * What a bookkeeper does in QuickBooks: buttons of the page and moves of tests. They throw what QuickBooks would refuse. An estimate is
 * addressed as `estimate-<id>` where invoices are asked for, since both have ids of their own.
 */
export function personActions(companies: readonly Books[]): PersonAction[] {
	type Input = Record<string, string>;
	type Run = (books: Books, held: Sale, input: Input, kind: SaleKind) => void;
	const within = (find: (books: Books) => boolean, run: (books: Books) => void): void => {
		const books = companies.find(find);
		if (!books) throw notFound();
		books.attempt(() => run(books));
		books.settle();
	};
	const onSale = (name: string, label: string, on: 'invoice' | 'quote', run: Run): PersonAction => ({
		name,
		label,
		on,
		run(id, input) {
			const { kind, plain } = documentNamed(id, on);
			within(
				(books) => books.sales[kind].get(plain) !== undefined,
				(books) => run(books, books.sales[kind].get(plain) as Sale, input, kind),
			);
		},
	});
	const onCustomer = (
		name: string,
		label: string,
		run: (books: Books, id: string, input: Input) => void,
	): PersonAction => ({
		name,
		label,
		on: 'contact',
		run: (id, input) =>
			within(
				(books) => books.customers.get(id) !== undefined,
				(books) => run(books, id, input),
			),
	});
	return [
		onSale('editInvoice', 'Edit price, text or due date', 'invoice', (books, held, input, kind) => {
			updateSale(books, kind, { ...version(held), ...edited(held, input) });
		}),
		onSale('payInvoice', 'Receive payment', 'invoice', (books, held, { amount, date }) => {
			const Amount = amount ? Number(amount) : (held.Balance ?? 0);
			createPayment(books, {
				CustomerRef: held.CustomerRef,
				TotalAmt: Amount,
				TxnDate: date || books.localToday(),
				Line: [{ Amount, LinkedTxn: [{ TxnId: held.Id, TxnType: 'Invoice' }] }],
			});
		}),
		onSale('unpayInvoice', 'Delete the newest payment', 'invoice', (books, held) => {
			const payments = held.LinkedTxn.flatMap(({ TxnId, TxnType }) =>
				TxnType === 'Payment' ? (books.payments.get(TxnId) ?? []) : [],
			);
			const newest = payments.sort((a, b) => Number(a.Id) - Number(b.Id)).at(-1);
			if (!newest) throw businessRule('The invoice has no payment.');
			deletePayment(books, newest);
		}),
		onSale('creditInvoice', 'Credit and apply', 'invoice', creditInvoice),
		onSale('voidInvoice', 'Void', 'invoice', (books, held, _input, kind) => void voidSale(books, kind, held)),
		onSale('deleteInvoice', 'Delete', 'invoice', (books, held, _input, kind) => void deleteSale(books, kind, held)),
		onSale('deleteDraft', 'Delete', 'invoice', (books, held, _input, kind) => void deleteSale(books, kind, held)),
		onSale(
			'sendInvoice',
			'Send',
			'invoice',
			(books, held, { to }, kind) => void sendSale(books, kind, held.Id, to),
		),
		onSale('acceptQuote', 'Mark accepted', 'quote', (books, held, { by }) => {
			updateSale(books, 'Estimate', { ...version(held), TxnStatus: 'Accepted', ...(by && { AcceptedBy: by }) });
		}),
		onSale('declineQuote', 'Mark rejected', 'quote', (books, held) => {
			updateSale(books, 'Estimate', { ...version(held), TxnStatus: 'Rejected' });
		}),
		onSale('convertEstimate', 'Create invoice', 'quote', convertEstimate),
		onCustomer('editContact', 'Edit customer', (books, id, input) => {
			updateCustomer(books, { ...version(books.customers.get(id)), ...customerFields(input) });
		}),
		onCustomer('archiveContact', 'Make inactive', (books, id) => {
			updateCustomer(books, { ...version(books.customers.get(id)), Active: false });
		}),
		onCustomer('receivePrepayment', 'Receive money without invoice', (books, id, { amount, date }) => {
			createPayment(books, {
				CustomerRef: { value: id },
				TotalAmt: Number(amount),
				TxnDate: date || books.localToday(),
			});
		}),
	];
}

function documentNamed(id: string, on: 'invoice' | 'quote'): { kind: SaleKind; plain: string } {
	const isEstimate = on === 'quote' || id.startsWith('estimate-');
	return { kind: isEstimate ? 'Estimate' : 'Invoice', plain: id.replace(/^estimate-/, '') };
}

/** What names the present version in a sparse change. */
function version(record: { Id: string; SyncToken: string } | undefined): QuickBooksRecord {
	return { Id: record?.Id, SyncToken: record?.SyncToken, sparse: true };
}

/** `price`, `quantity` and `text` go on the line whose place is `line`, the first unless given; the others stay. */
function edited(held: Sale, input: Record<string, string>): QuickBooksRecord {
	const { line = '0', price, quantity, text, dueDate, reference } = input;
	const touchesLine = price !== undefined || quantity !== undefined || text !== undefined;
	const place = Number(line);
	return {
		...(touchesLine && {
			Line: held.Line.map((one, n) => (n === place ? editedLine(one, { price, quantity, text }) : one)),
		}),
		...(dueDate && { DueDate: dueDate }),
		...(reference !== undefined && { PrivateNote: reference }),
	};
}

function editedLine(line: Line, { price, quantity, text }: { price?: string; quantity?: string; text?: string }): Line {
	const detail = line.SalesItemLineDetail;
	const words = text === undefined ? {} : { Description: text };
	if (!detail || (price === undefined && quantity === undefined)) return { ...line, ...words };
	const Qty = Number(quantity ?? detail.Qty ?? 1);
	const UnitPrice = Number(price ?? detail.UnitPrice ?? line.Amount);
	const { TaxInclusiveAmt: _, ...kept } = detail;
	return { ...line, ...words, Amount: product(Qty, UnitPrice), SalesItemLineDetail: { ...kept, Qty, UnitPrice } };
}

/**
 * A credit memo of `amount`, else of what is left, set against the invoice. The whole invoice is credited by its own lines, a part
 * of it by one line without tax.
 */
function creditInvoice(books: Books, held: Sale, { amount, date }: Record<string, string>): void {
	const wanted = cents(amount ? Number(amount) : (held.Balance ?? 0));
	const detail = held.Line.find(({ SalesItemLineDetail }) => SalesItemLineDetail)?.SalesItemLineDetail;
	if (!detail) throw businessRule('The invoice has nothing to credit.');
	const TxnDate = date || books.localToday();
	const content = wanted === held.TotalAmt ? contentOf(held) : untaxed(books, wanted, detail.ItemRef);
	const memo = createSale(books, 'CreditMemo', { CustomerRef: held.CustomerRef, TxnDate, ...content });
	creditAgainst(books, memo, held, Math.min(memo.Balance ?? 0, held.Balance ?? 0), TxnDate);
}

function untaxed(books: Books, Amount: number, ItemRef: Ref): QuickBooksRecord {
	const line = { Amount, DetailType: 'SalesItemLineDetail', Description: 'Credit' };
	if (!books.isAmerican) {
		return { GlobalTaxCalculation: 'NotApplicable', Line: [{ ...line, SalesItemLineDetail: { ItemRef } }] };
	}
	return { Line: [{ ...line, SalesItemLineDetail: { ItemRef, TaxCodeRef: { value: 'NON' } } }] };
}

/** Lines and tax of a sale, to be copied to another. */
function contentOf(held: Sale): QuickBooksRecord {
	const { GlobalTaxCalculation, ApplyTaxAfterDiscount, ShipAddr } = held;
	const Line = held.Line.map(({ Id: _, LineNum: _n, ...line }) => line);
	return {
		Line,
		ApplyTaxAfterDiscount,
		...(GlobalTaxCalculation !== undefined && { GlobalTaxCalculation }),
		...(ShipAddr && { ShipAddr }),
	};
}

/** The invoice of an estimate, with its lines and memo; the person's own way marks the estimate Converted. */
function convertEstimate(books: Books, held: Sale): void {
	const { CustomerRef, PrivateNote, CustomField } = held;
	createSale(books, 'Invoice', {
		...contentOf(held),
		CustomerRef,
		CustomField,
		TxnDate: books.localToday(),
		...(PrivateNote !== undefined && { PrivateNote }),
		LinkedTxn: [{ TxnId: held.Id, TxnType: 'Estimate' }],
	});
	const estimate = books.sales.Estimate.get(held.Id);
	if (estimate) books.sales.Estimate.put({ ...estimate, TxnStatus: 'Converted' });
}

const CUSTOMER_FIELDS: Record<string, (value: string) => QuickBooksRecord> = {
	name: (DisplayName) => ({ DisplayName }),
	company: (CompanyName) => ({ CompanyName }),
	email: (Address) => ({ PrimaryEmailAddr: { Address } }),
	phone: (FreeFormNumber) => ({ PrimaryPhone: { FreeFormNumber } }),
	taxNumber: (PrimaryTaxIdentifier) => ({ PrimaryTaxIdentifier }),
	street: (Line1) => ({ BillAddr: { Line1 } }),
};

function customerFields(input: Record<string, string>): QuickBooksRecord {
	return Object.assign({}, ...Object.entries(input).map(([name, value]) => CUSTOMER_FIELDS[name]?.(value) ?? {}));
}
