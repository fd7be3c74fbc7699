import { defaultFields } from '../../../nodes/shared/systems/hubspot/fieldNames';
import { storedFinancials } from '../../../nodes/shared/systems/hubspot/financialProperties';
import { fields } from '../../../nodes/shared/systems/hubspot/fields';
import { nothingStored } from '../billing/financialRecords.mts';
import { companyWith, record } from './company.mts';
import { over } from './port.mts';

const all = nothingStored({
	balance: 1.1,
	overdue: 0,
	notDue: 1.1,
	days1To30: 2,
	days31To60: 3,
	days61To90: 4,
	days91AndMore: 5,
	unallocatedCredit: 6,
	creditLimit: 7,
	creditAvailable: -8,
	lastInvoice: 'INV-1',
	lastInvoiceDate: '2026-11-24',
	billed12Months: 9,
	paid12Months: 10,
	averageDaysToPay: 11,
	shareOnTime: 99.5,
	billedInTotal: 12,
	paidInTotal: 13,
	historySince: '2019-01-01',
	accountStatus: 'Owes nothing',
	asOf: '2026-11-25',
	bought: 'One\nTwo',
});

describe('the figures of a customer', () => {
	it('stand in properties that Setup Create Fields makes', () => {
		for (const type of ['companies', 'contacts'] as const) {
			const made = fields[type].map(({ name }) => name);
			expect(storedFinancials.names.filter((name) => !made.includes(name))).toEqual([]);
		}
	});

	it.each(['company', 'contact'] as const)(
		'read back from a %s as they were written, and a null clears',
		async (type) => {
			const { open } = await over(
				companyWith({
					companies: [record('7', { name: 'A' })],
					contacts: [record('7', { email: 'a@b.example' })],
				}),
			);
			const port = open();
			await port.createFields();
			const read = async () => {
				const [customer] = await port.getCustomers([{ type, id: '7' }], defaultFields);
				return customer?.ok ? customer.value.financials : null;
			};
			expect(await read()).toEqual(nothingStored());
			expect(await port.writeFinancials([{ type, id: '7', financials: all }])).toEqual([
				{ ok: true, value: undefined },
			]);
			expect(await read()).toEqual(all);
			await port.writeFinancials([{ type, id: '7', financials: { creditAvailable: null, bought: null } }]);
			expect(await read()).toEqual({ ...all, creditAvailable: null, bought: null });
		},
	);
});

describe('linked customers', () => {
	it('are all that carry a line, past one page of a search', async () => {
		const companies = Array.from({ length: 450 }, (_, index) =>
			record(String(1000 + index), {
				name: `C${index}`,
				...(index % 2 === 0 ? { closed_loop_accounting_customer: `sage b-1 c-${index}` } : {}),
			}),
		);
		const { open, calls } = await over(companyWith({ companies }));
		const port = open();
		// Contacts lack the property until then.
		await expect(port.linkedCustomers()).rejects.toMatchObject({ problem: { code: 'fields_missing' } });
		await port.createFields();
		calls();
		const found = await port.linkedCustomers();
		expect(found).toHaveLength(225);
		expect(found[224]).toEqual({
			type: 'company',
			id: '1448',
			customerLinks: [{ ledger: 'sage', organisationId: 'b-1', ledgerId: 'c-448' }],
		});
		expect(calls()).toHaveLength(3);
	});
});

describe('contacts of a company', () => {
	it('are those that have it as their first, or no first one and it as the oldest', async () => {
		const { open, sandbox } = await over(
			companyWith({
				companies: ['301', '302'].map((id) => record(id, { name: id })),
				contacts: [
					record('401', { firstname: 'Own' }, { companies: ['301'] }),
					record('402', { firstname: 'Other' }, { companies: ['302', '301'] }),
					record('403', { firstname: 'None' }),
				],
			}),
		);
		// By the API a contact may be tied to companies without a primary one (279).
		const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 }];
		const answer = await sandbox.fetch(
			new Request('https://api.hubapi.com/crm/associations/2026-09/contacts/companies/batch/create', {
				method: 'POST',
				headers: { Authorization: `Bearer ${sandbox.hubspot.token}`, 'Content-Type': 'application/json' },
				body: JSON.stringify({
					inputs: ['302', '301'].map((id) => ({ from: { id: '403' }, to: { id }, types })),
				}),
			}),
		);
		expect(answer.status).toBeLessThan(300);
		const names = (await open().contactsOf(['301', '302'])).map((found) =>
			found.ok ? found.value.map(({ name }) => name) : [],
		);
		expect(names).toEqual([['Own', 'None'], ['Other']]);
	});
});
