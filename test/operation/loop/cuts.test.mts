import type { CompanyFile } from '../../../sandbox/core/types.mts';
import { fiveDeals } from '../../support/fiveDeals.mts';
import { BILL_WON, SET_UP, startWorld, type World } from '../../support/world.mts';
import { businessState } from '../../support/businessState.mts';

/**
 * Cut and run again: a run of five deals makes N calls. For each of them the run is cut before the call is committed and
 * after it, as a kill would, then run again: both systems must equal the run that was not cut.
 */
const { company } = fiveDeals();

async function prepared(from: CompanyFile): Promise<World> {
	const world = await startWorld(from, { searchLagMs: 0 });
	await world.engine.run(world.template(SET_UP), 'Set up');
	world.sandbox.clearCalls();
	return world;
}

const live = (world: World) => world.template(BILL_WON, { previewOnly: false });

/** Nothing reaches a system any more from call `n` on; with `after` that call itself is still committed. */
function cut(world: World, n: number, after: boolean): void {
	world.sandbox.addFault({ kind: after ? 'resetAfter' : 'resetBefore', skip: n, times: 1 });
	world.sandbox.addFault({ kind: 'resetBefore', skip: n + 1 });
}

describe('cut anywhere and run again', () => {
	let calls = 0;
	let whole = '';
	let ready: CompanyFile;

	beforeAll(async () => {
		const world = await prepared(company);
		ready = world.sandbox.dump();
		await world.engine.run(live(world), 'Catch up');
		calls = world.sandbox.calls.length;
		whole = businessState(world.sandbox.dump());
		await world.close();
	});

	it('has a run that makes calls and leaves four drafts', () => {
		expect(calls).toBeGreaterThan(10);
		expect(JSON.parse(whole).invoices).toHaveLength(4);
	});

	it.each([
		['before', false],
		['after', true],
	])(
		'equals the whole run, cut %s each call',
		async (_, after) => {
			const differing: string[] = [];
			for (let n = 0; n < calls; n++) {
				const world = await startWorld(ready, { searchLagMs: 0 });
				cut(world, n, after);
				await world.engine.run(live(world), 'Catch up');
				world.sandbox.clearFaults();
				const atCut = world.sandbox.calls[n];
				const again = await world.engine.run(live(world), 'Catch up');
				const state = businessState(world.sandbox.dump());
				if (state !== whole || again.status !== 'success') {
					differing.push(
						`call ${n} ${atCut?.method} ${atCut?.path}: ${again.error?.message ?? difference(whole, state)}`,
					);
				}
				await world.close();
			}
			expect(differing).toEqual([]);
		},
		240_000,
	);
});

function difference(wanted: string, found: string): string {
	const [a, b] = [wanted.split('\n'), found.split('\n')];
	const at = a.findIndex((line, index) => line !== b[index]);
	return `line ${at}: ${a[at]?.trim()} became ${b[at]?.trim()}`;
}
