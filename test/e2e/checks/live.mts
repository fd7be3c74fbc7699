/** The live run makes what preview said; run again it changes nothing; and what stands in both systems is right. */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { compareInvoices } from '../oracle/compare.mts';
import type { Check } from '../support/check.mts';
import { needed, none } from '../support/check.mts';
import { line, writesIn } from '../support/calls.mts';
import { expectations, offered } from '../support/expectations.mts';
import { failure, itemsOf, verdicts } from '../support/results.mts';
import { billing, NODE, type Variant } from '../support/templates.mts';
import { settle, type World } from '../support/world.mts';

/** What a live run does where preview said it would. */
const DONE: Record<string, string> = {
	create: 'created',
	update: 'updated',
	link: 'linked',
	leave: 'unchanged',
	skip: 'skipped',
	hold: 'held',
};

async function goLive(world: World, variant: Partial<Variant> = {}) {
	const run = await world.run(billing(world, { previewOnly: false, ...variant }), NODE.catchUp);
	assert.equal(run.execution.status, 'success', failure(run.execution));
	return run;
}

/** What sales reads on each deal that was offered. */
async function billingOnDeals(world: World) {
	const properties = ['status', 'reason', 'todo', 'code'].map((name) => `closed_loop_billing_${name}`);
	const expected = offered(world);
	const deals = await world.read.deals(
		expected.map(({ dealId }) => dealId),
		properties,
	);
	return expected.map((expectation, i) => {
		const values = deals[i]?.properties ?? {};
		const [status, reason, todo, code] = properties.map((name) => values[name] ?? '');
		return { expectation, status, reason, todo, code };
	});
}

export const liveChecks: Array<Check<World>> = [
	{
		name: 'the live run makes what preview said, deal by deal',
		run: async (world) => {
			const run = await goLive(world);
			world.memory.live = run;
			const said = verdicts(itemsOf(needed(world.memory.preview, 'the preview run').execution, NODE.writeBack));
			const done = verdicts(itemsOf(run.execution, NODE.writeBack));
			assert.deepEqual([...done.keys()].sort(), [...said.keys()].sort(), 'other deals than in preview');
			none(
				[...said.values()]
					.filter(({ dealId, would }) => DONE[would ?? ''] !== done.get(dealId)?.outcome)
					.map(({ dealId, would }) => {
						const verdict = done.get(dealId);
						return `deal ${dealId}: would ${would}, was ${verdict?.outcome} (${verdict?.hold ?? verdict?.reason ?? ''})`;
					}),
				'deals that became something else',
			);
		},
	},
	{
		name: 'every invoice of the organisation is what the oracle expects, to the cent',
		run: async (world) => {
			const before = needed(world.memory.invoicesBefore, 'the list of invoices before the run');
			none(compareInvoices(expectations(world), await world.read.ledger.documents(), before), 'differences');
		},
	},
	{
		name: 'HubSpot says status, reason and what to do on every deal',
		run: async (world) => {
			const findings = (await billingOnDeals(world)).flatMap(({ expectation, status, reason, todo, code }) => {
				const { dealId, outcome } = expectation;
				const wrong: string[] = [];
				if (outcome === 'draft' && status !== 'draft' && status !== 'first_period_billed')
					wrong.push(`status ${status}`);
				if (outcome === 'held' && !status?.startsWith('not_invoiced') && status !== 'billed_by_hand')
					wrong.push(`status ${status}`);
				if (outcome === 'held' && code !== expectation.code)
					wrong.push(`code ${code}, expected ${expectation.code}`);
				if (outcome === 'held' && (reason === '' || todo === '')) wrong.push('no reason or nothing to do');
				if (outcome === 'skipped' && status !== 'no_invoice_needed') wrong.push(`status ${status}`);
				return wrong.map((text) => `deal ${dealId} (${outcome}): ${text}`);
			});
			none(findings, 'differences');
		},
	},
	{
		name: 'run again it writes nothing',
		run: async (world) => {
			await settle();
			none(writesIn((await goLive(world)).calls), 'writes');
		},
	},
	{
		name: 'run again over all won deals it writes nothing, and says why for every deal',
		run: async (world) => {
			const run = await goLive(world, { onlyUnbilled: false });
			none(writesIn(run.calls), 'writes');
			const said = verdicts(itemsOf(run.execution, NODE.writeBack));
			none(
				offered(world)
					.filter(({ dealId }) => !said.get(dealId)?.reason)
					.map(
						({ dealId }) => `deal ${dealId}: ${JSON.stringify(said.get(dealId) ?? 'not among the items')}`,
					),
				'deals without a why',
			);
		},
	},
	{
		name: 'a second organisation and a second HubSpot account are never written to',
		run: async (world) => {
			needed(world.memory.live, 'the live run');
			const own = new Set([world.choices.organisation.id, String(world.company.hubspot.account.portalId)]);
			const strange = world.sandbox.calls.filter(
				({ write, account }) => write && account !== null && !own.has(account),
			);
			none(strange.map(line), 'writes');
			const { bystanders } = world.sandbox.dump();
			assert(bystanders && isDeepStrictEqual(bystanders, world.bystandersBefore), 'their records changed');
		},
	},
];
