/** Rules of apis/hubspot.md that the official client does not reach: dated paths, limits of batches and searches, refusals. */
import { openWorld, SEARCH_LAG_MS, type World } from './support.mts';

let world: World;
beforeEach(async () => (world = await openWorld({ listen: false })));
afterEach(async () => await world.close());

const DEALS = '/crm/objects/2026-09/deals';
const search = async (body: unknown, type = 'deals') =>
	await world.call('POST', `/crm/objects/2026-09/${type}/search`, body);
const where = (propertyName: string, operator: string, rest: object = {}) => ({
	filterGroups: [{ filters: [{ propertyName, operator, ...rest }] }],
	sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
});
const found = async (body: unknown, type = 'deals') => {
	const { status, body: answer } = await search(body, type);
	expect([status, answer.message]).toEqual([200, undefined]);
	return answer.results.map(({ id }: { id: string }) => id);
};

test.each(['/crm/v3/objects/deals/101', '/crm/objects/2026-03/deal/101', '/crm/objects/2026-09/0-3/101'])(
	'%s',
	async (path) => {
		expect((await world.call('GET', path)).body.id).toBe('101');
	},
);

test('refuses unknown versions, types, paths and hosts', async () => {
	expect((await world.call('GET', '/crm/objects/2027-03/deals/101')).status).toBe(404);
	expect((await world.call('GET', '/crm/objects/2026-09/dragons/101')).status).toBe(400);
	expect((await world.call('GET', '/crm/objects/2026-09/deals/101/associations/companies')).status).toBe(404);
	expect((await world.call('GET', '/crm/v4/objects/deals/101/associations/companies')).status).toBe(200);
	expect((await world.call('GET', '/nowhere')).body).toContain('<html>');
	await expect(world.sandbox.fetch(new Request('https://example.com/'))).rejects.toThrow('not simulated');
});

describe('signs in', () => {
	test('without, with a wrong, and with a narrow token', async () => {
		expect((await world.call('GET', `${DEALS}/101`, undefined, 'wrong')).body).toMatchObject({
			status: 'error',
			category: 'INVALID_AUTHENTICATION',
		});
		const narrow = world.sandbox.hubspot.issueKey(['crm.objects.deals.read']);
		expect((await world.call('GET', `${DEALS}/101`, undefined, narrow)).status).toBe(200);
		const refused = await world.call('PATCH', `${DEALS}/101`, { properties: {} }, narrow);
		expect([refused.status, refused.body.context.missingScopes]).toEqual([403, ['crm.objects.deals.write']]);
		expect(
			(
				await world.call(
					'POST',
					'/crm/properties/2026-09/deals/groups',
					{},
					world.sandbox.hubspot.issueKey(['crm.objects.deals.write']),
				)
			).status,
		).toBe(403);
	});

	test('each account by its own token', async () => {
		const theirs = await world.call('GET', `${DEALS}/101`, undefined, 'pat-na1-sandbox-222');
		expect(theirs.body.properties.dealname).toBe('Theirs');
		expect((await world.call('GET', '/account-info/2026-09/details')).body).toMatchObject({
			portalId: 111,
			companyCurrency: 'GBP',
			utcOffset: '+00:00',
		});
		expect(world.sandbox.calls.map(({ account }) => account)).toEqual(['222', '111']);
	});
});

describe('values', () => {
	const write = async (properties: object) => await world.call('PATCH', `${DEALS}/102`, { properties });

	test.each([
		[{ unheard_of: '1' }, 'PROPERTY_DOESNT_EXIST'],
		[{ hs_is_closed_won: 'true' }, 'READ_ONLY_VALUE'],
		[{ amount: 'a lot' }, 'INVALID_INTEGER'],
		[{ dealtype: 'odd' }, 'INVALID_OPTION'],
		[{ deal_currency_code: 'EUR' }, 'INVALID_OPTION'],
		[{ hubspot_owner_id: '999' }, 'INVALID_OPTION'],
		[{ dealstage: 'registered' }, 'INVALID_OPTION'],
		[{ closedate: 'soon' }, 'INVALID_LONG'],
		[{ description: 'x'.repeat(65_537) }, 'INVALID_LENGTH'],
	])('refuses %j', async (properties, error) => {
		const { status, body } = await write(properties);
		expect([status, body.category, body.errors[0].code]).toEqual([400, 'VALIDATION_ERROR', error]);
		expect(body.message).toMatch(/^Property values were not valid: \[\{"isValid":false/);
		expect(world.sandbox.calls.at(-1)).toMatchObject({ write: true, committed: false });
	});

	test('are text, cleared by the empty one, and normalised', async () => {
		const { body } = await write({ amount: 12.5, closedate: 1764000000000, description: '', dealname: 'New' });
		expect(body.properties).toMatchObject({
			amount: '12.5',
			closedate: '2025-11-24T16:00:00.000Z',
			dealname: 'New',
		});
		expect(body.properties).not.toHaveProperty('description');
	});

	test('a new deal needs a name and a stage', async () => {
		const { status, body } = await world.call('POST', DEALS, { properties: { amount: '1' } });
		expect([status, body.errors[0].code]).toEqual([400, 'MISSING_REQUIRED_PROPERTY']);
		expect(
			(await world.call('POST', DEALS, { properties: { dealname: 'N', dealstage: 'closedwon' } })).status,
		).toBe(201);
	});

	test('unique ones hold across records', async () => {
		const { status, body } = await world.call('POST', '/crm/objects/2026-09/contacts', {
			properties: { email: 'BUYER@acme.example' },
		});
		expect([status, body.message]).toEqual([409, 'Contact already exists. Existing ID: 301']);
	});

	test('lines are rounded half up to the minor unit of the currency', async () => {
		const line = (
			await world.call(
				'GET',
				'/crm/objects/2026-09/line_items/401?properties=amount,hs_total_discount,hs_line_item_currency_code',
			)
		).body;
		expect(line.properties).toMatchObject({
			amount: '20.00',
			hs_total_discount: '10.00',
			hs_line_item_currency_code: 'GBP',
		});
		const care = (
			await world.call(
				'GET',
				'/crm/objects/2026-09/line_items/402?properties=hs_tcv,hs_arr,hs_recurring_billing_number_of_payments',
			)
		).body;
		expect(care.properties).toMatchObject({
			hs_tcv: '360.00',
			hs_arr: '360.00',
			hs_recurring_billing_number_of_payments: '12',
		});
		await world.call('PATCH', `${DEALS}/101`, { properties: { deal_currency_code: 'JPY' } });
		expect(
			(await world.call('GET', '/crm/objects/2026-09/line_items/401?properties=amount')).body.properties.amount,
		).toBe('20');
	});
});

test('a won deal carries what HubSpot computes, and its history', async () => {
	await world.sandbox.act('hubspot', 'winDeal', '102');
	const { body } = await world.call('POST', `${DEALS}/batch/read`, {
		inputs: [{ id: '102' }],
		properties: [
			'hs_is_closed_won',
			'hs_closed_won_date',
			'hs_v2_date_entered_closedwon',
			'hs_v2_date_exited_qualifiedtobuy',
			'closedate',
		],
		propertiesWithHistory: ['dealstage'],
	});
	const at = '2026-11-24T12:00:00.000Z';
	expect(body.results[0].properties).toMatchObject({
		hs_is_closed_won: 'true',
		hs_closed_won_date: at,
		hs_v2_date_entered_closedwon: at,
		hs_v2_date_exited_qualifiedtobuy: at,
		closedate: at,
	});
	expect(body.results[0].propertiesWithHistory.dealstage.map(({ value }: { value: string }) => value)).toEqual([
		'closedwon',
		'qualifiedtobuy',
	]);
});

describe('search', () => {
	test.each([
		['EQ', where('dealname', 'EQ', { value: 'WON' }), ['101']],
		['NEQ', where('dealstage', 'NEQ', { value: 'closedwon' }), ['102', '103']],
		['options are case-sensitive', where('dealstage', 'EQ', { value: 'ClosedWon' }), []],
		['IN wants lower case for texts', where('dealname', 'IN', { values: ['won', 'Open'] }), ['101']],
		['NOT_IN', where('dealname', 'NOT_IN', { values: ['won'] }), ['102', '103']],
		['GT on ids', where('hs_object_id', 'GT', { value: '101' }), ['102', '103']],
		['LTE on numbers', where('amount', 'LTE', { value: '100' }), ['101', '102', '103']],
		['GTE in milliseconds', where('closedate', 'GTE', { value: String(Date.UTC(2026, 10, 21)) }), ['103']],
		['BETWEEN', where('closedate', 'BETWEEN', { value: '2026-11-20', highValue: '2026-11-21' }), ['101']],
		['HAS_PROPERTY', where('hubspot_owner_id', 'HAS_PROPERTY'), ['102']],
		['NOT_HAS_PROPERTY', where('hubspot_owner_id', 'NOT_HAS_PROPERTY'), ['101', '103']],
		['CONTAINS_TOKEN', where('dealname', 'CONTAINS_TOKEN', { value: 'op*' }), ['102']],
		['NOT_CONTAINS_TOKEN', where('dealname', 'NOT_CONTAINS_TOKEN', { value: 'won' }), ['102', '103']],
		['associations', where('associations.company', 'EQ', { value: '202' }), ['101', '102']],
	])('%s', async (_name, body, ids) => {
		expect(await found(body)).toEqual(ids);
	});

	const many = (count: number) =>
		Array.from({ length: count }, () => ({ propertyName: 'amount', operator: 'HAS_PROPERTY' }));
	test.each([
		['six groups', { filterGroups: Array.from({ length: 6 }, () => ({ filters: many(1) })) }],
		['seven filters', { filterGroups: [{ filters: many(7) }] }],
		['19 filters', { filterGroups: [6, 6, 6, 1].map((count) => ({ filters: many(count) })) }],
		['a page of 201', { limit: 201 }],
		['past 10,000', { limit: 200, after: '9900' }],
		['3,001 characters', { query: 'x'.repeat(3000) }],
		['two sorts', { sorts: ['amount', 'dealname'] }],
		['an unknown property', where('unheard_of', 'EQ', { value: '1' })],
		['an unknown operator', where('amount', 'LIKE', { value: '1' })],
	])('refuses %s', async (_name, body) => {
		expect((await search(body)).body).toMatchObject({ status: 'error', category: 'VALIDATION_ERROR' });
	});

	test('pages, and ignores unknown properties asked for', async () => {
		const first = (await search({ limit: 2, properties: ['dealname', 'unheard_of'] })).body;
		expect([first.total, first.paging.next.after]).toEqual([3, '2']);
		expect(Object.keys(first.results[0].properties).sort()).toEqual([
			'createdate',
			'dealname',
			'hs_lastmodifieddate',
			'hs_object_id',
		]);
		expect((await search({ limit: 2, after: first.paging.next.after })).body.results).toHaveLength(1);
	});

	test('does not see a new record yet, and never an archived one', async () => {
		const { id } = (await world.call('POST', DEALS, { properties: { dealname: 'N', dealstage: 'closedwon' } }))
			.body;
		expect(await found({})).not.toContain(id);
		world.clock.advance(SEARCH_LAG_MS);
		expect(await found({})).toContain(id);
		await world.call('DELETE', `${DEALS}/${id}`);
		expect(await found({})).not.toContain(id);
	});
});

describe('batches', () => {
	const batch = async (verb: string, inputs: object[], type = 'deals') =>
		await world.call('POST', `/crm/objects/2026-09/${type}/batch/${verb}`, { inputs });

	test('take 100, and 50 where past values are asked for', async () => {
		const ids = (count: number) => Array.from({ length: count }, (_, index) => ({ id: String(index) }));
		expect((await batch('read', ids(101))).status).toBe(400);
		const withHistory = { inputs: ids(51), propertiesWithHistory: ['dealstage'] };
		expect((await world.call('POST', `${DEALS}/batch/read`, withHistory)).body.message).toContain('is 50');
	});

	test('fail as a whole without trace ids, and one by one with them', async () => {
		const good = { id: '101', properties: { dealname: 'A' } };
		const bad = { id: '102', properties: { dealtype: 'odd' } };
		expect((await batch('update', [good, bad])).status).toBe(400);
		expect((await world.call('GET', `${DEALS}/101`)).body.properties.dealname).toBe('Won');
		const partly = await batch('update', [
			{ ...good, objectWriteTraceId: 'a' },
			{ ...bad, objectWriteTraceId: 'b' },
		]);
		expect(partly.status).toBe(207);
		expect(partly.body).toMatchObject({
			numErrors: 1,
			results: [{ id: '101', objectWriteTraceId: 'a' }],
			errors: [{ category: 'VALIDATION_ERROR', context: { objectWriteTraceId: ['b'] } }],
		});
	});

	test('an update names each record once, and tells those that are missing', async () => {
		expect(
			(
				await batch('update', [
					{ id: '101', properties: {} },
					{ id: '101', properties: {} },
				])
			).body.message,
		).toContain('Duplicate IDs');
		const { status, body } = await batch('update', [
			{ id: '101', properties: { dealname: 'A' } },
			{ id: '9', properties: {} },
		]);
		expect([status, body.results.length, body.errors[0].context.ids]).toEqual([207, 1, ['9']]);
	});

	test('line items that are alike become one', async () => {
		const line = { properties: { name: 'Twin', quantity: '1', price: '1' } };
		const { status, body } = await batch(
			'create',
			[line, line, { properties: { ...line.properties, hs_position_on_quote: '1' } }],
			'line_items',
		);
		expect([status, body.results.length]).toEqual([201, 2]);
	});

	test('read associations in a thousand, and name those that have none', async () => {
		const inputs = (count: number) => ({
			inputs: Array.from({ length: count }, (_, index) => ({ id: String(101 + index) })),
		});
		const path = '/crm/associations/2026-09/deals/line_items/batch/read';
		expect((await world.call('POST', path, inputs(1001))).status).toBe(400);
		const { status, body } = await world.call('POST', path, inputs(2));
		expect(status).toBe(207);
		expect(body.results).toEqual([expect.objectContaining({ from: { id: '101' } })]);
		expect(body.errors[0]).toMatchObject({
			subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
			context: { fromObjectId: ['102'] },
		});
	});
});

test("the portal's rules hold from 2026-09 on, record by record", async () => {
	await world.sandbox.act('hubspot', 'requireProperty', '', {
		when: 'dealstage',
		value: 'closedwon',
		requires: 'hs_next_step',
	});
	const properties = { dealname: 'A' };
	expect((await world.call('PATCH', '/crm/v3/objects/deals/101', { properties })).status).toBe(200);
	const refused = await world.call('PATCH', `${DEALS}/101`, { properties });
	expect([refused.status, refused.body.errors[0].code]).toEqual([400, 'MISSING_CONDITIONAL_REQUIRED_PROPERTY']);
	const inputs = ['101', '102'].map((id) => ({ id, properties, objectWriteTraceId: id }));
	const { status, body } = await world.call('POST', `${DEALS}/batch/update`, { inputs });
	expect([status, body.results[0].id, body.errors[0].context.objectWriteTraceId]).toEqual([207, '102', ['101']]);
});

test('logged activity moves the last change of what it is logged on; a line does not', async () => {
	const changed = async () => (await world.call('GET', `${DEALS}/101`)).body.updatedAt;
	const before = await changed();
	await world.call('PATCH', '/crm/objects/2026-09/line_items/401', { properties: { quantity: '4' } });
	expect(await changed()).toBe(before);
	const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 214 }];
	const note = { properties: { hs_timestamp: '2026-11-24' }, associations: [{ to: { id: '101' }, types }] };
	expect((await world.call('POST', '/crm/objects/2026-09/notes', note)).status).toBe(201);
	expect(await changed()).toBe('2026-11-24T12:00:00.000Z');
});

test('a billing answer is found by its label', async () => {
	await expect(world.sandbox.act('hubspot', 'answerBilling', '101', { answer: 'Bill it' })).rejects.toThrow(
		'Setup Create Fields',
	);
	const options = [{ label: 'Bill it', value: 'bill_it' }];
	const question = { name: 'any_name', label: 'Billing answer', type: 'enumeration', fieldType: 'select', options };
	await world.call('POST', '/crm/properties/2026-09/deals', { ...question, groupName: 'dealinformation' });
	await world.sandbox.act('hubspot', 'answerBilling', '101', { answer: 'Bill it' });
	expect((await world.call('GET', `${DEALS}/101?properties=any_name`)).body.properties.any_name).toBe('bill_it');
});

test('settings', async () => {
	expect((await world.call('GET', '/tax-rates/2026-09/tax-rates')).body.results[0]).toMatchObject({
		id: '91',
		percentageRate: 20,
		active: true,
	});
	expect(
		(await world.call('GET', '/settings/currencies/2026-09/exchange-rates/current')).body.results.map(
			(rate: any) => rate.fromCurrencyCode,
		),
	).toEqual(['USD', 'JPY', 'KWD']);
});

test('a dump starts the same company again', async () => {
	await world.call('PATCH', `${DEALS}/102`, { properties: { dealstage: 'closedwon' } });
	await world.call('POST', '/crm/properties/2026-09/deals', {
		name: 'own',
		label: 'Own',
		type: 'string',
		fieldType: 'text',
		groupName: 'dealinformation',
	});
	const dump = JSON.parse(JSON.stringify(world.sandbox.dump()));
	const again = await openWorld({ listen: false, company: dump });
	expect(again.sandbox.dump().hubspot).toEqual(dump.hubspot);
	await again.close();
});
