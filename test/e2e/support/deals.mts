/** New deals during a run, made and won as another app would, with HubSpot's own client. */
import type { World } from './world.mts';
import { expectations } from './expectations.mts';

/** HubSpot's association types (hubspot.md 4): deal to primary company, line item to deal. */
const DEAL_TO_PRIMARY_COMPANY = 5;
const LINE_ITEM_TO_DEAL = 20;

const associated = (id: string, associationTypeId: number) => ({
	to: { id },
	types: [{ associationCategory: 'HUBSPOT_DEFINED' as never, associationTypeId }],
});

/**
 * Makes deals of one line each for a company whose customer is known, so that nothing stands in the way of a draft.
 * Returns their ids; at most 100.
 */
export async function addDeals(world: World, { count, won }: { count: number; won: boolean }): Promise<string[]> {
	const { hubSpot } = world.read;
	const company = uneventfulCompany(world);
	const pipeline = pipelineOf(world);
	const stage = won ? wonStage(pipeline) : pipeline.stages[0]?.id;
	const prices = Array.from({ length: count }, (_, i) => (1_000 + i * 1.37).toFixed(2));
	const { results: deals } = await hubSpot.crm.deals.batchApi.create({
		inputs: prices.map((price, i) => ({
			properties: {
				dealname: `Late order ${i + 1}`,
				pipeline: pipeline.id,
				dealstage: stage ?? '',
				amount: price,
				closedate: new Date().toISOString(),
				deal_currency_code: world.company.hubspot.account.companyCurrency,
			},
			associations: [associated(company, DEAL_TO_PRIMARY_COMPANY)],
		})),
	});
	await hubSpot.crm.lineItems.batchApi.create({
		inputs: deals.map(({ id, properties }) => ({
			properties: { name: 'Service by agreement', quantity: '1', price: properties['amount'] ?? '' },
			associations: [associated(id, LINE_ITEM_TO_DEAL)],
		})),
	});
	return deals.map(({ id }) => id);
}

/** Moves a deal to Closed Won, as a drag on the board does. */
export async function win(world: World, dealId: string): Promise<void> {
	const properties = { dealstage: wonStage(pipelineOf(world)), closedate: new Date().toISOString() };
	await world.read.hubSpot.crm.deals.basicApi.update(dealId, { properties });
}

function pipelineOf({ company, choices }: World) {
	const pipeline = company.hubspot.pipelines.find(({ id }) => id === choices.pipelines[0]);
	if (!pipeline) throw new Error('The company has no pipeline with a won stage');
	return pipeline;
}

function wonStage({ stages }: ReturnType<typeof pipelineOf>): string {
	const won = stages.find(({ metadata }) => metadata.isClosed === 'true' && Number(metadata.probability) === 1);
	return won?.id ?? '';
}

/** The company of a deal that is drafted without a single check. */
function uneventfulCompany(world: World): string {
	const home = world.company.hubspot.account.companyCurrency;
	const calm = expectations(world).find(
		({ outcome, checks, currency }) => outcome === 'draft' && checks.length === 0 && currency === home,
	);
	const deal = world.company.hubspot.deals.find(({ id }) => id === calm?.dealId);
	const company = deal?.associations?.['companies']?.[0];
	if (!company) throw new Error('No deal of this company is expected to be drafted without a check');
	return typeof company === 'string' ? company : company.id;
}
