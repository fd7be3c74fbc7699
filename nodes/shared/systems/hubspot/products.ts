import type { CrmProduct, CrmProductFields } from '../../model/crmProduct';
import type { Result } from '../../model/result';
import { ok } from '../../model/result';
import type { CrmProductDraft } from '../crm';
import { most, paths } from './api';
import { createObjects } from './createObjects';
import { isTiered } from './lines';
import type { Session } from './session';
import { pages } from './session';
import { updateObjects } from './updateObjects';
import { instant, number, text } from './values';
import type { AccountDetails, HubSpotObject } from './wire';

/** Product properties we read and write (apis/hubspot.md 4.4). */
const properties = [
	...['name', 'description', 'hs_sku', 'price', 'recurringbillingfrequency', 'hs_lastmodifieddate'],
	...['hs_pricing_model', 'hs_tier_prices', 'hs_status'],
];

/** The whole library by its list, 100 a call: unlike a search it knows what was made a second ago. */
export async function readProducts({ kernel, details }: Session): Promise<CrmProduct[]> {
	const account = await details();
	const asked = [...properties, ...currenciesOf(account).map(priceProperty)];
	const query = { limit: most.listPage, properties: asked.join(',') };
	const objects = await pages<HubSpotObject>(kernel, paths.records('products'), query, 'reading products');
	return objects.map((object) => productOf(object, account));
}

/** Each draft is sent once: a `no_answer` problem means that the product may exist. */
export async function createProducts(
	{ kernel, details }: Session,
	drafts: CrmProductDraft[],
): Promise<Array<Result<CrmProduct>>> {
	const account = await details();
	const creations = drafts.map(({ sku, ...fields }) => ({
		properties: { hs_sku: sku, ...propertiesOf(fields, account) },
		associations: [],
	}));
	const made = await createObjects(kernel, 'products', creations, 'making products');
	return made.map((result) => (result.ok ? ok(productOf(result.value, account)) : result));
}

export async function updateProducts(
	{ kernel, details }: Session,
	changes: Array<{ id: string; fields: CrmProductFields }>,
): Promise<Array<Result<void>>> {
	const account = await details();
	const updates = changes.map(({ id, fields }) => ({ id, properties: propertiesOf(fields, account) }));
	const written = await updateObjects(kernel, 'products', updates);
	return changes.map(({ id }) => written.get(id) as Result<void>);
}

function propertiesOf(
	{ name, description, unitPrice, currency, recurring }: CrmProductFields,
	account: AccountDetails,
): Record<string, string> {
	return {
		...(name !== undefined && { name }),
		...(description !== undefined && { description }),
		...(unitPrice !== undefined && pricesOf(String(unitPrice), currency ?? account.companyCurrency, account)),
		...(recurring !== undefined && { recurringbillingfrequency: recurring }),
	};
}

/** With several currencies each has a property of its own, the account's included (apis/hubspot.md 4.4). */
function pricesOf(price: string, currency: string, account: AccountDetails): Record<string, string> {
	const several = currenciesOf(account).length > 1;
	return {
		...(currency === account.companyCurrency && { price }),
		...(several && { [priceProperty(currency)]: price }),
	};
}

function currenciesOf({ companyCurrency, additionalCurrencies = [] }: AccountDetails): string[] {
	return [...new Set([companyCurrency, ...additionalCurrencies])];
}

function priceProperty(currency: string): string {
	return `hs_price_${currency.toLowerCase()}`;
}

function productOf(object: HubSpotObject, account: AccountDetails): CrmProduct {
	const prices = Object.fromEntries(
		currenciesOf(account).map((currency) => [currency, number(object, priceProperty(currency))]),
	);
	const unitPrice = number(object, 'price') ?? prices[account.companyCurrency] ?? null;
	return {
		id: object.id,
		sku: text(object, 'hs_sku'),
		name: text(object, 'name') ?? '',
		description: text(object, 'description'),
		unitPrice,
		prices: { ...prices, [account.companyCurrency]: unitPrice },
		tiered: isTiered(object),
		active: text(object, 'hs_status') !== 'inactive',
		recurring: text(object, 'recurringbillingfrequency'),
		modifiedAt: instant(object, 'hs_lastmodifieddate'),
	};
}
