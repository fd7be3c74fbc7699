import type { CrmProduct, CrmProductFields } from '../../model/crmProduct';
import type { Result } from '../../model/result';
import { ok } from '../../model/result';
import type { Kernel } from '../../transport/kernel';
import type { CrmProductDraft } from '../crm';
import { most, paths } from './api';
import { createObjects } from './createObjects';
import { pages } from './session';
import { updateObjects } from './updateObjects';
import { instant, number, text } from './values';
import type { HubSpotObject } from './wire';

/** Product properties we read and write (apis/hubspot.md 4.4). */
const properties = ['name', 'description', 'hs_sku', 'price', 'recurringbillingfrequency', 'hs_lastmodifieddate'];

/** The whole library by its list, 100 a call: unlike a search it knows what was made a second ago. */
export async function readProducts(kernel: Kernel): Promise<CrmProduct[]> {
	const query = { limit: most.listPage, properties: properties.join(',') };
	return (await pages<HubSpotObject>(kernel, paths.records('products'), query, 'reading products')).map(productOf);
}

/** Each draft is sent once: a `no_answer` problem means that the product may exist. */
export async function createProducts(kernel: Kernel, drafts: CrmProductDraft[]): Promise<Array<Result<CrmProduct>>> {
	const creations = drafts.map(({ sku, ...fields }) => ({
		properties: { hs_sku: sku, ...propertiesOf(fields) },
		associations: [],
	}));
	const made = await createObjects(kernel, 'products', creations, 'making products');
	return made.map((result) => (result.ok ? ok(productOf(result.value)) : result));
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
