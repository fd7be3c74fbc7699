import { isLive } from '../../shared/billing/alreadyBilled';
import { Decimal } from '../../shared/billing/decimal';
import { formatMoney } from '../../shared/billing/money';
import type { Deal } from '../../shared/model/deal';
import type { Invoice } from '../../shared/model/invoice';
import type { Hold } from '../../shared/model/outcome';
import type { Result } from '../../shared/model/result';
import { ok } from '../../shared/model/result';
import type { AccountingPort } from '../../shared/systems/accounting';
import { belongs, notThisDeals } from '../approvals/guard';
import { nameOf } from '../documents/names';
import { readInvoices } from '../documents/readInvoices';
import type { Decided, Settled } from '../documents/settle';
import { settle } from '../documents/settle';
import { sign } from '../documents/sign';

export interface WithdrawalInput {
	invoiceId: string;
	/** Given, the invoice must be its own. */
	deal: Deal | null;
}

export interface WithdrawalOptions {
	/** Why, for the ledger that keeps it. */
	reason: string;
	preview: boolean;
	stopIfMoreThan: number;
	/** Execution id. */
	run: string;
}

/** Deletes drafts and voids what is posted; what money or credits were set against stays (rules.md section 8). */
export async function voidOrDelete(
	port: AccountingPort,
	inputs: WithdrawalInput[],
	options: WithdrawalOptions,
): Promise<Array<Settled<Invoice>>> {
	const read = await readInvoices(port, inputs);
	const decided = inputs.map((input, index) => decide(input, read[index] as Result<Invoice>, port));
	return await settle(decided, {
		...options,
		traits: port.traits,
		verb: 'void or delete',
		noun: 'invoice',
		write: async (invoices) => {
			await sign(port, paired(inputs, invoices), options.run);
			return (await port.withdrawInvoices(invoices, options.reason)).map((result) =>
				result.ok
					? ok({ document: result.value, outcome: 'updated' as const, reason: options.reason })
					: result,
			);
		},
	});
}

function paired(inputs: WithdrawalInput[], invoices: Invoice[]) {
	const deals = new Map(inputs.map(({ invoiceId, deal }) => [invoiceId, deal]));
	return invoices.map((invoice) => ({ invoice, deal: deals.get(invoice.ledgerId ?? '') ?? null }));
}

function decide(
	{ deal }: WithdrawalInput,
	read: Result<Invoice>,
	{ traits }: AccountingPort,
): Decided<Invoice, Invoice> {
	if (!read.ok) return { do: 'fail', problem: read.problem };
	const invoice = read.value;
	if (deal !== null && !belongs(deal, invoice))
		return { do: 'hold', document: invoice, hold: notThisDeals(deal, invoice) };
	if (!isLive(invoice))
		return { do: 'leave', document: invoice, outcome: 'unchanged', reason: `It is ${invoice.status} already` };
	const hold = paid(invoice, traits.label);
	if (hold !== null) return { do: 'hold', document: invoice, hold };
	const isDraft = invoice.status === 'draft' || invoice.status === 'submitted';
	return {
		do: 'write',
		name: invoice.ledgerId ?? '',
		change: invoice,
		would: 'update',
		document: invoice,
		reason: isDraft ? 'It would be deleted' : 'It would be voided',
	};
}

/** Xero and Sage refuse it; QuickBooks would unlink the payments without a word. */
function paid(invoice: Invoice, ledger: string): Hold | null {
	const settled = new Decimal(invoice.paid).plus(invoice.credited);
	if (settled.isZero()) return null;
	return {
		code: 'has_payments',
		what: `${nameOf(invoice)} cannot be voided: payments or credit notes of ${formatMoney(settled.toNumber(), invoice.currency)} are set against it`,
		todo: `Remove them in ${ledger} first, or make a credit note`,
		by: 'finance',
	};
}
