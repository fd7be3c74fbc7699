import { describe, expect, test } from '@jest/globals';
import { compareContent } from '../../../nodes/shared/billing/compareInvoice';
import { openBooks } from './books.mts';
import { draft, first, line } from './drafts.mts';

describe('the company', () => {
	test('is told with its settings in one call', async () => {
		const { port, sent, realm } = openBooks('GB');
		expect(await port.organisation()).toMatchObject({
			ledger: 'quickbooks',
			id: realm,
			name: 'Ledger & Sons',
			baseCurrency: 'GBP',
			country: 'GB',
			timeZone: 'Europe/London',
			taxRegistered: true,
			decidesTax: false,
			demo: false,
		});
		const rates = await port.taxRates();
		expect(rates.find(({ name }) => name === '20.0% S')).toEqual({
			code: '2',
			name: '20.0% S',
			percent: 20,
			active: true,
			forSales: true,
		});
		expect(sent).toHaveLength(1);
		expect(await port.list('referenceFields')).toEqual([{ value: '1', name: 'PO Number' }]);
	});

	test('of the US decides on tax itself', async () => {
		const { port } = openBooks('US');
		expect(await port.organisation()).toMatchObject({ baseCurrency: 'USD', country: 'US', decidesTax: true });
		expect((await port.taxRates()).map(({ code }) => code)).toEqual(['TAX', 'NON']);
	});
});

describe('making invoices', () => {
	test('one draft stands as it was asked for, key in words in the memo, number of the own series', async () => {
		const { port, records } = openBooks('GB');
		const asked = draft(41, { reference: 'PO-77' });
		const [result] = await port.createInvoices([asked], first);
		expect(result).toMatchObject({
			ok: true,
			value: {
				key: 'HS7K2Q-41',
				execution: '1042',
				reference: 'PO-77',
				status: 'approved',
				issueDate: '2026-11-20',
				dueDate: '2026-12-20',
				subtotal: 100,
				tax: 20,
				total: 120,
				due: 120,
				sentToCustomer: false,
			},
		});
		if (!result?.ok) return;
		expect(result.value.number).toMatch(/^\d+$/);
		expect(compareContent(asked, result.value)).toEqual([]);
		const [wire] = records('Invoice');
		expect(wire?.['PrivateNote']).toBe('HubSpot deal 41 (HS7K2Q-41), execution 1042');
	});

	test('100 drafts are four calls, and are found again by each way of looking', async () => {
		const { port, open, sent } = openBooks('GB');
		await port.organisation();
		await port.items();
		const before = sent.length;
		const since = port.clock() ?? '';
		const results = await port.createInvoices(
			Array.from({ length: 100 }, (_, index) => draft(index + 1, { reference: `PO ${index}` })),
			first,
		);
		expect(results.every(({ ok }) => ok)).toBe(true);
		expect(sent.length - before).toBe(4);
		const again = open();
		const ids = results.flatMap((result) => (result.ok ? (result.value.ledgerId ?? '') : []));
		const byId = await again.invoicesById([...ids].reverse());
		expect(byId.map((result) => (result.ok ? result.value?.ledgerId : null))).toEqual([...ids].reverse());
		expect(await again.invoicesOfCustomers(['1', '2'], '2026-11-01')).toHaveLength(100);
		expect(await again.invoicesOfCustomers(['2'], '2026-11-01')).toEqual([]);
		expect(await again.invoicesOfCustomers(['1'], '2026-11-21')).toEqual([]);
		expect(await again.invoicesMadeByUs(since)).toHaveLength(100);
		expect(await again.invoicesChangedSince(since)).toHaveLength(100);
		expect((await again.changes(since)).invoices).toHaveLength(100);
		expect(await again.openInvoices()).toHaveLength(100);
	});

	test('an amount that price and quantity do not give stands alone; one that contradicts them is refused (6070)', async () => {
		const { port } = openBooks('GB');
		const [alone, contradicting] = await port.createInvoices(
			[
				draft(1, { lines: [line({ amountAlone: true, quantity: 3, unitPrice: 33.333, amount: 99.99 })] }),
				draft(2, { lines: [line({ quantity: 3, unitPrice: 33.33, amount: 100 })] }),
			],
			first,
		);
		expect(alone).toMatchObject({ ok: true, value: { subtotal: 99.99, lines: [{ amount: 99.99 }] } });
		expect(contradicting).toMatchObject({ ok: false, problem: { code: 'amount_refused' } });
	});

	test('prices with tax keep the amount with tax (TaxInclusive)', async () => {
		const { port } = openBooks('GB');
		const asked = draft(1, {
			amountsAre: 'inclusive',
			lines: [
				line({ quantity: 1, unitPrice: 120, amount: 120 }),
				line({ quantity: 3, unitPrice: 33.33, amount: 99.99 }),
				line({ quantity: 1, unitPrice: 10, amount: 10, taxCode: '6' }),
			],
		});
		const [result] = await port.createInvoices([asked], first);
		expect(result).toMatchObject({ ok: true, value: { total: 229.99, amountsAre: 'inclusive' } });
		if (result?.ok) expect(compareContent(asked, result.value)).toEqual([]);
	});

	test('an item that is not there, a missing one and a missing tax code are their own drafts problems', async () => {
		const { port } = openBooks('GB');
		const results = await port.createInvoices(
			[
				draft(1, { lines: [line({ itemCode: 'NOPE' })] }),
				draft(2, { lines: [line({ itemCode: null })] }),
				draft(3, { lines: [line({ taxCode: null })] }),
				draft(4),
			],
			first,
		);
		expect(results).toMatchObject([
			{ ok: false, problem: { code: 'item_unknown', scope: 'item' } },
			{ ok: false, problem: { code: 'item_missing' } },
			{ ok: false, problem: { code: 'tax_invalid' } },
			{ ok: true },
		]);
	});

	test('in the US a line says whether it is taxable, and the tax that comes back is taken', async () => {
		const { port, records } = openBooks('US', (file) => {
			const [harbour] = file.Customer;
			if (harbour)
				harbour['ShipAddr'] = {
					Line1: '1 Main',
					City: 'Austin',
					CountrySubDivisionCode: 'TX',
					PostalCode: '78701',
				};
		});
		const asked = draft(1, {
			currency: 'USD',
			lines: [line({ taxCode: null }), line({ taxCode: 'NON', amount: 50, quantity: 1 })],
		});
		const [result] = await port.createInvoices([asked], first);
		expect(result).toMatchObject({ ok: true, value: { subtotal: 150, tax: 6.25, total: 156.25 } });
		if (result?.ok) expect(result.value.lines.map(({ tax }) => tax)).toEqual([6.25, 0]);
		const codes = (records('Invoice')[0]?.['Line'] as Array<{ SalesItemLineDetail?: { TaxCodeRef?: object } }>).map(
			(one) => one.SalesItemLineDetail?.TaxCodeRef,
		);
		expect(codes.slice(0, 2)).toMatchObject([{ value: 'TAX' }, { value: 'NON' }]);
	});

	test('the same drafts again under the same try are answered with what was made', async () => {
		const { port, open, records } = openBooks('GB');
		const drafts = [draft(1), draft(2), draft(3)];
		const made = await port.createInvoices(drafts, first);
		const again = await open().createInvoices(drafts, first);
		const ids = (results: typeof made) => results.map((result) => (result.ok ? result.value.ledgerId : null));
		expect(ids(again)).toEqual(ids(made));
		expect(records('Invoice')).toHaveLength(3);
	});

	test('the order number stands in the field of the company where one is chosen, and in a line where it has no room', async () => {
		const { port, records } = openBooks('GB');
		const long = 'PO 2026/4711 for the new harbour lights';
		const results = await port.createInvoices(
			[draft(1, { reference: 'PO-77', referenceField: '1' }), draft(2, { reference: long, referenceField: '1' })],
			first,
		);
		expect(results).toMatchObject([
			{ ok: true, value: { reference: 'PO-77' } },
			{ ok: true, value: { reference: long } },
		]);
		expect(JSON.stringify(records('Invoice')[0]?.['CustomField'])).toContain('PO-77');
		expect(JSON.stringify(records('Invoice')[1]?.['Line'])).toContain(`Purchase order: ${long}`);
	});

	test('one that was made before under the same request id and deleted since is made anew, one that was edited is told as it stands', async () => {
		let old = new Date(Date.now() - 3_600_000).toISOString();
		const books = openBooks('GB', undefined, async ({ path, query }, pass) => {
			// The answers of an hour ago are those of an earlier run.
			if (path !== '/batch' || query.get('requestid') === null || old === '') return undefined;
			const text = await (await pass()).text();
			return new Response(text.replace(/"CreateTime":"[^"]*"/g, `"CreateTime":"${old}"`), {
				headers: { 'content-type': 'application/json' },
			});
		});
		const drafts = [draft(1), draft(2)];
		const made = await books.port.createInvoices(drafts, first);
		const ids = made.map((result) => (result.ok ? (result.value.ledgerId ?? '') : ''));
		await books.act('deleteDraft', ids[0] ?? '');
		await books.act('payInvoice', ids[1] ?? '', { amount: '20' });
		const again = await books.open().createInvoices(drafts, first);
		old = '';
		expect(again).toMatchObject([
			{ ok: true, value: { key: 'HS7K2Q-1', due: 120 } },
			{ ok: true, value: { ledgerId: ids[1], paid: 20, due: 100 } },
		]);
		expect(again[0]?.ok && again[0].value.ledgerId).not.toBe(ids[0]);
		expect(books.records('Invoice')).toHaveLength(2);
	});
});
