import { isLive } from '../../shared/billing/alreadyBilled';
import { formatDate } from '../../shared/billing/dates';
import type { Invoice } from '../../shared/model/invoice';
import type { Hold } from '../../shared/model/outcome';
import type { Result } from '../../shared/model/result';
import { ok } from '../../shared/model/result';
import type { AccountingPort } from '../../shared/systems/accounting';
import { dealMissing, refusal, refusalWhenDone } from '../approvals/guard';
import type { Asked } from '../approvals/guard';
import { nameOf } from '../documents/names';
import { readInvoices } from '../documents/readInvoices';
import type { Decided, Settled } from '../documents/settle';
import { settle } from '../documents/settle';

export interface SendInput extends Asked {
	invoiceId: string;
	/** Null sends to whom the ledger has. */
	to: string | null;
	/** Sends one that was sent before once more. */
	again: boolean;
}

export interface SendOptions {
	preview: boolean;
	stopIfMoreThan: number;
	/** What the ledger does instead of mailing; null where it mails. */
	instead: string | null;
}

type Send = { ledgerId: string; to: string | null };

/** Mails approved invoices by the ledger, each once, under the same conditions as approving (rules.md section 5). */
export async function sendInvoices(
	port: AccountingPort,
	inputs: SendInput[],
	options: SendOptions,
): Promise<Array<Settled<Invoice>>> {
	const read = await readInvoices(port, inputs);
	const decided = inputs.map((input, index) => decide(input, read[index] as Result<Invoice>, port, options));
	return await settle(decided, {
		...options,
		traits: port.traits,
		verb: 'send',
		noun: 'invoice',
		write: async (sends) =>
			(await port.sendInvoices(sends)).map((result) =>
				result.ok
					? ok({ document: result.value, outcome: 'updated' as const, reason: options.instead ?? '' })
					: result,
			),
	});
}

function decide(
	input: SendInput,
	read: Result<Invoice>,
	{ traits }: AccountingPort,
	{ instead }: SendOptions,
): Decided<Invoice, Send> {
	if (!read.ok) return { do: 'fail', problem: read.problem };
	const invoice = read.value;
	const problem = dealMissing(input);
	if (problem !== null) return { do: 'fail', problem };
	if (invoice.sentToCustomer && !input.again) {
		const told = refusalWhenDone(input, invoice);
		if (told !== null) return { do: 'hold', document: invoice, hold: told };
		const on = invoice.sentAt === null ? '' : ` on ${formatDate(invoice.sentAt.slice(0, 10))}`;
		return { do: 'leave', document: invoice, outcome: 'unchanged', reason: `It was sent${on} already` };
	}
	const hold = notPosted(invoice, traits.label) ?? refusal(input, invoice);
	if (hold !== null) return { do: 'hold', document: invoice, hold };
	const ledgerId = invoice.ledgerId ?? '';
	return {
		do: 'write',
		name: ledgerId,
		change: { ledgerId, to: input.to },
		would: 'update',
		document: invoice,
		reason: instead ?? `${traits.label} would mail it to ${input.to ?? invoice.customer.name}`,
	};
}

function notPosted(invoice: Invoice, ledger: string): Hold | null {
	if (isLive(invoice) && invoice.status !== 'draft' && invoice.status !== 'submitted') return null;
	return {
		code: 'not_approved',
		what: isLive(invoice)
			? `${nameOf(invoice)} is not approved yet`
			: `${nameOf(invoice)} was voided or deleted in ${ledger}`,
		todo: isLive(invoice) ? 'Approve it first' : "To bill the deal all the same, answer 'Bill again'",
		by: 'finance',
	};
}
