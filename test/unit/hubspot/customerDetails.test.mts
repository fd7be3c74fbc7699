/** Details of a customer on a company and a contact: written, read back, and who wrote them (rules.md section 8). */
import type { CrmCustomerFields } from '../../../nodes/shared/model/crmCustomer';
import { defaultFields } from '../../../nodes/shared/systems/hubspot/fieldNames';
import { companyWith, record } from './company.mts';
import { over } from './port.mts';

const address = {
	line1: '1 High Street',
	line2: 'Floor 3',
	city: 'Leeds',
	region: 'West Yorkshire',
	postalCode: 'LS1 4AP',
	country: 'United Kingdom',
};

const details: CrmCustomerFields = {
	billingName: 'Acme Ltd',
	billingEmail: 'accounts@acme.example',
	phone: '020 7946 0001',
	address,
	vatNumber: 'GB123456789',
	paymentTerms: '30 days',
	agreedValues: '{"org-1":{}}',
	customerQuestion: 'phone is "1" here and "2" there',
	customerAnswer: null,
};

const account = () =>
	over(
		companyWith({
			companies: [record('7', { name: 'A' })],
			contacts: [record('7', { email: 'a@b.example' })],
		}),
	);

describe('details of a customer', () => {
	it.each([
		['company' as const, address],
		['contact' as const, { ...address, line1: '1 High Street, Floor 3', line2: null }],
	])('read back from a %s as they were written, and a null clears', async (type, place) => {
		const port = (await account()).open();
		await port.createFields();
		const read = async () => {
			const [customer] = await port.getCustomers([{ type, id: '7' }], defaultFields);
			return customer?.ok ? customer.value : null;
		};
		expect(await port.writeCustomers([{ type, id: '7', fields: details }], defaultFields)).toEqual([
			{ ok: true, value: undefined },
		]);
		expect(await read()).toMatchObject({ ...details, address: place });
		await port.writeCustomers(
			[{ type, id: '7', fields: { billingEmail: null, customerQuestion: null } }],
			defaultFields,
		);
		expect(await read()).toMatchObject({ ...details, billingEmail: null, customerQuestion: null, address: place });
	});

	it('stand on a company where they are mapped to, on a contact under our own names', async () => {
		const { open, sandbox } = await account();
		const port = open();
		await port.createFields();
		const mapped = { ...defaultFields, billingEmail: 'domain', vatNumber: '' };
		const fields = { billingEmail: 'x@acme.example', vatNumber: 'GB1' };
		sandbox.clearCalls();
		const both = (['company', 'contact'] as const).map((type) => ({ type, id: '7', fields }));
		await port.writeCustomers(both, mapped);
		expect(sandbox.calls.map(({ requestBody }) => JSON.parse(requestBody).inputs[0].properties)).toEqual([
			{ domain: 'x@acme.example' },
			{ closed_loop_billing_email: 'x@acme.example', closed_loop_vat_number: 'GB1' },
		]);
	});

	it('tell which of them no person wrote, by the newest value of each', async () => {
		const { open, sandbox } = await account();
		const port = open();
		await port.createFields();
		const asked = async () =>
			await port.notByPerson(
				[{ type: 'company', id: '7', fields: ['phone', 'email', 'billingAddress'] }],
				defaultFields,
			);
		await sandbox.act('hubspot', 'editCompany', '7', {
			phone: '1',
			closed_loop_billing_email: 'a@b.example',
			city: 'York',
		});
		expect(await asked()).toEqual([{ ok: true, value: [] }]);
		await port.writeCustomers([{ type: 'company', id: '7', fields: { phone: '2' } }], defaultFields);
		expect(await asked()).toEqual([{ ok: true, value: ['phone'] }]);
		await sandbox.act('hubspot', 'editCompany', '7', { phone: '3' });
		expect(await asked()).toEqual([{ ok: true, value: [] }]);
	});
});
