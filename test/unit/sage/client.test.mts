import { describe, expect, test } from '@jest/globals';
import { sageGaps } from '../../../nodes/shared/systems/sage/gaps';
import { BUSINESS_ID, idIn } from '../../../nodes/shared/systems/sage/ids';
import { limitHit } from '../../../nodes/shared/systems/sage/limits';
import { openSage } from '../../../nodes/shared/systems/sage/sage';
import { sageWords } from '../../../nodes/shared/systems/sage/errors';
import { companyZone } from '../../../nodes/shared/systems/companyZone';
import type { HttpRequest, HttpResponse } from '../../../nodes/shared/transport/http';
import { SystemError } from '../../../nodes/shared/transport/systemError';
import { attempt, contact, draft, idOf, openBooks } from './books.mts';

const business = '0123456789abcdef0123456789abcdef';

/** A connector over answers of a test's own making. */
function stub(answer: (path: string, query: URLSearchParams, request: HttpRequest) => unknown) {
	const asked: string[] = [];
	const slept: number[] = [];
	let now = Date.parse('2026-11-25T10:00:00Z');
	const port = openSage({
		send: async (request) => {
			const url = new URL(request.url);
			asked.push(`${request.method} ${url.pathname.replace('/v3.1', '')}${url.search}`);
			const body = answer(url.pathname.replace('/v3.1', ''), url.searchParams, request);
			return isResponse(body) ? body : { status: 200, headers: { date: 'Wed, 25 Nov 2026 09:59:58 GMT' }, body };
		},
		sleep: async (ms) => {
			slept.push(ms);
			now += ms;
		},
		now: () => now,
		account: `${business} ${Math.random()}`,
		organisationId: business,
	});
	return { port, asked, slept };
}

function isResponse(body: unknown): body is HttpResponse {
	return typeof body === 'object' && body !== null && 'status' in body && 'headers' in body;
}

const list = (items: unknown[], more: object = {}) => ({
	$total: items.length,
	$page: 1,
	$next: null,
	$items_per_page: 200,
	$items: items,
	...more,
});

describe('pages', () => {
	const rates = (count: number, from = 0) =>
		Array.from({ length: count }, (_, index) => ({ id: `R${from + index}`, percentage: '5.0' }));

	test('are read by the count, whichever way Sage spells the page size', async () => {
		for (const size of ['$items_per_page', '$itemsPerPage']) {
			const { port, asked } = stub((_, query) => {
				const page = Number(query.get('page'));
				return {
					$total: 250,
					$page: page,
					$next: page < 3 ? `/tax_rates?page=${page + 1}` : null,
					[size]: 100,
					$items: rates(page < 3 ? 100 : 50, (page - 1) * 100),
				};
			});
			expect(await port.taxRates()).toHaveLength(250);
			expect(asked).toHaveLength(3);
		}
	});

	test('follow $next where the list grew meanwhile, and never loop on a last page that repeats itself', async () => {
		const { port, asked } = stub((_, query) => {
			const page = Math.min(Number(query.get('page')), 3);
			const items = rates(page < 3 ? 200 : 1, (page - 1) * 200);
			return list(items, {
				$total: page === 1 ? 400 : 401,
				$page: page,
				$next: '/tax_rates?page=4&items_per_page=200',
			});
		});
		expect(await port.taxRates()).toHaveLength(401);
		expect(asked).toHaveLength(4);
	});

	test('that overlap show each record once', async () => {
		const { port } = stub((_, query) =>
			list(query.get('page') === '1' ? rates(200) : rates(200, 199), {
				$total: 400,
				$page: Number(query.get('page')),
				$next: query.get('page') === '1' ? '/tax_rates?page=2' : null,
			}),
		);
		expect(await port.taxRates()).toHaveLength(399);
	});

	test('ask for 200 and all attributes, with the business on every call', async () => {
		let headers: Record<string, string> = {};
		const { port, asked } = stub((_path, _query, request) => {
			headers = request.headers;
			return list([]);
		});
		await port.taxRates();
		expect(asked[0]).toContain('attributes=all');
		expect(asked[0]).toContain('items_per_page=200');
		expect(headers['X-Business']).toBe(business);
	});

	test('an answer without a list is an error, never none', async () => {
		for (const body of [{}, [], null, { $items: 'none' }]) {
			await expect(stub(() => body).port.taxRates()).rejects.toMatchObject({ problem: { code: 'unexpected' } });
		}
	});
});

describe('numbers', () => {
	test('come as numbers or as texts', async () => {
		const { port } = stub(() =>
			list([
				{ id: 'A', percentage: '17.5' },
				{ id: 'B', percentage: 20 },
			]),
		);
		expect((await port.taxRates()).map(({ percent }) => percent)).toEqual([17.5, 20]);
	});

	test('of a rate are today’s, where only dated ones are told', async () => {
		const percentages = [
			{ percentage: 17.5, from_date: '2010-01-01', to_date: '2011-01-03' },
			{ percentage: 20, from_date: '2011-01-04', to_date: null },
		];
		const { port } = stub(() => list([{ id: 'A', percentages }]));
		expect(await port.taxRates()).toMatchObject([{ percent: 20 }]);
	});

	test('of a document in another currency: the rate goes our way, whichever way Sage gives it', async () => {
		const invoice = (rate: unknown) => ({
			id: idOf('one'),
			status: { id: 'UNPAID' },
			date: '2026-11-02',
			currency: { id: 'EUR' },
			exchange_rate: rate,
			total_amount: 117,
			base_currency_total_amount: 100,
			outstanding_amount: 117,
			invoice_lines: [],
		});
		for (const rate of [1.17, '0.8547008547', null]) {
			const { port } = stub((path) => {
				if (path.startsWith('/sales_invoices')) return invoice(rate);
				if (path.startsWith('/businesses')) return { id: business, name: 'B', country: { id: 'GB' } };
				if (path === '/financial_settings')
					return { base_currency: { id: 'GBP' }, tax_scheme: { id: 'GB_STANDARD' } };
				return path === '/invoice_settings' ? {} : list([]);
			});
			const [read] = await port.invoicesById([idOf('one')]);
			expect(read?.ok && read.value?.currencyRate).toBeCloseTo(1.17, 6);
		}
	});
});

describe('what Sage refuses', () => {
	const item = { $severity: 'error', $dataCode: 'RecordInvalid', $message: 'is too long.', $source: 'reference' };
	const answer = (body: unknown): HttpResponse => ({ status: 422, headers: {}, body });

	test.each([
		['an array', [item, { ...item, $message: 'is odd' }], 'is too long [reference]; is odd [reference]'],
		['$diagnoses', { $diagnoses: [item] }, 'is too long [reference]'],
		['$errors', { $errors: [item] }, 'is too long [reference]'],
		['one object', item, 'is too long [reference]'],
		['a code alone', [{ $dataCode: 'RecordInvalid' }], 'RecordInvalid'],
		['an OAuth error', { error: 'invalid_grant', error_description: 'gone' }, 'gone'],
		['a page of a gateway', '<html><b>Bad</b> gateway</html>', 'Bad gateway'],
		['nothing', null, ''],
	])('is read from %s', (_, body, words) => {
		expect(sageWords(answer(body))).toBe(words);
	});

	test.each([
		['has already been taken', 'reference', 'customer_exists'],
		['is not in a valid format', 'tax_number', 'tax_number_invalid'],
		['tax_address_region_id is required', 'tax_address_region_id', 'tax_invalid'],
		["must be 'Zero Rated' for Customers outside the EU", 'invoice_lines.tax_rate_id', 'tax_invalid'],
		['You cannot edit VAT reconciled transactions.', 'base', 'not_editable'],
		['is before the year end lockdown date', 'date', 'locked_period'],
		['You cannot void this record: delete its payments and allocations first.', 'base', 'has_payments'],
		["must be the contact's currency", 'currency', 'currency_not_enabled'],
		['is invalid', 'invoice_lines.ledger_account', 'account_invalid'],
		['This field is required', 'line_items.description', 'refused'],
	])('"%s [%s]" is %s', async ($message, $source, code) => {
		const { port } = openBooks({
			fill: (file) => file.contacts.push(contact('Harbour Lights')),
			intercept: ({ method }) =>
				method === 'POST' ? Response.json([{ ...item, $message, $source }], { status: 422 }) : undefined,
		});
		const [result] = await port.createInvoices([draft('HS7K2Q-1')], attempt);
		expect(result).toMatchObject({ ok: false, problem: { code, scope: 'item', system: 'sage' } });
	});

	test.each(['array', 'diagnoses', 'errors', 'object'] as const)(
		'comes through whole in the envelope %s',
		async (errorEnvelope) => {
			const { port } = openBooks({
				fill: (file) => file.contacts.push(contact('Harbour Lights')),
				options: { errorEnvelope },
			});
			const locked = draft('HS7K2Q-1', { issueDate: '2020-01-01', status: 'approved' });
			expect(await port.createInvoices([locked], attempt)).toMatchObject([
				{ problem: { code: 'locked_period' } },
			]);
		},
	);

	test.each([403, 404] as const)(
		'a business that the user may not enter (%s) stops the run, in words',
		async (unknownBusiness) => {
			const { sage, file } = openBooks({ options: { unknownBusiness } });
			file.business.id = business;
			const port = openSage({
				send: async (request) => {
					const headers = { ...request.headers, Authorization: 'Bearer none' };
					const answer = (await sage.handle(new Request(request.url, { headers }))).response;
					return { status: unknownBusiness, headers: {}, body: await answer.json() };
				},
				sleep: async () => undefined,
				now: () => Date.now(),
				account: business,
				organisationId: business,
			});
			await expect(port.organisation()).rejects.toMatchObject({
				problem: { code: 'organisation_not_connected', scope: 'run' },
			});
		},
	);
});

describe('limits', () => {
	const now = Date.parse('2026-11-25T10:00:00Z');
	const tooMany = (headers: Record<string, string>, body: unknown = null): HttpResponse => ({
		status: 429,
		headers,
		body,
	});

	test('Retry-After is obeyed, in seconds or as a date; without it the wait differs from run to run', () => {
		expect(limitHit(tooMany({ 'retry-after': '7' }), now)).toEqual({ waitMs: 7000 });
		expect(limitHit(tooMany({ 'retry-after': 'Wed, 25 Nov 2026 10:00:30 GMT' }), now)).toEqual({ waitMs: 30_000 });
		const waits = [now, now + 1234].map((at) => limitHit(tooMany({}), at));
		expect(waits[0]).not.toEqual(waits[1]);
		for (const wait of waits) expect('waitMs' in wait && wait.waitMs).toBeGreaterThanOrEqual(15_000);
	});

	test('a day’s allowance that is used up is not waited for', () => {
		expect(limitHit(tooMany({ 'retry-after': '36000' }), now)).toEqual({
			exhaustedUntil: '2026-11-25T20:00:00.000Z',
		});
		expect(limitHit(tooMany({}, [{ $message: 'Daily limit reached' }]), now)).toEqual({ exhaustedUntil: null });
	});

	test('calls are spaced before Sage says so: the ninety-first of a minute waits', async () => {
		const { port, slept } = stub(() => ({ status: 404, headers: {}, body: [] }));
		const ids = Array.from({ length: 91 }, (_, index) => idOf(`${index}`));
		await port.invoicesById(ids);
		expect(slept.filter((ms) => ms > 0)).toHaveLength(1);
	});
});

describe('the sign-in', () => {
	const refused = () =>
		new SystemError({ code: 'sign_in', message: 'needs to be reconnected', todo: 'Reconnect', scope: 'run' });

	test('that lost a race with another process is used again once that one has stored its token', async () => {
		let times = 0;
		const { port, slept, asked } = stub(() => {
			if (times++ === 0) throw refused();
			return list([]);
		});
		expect(await port.taxRates()).toEqual([]);
		expect(slept).toEqual([2000]);
		expect(asked).toHaveLength(2);
	});

	test('that is really refused is said after the second time', async () => {
		const { port, asked } = stub(() => {
			throw refused();
		});
		await expect(port.taxRates()).rejects.toMatchObject({ problem: { code: 'sign_in', scope: 'run' } });
		expect(asked).toHaveLength(2);
	});

	test('reaches businesses that are chosen by name, and no single one', async () => {
		const { port } = openBooks();
		expect(await port.list('organisations')).toMatchObject([{ name: 'Ledger & Sons' }]);
		expect(await port.list('brandingThemes')).toEqual([]);
		expect(await port.list('referenceFields')).toEqual([]);
	});
});

test('ids are read alone or in an address, the last one, with or without hyphens', () => {
	expect(idIn(` ${business.toUpperCase()} `)).toBe(business);
	expect(idIn(`https://accounts-extra.sageone.com/contacts/customers/${business}?x=1`)).toBe(business);
	expect(idIn(`https://x.example/${idOf('a')}/invoices/01234567-89ab-cdef-0123-456789abcdef`)).toBe(business);
	expect(idIn('new')).toBeNull();
	expect(BUSINESS_ID.test(business)).toBe(true);
	expect(BUSINESS_ID.test('Ledger & Sons')).toBe(false);
});

test('the time zone follows the country, and in America the state', () => {
	expect(companyZone(null, 'GB', null)).toBe('Europe/London');
	expect(companyZone(null, 'US', 'CA')).toBe('America/Los_Angeles');
	expect(companyZone(null, 'US', 'US-KY')).toBe('America/New_York');
	expect(companyZone(null, 'CA', 'BC')).toBe('America/Vancouver');
	for (const country of ['GB', 'IE', 'FR', 'ES', 'DE', 'US', 'CA']) {
		expect(() => new Intl.DateTimeFormat('en', { timeZone: companyZone(null, country, null) })).not.toThrow();
	}
});

test('each gap names its line in the sheet', () => {
	for (const gap of sageGaps) expect(gap.fact).toMatch(/^apis\/sage\.md \d/);
});
