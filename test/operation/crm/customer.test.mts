import { customerNumber } from '../../../nodes/shared/billing/key';
import type { CrmCustomer } from '../../../nodes/shared/model/crmCustomer';
import type { Financials } from '../../../nodes/shared/model/financials';
import { defaultFields } from '../../../nodes/shared/systems/hubspot/fieldNames';
import type { World } from '../../support/world.mts';
import { closeWorlds } from '../../support/world.mts';
import { financials } from '../../unit/billing/financialRecords.mts';
import { tenant } from '../../unit/billing/records.mts';
import { companyWith, record } from '../../unit/hubspot/company.mts';
import { NODE, portOf, run, world } from './step.mts';

afterAll(closeWorlds);

const owner = companyWith({}).hubspot.owners.find(({ archived }) => archived !== true);

/** Three companies, the first with two contacts of its own and one who belongs to another first. */
const file = companyWith({
	companies: [
		record('301', { name: 'Acme', domain: 'Acme.example', hubspot_owner_id: owner?.id ?? null }),
		record('302', { name: 'Birch' }),
		record('303', { name: 'Cedar' }),
	],
	contacts: [
		record('401', { firstname: 'Ann', email: 'ann@acme.example' }, { companies: ['301'] }),
		record('402', { firstname: 'Ben', email: 'ben@acme.example' }, { companies: ['301', '302'] }),
		record('403', { firstname: 'Cat', email: 'cat@birch.example' }, { companies: ['302', '301'] }),
		record('404', { firstname: 'Dee', email: 'dee@home.example' }),
	],
});
const crm = { system: 'hubspot' as const, accountId: String(file.hubspot.account.portalId) };

const LINK = 'closed_loop_accounting_customer';
const update = { resource: 'customer', operation: 'updateFinancials', previewOnly: false };

/** How a customer of these books stands. */
function of(ledgerId: string, number: string | null, changes: Partial<Financials> = {}): Financials {
	return financials({ customer: { ledgerId, name: `Customer ${ledgerId}`, number, url: null }, ...changes });
}

const numbered = (id: string, changes: Partial<Financials> = {}) =>
	of(`x-${id}`, customerNumber(crm, 'company', id), changes);

async function link(from: World, kind: 'Company' | 'Contact', id: string, text: string): Promise<void> {
	await from.sandbox.act('hubspot', `edit${kind}`, id, { [LINK]: text });
}

async function stored(from: World, type: CrmCustomer['type'], id: string): Promise<CrmCustomer> {
	const [customer] = await portOf(from).getCustomers([{ type, id }], defaultFields);
	from.sandbox.clearCalls();
	if (!customer?.ok) throw new Error(customer?.problem.message);
	return customer.value;
}

const line = (customer: CrmCustomer) => customer.financials.accountStatus;

describe('Customer: Update Financials', () => {
	it('writes figures onto the company of our number, and one line onto its contacts', async () => {
		const started = await world(file);
		const outcome = await run(started, update, [{ financials: numbered('301') }]);
		expect(outcome.items(NODE)).toMatchObject([
			{
				financials: { outcome: 'updated', balance: 3120 },
				crmCustomers: [{ type: 'company', id: '301', financials: { balance: 3120, averageDaysToPay: 34 } }],
			},
		]);
		expect(started.calls('hubspot').map(({ path }) => path.replace('/2026-09', ''))).toEqual([
			'/account-info/details',
			'/crm/objects/companies/batch/read',
			'/crm/associations/companies/contacts/batch/read',
			expect.stringMatching(/associations\/contacts\/companies|contacts\/batch\/read/),
			expect.stringMatching(/associations\/contacts\/companies|contacts\/batch\/read/),
			'/crm/objects/companies/batch/update',
			'/crm/objects/contacts/batch/update',
		]);
		const acme = await stored(started, 'company', '301');
		expect(acme.financials).toMatchObject({
			balance: 3120,
			overdue: 900,
			days1To30: 900,
			billed12Months: 12000.5,
			shareOnTime: 81.3,
			lastInvoice: 'INV-0042',
			lastInvoiceDate: '2026-11-20',
			asOf: '2026-11-24',
			bought: 'Set-up: last on 20 Nov 2026',
			creditAvailable: null,
		});
		expect(line(acme)).toContain('Owes 3,120.00 GBP, 900.00 GBP of it overdue, the oldest since 12 Nov 2026');
		expect(line(await stored(started, 'contact', '401'))).toBe(line(acme));
		expect(line(await stored(started, 'contact', '402'))).toBe(line(acme));
		// Hers is another company in the first place.
		expect(line(await stored(started, 'contact', '403'))).toBeNull();
	});

	it('writes nothing the second time, nor for another day alone', async () => {
		const started = await world(file);
		await run(started, update, [{ financials: numbered('301') }]);
		started.sandbox.clearCalls();
		const again = await run(started, update, [{ financials: numbered('301', { asOf: '2026-11-25' }) }]);
		expect(again.items(NODE)).toMatchObject([{ financials: { outcome: 'unchanged' } }]);
		expect(started.writes()).toEqual([]);
	});

	it('gives a contact that came later its line', async () => {
		const started = await world(file);
		await run(started, update, [{ financials: numbered('301') }]);
		await started.sandbox.act('hubspot', 'editContact', '401', { closed_loop_account_status: '' });
		started.sandbox.clearCalls();
		const outcome = await run(started, update, [{ financials: numbered('301') }]);
		expect(outcome.items(NODE)).toMatchObject([{ financials: { outcome: 'updated' } }]);
		expect(started.writes().map(({ path }) => path)).toEqual(['/crm/objects/2026-09/contacts/batch/update']);
	});

	it('finds records by the line in Accounting customer, one search for each kind', async () => {
		const started = await world(file);
		await link(started, 'Company', '302', `xero ${tenant} C-2\nsage other C-2`);
		await link(started, 'Contact', '404', `xero ${tenant} c-9`);
		started.sandbox.clearCalls();
		const items = [of('c-2', null), of('C-9', '4711'), of('c-3', null)].map((one) => ({ financials: one }));
		const outcome = await run(started, update, items);
		expect(outcome.items(NODE)).toMatchObject([
			{ financials: { outcome: 'updated' }, crmCustomers: [{ type: 'company', id: '302' }] },
			{ financials: { outcome: 'updated' }, crmCustomers: [{ type: 'contact', id: '404' }] },
			{
				financials: {
					outcome: 'skipped',
					reason: 'No company or contact says in Accounting customer that it is Customer c-3 in Acme UK',
				},
				crmCustomers: [],
			},
		]);
		expect(started.calls('hubspot').filter(({ path }) => path.endsWith('/search'))).toHaveLength(2);
		expect(line(await stored(started, 'contact', '404'))).toContain('Owes');
	});

	it("believes a record's own link before a number, and one of other books not at all", async () => {
		const started = await world(file);
		await link(started, 'Company', '301', `xero ${tenant} another`);
		await link(started, 'Company', '302', `xero ${tenant} x-301`);
		await link(started, 'Company', '303', 'xero other-books x-301');
		const outcome = await run(started, update, [{ financials: numbered('301') }]);
		expect(outcome.items(NODE)).toMatchObject([{ crmCustomers: [{ id: '302' }] }]);
		expect((outcome.items(NODE)[0]?.['crmCustomers'] as unknown[]).length).toBe(1);
	});

	it('writes onto every record with the same link, and says so', async () => {
		const started = await world(file);
		for (const id of ['302', '303']) await link(started, 'Company', id, `xero ${tenant} c-2`);
		const outcome = await run(started, update, [{ financials: of('c-2', null) }]);
		expect(outcome.items(NODE)).toMatchObject([
			{ financials: { outcome: 'updated', reason: '2 records say that they are this customer: Birch, Cedar' } },
		]);
		expect((await stored(started, 'company', '303')).financials.balance).toBe(3120);
	});

	it('adds up the customers that one company is', async () => {
		const started = await world(file);
		await link(started, 'Company', '302', `quickbooks ${tenant} 5 GBP\nquickbooks ${tenant} 6 EUR`);
		const items = ['5', '6'].map((id) => ({ financials: of(id, null, { ledger: 'quickbooks' }) }));
		await run(started, update, items);
		expect((await stored(started, 'company', '302')).financials).toMatchObject({
			balance: 6240,
			billed12Months: 24001,
		});
		expect(started.writes()).toEqual([]);
	});

	it('follows merged companies, and passes deleted ones', async () => {
		const started = await world(file);
		await link(started, 'Company', '302', `xero ${tenant} x-302`);
		await started.sandbox.act('hubspot', 'mergeCompanies', '301', { other: '302' });
		started.sandbox.clearCalls();
		const outcome = await run(started, update, [{ financials: numbered('302') }, { financials: numbered('999') }]);
		const [merged, missing] = outcome.items(NODE);
		expect(merged).toMatchObject({ financials: { outcome: 'updated' }, crmCustomers: [{ name: 'Acme' }] });
		expect(missing).toMatchObject({ financials: { outcome: 'skipped' } });
	});

	it('leaves a contact that is billed itself its own line', async () => {
		const started = await world(file);
		await link(started, 'Contact', '401', `xero ${tenant} p-1`);
		const own = of('p-1', null, { balance: 0, overdue: 0, oldestDue: null });
		await run(started, update, [{ financials: numbered('301') }]);
		expect(line(await stored(started, 'contact', '401'))).toBeNull();
		await run(started, update, [{ financials: numbered('301') }, { financials: own }]);
		expect(line(await stored(started, 'contact', '401'))).toContain('Owes nothing');
		started.sandbox.clearCalls();
		await run(started, update, [{ financials: numbered('301') }, { financials: own }]);
		expect(started.writes()).toEqual([]);
	});

	it('writes nothing in preview, and says what it would', async () => {
		const started = await world(file);
		const items = [{ financials: numbered('301') }, { financials: of('c-3', null) }];
		const outcome = await run(started, { ...update, previewOnly: true }, items);
		expect(outcome.items(NODE)).toMatchObject([
			{ financials: { would: 'update' }, crmCustomers: [{ financials: { balance: 3120 } }] },
			{ financials: { would: 'skip' } },
		]);
		expect(started.writes()).toEqual([]);
	});

	it('tells a refusal by a rule of the portal on that customer alone', async () => {
		const started = await world(file);
		await started.sandbox.act('hubspot', 'requireProperty', '', {
			type: 'companies',
			when: 'name',
			value: 'Birch',
			requires: 'industry',
		});
		const items = [{ financials: numbered('301') }, { financials: numbered('302') }];
		const outcome = await run(started, update, items, 'continueErrorOutput');
		expect(outcome.items(NODE)).toMatchObject([
			{ financials: { customer: { ledgerId: 'x-301' }, outcome: 'updated' } },
		]);
		expect(outcome.items(NODE, 1)).toMatchObject([{ details: { code: 'validation_rule' } }]);
	});

	it('says what it cannot use', async () => {
		const started = await world(file);
		const broken = await run(started, update, [{ financials: { ...numbered('301'), balance: '1' } }]);
		expect(broken.error?.message).toContain('financials.balance must be a number');
		expect((await run(started, update, [{}])).error?.message).toContain("'Financials' is empty");
		expect(started.calls('hubspot')).toEqual([]);
	});

	it('costs the pages of what it reads for 500 companies, and next to no writes the second day', async () => {
		const companies = Array.from({ length: 500 }, (_, index) =>
			record(String(1000 + index), { name: `C${index}` }),
		);
		const contacts = companies.map(({ id }, index) =>
			record(String(9000 + index), { firstname: 'X' }, { companies: [id] }),
		);
		const started = await world(companyWith({ companies, contacts }));
		const items = companies.map(({ id }) => ({ financials: numbered(id) }));
		await run(started, update, items);
		expect(started.calls('hubspot').length).toBeLessThanOrEqual(1 + 5 + 2 + 5 + 10);
		started.sandbox.clearCalls();
		items[7] = { financials: numbered('1007', { balance: 1, asOf: '2026-11-25' }) };
		await run(started, update, items);
		expect(started.writes()).toHaveLength(2);
	});
});

describe('Customer: Get and Get Many', () => {
	const get = { resource: 'customer', operation: 'get', customerType: 'company' };

	it('reads companies by id and link with what stands on them', async () => {
		const started = await world(file);
		await run(started, update, [{ financials: numbered('301') }]);
		await link(started, 'Company', '301', `xero ${tenant} x-301`);
		const companyRef = { __rl: true, mode: 'url', value: '={{ $json.ref }}' };
		const portal = file.hubspot.account.portalId;
		const outcome = await run(
			started,
			{ ...get, companyRef },
			[
				{ ref: `https://app.hubspot.com/contacts/${portal}/record/0-2/301` },
				{ ref: `https://app.hubspot.com/contacts/${portal}/record/0-1/401` },
				{ ref: '999' },
			],
			'continueErrorOutput',
		);
		expect(outcome.items(NODE)).toMatchObject([
			{
				crmCustomer: {
					type: 'company',
					id: '301',
					name: 'Acme',
					domain: 'acme.example',
					owner: { id: owner?.id },
					customerLinks: [{ ledger: 'xero', organisationId: tenant, ledgerId: 'x-301' }],
					financials: { balance: 3120 },
				},
			},
		]);
		expect(outcome.items(NODE, 1)).toMatchObject([
			{ details: { code: 'not_a_company' } },
			{ details: { code: 'not_found' } },
		]);
	});

	it('reads a contact', async () => {
		const contactRef = { __rl: true, mode: 'id', value: '401' };
		const outcome = await run(await world(file), { ...get, customerType: 'contact', contactRef });
		expect(outcome.items(NODE)).toMatchObject([
			{ crmCustomer: { type: 'contact', name: 'Ann', email: 'ann@acme.example' } },
		]);
	});

	it('lists those that are customers in a ledger, of an owner, or changed lately', async () => {
		const started = await world(file);
		await link(started, 'Company', '303', `xero ${tenant} x-303`);
		const many = {
			resource: 'customer',
			operation: 'getMany',
			customerType: 'company',
			linkedOnly: true,
			limit: 50,
		};
		const names = async (parameters: object) =>
			(await run(started, { ...many, ...parameters }))
				.items(NODE)
				.map((item) => [(item['crmCustomer'] as unknown as CrmCustomer).name, item['moreRemain']]);
		expect(await names({})).toEqual([['Cedar', false]]);
		expect(await names({ linkedOnly: false, limit: 2 })).toEqual([
			['Acme', true],
			['Birch', true],
		]);
		expect(await names({ linkedOnly: false, options: { owners: [owner?.id] } })).toEqual([['Acme', false]]);
		expect(await names({ linkedOnly: false, options: { changedSince: '2026-11-03' } })).toEqual([['Cedar', false]]);
		expect(await names({ linkedOnly: false, customerType: 'contact', limit: 1 })).toEqual([['Ann', true]]);
		expect((await run(started, { ...many, options: { changedSince: 'soon' } })).error?.message).toContain(
			"'Changed Since'",
		);
	});
});
