/** Five deals billed under trouble: what both systems hold afterwards, as `businessState` prints it. */
import { withBooksIn, type BooksIn } from '../../sandbox/company/books.mts';
import { realClock } from '../../sandbox/core/clock.mts';
import type { Clock, CompanyFile } from '../../sandbox/core/types.mts';
import { businessState } from './businessState.mts';
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

export interface Whole {
	state: string;
	/** The calls of the run, as method and path. */
	calls: string[];
}

/** A run in peace. */
export async function whole(company: CompanyFile): Promise<Whole> {
	return await inWorld(company, realClock, async (world) => {
		await bill(world);
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
export async function cut(company: CompanyFile, n: number, when: 'before' | 'after', laterMs = 0): Promise<Aftermath> {
	let passed = 0;
	const clock = { ...realClock, now: () => Date.now() + passed };
	return await inWorld(company, clock, async (world) => {
		world.sandbox.addFault({ kind: when === 'after' ? 'resetAfter' : 'resetBefore', skip: n, times: 1 });
		world.sandbox.addFault({ kind: 'resetBefore', skip: n + 1 });
		await bill(world);
		world.sandbox.clearFaults();
		passed = laterMs;
		const at = callAt(world, n);
		const last = await bill(world);
		return { state: stateOf(world), at, last };
	});
}

/** The answer to call `n` is lost although it was carried out; the run goes on. */
export async function lostAnswer(company: CompanyFile, n: number): Promise<Aftermath> {
	return await inWorld(company, realClock, async (world) => {
		world.sandbox.addFault({ kind: 'resetAfter', skip: n, times: 1 });
		const last = await bill(world);
		return { state: stateOf(world), at: callAt(world, n), last };
	});
}

/** Two executions at the same moment, the calls from `slow` on held up; with `one` the second bills a single deal only. */
export async function twice(
	company: CompanyFile,
	slow: number,
	one: boolean,
): Promise<{ state: string; runs: RunOutcome[] }> {
	return await inWorld(company, realClock, async (world) => {
		world.sandbox.addFault({ kind: 'slow', ms: 30, skip: slow, times: 7 });
		const runs = await Promise.all([bill(world), bill(world, one ? five.ids.newCustomer : '')]);
		return { state: stateOf(world), runs };
	});
}

async function bill(world: World, dealLink = ''): Promise<RunOutcome> {
	const flow = world.template(BILL_WON, { previewOnly: false });
	const find = flow.nodes.find(({ name }) => name === 'Find unbilled won deals');
	if (!find) throw new Error('no step that finds deals');
	find.parameters['dealLink'] = dealLink;
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
