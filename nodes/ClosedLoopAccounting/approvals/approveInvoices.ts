import { isLive } from '../../shared/billing/alreadyBilled';
import { approvalDates } from '../../shared/billing/approvalDates';
import { dateIn, formatDate } from '../../shared/billing/dates';
import { parseTerms } from '../../shared/billing/terms';
import { invoiceStatusWords } from '../../shared/billing/words';
import type { Customer, PaymentTerms } from '../../shared/model/customer';
import type { Deal } from '../../shared/model/deal';
import type { Invoice } from '../../shared/model/invoice';
import type { Organisation } from '../../shared/model/organisation';
import type { Result } from '../../shared/model/result';
import { ok } from '../../shared/model/result';
import type { AccountingPort, InvoiceAdvance } from '../../shared/systems/accounting';
import { nameOf } from '../documents/names';
import { readInvoices } from '../documents/readInvoices';
import type { Decided, Settled } from '../documents/settle';
import { settle } from '../documents/settle';
import { sign } from '../documents/sign';
import type { Asked } from './guard';
import { dealMissing, refusal, refusalWhenDone } from './guard';

export interface ApprovalInput extends Asked {
	invoiceId: string;
}

export interface ApprovalOptions {
	dateOnApproval: 'today' | 'keep';
	preview: boolean;
	stopIfMoreThan: number;
	/** Execution id. */
	run: string;
	/** Milliseconds since the epoch. */
	now: number;
}

/**
 * Approves drafts (on QuickBooks: converts estimates) whose deals are still won and as they were billed, and whose checks are
 * done. What was approved meanwhile, here or in the ledger, is only told (rules.md section 5, "Approval").
 */
export async function approveInvoices(
	port: AccountingPort,
	inputs: ApprovalInput[],
	options: ApprovalOptions,
): Promise<Array<Settled<Invoice>>> {
	const read = await readInvoices(port, inputs);
	const refused = inputs.map((input, index) => refusedBefore(input, read[index] as Result<Invoice>));
	const going = read.flatMap((result, index) => (result.ok && refused[index] === null ? [result.value] : []));
	const [organisation, customers] = await termsOf(port, going, options);
	const decided = inputs.map((input, index): Decided<Invoice, InvoiceAdvance> => {
		const early = refused[index];
		if (early !== null && early !== undefined) return early;
		const { value: invoice } = read[index] as { value: Invoice };
		const customer = customers.get(invoice.customer.ledgerId ?? '') ?? null;
		return approval(input, invoice, organisation, customer, options);
	});
	return await settle(decided, {
		...options,
		traits: port.traits,
		verb: 'approve',
		noun: 'invoice',
		write: async (changes) => {
			// That it is approved is no edit; that its dates move would be one.
			const moved = new Set(changes.flatMap(({ ledgerId, dates }) => (dates === undefined ? [] : [ledgerId])));
			const changing = inputs.flatMap(({ deal }, index) => {
				const result = read[index];
				return result?.ok && moved.has(result.value.ledgerId ?? '') ? [{ invoice: result.value, deal }] : [];
			});
			await sign(port, changing, options.run);
			return (await port.advanceInvoices(changes)).map((result) =>
				result.ok ? ok({ document: result.value, outcome: 'updated' as const, reason: '' }) : result,
			);
		},
	});
}

/** Null for a draft that goes on. */
function refusedBefore(input: ApprovalInput, read: Result<Invoice>): Decided<Invoice, InvoiceAdvance> | null {
	if (!read.ok) return { do: 'fail', problem: read.problem };
	const invoice = read.value;
	if (!isLive(invoice)) {
		const what = `${nameOf(invoice)} is ${invoiceStatusWords[invoice.status].toLowerCase()}`;
		const todo = "To bill the deal all the same, answer 'Bill again'";
		return { do: 'hold', document: invoice, hold: { code: 'cancelled_by_person', what, todo, by: 'finance' } };
	}
	if (invoice.status !== 'draft' && invoice.status !== 'submitted') {
		const hold = refusalWhenDone(input, invoice);
		if (hold !== null) return { do: 'hold', document: invoice, hold };
		return { do: 'leave', document: invoice, outcome: 'unchanged', reason: 'It is approved already' };
	}
	const problem = dealMissing(input);
	if (problem !== null) return { do: 'fail', problem };
	const hold = refusal(input, invoice);
	return hold === null ? null : { do: 'hold', document: invoice, hold };
}

/** What the due dates may follow; read only where a date may move. */
async function termsOf(
	port: AccountingPort,
	invoices: Invoice[],
	{ dateOnApproval, now }: ApprovalOptions,
): Promise<[Organisation | null, Map<string, Customer>]> {
	if (invoices.length === 0 || dateOnApproval === 'keep') return [null, new Map()];
	const organisation = await port.organisation();
	const today = dateIn(organisation.timeZone, now);
	const moving = invoices.filter(({ issueDate }) => issueDate < today);
	const ids = [...new Set(moving.flatMap(({ customer }) => customer.ledgerId ?? []))];
	const found = ids.length === 0 ? [] : await port.customersById(ids);
	const customers = found.flatMap((result, index) =>
		result.ok && result.value !== null ? [[ids[index] ?? '', result.value] as const] : [],
	);
	return [organisation, new Map(customers)];
}

function approval(
	input: ApprovalInput,
	invoice: Invoice,
	organisation: Organisation | null,
	customer: Customer | null,
	{ now }: ApprovalOptions,
): Decided<Invoice, InvoiceAdvance> {
	const ledgerId = invoice.ledgerId ?? '';
	const dates =
		organisation === null
			? null
			: approvalDates({
					invoice,
					today: dateIn(organisation.timeZone, now),
					terms: termsInOrder(input.deal, customer, organisation),
					written: input.deal === null ? input.asked : writtenDates(input.deal),
				});
	return {
		do: 'write',
		name: ledgerId,
		change: { ledgerId, status: 'approved', ...(dates === null ? {} : { dates }) },
		would: 'update',
		document: dates === null ? invoice : { ...invoice, ...dates },
		reason: `It would be approved${dates === null ? '' : `, dated ${formatDate(dates.issueDate)} and due ${formatDate(dates.dueDate)}`}`,
	};
}

function termsInOrder(deal: Deal | null, customer: Customer | null, organisation: Organisation): PaymentTerms[] {
	const said = [deal?.paymentTerms, deal?.company?.paymentTerms].map(parseTerms);
	return [said[0], customer?.terms, said[1], organisation.terms].flatMap((terms) => terms ?? []);
}

function writtenDates({ billing }: Deal): Pick<Invoice, 'issueDate' | 'dueDate'> | null {
	return billing.issueDate === null ? null : { issueDate: billing.issueDate, dueDate: billing.dueDate };
}
