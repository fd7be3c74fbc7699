import { expect } from '@jest/globals';
import type { AccountingPort } from '../../../../nodes/shared/systems/accounting';
import { SystemError } from '../../../../nodes/shared/transport/systemError';
import type { FaultKind } from '../../../../sandbox/core/types.mts';
import type { Case } from '../suite.mts';
import { attempt, problemOf, valueOf } from '../world.mts';
import type { World } from '../world.mts';

/** One invoice is asked for while that happens to the write: at most one stands, and the answer does not say otherwise. */
async function onceUnder(world: World, kind: FaultKind, more: { status?: number } = {}): Promise<number> {
	const { make, open, warmed, faultOnMaking, endFaults } = world;
	const customer = await make.customer();
	const draft = make.invoiceDraft(customer.ledgerId, [make.line(100)]);
	const run = await warmed();
	faultOnMaking({ kind, ...more });
	const [result] = await run.createInvoices([draft], attempt);
	expect(endFaults()).toBe(1);
	const found = await open().invoicesOfCustomers([customer.ledgerId], '2026-01-01');
	expect(found.length).toBeLessThanOrEqual(1);
	if (result?.ok) expect(found.map(({ key }) => key)).toEqual([draft.key]);
	else expect(problemOf(result).todo).toMatch(/\w/);
	return found.length;
}

/** Every reading method, so that none answers an empty list for a broken one. */
const READS: Record<string, (port: AccountingPort, id: string) => Promise<unknown>> = {
	currencies: async (port) => await port.currencies(),
	accounts: async (port) => await port.accounts(),
	taxRates: async (port) => await port.taxRates(),
	items: async (port) => await port.items(),
	customerCandidates: async (port) =>
		await port.customerCandidates([
			{ number: null, name: 'Harbour', email: null, domain: null, taxNumber: null, currency: null },
		]),
	findCustomers: async (port) => await port.findCustomers({ text: 'x', limit: 5 }),
	customersChangedSince: async (port) => await port.customersChangedSince('2026-11-20T00:00:00Z'),
	invoicesOfCustomers: async (port, id) => await port.invoicesOfCustomers([id], '2026-01-01'),
	invoicesMadeByUs: async (port) => await port.invoicesMadeByUs('2026-11-01T00:00:00Z'),
	invoicesChangedSince: async (port) => await port.invoicesChangedSince('2026-11-01T00:00:00Z'),
	changes: async (port) => await port.changes('2026-11-20T00:00:00Z'),
	openInvoices: async (port) => await port.openInvoices(),
	settledInvoices: async (port) => await port.settledInvoices({ customerIds: null, since: '2026-01-01' }),
	salesInvoices: async (port) => await port.salesInvoices({ customerIds: null, from: '2026-01-01', to: null }),
	payments: async (port) =>
		await port.payments({ customerIds: null, invoiceIds: null, from: null, to: null, limit: 5 }),
	creditNotes: async (port) => await port.creditNotes({ customerIds: null, from: '2026-01-01', to: null }),
	unallocatedCredits: async (port) => await port.unallocatedCredits(),
	quotesOfCustomers: async (port, id) => await port.quotesOfCustomers([id], '2026-01-01'),
};

/** Names of the reads that answered although every call failed. */
async function silentReads(world: World, kind: FaultKind, status?: number): Promise<string[]> {
	const id = (await world.make.customer()).ledgerId;
	const ports = await Promise.all(
		Object.keys(READS).map(async () => {
			const port = world.open();
			await port.organisation();
			return port;
		}),
	);
	world.fault({ kind, ...(status === undefined ? {} : { status }) });
	const silent: string[] = [];
	for (const [name, read] of Object.entries(READS)) {
		const port = ports.shift() as AccountingPort;
		const answer = await read(port, id).then(
			() => true,
			(error: unknown) => (error instanceof SystemError ? false : Promise.reject(error)),
		);
		// What was read together with the organisation stands already.
		if (answer && !['currencies', 'accounts', 'taxRates'].includes(name)) silent.push(name);
	}
	return silent;
}

export const failures: readonly Case[] = [
	{
		title: 'books without records answer empty lists, not errors',
		async run({ open, make }) {
			const id = (await make.customer()).ledgerId;
			const port = open();
			expect(await port.openInvoices()).toEqual([]);
			expect(await port.invoicesOfCustomers([id], '2026-01-01')).toEqual([]);
			expect(
				await port.payments({ customerIds: null, invoiceIds: null, from: null, to: null, limit: 5 }),
			).toEqual({
				payments: [],
				more: false,
			});
			expect(await port.creditNotes({ customerIds: null, from: '2026-01-01', to: null })).toEqual([]);
			expect(await port.quotesOfCustomers([id], '2026-01-01')).toEqual([]);
			expect(await port.unallocatedCredits()).toEqual([]);
			expect((await port.changes('2026-11-24T00:00:00Z')).invoices).toEqual([]);
		},
	},
	{
		title: 'no list is empty because the server failed (500)',
		run: async (world) => expect(await silentReads(world, 'status', 500)).toEqual([]),
	},
	{
		title: 'no list is empty because an address was not found (404)',
		run: async (world) => expect(await silentReads(world, 'status', 404)).toEqual([]),
	},
	{
		title: 'no list is empty because the answer could not be read',
		run: async (world) => expect(await silentReads(world, 'malformed')).toEqual([]),
	},
	{
		title: 'no list is empty because the connection broke',
		run: async (world) => expect(await silentReads(world, 'resetBefore')).toEqual([]),
	},
	{
		title: 'an answer that never came, the invoice made: one stands',
		run: async (world) => expect(await onceUnder(world, 'timeoutAfter')).toBe(1),
	},
	{
		title: 'an answer that never came, the invoice not made: one stands after the repeat',
		run: async (world) => expect(await onceUnder(world, 'timeoutBefore')).toBe(1),
	},
	{
		title: 'a connection that broke after the invoice was made: one stands',
		run: async (world) => expect(await onceUnder(world, 'resetAfter')).toBe(1),
	},
	{
		title: 'an answer that could not be read, the invoice made: one stands',
		run: async (world) => expect(await onceUnder(world, 'malformed')).toBe(1),
	},
	{
		title: 'a server that is down for a moment (503) is asked again',
		run: async (world) => expect(await onceUnder(world, 'status', { status: 503 })).toBe(1),
	},
	{
		title: 'too many calls (429) are waited for',
		run: async (world) => expect(await onceUnder(world, 'status', { status: 429 })).toBe(1),
	},
	{
		title: 'no answer at all leaves it unknown: it is said so, and the next run finds out',
		async run({ make, open, warmed, faultOnMaking, endFaults }) {
			const customer = await make.customer();
			const draft = make.invoiceDraft(customer.ledgerId, [make.line(100)]);
			const run = await warmed();
			faultOnMaking({ kind: 'timeoutAfter', times: 50 });
			const [result] = await run.createInvoices([draft], attempt);
			endFaults();
			expect(problemOf(result)).toMatchObject({ code: 'no_answer', scope: 'item' });
			expect(await open().invoicesOfCustomers([customer.ledgerId], '2026-01-01')).toHaveLength(1);
		},
	},
	{
		title: 'a refusal that was received does not stand in the way of the next try',
		async run({ make, open, warmed, faultOnMaking, endFaults }) {
			const customer = await make.customer();
			const draft = make.invoiceDraft(customer.ledgerId, [make.line(100)]);
			const run = await warmed();
			faultOnMaking({ kind: 'status', status: 500 });
			const [first] = await run.createInvoices([draft], attempt);
			expect(endFaults()).toBe(1);
			const second = first?.ok ? first : (await open().createInvoices([draft], { fresh: 1, run: '1042' }))[0];
			expect(valueOf(second).key).toBe(draft.key);
			expect(await open().invoicesOfCustomers([customer.ledgerId], '2026-01-01')).toHaveLength(1);
		},
	},
	{
		title: 'an answer that never came while a customer is made leaves one of them',
		async run({ make, open, warmed, faultOnMaking, endFaults }) {
			const run = await warmed();
			faultOnMaking({ kind: 'timeoutAfter' });
			const [result] = await run.createCustomers([make.customerDraft('Harbour Lights Ltd')], attempt);
			expect(endFaults()).toBe(1);
			if (result?.ok === false) expect(result.problem.code).toBe('no_answer');
			const found = await open().customerCandidates([make.wanted({ name: 'Harbour Lights Ltd' })]);
			expect(found.filter(({ name }) => name === 'Harbour Lights Ltd')).toHaveLength(1);
		},
	},
	{
		title: 'a sign-in that is refused stops the run, says what to do, and shows no token',
		async run({ make, open, ledger, system, fault }) {
			const customer = await make.customer();
			const port = open();
			await port.organisation();
			fault({ kind: 'expiredToken' });
			const failed = await port.invoicesOfCustomers([customer.ledgerId], '2026-01-01').then(
				() => null,
				(error: unknown) => error as SystemError,
			);
			expect(failed?.problem).toMatchObject({
				code: 'sign_in',
				scope: 'run',
				todo: expect.stringMatching(/credential/i),
			});
			expect(JSON.stringify(failed?.problem)).not.toContain(ledger.authorization(system).replace('Bearer ', ''));
		},
	},
	{
		title: 'after a refused sign-in the rest of a run is not sent',
		async run({ make, warmed, fault, calls, port }) {
			const customer = await make.customer();
			const run = await warmed();
			const drafts = Array.from({ length: Math.max(30, port.traits.batch * 3) }, () =>
				make.invoiceDraft(customer.ledgerId, [make.line(1)]),
			);
			fault({ kind: 'expiredToken' });
			calls.length = 0;
			const results = await run.createInvoices(drafts, attempt).then(
				(all) => all,
				(error: unknown) => error as SystemError,
			);
			const problems = Array.isArray(results)
				? results.map((result) => problemOf(result).scope)
				: [results.problem.scope];
			expect(new Set(problems)).toEqual(new Set(['run']));
			expect(calls.filter(({ write }) => write).length).toBeLessThanOrEqual(8);
		},
	},
	{
		title: 'words of a refusal are for a bookkeeper: what, what to do, the ledger by its name',
		async run({ port, make, books }) {
			const [result] = await port.createInvoices([make.invoiceDraft(books.unknownId, [make.line(1)])], attempt);
			const problem = problemOf(result);
			expect(problem.message).toContain(port.traits.label);
			expect(problem.system).toBe(port.traits.system);
			expect(`${problem.message} ${problem.todo}`).not.toMatch(/undefined|null|\[object|\{\w+\}/);
		},
	},
];
