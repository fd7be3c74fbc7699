import type { CrmProduct, CrmProductFields } from '../../shared/model/crmProduct';
import type { Problem, Result } from '../../shared/model/result';
import { failed, ok } from '../../shared/model/result';
import type { CrmPort } from '../../shared/systems/crm';

export interface ProductInput {
	sku: string;
	/** Only what is given is written; a new product without a name is called as its SKU. */
	fields: CrmProductFields;
}

export interface SaveOptions {
	/** `price` writes the price alone of a product that is there. */
	ifExists: 'unchanged' | 'price' | 'overwrite';
	preview: boolean;
}

/** One SKU, whatever the number of items that name it. */
interface Wanted extends ProductInput {
	found: CrmProduct[];
}

/**
 * Finds products by their SKU in the whole library, makes those that are missing once, and writes only what differs. HubSpot does
 * not keep SKUs unique, so one that several products carry is a problem of its item.
 */
export async function saveProducts(
	crm: CrmPort,
	inputs: ProductInput[],
	options: SaveOptions,
): Promise<Array<Result<CrmProduct>>> {
	const { currency } = await crm.account();
	const wanted = wantedOf(
		inputs.map((input) => inOwn(input, currency)),
		await crm.products(),
	);
	const results = new Map<string, Result<CrmProduct>>();
	const missing: Wanted[] = [];
	const changed: Array<{ sku: string; product: CrmProduct; fields: CrmProductFields }> = [];
	for (const [sku, one] of wanted) {
		const [product, ...others] = one.found;
		if (product === undefined) missing.push(one);
		else if (others.length > 0) results.set(sku, failed(several(one)));
		else {
			const fields = differing(wished(one.fields, options.ifExists), product);
			if (Object.keys(fields).length > 0) changed.push({ sku, product, fields });
			else results.set(sku, ok(told(product, 'unchanged', 'leave', options)));
		}
	}
	if (options.preview) {
		for (const one of missing) results.set(folded(one.sku), ok({ ...draftOf(one), would: 'create' }));
		for (const { sku, product, fields } of changed)
			results.set(sku, ok({ ...laid(product, fields), would: 'update' }));
	} else {
		await create(crm, missing, results);
		await update(crm, changed, results);
	}
	return inputs.map(({ sku }) => results.get(folded(sku)) as Result<CrmProduct>);
}

function wantedOf(inputs: ProductInput[], library: CrmProduct[]): Map<string, Wanted> {
	const bySku = new Map<string, CrmProduct[]>();
	for (const product of library) {
		if (product.sku === null) continue;
		bySku.set(folded(product.sku), [...(bySku.get(folded(product.sku)) ?? []), product]);
	}
	const wanted = new Map<string, Wanted>();
	for (const { sku, fields } of inputs) {
		const before = wanted.get(folded(sku));
		wanted.set(folded(sku), {
			sku: before?.sku ?? sku,
			fields: { ...before?.fields, ...fields },
			found: bySku.get(folded(sku)) ?? [],
		});
	}
	return wanted;
}

/** A call without an answer may have made its products: the library is read again before anything is said of them. */
async function create(crm: CrmPort, missing: Wanted[], results: Map<string, Result<CrmProduct>>): Promise<void> {
	if (missing.length === 0) return;
	const made = await crm.createProducts(
		missing.map(({ sku, fields }) => ({ ...fields, sku, name: fields.name ?? sku })),
	);
	const unknown = made.some((result) => !result.ok && result.problem.code === 'no_answer');
	const library = unknown ? await crm.products() : [];
	missing.forEach(({ sku }, index) => {
		const result = made[index] as Result<CrmProduct>;
		const after = library.find((product) => product.sku !== null && folded(product.sku) === folded(sku));
		if (result.ok) results.set(folded(sku), ok({ ...result.value, outcome: 'created' }));
		else results.set(folded(sku), after ? ok({ ...after, outcome: 'created' }) : result);
	});
}

async function update(
	crm: CrmPort,
	changed: Array<{ sku: string; product: CrmProduct; fields: CrmProductFields }>,
	results: Map<string, Result<CrmProduct>>,
): Promise<void> {
	if (changed.length === 0) return;
	const written = await crm.updateProducts(changed.map(({ product, fields }) => ({ id: product.id ?? '', fields })));
	changed.forEach(({ sku, product, fields }, index) => {
		const result = written[index] as Result<void>;
		results.set(sku, result.ok ? ok({ ...laid(product, fields), outcome: 'updated' }) : result);
	});
}

/** A currency that is said is another than the account's own from here on. */
function inOwn({ sku, fields: { currency, ...fields } }: ProductInput, own: string): ProductInput {
	return { sku, fields: currency === undefined || currency === own ? fields : { ...fields, currency } };
}

/** What may be written of a product that is there. */
function wished(
	{ unitPrice, currency, ...texts }: CrmProductFields,
	ifExists: SaveOptions['ifExists'],
): CrmProductFields {
	if (ifExists === 'unchanged') return {};
	const price = unitPrice === undefined ? {} : { unitPrice, ...(currency !== undefined && { currency }) };
	return ifExists === 'price' ? price : { ...texts, ...price };
}

function differing({ currency, ...fields }: CrmProductFields, product: CrmProduct): CrmProductFields {
	const stored = currency === undefined ? product : { ...product, unitPrice: product.prices[currency] ?? null };
	const same = (value: unknown, there: unknown) => (value === '' ? null : value) === there;
	const written = Object.fromEntries(
		Object.entries(fields).filter(([name, value]) => !same(value, stored[name as keyof typeof fields])),
	) as CrmProductFields;
	return written.unitPrice === undefined || currency === undefined ? written : { ...written, currency };
}

function told(
	product: CrmProduct,
	outcome: NonNullable<CrmProduct['outcome']>,
	would: NonNullable<CrmProduct['would']>,
	{ preview }: SaveOptions,
): CrmProduct {
	return preview ? { ...product, would } : { ...product, outcome };
}

function laid(product: CrmProduct, { recurring, unitPrice, currency, ...fields }: CrmProductFields): CrmProduct {
	return {
		...product,
		...fields,
		...(unitPrice !== undefined &&
			(currency === undefined ? { unitPrice } : { prices: { ...product.prices, [currency]: unitPrice } })),
		...(recurring !== undefined && { recurring: recurring === '' ? null : recurring }),
	};
}

function draftOf({ sku, fields }: Wanted): CrmProduct {
	const empty: CrmProduct = {
		...{ id: null, sku, name: sku, description: null, unitPrice: null, prices: {}, tiered: false, active: true },
		...{ recurring: null, modifiedAt: null },
	};
	return laid(empty, fields);
}

function several({ sku, found }: Wanted): Problem {
	return {
		code: 'ambiguous',
		message: `${found.length} products have the SKU ${sku}: ${found.map(({ name }) => name).join(', ')}`,
		todo: 'Leave the SKU on one of them only',
		scope: 'item',
	};
}

/** As the SKU is compared with item codes: without case and blanks around it. */
function folded(sku: string): string {
	return sku.trim().toLowerCase();
}
