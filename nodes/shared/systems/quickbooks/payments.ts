import { dateIn } from '../../billing/dates';
import { Decimal } from '../../billing/decimal';
import { parseKey } from '../../billing/key';
import { formatMoney } from '../../billing/money';
import { keyMemo } from '../../billing/keyTexts';
import type { Payment, PaymentDraft } from '../../model/payment';
import type { Problem, Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { PaymentQuery, WriteAttempt } from '../accounting';
import type { Books } from './books';
import { gone } from './changeObjects';
import type { Write } from './client';
import { day, utc } from './dates';
import { currencyRate } from './invoices';
import { datedWithin, ofCustomers, readDocuments } from './invoiceReads';
import { allocationsOf, creditsOf, linksTo } from './linked';
import { transactionLink } from './links';
import { inLists } from './query';
import type { Select } from './query';
import { makeOnce } from './replays';
import type { Company } from './settings';
import { plain, total } from './sums';
import type { WirePayment } from './wire';
import { text } from './wire';

/** Longest reference of a payment; the whole of a longer one stands in the memo (apis/quickbooks.md 7.5). */
const REFERENCE_MAX = 21;

/** Payments newest first; those of invoices are found through the invoices, which name them. */
export async function payments(books: Books, query: PaymentQuery): Promise<{ payments: Payment[]; more: boolean }> {
	const dated = datedWithin(query.from, query.to);
	const selects =
		query.invoiceIds === null
			? ofCustomers('Payment', query.customerIds, dated)
			: await ofInvoices(books, query.invoiceIds, dated);
	if (selects.length === 0) return { payments: [], more: false };
	const wires = await books.client.rows<WirePayment>(
		selects.map((select) => ({ ...select, order: 'TxnDate DESC' })),
		'reading payments',
		query.limit + 1,
	);
	const company = await books.company();
	const wanted = wires.filter(
		({ CustomerRef }) =>
			query.invoiceIds === null ||
			query.customerIds === null ||
			query.customerIds.includes(CustomerRef?.value ?? ''),
	);
	const found = wanted.map((wire) => toPayment(wire, company, books)).sort((a, b) => b.date.localeCompare(a.date));
	return { payments: found.slice(0, query.limit), more: found.length > query.limit };
}

async function ofInvoices(books: Books, invoiceIds: string[], where: string[]): Promise<Select[]> {
	const { invoices } = await readDocuments(books, invoiceIds);
	const lists = inLists(
		'Id',
		invoices.flatMap((invoice) => linksTo(invoice, 'Payment')),
	);
	return lists.map((list) => ({ entity: 'Payment', where: [list, ...where] }));
}

/**
 * A QuickBooks payment as a Payment (section 7.5): one of nothing that carries a credit memo set that credit against
 * invoices; one of nothing else was voided.
 */
export function toPayment(wire: WirePayment, company: Company, { client }: Pick<Books, 'client'>): Payment {
	const credits = plain(total(creditsOf(wire).map(({ amount }) => amount)));
	const money = wire.TotalAmt ?? 0;
	const { id, name, baseCurrency } = company.organisation;
	return {
		ledger: 'quickbooks',
		organisation: { id, name },
		ledgerId: wire.Id ?? null,
		key: parseKey(wire.PrivateNote)?.key ?? null,
		kind: money === 0 && credits > 0 ? 'credit' : 'payment',
		customer: { ledgerId: wire.CustomerRef?.value ?? null, name: wire.CustomerRef?.name ?? '' },
		date: day(wire.TxnDate) ?? '',
		currency: wire.CurrencyRef?.value ?? baseCurrency,
		currencyRate: currencyRate(wire.ExchangeRate),
		amount: money === 0 ? credits : money,
		unallocated: wire.UnappliedAmt ?? 0,
		allocations: allocationsOf(wire).map(({ invoiceId, amount }) => ({ invoiceId, amount })),
		account: wire.DepositToAccountRef?.value ?? null,
		reference: text(wire.PaymentRefNum),
		live: money > 0 || credits > 0,
		url: wire.Id === undefined ? null : transactionLink(client.environment, 'recvpayment', wire.Id),
		updatedAt: utc(wire.MetaData?.LastUpdatedTime),
	};
}

/**
 * Receives money against one invoice each, at most what is due: QuickBooks would take more and set it against other
 * invoices by itself (section 7.5). The memo carries the key, since people read the reference as the payer's.
 */
export async function createPayments(
	books: Books,
	drafts: PaymentDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<Payment>>> {
	if (drafts.length === 0) return [];
	const company = await books.company();
	const { invoices } = await readDocuments(
		books,
		drafts.map(({ invoiceId }) => invoiceId),
	);
	const due = new Map(invoices.map(({ Id = '', Balance = 0 }) => [Id, new Decimal(Balance)]));
	const refusals = drafts.map((draft) => {
		const left = due.get(draft.invoiceId);
		if (left === undefined) return gone('Invoice', draft.invoiceId);
		if (left.lessThan(draft.amount)) return exceedsDue(draft, plain(left));
		due.set(draft.invoiceId, left.minus(draft.amount));
		return null;
	});
	const going = drafts.filter((_, index) => refusals[index] === null);
	const results = await makeOnce<WirePayment, Write>(
		books.client,
		going.map((draft) => ({ entity: 'Payment', operation: 'create', body: wirePayment(draft, company) })),
		{ what: 'payments', keys: going.map(({ key }) => key), attempt },
		async (writes, creating) => await books.client.write<WirePayment>(writes, 'making payments', creating),
		removed(),
	);
	return drafts.map((draft, index): Result<Payment> => {
		const refusal = refusals[index];
		if (refusal) return failed(refusal);
		const result = results[going.indexOf(draft)];
		if (result === undefined) throw new Error(`No answer for the payment ${draft.key}`);
		return result.ok ? ok(toPayment(result.value, company, books)) : result;
	});
}

function removed(): Problem {
	return {
		code: 'removed',
		message: 'The payment of this source was recorded before, and a person has deleted it in QuickBooks since',
		todo: "Record it in QuickBooks again, or use another 'Source ID'",
		scope: 'item',
		system: 'quickbooks',
	};
}

function exceedsDue({ invoiceId, amount, currency }: PaymentDraft, due: number): Problem {
	return {
		code: 'exceeds_due',
		message: `${formatMoney(amount, currency)} is more than the ${formatMoney(due, currency)} due on invoice ${invoiceId}`,
		todo: 'Take what is due, and record the rest as a payment without an invoice in QuickBooks',
		scope: 'item',
		system: 'quickbooks',
	};
}

function wirePayment(draft: PaymentDraft, company: Company): WirePayment {
	const reference = draft.reference?.trim() ?? '';
	const memo = `Payment for ${keyMemo({ key: draft.key, execution: draft.execution, what: 'invoice' })}`;
	return {
		CustomerRef: { value: draft.customerId },
		TxnDate: draft.date,
		TotalAmt: draft.amount,
		DepositToAccountRef: { value: draft.account },
		Line: [{ Amount: draft.amount, LinkedTxn: [{ TxnId: draft.invoiceId, TxnType: 'Invoice' }] }],
		PrivateNote: reference.length > REFERENCE_MAX ? `${memo}\nReference: ${reference}` : memo,
		...(reference === '' ? {} : { PaymentRefNum: reference.slice(0, REFERENCE_MAX) }),
		...(company.multiCurrency ? { CurrencyRef: { value: draft.currency } } : {}),
	};
}

/** Sets credit memos against invoices: a payment of nothing with a line for each side (section 7.5). */
export async function applyCredits(
	books: Books,
	credits: Array<{
		key: string;
		customerId: string;
		creditMemoId: string;
		invoiceId: string;
		amount: number;
		currency: string;
	}>,
	attempt: WriteAttempt,
): Promise<Array<Result<WirePayment>>> {
	if (credits.length === 0) return [];
	const company = await books.company();
	const today = dateIn(company.organisation.timeZone, books.client.now());
	return await books.client.write<WirePayment>(
		credits.map(({ customerId, creditMemoId, invoiceId, amount, currency }) => ({
			entity: 'Payment',
			operation: 'create',
			body: {
				CustomerRef: { value: customerId },
				TxnDate: today,
				TotalAmt: 0,
				Line: [
					{ Amount: amount, LinkedTxn: [{ TxnId: invoiceId, TxnType: 'Invoice' }] },
					{ Amount: amount, LinkedTxn: [{ TxnId: creditMemoId, TxnType: 'CreditMemo' }] },
				],
				...(company.multiCurrency ? { CurrencyRef: { value: currency } } : {}),
			} as WirePayment,
		})),
		'setting credits against invoices',
		{ what: 'applied credits', keys: credits.map(({ key }) => key), attempt },
	);
}
