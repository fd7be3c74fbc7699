import { describe, expect, test } from '@jest/globals';
import type { QuickBooksCompanyFile } from '../../../sandbox/core/types.mts';
import { lastNumber } from '../../../nodes/shared/systems/quickbooks/numbers';
import { openQuickBooks } from '../../../nodes/shared/systems/quickbooks/quickbooks';
import { customer, openBooks } from './books.mts';
import { customerDraft, draft, first, line, wanted } from './drafts.mts';

function preferences(file: QuickBooksCompanyFile, group: string): Record<string, unknown> {
	return file.Preferences[group] as Record<string, unknown>;
}

test.each(['AutoApplyCredit', 'AutoApplyPayments'])('%s is told of the company', async (preference) => {
	const books = openBooks('GB', (file) => {
		preferences(file, 'SalesFormsPrefs')[preference] = true;
	});
	expect(await books.port.organisation()).toMatchObject({ appliesCredits: true, customNumbers: false });
});

describe('numbers', () => {
	const custom = (file: QuickBooksCompanyFile) => {
		preferences(file, 'SalesFormsPrefs')['CustomTxnNumbers'] = true;
		file.Invoice.push({
			Id: '900',
			DocNumber: 'INV-0041',
			CustomerRef: { value: '2' },
			TxnDate: '2026-11-01',
			Line: [],
		});
	};
	const numbers = async (books: ReturnType<typeof openBooks>) => {
		const results = await books.port.createInvoices([draft(1), draft(2)], first);
		return results.map((result) => (result.ok ? result.value.number : result.problem.code));
	};

	test("are QuickBooks' own also where the company keeps custom ones (AutoDocNumber)", async () => {
		const books = openBooks('GB', custom);
		const given = await numbers(books);
		expect(given.every((number) => /\d$/.test(number ?? ''))).toBe(true);
		expect(new Set(given).size).toBe(2);
	});

	test('are counted on from the last where QuickBooks does not know that, and again when one was taken (6140)', async () => {
		const books = openBooks('GB', custom, ({ path, body }) => {
			if (path !== '/batch' || !JSON.stringify(body).includes('AutoDocNumber')) return undefined;
			const refused = (body as { BatchItemRequest: Array<{ bId: string }> }).BatchItemRequest.map(({ bId }) => ({
				bId,
				Fault: {
					type: 'ValidationFault',
					Error: [{ Message: 'Request has invalid or unsupported property', code: '2010' }],
				},
			}));
			return Response.json({ BatchItemResponse: refused, time: new Date().toISOString() });
		});
		expect(await numbers(books)).toEqual(['INV-0042', 'INV-0043']);
		let refusals = 0;
		const taken = openBooks('GB', custom, ({ path, body, query }) => {
			if (path !== '/batch' || query.get('requestid') === null || refusals === 3) return undefined;
			refusals += 1;
			const code = JSON.stringify(body).includes('AutoDocNumber') ? '2010' : '6140';
			const Fault = { type: 'ValidationFault', Error: [{ Message: 'No', code }] };
			return Response.json({ BatchItemResponse: ['1', '2'].map((bId) => ({ bId, Fault })) });
		});
		expect(await numbers(taken)).toEqual(['INV-0043', 'INV-0044']);
	});

	test('are the highest of the series that is in use', () => {
		expect(lastNumber(['1040', '1041', '1039', 'draft'])).toBe('1041');
		expect(lastNumber(['INV-7', '9999', 'INV-12'])).toBe('INV-12');
		expect(lastNumber(['none'])).toBe('1000');
	});

	test('are left to QuickBooks otherwise: none is sent', async () => {
		const books = openBooks('GB');
		await numbers(books);
		expect(JSON.stringify(books.sent.map(({ body }) => body ?? null))).not.toMatch(/DocNumber"/);
	});
});

describe('companies without sales tax', () => {
	test('outside the US bill without tax codes', async () => {
		const books = openBooks('GB', (file) => {
			preferences(file, 'TaxPrefs')['UsingSalesTax'] = false;
		});
		expect(await books.port.organisation()).toMatchObject({ taxRegistered: false, decidesTax: false });
		const asked = draft(1, { amountsAre: 'no_tax', lines: [line({ taxCode: null })] });
		expect(await books.port.createInvoices([asked], first)).toMatchObject([
			{ ok: true, value: { amountsAre: 'no_tax', tax: 0, total: 100 } },
		]);
	});

	test('in the US bill non-taxable lines', async () => {
		const books = openBooks('US', (file) => {
			preferences(file, 'TaxPrefs')['PartnerTaxEnabled'] = false;
		});
		expect(await books.port.organisation()).toMatchObject({ taxRegistered: false, decidesTax: true });
		const asked = draft(1, { currency: 'USD', amountsAre: 'no_tax', lines: [line({ taxCode: null })] });
		expect(await books.port.createInvoices([asked], first)).toMatchObject([
			{ ok: true, value: { amountsAre: 'no_tax', tax: 0, total: 100, lines: [{ taxCode: 'NON' }] } },
		]);
	});

	test('in the US a customer that we made is taxed where it is billed', async () => {
		const books = openBooks('US');
		const billingAddress = {
			line1: '1 Main',
			line2: null,
			city: 'Austin',
			region: 'TX',
			postalCode: '78701',
			country: 'USA',
		};
		const [made] = await books.port.createCustomers([customerDraft('Texan', { billingAddress })], first);
		const customerId = made?.ok ? (made.value.ledgerId ?? '') : '';
		const asked = draft(1, { customerId, currency: 'USD', lines: [line({ taxCode: 'TAX' })] });
		expect(await books.port.createInvoices([asked], first)).toMatchObject([{ ok: true, value: { tax: 6.25 } }]);
	});

	test('prices with tax are refused in the US, before anything is written', async () => {
		const books = openBooks('US');
		const [result] = await books.port.createInvoices(
			[draft(1, { currency: 'USD', amountsAre: 'inclusive' })],
			first,
		);
		expect(result).toMatchObject({ ok: false, problem: { code: 'refused', scope: 'item' } });
		expect(books.records('Invoice')).toEqual([]);
	});
});

describe('currencies', () => {
	test('are the home currency alone where several are not switched on, and no other is billed', async () => {
		const books = openBooks('GB', (file) => {
			preferences(file, 'CurrencyPrefs')['MultiCurrencyEnabled'] = false;
		});
		expect(await books.port.currencies()).toEqual(['GBP']);
		const results = await books.port.createInvoices([draft(1, { currency: 'EUR' }), draft(2)], first);
		expect(results).toMatchObject([{ ok: false, problem: { code: 'currency_not_enabled' } }, { ok: true }]);
	});

	test('of 0 and 2 decimals are billed to the customer that has them, at the rate of the ledger', async () => {
		const books = openBooks('GB', (file) =>
			file.Customer.push(
				customer('7', 'Tokyo', { CurrencyRef: { value: 'JPY' } }),
				customer('8', 'Berlin', { CurrencyRef: { value: 'EUR' } }),
			),
		);
		expect(await books.port.currencies()).toEqual(['GBP', 'EUR', 'USD', 'JPY']);
		const yen = draft(1, {
			customerId: '7',
			currency: 'JPY',
			lines: [line({ quantity: 3, unitPrice: 333, amount: 999, taxCode: '6' })],
		});
		const euro = draft(2, { customerId: '8', currency: 'EUR', lines: [line({ taxCode: '6' })] });
		const wrong = draft(3, { customerId: '8', currency: 'JPY', lines: [line({ taxCode: '6' })] });
		const results = await books.port.createInvoices([yen, euro, wrong], first);
		expect(results).toMatchObject([
			{ ok: true, value: { currency: 'JPY', total: 999 } },
			{ ok: true, value: { currency: 'EUR', total: 100, currencyRate: expect.closeTo(1 / 0.85, 10) } },
			{ ok: false, problem: { scope: 'item' } },
		]);
	});
});

describe('the sign-in', () => {
	const context = { send: never, sleep: async () => undefined, now: () => 0, account: 'x' };
	const signIn = { organisationId: '9130350000000011', environment: 'production' as const };

	test('that belongs to another company than the one asked for is refused by name, without a call', () => {
		expect(() => openQuickBooks({ ...context, organisationId: '777777', signIn })).toThrow(
			'connected to the company 9130350000000011, not to 777777',
		);
	});

	test('that does not name its company asks to be connected again', () => {
		const unnamed = { ...signIn, organisationId: null };
		expect(() => openQuickBooks({ ...context, organisationId: '', signIn: unnamed })).toThrow(
			/does not name its company/,
		);
	});
});

async function never(): Promise<never> {
	throw new Error('No call was expected');
}

describe('what 100 deals with 485 lines and 27 customers cost (issue 5)', () => {
	test.each([
		[30, 30],
		[10, 45],
	])('at batches of %i, at most %i calls', async (largestBatch, most) => {
		const books = openBooks('GB', (file) => {
			file.CompanyInfo['Id'] = `91303500000${largestBatch}`;
			file.behaviour = { ...file.behaviour, largestBatch };
		});
		// Three steps of a flow, each with a port of its own, as n8n opens them.
		const customers = books.open();
		await customers.organisation();
		const names = Array.from({ length: 27 }, (_, index) => `Company ${index} Works`);
		await customers.customerCandidates(names.map((name) => wanted(name)));
		const made = await customers.createCustomers(
			names.map((name) => customerDraft(name)),
			first,
		);
		const ids = made.map((result) => (result.ok ? (result.value.ledgerId ?? '') : ''));
		const products = books.open();
		await products.organisation();
		await products.items();
		const invoices = books.open();
		await invoices.organisation();
		await Promise.all([invoices.accounts(), invoices.taxRates(), invoices.items()]);
		const since = invoices.clock() ?? '';
		await Promise.all([
			invoices.invoicesOfCustomers(ids, '2026-09-01'),
			invoices.invoicesMadeByUs('2026-11-01T00:00:00Z'),
		]);
		const drafts = Array.from({ length: 100 }, (_, index) => {
			const lines = Array.from({ length: index < 85 ? 5 : 4 }, () => line());
			return draft(1000 + index, { customerId: ids[index % 27] ?? '', lines });
		});
		expect(drafts.flatMap(({ lines }) => lines)).toHaveLength(485);
		const results = await invoices.createInvoices(drafts, first);
		expect(results.every(({ ok }) => ok)).toBe(true);
		expect(await invoices.invoicesChangedSince(since)).toHaveLength(100);
		expect(books.sent.length).toBeLessThanOrEqual(most);
	});
});
