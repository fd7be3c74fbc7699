import { expect } from '@jest/globals';
import type { Case } from '../suite.mts';
import { attempt, problemOf, TODAY, valueOf } from '../world.mts';

export const quotes: readonly Case[] = [
	{
		title: 'one is made and read back, by id and by customer',
		async run({ port, open, make, books }) {
			const customer = await make.customer();
			const draft = make.quoteDraft(customer.ledgerId, { reference: 'PO-7', expiryDate: '2026-12-31' });
			const made = valueOf((await port.createQuotes([draft], attempt))[0]);
			const expected = {
				key: draft.key,
				reference: 'PO-7',
				status: 'draft',
				customer: { ledgerId: customer.ledgerId },
				issueDate: TODAY,
				expiryDate: '2026-12-31',
				currency: books.baseCurrency,
				subtotal: 100,
				lines: [{ amount: 100 }],
			};
			expect(made).toMatchObject(expected);
			const [read, none] = await open().quotesById([made.ledgerId ?? '', books.unknownId]);
			expect(valueOf(read)).toMatchObject(expected);
			expect(valueOf(none)).toBeNull();
			expect((await open().quotesOfCustomers([customer.ledgerId], '2026-11-01')).map(({ key }) => key)).toEqual([
				draft.key,
			]);
			expect(await open().quotesOfCustomers([customer.ledgerId], '2026-11-25')).toEqual([]);
		},
	},
	{
		title: 'one that was accepted becomes an invoice with our key, and says that it was invoiced',
		async run({ port, open, act, make }) {
			const customer = await make.customer();
			const quote = valueOf((await port.createQuotes([make.quoteDraft(customer.ledgerId)], attempt))[0]);
			await act('acceptQuote', quote.ledgerId);
			expect(valueOf((await open().quotesById([quote.ledgerId ?? '']))[0])?.status).toBe('accepted');
			const draft = make.invoiceDraft(customer.ledgerId, [make.line(100)], { key: quote.key ?? '' });
			const invoice = valueOf(
				(await open().convertQuotes([{ quoteId: quote.ledgerId ?? '', draft }], attempt))[0],
			);
			expect(invoice).toMatchObject({ key: quote.key, subtotal: 100 });
			expect(invoice.kind).toBeUndefined();
			const read = valueOf((await open().quotesById([quote.ledgerId ?? '']))[0]);
			expect(read?.status).toBe('invoiced');
			expect([invoice.ledgerId, null]).toContain(read?.invoiceId);
		},
	},
	{
		title: 'one that was declined becomes none, and its neighbour does',
		async run({ port, open, act, make, books }) {
			const customer = await make.customer();
			const drafts = [make.quoteDraft(customer.ledgerId), make.quoteDraft(customer.ledgerId)];
			const [no, yes] = (await port.createQuotes(drafts, attempt)).map(valueOf);
			await act('declineQuote', no?.ledgerId ?? '');
			await act('acceptQuote', yes?.ledgerId ?? '');
			const conversions = [no?.ledgerId ?? '', books.unknownId, yes?.ledgerId ?? ''].map((quoteId) => ({
				quoteId,
				draft: make.invoiceDraft(customer.ledgerId, [make.line(100)]),
			}));
			const results = await port.convertQuotes(conversions, attempt);
			expect(problemOf(results[0])).toMatchObject({ code: 'quote_not_accepted', scope: 'item' });
			expect(problemOf(results[1])).toMatchObject({ code: 'not_found', scope: 'item' });
			expect(valueOf(results[2]).subtotal).toBe(100);
			expect(await open().invoicesOfCustomers([customer.ledgerId], '2026-01-01')).toHaveLength(1);
		},
	},
	{
		title: 'the same request again makes one, and an answer that never came leaves one',
		async run({ warmed, open, make, faultOnMaking, endFaults }) {
			const customer = await make.customer();
			const draft = make.quoteDraft(customer.ledgerId);
			const run = await warmed();
			faultOnMaking({ kind: 'timeoutAfter' });
			const [first] = await run.createQuotes([draft], attempt);
			expect(endFaults()).toBe(1);
			if (first?.ok === false) expect(first.problem.code).toBe('no_answer');
			await open().createQuotes([draft], attempt);
			expect(await open().quotesOfCustomers([customer.ledgerId], '2026-01-01')).toHaveLength(1);
		},
	},
	{
		title: 'a quote is no invoice: its key does not bill its deal',
		async run({ port, open, make, clock }) {
			const since = new Date(clock.now() - 60_000).toISOString();
			const customer = await make.customer();
			valueOf((await port.createQuotes([make.quoteDraft(customer.ledgerId)], attempt))[0]);
			expect(await open().invoicesOfCustomers([customer.ledgerId], '2026-01-01')).toEqual([]);
			expect(await open().invoicesMadeByUs(since)).toEqual([]);
			expect(await open().openInvoices()).toEqual([]);
		},
	},
];
