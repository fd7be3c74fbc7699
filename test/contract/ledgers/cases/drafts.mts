import { expect } from '@jest/globals';
import type { Case } from '../suite.mts';
import { problemOf, valueOf } from '../world.mts';

export const drafts: readonly Case[] = [
	{
		title: 'what waits for a person posts nothing: a draft, or an estimate where the ledger has no drafts',
		async run({ port, open, make }) {
			const made = await make.waiting({ reference: 'PO-5' }, 100);
			const read = valueOf((await open().invoicesById([made.ledgerId]))[0]);
			expect(read).toMatchObject({
				status: 'draft',
				key: made.key,
				reference: 'PO-5',
				subtotal: 100,
				execution: '1042',
			});
			expect(read?.kind).toBe(port.traits.hasDrafts ? undefined : 'estimate');
			expect(await open().openInvoices()).toEqual([]);
		},
	},
	{
		title: 'one that nobody touched takes new content whole',
		async run({ open, make }) {
			const made = await make.waiting({ reference: 'PO-5' }, 100, 20);
			const draft = make.invoiceDraft(
				made.customer.ledgerId ?? '',
				[make.line(70, { description: 'Other work' })],
				{
					key: made.key ?? '',
					execution: '2000',
					reference: 'PO-6',
					dueDate: '2027-01-31',
					...(made.kind === 'estimate' ? { createAs: 'estimate' as const } : {}),
				},
			);
			const updated = valueOf((await open().updateInvoices([{ ledgerId: made.ledgerId, draft }]))[0]);
			const read = valueOf((await open().invoicesById([made.ledgerId]))[0]);
			for (const one of [updated, read]) {
				expect(one).toMatchObject({
					ledgerId: made.ledgerId,
					key: made.key,
					execution: '2000',
					reference: 'PO-6',
					subtotal: 70,
				});
				expect(one?.lines.map(({ description }) => description)).toEqual(['Other work']);
			}
		},
	},
	{
		title: 'approving one leaves its content as it stands',
		async run({ port, open, make }) {
			const made = await make.waiting({ reference: 'PO-5' }, 100, 20);
			const approved = valueOf(
				(await port.advanceInvoices([{ ledgerId: made.ledgerId, status: 'approved' }]))[0],
			);
			expect(approved).toMatchObject({ status: 'approved', key: made.key, reference: 'PO-5', subtotal: 120 });
			const read = valueOf((await open().invoicesById([approved.ledgerId ?? '']))[0]);
			expect(read).toMatchObject({ status: 'approved', subtotal: 120, total: made.total });
			expect(read?.lines.map(({ amount }) => amount)).toEqual([100, 20]);
			expect((await open().openInvoices()).map(({ key }) => key)).toEqual([made.key]);
		},
	},
	{
		title: 'approving one gives it the dates of that day, where they are given',
		async run({ port, open, make }) {
			const made = await make.waiting({}, 100);
			const dates = { issueDate: '2026-11-25', dueDate: '2026-12-25' };
			const approved = valueOf(
				(await port.advanceInvoices([{ ledgerId: made.ledgerId, status: 'approved', dates }]))[0],
			);
			expect(valueOf((await open().invoicesById([approved.ledgerId ?? '']))[0])).toMatchObject(dates);
		},
	},
	{
		title: 'one that waits can be submitted, where the ledger knows that; else it is approved by a person there',
		async run({ port, open, act, make }) {
			const made = await make.waiting({}, 100);
			if (port.traits.hasSubmitted) {
				const submitted = valueOf(
					(await port.advanceInvoices([{ ledgerId: made.ledgerId, status: 'submitted' }]))[0],
				);
				expect(submitted.status).toBe('submitted');
				return;
			}
			if (port.traits.hasDrafts) await act('approveInvoice', made.ledgerId);
			else await act('convertEstimate', made.ledgerId);
			const [live] = (await open().invoicesOfCustomers([made.customer.ledgerId ?? ''], '2026-01-01')).filter(
				({ status, kind }) => kind !== 'estimate' && status === 'approved',
			);
			expect(live).toMatchObject({ key: made.key, subtotal: 100 });
		},
	},
	{
		title: 'approving what is not there is a problem of its own',
		async run({ port, make, books }) {
			const made = await make.waiting({}, 100);
			const results = await port.advanceInvoices([
				{ ledgerId: books.unknownId, status: 'approved' },
				{ ledgerId: made.ledgerId, status: 'approved' },
			]);
			expect(problemOf(results[0]).scope).toBe('item');
			expect(valueOf(results[1]).status).toBe('approved');
		},
	},
	{
		title: 'withdrawing deletes what waits and voids what is approved',
		async run({ port, open, make }) {
			const customerId = (await make.customer()).ledgerId;
			const [waiting, approved] = [await make.waiting({ customerId }), await make.approved({ customerId })];
			const results = (await port.withdrawInvoices([waiting, approved], 'Billed twice')).map(valueOf);
			for (const result of results) expect(['voided', 'deleted']).toContain(result.status);
			const live = (await open().invoicesOfCustomers([customerId], '2026-01-01')).filter(
				({ status }) => status !== 'voided' && status !== 'deleted',
			);
			expect(live).toEqual([]);
			expect(await open().openInvoices()).toEqual([]);
		},
	},
	{
		title: 'what is dead already counts as withdrawn',
		async run({ open, make }) {
			const invoice = await make.approved();
			valueOf((await open().withdrawInvoices([invoice]))[0]);
			expect(['voided', 'deleted']).toContain(valueOf((await open().withdrawInvoices([invoice]))[0]).status);
		},
	},
	{
		title: 'what has payments is not withdrawn, and its neighbour is',
		async run({ port, act, make }) {
			const [paid, free] = [await make.approved(), await make.approved()];
			await act('payInvoice', paid.ledgerId, { amount: '40' });
			const [one] = await port.invoicesById([paid.ledgerId]);
			const read = valueOf(one);
			if (read === null) throw new Error('not there');
			const results = await port.withdrawInvoices([read, free]);
			expect(problemOf(results[0])).toMatchObject({ code: 'has_payments', scope: 'item' });
			expect(['voided', 'deleted']).toContain(valueOf(results[1]).status);
		},
	},
	{
		title: 'a version that a person has changed meanwhile is withdrawn as it now is, never written over',
		async run({ port, open, act, make }) {
			const stale = await make.approved();
			await act('editInvoice', stale.ledgerId, { price: '250' });
			const result = (await port.withdrawInvoices([stale]))[0];
			const read = valueOf((await open().invoicesById([stale.ledgerId]))[0]);
			if (result?.ok) expect(['voided', 'deleted', undefined]).toContain(read?.status);
			else expect(read).toMatchObject({ subtotal: 250 });
		},
	},
	{
		title: 'approving after a person has edited approves what they left',
		async run({ port, open, act, make }) {
			const made = await make.waiting({}, 100);
			const before = port;
			await before.invoicesById([made.ledgerId]);
			await act('editInvoice', made.ledgerId, { price: '130' });
			const approved = valueOf(
				(await before.advanceInvoices([{ ledgerId: made.ledgerId, status: 'approved' }]))[0],
			);
			expect(valueOf((await open().invoicesById([approved.ledgerId ?? '']))[0])).toMatchObject({
				status: 'approved',
				subtotal: 130,
			});
		},
	},
	{
		title: 'an invoice that a person made takes our key and shows nothing else changed, paid or not',
		async run({ open, act, make, byHand }) {
			const made = await byHand((await make.customer()).ledgerId, 100);
			const mark = {
				ledgerId: made.ledgerId,
				key: 'HS7K2Q-41999999999',
				execution: '7',
				sourceUrl: 'https://app.hubspot.com/x',
			};
			await act('payInvoice', made.ledgerId, { amount: '10' });
			const before = valueOf((await open().invoicesById([made.ledgerId]))[0]);
			expect(valueOf((await open().markInvoices([mark]))[0])).toMatchObject({ key: mark.key, execution: '7' });
			const { key, execution, updatedAt, ...rest } =
				valueOf((await open().invoicesById([made.ledgerId]))[0]) ?? {};
			expect([key, execution]).toEqual([mark.key, '7']);
			expect(updatedAt).toBeDefined();
			expect(before).toMatchObject(rest);
		},
	},
];
