import { expect } from '@jest/globals';
import type { PaymentQuery } from '../../../../nodes/shared/systems/accounting';
import type { Case } from '../suite.mts';
import { attempt, problemOf, TODAY, valueOf } from '../world.mts';

const everything: PaymentQuery = { customerIds: null, invoiceIds: null, from: null, to: null, limit: 100 };

export const payments: readonly Case[] = [
	{
		title: 'one is booked on its invoice, and read back with key, reference and account',
		async run({ port, open, make, books }) {
			const invoice = await make.approved({}, 100);
			const draft = make.paymentDraft(invoice, 40, { reference: 'BACS 7' });
			const expected = {
				ledger: port.traits.system,
				key: draft.key,
				kind: 'payment',
				customer: { ledgerId: invoice.customer.ledgerId },
				date: TODAY,
				currency: books.baseCurrency,
				amount: 40,
				unallocated: 0,
				allocations: [{ invoiceId: invoice.ledgerId, amount: 40 }],
				account: books.bankAccount,
				reference: 'BACS 7',
				live: true,
			};
			expect(valueOf((await port.createPayments([draft], attempt))[0])).toMatchObject(expected);
			const { payments: found } = await open().payments({ ...everything, invoiceIds: [invoice.ledgerId] });
			expect(found).toHaveLength(1);
			expect(found[0]).toMatchObject(expected);
			expect(valueOf((await open().invoicesById([invoice.ledgerId]))[0])).toMatchObject({
				status: 'part_paid',
				paid: 40,
			});
		},
	},
	{
		title: 'the rest of it makes the invoice paid, on the day of the payment',
		async run({ port, open, make }) {
			const invoice = await make.approved({}, 100);
			const drafts = [
				make.paymentDraft(invoice, 40, { date: '2026-11-20' }),
				make.paymentDraft(invoice, Number((make.gross(100) - 40).toFixed(2)), { date: '2026-11-23' }),
			];
			(await port.createPayments(drafts, attempt)).forEach(valueOf);
			expect(valueOf((await open().invoicesById([invoice.ledgerId]))[0])).toMatchObject({
				status: 'paid',
				due: 0,
				paidOn: '2026-11-23',
			});
		},
	},
	{
		title: 'one above what is due is refused alone, in words',
		async run({ port, open, make }) {
			const [small, other] = [await make.approved({}, 10), await make.approved({}, 100)];
			const results = await port.createPayments(
				[make.paymentDraft(small, 500), make.paymentDraft(other, 20)],
				attempt,
			);
			expect(problemOf(results[0])).toMatchObject({
				scope: 'item',
				message: expect.stringMatching(/due|outstanding|more/i),
			});
			expect(valueOf(results[1]).amount).toBe(20);
			expect(valueOf((await open().invoicesById([small.ledgerId]))[0])).toMatchObject({ paid: 0 });
		},
	},
	{
		title: 'the same request again books it once',
		async run({ port, open, make }) {
			const invoice = await make.approved({}, 100);
			const draft = make.paymentDraft(invoice, 40);
			const one = valueOf((await port.createPayments([draft], attempt))[0]);
			expect(valueOf((await open().createPayments([draft], attempt))[0]).ledgerId).toBe(one.ledgerId);
			expect(valueOf((await open().invoicesById([invoice.ledgerId]))[0])?.paid).toBe(40);
		},
	},
	{
		title: 'an answer that never came leaves one payment',
		async run({ warmed, open, make, faultOnMaking, endFaults }) {
			const invoice = await make.approved({}, 100);
			const run = await warmed();
			faultOnMaking({ kind: 'timeoutAfter' });
			const [result] = await run.createPayments([make.paymentDraft(invoice, 40)], attempt);
			expect(endFaults()).toBe(1);
			if (result?.ok === false) expect(result.problem.code).toBe('no_answer');
			expect(valueOf((await open().invoicesById([invoice.ledgerId]))[0])?.paid).toBe(40);
			expect((await open().payments(everything)).payments).toHaveLength(1);
		},
	},
	{
		title: "people's payments are told too, newest first, of a customer, a range of days and no more than asked",
		async run({ open, act, make }) {
			const [one, two] = [await make.approved({}, 100), await make.approved({}, 100)];
			await act('payInvoice', one.ledgerId, { amount: '10', date: '2026-11-01' });
			await act('payInvoice', one.ledgerId, { amount: '20', date: '2026-11-10' });
			await act('payInvoice', two.ledgerId, { amount: '30', date: '2026-11-20' });
			const amounts = async (query: Partial<PaymentQuery>) => {
				const { payments: found, more } = await open().payments({ ...everything, ...query });
				return [found.map(({ amount }) => amount), more];
			};
			expect(await amounts({})).toEqual([[30, 20, 10], false]);
			expect(await amounts({ customerIds: [one.customer.ledgerId ?? ''] })).toEqual([[20, 10], false]);
			expect(await amounts({ from: '2026-11-10', to: '2026-11-10' })).toEqual([[20], false]);
			expect(await amounts({ limit: 2 })).toEqual([[30, 20], true]);
			expect(await amounts({ invoiceIds: [two.ledgerId] })).toEqual([[30], false]);
			expect((await open().payments(everything)).payments.map(({ key }) => key)).toEqual([null, null, null]);
		},
	},
	{
		title: 'one that was taken back is no longer live',
		async run({ open, act, make }) {
			const invoice = await make.approved({}, 100);
			await act('payInvoice', invoice.ledgerId, { amount: '10' });
			await act('unpayInvoice', invoice.ledgerId);
			expect((await open().payments(everything)).payments.filter(({ live }) => live)).toEqual([]);
			expect(valueOf((await open().invoicesById([invoice.ledgerId]))[0])).toMatchObject({
				paid: 0,
				due: make.gross(100),
			});
		},
	},
	{
		title: 'money that came before its invoice is told as such, and as credit that is left',
		async run({ open, act, make, books }) {
			const customer = await make.customer('Early Bird Ltd');
			await act('receivePrepayment', customer.ledgerId, { amount: '75.5', date: '2026-11-05' });
			const { payments: found } = await open().payments({ ...everything, customerIds: [customer.ledgerId] });
			expect(found).toMatchObject([
				{ amount: 75.5, unallocated: 75.5, allocations: [], date: '2026-11-05', live: true },
			]);
			expect(['payment', 'prepayment', 'overpayment']).toContain(found[0]?.kind);
			expect(await open().unallocatedCredits()).toMatchObject([
				{
					customerId: customer.ledgerId,
					kind: 'receipt',
					remaining: 75.5,
					currency: books.baseCurrency,
					date: '2026-11-05',
				},
			]);
		},
	},
	{
		title: 'a payment in another currency is in the currency of its invoice',
		async run({ port, open, make, books }) {
			const customer = await make.customer('Fournier', { currency: books.foreign });
			const lines = [make.line(80, { taxCode: books.zero })];
			const invoice = await make.approved({ customerId: customer.ledgerId, currency: books.foreign, lines });
			const paid = valueOf((await port.createPayments([make.paymentDraft(invoice, 30)], attempt))[0]);
			expect(paid).toMatchObject({ currency: books.foreign, amount: 30 });
			expect(valueOf((await open().invoicesById([invoice.ledgerId]))[0])).toMatchObject({ paid: 30, due: 50 });
		},
	},
	{
		title: 'what a credit note settled stands among them as credit: no money moved',
		async run({ open, act, make }) {
			const invoice = await make.approved({}, 100);
			await act('creditInvoice', invoice.ledgerId, { amount: '30' });
			const { payments: found } = await open().payments({ ...everything, invoiceIds: [invoice.ledgerId] });
			expect(found).toMatchObject([
				{ kind: 'credit', amount: 30, allocations: [{ invoiceId: invoice.ledgerId, amount: 30 }] },
			]);
		},
	},
];
