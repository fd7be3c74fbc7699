import { dateIn } from '../../shared/billing/dates';
import { Decimal } from '../../shared/billing/decimal';
import { sourceKey } from '../../shared/billing/key';
import { formatMoney, roundMoney } from '../../shared/billing/money';
import type { Invoice } from '../../shared/model/invoice';
import type { Organisation } from '../../shared/model/organisation';
import type { Hold, HoldCode } from '../../shared/model/outcome';
import type { Payment, PaymentDraft } from '../../shared/model/payment';
import type { Result } from '../../shared/model/result';
import { ok } from '../../shared/model/result';
import type { AccountingPort } from '../../shared/systems/accounting';
import { checkListed } from '../chosenFromList';
import { nameOf } from '../documents/names';
import { readInvoices } from '../documents/readInvoices';
import type { Decided, Settled, Written } from '../documents/settle';
import { settleOnce } from '../documents/settleOnce';

export interface PaymentInput {
	invoiceId: string;
	/** Names what was paid, such as a charge of a payment provider. */
	sourceId: string;
	/** Null is all that is due. */
	amount: number | null;
	/** Null is today. */
	date: string | null;
	reference: string | null;
	deal: null;
}

export interface PaymentOptions {
	/** Code or id of the bank account. */
	account: string;
	preview: boolean;
	stopIfMoreThan: number;
	/** Execution id. */
	run: string;
	/** Milliseconds since the epoch. */
	now: number;
}

/** Records money received against invoices, each source once; never more than is due. */
export async function createPayments(
	port: AccountingPort,
	inputs: PaymentInput[],
	options: PaymentOptions,
): Promise<Array<Settled<Payment>>> {
	await checkListed(port, 'bankAccounts', 'Bank Account', options.account, 'an account that takes payments');
	const organisation = await port.organisation();
	const read = await readInvoices(port, inputs);
	const invoices = read.flatMap((result) => (result.ok ? [result.value] : []));
	const existing = await paymentsOf(port, idsOf(invoices));
	const open = new Map(invoices.map(({ ledgerId, due }) => [ledgerId ?? '', new Decimal(due)]));
	const bySource = new Map<string, { invoiceId: string; decision: Decided<Payment, PaymentDraft> }>();
	const decided = inputs.map((input, index): Decided<Payment, PaymentDraft> => {
		// The same source twice among the items is one payment.
		const known = bySource.get(input.sourceId);
		if (known !== undefined && known.invoiceId === input.invoiceId) return known.decision;
		const decision = decide(input, read[index] as Result<Invoice>, existing, open, organisation, options);
		if (known !== undefined) {
			const document = 'document' in decision ? decision.document : null;
			return { do: 'hold', document, hold: usedFor(input.sourceId, known.invoiceId) };
		}
		bySource.set(input.sourceId, { invoiceId: input.invoiceId, decision });
		if (decision.do === 'write') {
			const { invoiceId, amount } = decision.change;
			open.set(invoiceId, (open.get(invoiceId) ?? new Decimal(0)).minus(amount));
		}
		return decision;
	});
	const asked = { ...options, traits: port.traits, verb: 'record', noun: 'payment' };
	return await settleOnce<PaymentDraft, Payment>(decided, asked, {
		create: async (drafts, attempt) => await port.createPayments(drafts, attempt),
		lookUp: async (drafts) => {
			const ids = [...new Set(drafts.map(({ invoiceId }) => invoiceId))];
			return (await paymentsOf(port, ids)).filter(({ live }) => live);
		},
		compared: taken,
	});
}

/** Enough for any invoice; a limit only bounds a broken answer. */
const MOST = 100_000;

async function paymentsOf(port: AccountingPort, invoiceIds: string[]): Promise<Payment[]> {
	if (invoiceIds.length === 0) return [];
	const { payments } = await port.payments({ customerIds: null, invoiceIds, from: null, to: null, limit: MOST });
	return payments.filter(({ kind }) => kind !== 'credit');
}

function idsOf(invoices: Invoice[]): string[] {
	return [...new Set(invoices.flatMap(({ ledgerId }) => ledgerId ?? []))];
}

function decide(
	input: PaymentInput,
	read: Result<Invoice>,
	existing: Payment[],
	open: Map<string, Decimal>,
	organisation: Organisation,
	options: PaymentOptions,
): Decided<Payment, PaymentDraft> {
	if (!read.ok) return { do: 'fail', problem: read.problem };
	const invoice = read.value;
	const key = sourceKey(organisation.id, input.sourceId);
	const same = existing.filter((payment) => payment.key === key);
	const live = same.find((payment) => payment.live);
	if (live !== undefined) {
		const elsewhere = otherInvoiceOf(live, invoice.ledgerId ?? '');
		if (elsewhere !== null) return { do: 'hold', document: live, hold: usedFor(input.sourceId, elsewhere) };
		return { do: 'leave', document: live, outcome: 'linked', reason: 'It was recorded for this Source ID already' };
	}
	const amount = input.amount ?? open.get(invoice.ledgerId ?? '')?.toNumber() ?? invoice.due;
	const draft: PaymentDraft = {
		key,
		execution: options.run,
		customerId: invoice.customer.ledgerId ?? '',
		invoiceId: invoice.ledgerId ?? '',
		amount,
		currency: invoice.currency,
		date: input.date ?? dateIn(organisation.timeZone, options.now),
		account: options.account,
		reference: input.reference,
	};
	const document = draftDocument(draft, invoice);
	const hold =
		removed(same[0] ?? null) ?? notOpen(invoice) ?? wrongAmount(draft, invoice, open.get(draft.invoiceId) ?? null);
	if (hold !== null) return { do: 'hold', document, hold };
	return { do: 'write', name: key, change: draft, would: 'create', document, reason: '' };
}

/** The invoice that a payment was set against, where it is another one than that; null where it is that, or is not told. */
function otherInvoiceOf({ allocations }: Payment, invoiceId: string): string | null {
	const isIts = allocations.some((one) => one.invoiceId.toLowerCase() === invoiceId.toLowerCase());
	return isIts ? null : (allocations[0]?.invoiceId ?? null);
}

/** One source is one payment of one invoice: its idempotency key would answer a second one with the first. */
function usedFor(sourceId: string, invoiceId: string): Hold {
	return held(
		'source_used',
		`The Source ID ${sourceId} stands for a payment of another invoice (${invoiceId})`,
		"Give what was paid of each invoice a 'Source ID' of its own, such as the charge and the invoice number",
	);
}

/** An old answer of the ledger may tell of a payment that was removed since, or of another invoice's. */
function taken(result: Result<Written<Payment>>, draft: PaymentDraft): Result<Written<Payment>> {
	if (!result.ok) return result;
	const { document } = result.value;
	const elsewhere = otherInvoiceOf(document, draft.invoiceId);
	const hold = document.live ? null : removed(document);
	const told = hold ?? (elsewhere === null ? null : usedFor(draft.key, elsewhere));
	return told === null ? result : ok({ document, outcome: 'held', reason: '', hold: told });
}

function removed(payment: Payment | null): Hold | null {
	if (payment === null) return null;
	return held(
		'cancelled_by_person',
		`The payment of this Source ID was removed in the ledger (${formatMoney(payment.amount, payment.currency)})`,
		'Record it there again, or use another Source ID',
	);
}

function notOpen(invoice: Invoice): Hold | null {
	if (!['draft', 'submitted', 'voided', 'deleted'].includes(invoice.status)) return null;
	const todo =
		invoice.status === 'draft' || invoice.status === 'submitted' ? 'Approve it first' : 'Choose a live invoice';
	return held('not_approved', `${nameOf(invoice)} takes no payment: it is ${invoice.status}`, todo);
}

function wrongAmount(draft: PaymentDraft, invoice: Invoice, open: Decimal | null): Hold | null {
	const { amount, currency } = draft;
	const due = open ?? new Decimal(invoice.due);
	if (due.lte(0))
		return held('not_due', `Nothing is due on ${nameOf(invoice)}`, 'Check that it was not recorded already');
	if (amount <= 0 || roundMoney(amount, currency) !== amount)
		return held(
			'not_due',
			`${amount} is not an amount of ${currency} that can be received`,
			"Set 'Amount' to what was paid",
		);
	if (due.gte(amount)) return null;
	return held(
		'not_due',
		`${formatMoney(amount, currency)} was paid, but ${formatMoney(due.toNumber(), currency)} is due on ${nameOf(invoice)}`,
		'Record what is over as a prepayment of the customer in the ledger',
	);
}

function held(code: HoldCode, what: string, todo: string): Hold {
	return { code, what, todo, by: 'finance' };
}

function draftDocument(draft: PaymentDraft, invoice: Invoice): Payment {
	const { ledger, organisation, customer, currencyRate } = invoice;
	const { key, date, currency, amount, account, reference, invoiceId } = draft;
	return {
		...{
			ledger,
			organisation,
			ledgerId: null,
			key,
			kind: 'payment',
			customer,
			date,
			currency,
			currencyRate,
			amount,
		},
		...{ unallocated: 0, allocations: [{ invoiceId, amount }], account, reference, live: true },
		...{ url: null, updatedAt: null },
	};
}
