import { expect } from '@jest/globals';
import type { InvoiceQuery } from '../../../../nodes/shared/systems/accounting';
import type { Case } from '../suite.mts';
import { attempt, valueOf } from '../world.mts';
import type { World } from '../world.mts';

const everything: InvoiceQuery = {
	madeByExecution: null,
	customerId: null,
	statuses: [],
	dateFrom: null,
	dateTo: null,
	text: null,
	limit: 100,
};

async function status(world: World, id: string): Promise<string | undefined> {
	return valueOf((await world.open().invoicesById([id]))[0])?.status;
}

export const reads: readonly Case[] = [
	{
		title: 'by id in order, null for what does not exist',
		async run({ open, make, books }) {
			const customerId = (await make.customer()).ledgerId;
			const [one, two] = [await make.approved({ customerId }), await make.approved({ customerId })];
			const ids = [two.ledgerId, books.unknownId, one.ledgerId, 'no id at all', two.ledgerId];
			const read = await open().invoicesById(ids);
			expect(read.map((result) => valueOf(result)?.key ?? null)).toEqual([two.key, null, one.key, null, two.key]);
		},
	},
	{
		title: 'a hundred and ten by id come whole, with their lines',
		async run({ port, open, make }) {
			const customer = await make.customer();
			const drafts = Array.from({ length: 110 }, (_, n) =>
				make.invoiceDraft(customer.ledgerId, [make.line(n + 1)]),
			);
			const ids = (await port.createInvoices(drafts, attempt)).map((result) => valueOf(result).ledgerId ?? '');
			const read = (await open().invoicesById(ids)).map(valueOf);
			expect(read.map((invoice) => invoice?.key)).toEqual(drafts.map(({ key }) => key));
			expect(read.every((invoice) => invoice?.lines.length === 1)).toBe(true);
		},
	},
	{
		title: "a customer's invoices since a day, in every status, and nobody else's",
		async run({ open, make }) {
			const [ours, other] = [(await make.customer()).ledgerId, (await make.customer()).ledgerId];
			const before = await make.approved({ customerId: ours, issueDate: '2026-08-31' });
			const first = await make.approved({ customerId: ours, issueDate: '2026-09-01' });
			const waiting = await make.waiting({ customerId: ours });
			const dead = await make.approved({ customerId: ours });
			await make.approved({ customerId: other });
			await open().withdrawInvoices([dead]);
			const read = await open().invoicesOfCustomers([ours], '2026-09-01');
			const keys = read.map(({ key }) => key);
			expect(keys).toEqual(expect.arrayContaining([first.key, waiting.key]));
			expect(keys).not.toContain(before.key);
			expect(
				read.filter(({ key, status: is }) => key === dead.key && is !== 'voided' && is !== 'deleted'),
			).toEqual([]);
			expect(read.every(({ customer }) => customer.ledgerId === ours)).toBe(true);
			expect(read.filter(({ key }) => key === first.key)[0]?.lines).toHaveLength(1);
		},
	},
	{
		title: 'past many pages none is missed or told twice',
		async run({ port, open, make }) {
			const customer = await make.customer();
			const drafts = Array.from({ length: 1_120 }, (_, n) =>
				make.invoiceDraft(customer.ledgerId, [make.line(n + 1)]),
			);
			(await port.createInvoices(drafts, attempt)).forEach(valueOf);
			const read = await open().invoicesOfCustomers([customer.ledgerId], '2026-01-01');
			expect(read).toHaveLength(1_120);
			expect(new Set(read.map(({ key }) => key)).size).toBe(1_120);
		},
	},
	{
		title: 'of a hundred customers at once',
		async run({ port, open, make }) {
			const many = (
				await port.createCustomers(
					Array.from({ length: 100 }, (_, n) => make.customerDraft(`Company ${n}`)),
					attempt,
				)
			).map((result) => valueOf(result).ledgerId ?? '');
			const drafts = many.map((id) => make.invoiceDraft(id, [make.line(10)]));
			(await port.createInvoices(drafts, attempt)).forEach(valueOf);
			const read = await open().invoicesOfCustomers(many, '2026-11-01');
			expect(read.map(({ key }) => key).sort()).toEqual(drafts.map(({ key }) => key).sort());
		},
	},
	{
		title: 'the second net holds what we made, whoever its customer is called by now',
		async run({ open, act, make, clock }) {
			const since = new Date(clock.now()).toISOString();
			const made = await make.approved();
			await act('editContact', made.customer.ledgerId, { name: 'Renamed Meanwhile' });
			expect((await open().invoicesMadeByUs(since)).map(({ key }) => key)).toEqual([made.key]);
			expect((await open().invoicesChangedSince(since)).map(({ key }) => key)).toEqual([made.key]);
		},
	},
	{
		title: 'what we made long before is not in the second net of today',
		async run({ open, make, clock }) {
			await make.approved();
			clock.advance(3 * 86_400_000);
			const since = new Date(clock.now()).toISOString();
			const made = await make.approved();
			expect((await open().invoicesMadeByUs(since)).map(({ key }) => key)).toEqual([made.key]);
			expect((await open().invoicesChangedSince(since)).map(({ key }) => key)).toEqual([made.key]);
		},
	},
	{
		title: 'a person finds them by day, customer, status and run, and is told that more remain',
		async run({ open, make }) {
			const ours = (await make.customer()).ledgerId;
			const old = await make.approved({ customerId: ours, issueDate: '2026-03-01', dueDate: '2026-12-01' });
			const ofRun = await make.approved({ customerId: ours, execution: '77' });
			const other = await make.approved();
			const find = async (query: Partial<InvoiceQuery>) => {
				const { invoices, more } = await open().findInvoices({ ...everything, ...query });
				return [invoices.map(({ key }) => key), more] as const;
			};
			const [all] = await find({});
			expect([...all].sort()).toEqual([old.key, ofRun.key, other.key].sort());
			expect(await find({ dateFrom: '2026-11-01', customerId: ours })).toEqual([[ofRun.key], false]);
			expect(await find({ dateTo: '2026-10-31' })).toEqual([[old.key], false]);
			expect(await find({ madeByExecution: '77' })).toEqual([[ofRun.key], false]);
			expect(await find({ customerId: ours, limit: 1 })).toEqual([[ofRun.key], true]);
			expect(await find({ statuses: ['voided'] })).toEqual([[], false]);
			expect((await find({ statuses: ['approved'], customerId: ours }))[0]).toHaveLength(2);
		},
	},
	{
		title: 'each status is told in one word: approved, part paid, paid, overdue, voided',
		async run(world) {
			const { make, act } = world;
			const invoice = await make.approved({ dueDate: '2026-12-24' }, 100);
			expect(await status(world, invoice.ledgerId)).toBe('approved');
			await act('payInvoice', invoice.ledgerId, { amount: '40' });
			expect(await status(world, invoice.ledgerId)).toBe('part_paid');
			await act('payInvoice', invoice.ledgerId);
			expect(await status(world, invoice.ledgerId)).toBe('paid');
			const late = await make.approved({ issueDate: '2026-10-01', dueDate: '2026-10-31' });
			expect(await status(world, late.ledgerId)).toBe('overdue');
			const dead = await make.approved();
			await world.open().withdrawInvoices([dead]);
			expect(['voided', 'deleted', undefined]).toContain(await status(world, dead.ledgerId));
		},
	},
	{
		title: "a day is a day of the organisation's own calendar: due today is not overdue, wherever the server stands",
		async run(world) {
			const { make, clock, books } = world;
			const day = (ms: number) => new Intl.DateTimeFormat('en-CA', { timeZone: books.timeZone }).format(ms);
			const due = await make.approved({ dueDate: day(clock.now()) });
			// To the last minute of that day there, then to the first of the next.
			while (day(clock.now() + 60_000) === day(clock.now())) clock.advance(60_000);
			expect(await status(world, due.ledgerId)).toBe('approved');
			clock.advance(120_000);
			expect(await status(world, due.ledgerId)).toBe('overdue');
		},
	},
	{
		title: 'paid, credited and due are told, with the day it was paid',
		async run({ open, act, make }) {
			const invoice = await make.approved({}, 100);
			await act('creditInvoice', invoice.ledgerId, { amount: '30' });
			await act('payInvoice', invoice.ledgerId, { amount: String(make.gross(100) - 30), date: '2026-11-26' });
			expect(valueOf((await open().invoicesById([invoice.ledgerId]))[0])).toMatchObject({
				status: 'paid',
				credited: 30,
				paid: make.gross(100) - 30,
				due: 0,
				paidOn: '2026-11-26',
			});
		},
	},
];
