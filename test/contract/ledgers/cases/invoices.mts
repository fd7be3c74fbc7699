import { expect } from '@jest/globals';
import type { Case } from '../suite.mts';
import { attempt, problemOf, TODAY, valueOf } from '../world.mts';

export const invoices: readonly Case[] = [
	{
		title: 'one is made as it was asked for, and read back the same',
		async run({ port, open, make, ledger }) {
			const customer = await make.customer('Harbour Lights Ltd');
			const draft = make.invoiceDraft(
				customer.ledgerId,
				[make.line(100), make.line(50.25, { description: 'Care plan' })],
				{
					status: 'approved',
					reference: 'PO-77',
				},
			);
			const made = valueOf((await port.createInvoices([draft], attempt))[0]);
			const expected = {
				ledger: port.traits.system,
				organisation: { id: ledger.organisationId },
				key: draft.key,
				execution: attempt.run,
				reference: 'PO-77',
				customer: { ledgerId: customer.ledgerId, name: 'Harbour Lights Ltd' },
				issueDate: TODAY,
				dueDate: '2026-12-24',
				currency: draft.currency,
				amountsAre: 'exclusive',
				subtotal: 150.25,
				paid: 0,
				credited: 0,
				repeating: false,
				sentToCustomer: false,
				status: 'approved',
			};
			expect(made).toMatchObject(expected);
			const read = valueOf((await open().invoicesById([made.ledgerId ?? '']))[0]);
			expect(read).toMatchObject(expected);
			expect(read?.total).toBe(made.total);
			expect(read?.due).toBe(made.total);
			expect(read?.lines.map(({ description, amount }) => [description, amount])).toEqual([
				['Work as agreed', 100],
				['Care plan', 50.25],
			]);
			expect(read?.url).toMatch(/^https:\/\//);
			expect(read?.updatedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
		},
	},
	{
		title: "numbers come from the ledger's own series, one after another, and never carry our key",
		async run({ make }) {
			const [one, two] = [await make.approved(), await make.approved()];
			const digits = (number: string | null) => Number(/(\d+)$/.exec(number ?? '')?.[1]);
			expect(digits(two.number)).toBe(digits(one.number) + 1);
			expect(`${one.number}${two.number}`).not.toContain('HS7K2Q');
		},
	},
	{
		title: 'without an order number the reference is empty, and the key stands all the same',
		async run({ open, make }) {
			const made = await make.approved({ reference: null });
			const read = valueOf((await open().invoicesById([made.ledgerId]))[0]);
			expect(read).toMatchObject({ reference: null, key: made.key, execution: attempt.run });
		},
	},
	{
		title: 'an order number that has no room beside the key is kept whole',
		async run({ open, make }) {
			const reference = 'PURCHASE-ORDER-2026-0001234567890';
			const made = await make.approved({ reference });
			const read = valueOf((await open().invoicesById([made.ledgerId]))[0]);
			expect(read).toMatchObject({ reference, key: made.key });
		},
	},
	{
		title: 'the longest key there is is carried whole',
		async run({ open, make }) {
			const key = 'HS7K2Q-412345678901-12.34';
			const made = await make.approved({ key, reference: 'PO-1' });
			expect(valueOf((await open().invoicesById([made.ledgerId]))[0])).toMatchObject({ key, reference: 'PO-1' });
		},
	},
	{
		title: 'a key is read whatever people put around it, and a changed order number too',
		async run({ ledger, open, act, make }) {
			const made = await make.approved({ reference: 'PO-1' });
			const { text, reference } = ledger.jotting(made.key ?? '');
			await act('editInvoice', made.ledgerId, { reference: text });
			expect(valueOf((await open().invoicesById([made.ledgerId]))[0])).toMatchObject({
				key: made.key,
				reference,
			});
		},
	},
	{
		title: 'thirty-five go in batches and come back in order; three bad ones harm none',
		async run({ port, open, make, books, calls }) {
			const customer = await make.customer();
			const drafts = Array.from({ length: 35 }, (_, n) =>
				make.invoiceDraft(customer.ledgerId, [make.line(n + 1)]),
			);
			const bad = [4, 17, 34];
			for (const n of bad) drafts[n] = { ...(drafts[n] as (typeof drafts)[0]), customerId: books.unknownId };
			calls.length = 0;
			const results = await port.createInvoices(drafts, attempt);
			expect(results.map((result) => (result.ok ? result.value.subtotal : 'bad'))).toEqual(
				drafts.map((_, n) => (bad.includes(n) ? 'bad' : n + 1)),
			);
			for (const n of bad)
				expect(problemOf(results[n])).toMatchObject({ scope: 'item', details: expect.any(String) });
			const writes = calls.filter(({ write }) => write);
			expect(writes.length).toBeLessThanOrEqual(
				Math.ceil(35 / port.traits.batch) + (port.traits.batch === 1 ? 0 : 2),
			);
			const read = await open().invoicesOfCustomers([customer.ledgerId], '2026-01-01');
			expect(new Set(read.map(({ key }) => key)).size).toBe(32);
			expect(read).toHaveLength(32);
		},
	},
	{
		title: 'the same request again is answered by the same invoice',
		async run({ port, open, make }) {
			const customer = await make.customer();
			const draft = make.invoiceDraft(customer.ledgerId, [make.line(100)]);
			const one = valueOf((await port.createInvoices([draft], attempt))[0]);
			const two = valueOf((await open().createInvoices([draft], attempt))[0]);
			expect(two.ledgerId).toBe(one.ledgerId);
			expect(await open().invoicesOfCustomers([customer.ledgerId], '2026-01-01')).toHaveLength(1);
		},
	},
	{
		title: 'one that a person made has no key, and is found all the same',
		async run({ open, byHand, make }) {
			const customer = await make.customer();
			const theirs = await byHand(customer.ledgerId, 80);
			expect(theirs).toMatchObject({
				key: null,
				execution: null,
				subtotal: 80,
				status: 'approved',
				reference: null,
			});
			const ours = await make.approved({ customerId: customer.ledgerId });
			const found = await open().invoicesOfCustomers([customer.ledgerId], '2026-01-01');
			expect(found.map(({ key }) => key).sort()).toEqual([ours.key, null].sort());
		},
	},
	{
		title: 'a customer that is archived is refused alone',
		async run({ port, act, make }) {
			const [gone, live] = [await make.customer(), await make.customer()];
			await act('archiveContact', gone.ledgerId);
			const drafts = [gone, live].map(({ ledgerId }) => make.invoiceDraft(ledgerId, [make.line(5)]));
			const results = await port.createInvoices(drafts, attempt);
			expect(problemOf(results[0]).scope).toBe('item');
			expect(valueOf(results[1]).subtotal).toBe(5);
		},
	},
	{
		title: 'a customer that is unknown is refused alone',
		async run({ port, make, books }) {
			const live = await make.customer();
			const drafts = [books.unknownId, live.ledgerId].map((id) => make.invoiceDraft(id, [make.line(5)]));
			const results = await port.createInvoices(drafts, attempt);
			expect(problemOf(results[0]).scope).toBe('item');
			expect(valueOf(results[1]).subtotal).toBe(5);
		},
	},
	{
		title: 'a date in a locked period is refused alone, in words that say so',
		async run({ port, make }) {
			const customer = await make.customer();
			const drafts = [
				make.invoiceDraft(customer.ledgerId, [make.line(5)], { issueDate: '2025-12-31', status: 'approved' }),
				make.invoiceDraft(customer.ledgerId, [make.line(5)], { issueDate: '2026-01-01', status: 'approved' }),
			];
			const results = await port.createInvoices(drafts, attempt);
			expect(problemOf(results[0])).toMatchObject({ code: 'locked_period', scope: 'item' });
			expect(valueOf(results[1]).issueDate).toBe('2026-01-01');
		},
	},
	{
		title: 'dates at the ends of months and years stay the days they are',
		async run({ open, make }) {
			const customer = await make.customer();
			for (const [issueDate, dueDate] of [
				['2026-01-31', '2026-02-28'],
				['2026-03-29', '2026-03-31'],
				['2026-10-25', '2026-12-31'],
				['2028-02-29', '2028-03-31'],
			] as const) {
				const made = await make.approved({ customerId: customer.ledgerId, issueDate, dueDate });
				expect(valueOf((await open().invoicesById([made.ledgerId]))[0])).toMatchObject({ issueDate, dueDate });
			}
		},
	},
	{
		title: "a due date that differs from the customer's terms is kept",
		async run({ open, make }) {
			const customer = await make.customer(undefined, { terms: { kind: 'days', days: 30 } });
			const made = await make.approved({ customerId: customer.ledgerId, dueDate: '2026-12-01' });
			expect(valueOf((await open().invoicesById([made.ledgerId]))[0])?.dueDate).toBe('2026-12-01');
		},
	},
];
