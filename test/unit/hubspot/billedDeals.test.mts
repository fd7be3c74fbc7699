import { companyWith, record, won } from './company.mts';
import { over } from './port.mts';

const guid = (index: number) => `${String(index).padStart(8, '0')}-AAAA-4aaa-8aaa-aaaaaaaaaaaa`;

describe('deals of invoices', () => {
	it('are found by 100 long ids in searches that HubSpot takes', async () => {
		const ids = Array.from({ length: 100 }, (_, index) => String(1000 + index));
		const { open, calls } = await over(companyWith({ deals: ids.map((id) => record(id, won)) }));
		const port = open();
		await port.createFields();
		const stored = ids.map((dealId, index) => ({
			dealId,
			companyId: null,
			contactId: null,
			billing: { ledger: 'xero' as const, invoiceId: guid(index) },
			customerLinks: null,
		}));
		await port.writeBilling(stored);
		calls();
		const wanted = ids.map((_, index) => ({ id: guid(index), alsoInText: false }));
		expect(await port.dealsOfInvoices('xero', wanted)).toEqual(ids.map((id) => [id]));
		expect(calls()).toEqual(Array.from({ length: 2 }, () => 'POST /crm/objects/deals/search'));
		expect(await port.dealsOfInvoices('sage', wanted.slice(0, 1))).toEqual([[]]);
		expect(calls()).toHaveLength(1);
	});

	it('are every deal that carries one, and found in Invoices where they are asked for there', async () => {
		const { open, calls } = await over(companyWith({ deals: ['501', '502'].map((id) => record(id, won)) }));
		const port = open();
		await port.createFields();
		const billing = {
			ledger: 'quickbooks' as const,
			invoiceId: '146',
			invoices: 'HS0000-501 | 7 | Paid | GBP total 1450.00 | paid 1450.00 | due 0.00 | 145',
		};
		const write = (dealId: string) => ({ dealId, companyId: null, contactId: null, billing, customerLinks: null });
		await port.writeBilling([write('501'), write('502')]);
		calls();
		const look = (id: string, alsoInText: boolean) => port.dealsOfInvoices('quickbooks', [{ id, alsoInText }]);
		expect(await look('146', true)).toEqual([['501', '502']]);
		expect(calls()).toHaveLength(1);
		expect(await look('145', false)).toEqual([[]]);
		expect(await look('145', true)).toEqual([['501', '502']]);
		// A number that stands there as something else is no invoice.
		expect(await look('1450', true)).toEqual([[]]);
	});

	it('are not to be found before our fields are there', async () => {
		const { open } = await over(companyWith({}));
		const look = open().dealsOfInvoices('sage', [{ id: 'a', alsoInText: true }]);
		await expect(look).rejects.toMatchObject({ problem: { code: 'fields_missing' } });
	});

	it('are read with what a changed invoice needs, one that is gone by itself', async () => {
		const { open } = await over(companyWith({ deals: [record('501', { ...won, dealname: 'Roof' })] }));
		const [deal, gone] = await open().billedDeals(['501', '999']);
		expect(deal).toMatchObject({
			ok: true,
			value: {
				id: '501',
				name: 'Roof',
				won: true,
				closedOn: '2026-11-10',
				owner: null,
				billing: { status: null },
			},
		});
		expect(gone).toMatchObject({ ok: false, problem: { code: 'not_found' } });
	});
});
