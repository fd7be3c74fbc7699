import { expect } from '@jest/globals';
import type { Case } from '../suite.mts';
import { problemOf, valueOf } from '../world.mts';

export const sending: readonly Case[] = [
	{
		title: 'one is sent by the ledger, or marked as sent where it cannot mail',
		async run({ port, open, make }) {
			const invoice = await make.approved();
			const sent = valueOf((await port.sendInvoices([{ ledgerId: invoice.ledgerId, to: null }]))[0]);
			expect(sent).toMatchObject({ ledgerId: invoice.ledgerId, sentToCustomer: true, total: invoice.total });
			const read = valueOf((await open().invoicesById([invoice.ledgerId]))[0]);
			expect(read).toMatchObject({ sentToCustomer: true, status: 'sent', key: invoice.key });
		},
	},
	{
		title: 'reading one never marks it as sent',
		async run({ open, make }) {
			const invoice = await make.approved();
			for (let time = 0; time < 3; time++) await open().invoicesById([invoice.ledgerId]);
			await open().invoicePdfs([invoice.ledgerId]);
			expect(valueOf((await open().invoicesById([invoice.ledgerId]))[0])?.sentToCustomer).toBe(false);
		},
	},
	{
		title: 'one that a person sent says so',
		async run({ open, act, make }) {
			const invoice = await make.approved();
			await act('sendInvoice', invoice.ledgerId);
			expect(valueOf((await open().invoicesById([invoice.ledgerId]))[0])?.sentToCustomer).toBe(true);
		},
	},
	{
		title: 'one that is not there is a problem of its own, and its neighbour is sent',
		async run({ port, make, books }) {
			const invoice = await make.approved();
			const results = await port.sendInvoices([
				{ ledgerId: books.unknownId, to: null },
				{ ledgerId: invoice.ledgerId, to: null },
			]);
			expect(problemOf(results[0]).scope).toBe('item');
			expect(valueOf(results[1]).sentToCustomer).toBe(true);
		},
	},
	{
		title: 'a customer without a mail address is a problem of its own in words, where the ledger mails',
		async run({ port, make }) {
			const customer = await make.customer('No Mail Ltd', { email: null });
			const invoice = await make.approved({ customerId: customer.ledgerId });
			const [result] = await port.sendInvoices([{ ledgerId: invoice.ledgerId, to: null }]);
			expect(problemOf(result)).toMatchObject({ scope: 'item', message: expect.stringMatching(/mail|address/i) });
		},
	},
	{
		title: 'a mail that got no answer is not sent a second time',
		async run({ port, make, fault, calls }) {
			const invoice = await make.approved();
			const send = /\/(Email|send)(\?|$)|sales_invoices\/[^/?]+(\?|$)/;
			fault({ kind: 'timeoutAfter', path: send.source, method: 'POST', times: 1 });
			calls.length = 0;
			const [result] = await port.sendInvoices([{ ledgerId: invoice.ledgerId, to: null }]);
			if (result?.ok === false) expect(result.problem.code).toBe('no_answer');
			expect(calls.filter(({ method, path }) => method === 'POST' && send.test(path)).length).toBeLessThanOrEqual(
				1,
			);
		},
	},
	{
		title: 'its PDF comes as a file named by its number',
		async run({ port, make }) {
			const [one, two] = [await make.approved(), await make.approved()];
			const [first, second] = (await port.invoicePdfs([one.ledgerId, two.ledgerId])).map(valueOf);
			for (const [pdf, invoice] of [
				[first, one],
				[second, two],
			] as const) {
				expect(Buffer.from(pdf?.base64 ?? '', 'base64').toString('latin1')).toMatch(/^%PDF-/);
				expect(pdf?.fileName).toContain(String(invoice.number));
				expect(pdf?.fileName).toMatch(/^[^/\\:*?"<>|]+\.pdf$/);
			}
		},
	},
	{
		title: 'the PDF of what is not there is a problem of its own',
		async run({ port, make, books }) {
			const invoice = await make.approved();
			const results = await port.invoicePdfs([books.unknownId, invoice.ledgerId]);
			expect(problemOf(results[0])).toMatchObject({ scope: 'item', code: 'not_found' });
			expect(valueOf(results[1]).base64.length).toBeGreaterThan(10);
		},
	},
];
