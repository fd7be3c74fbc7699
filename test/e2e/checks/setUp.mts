/** *Set up HubSpot and Xero*: makes our fields, may be run again, and says what it found on both sides. */
import assert from 'node:assert/strict';
import type { Check } from '../support/check.mts';
import { none } from '../support/check.mts';
import { failure } from '../support/results.mts';
import { SET_UP } from '../support/templates.mts';
import type { World } from '../support/world.mts';
import { writesIn } from '../support/calls.mts';

const MANUAL = 'n8n-nodes-base.manualTrigger';

async function setUp(world: World) {
	const workflow = world.template(SET_UP);
	const trigger = workflow.nodes.find(({ type }) => type === MANUAL);
	assert(trigger, `${workflow.name} has no manual trigger`);
	const run = await world.run(workflow, trigger.name);
	assert.equal(run.execution.status, 'success', failure(run.execution));
	return run;
}

export const setUpChecks: Array<Check<World>> = [
	{
		name: 'Set up HubSpot and Xero makes the fields on deals and companies',
		run: async (world) => {
			await setUp(world);
			const { hubSpot } = world.read;
			for (const [type, property] of [
				['deals', 'closed_loop_billing_status'],
				['deals', 'closed_loop_billing_answer'],
				['companies', 'closed_loop_accounting_customer'],
			] as const) {
				assert.equal((await hubSpot.crm.properties.coreApi.getByName(type, property)).name, property);
			}
		},
	},
	{
		name: 'Set up HubSpot and Xero run again writes nothing',
		run: async (world) => none(writesIn((await setUp(world)).calls), 'writes'),
	},
];
