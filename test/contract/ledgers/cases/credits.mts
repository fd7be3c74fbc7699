import { expect } from '@jest/globals';
import type { Case } from '../suite.mts';
import { attempt, TODAY, valueOf } from '../world.mts';

const year = { customerIds: null, from: '2026-01-01', to: null };

export const credits: readonly Case[] = [
	{
		title: 'one is made, set against its invoice, and read back with its key',
		async run({ port, open, make }) {
			const invoice = await make.approved({}, 100);
			const draft = make.creditDraft(invoice.customer.ledgerId ?? '', 25, {
				invoiceId: invoice.ledgerId,
				reference: 'PO-7',
			});
			const made = valueOf((await port.createCreditNotes([draft], attempt))[0]);
			expect(made).toMatchObject({
				key: draft.key,
				subtotal: 25,
				total: make.gross(25),
				remaining: 0,
				currency: draft.currency,
			});
			const [read] = await open().creditNotes(year);
			expect(read).toMatchObject({
				ledgerId: made.ledgerId,
				key: draft.key,
				reference: 'PO-7',
				status: 'paid',
				customer: { ledgerId: invoice.customer.ledgerId },
				issueDate: TODAY,
				total: make.gross(25),
				remaining: 0,
				lines: [{ amount: 25 }],
			});
			expect(valueOf((await open().invoicesById([invoice.ledgerId]))[0])).toMatchObject({
				credited: make.gross(25),
				paid: 0,
				due: Number((make.gross(100) - make.gross(25)).toFixed(2)),
				key: invoice.key,
			});
		},
	},
	{
		title: 'without an invoice it is credit that is left',
		async run({ port, open, make, books }) {
			const customer = await make.customer();
			const made = valueOf((await port.createCreditNotes([make.creditDraft(customer.ledgerId, 25)], attempt))[0]);
			expect(made).toMatchObject({ status: 'approved', remaining: make.gross(25), allocations: [] });
			expect(await open().unallocatedCredits()).toMatchObject([
				{
					customerId: customer.ledgerId,
					kind: 'credit_note',
					remaining: make.gross(25),
					currency: books.baseCurrency,
				},
			]);
		},
	},
	{
		title: 'one above what is due pays the invoice, and the rest of it is left',
		async run({ port, open, make }) {
			const invoice = await make.approved({}, 10);
			const draft = make.creditDraft(invoice.customer.ledgerId ?? '', 25, { invoiceId: invoice.ledgerId });
			const made = valueOf((await port.createCreditNotes([draft], attempt))[0]);
			const left = Number((make.gross(25) - make.gross(10)).toFixed(2));
			expect(made.remaining).toBe(left);
			expect(valueOf((await open().invoicesById([invoice.ledgerId]))[0])).toMatchObject({
				status: 'paid',
				due: 0,
			});
			expect((await open().unallocatedCredits()).map(({ remaining }) => remaining)).toEqual([left]);
		},
	},
	{
		title: 'one that stands alone is set against an invoice later',
		async run({ port, open, make }) {
			const invoice = await make.approved({}, 100);
			const draft = make.creditDraft(invoice.customer.ledgerId ?? '', 25);
			const note = valueOf((await port.createCreditNotes([draft], attempt))[0]);
			const pair = { note, invoiceId: invoice.ledgerId };
			const set = valueOf((await port.setCreditsAgainst([pair], attempt))[0]);
			expect(set).toMatchObject({ ledgerId: note.ledgerId, key: draft.key, remaining: 0, status: 'paid' });
			expect(set.allocations).toMatchObject([{ invoiceId: invoice.ledgerId, amount: make.gross(25) }]);
			expect(valueOf((await open().invoicesById([invoice.ledgerId]))[0])).toMatchObject({
				credited: make.gross(25),
				paid: 0,
			});
		},
	},
	{
		title: 'a draft of one settles nothing, where the ledger has drafts; else it posts',
		async run({ port, open, make }) {
			const invoice = await make.approved({}, 100);
			const draft = make.creditDraft(invoice.customer.ledgerId ?? '', 25, {
				invoiceId: invoice.ledgerId,
				status: 'draft',
			});
			const made = valueOf((await port.createCreditNotes([draft], attempt))[0]);
			expect(made.status).toBe(port.traits.hasDrafts ? 'draft' : 'paid');
			expect(valueOf((await open().invoicesById([invoice.ledgerId]))[0])?.credited).toBe(
				port.traits.hasDrafts ? 0 : make.gross(25),
			);
		},
	},
	{
		title: 'they are listed by day and customer, and what is not ours has no key',
		async run({ port, open, act, make }) {
			const invoice = await make.approved({}, 100);
			await act('creditInvoice', invoice.ledgerId, { amount: '12' });
			const customer = await make.customer();
			const drafts = ['2026-05-31', '2026-06-01', '2026-06-30'].map((issueDate) =>
				make.creditDraft(customer.ledgerId, 5, { issueDate }),
			);
			(await port.createCreditNotes(drafts, attempt)).forEach(valueOf);
			const june = { customerIds: [customer.ledgerId], from: '2026-06-01', to: '2026-06-30' };
			expect((await open().creditNotes(june)).map(({ issueDate }) => issueDate).sort()).toEqual([
				'2026-06-01',
				'2026-06-30',
			]);
			const byPerson = await open().creditNotes({ ...year, customerIds: [invoice.customer.ledgerId ?? ''] });
			expect(byPerson).toMatchObject([{ key: null, total: 12, remaining: 0 }]);
		},
	},
	{
		title: 'the same request again makes one, and an answer that never came leaves one',
		async run({ warmed, open, make, faultOnMaking, endFaults }) {
			const customer = await make.customer();
			const draft = make.creditDraft(customer.ledgerId, 25);
			const run = await warmed();
			faultOnMaking({ kind: 'timeoutAfter' });
			const [first] = await run.createCreditNotes([draft], attempt);
			expect(endFaults()).toBe(1);
			if (first?.ok === false) expect(first.problem.code).toBe('no_answer');
			await open().createCreditNotes([draft], attempt);
			expect(await open().creditNotes(year)).toHaveLength(1);
		},
	},
	{
		title: 'an invoice does not take its key from a credit note, nor the other way round',
		async run({ port, open, make }) {
			const invoice = await make.approved({}, 100);
			const draft = make.creditDraft(invoice.customer.ledgerId ?? '', 25, {
				key: invoice.key ?? '',
				invoiceId: invoice.ledgerId,
			});
			valueOf((await port.createCreditNotes([draft], attempt))[0]);
			const found = await open().invoicesOfCustomers([invoice.customer.ledgerId ?? ''], '2026-01-01');
			expect(found.map(({ ledgerId, key }) => [ledgerId, key])).toEqual([[invoice.ledgerId, invoice.key]]);
			expect((await open().creditNotes(year)).map(({ key }) => key)).toEqual([invoice.key]);
		},
	},
];
