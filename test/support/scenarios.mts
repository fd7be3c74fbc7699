/** Five deals billed under trouble: what both systems hold afterwards, as `businessState` prints it. */
import { withBooksIn, type BooksIn } from '../../sandbox/company/books.mts';
import { realClock } from '../../sandbox/core/clock.mts';
import type { Clock, CompanyFile, Fault } from '../../sandbox/core/types.mts';
import { businessState } from './businessState.mts';
import { booksOf, lineIds } from './changedDeals.mts';
import type { RunOutcome } from './engine.mts';
import { fiveDeals } from './fiveDeals.mts';
import { BILL_WON, SET_UP, startWorld, type World } from './world.mts';

const five = fiveDeals();

/** The company of five deals with our fields made, its books where they are asked for. */
export async function ready(books: BooksIn = 'xero'): Promise<CompanyFile> {
	return await inWorld(withBooksIn(five.company, books), realClock, async (world) => {
		await world.engine.run(world.template(SET_UP), 'Set up');
		return world.sandbox.dump();
	});
}

/** The same company once its deals are billed and a line of every deal has another price since. */
export async function readyToChange(books: BooksIn): Promise<CompanyFile> {
	return await inWorld(await ready(books), realClock, async (world) => {
		await bill(world);
		for (const { id } of world.sandbox.dump().hubspot.line_items) {
			await world.sandbox.act('hubspot', 'editLineItem', id, { price: '123.45' });
		}
		return world.sandbox.dump();
	});
}

/**
 * The same company once its invoices are approved (QuickBooks posts at once), some of its deals come to more and some to less since, a
 * run asked what to do, and a person answered.
 */
export async function readyToAnswer(books: BooksIn, answer: string): Promise<CompanyFile> {
	return await inWorld(await ready(books), realClock, async (world) => {
		await bill(world);
		const { ledger, sandbox } = world;
		const billed = sandbox.dump();
		const dealIds = Object.values(five.ids).filter((id) => id !== five.ids.held);
		for (const [n, id] of dealIds.entries()) {
			for (const invoice of booksOf(billed, ledger, id).invoices) {
				if (ledger !== 'quickbooks') await sandbox.act(ledger, 'approveInvoice', invoice.id);
				else await sandbox.act(ledger, 'sendInvoice', invoice.id, { to: 'accounts@customer.example' });
			}
			const [line = ''] = lineIds(billed, id);
			await sandbox.act('hubspot', 'editLineItem', line, { price: n % 2 === 0 ? '1234.56' : '77.77' });
			// An amount that contradicts the lines would be another question.
			await sandbox.act('hubspot', 'editDeal', id, { amount: '' });
		}
		await bill(world, 'all');
		for (const id of dealIds) await sandbox.act('hubspot', 'editDeal', id, { closed_loop_billing_answer: answer });
		return sandbox.dump();
	});
}

/** Which won deals a run looks at: those that are not billed, or billed ones too. */
export type Which = 'unbilled' | 'all';

export interface Whole {
	state: string;
	/** The calls of the run, as method and path. */
	calls: string[];
}

/** A run in peace. */
export async function whole(company: CompanyFile, which: Which = 'unbilled'): Promise<Whole> {
	return await inWorld(company, realClock, async (world) => {
		await bill(world, which);
		return { state: stateOf(world), calls: world.sandbox.calls.map(({ method, path }) => `${method} ${path}`) };
	});
}

export interface Aftermath {
	state: string;
	/** The call that was hit, in words. */
	at: string;
	last: RunOutcome;
}

/**
 * Killed at call `n`, before or after it is committed: nothing reaches a system any more. Then run again, at once or when
 * `laterMs` have passed in both systems.
 */
export async function cut(
	company: CompanyFile,
	n: number,
	when: 'before' | 'after',
	laterMs = 0,
	which: Which = 'unbilled',
): Promise<Aftermath> {
	let passed = 0;
	const clock = { ...realClock, now: () => Date.now() + passed };
	return await inWorld(company, clock, async (world) => {
		world.sandbox.addFault({ kind: when === 'after' ? 'resetAfter' : 'resetBefore', skip: n, times: 1 });
		world.sandbox.addFault({ kind: 'resetBefore', skip: n + 1 });
		await bill(world, which);
		world.sandbox.clearFaults();
		passed = laterMs;
		const at = callAt(world, n);
		const last = await bill(world, which);
		return { state: stateOf(world), at, last };
	});
}

/** The answer to call `n` is lost although it was carried out; the run goes on. */
export async function lostAnswer(company: CompanyFile, n: number, which: Which = 'unbilled'): Promise<Aftermath> {
	return await inWorld(company, realClock, async (world) => {
		world.sandbox.addFault({ kind: 'resetAfter', skip: n, times: 1 });
		const last = await bill(world, which);
		return { state: stateOf(world), at: callAt(world, n), last };
	});
}

/**
 * Two executions at the same moment, the calls from `slow` on held up, or those that the fault names; with `one` the second
 * bills a single deal only.
 */
export async function twice(
	company: CompanyFile,
	slow: number | Omit<Fault, 'kind'>,
	one: boolean,
	which: Which = 'unbilled',
): Promise<{ state: string; runs: RunOutcome[] }> {
	return await inWorld(company, realClock, async (world) => {
		const held = typeof slow === 'number' ? { ms: 30, skip: slow, times: 7 } : slow;
		world.sandbox.addFault({ kind: 'slow', ...held });
		const runs = await Promise.all([bill(world, which), bill(world, which, one ? five.ids.newCustomer : '')]);
		return { state: stateOf(world), runs };
	});
}

async function bill(world: World, which: Which = 'unbilled', dealLink = ''): Promise<RunOutcome> {
	const flow = world.template(BILL_WON, { previewOnly: false });
	const find = flow.nodes.find(({ name }) => name === 'Find unbilled won deals');
	if (!find) throw new Error('no step that finds deals');
	find.parameters['dealLink'] = dealLink;
	find.parameters['onlyUnbilled'] = which === 'unbilled';
	return await world.engine.run(flow, 'Catch up');
}

async function inWorld<T>(company: CompanyFile, clock: Clock, work: (world: World) => Promise<T>): Promise<T> {
	const world = await startWorld(company, { searchLagMs: 0, clock });
	try {
		return await work(world);
	} finally {
		await world.close();
	}
}

function stateOf(world: World): string {
	return businessState(world.sandbox.dump());
}

function callAt(world: World, n: number): string {
	const call = world.sandbox.calls[n];
	return `call ${n} ${call?.method} ${call?.path.slice(0, 80)}`;
}
