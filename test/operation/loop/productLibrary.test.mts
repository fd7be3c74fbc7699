import { believableCompany } from '../../../sandbox/company/believable.mts';
import type { BooksIn } from '../../../sandbox/company/books.mts';
import type { LedgerItem } from '../../../nodes/shared/model/organisation';
import { startLedger, type Json, type Ledger } from '../accounting/ledger.mts';
import { portOf } from '../crm/step.mts';
import { closeWorlds, PRODUCT_LIBRARY } from '../../support/world.mts';

/** Template 7 over a price list that has drifted in every way that a run can plant on each ledger. */
afterAll(closeWorlds);

const file = { ...believableCompany() };
file.hubspot = { ...file.hubspot, products: [] };

/** What each side is seeded with, and what the list must say of it. */
async function drifted(ledger: Ledger): Promise<{ planted: string[]; account: string }> {
	const account = String((await ledger.itemOptions())['account']);
	const port = ledger.port();
	const draft = (code: string) => ({
		...{ code, name: `Item ${code}`, description: null, unitPrice: 40, account, purchaseAccount: null },
		...{ taxCode: null, kind: 'service' as const, active: true },
	});
	const codes = ['CL-ALMOST', 'CL-RETIRED', 'CL-UNKNOWN'];
	const made = await port.createItems(codes.map(draft), { fresh: 0, run: 'seed' });
	const retired = made[1];
	// Xero has no archive of items.
	const archives = ledger.name !== 'xero';
	if (archives && retired?.ok) await port.updateItems([{ id: retired.value.id, fields: { active: false } }]);
	const items = (await ledger.port().items()).filter(({ sold, active }) => sold && active);
	const priced = ({ unitPrice }: LedgerItem) => Number((unitPrice ?? 0) === 0);
	const listed = items.filter(({ code }) => !codes.includes(code)).sort((a, b) => priced(a) - priced(b));
	const [dearer, renamed, ...same] = listed as [LedgerItem, LedgerItem, ...LedgerItem[]];
	const like = ({ code, name, unitPrice }: LedgerItem) => ({
		sku: code,
		name,
		...(unitPrice !== null && { unitPrice }),
	});
	const crm = portOf(ledger.world);
	const results = await crm.createProducts([
		...same.map(like),
		{ ...like(dearer), unitPrice: (dearer.unitPrice ?? 0) + 5 },
		{ ...like(renamed), name: 'Sold under another name' },
		{ sku: 'CL-ONLY-CRM', name: 'Known to sales alone', unitPrice: 75.5 },
		{ sku: 'CL ALMOST', name: 'Mistyped' },
		{ sku: 'CL-TWICE', name: 'First of two' },
		{ sku: 'cl-twice', name: 'Second of two' },
		{ sku: 'CL-RETIRED', name: 'Item CL-RETIRED', unitPrice: 40 },
		{ sku: '', name: 'No code at all' },
	]);
	expect(results.filter(({ ok }) => !ok)).toEqual([]);
	ledger.world.sandbox.clearCalls();
	const planted = [
		`price_differs ${dearer.code}`,
		`name_differs ${renamed.code}`,
		'missing_in_ledger CL-ONLY-CRM',
		'missing_in_crm CL-UNKNOWN',
		'code_almost CL ALMOST',
		'duplicate_in_crm CL-TWICE',
		'no_sku null',
		...(archives ? ['inactive_in_ledger CL-RETIRED'] : []),
	];
	return { planted: planted.sort(), account };
}

describe.each<[BooksIn]>([['xero'], ['quickbooks'], ['sage']])('with the books in %s', (books) => {
	let ledger: Ledger;
	let planted: string[];
	let account: string;
	let before: string;

	const run = async (settings: Json) => {
		ledger.world.sandbox.clearCalls();
		const flow = ledger.world.template(PRODUCT_LIBRARY, { salesAccount: account, ...settings });
		const outcome = await ledger.world.engine.run(flow, 'Run now');
		expect(outcome.error).toBeNull();
		return outcome;
	};
	const listed = async (settings: Json = {}) => {
		const items = (await run(settings)).items('Compare products') as Json[];
		return items
			.flatMap(({ finding }) => (finding === undefined ? [] : [`${finding.kind} ${finding.code}`]))
			.filter((one) => !/^no_(account|tax_code)/.test(one))
			.sort();
	};
	const lines = () => JSON.stringify(ledger.world.sandbox.dump().hubspot.line_items);

	beforeEach(async () => {
		ledger = await startLedger(books, file);
		({ planted, account } = await drifted(ledger));
		before = lines();
	}, 60_000);

	it('lists what was planted and writes nothing, in preview or without a direction', async () => {
		expect(await listed()).toEqual(planted);
		const live = await run({ previewOnly: false });
		expect(ledger.world.writes()).toEqual([]);
		expect(live.items('Compare products')[0]).toMatchObject({
			summary: { findings: live.items('Compare products').length - 1, mends: 0 },
		});
		for (const direction of ['crm_to_ledger', 'ledger_to_crm']) {
			await run({ direction });
			expect(ledger.world.writes()).toEqual([]);
		}
	}, 60_000);

	it.each([
		['crm_to_ledger', ['missing_in_ledger', 'price_differs']],
		['ledger_to_crm', ['missing_in_crm', 'price_differs']],
	])(
		'%s mends what it may, once, and leaves deals alone',
		async (direction, mended) => {
			const live = { direction, previewOnly: false };
			await run(live);
			expect(ledger.world.writes().length).toBeGreaterThan(0);
			expect(await listed(live)).toEqual(planted.filter((one) => !mended.includes(one.split(' ')[0] as string)));
			expect(ledger.world.writes()).toEqual([]);
			expect(lines()).toBe(before);
		},
		60_000,
	);

	it('reads pages alone, and makes a product once although the answer was lost', async () => {
		await run({});
		expect(ledger.world.calls('hubspot').length).toBeLessThanOrEqual(2);
		expect(ledger.world.calls(ledger.name).length).toBeLessThanOrEqual(9);
		const live = { direction: 'ledger_to_crm', previewOnly: false };
		ledger.world.sandbox.addFault({
			system: 'hubspot',
			path: '/products/batch/create',
			kind: 'resetAfter',
			times: 1,
		});
		await run(live);
		await run(live);
		expect(ledger.world.writes()).toEqual([]);
		const library = await portOf(ledger.world).products();
		expect(library.filter(({ sku }) => sku === 'CL-UNKNOWN')).toHaveLength(1);
	}, 60_000);
});
