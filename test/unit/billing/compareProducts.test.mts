import fc from 'fast-check';
import type { CompareOptions, Finding } from '../../../nodes/shared/billing/compareProducts';
import { compareProducts } from '../../../nodes/shared/billing/compareProducts';
import { areNear, bareCode } from '../../../nodes/shared/billing/itemCodes';
import type { CrmProduct } from '../../../nodes/shared/model/crmProduct';
import type { LedgerItem } from '../../../nodes/shared/model/organisation';
import { item } from './records.mts';

const options: CompareOptions = {
	ledger: 'Xero',
	currency: 'GBP',
	taxCodes: true,
	accountTaxes: new Map([['200', 'OUTPUT2']]),
	direction: 'none',
};

function product(changes: Partial<CrmProduct> = {}): CrmProduct {
	return {
		...{ id: 'p1', sku: 'GTX Pro', name: 'GTX Professional', description: null, unitPrice: 100 },
		...{ prices: { GBP: 100, EUR: 120 }, tiered: false, active: true, recurring: null, modifiedAt: null },
		...changes,
	};
}

const sold = (changes: Partial<LedgerItem> = {}) => item({ account: '200', ...changes });

function kinds(crm: CrmProduct[], ledger: LedgerItem[], more: Partial<CompareOptions> = {}) {
	return compareProducts(crm, ledger, { ...options, ...more }).map(({ kind, code }) => [kind, code]);
}

it.each<[string, Partial<CrmProduct>[], Partial<LedgerItem>[], unknown[][]]>([
	['nothing of what is equal', [{}], [{}], []],
	['nothing of codes that differ in case and blanks', [{ sku: ' gtx PRO ' }], [{}], []],
	['nothing of names that differ in case', [{ name: 'GTX professional' }], [{}], []],
	['one that the ledger lacks', [{}], [], [['missing_in_ledger', 'GTX Pro']]],
	['one that the CRM lacks', [], [{}], [['missing_in_crm', 'GTX Pro']]],
	['another name', [{ name: 'Graphics card' }], [{}], [['name_differs', 'GTX Pro']]],
	['another price', [{ prices: { GBP: 90 } }], [{}], [['price_differs', 'GTX Pro']]],
	['nothing of no price and a price of 0', [{ prices: { GBP: null } }], [{ unitPrice: 0 }], []],
	['no price of a price by quantity', [{ tiered: true, prices: { GBP: 90 } }], [{}], []],
	['prices in a currency that the CRM has not', [{ prices: { USD: 90 } }], [{}], [['prices_not_compared', null]]],
	['an item that is inactive', [{}], [{ active: false }], [['inactive_in_ledger', 'GTX Pro']]],
	['a product that is inactive', [{ active: false }], [{}], [['inactive_in_crm', 'GTX Pro']]],
	['nothing of what is inactive on both sides', [{ active: false }], [{ active: false }], []],
	['nothing of what was retired on its one side', [], [{ active: false }, { id: 'i2', code: 'B', sold: false }], []],
	['an item that is not sold', [{}], [{ sold: false }], [['not_sold', 'GTX Pro']]],
	['a SKU that two products have', [{}, { id: 'p2', name: 'Twin' }], [{}], [['duplicate_in_crm', 'GTX Pro']]],
	[
		'a code that two items have, of which the ledger tells by its SKU',
		[{}],
		[
			{ code: 'First', sku: 'GTX Pro' },
			{ id: 'i2', code: 'Second', sku: 'gtx pro' },
		],
		[['duplicate_in_ledger', 'GTX Pro']],
	],
	['the active one of two items', [{}], [{ active: false }, { id: 'i2' }], []],
	['a code without its blank', [{ sku: 'GTXPro' }], [{}], [['code_almost', 'GTXPro']]],
	['O for 0', [{ sku: 'PLAN-1O' }], [{ code: 'PLAN-10' }], [['code_almost', 'PLAN-1O']]],
	['two letters swapped', [{ sku: 'GXT Pro' }], [{}], [['code_almost', 'GXT Pro']]],
	[
		'another digit as another product',
		[{ sku: 'PLAN-12', name: 'Twelve' }],
		[{ code: 'PLAN-10' }],
		[
			['missing_in_ledger', 'PLAN-12'],
			['missing_in_crm', 'PLAN-10'],
		],
	],
	[
		'another last letter as a variant',
		[{ sku: 'SHIRT-M', name: 'M' }],
		[{ code: 'SHIRT-S' }],
		[
			['missing_in_ledger', 'SHIRT-M'],
			['missing_in_crm', 'SHIRT-S'],
		],
	],
	['one name under another code', [{ sku: 'A-1' }], [{ code: 'Z-9' }], [['other_code', 'A-1']]],
	['a product without SKU, with the item of its name', [{ sku: null }], [{}], [['no_sku', 'GTX Pro']]],
	['a product without SKU', [{ sku: null, name: 'Advice' }], [], [['no_sku', null]]],
	['an item without code', [], [{ id: 'x', code: 'x', sku: null }], [['no_code', null]]],
	['an item without sales account', [{}], [{ account: null, taxCode: 'OUTPUT2' }], [['no_account', 'GTX Pro']]],
	['an item without tax, nor its account', [{}], [{ account: '260' }], [['no_tax_code', 'GTX Pro']]],
])('lists %s', (_, crm, ledger, expected) => {
	expect(
		kinds(
			crm.map((one) => product(one)),
			ledger.map((one) => sold(one)),
		),
	).toEqual(expected);
});

it('asks for no tax code where the books need none', () => {
	expect(kinds([product()], [sold({ account: '260' })], { taxCodes: false })).toEqual([]);
});

describe('mends', () => {
	const mendsOf = (crm: CrmProduct[], ledger: LedgerItem[], direction: CompareOptions['direction']) =>
		compareProducts(crm, ledger, { ...options, direction }).flatMap(({ mend }) => (mend === null ? [] : [mend]));
	const dearer = product({ prices: { GBP: 130 } });

	it('only in the direction chosen, with the price in the currency of the books', () => {
		expect(mendsOf([dearer], [sold()], 'none')).toEqual([]);
		const price = { do: 'price', code: 'GTX Pro', currency: 'GBP' };
		expect(mendsOf([dearer], [sold()], 'crm_to_ledger')).toEqual([{ ...price, unitPrice: 130 }]);
		expect(mendsOf([dearer], [sold()], 'ledger_to_crm')).toEqual([{ ...price, unitPrice: 100 }]);
		expect(mendsOf([dearer], [], 'crm_to_ledger')).toEqual([{ ...price, do: 'create', unitPrice: 130 }]);
		expect(mendsOf([dearer], [], 'ledger_to_crm')).toEqual([]);
	});

	it('never a price by an empty one or none, and nothing that is uncertain', () => {
		expect(mendsOf([product({ prices: { GBP: null } })], [sold()], 'crm_to_ledger')).toEqual([]);
		expect(mendsOf([product({ prices: { GBP: 0 } })], [sold()], 'crm_to_ledger')).toEqual([]);
		expect(mendsOf([product({ sku: 'GTXPro' })], [sold()], 'crm_to_ledger')).toEqual([]);
		expect(mendsOf([product(), product({ id: 'p2' })], [], 'crm_to_ledger')).toEqual([]);
	});
});

describe('whatever the lists are', () => {
	const code = fc.constantFrom('A', 'a ', 'PLAN-10', 'PLAN-1O', 'GTX Pro', 'GTXPro', 'GXTPro', 'SHIRT-S', 'SHIRT-M');
	const name = fc.constantFrom('Advice', 'Care', 'Set-up', 'GTX');
	const crm = fc.array(
		fc.record({ sku: fc.option(code), name, active: fc.boolean(), price: fc.constantFrom(null, 0, 10, 10.5) }),
		{ maxLength: 8 },
	);
	const ledger = fc.array(
		fc.record({ code, name, active: fc.boolean(), sold: fc.boolean(), unitPrice: fc.constantFrom(null, 0, 10) }),
		{ maxLength: 8 },
	);
	const productsOf = (rows: Array<{ sku: string | null; name: string; active: boolean; price: number | null }>) =>
		rows.map(({ price, ...row }, at) => product({ ...row, id: `p${at}`, prices: { GBP: price } }));
	const itemsOf = (rows: Array<Partial<LedgerItem>>) => rows.map((row, at) => sold({ ...row, id: `i${at}` }));
	const shownOf = (findings: Finding[]) =>
		findings.map(({ kind, crm: here, ledger: there }) =>
			[kind, ...here.map(({ id }) => id), ...there.map(({ id }) => id)].join(),
		);

	it('their order does not matter', () => {
		fc.assert(
			fc.property(crm, ledger, (left, right) => {
				const [products, items] = [productsOf(left), itemsOf(right)];
				const there = shownOf(compareProducts(products, items, options)).sort();
				const back = compareProducts([...products].reverse(), [...items].reverse(), options);
				expect(shownOf(back).sort()).toEqual(there);
			}),
		);
	});

	it('each product in use is in a finding, or has an equal one on the other side', () => {
		fc.assert(
			fc.property(crm, ledger, (left, right) => {
				const [products, items] = [productsOf(left), itemsOf(right)];
				const found = compareProducts(products, items, options);
				const named = new Set(found.flatMap((one) => [...one.crm, ...one.ledger].map(({ id }) => id)));
				const codes = new Set(found.map(({ code: told }) => told?.trim().toLowerCase()));
				const isTold = (id: string | null, own: string | null) =>
					named.has(id) || codes.has(own?.trim().toLowerCase());
				const equal = (one: CrmProduct, other: LedgerItem) =>
					one.sku?.trim().toLowerCase() === other.code.trim().toLowerCase();
				for (const one of products.filter(({ active }) => active))
					expect(isTold(one.id, one.sku) || items.some((other) => equal(one, other))).toBe(true);
				for (const other of items.filter((one) => one.active && one.sold))
					expect(isTold(other.id, other.code) || products.some((one) => equal(one, other))).toBe(true);
			}),
		);
	});

	it('a code is as near to another as that is to it', () => {
		fc.assert(
			fc.property(code, code, (a, b) => areNear(bareCode(a), bareCode(b)) === areNear(bareCode(b), bareCode(a))),
		);
	});
});

it('compares 5,000 products with 5,000 items in a moment', () => {
	const at = (n: number) => `SKU-${String(n).padStart(5, '0')}`;
	const products = Array.from({ length: 5_000 }, (_, n) => product({ id: `p${n}`, sku: at(n), name: at(n) }));
	const items = Array.from({ length: 5_000 }, (_, n) => sold({ id: `i${n}`, code: at(n + 10), name: at(n + 10) }));
	expect(compareProducts(products, items, options)).toHaveLength(20);
});
