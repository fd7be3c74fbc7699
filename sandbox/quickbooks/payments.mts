import type { QuickBooksRecord } from '../core/types.mts';
import { cents, sum } from './amounts.mts';
import type { Books } from './books.mts';
import { businessRule, invalidReference, missing } from './faults.mts';
import { checkDate, checkLength, checkNames, checkProperties, merged, number, refId, writable } from './input.mts';
import type { Customer, Link, Payment, PaymentLine, Sale } from './records.mts';
import { moveBalance } from './sales.mts';

/** Payments and what they settle: apis/quickbooks.md 7.5. */

const READ_ONLY = ['MetaData', 'domain', 'sparse', 'status', 'UnappliedAmt', 'HomeTotalAmt', 'LinkedTxn'];

export function createPayment(books: Books, sent: QuickBooksRecord): Payment {
	checkProperties('Payment', sent);
	const fields = merged(undefined, writable(sent, READ_ONLY), false);
	const core = read(books, fields);
	const fresh = books.fresh('Payment');
	const lines = core.Line.map((line) => apply(books, line, core.CustomerRef.value, fresh.Id));
	const record: Payment = { ...core, ...left(core.TotalAmt, lines), Line: lines, ...fresh };
	books.payments.put(record);
	if (books.prefs('SalesFormsPrefs')['AutoApplyPayments'] === true) spread(books, record);
	return books.payments.get(record.Id) ?? record;
}

/** A change. Lines that are sent replace those that stand. @throws Refused 5010 for a stale version */
export function updatePayment(books: Books, sent: QuickBooksRecord): Payment {
	checkProperties('Payment', sent);
	const held = books.current(books.payments, sent);
	books.checkOpen(held.TxnDate);
	const fields = merged(held, writable(sent, READ_ONLY), sent['sparse'] === true);
	for (const line of held.Line) withdraw(books, line, held.Id);
	const core = read(books, fields);
	const lines = core.Line.map((line) => apply(books, line, core.CustomerRef.value, held.Id));
	const record: Payment = { ...core, ...left(core.TotalAmt, lines), Line: lines, ...books.stamp(held) };
	books.payments.put(record);
	return record;
}

/** `operation=update&include=void`: nothing is paid any more, and the payment stays. */
export function voidPayment(books: Books, sent: QuickBooksRecord): Payment {
	const held = books.current(books.payments, sent);
	books.checkOpen(held.TxnDate);
	for (const line of held.Line) withdraw(books, line, held.Id);
	const note = held.PrivateNote ?? '';
	const record: Payment = {
		...held,
		TotalAmt: 0,
		UnappliedAmt: 0,
		Line: [],
		PrivateNote: note === '' ? 'Voided' : `Voided - ${note}`,
		...books.stamp(held),
	};
	books.payments.put(record);
	return record;
}

export function deletePayment(books: Books, sent: QuickBooksRecord): Payment {
	const held = books.current(books.payments, sent);
	books.checkOpen(held.TxnDate);
	for (const line of held.Line) withdraw(books, line, held.Id);
	books.remove('Payment', held);
	return held;
}

/** Sets a credit memo against the customer's oldest open invoices, by a payment of nothing: what `AutoApplyCredit` does. */
export function applyCredit(books: Books, memo: Sale): void {
	let rest = memo.Balance ?? 0;
	for (const invoice of openInvoices(books, memo.CustomerRef.value)) {
		const Amount = Math.min(rest, invoice.Balance ?? 0);
		if (Amount <= 0) return;
		creditAgainst(books, memo, invoice, Amount);
		rest = sum([rest, -Amount]);
	}
}

/** A payment of nothing with a line for the invoice and one for the credit memo. */
export function creditAgainst(
	books: Books,
	memo: Sale,
	invoice: Sale,
	Amount: number,
	TxnDate = books.today(),
): Payment {
	const line = (TxnId: string, TxnType: string) => ({ Amount, LinkedTxn: [{ TxnId, TxnType }] });
	return createPayment(books, {
		CustomerRef: memo.CustomerRef,
		TotalAmt: 0,
		TxnDate,
		Line: [line(invoice.Id, 'Invoice'), line(memo.Id, 'CreditMemo')],
	});
}

type Core = Pick<Payment, 'TxnDate' | 'CustomerRef' | 'CurrencyRef' | 'ExchangeRate' | 'TotalAmt' | 'Line'> &
	QuickBooksRecord;

function read(books: Books, fields: QuickBooksRecord): Core {
	const customerId = refId(fields['CustomerRef']);
	if (customerId === undefined) throw missing('CustomerRef');
	const customer = books.customer(customerId);
	const total = number('TotalAmt', fields['TotalAmt']);
	if (total === undefined) throw missing('TotalAmt');
	if (total < 0) throw businessRule('The payment amount must be zero or more.');
	checkDate('TxnDate', fields['TxnDate']);
	checkLength('PaymentRefNum', fields['PaymentRefNum'], 21);
	checkLength('PrivateNote', fields['PrivateNote'], 4000);
	const TxnDate = String(fields['TxnDate'] ?? books.today());
	books.checkOpen(TxnDate);
	const currency = refId(fields['CurrencyRef']) ?? customer.CurrencyRef.value;
	books.checkCurrency(currency);
	if (currency !== customer.CurrencyRef.value) {
		throw businessRule('The currency of the transaction is invalid for customer / vendor / account.');
	}
	const account = refId(fields['DepositToAccountRef']) ?? undeposited(books);
	if (account !== undefined && !books.account(account)) throw invalidReference('Account', account);
	return {
		...fields,
		TxnDate,
		CustomerRef: { value: customer.Id },
		CurrencyRef: { value: currency },
		ExchangeRate: number('ExchangeRate', fields['ExchangeRate']) ?? books.exchangeRate(currency, TxnDate),
		TotalAmt: cents(total),
		...(account !== undefined && { DepositToAccountRef: { value: account } }),
		ProcessPayment: false,
		Line: lines(books, fields['Line'], customer),
	};
}

function undeposited(books: Books): string | undefined {
	return books
		.of('Account')
		.all()
		.find((account) => account['AccountSubType'] === 'UndepositedFunds')?.Id;
}

/** Each line names one invoice or credit memo of the same customer. */
function lines(books: Books, sent: unknown, customer: Customer): PaymentLine[] {
	return ((Array.isArray(sent) ? sent : []) as QuickBooksRecord[]).map((line) => {
		checkNames(line, ['Id', 'LineNum', 'Amount', 'LinkedTxn', 'LineEx', 'Description', 'DetailType']);
		const [link] = (line['LinkedTxn'] ?? []) as Link[];
		const Amount = number('Amount', line['Amount']);
		if (Amount === undefined) throw missing('Amount');
		if (!link) throw missing('LinkedTxn');
		const { TxnId, TxnType } = link;
		const target = targetOf(books, link);
		if (!target) throw invalidReference(TxnType, TxnId);
		if (target.CustomerRef.value !== customer.Id) {
			throw businessRule('The customer of the payment and of the linked transaction must be the same.');
		}
		if (Amount < 0) throw businessRule('The amount applied must be zero or more.');
		return { Amount: cents(Amount), LinkedTxn: [{ TxnId, TxnType }] };
	});
}

function targetOf(books: Books, { TxnId, TxnType }: Link): Sale | undefined {
	if (TxnType !== 'Invoice' && TxnType !== 'CreditMemo') return undefined;
	return books.sales[TxnType].get(TxnId);
}

/** Settles no more than is open; what is over stays unapplied, on the customer's account. */
function apply(books: Books, line: PaymentLine, customerId: string, paymentId: string): PaymentLine {
	const [link] = line.LinkedTxn as [Link];
	const target = targetOf(books, link);
	const Amount = Math.min(line.Amount, target?.Balance ?? 0);
	if (target?.CustomerRef.value !== customerId) throw invalidReference(link.TxnType, link.TxnId);
	moveBalance(books, link.TxnType as 'Invoice', link.TxnId, -Amount, { TxnId: paymentId, TxnType: 'Payment' }, true);
	return { ...line, Amount };
}

function withdraw(books: Books, line: PaymentLine, paymentId: string): void {
	const [link] = line.LinkedTxn as [Link];
	moveBalance(
		books,
		link.TxnType as 'Invoice',
		link.TxnId,
		line.Amount,
		{ TxnId: paymentId, TxnType: 'Payment' },
		false,
	);
}

/** What of the money and the credits is set against nothing. @throws Refused 6000 when more is applied than there is */
function left(total: number, applied: readonly PaymentLine[]): { UnappliedAmt: number } {
	const of = (type: string): number =>
		sum(applied.filter(({ LinkedTxn: [link] }) => link?.TxnType === type).map(({ Amount }) => Amount));
	const UnappliedAmt = sum([total, of('CreditMemo'), -of('Invoice')]);
	if (UnappliedAmt < 0)
		throw businessRule('The amount applied is more than the amount received and the credits used.');
	return { UnappliedAmt };
}

/** Oldest first. */
function openInvoices(books: Books, customerId: string): Sale[] {
	const open = books.salesOf('Invoice', customerId).filter(({ Balance = 0 }) => Balance > 0);
	return open.sort((a, b) => a.TxnDate.localeCompare(b.TxnDate) || Number(a.Id) - Number(b.Id));
}

/** What was set against nothing goes to other open invoices, where the company has that switched on. */
function spread(books: Books, payment: Payment): void {
	let rest = payment.UnappliedAmt;
	const added: PaymentLine[] = [];
	for (const invoice of openInvoices(books, payment.CustomerRef.value)) {
		if (rest <= 0) break;
		const Amount = Math.min(rest, invoice.Balance ?? 0);
		const line = { Amount, LinkedTxn: [{ TxnId: invoice.Id, TxnType: 'Invoice' }] };
		added.push(apply(books, line, payment.CustomerRef.value, payment.Id));
		rest = sum([rest, -Amount]);
	}
	if (added.length) books.payments.put({ ...payment, UnappliedAmt: rest, Line: [...payment.Line, ...added] });
}
