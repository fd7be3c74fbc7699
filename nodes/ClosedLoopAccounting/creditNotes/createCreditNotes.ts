import { isLive } from '../../shared/billing/alreadyBilled';
import { partCreditLines, wholeCreditLines } from '../../shared/billing/creditLines';
import { dateIn } from '../../shared/billing/dates';
import { Decimal } from '../../shared/billing/decimal';
import { sourceKey } from '../../shared/billing/key';
import { formatMoney, sameMoney } from '../../shared/billing/money';
import type { CreditNote, CreditNoteDraft } from '../../shared/model/creditNote';
import type { Invoice, InvoiceDraftLine } from '../../shared/model/invoice';
import type { Organisation } from '../../shared/model/organisation';
import type { Hold, HoldCode } from '../../shared/model/outcome';
import type { Problem, Result } from '../../shared/model/result';
import { ok } from '../../shared/model/result';
import type { AccountingPort } from '../../shared/systems/accounting';
import { attempted } from '../attempt';
import { nameOf } from '../documents/names';
import { readInvoices } from '../documents/readInvoices';
import type { Decided, Settled, Written } from '../documents/settle';
import { settleOnce } from '../documents/settleOnce';

export interface CreditInput {
	invoiceId: string;
	/** Names what is credited; null for a whole invoice, whose own key does. */
	sourceId: string | null;
	/** Before tax, or with tax where the invoice's prices include it; null credits the whole invoice. */
	amount: number | null;
	deal: null;
	/** What a changed deal takes back, in place of an amount: its lines, under the key of the deal's next part. */
	change?: { key: string; lines: InvoiceDraftLine[] };
}

export interface CreditOptions {
	status: 'draft' | 'approved';
	/** Sets it against the invoice once it is approved. */
	setAgainst: boolean;
	preview: boolean;
	stopIfMoreThan: number;
	/** Execution id. */
	run: string;
	/** Milliseconds since the epoch. */
	now: number;
}

/** Credits invoices, each source once; never more than what is left of the invoice. */
export async function createCreditNotes(
	port: AccountingPort,
	inputs: CreditInput[],
	options: CreditOptions,
): Promise<Array<Settled<CreditNote>>> {
	const organisation = await port.organisation();
	const read = await readInvoices(port, inputs);
	const invoices = read.flatMap((result) => (result.ok ? [result.value] : []));
	const customers = [...new Set(invoices.flatMap(({ customer }) => customer.ledgerId ?? []))];
	const since = invoices.map(({ issueDate }) => issueDate).sort()[0] ?? '';
	const existing = await notesOf(port, customers, since);
	const taken = new Map<string, Taken>();
	const decided = inputs.map((input, index): Decided<CreditNote, CreditNoteDraft> => {
		const decision = decide(input, read[index] as Result<Invoice>, existing, taken, {
			port,
			organisation,
			options,
		});
		if (decision.do !== 'write') return decision;
		// The same source twice among the items is one credit note.
		const { key, net } = decision.change;
		const known = taken.get(key);
		if (known !== undefined && known.invoiceId !== input.invoiceId)
			return { do: 'hold', document: decision.document, hold: usedFor(known.invoiceId) };
		taken.set(key, { invoiceId: input.invoiceId, net });
		return decision;
	});
	const asked = { ...options, traits: port.traits, verb: 'make', noun: 'credit note' };
	const settled = await settleOnce<CreditNoteDraft, CreditNote>(decided, asked, {
		create: async (drafts, attempt) => await port.createCreditNotes(drafts, attempt),
		lookUp: async (drafts) => {
			const ids = [...new Set(drafts.map(({ customerId }) => customerId))];
			return (await notesOf(port, ids, since)).filter(isLive);
		},
		compared,
	});
	return options.preview ? settled : await setWhatWasCut(port, inputs, settled, invoices, options);
}

/** A run may have been cut between making a note and setting it against its invoice. */
async function setWhatWasCut(
	port: AccountingPort,
	inputs: CreditInput[],
	settled: Array<Settled<CreditNote>>,
	invoices: Invoice[],
	options: CreditOptions,
): Promise<Array<Settled<CreditNote>>> {
	const pairs = settled.flatMap((one, index) => {
		if ('problem' in one || one.document === null || one.document.outcome !== 'linked') return [];
		const invoice = invoices.find(({ ledgerId }) => ledgerId === inputs[index]?.invoiceId);
		const isOpen = invoice !== undefined && isNotSet(one.document, invoice, options);
		return isOpen ? [{ one, note: one.document, invoiceId: inputs[index]?.invoiceId ?? '' }] : [];
	});
	if (pairs.length === 0) return settled;
	const attempt = { fresh: 0, run: options.run };
	const set = await attempted(
		port.setCreditsAgainst(
			pairs.map(({ note, invoiceId }) => ({ note, invoiceId })),
			attempt,
		),
	);
	return settled.map((one) => {
		const place = pairs.findIndex((pair) => pair.one === one);
		const result = set.ok ? set.value[place] : set;
		if (place < 0 || result?.ok !== true || !('document' in one)) return one;
		return {
			...one,
			document: { ...result.value, outcome: 'linked', reason: 'It was set against its invoice now' },
		};
	});
}

async function notesOf(port: AccountingPort, customerIds: string[], from: string): Promise<CreditNote[]> {
	return customerIds.length === 0 ? [] : await port.creditNotes({ customerIds, from, to: null });
}

/** What this run credits already, by key. */
interface Taken {
	invoiceId: string;
	net: number;
}

interface Books {
	port: AccountingPort;
	organisation: Organisation;
	options: CreditOptions;
}

function decide(
	input: CreditInput,
	read: Result<Invoice>,
	existing: CreditNote[],
	taken: Map<string, Taken>,
	{ port, organisation, options }: Books,
): Decided<CreditNote, CreditNoteDraft> {
	if (!read.ok) return { do: 'fail', problem: read.problem };
	const invoice = read.value;
	if (input.amount !== null && input.sourceId === null) return { do: 'fail', problem: sourceMissing() };
	const key = keyOf(input, invoice, organisation);
	const same = existing.filter((note) => note.key === key);
	const live = same.find(isLive);
	if (live !== undefined) {
		const elsewhere = otherInvoiceOf(live, invoice.ledgerId ?? '');
		if (elsewhere !== null) return { do: 'hold', document: live, hold: usedFor(elsewhere) };
		const reason = `It was credited for this source already${notSet(live, invoice, options)}`;
		return { do: 'leave', document: live, outcome: 'linked', reason };
	}
	const lines =
		input.change?.lines ??
		(input.amount === null
			? wholeCreditLines(invoice.lines, invoice.currency)
			: partCreditLines(invoice.lines, input.amount, invoice.currency));
	const net = lines.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0)).toNumber();
	const status = port.traits.hasDrafts ? options.status : 'approved';
	const draft: CreditNoteDraft = {
		key,
		execution: options.run,
		sourceUrl: null,
		customerId: invoice.customer.ledgerId ?? '',
		status,
		issueDate: dateIn(organisation.timeZone, options.now),
		reference: invoice.number,
		currency: invoice.currency,
		amountsAre: invoice.amountsAre,
		lines,
		net,
		brandingTheme: null,
		referenceField: null,
		invoiceId: status === 'approved' && options.setAgainst ? invoice.ledgerId : null,
	};
	const document = draftDocument(draft, invoice, input.amount === null && input.change === undefined);
	const hold =
		removed(same[0] ?? null) ?? notPosted(invoice) ?? tooBig(net + inThisRun(taken, key, input.invoiceId), invoice);
	if (hold !== null) return { do: 'hold', document, hold };
	return { do: 'write', name: key, change: draft, would: 'create', document, reason: '' };
}

function keyOf({ sourceId, change }: CreditInput, invoice: Invoice, organisation: Organisation): string {
	if (change !== undefined) return change.key;
	if (sourceId !== null) return sourceKey(organisation.id, sourceId);
	return invoice.key ?? sourceKey(organisation.id, invoice.ledgerId ?? '');
}

/** Net that other sources of this run credit of the same invoice. */
function inThisRun(taken: Map<string, Taken>, key: string, invoiceId: string): number {
	const others = [...taken].filter(([other, one]) => other !== key && one.invoiceId === invoiceId);
	return others.reduce((sum, [, { net }]) => sum.plus(net), new Decimal(0)).toNumber();
}

/** The invoice that a note was set against, where it is another one alone. */
function otherInvoiceOf({ allocations }: CreditNote, invoiceId: string): string | null {
	const isIts = allocations.some((one) => one.invoiceId.toLowerCase() === invoiceId.toLowerCase());
	return isIts ? null : (allocations[0]?.invoiceId ?? null);
}

function usedFor(invoiceId: string): Hold {
	return held(
		'source_used',
		`This 'Source ID' stands for a credit of another invoice (${invoiceId})`,
		"Give what is credited of each invoice a 'Source ID' of its own, such as the return and the invoice number",
	);
}

/** Whether a note that should settle its invoice does not. */
function isNotSet(note: CreditNote, invoice: Invoice, { status, setAgainst }: CreditOptions): boolean {
	const wanted = status === 'approved' && setAgainst && note.status !== 'draft';
	return wanted && note.remaining !== 0 && invoice.due !== 0 && note.allocations.length === 0;
}

function notSet(note: CreditNote, invoice: Invoice, options: CreditOptions): string {
	if (!isNotSet(note, invoice, options)) return '';
	return `, but ${nameOf(note)} is not set against ${nameOf(invoice)}: do that in the ledger`;
}

function sourceMissing(): Problem {
	return {
		code: 'field_unreadable',
		message: "'Source ID' is empty, so a second run could not tell that this amount was credited already",
		todo: "Set 'Source ID' to what the credit stands for, such as a return or a refund",
		scope: 'item',
	};
}

function removed(note: CreditNote | null): Hold | null {
	if (note === null) return null;
	return held(
		'cancelled_by_person',
		`The credit note ${nameOf(note)} of this source is ${note.status} in the ledger`,
		"Make it there, or use another 'Source ID'",
	);
}

function notPosted(invoice: Invoice): Hold | null {
	if (!['draft', 'submitted', 'voided', 'deleted'].includes(invoice.status)) return null;
	const open = invoice.status === 'draft' || invoice.status === 'submitted';
	const todo = open ? 'Change or delete the draft instead' : 'There is nothing to credit';
	return held('not_approved', `${nameOf(invoice)} is ${invoice.status} and cannot be credited`, todo);
}

/** A net within the invoice's whose share of the total fits what was not credited yet. */
function tooBig(net: number, invoice: Invoice): Hold | null {
	const { currency, credited, total } = invoice;
	const whole = invoice.lines.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));
	const share = whole.isZero() ? new Decimal(0) : new Decimal(net).times(total).div(whole);
	const left = new Decimal(total).minus(credited);
	// Tax is rounded by line: a minor unit more or less is no objection.
	if (net > 0 && share.lte(left.plus('0.05'))) return null;
	return held(
		'credit_too_big',
		net > 0
			? `A credit of ${formatMoney(net, currency)} is more than what is left of ${nameOf(invoice)}: ${formatMoney(left.toNumber(), currency)}`
			: `There is nothing to credit on ${nameOf(invoice)}`,
		"Set 'Amount' to what is to be credited",
	);
}

function held(code: HoldCode, what: string, todo: string): Hold {
	return { code, what, todo, by: 'finance' };
}

/** What the ledger computed otherwise is said. */
function compared(result: Result<Written<CreditNote>>, draft: CreditNoteDraft): Result<Written<CreditNote>> {
	if (!result.ok || result.value.outcome !== 'created') return result;
	const { document, reason } = result.value;
	const net = document.amountsAre === 'inclusive' ? document.total : document.subtotal;
	if (sameMoney(net, draft.net, draft.currency)) return result;
	const told = `${formatMoney(draft.net, draft.currency)} was asked for, ${formatMoney(net, draft.currency)} stands`;
	return ok({ ...result.value, reason: [reason, document.reason, told].filter(Boolean).join('; ') });
}

/** The credit note as it would stand; its tax is the invoice's where it is credited whole. */
function draftDocument(draft: CreditNoteDraft, invoice: Invoice, whole: boolean): CreditNote {
	const { key, execution, reference, status, issueDate, currency, amountsAre } = draft;
	const tax = whole ? invoice.tax : 0;
	const total = whole ? invoice.total : draft.net;
	return {
		ledger: invoice.ledger,
		organisation: invoice.organisation,
		ledgerId: null,
		key,
		execution,
		number: null,
		reference,
		status,
		customer: invoice.customer,
		issueDate,
		currency,
		currencyRate: invoice.currencyRate,
		amountsAre,
		lines: draft.lines.map(({ description, quantity, unitPrice, itemCode, account, taxCode, amount }) => ({
			...{ ledgerLineId: null, description, quantity, unitPrice, discountPercent: null, discountAmount: null },
			...{ itemCode, account, taxCode, tax: 0, amount },
		})),
		subtotal: whole ? invoice.subtotal : draft.net,
		tax,
		total,
		remaining: total,
		allocations: [],
		url: null,
		updatedAt: null,
	};
}
