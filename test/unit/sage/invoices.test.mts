import { describe, expect, test } from '@jest/globals';
import type { Invoice } from '../../../nodes/shared/model/invoice';
import type { Result } from '../../../nodes/shared/model/result';
import type { SageRecord } from '../../../sandbox/core/types.mts';
import { gbBusiness, usBusiness } from '../../../sandbox/sage/businesses.mts';
import { accountId, attempt, contact, draft, idOf, line, openBooks, silence, type World } from './books.mts';

const KEY = 'HS7K2Q-41234567890';

function harbour(more: World = {}) {
	return openBooks({
		...more,
		fill: (file) => {
			file.contacts.push(contact('Harbour Lights', { main_address: { country: { id: 'GB' } } }));
			more.fill?.(file);
		},
	});
}

function stored(name: string, more: SageRecord = {}): SageRecord {
	return {
		id: idOf(name),
		contact: { id: idOf('Harbour Lights') },
		date: '2026-11-02',
		due_date: '2999-12-02',
		status: { id: 'UNPAID' },
		invoice_number: `SI-${name}`,
		currency: { id: 'GBP' },
		invoice_lines: [
			{
				id: idOf(`${name} line`),
				description: 'Work',
				ledger_account: { id: accountId(gbBusiness('Ledger & Sons'), 4000) },
				quantity: 1,
				unit_price: 100,
				tax_rate: { id: 'GB_STANDARD' },
				tax_amount: 20,
			},
		],
		...more,
	};
}

function made(result: Result<Invoice> | undefined): Invoice {
	if (result?.ok !== true) throw new Error(JSON.stringify(result?.problem));
	return result.value;
}

describe('a new invoice', () => {
	test('is a draft with its dates, its key behind the order number, and the execution in the notes', async () => {
		const { port, calls } = harbour();
		const [result] = await port.createInvoices([draft(KEY, { reference: 'PO-77' })], attempt);
		expect(made(result)).toMatchObject({
			status: 'draft',
			number: null,
			key: KEY,
			reference: 'PO-77',
			execution: '1042',
			issueDate: '2026-11-02',
			dueDate: '2026-12-02',
			subtotal: 10,
			tax: 2,
			total: 12,
			due: 12,
		});
		expect(calls('POST', /sales_invoices$/)[0]?.body).toMatchObject({
			status_id: 'DRAFT',
			reference: `PO-77 ${KEY}`,
			notes: 'Closed Loop execution 1042',
		});
	});

	test('keeps an order number that has no room beside the key in the notes, behind the notes of the company', async () => {
		const { port, calls } = harbour({
			fill: (file) => (file.invoice_settings.default_note_on_invoice = 'Pay to account 12345678'),
		});
		const [result] = await port.createInvoices([draft(KEY, { reference: 'PO-2026-000177' })], attempt);
		expect(made(result)).toMatchObject({ key: KEY, reference: 'PO-2026-000177', execution: '1042' });
		expect(calls('POST', /sales_invoices$/)[0]?.body).toMatchObject({
			reference: KEY,
			notes: 'Pay to account 12345678\nPO number: PO-2026-000177\nClosed Loop execution 1042',
		});
	});

	test('that is asked to be approved is posted at once and has a number', async () => {
		const { port } = harbour();
		const [result] = await port.createInvoices([draft(KEY, { status: 'approved' })], attempt);
		expect(made(result)).toMatchObject({ status: 'approved', number: 'SI-1', due: 12 });
	});

	test('names the tax of every line, half up to the penny, without and within the price', async () => {
		const { port, calls } = harbour();
		const lines = [
			line({ unitPrice: 0.13, amount: 0.13 }),
			line({ unitPrice: 33.33, quantity: 3, amount: 99.99, taxCode: 'GB_LOWER' }),
			line({ unitPrice: 5, amount: 5, taxCode: 'GB_ZERO' }),
		];
		const [result] = await port.createInvoices([draft(KEY, { lines })], attempt);
		expect(made(result).lines.map(({ tax, amount }) => [tax, amount])).toEqual([
			[0.03, 0.13],
			[5, 99.99],
			[0, 5],
		]);
		const inclusive = draft('HS7K2Q-2', {
			amountsAre: 'inclusive',
			lines: [line({ unitPrice: 9.99, amount: 9.99 })],
		});
		expect(made((await port.createInvoices([inclusive], attempt))[0])).toMatchObject({
			amountsAre: 'inclusive',
			total: 9.99,
			tax: 1.67,
			subtotal: 8.32,
			lines: [{ amount: 9.99, unitPrice: 9.99 }],
		});
		expect(calls('POST', /sales_invoices$/)[1]?.body?.invoice_lines).toMatchObject([
			{ unit_price_includes_tax: true, tax_amount: 1.67 },
		]);
	});

	test('carries discounts of either kind', async () => {
		const { port } = harbour();
		const lines = [
			line({ quantity: 3, unitPrice: 33.34, discountAmount: 0.02, amount: 100 }),
			line({ quantity: 2, unitPrice: 50, discountPercent: 12.5, amount: 87.5 }),
		];
		const [result] = await port.createInvoices([draft(KEY, { lines })], attempt);
		expect(made(result)).toMatchObject({
			subtotal: 187.5,
			tax: 37.5,
			lines: [
				{ discountAmount: 0.02, amount: 100 },
				{ discountPercent: 12.5, amount: 87.5 },
			],
		});
	});

	test('names products and services by their ids, and reads back their codes', async () => {
		const item = (id: string, code: string) => ({ id: idOf(id), item_code: code, description: id, active: true });
		const { port, calls } = harbour({
			fill: (file) => {
				const sales = { sales_ledger_account: { id: accountId(file, 4001) } };
				file.products.push({ ...item('Lamp', 'LAMP'), ...sales });
				file.services.push({ ...item('Care', 'CARE'), ...sales });
				file.stock_items.push({ ...item('Bulb', 'BULB'), ...sales });
			},
		});
		const lines = ['LAMP', 'CARE', 'BULB'].map((itemCode) => line({ itemCode, account: null }));
		const [result] = await port.createInvoices([draft(KEY, { lines })], attempt);
		expect(made(result).lines.map(({ itemCode, account }) => [itemCode, account])).toEqual([
			['LAMP', '4001'],
			['CARE', '4001'],
			['BULB', '4001'],
		]);
		expect(calls('POST', /sales_invoices$/)[0]?.body?.invoice_lines).toMatchObject([
			{ product_id: idOf('Lamp') },
			{ service_id: idOf('Care') },
			{ product_id: idOf('Bulb') },
		]);
	});

	test('without HTML entities, which Sage refuses', async () => {
		const { port } = harbour();
		const lines = [line({ description: 'Fish &amp;amp; chips &#163;5 &#xe9; &lt;new&gt; R&D; all' })];
		const [result] = await port.createInvoices([draft(KEY, { lines })], attempt);
		expect(made(result).lines[0]?.description).toBe('Fish & chips £5 é <new> R& D; all');
	});

	test('is refused alone where its account, tax rate or item is unknown here, with what to do', async () => {
		const { port, calls } = harbour();
		const results = await port.createInvoices(
			[
				draft('HS7K2Q-1', { lines: [line({ account: '9999' })] }),
				draft('HS7K2Q-2', { lines: [line({ taxCode: 'FR_NORMAL' })] }),
				draft('HS7K2Q-3', { lines: [line({ itemCode: 'GONE' })] }),
				draft('HS7K2Q-4', { lines: [line({ taxCode: null })] }),
				draft('HS7K2Q-5'),
			],
			attempt,
		);
		expect(results.map((result) => (result.ok ? 'made' : result.problem.code))).toEqual([
			'account_invalid',
			'tax_invalid',
			'item_unknown',
			'tax_code_missing',
			'made',
		]);
		expect(calls('POST', /sales_invoices$/)).toHaveLength(1);
	});

	test('abroad says goods or services, one kind for the document; at home nothing is asked of the contact', async () => {
		const { port, calls } = harbour({
			fill: (file) => {
				file.contacts.push(
					contact('Lyon', { currency: { id: 'EUR' }, main_address: { country: { id: 'FR' } } }),
				);
				file.products.push({
					id: idOf('Lamp'),
					item_code: 'LAMP',
					description: 'Lamp',
					active: true,
					sales_ledger_account: { id: accountId(file, 4000) },
				});
			},
		});
		const free = line({ taxCode: 'GB_ZERO' });
		const goods = line({ taxCode: 'GB_ZERO', itemCode: 'LAMP', quantity: 3, amount: 30 });
		const [services, mixed, home] = await port.createInvoices(
			[
				draft('HS7K2Q-1', { customerId: idOf('Lyon'), currency: 'EUR', lines: [free] }),
				draft('HS7K2Q-2', { customerId: idOf('Lyon'), currency: 'EUR', lines: [free, goods] }),
				draft('HS7K2Q-3'),
			],
			attempt,
		);
		expect(made(services)).toMatchObject({ currency: 'EUR', currencyRate: 1.17, tax: 0 });
		made(mixed);
		made(home);
		const kinds = calls('POST', /sales_invoices$/).map(({ body }) =>
			(body?.invoice_lines as SageRecord[]).map((one) => one.eu_goods_services_type_id ?? 'none').join(' '),
		);
		expect(kinds.sort()).toEqual(['GOODS GOODS', 'SERVICES', 'none']);
		expect(calls('GET', /contacts\//)).toHaveLength(1);
	});

	test('of an American business names the state of the customer', async () => {
		const business = usBusiness('Blue Grass');
		const kentucky = String(business.tax_rates[1]?.id);
		const { port, calls } = openBooks({
			business,
			fill: (file) =>
				file.contacts.push(
					contact('Louisville', {
						main_address: { country: { id: 'US' }, region: 'KY' },
						currency: { id: 'USD' },
					}),
				),
		});
		const [result] = await port.createInvoices(
			[draft(KEY, { customerId: idOf('Louisville'), currency: 'USD', lines: [line({ taxCode: kentucky })] })],
			attempt,
		);
		expect(made(result)).toMatchObject({ tax: 0.6, total: 10.6 });
		expect(calls('POST', /sales_invoices$/)[0]?.body).toMatchObject({ tax_address_region_id: 'US-KY' });
	});

	test('of a business without VAT says nothing of tax', async () => {
		const { port, calls } = harbour({
			fill: (file) => {
				file.financial_settings.tax_scheme = { id: 'GB_NOT_REGISTERED', displayed_as: 'Not registered' };
				file.financial_settings.tax_number = null;
			},
		});
		expect(await port.organisation()).toMatchObject({ taxRegistered: false });
		const [result] = await port.createInvoices(
			[draft(KEY, { amountsAre: 'no_tax', lines: [line({ taxCode: null })] })],
			attempt,
		);
		expect(made(result)).toMatchObject({ amountsAre: 'no_tax', tax: 0, total: 10 });
		expect(calls('POST', /sales_invoices$/)[0]?.body?.invoice_lines).toMatchObject([
			{ tax_rate_id: 'GB_NO_TAX', tax_amount: 0 },
		]);
	});
});

describe('once', () => {
	test('an answer that never came is asked for again under the same id, and one invoice stands', async () => {
		let lost = 0;
		const { port, calls } = harbour({
			intercept: async ({ method, path }, pass) => {
				if (method !== 'POST' || path !== '/sales_invoices' || lost++ > 0) return undefined;
				await pass();
				return silence();
			},
		});
		const [result] = await port.createInvoices([draft(KEY)], attempt);
		made(result);
		const ids = calls('POST', /sales_invoices$/).map(({ body }) => body?.idempotency_id);
		expect(ids).toHaveLength(2);
		expect(new Set(ids).size).toBe(1);
		expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
		expect(await port.invoicesMadeByUs('2026-01-01T00:00:00Z')).toHaveLength(1);
	});

	test('the id hangs on business, key and try, not on what is sent; a new try of another run has its own', async () => {
		const { port, calls } = harbour();
		const send = async (fresh: number, run: string, key = KEY) =>
			await port.createInvoices([draft(key, { execution: run })], { fresh, run });
		await send(0, '1');
		await send(0, '1');
		await send(1, '1');
		await send(1, '2');
		await send(0, '1', 'HS7K2Q-5');
		const ids = calls('POST', /sales_invoices$/).map(({ body }) => body?.idempotency_id);
		expect(ids[0]).toBe(ids[1]);
		expect(new Set(ids).size).toBe(4);
	});

	test('a second try is not answered by the refusal that Sage remembers', async () => {
		const { port } = harbour({ options: { remembersFailures: true, strict: false } });
		const [refused] = await port.createInvoices(
			[draft(KEY, { issueDate: '2020-01-01', status: 'approved' })],
			attempt,
		);
		expect(refused).toMatchObject({ ok: false, problem: { code: 'locked_period', scope: 'item' } });
		const [again] = await port.createInvoices([draft(KEY)], { ...attempt, fresh: 1 });
		made(again);
	});
});

describe('a draft', () => {
	test('is replaced whole, lines and notes', async () => {
		const { port } = harbour();
		const first = made((await port.createInvoices([draft(KEY, { lines: [line(), line()] })], attempt))[0]);
		const changed = draft(KEY, {
			execution: '1043',
			reference: 'PO-1',
			lines: [line({ unitPrice: 7, amount: 7 })],
		});
		const [result] = await port.updateInvoices([{ ledgerId: first.ledgerId ?? '', draft: changed }]);
		expect(made(result)).toMatchObject({ status: 'draft', subtotal: 7, execution: '1043', reference: 'PO-1' });
		expect(made(result).lines).toHaveLength(1);
	});

	test('is released as it stands, or with new dates; a second release is what was asked for', async () => {
		const { port } = harbour();
		const made1 = made((await port.createInvoices([draft(KEY)], attempt))[0]);
		const ledgerId = made1.ledgerId ?? '';
		const dates = { issueDate: '2026-11-20', dueDate: '2999-12-20' };
		const [released] = await port.advanceInvoices([{ ledgerId, status: 'approved', dates }]);
		expect(made(released)).toMatchObject({ status: 'approved', number: 'SI-1', ...dates });
		expect(made((await port.advanceInvoices([{ ledgerId, status: 'approved' }]))[0]).status).toBe('approved');
		expect(await port.advanceInvoices([{ ledgerId, status: 'submitted' }])).toMatchObject([{ ok: false }]);
	});

	test('is deleted; once more, or by another run meanwhile, is done already', async () => {
		const { port } = harbour();
		const invoice = made((await port.createInvoices([draft(KEY)], attempt))[0]);
		expect(made((await port.withdrawInvoices([invoice]))[0]).status).toBe('deleted');
		expect(made((await port.withdrawInvoices([invoice]))[0]).status).toBe('deleted');
	});

	test('that a person released meanwhile is not voided by a deletion', async () => {
		const { port, sage } = harbour();
		const invoice = made((await port.createInvoices([draft(KEY)], attempt))[0]);
		await sage.actions.find(({ name }) => name === 'approveInvoice')?.run(invoice.ledgerId ?? '', {});
		expect((await port.withdrawInvoices([invoice]))[0]).toMatchObject({ ok: false });
		expect((await port.invoicesById([invoice.ledgerId ?? '']))[0]).toMatchObject({ value: { status: 'approved' } });
	});
});

describe('a released invoice', () => {
	const one = stored('one', { reference: KEY });

	test('is voided with a reason; one with a payment is kept, in words', async () => {
		const { port, calls, sage } = harbour({ fill: (file) => file.sales_invoices.push(one, stored('two')) });
		const [paid, free] = await port.invoicesById([idOf('one'), idOf('two')]);
		await sage.actions.find(({ name }) => name === 'payInvoice')?.run(idOf('one'), { amount: '20' });
		const [kept, voided] = await port.withdrawInvoices(
			[paid, free].map((result) => (result?.ok && result.value ? result.value : ({} as Invoice))),
			'Billed twice',
		);
		expect(kept).toMatchObject({ ok: false, problem: { code: 'has_payments' } });
		expect(made(voided).status).toBe('voided');
		expect(
			calls('DELETE', /two|sales_invoices/)
				.at(-1)
				?.query.get('void_reason'),
		).toBe('Billed twice');
	});

	test('is never marked as sent by a look at it; sending marks it, since Sage cannot mail by the API', async () => {
		const { port, asked } = harbour({ fill: (file) => file.sales_invoices.push(one) });
		await port.invoicesById([idOf('one')]);
		await port.invoicePdfs([idOf('one')]);
		for (const { query } of asked.filter(({ path }) => path.startsWith('/sales_invoices'))) {
			expect(query.get('mark_as_sent')).toBe('false');
		}
		expect((await port.invoicesById([idOf('one')]))[0]).toMatchObject({ value: { sentToCustomer: false } });
		const [sent] = await port.sendInvoices([{ ledgerId: idOf('one'), to: null }]);
		expect(made(sent)).toMatchObject({ status: 'sent', sentToCustomer: true });
	});

	test('whose PDF comes as anything else is a problem, never a file', async () => {
		const { port } = harbour({
			fill: (file) => file.sales_invoices.push(one),
			intercept: ({ headers }) =>
				headers.get('accept') === 'application/pdf' ? Response.json({ id: idOf('one') }) : undefined,
		});
		expect(await port.invoicePdfs([idOf('one')])).toMatchObject([{ ok: false, problem: { code: 'no_pdf' } }]);
	});

	test('a draft is not sent to anybody', async () => {
		const { port } = harbour({
			fill: (file) => file.sales_invoices.push(stored('d', { status: { id: 'DRAFT' } })),
		});
		expect(await port.sendInvoices([{ ledgerId: idOf('d'), to: null }])).toMatchObject([
			{ ok: false, problem: { code: 'not_approved' } },
		]);
	});

	test('gives its PDF, named by its number', async () => {
		const { port } = harbour({ fill: (file) => file.sales_invoices.push(one) });
		const [pdf, missing] = await port.invoicePdfs([idOf('one'), idOf('none')]);
		expect(pdf).toMatchObject({ ok: true, value: { fileName: 'SI-one.pdf' } });
		expect(Buffer.from(pdf?.ok ? pdf.value.base64 : '', 'base64').toString('latin1')).toMatch(/^%PDF/);
		expect(missing).toMatchObject({ ok: false, problem: { code: 'not_found' } });
	});
});

describe('a mark on an invoice that a person made', () => {
	const mark = { ledgerId: idOf('one'), key: KEY, execution: '1042', sourceUrl: null };
	const marked = async (more: SageRecord) => {
		const { port, file } = harbour({ fill: (books) => books.sales_invoices.push(stored('one', more)) });
		const [result] = await port.markInvoices([mark]);
		return { invoice: made(result), file };
	};

	test('stands behind its reference, and leaves its notes', async () => {
		const { invoice } = await marked({ reference: 'PO-9', notes: 'Thank you' });
		expect(invoice).toMatchObject({ key: KEY, reference: 'PO-9', execution: '1042', total: 120 });
	});

	test('stands in words in the notes where the reference has no room', async () => {
		const { invoice } = await marked({ reference: 'ORDER 2026-000177 B' });
		expect(invoice).toMatchObject({ key: KEY, reference: 'ORDER 2026-000177 B', execution: '1042' });
	});

	test('once more changes nothing', async () => {
		const { port } = harbour({ fill: (books) => books.sales_invoices.push(stored('one', { notes: 'Thank you' })) });
		await port.markInvoices([mark]);
		const [again] = await port.markInvoices([{ ...mark, execution: '1043' }]);
		expect(made(again)).toMatchObject({ key: KEY, reference: null, execution: '1043' });
	});
});

describe('what stands on an invoice', () => {
	test('overdue, part paid, paid and credited are told apart, with what was paid when', async () => {
		const { port, sage } = harbour({
			fill: (file) =>
				file.sales_invoices.push(
					stored('late', { due_date: '2026-11-10' }),
					stored('part'),
					stored('full'),
					stored('credit'),
				),
		});
		const act = async (name: string, id: string, input: Record<string, string>) =>
			await sage.actions.find((action) => action.name === name)?.run(idOf(id), input);
		await act('payInvoice', 'part', { amount: '20', date: '2026-11-12' });
		await act('payInvoice', 'full', { date: '2026-11-13' });
		await act('creditInvoice', 'credit', { amount: '48' });
		const [late, part, full, credit] = await port.invoicesById(['late', 'part', 'full', 'credit'].map(idOf));
		expect(late).toMatchObject({ value: { status: 'overdue', paid: 0, credited: 0, due: 120, paidOn: null } });
		expect(part).toMatchObject({
			value: {
				status: 'part_paid',
				paid: 20,
				credited: 0,
				due: 100,
				payments: [{ date: '2026-11-12', amount: 20 }],
			},
		});
		expect(full).toMatchObject({ value: { status: 'paid', paid: 120, due: 0, paidOn: '2026-11-13' } });
		expect(credit).toMatchObject({ value: { status: 'part_paid', paid: 0, credited: 48, due: 72, payments: [] } });
	});

	test('an id that does not exist, or is none, is null', async () => {
		const { port, calls } = harbour({ fill: (file) => file.sales_invoices.push(stored('one')) });
		const results = await port.invoicesById([idOf('none'), 'no id', idOf('one'), idOf('one')]);
		expect(results.map((result) => result.ok && (result.value?.number ?? null))).toEqual([
			null,
			null,
			'SI-one',
			'SI-one',
		]);
		expect(calls('GET', /sales_invoices\//)).toHaveLength(2);
	});
});
