import { businessState } from '../../support/businessState.mts';
import { fiveDeals } from '../../support/fiveDeals.mts';
import { BILL_WON, SET_UP, startWorld } from '../../support/world.mts';

/** Two executions that bill the same deals at the same moment end as one run would (rules.md section 1). */
describe('two executions at once', () => {
	const { company } = fiveDeals();

	it('leave one live invoice per deal and one customer each', async () => {
		const alone = await startWorld(company, { searchLagMs: 0 });
		await alone.engine.run(alone.template(SET_UP), 'Set up');
		const ready = alone.sandbox.dump();
		await alone.engine.run(alone.template(BILL_WON, { previewOnly: false }), 'Catch up');
		const whole = businessState(alone.sandbox.dump());
		await alone.close();

		for (let round = 0; round < 10; round++) {
			const world = await startWorld(ready, { searchLagMs: 0 });
			// Another call is held up in each round, so that the two meet in many ways.
			world.sandbox.addFault({ kind: 'slow', ms: 30, skip: round * 5, times: 7 });
			const flow = () => world.template(BILL_WON, { previewOnly: false });
			const runs = await Promise.all([
				world.engine.run(flow(), 'Catch up'),
				world.engine.run(flow(), 'Catch up'),
			]);
			expect(runs.map(({ error }) => error?.message ?? null)).toEqual([null, null]);
			expect(businessState(world.sandbox.dump())).toBe(whole);
			await world.close();
		}
	}, 120_000);
});
