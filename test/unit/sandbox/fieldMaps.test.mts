import type { Call } from '../../../sandbox/core/types.mts';
import { checkCall } from '../../support/fieldMaps.mts';
import { EXEMPT_FIELDS } from '../../support/fieldMaps/exemptions.mts';
import { Checker } from '../../support/fieldMaps/checker.mts';
import { hubspotModels, RULES } from '../../support/fieldMaps/hubspot.mts';
import { KINDS, PARTS, xeroModels } from '../../support/fieldMaps/xero.mts';

function call(
	system: Call['system'],
	method: string,
	path: string,
	asked: unknown,
	answered: unknown,
	status = 200,
): Call {
	const text = (body: unknown): string => (body === undefined ? '' : JSON.stringify(body));
	const host = system === 'xero' ? 'api.xero.com' : 'api.hubapi.com';
	const headers = { requestHeaders: {}, responseHeaders: {} };
	const rest = { n: 1, at: 0, ms: 0, account: null, write: false, committed: false, fault: null };
	return {
		...rest,
		...headers,
		system,
		method,
		host,
		path,
		status,
		requestBody: text(asked),
		responseBody: text(answered),
	};
}

const INVOICES = '/api.xro/2.0/Invoices';
const DEALS = '/crm/objects/2026-09/deals';

describe('Xero', () => {
	const answer = (invoice: object) =>
		call('xero', 'GET', `${INVOICES}?page=1`, undefined, { Id: '1', Status: 'OK', Invoices: [invoice] });

	test('passes what the client knows', () => {
		expect(
			checkCall(
				answer({
					Type: 'ACCREC',
					Total: 1.5,
					Date: '/Date(1518685950940+0000)/',
					DateString: '2018-02-15T00:00:00',
				}),
			),
		).toEqual([]);
		expect(
			checkCall(answer({ LineItems: [{ Quantity: 1, Tracking: [{ Name: 'Region', Option: 'North' }] }] })),
		).toEqual([]);
		expect(
			checkCall(
				answer({
					UpdatedDateUTC: '/Date(1518685950940+0000)/',
					Contact: { Balances: { AccountsReceivable: { Outstanding: 1 } } },
				}),
			),
		).toEqual([]);
	});

	test('finds an unknown field, asked and answered, however deep', () => {
		expect(checkCall(answer({ Colour: 'red' }))).toEqual([
			'GET api.xero.com/api.xro/2.0/Invoices 200 answered: Invoices[].Colour: Invoice knows no such field',
		]);
		expect(
			checkCall(answer({ LineItems: [{ Tracking: [{ Colour: 'red' }] }, { Tracking: [{ Colour: 'blue' }] }] })),
		).toHaveLength(1);
		const asked = checkCall(call('xero', 'PUT', INVOICES, { Invoices: [{ invoiceNumber: '1' }] }, undefined));
		expect(asked[0]).toContain('asked: Invoices[].invoiceNumber: Invoice knows no such field');
	});

	test.each([
		[{ Total: '1.50' }, 'Invoices[].Total: not a number: "1.50"'],
		[{ Reference: 7 }, 'Invoices[].Reference: not a text: 7'],
		[{ Reference: null }, 'Invoices[].Reference: not a text: null'],
		[{ SentToContact: 'true' }, 'Invoices[].SentToContact: not true or false: "true"'],
		[{ UpdatedDateUTC: 'today' }, 'Invoices[].UpdatedDateUTC: not a date: "today"'],
		[{ Status: 'SENT' }, 'Invoices[].Status: not a Invoice.StatusEnum: "SENT"'],
		[{ CurrencyCode: 'XXY' }, 'Invoices[].CurrencyCode: not a CurrencyCode: "XXY"'],
		[{ LineItems: {} }, 'Invoices[].LineItems: not a list: {}'],
		[{ Contact: 'Acme' }, 'Invoices[].Contact: not a Contact: "Acme"'],
	])('finds another type: %j', (invoice, finding) => {
		expect(checkCall(answer(invoice))).toEqual([`GET api.xero.com${INVOICES} 200 answered: ${finding}`]);
	});

	test('checks errors, parts of records and single elements of a write', () => {
		const refusal = (element: object) => {
			const body = { ErrorNumber: 10, Type: 'ValidationException', Message: 'x', Elements: [element] };
			return checkCall(call('xero', 'PUT', INVOICES, undefined, body, 400));
		};
		expect(
			refusal({
				Type: 'ACCREC',
				InvoiceID: '1',
				ValidationErrors: [{ Message: 'x' }],
				HasValidationErrors: true,
			}),
		).toEqual([]);
		expect(refusal({ ValidationErrors: [{ Text: 'x' }] })).toHaveLength(1);
		expect(refusal({ Colour: 'red' })).toHaveLength(1);
		const history = { HistoryRecords: [{ Details: 'x' }] };
		expect(checkCall(call('xero', 'PUT', `${INVOICES}/1/History`, history, history))).toEqual([]);
		expect(
			checkCall(call('xero', 'PUT', `${INVOICES}/1/History`, { HistoryRecords: [{ Note: 'x' }] }, history)),
		).toHaveLength(1);
		expect(checkCall(call('xero', 'POST', '/api.xro/2.0/Payments/1', { Status: 'DELETED' }, undefined))).toEqual(
			[],
		);
		expect(checkCall(call('xero', 'POST', '/api.xro/2.0/Payments', { Amount: 1 }, undefined))).toEqual([]);
		expect(checkCall(call('xero', 'POST', '/api.xro/2.0/Payments', { Amount: '1' }, undefined))).toHaveLength(1);
		const problem = {
			Type: null,
			Title: 'Unauthorized',
			Status: 401,
			Detail: 'TokenExpired',
			Instance: '1',
			Extensions: {},
		};
		expect(checkCall(call('xero', 'GET', INVOICES, undefined, problem, 401))).toEqual([]);
		expect(checkCall(call('xero', 'GET', INVOICES, undefined, { ...problem, Status: '401' }, 401))).toHaveLength(1);
	});
});

describe('HubSpot', () => {
	const deal = {
		id: '1',
		properties: { dealname: 'A', amount: null },
		createdAt: '2026-11-01T09:00:00.000Z',
		updatedAt: '2026-11-01T09:00:00Z',
		archived: false,
	};

	test('passes what the client knows, at dated and at older paths', () => {
		const read = { inputs: [{ id: '1' }], properties: ['dealname'], propertiesWithHistory: [] };
		const batch = { status: 'COMPLETE', results: [deal], startedAt: deal.createdAt, completedAt: deal.createdAt };
		for (const path of ['/crm/objects/2026-09/deals', '/crm/v3/objects/0-3']) {
			expect(checkCall(call('hubspot', 'POST', `${path}/batch/read`, read, batch))).toEqual([]);
			expect(checkCall(call('hubspot', 'GET', `${path}/1?archived=false`, undefined, deal))).toEqual([]);
		}
		const search = {
			filterGroups: [{ filters: [{ propertyName: 'a', operator: 'EQ', value: '1' }] }],
			properties: [],
			limit: 1,
			after: '0',
		};
		expect(checkCall(call('hubspot', 'POST', `${DEALS}/search`, search, { total: 1, results: [deal] }))).toEqual(
			[],
		);
	});

	test.each([
		[
			'POST',
			'/batch/update',
			{ inputs: [{ id: '1', properties: {}, colour: 'red' }] },
			undefined,
			'asked: inputs[].colour: SimplePublicObjectBatchInput knows no such field',
		],
		[
			'POST',
			'/batch/update',
			{ inputs: [{ id: 1, properties: {} }] },
			undefined,
			'asked: inputs[].id: not a text: 1',
		],
		['PATCH', '/1', { properties: { amount: 3 } }, undefined, 'asked: properties.amount: not a text: 3'],
		[
			'POST',
			'/search',
			{ filterGroups: [{ filters: [{ operator: 'LIKE' }] }] },
			undefined,
			'asked: filterGroups[].filters[].operator: not a FilterOperatorEnum: "LIKE"',
		],
		['GET', '/1', undefined, { ...deal, createdAt: 1 }, 'answered: createdAt: not a date: 1'],
		[
			'GET',
			'/1',
			undefined,
			{ ...deal, colour: 'red' },
			'answered: colour: SimplePublicObjectWithAssociations knows no such field',
		],
	])('finds: %s %s %j %j', (method, path, asked, answered, finding) => {
		expect(checkCall(call('hubspot', method, DEALS + path, asked, answered))).toEqual([
			`${method} api.hubapi.com${DEALS}${path} 200 ${finding}`,
		]);
	});

	test('checks errors, whole and per element', () => {
		const error = {
			status: 'error',
			message: 'x',
			correlationId: 'c',
			category: 'VALIDATION_ERROR',
			errors: [{ message: 'y', context: { propertyName: ['a'] } }],
		};
		expect(checkCall(call('hubspot', 'PATCH', `${DEALS}/1`, undefined, error, 400))).toEqual([]);
		expect(
			checkCall(call('hubspot', 'PATCH', `${DEALS}/1`, undefined, { ...error, colour: 'red' }, 400)),
		).toHaveLength(1);
		const partly = {
			status: 'COMPLETE',
			results: [],
			numErrors: 1,
			errors: [{ status: 'error', category: 'x', message: 'y', context: { ids: ['9'] } }],
		};
		expect(checkCall(call('hubspot', 'POST', `${DEALS}/batch/read`, undefined, partly, 207))).toEqual([]);
		expect(
			checkCall(
				call(
					'hubspot',
					'POST',
					`${DEALS}/batch/read`,
					undefined,
					{ ...partly, errors: [{ colour: 'red' }] },
					207,
				),
			),
		).toHaveLength(1);
	});
});

test('a body at an endpoint nobody named is a finding; forms and texts are not', () => {
	expect(checkCall(call('hubspot', 'GET', '/crm/objects/2026-09/a/b/c/d', undefined, {}))[0]).toContain(
		'no model is named',
	);
	expect(checkCall(call('xero', 'GET', '/api.xro/2.0/Journals', undefined, { Journals: [] }))[0]).toContain(
		'no model is named',
	);
	expect(
		checkCall({
			...call('xero', 'POST', '/connect/token', undefined, {}),
			requestBody: 'grant_type=refresh_token',
		}),
	).toEqual([]);
	expect(
		checkCall({ ...call('xero', 'GET', INVOICES, undefined, undefined, 404), responseBody: 'not found' }),
	).toEqual([]);
});

test('exempt fields are only those that the clients do not know as they are', () => {
	const idle = (['xero', 'hubspot'] as const).flatMap((system) => {
		const models = system === 'xero' ? xeroModels : hubspotModels;
		return EXEMPT_FIELDS[system].filter(({ model, field, type }) =>
			models.fields(model)?.some((known) => known.baseName === field && known.type === type),
		);
	});
	expect(idle).toEqual([]);
});

test("every model that an endpoint names is one of the clients'", () => {
	const hubspot = new Checker(hubspotModels, EXEMPT_FIELDS.hubspot);
	for (const { asked, answered, partly } of RULES) {
		for (const model of [asked, answered, partly]) if (model) expect(() => hubspot.check({}, model)).not.toThrow();
	}
	const xero = new Checker(xeroModels, EXEMPT_FIELDS.xero);
	for (const kind of Object.values({ ...KINDS, ...PARTS })) {
		for (const model of [kind!.list, kind!.element, `Refused${kind!.element}`])
			expect(() => xero.check({}, model)).not.toThrow();
	}
});

test('is fast: a page of 1,000 contacts takes less than 100 ms', () => {
	const contact = {
		ContactID: '1',
		Name: 'A',
		Addresses: [{ AddressType: 'POBOX', City: 'B' }],
		Phones: [{ PhoneType: 'DDI' }],
		IsCustomer: true,
	};
	const page = call('xero', 'GET', '/api.xro/2.0/Contacts', undefined, {
		Contacts: Array.from({ length: 1000 }, () => contact),
	});
	checkCall(page);
	const start = performance.now();
	checkCall(page);
	expect(performance.now() - start).toBeLessThan(100);
});
