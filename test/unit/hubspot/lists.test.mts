import { companyWith, record, won } from './company.mts';
import { over } from './port.mts';

describe('lists for drop-downs', () => {
	const company = companyWith({
		deals: [
			record('501', { ...won, dealname: 'Pool pumps' }, {}, { updatedAt: '2026-11-02T08:00:00.000Z' }),
			record('502', { ...won, dealname: 'Office chairs' }, {}, { updatedAt: '2026-11-03T08:00:00.000Z' }),
		],
	});

	it('name pipelines, stages with their pipeline, active owners and properties', async () => {
		const port = (await over(company)).open();
		expect(await port.list('pipelines')).toContainEqual({ value: 'renewals', name: 'Renewals' });
		expect(await port.list('stages')).toContainEqual({ value: 'closedwon', name: 'Sales: Closed won' });
		const owners = await port.list('owners');
		expect(owners.length).toBeGreaterThan(3);
		expect(owners.map(({ value }) => value)).not.toContain('88345606');
		expect((await port.list('dealProperties')).map(({ value }) => value)).toContain('dealname');
		expect((await port.list('companyProperties')).map(({ value }) => value)).toContain('domain');
	});

	it('show deals with their link, the latest changed first, or those that match', async () => {
		const port = (await over(company)).open();
		expect((await port.listDeals('')).map(({ value }) => value)).toEqual(['502', '501']);
		expect(await port.listDeals('pool')).toEqual([
			{ value: '501', name: 'Pool pumps', url: 'https://app.hubspot.com/contacts/24680135/record/0-3/501' },
		]);
	});
});
