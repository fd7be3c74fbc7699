import type { ProductOptions } from '../../../nodes/shared/billing/matchProduct';
import { matchProducts, productChecks, productHold } from '../../../nodes/shared/billing/matchProduct';
import type { DealLine } from '../../../nodes/shared/model/dealLine';
import { item, line, traits } from './records.mts';

const items = [
	item(),
	item({ id: 'i2', code: 'PLAN-10', name: 'Plan of ten', account: '210', taxCode: 'EXEMPTOUTPUT' }),
	item({ id: 'i3', code: 'PLAN-11', name: 'Plan' }),
	item({ id: 'i4', code: 'OLD', name: 'Old one', sold: false }),
	item({ id: 'i5', code: 'Twin', name: 'Twin' }),
	item({ id: 'i6', code: 'TWIN', name: 'Twin' }),
	item({ id: 'i7', code: 'MISC', name: 'Sundry' }),
];

function match(changes: Partial<DealLine>, options: Partial<ProductOptions> = {}) {
	const lines = [line({ name: 'Custom work', ...changes })];
	const [matched] = matchProducts(lines, items, {
		aliases: {},
		noMatch: 'bill',
		fallbackItem: null,
		traits,
		...options,
	});
	return matched;
}

it.each<[string, Partial<DealLine>, Partial<ProductOptions>, object]>([
	[
		'by SKU',
		{ sku: 'PLAN-10' },
		{},
		{ product: { code: 'PLAN-10', by: 'sku', account: '210', taxCode: 'EXEMPTOUTPUT' }, unknown: false },
	],
	[
		'by SKU without case and outer spaces',
		{ sku: ' gtx pro ' },
		{},
		{ product: { code: 'GTX Pro', by: 'sku' }, unknown: false },
	],
	[
		'by alias first',
		{ sku: 'PLAN-10' },
		{ aliases: { 'plan-10': 'PLAN-11' } },
		{ product: { code: 'PLAN-11', by: 'alias' }, unknown: false },
	],
	[
		'by alias of a name',
		{ sku: null },
		{ aliases: { 'custom work': 'MISC' } },
		{ product: { code: 'MISC', by: 'alias' }, unknown: false },
	],
	[
		'by exact name',
		{ sku: null, name: 'Plan of ten' },
		{},
		{ product: { code: 'PLAN-10', by: 'name' }, unknown: false },
	],
	[
		'by exact name, with a SKU that is unknown',
		{ sku: 'P10', name: 'Plan of ten' },
		{},
		{ product: { code: 'PLAN-10', by: 'name' }, unknown: true },
	],
	[
		'not by a name that two have',
		{ sku: null, name: 'Twin' },
		{},
		{ product: { code: null, by: 'none' }, unknown: false },
	],
	[
		'of two codes by the one written so',
		{ sku: 'TWIN' },
		{},
		{ product: { code: 'TWIN', by: 'sku' }, unknown: false },
	],
	['of two codes by none written otherwise', { sku: 'twin' }, {}, { product: { code: null }, unknown: true }],
	['not an item that is not sold', { sku: 'OLD' }, {}, { product: { code: null, by: 'none' }, unknown: true }],
	['a custom line by none', { sku: null }, {}, { product: { code: null, by: 'none' }, unknown: false }],
	['an unknown SKU by none', { sku: 'ZZZ' }, {}, { product: { code: null, by: 'none' }, unknown: true }],
	[
		'an alias to what is not there by none',
		{ sku: 'A' },
		{ aliases: { A: 'ZZZ' } },
		{ product: { code: null }, unknown: true },
	],
	[
		'the fallback where that is chosen',
		{ sku: 'ZZZ' },
		{ noMatch: 'fallback', fallbackItem: 'misc' },
		{ product: { code: 'MISC', by: 'fallback' }, unknown: true },
	],
	[
		'the fallback where the ledger needs an item',
		{ sku: null },
		{ fallbackItem: 'MISC', traits: { ...traits, lineWithoutItem: false } },
		{ product: { code: 'MISC', by: 'fallback' }, unknown: false },
	],
	['a near code is told', { sku: 'GTXPro' }, {}, { product: { code: null, near: 'GTX Pro' }, unknown: true }],
	['one letter off is near', { sku: 'GTX Pros' }, {}, { product: { near: 'GTX Pro' }, unknown: true }],
	['another letter is near', { sku: 'GTX Prx' }, {}, { product: { near: 'GTX Pro' }, unknown: true }],
])('%s', (_, changes, options, expected) => {
	expect(match(changes, options)).toMatchObject(expected);
});

it('takes another digit for another product', () => {
	expect(match({ sku: 'PLAN-12' })?.product.near).toBeUndefined();
	expect(match({ sku: 'PLAN-101' })?.product.near).toBeUndefined();
	expect(match({ sku: 'XY' })?.product.near).toBeUndefined();
	expect(match({ sku: '---' })?.product.near).toBeUndefined();
});

it('tells all unknown SKUs of a deal in one check', () => {
	const lines = [
		line({ sku: 'GTXPro' }),
		line({ sku: null, name: 'Custom' }),
		line({ sku: 'ZZZ' }),
		line({ sku: 'PLAN-10' }),
	];
	const matches = matchProducts(lines, items, { aliases: {}, noMatch: 'bill', fallbackItem: null, traits });
	expect(productChecks(lines, matches, 'Xero')).toMatchObject([
		{ code: 'sku_unknown', what: 'Xero has no item GTXPro (did you mean GTX Pro?), ZZZ' },
	]);
	expect(productHold(lines, matches, 'Xero')).toMatchObject({ code: 'product_not_matched' });
	expect(productChecks(lines.slice(3), matches.slice(3), 'Xero')).toEqual([]);
	expect(productHold(lines.slice(3), matches.slice(3), 'Xero')).toBeNull();
});
