import { describe, expect, test } from '@jest/globals';
import { resolveCustomers } from '../../../nodes/ClosedLoopAccounting/customers/resolveCustomers';
import type { CustomerOptions } from '../../../nodes/ClosedLoopAccounting/customers/customerStep';
import type { Deal } from '../../../nodes/shared/model/deal';
import type { AccountingPort } from '../../../nodes/shared/systems/accounting';
import type { XeroRecord } from '../../../sandbox/core/types.mts';
import { contact, guidOf, openBooks, silence, TENANT_ID } from '../../unit/xero/books.mts';
import { company, line, settings, wonDeal } from './deals.mts';

const options: CustomerOptions = {
	settings,
	ifExists: 'unchanged',
	preview: false,
	stopIfMoreThan: 25,
	run: '1001',
	now: Date.now(),
};

async function find(port: AccountingPort, deals: Deal[], more: Partial<CustomerOptions> = {}) {
	return (await resolveCustomers(port, deals, { ...options, ...more })).map((result) => {
		if (!result.ok) throw new Error(result.problem.message);
		return result.value;
	});
}

const dealOf = (id: string, of: ReturnType<typeof company> | null, more: Partial<Deal> = {}) =>
	wonDeal(id, of, [line('Setup', 1, 100)], more);

describe('the customer of a deal', () => {
	test('is found by stored id, by name without legal form, else made once', async () => {
		const { port, asked } = openBooks((file) =>
			file.Contacts.push(contact('Known Under Another Name'), contact('ACME Ltd.')),
		);
		const links = [
			{ ledger: 'xero' as const, organisationId: TENANT_ID, ledgerId: guidOf('Known Under Another Name') },
		];
		const found = await find(port, [
			dealOf('1', company('1', 'Known', { customerLinks: links })),
			dealOf('2', company('2', 'Acme')),
			dealOf('3', company('3', 'Brand New')),
			dealOf('4', company('3', 'Brand New')),
		]);
		expect(found.map(({ customer }) => [customer?.name, customer?.outcome])).toEqual([
			['Known Under Another Name', 'unchanged'],
			['ACME Ltd.', 'linked'],
			['Brand New', 'created'],
			['Brand New', 'created'],
		]);
		expect(asked.filter(({ method }) => method === 'PUT').flatMap(({ body }) => body?.['Contacts'])).toHaveLength(
			1,
		);
	});

	test('that is near another is asked about once, with the links of both', async () => {
		const { port } = openBooks((file) => file.Contacts.push(contact('Acme Widgets')));
		const of = company('1', 'Acme');
		const [near] = await find(port, [dealOf('1', of)]);
		expect(near?.deal.hold).toMatchObject({ code: 'customer_question', by: 'finance' });
		expect(near?.deal.hold?.what).toContain(`Is Acme (${of.url}) the same customer as Acme Widgets (https://`);
	});

	test('a deal that is not billed makes no customer', async () => {
		const { port, asked } = openBooks();
		const found = await find(port, [
			dealOf('1', company('1', 'Too Early'), { closedOn: '2020-01-01' }),
			dealOf('2', company('2', 'Imported'), { imported: true }),
			dealOf('3', null),
		]);
		expect(found.map(({ deal }) => [deal.hold?.code, deal.billing.outcome])).toEqual([
			['before_bill_from', 'skipped'],
			['imported', 'held'],
			['no_company', 'held'],
		]);
		expect(asked.filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	test('two companies of one name in one run are one customer, as they are when it is run again', async () => {
		const { port, xero } = openBooks();
		const found = await find(port, [dealOf('1', company('1', 'Acme')), dealOf('2', company('2', 'ACME Ltd.'))]);
		expect(new Set(found.map(({ customer }) => customer?.ledgerId)).size).toBe(1);
		expect(found.map(({ customer }) => customer?.outcome)).toEqual(['created', 'linked']);
		expect((xero.dump() as Array<{ Contacts: XeroRecord[] }>)[0]?.Contacts).toHaveLength(1);
	});

	test('preview and a ceiling write nothing', async () => {
		const { port, asked } = openBooks();
		const deals = [dealOf('1', company('1', 'One')), dealOf('2', company('2', 'Two'))];
		const seen = await find(port, deals, { preview: true });
		expect(seen.map(({ customer }) => [customer?.would, customer?.ledgerId])).toEqual([
			['create', null],
			['create', null],
		]);
		const over = await find(port, deals, { stopIfMoreThan: 1 });
		expect(over.map(({ deal }) => deal.hold?.code)).toEqual(['over_limit', 'over_limit']);
		expect(asked.filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	test('is filled or overwritten only when asked, and what differs is told', async () => {
		const fill = () => openBooks((file) => file.Contacts.push(contact('Acme', { TaxNumber: 'GB1' })));
		const of = company('1', 'Acme', { vatNumber: 'GB1', phone: '0113 496 0000' });
		const [left] = await find(fill().port, [dealOf('1', of)]);
		expect(left?.customer?.differences?.map(({ field }) => field)).toContain('email');
		const [filled] = await find(fill().port, [dealOf('1', of)], { ifExists: 'fill' });
		expect(filled?.customer).toMatchObject({ outcome: 'updated', email: 'accounts@company1.example' });
	});

	test('whose answer was lost is looked up, one that cannot be found is uncertain', async () => {
		const lost = openBooks(undefined, async ({ method }, pass) => {
			if (method !== 'PUT') return undefined;
			await pass();
			return silence();
		});
		const [made] = await find(lost.port, [dealOf('1', company('1', 'Acme'))]);
		expect(made?.customer).toMatchObject({ outcome: 'created', name: 'Acme' });
		const never = openBooks(undefined, ({ method }) => (method === 'PUT' ? silence() : undefined));
		const [unknown] = await find(never.port, [dealOf('1', company('1', 'Acme'))]);
		expect(unknown?.deal).toMatchObject({ hold: { code: 'uncertain' }, billing: { outcome: 'uncertain' } });
	});

	test('what Xero refuses is held in its words and its neighbour is made', async () => {
		const { port } = openBooks();
		const found = await find(port, [
			dealOf('1', company('1', 'Bad Mail', { billingEmail: 'no mail address' })),
			dealOf('2', company('2', 'Good')),
		]);
		expect(found[0]?.deal.hold?.code).toBe('not_accepted');
		expect(found[1]?.customer?.outcome).toBe('created');
	});
});
