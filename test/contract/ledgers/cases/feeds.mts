import { expect } from '@jest/globals';
import type { Case } from '../suite.mts';
import { attempt, valueOf } from '../world.mts';
import type { World } from '../world.mts';

const now = ({ clock }: World) => new Date(clock.now()).toISOString();

export const feeds: readonly Case[] = [
	{
		title: "what changed since then is told whole, ours or a person's, and where the next look may start",
		async run(world) {
			const { open, act, make, clock } = world;
			const untouched = await make.approved();
			const edited = await make.approved();
			const paid = await make.approved();
			clock.advance(3_600_000);
			const since = now(world);
			await act('editInvoice', edited.ledgerId, { price: '250' });
			await act('payInvoice', paid.ledgerId, { amount: '20' });
			const made = await make.approved();
			const { invoices, until } = await open().changes(since);
			expect(invoices.map(({ key }) => key).sort()).toEqual([edited.key, paid.key, made.key].sort());
			expect(invoices.map(({ key }) => key)).not.toContain(untouched.key);
			expect(invoices.find(({ key }) => key === edited.key)).toMatchObject({
				subtotal: 250,
				lines: [{ unitPrice: 250 }],
			});
			expect(invoices.find(({ key }) => key === paid.key)).toMatchObject({ paid: 20, status: 'part_paid' });
			expect(until >= since && until <= now(world)).toBe(true);
		},
	},
	{
		title: 'the next look from there tells only what came after',
		async run(world) {
			const { open, act, make, clock } = world;
			const invoice = await make.approved();
			clock.advance(5_000);
			const { until } = await open().changes(new Date(clock.now() - 60_000).toISOString());
			clock.advance(5_000);
			expect((await open().changes(new Date(Date.parse(until) + 1_000).toISOString())).invoices).toEqual([]);
			await act('editInvoice', invoice.ledgerId, { price: '11' });
			expect((await open().changes(until)).invoices.map(({ key }) => key)).toContain(invoice.key);
		},
	},
	{
		title: 'a payment that was taken back is a change',
		async run(world) {
			const { open, act, make, clock } = world;
			const invoice = await make.approved({}, 100);
			await act('payInvoice', invoice.ledgerId);
			clock.advance(3_600_000);
			const since = now(world);
			await act('unpayInvoice', invoice.ledgerId);
			const { invoices } = await open().changes(since);
			expect(invoices.find(({ key }) => key === invoice.key)).toMatchObject({ paid: 0, due: make.gross(100) });
		},
	},
	{
		title: 'a void is a change',
		async run(world) {
			const { open, act, make, clock } = world;
			const invoice = await make.approved();
			clock.advance(3_600_000);
			const since = now(world);
			await act('voidInvoice', invoice.ledgerId);
			const { invoices } = await open().changes(since);
			expect(invoices.find(({ ledgerId }) => ledgerId === invoice.ledgerId)?.status).toBe('voided');
		},
	},
	{
		title: 'a deletion by a person is told, whole or by id',
		async run(world) {
			const { open, act, make, clock } = world;
			const waiting = await make.waiting();
			clock.advance(3_600_000);
			const since = now(world);
			await act('deleteDraft', waiting.ledgerId);
			const { invoices, deleted } = await open().changes(since);
			const told = invoices.find(({ ledgerId }) => ledgerId === waiting.ledgerId)?.status ?? null;
			expect(told === 'deleted' || deleted.includes(waiting.ledgerId)).toBe(true);
		},
	},
	{
		title: 'what waits for a person counts among the changes',
		async run(world) {
			const { open, make } = world;
			const since = now(world);
			const waiting = await make.waiting();
			const { invoices } = await open().changes(since);
			expect(invoices.map(({ ledgerId }) => ledgerId)).toContain(waiting.ledgerId);
		},
	},
	{
		title: 'more changes than one answer holds are told all, each once',
		async run(world) {
			const { port, open, make } = world;
			const since = now(world);
			const customer = await make.customer();
			const drafts = Array.from({ length: 1_060 }, () =>
				make.invoiceDraft(customer.ledgerId, [make.line(3)], { status: 'approved' }),
			);
			(await port.createInvoices(drafts, attempt)).forEach(valueOf);
			const { invoices } = await open().changes(since);
			expect(invoices).toHaveLength(1_060);
			expect(new Set(invoices.map(({ key }) => key)).size).toBe(1_060);
		},
	},
	{
		title: 'nothing changed is told as nothing',
		async run(world) {
			const { open, make, clock } = world;
			await make.approved();
			clock.advance(3_600_000);
			expect(await open().changes(now(world))).toMatchObject({
				invoices: [],
				deleted: [],
				until: expect.any(String),
			});
		},
	},
	{
		title: 'open invoices are those approved and not paid in full, with what came in on them',
		async run({ open, act, make }) {
			await make.waiting();
			const [open1, part, paid, dead] = [
				await make.approved({}, 10),
				await make.approved({}, 20),
				await make.approved({}, 30),
				await make.approved({}, 40),
			];
			await act('payInvoice', part.ledgerId, { amount: '5', date: '2026-11-25' });
			await act('payInvoice', paid.ledgerId);
			await act('voidInvoice', dead.ledgerId);
			const found = await open().openInvoices();
			expect(found.map(({ key }) => key).sort()).toEqual([open1.key, part.key].sort());
			expect(found.find(({ key }) => key === part.key)).toMatchObject({
				due: Number((make.gross(20) - 5).toFixed(2)),
				paid: 5,
				payments: [{ date: '2026-11-25', amount: 5 }],
			});
		},
	},
	{
		title: 'settled ones are those with nothing left to pay that changed since a day',
		async run({ open, act, make, clock }) {
			const customerId = (await make.customer()).ledgerId;
			const before = await make.approved({ customerId }, 10);
			await act('payInvoice', before.ledgerId, { date: '2026-11-24' });
			clock.advance(10 * 86_400_000);
			const paid = await make.approved({ customerId }, 20);
			await act('payInvoice', paid.ledgerId, { amount: '4' });
			await act('payInvoice', paid.ledgerId);
			const credited = await make.approved({}, 30);
			await act('creditInvoice', credited.ledgerId);
			await make.approved({ customerId }, 40);
			const keysOf = async (customerIds: string[] | null, since: string) =>
				(await open().settledInvoices({ customerIds, since })).map(({ key }) => key).sort();
			expect(await keysOf(null, '2026-12-01')).toEqual([paid.key, credited.key].sort());
			expect(await keysOf([customerId], '2026-12-01')).toEqual([paid.key]);
			expect(await keysOf([customerId], '2026-11-01')).toEqual([before.key, paid.key].sort());
			const [one] = await open().settledInvoices({ customerIds: [customerId], since: '2026-12-01' });
			expect(one?.payments?.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(make.gross(20), 2);
			expect(one?.lines).toHaveLength(1);
		},
	},
	{
		title: 'invoices of a range of days, without what is dead',
		async run({ open, make }) {
			const customerId = (await make.customer()).ledgerId;
			const early = await make.approved({ customerId, issueDate: '2026-10-31' });
			const first = await make.approved({ customerId, issueDate: '2026-11-01' });
			const last = await make.approved({ customerId, issueDate: '2026-11-30' });
			const late = await make.approved({ customerId, issueDate: '2026-12-01' });
			const dead = await make.approved({ customerId, issueDate: '2026-11-10' });
			const others = await make.approved({ issueDate: '2026-11-10' });
			await open().withdrawInvoices([dead]);
			const keysOf = async (customerIds: string[] | null, from: string, to: string | null) =>
				(await open().salesInvoices({ customerIds, from, to })).map(({ key }) => key).sort();
			expect(await keysOf([customerId], '2026-11-01', '2026-11-30')).toEqual([first.key, last.key].sort());
			expect(await keysOf(null, '2026-11-01', '2026-11-30')).toEqual([first.key, last.key, others.key].sort());
			expect(await keysOf([customerId], '2026-10-01', null)).toEqual(
				[early.key, first.key, last.key, late.key].sort(),
			);
		},
	},
];
