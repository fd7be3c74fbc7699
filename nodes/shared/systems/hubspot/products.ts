import type { CrmProduct, CrmProductFields } from '../../model/crmProduct';
import type { Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { Kernel } from '../../transport/kernel';
import { problemOf } from '../../transport/systemError';
import type { CrmProductDraft } from '../crm';
import { chunks } from '../lists';
import { most, paths } from './api';
import { idsOf } from './batch';
import { incomplete, problemOfElement } from './elements';
import { pages } from './session';
import { updateObjects } from './updateObjects';
import { instant, number, text } from './values';
import type { BatchAnswer, HubSpotObject } from './wire';

/** Product properties we read and write (apis/hubspot.md 4.4). */
const properties = ['name', 'description', 'hs_sku', 'price', 'recurringbillingfrequency', 'hs_lastmodifieddate'];

const DOING = 'making products';

/** The whole library by its list, 100 a call: unlike a search it knows what was made a second ago. */
export async function readProducts(kernel: Kernel): Promise<CrmProduct[]> {
	const query = { limit: most.listPage, properties: properties.join(',') };
	return (await pages<HubSpotObject>(kernel, paths.records('products'), query, 'reading products')).map(productOf);
}

/**
 * Makes products, 100 a call, each told by a trace id of its own. HubSpot knows no key by which it would recognise a
 * repeated call, so one without an answer is never sent again: its products are answered with `no_answer`.
 */
export async function createProducts(kernel: Kernel, drafts: CrmProductDraft[]): Promise<Array<Result<CrmProduct>>> {
	const results: Array<Result<CrmProduct>> = [];
	for (const part of chunks(drafts, most.objects)) results.push(...(await createPart(kernel, part)));
	return results;
}

async function createPart(kernel: Kernel, part: CrmProductDraft[]): Promise<Array<Result<CrmProduct>>> {
	const inputs = part.map(({ sku, ...fields }, index) => ({
		properties: { hs_sku: sku, ...propertiesOf(fields) },
		associations: [],
		objectWriteTraceId: String(index),
	}));
	const outcome = await kernel
		.request({
			method: 'POST',
			path: paths.batchCreate('products'),
			body: { inputs },
			repeat: 'once',
			doing: DOING,
		})
		.then(
			(answer) => answer.body as BatchAnswer<HubSpotObject & { objectWriteTraceId?: string }>,
			(error: unknown) => {
				const problem = problemOf(error);
				return problem?.scope === 'item' ? problem : Promise.reject(error);
			},
		);
	if ('scope' in outcome) return part.map(() => failed(outcome));
	return inputs.map(({ objectWriteTraceId: trace }) => {
		const made = outcome.results?.find((object) => object.objectWriteTraceId === trace);
		if (made) return ok(productOf(made));
		const error = outcome.errors?.find((candidate) => idsOf(candidate).includes(trace));
		return failed(error ? problemOfElement(error, DOING) : incomplete(DOING));
	});
}

export async function updateProducts(
	kernel: Kernel,
	changes: Array<{ id: string; fields: CrmProductFields }>,
): Promise<Array<Result<void>>> {
	const updates = changes.map(({ id, fields }) => ({ id, properties: propertiesOf(fields) }));
	const written = await updateObjects(kernel, 'products', updates);
	return changes.map(({ id }) => written.get(id) as Result<void>);
}

function propertiesOf({ name, description, unitPrice, recurring }: CrmProductFields): Record<string, string> {
	return {
		...(name !== undefined && { name }),
		...(description !== undefined && { description }),
		...(unitPrice !== undefined && { price: String(unitPrice) }),
		...(recurring !== undefined && { recurringbillingfrequency: recurring }),
	};
}

function productOf(object: HubSpotObject): CrmProduct {
	return {
		id: object.id,
		sku: text(object, 'hs_sku'),
		name: text(object, 'name') ?? '',
		description: text(object, 'description'),
		unitPrice: number(object, 'price'),
		recurring: text(object, 'recurringbillingfrequency'),
		modifiedAt: instant(object, 'hs_lastmodifieddate'),
	};
}
