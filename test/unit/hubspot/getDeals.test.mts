import type { Result } from '../../../nodes/shared/model/result';
import { companyWith, record, won } from './company.mts';
import { over, whole } from './port.mts';

function value<T>(result: Result<T> | undefined): T {
	if (!result?.ok) throw new Error(JSON.stringify(result));
	return result.value;
}

describe('a deal read whole', () => {
	const company = companyWith({
		deals: [
			record(
				'501',
				{
					...won,
					dealname: 'Two lines',
					deal_currency_code: 'USD',
					hubspot_owner_id: '88345601',
					hs_object_source: 'IMPORT',
				},
				{
					line_items: ['702', '701', '703'],
					companies: ['301', '302'],
					contacts: ['402', '401'],
					quotes: ['801', '802', '803'],
				},
			),
			record(
				'502',
				{ ...won, dealname: 'Billed elsewhere' },
				{ companies: ['301', { id: '302', label: 'Bill to' }] },
			),
			record('503', { ...won, dealname: 'By its contact', amount: null }, { contacts: ['403'] }),
			record('504', { ...won, dealname: 'Nobody', hubspot_owner_id: '88345606' }),
		],
		line_items: [
			record('701', {
				name: 'Second',
				quantity: '1.125',
				price: '19.99',
				hs_discount_percentage: '12.5',
				hs_position_on_quote: '2',
			}),
			record('702', {
				name: 'First',
				hs_sku: ' GTX-1 ',
				quantity: '3',
				price: '10',
				discount: '0.5',
				hs_position_on_quote: '1',
			}),
			record('703', {
				name: 'Support',
				quantity: '1',
				price: '100',
				recurringbillingfrequency: 'quarterly',
				hs_recurring_billing_period: 'P1Y',
				hs_recurring_billing_start_date: '2026-12-01',
				hs_tax_rate_group_id: '9001',
			}),
		],
		companies: [
			record(
				'301',
				{ name: 'Acme', domain: 'acme.example' },
				{ contacts: [{ id: '404', label: 'Billing contact' }] },
			),
			record('302', { name: 'Acme Holding', closed_loop_billing_email: 'ap@holding.example' }),
			record('303', { name: 'Via contact', closed_loop_accounting_customer: 'xero t-1 c-1' }),
		],
		contacts: [
			record('401', { firstname: 'Ann', lastname: 'Lee', email: 'ann@acme.example' }),
			record('402', { email: 'bob@acme.example' }),
			record('403', { firstname: 'Cy' }, { companies: ['303'] }),
			record('404', { firstname: 'Dee', email: 'accounts@acme.example' }),
		],
		quotes: [
			record('801', { hs_title: 'Old offer', hs_quote_status: 'PUBLISHED', hs_quote_amount: '90' }),
			record('802', {
				hs_title: 'Signed',
				hs_quote_status: 'EXPIRED',
				hs_esign_date: '2026-11-05T10:00:00.000Z',
				hs_quote_number: 'Q-7',
				hs_quote_amount: '120.50',
			}),
			record(
				'803',
				{ hs_title: 'Newer offer', hs_quote_status: 'PUBLISHED' },
				{},
				{ createdAt: '2026-11-09T08:00:00.000Z' },
			),
		],
		tax_rates: [{ id: '9001', name: 'VAT', label: 'VAT', percentageRate: 20, active: true }],
	});

	it('has its lines in their order, with discounts, periods and the tax of the library', async () => {
		const { open } = await over(company);
		const [result] = await open().getDeals(['501'], whole);
		const deal = value(result);
		expect(deal.lines.map((line) => line.name)).toEqual(['First', 'Second', 'Support']);
		expect(deal.lines[0]).toMatchObject({
			sku: 'GTX-1',
			quantity: 3,
			unitPrice: 10,
			discount: { perUnit: 0.5 },
			amount: 28.5,
			period: 'once',
			taxPercent: null,
		});
		expect(deal.lines[1]).toMatchObject({ sku: null, quantity: 1.125, discount: { percent: 12.5 }, amount: 19.68 });
		expect(deal.lines[2]).toMatchObject({
			period: 'quarterly',
			periods: 4,
			startDate: '2026-12-01',
			taxPercent: 20,
		});
		expect(deal).toMatchObject({
			currency: 'USD',
			won: true,
			imported: true,
			closedOn: '2026-11-10',
			amount: 100,
			stage: { name: 'Closed won' },
		});
		expect(deal.owner).toMatchObject({ id: '88345601', active: true });
	});

	it('takes the accepted quote, whatever its status reads now', async () => {
		const { open } = await over(company);
		const [result] = await open().getDeals(['501'], whole);
		expect(value(result).quote).toEqual({
			id: '802',
			number: 'Q-7',
			title: 'Signed',
			status: 'accepted',
			total: 120.5,
			currency: null,
			acceptedOn: '2026-11-05',
		});
	});

	it('takes the oldest contact first, and the billing contact of the company last', async () => {
		const { open } = await over(company);
		const [result] = await open().getDeals(['501'], whole);
		const deal = value(result);
		expect(deal.company).toMatchObject({ id: '301', chosenBy: 'primary' });
		expect(deal.contacts.map(({ id, name, billing }) => [id, name, billing])).toEqual([
			['401', 'Ann Lee', false],
			['402', 'bob@acme.example', false],
			['404', 'Dee', true],
		]);
	});

	it('tells of a contact its link and its payment terms, for where people are billed', async () => {
		const { open } = await over(
			companyWith({
				deals: [record('501', won, { companies: ['301'] }), record('502', won, { contacts: ['401'] })],
				companies: [record('301', { name: 'Acme' }, { contacts: [{ id: '404', label: 'Billing contact' }] })],
				contacts: [
					record('401', { firstname: 'Ann', closed_loop_payment_terms: '14 days' }),
					record('404', { firstname: 'Dee' }),
				],
			}),
		);
		const [ofCompany, own] = await open().getDeals(['501', '502'], { ...whole, billTo: 'people' });
		// The bookkeeper of the company is not the person to be billed.
		expect(value(ofCompany).contacts).toEqual([]);
		expect(value(own).contacts).toMatchObject([
			{ url: value(own).url.replace('/0-3/502', '/0-1/401'), paymentTerms: '14 days' },
		]);
	});

	it('takes the oldest of several companies labelled "Bill to", whatever order they come in', async () => {
		const billTo = (id: string) => ({ id, label: 'Bill to' });
		const { open } = await over(
			companyWith({
				deals: [
					record('501', won, { companies: [billTo('1002'), billTo('301')] }),
					record('502', won, { companies: [billTo('301'), billTo('1002')] }),
				],
				companies: [record('301', { name: 'Acme' }), record('1002', { name: 'Acme Two' })],
			}),
		);
		const deals = await open().getDeals(['501', '502'], whole);
		expect(deals.map((deal) => value(deal).company?.id)).toEqual(['301', '301']);
	});

	it('bills the company labelled "Bill to", else the company of the contact, else none', async () => {
		const { open } = await over(company);
		const [labelled, byContact, nobody] = await open().getDeals(['502', '503', '504'], whole);
		expect(value(labelled).company).toMatchObject({
			id: '302',
			billingEmail: 'ap@holding.example',
			chosenBy: 'bill_to',
		});
		expect(value(byContact).company).toMatchObject({
			id: '303',
			chosenBy: 'contact',
			customerLinks: [{ ledger: 'xero', organisationId: 't-1', ledgerId: 'c-1' }],
		});
		expect(value(byContact).amount).toBeNull();
		expect(value(nobody)).toMatchObject({
			company: null,
			contacts: [],
			lines: [],
			quote: null,
			owner: { active: false },
		});
	});

	it('answers in the order asked for, each with its own problem', async () => {
		const { open } = await over(company);
		const link = `https://app.hubspot.com/contacts/${company.hubspot.account.portalId}/record/0-3/502`;
		const results = await open().getDeals(
			[link, '999', 'https://app.hubspot.com/contacts/1/deal/501', 'Acme', '501'],
			whole,
		);
		expect(results.map((result) => (result.ok ? result.value.id : result.problem.code))).toEqual([
			'502',
			'not_found',
			'other_account',
			'not_a_deal',
			'501',
		]);
	});

	it('has another revision when what is billed changes, and the same when anything else does', async () => {
		const { sandbox, open } = await over(company);
		const revision = async (): Promise<string> => value((await open().getDeals(['501'], whole))[0]).revision;
		const before = await revision();
		await sandbox.act('hubspot', 'editDeal', '501', { dealname: 'Renamed', description: 'Now described' });
		expect(await revision()).toBe(before);
		await sandbox.act('hubspot', 'editLineItem', '702', { price: '11' });
		expect(await revision()).not.toBe(before);
	});

	it('reads when it was first won only where it is older than Bill From', async () => {
		const old = record(
			'505',
			won,
			{},
			{
				createdAt: '2026-09-01T08:00:00.000Z',
				propertiesWithHistory: {
					dealstage: [
						{ value: 'closedwon', timestamp: '2026-11-10T12:00:00.000Z' },
						{ value: 'contractsent', timestamp: '2026-10-20T12:00:00.000Z' },
						{ value: 'closedwon', timestamp: '2026-10-02T09:30:00.000Z' },
					],
				},
			},
		);
		const { open, calls } = await over(companyWith({ deals: [old, record('506', won)] }));
		const deals = await open().getDeals(['505', '506'], { ...whole, historyBefore: '2026-11-01' });
		expect(deals.map((deal) => value(deal).firstWonAt)).toEqual(['2026-10-02T09:30:00.000Z', null]);
		expect(calls().filter((path) => path === 'POST /crm/objects/deals/batch/read')).toHaveLength(2);
	});
});

describe('records that were merged', () => {
	it('are answered under the id they were asked by', async () => {
		const { sandbox, open } = await over(
			companyWith({
				deals: [record('501', won, { companies: ['301'] })],
				companies: [record('301', { name: 'Old' }), record('302', { name: 'Survivor' })],
			}),
		);
		await sandbox.act('hubspot', 'mergeCompanies', '302', { other: '301' });
		const [stored] = await open().readBilling([{ dealId: '501', companyId: '301', contactId: null }]);
		expect(stored).toMatchObject({ ok: true, value: { customerLinks: [] } });
	});
});

describe('a broken read', () => {
	const company = companyWith({
		deals: [
			record('501', { ...won, hubspot_owner_id: '88345601' }, { line_items: ['701'], companies: ['301'] }),
			record('502', won),
		],
		line_items: [record('701', { name: 'Line', quantity: '1', price: '5' })],
		companies: [record('301', { name: 'Acme' })],
	});

	it.each([
		'/associations/2026-09/deals/line_items',
		'/line_items/batch/read',
		'/objects/2026-09/companies/batch/read',
		'/owners',
	])('of %s is an error, never a deal with less in it', async (path) => {
		const { sandbox, open } = await over(company);
		sandbox.addFault({ kind: 'status', status: 500, system: 'hubspot', path });
		await expect(open().getDeals(['501', '502'], whole)).rejects.toMatchObject({
			problem: { code: 'server_error' },
		});
	});
});
