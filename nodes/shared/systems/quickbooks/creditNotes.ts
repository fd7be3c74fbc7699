import { Decimal } from '../../billing/decimal';
import { readKeyMemo } from '../../billing/keyTexts';
import type { CreditNote, CreditNoteDraft } from '../../model/creditNote';
import type { Result } from '../../model/result';
import { ok } from '../../model/result';
import type { SalesQuery, UnallocatedCredit, WriteAttempt } from '../accounting';
import type { Books } from './books';
import { day } from './dates';
import type { Mapping } from './invoices';
import { currencyRate, head, isVoided } from './invoices';
import { datedWithin, mappingOf, ofCustomers, readDocuments } from './invoiceReads';
import { makeSales } from './invoiceWrites';
import { allocationsOf, creditsOf } from './linked';
import { transactionLink } from './links';
import { applyCredits } from './payments';
import { ACTIVE_OR_NOT, inLists, literal } from './query';
import { wireSale } from './sale';
import { plain, total } from './sums';
import type { WireCreditMemo, WireCustomer, WireInvoice, WireObject, WirePayment } from './wire';
import { text } from './wire';

const READING = 'reading credits';

/** Credit memos dated within the range, with the invoices that their payments set them against (apis/quickbooks.md 7.6). */
export async function creditNotes(books: Books, query: SalesQuery): Promise<CreditNote[]> {
	const dated = datedWithin(query.from, query.to);
	const wires = await books.client.rows<WireCreditMemo>(ofCustomers('CreditMemo', query.customerIds, dated), READING);
	if (wires.length === 0) return [];
	const used = wires.filter((wire) => remainingOf(wire) < (wire.TotalAmt ?? 0));
	const customers = used.flatMap(({ CustomerRef }) => CustomerRef?.value ?? []);
	const payments =
		used.length === 0
			? []
			: await books.client.rows<WirePayment>(
					ofCustomers('Payment', customers, [`TxnDate >= ${literal(query.from)}`]),
					'reading payments',
				);
	const mapping = await mappingOf(books);
	return wires.map((wire) => toCreditNote(wire, payments, mapping));
}

function toCreditNote(wire: WireCreditMemo, payments: WirePayment[], mapping: Mapping): CreditNote {
	const memo = readKeyMemo(wire.PrivateNote);
	const ours = memo?.what === 'credit note' ? memo : null;
	const remaining = remainingOf(wire);
	return {
		...head(wire, mapping),
		ledgerId: wire.Id ?? null,
		key: ours?.key ?? null,
		execution: ours?.execution ?? null,
		status: isVoided(wire) ? 'voided' : remaining === 0 ? 'paid' : 'approved',
		remaining,
		allocations: payments.flatMap((payment) => allocated(payment, wire.Id ?? '')),
		url: wire.Id === undefined ? null : transactionLink(mapping.client.environment, 'creditmemo', wire.Id),
	};
}

/** What one payment took of a credit memo; where it carried several, its invoices share them in their order. */
function allocated(payment: WirePayment, creditMemoId: string): CreditNote['allocations'] {
	const carried = creditsOf(payment);
	let before = total(
		carried
			.slice(
				0,
				Math.max(
					0,
					carried.findIndex((one) => one.creditMemoId === creditMemoId),
				),
			)
			.map(({ amount }) => amount),
	);
	let mine = total(carried.filter((one) => one.creditMemoId === creditMemoId).map(({ amount }) => amount));
	return allocationsOf(payment).flatMap(({ invoiceId, credit }) => {
		const skipped = Decimal.min(before, credit);
		before = before.minus(skipped);
		const part = Decimal.min(mine, new Decimal(credit).minus(skipped));
		mine = mine.minus(part);
		return part.isZero() ? [] : [{ invoiceId, amount: plain(part), date: day(payment.TxnDate) }];
	});
}

function remainingOf(wire: WireCreditMemo): number {
	return wire.RemainingCredit ?? wire.Balance ?? 0;
}

/**
 * Credit memos with something left, and receipts that are not set against invoices. QuickBooks cannot filter payments by what is
 * left of them; a customer has such a one only where its balance is not what its open documents come to, so only the
 * payments of those are read.
 */
export async function unallocatedCredits(books: Books): Promise<UnallocatedCredit[]> {
	const { client } = books;
	const [open = [], memos = [], below = []] = (await client.select<WireObject>(
		[
			{ entity: 'Invoice', where: [`Balance > '0'`] },
			{ entity: 'CreditMemo', where: [`Balance > '0'`] },
			{ entity: 'Customer', where: [`Balance < '0'`, ACTIVE_OR_NOT] },
		],
		READING,
	)) as [WireInvoice[], WireCreditMemo[], WireCustomer[]];
	const expected = new Map<string, Decimal>();
	const add = (id: string | undefined, amount: Decimal) =>
		expected.set(id ?? '', (expected.get(id ?? '') ?? new Decimal(0)).plus(amount));
	for (const { CustomerRef, Balance = 0 } of open) add(CustomerRef?.value, new Decimal(Balance));
	for (const memo of memos) add(memo.CustomerRef?.value, new Decimal(remainingOf(memo)).negated());
	const asked = [...expected.keys()].filter((id) => below.every(({ Id }) => Id !== id));
	const customers = [...below, ...(await customersOf(books, asked))];
	const differing = customers.filter(
		({ Id, Balance }) => !new Decimal(Balance ?? 0).equals(expected.get(Id ?? '') ?? 0),
	);
	const company = await books.company();
	const base = company.organisation.baseCurrency;
	return [
		...memos.map(
			(memo): UnallocatedCredit => ({
				customerId: memo.CustomerRef?.value ?? '',
				kind: 'credit_note',
				number: text(memo.DocNumber),
				currency: memo.CurrencyRef?.value ?? base,
				currencyRate: currencyRate(memo.ExchangeRate),
				remaining: remainingOf(memo),
				date: day(memo.TxnDate) ?? '',
			}),
		),
		...(await unappliedOf(books, differing)).map(
			(payment): UnallocatedCredit => ({
				customerId: payment.CustomerRef?.value ?? '',
				kind: 'receipt',
				number: text(payment.PaymentRefNum),
				currency: payment.CurrencyRef?.value ?? base,
				currencyRate: currencyRate(payment.ExchangeRate),
				remaining: payment.UnappliedAmt ?? 0,
				date: day(payment.TxnDate) ?? '',
			}),
		),
	];
}

async function customersOf({ client }: Books, ids: string[]): Promise<WireCustomer[]> {
	const selects = inLists('Id', ids).map((list) => ({ entity: 'Customer', where: [list, ACTIVE_OR_NOT] }));
	return selects.length === 0 ? [] : await client.rows<WireCustomer>(selects, 'reading customers');
}

async function unappliedOf({ client }: Books, customers: WireCustomer[]): Promise<WirePayment[]> {
	const selects = ofCustomers(
		'Payment',
		customers.flatMap(({ Id }) => Id ?? []),
		[],
	);
	const payments = selects.length === 0 ? [] : await client.rows<WirePayment>(selects, 'reading payments');
	return payments.filter(({ UnappliedAmt }) => (UnappliedAmt ?? 0) > 0);
}

/**
 * Makes credit memos, which post at once, and sets each against its invoice as far as both reach. A company that applies credits by
 * itself may have done so already, so what is left of both is read first.
 */
export async function createCreditNotes(
	books: Books,
	drafts: CreditNoteDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<CreditNote>>> {
	const mapping = await mappingOf(books);
	const results = await makeSales(books, drafts, attempt, {
		doing: 'making credit memos',
		what: 'credits',
		entityOf: () => 'CreditMemo',
		body: (draft) => wireSale(draft, 'credit note', mapping.company, mapping.items),
	});
	const made = drafts.flatMap((draft, index) => {
		const result = results[index];
		return result?.ok && draft.invoiceId !== null
			? [{ draft, invoiceId: draft.invoiceId, memo: result.value }]
			: [];
	});
	const { invoices } = await readDocuments(
		books,
		made.map(({ invoiceId }) => invoiceId),
	);
	const applying = made.flatMap(({ draft, invoiceId, memo }) => {
		const owed = invoices.find(({ Id }) => Id === invoiceId)?.Balance ?? 0;
		const amount = Math.min(owed, remainingOf(memo));
		return amount > 0
			? [
					{
						draft,
						memo,
						key: draft.key,
						customerId: draft.customerId,
						creditMemoId: memo.Id ?? '',
						invoiceId,
						amount,
						currency: draft.currency,
					},
				]
			: [];
	});
	const applied = await applyCredits(books, applying, attempt);
	const settled = applied.flatMap((result) => (result.ok ? [result.value] : []));
	return results.map((result, index): Result<CreditNote> => {
		if (!result.ok) return result;
		const place = applying.findIndex(({ draft }) => draft === drafts[index]);
		const outcome = applied[place];
		const note = toCreditNote(result.value, settled, { ...mapping, referenceField: drafts[index]?.referenceField });
		const left = new Decimal(note.remaining).minus(outcome?.ok ? (applying[place]?.amount ?? 0) : 0);
		const reason =
			outcome?.ok === false
				? `It was made, but not set against the invoice: ${outcome.problem.message}`
				: undefined;
		return ok({
			...note,
			remaining: plain(left),
			status: left.isZero() ? 'paid' : note.status,
			...(reason === undefined ? {} : { reason }),
		});
	});
}

/** Sets credit memos that stand against invoices, as far as both reach. */
export async function setCreditsAgainst(
	books: Books,
	pairs: Array<{ note: CreditNote; invoiceId: string }>,
	attempt: WriteAttempt,
): Promise<Array<Result<CreditNote>>> {
	const { invoices } = await readDocuments(
		books,
		pairs.map(({ invoiceId }) => invoiceId),
	);
	const applying = pairs.flatMap(({ note, invoiceId }) => {
		const amount = Math.min(invoices.find(({ Id }) => Id === invoiceId)?.Balance ?? 0, note.remaining);
		const { customer, currency, ledgerId, key } = note;
		const ids = { customerId: customer.ledgerId ?? '', creditMemoId: ledgerId ?? '', invoiceId };
		return amount > 0 ? [{ note, key: key ?? ledgerId ?? '', ...ids, amount, currency }] : [];
	});
	const applied = await applyCredits(books, applying, attempt);
	return pairs.map(({ note }): Result<CreditNote> => {
		const place = applying.findIndex((one) => one.note === note);
		const outcome = applied[place];
		const one = applying[place];
		if (outcome === undefined || one === undefined) return ok(note);
		if (!outcome.ok) return outcome;
		const remaining = plain(new Decimal(note.remaining).minus(one.amount));
		const allocation = { invoiceId: one.invoiceId, amount: one.amount, date: day(outcome.value.TxnDate) };
		return ok({
			...note,
			remaining,
			status: remaining === 0 ? 'paid' : note.status,
			allocations: [...note.allocations, allocation],
		});
	});
}
