import { defaultFields } from '../../../nodes/shared/systems/hubspot/fieldNames';
import { billingPropertyNames } from '../../../nodes/shared/systems/hubspot/billingProperties';
import { fields } from '../../../nodes/shared/systems/hubspot/fields';
import { fields as mapping } from '../../../nodes/ClosedLoopCrm/descriptions/fields';
import { companyWith, record, won } from './company.mts';
import { over } from './port.mts';

describe('the table of our fields', () => {
	it('holds every property that we read or write', () => {
		const names = new Set(fields.deals.map(({ name }) => name));
		expect(billingPropertyNames.filter((name) => !names.has(name))).toEqual([]);
		const ours = Object.values(defaultFields).filter((name) => name.startsWith('closed_loop_'));
		expect(
			ours.filter((name) => ![...fields.deals, ...fields.companies].some((field) => field.name === name)),
		).toEqual([]);
	});

	it('names each property and label once', () => {
		for (const list of Object.values(fields)) {
			expect(new Set(list.map(({ name }) => name)).size).toBe(list.length);
			expect(new Set(list.map(({ label }) => label)).size).toBe(list.length);
		}
	});

	it('is what the node offers as defaults of its mapping', () => {
		const defaults = (mapping.options ?? []).map((option) => [
			option.name,
			'default' in option ? option.default : undefined,
		]);
		expect(Object.fromEntries(defaults)).toEqual(defaultFields);
	});
});

describe('Create Fields', () => {
	it('makes what is missing, and nothing when it is run again or only previewed', async () => {
		const { sandbox, open } = await over(companyWith({}));
		const writes = () => sandbox.calls.filter((call) => call.write).length;
		const preview = await open().createFields({ preview: true });
		expect(writes()).toBe(0);
		const first = await open().createFields();
		expect(first).toEqual(preview);
		expect(first.every(({ outcome }) => outcome === 'created')).toBe(true);
		const before = writes();
		const again = await open().createFields();
		expect(again.every(({ outcome }) => outcome === 'unchanged')).toBe(true);
		expect(writes()).toBe(before);
	});

	it('leaves a field of another type alone and says so, and adds options that a list lacks', async () => {
		const company = companyWith({});
		const custom = { groupName: 'dealinformation', description: '' };
		company.hubspot.properties = {
			deals: [
				{ ...custom, name: 'closed_loop_invoice_total', label: 'Total', type: 'string', fieldType: 'text' },
				{
					...custom,
					name: 'closed_loop_billing_answer',
					label: 'Answer',
					type: 'enumeration',
					fieldType: 'select',
					options: [{ label: 'Mine', value: 'mine', displayOrder: 0, hidden: false }],
				},
			],
		};
		const { open } = await over(company);
		const reports = await open().createFields();
		const outcome = (name: string) =>
			reports.find((report) => report.objectType === 'deals' && report.name === name);
		expect(outcome('closed_loop_invoice_total')).toMatchObject({ outcome: 'differs' });
		expect(outcome('closed_loop_billing_answer')).toMatchObject({ outcome: 'updated' });
		expect((await open().createFields()).find(({ name }) => name === 'closed_loop_billing_answer')).toMatchObject({
			outcome: 'unchanged',
		});
	});
});

describe('Check', () => {
	it('works before our fields exist, counts what is won and not billed, and says what is missing', async () => {
		const { sandbox, open } = await over(
			companyWith({
				deals: [
					record('501', { ...won, amount: '10.10' }, { companies: ['301'], line_items: ['701'] }),
					record('502', { ...won, amount: '20.20' }),
					record('503', { ...won, dealstage: 'contractsent' }, { companies: ['301'] }),
				],
				companies: [record('301', { name: 'Acme', country: 'UK' })],
				line_items: [record('701', { name: 'Line', hs_sku: 'A-1', quantity: '1', price: '5' })],
			}),
		);
		const setup = { pipelines: ['default'], billFrom: '2026-11-01', fields: defaultFields };
		const report = await open().check(setup);
		expect(report.missingFields).toHaveLength(Object.values(fields).flat().length);
		expect(report).toMatchObject({
			missingScopes: [],
			wonNotBilled: [{ month: '2026-11', deals: 2, amount: 30.3, currency: 'GBP' }],
			skus: ['A-1'],
			companies: [{ id: '301', name: 'Acme', country: 'UK' }],
		});
		expect(sandbox.calls.filter((call) => call.write)).toEqual([]);
	});
});
