import { describe, expect, test } from '@jest/globals';
import type { CreditNoteDraft } from '../../../nodes/shared/model/creditNote';
import type { LedgerItemDraft } from '../../../nodes/shared/model/organisation';
import type { PaymentDraft } from '../../../nodes/shared/model/payment';
import type { QuoteDraft } from '../../../nodes/shared/model/quote';
import { usBusiness } from '../../../sandbox/sage/businesses.mts';
import { accountId, attempt, contact, draft, idOf, line, openBooks, type World } from './books.mts';

const KEY = 'HS7K2Q-41234567890';

function harbour(more: World = {}) {
	return openBooks({
		...more,
		fill: (file) => {
			file.contacts.push(contact('Harbour Lights'), contact('Lyon', { currency: { id: 'EUR' } }));
			more.fill?.(file);
		},
	});
}

type Books = ReturnType<typeof harbour>;

async function act({ sage }: Books, name: string, id: string, input: Record<string, string> = {}) {
	await sage.actions.find((action) => action.name === name)?.run(id, input);
}

/** A released invoice of 120 pounds; its id. */
async function invoiceOf({ port }: Books, key = KEY, more = {}): Promise<string> {
	const lines = [line({ unitPrice: 100, amount: 100 })];
	const [made] = await port.createInvoices([draft(key, { status: 'approved', lines, ...more })], attempt);
	if (made?.ok !== true) throw new Error(JSON.stringify(made));
	return made.value.ledgerId ?? '';
}

function creditDraft(invoiceId: string | null, more: Partial<CreditNoteDraft> = {}): CreditNoteDraft {
	const {
		dueDate: _,
		createAs: __,
		...rest
	} = draft(KEY, { status: 'approved', lines: [line({ unitPrice: 20, amount: 20 })] });
	return { ...rest, invoiceId, ...more };
}

function quoteDraft(more: Partial<QuoteDraft> = {}): QuoteDraft {
	const { dueDate: _, createAs: __, ...rest } = draft(KEY, { reference: 'PO-7' });
	return { ...rest, expiryDate: '2999-12-31', ...more };
}

describe('credit notes', () => {
	test('are made, set against their invoice, and read back with what they settled', async () => {
		const books = harbour();
		const invoiceId = await invoiceOf(books);
		const [made] = await books.port.createCreditNotes([creditDraft(invoiceId)], attempt);
		const expected = {
			key: KEY,
			execution: '1042',
			status: 'paid',
			total: 24,
			remaining: 0,
			allocations: [{ invoiceId, amount: 24 }],
		};
		expect(made).toMatchObject({ ok: true, value: expected });
		expect((await books.port.invoicesById([invoiceId]))[0]).toMatchObject({
			value: { credited: 24, due: 96, paid: 0 },
		});
		const query = { customerIds: [idOf('Harbour Lights')], from: '2026-11-01', to: null };
		const [read] = await books.port.creditNotes(query);
		expect(read).toMatchObject({ ...expected, lines: [{ amount: 20, tax: 4, account: '4000' }] });
		expect(await books.port.creditNotes({ ...query, customerIds: [idOf('Lyon')] })).toEqual([]);
	});

	test('as a draft post nothing; without an invoice their credit stays open', async () => {
		const books = harbour();
		const invoiceId = await invoiceOf(books);
		const [asDraft, alone] = await books.port.createCreditNotes(
			[creditDraft(invoiceId, { key: 'HS7K2Q-1', status: 'draft' }), creditDraft(null, { key: 'HS7K2Q-2' })],
			attempt,
		);
		expect(asDraft).toMatchObject({ ok: true, value: { status: 'draft', number: null, allocations: [] } });
		expect(alone).toMatchObject({ ok: true, value: { status: 'approved', remaining: 24, allocations: [] } });
		expect(await books.port.unallocatedCredits()).toMatchObject([
			{ kind: 'credit_note', remaining: 24, currency: 'GBP', customerId: idOf('Harbour Lights') },
		]);
	});

	test('that stand but cannot be set against a paid invoice say so', async () => {
		const books = harbour();
		const invoiceId = await invoiceOf(books);
		await act(books, 'payInvoice', invoiceId);
		const [made] = await books.port.createCreditNotes([creditDraft(invoiceId)], attempt);
		expect(made).toMatchObject({
			ok: true,
			value: { remaining: 24, reason: expect.stringContaining('nothing is due on the invoice') },
		});
	});

	test('where Sage wants both amounts without a sign, they are sent so', async () => {
		const tried: unknown[] = [];
		const books = harbour({
			intercept: ({ method, path, body }) => {
				if (method !== 'POST' || path !== '/contact_allocations') return undefined;
				const amounts = (body?.allocated_artefacts as Array<{ amount: number }>).map(({ amount }) => amount);
				tried.push({ amounts, id: body?.idempotency_id });
				const refused = [{ $dataCode: 'RecordInvalid', $message: 'must be positive', $source: 'amount' }];
				return amounts.some((amount) => amount < 0)
					? Response.json(refused, { status: 422 })
					: Response.json({ id: idOf('allocation') }, { status: 201 });
			},
		});
		const invoiceId = await invoiceOf(books);
		const [made] = await books.port.createCreditNotes([creditDraft(invoiceId)], attempt);
		expect(made).toMatchObject({ ok: true });
		expect(made?.ok && made.value.reason).toBeUndefined();
		expect(tried).toMatchObject([{ amounts: [24, -24] }, { amounts: [24, 24] }]);
		expect(new Set(tried.map((one) => (one as { id: string }).id)).size).toBe(2);
	});
});

describe('quotes', () => {
	test('are made and found by customer, become invoices once accepted, and then name them', async () => {
		const books = harbour();
		const { port } = books;
		const [made] = await port.createQuotes([quoteDraft()], attempt);
		expect(made).toMatchObject({
			ok: true,
			value: {
				key: KEY,
				reference: 'PO-7',
				execution: '1042',
				status: 'draft',
				total: 12,
				expiryDate: '2999-12-31',
			},
		});
		const quoteId = made?.ok ? (made.value.ledgerId ?? '') : '';
		const [listed] = await port.quotesOfCustomers([idOf('Harbour Lights')], '2026-11-01');
		expect(listed).toMatchObject({ ledgerId: quoteId, lines: [{ amount: 10 }] });
		expect(await port.convertQuotes([{ quoteId, draft: draft(KEY) }], attempt)).toMatchObject([
			{ ok: false, problem: { code: 'quote_not_accepted' } },
		]);
		await act(books, 'acceptQuote', quoteId);
		const [invoice] = await port.convertQuotes([{ quoteId, draft: draft(KEY) }], attempt);
		expect(invoice).toMatchObject({ ok: true, value: { key: KEY, status: 'draft', total: 12 } });
		expect(invoice?.ok && invoice.value.reason).toBeUndefined();
		expect((await port.quotesById([quoteId, idOf('none')])).map((one) => one.ok && one.value)).toMatchObject([
			{ status: 'invoiced', invoiceId: invoice?.ok ? invoice.value.ledgerId : '' },
			null,
		]);
	});

	test('are estimates in the United States', async () => {
		const { port, calls } = openBooks({
			business: usBusiness('Blue Grass'),
			fill: (file) =>
				file.contacts.push(
					contact('Harbour Lights', {
						currency: { id: 'USD' },
						main_address: { country: { id: 'US' }, region: 'KY' },
					}),
				),
		});
		const [made] = await port.createQuotes(
			[quoteDraft({ currency: 'USD', lines: [line({ taxCode: 'US_NO_TAX' })], status: 'approved' })],
			attempt,
		);
		expect(made).toMatchObject({
			ok: true,
			value: { key: KEY, status: 'sent', total: 10, lines: [{ amount: 10 }] },
		});
		expect(calls('POST', /./)[0]?.path).toBe('/sales_estimates');
		expect(await port.quotesOfCustomers([idOf('Harbour Lights')], '2026-11-01')).toHaveLength(1);
	});

	test('past their date are expired', async () => {
		const { port } = harbour();
		const [made] = await port.createQuotes([quoteDraft({ expiryDate: '2026-11-03' })], attempt);
		expect(made).toMatchObject({ ok: true, value: { status: 'expired' } });
	});
});

describe('payments', () => {
	const bank = async ({ port }: Books) => (await port.list('bankAccounts'))[0]?.value ?? '';
	async function payment(books: Books, invoiceId: string, more: Partial<PaymentDraft> = {}): Promise<PaymentDraft> {
		return {
			key: KEY,
			execution: '1042',
			customerId: idOf('Harbour Lights'),
			invoiceId,
			amount: 50,
			currency: 'GBP',
			date: '2026-11-12',
			account: await bank(books),
			reference: 'BACS 7',
			...more,
		};
	}

	test('are booked on the invoice, once, and found by it', async () => {
		const books = harbour();
		const invoiceId = await invoiceOf(books);
		const asked = await payment(books, invoiceId);
		const [made] = await books.port.createPayments([asked], attempt);
		const expected = {
			key: KEY,
			kind: 'payment',
			amount: 50,
			unallocated: 0,
			reference: made?.ok ? made.value.reference : '',
			allocations: [{ invoiceId, amount: 50 }],
			account: asked.account,
			date: '2026-11-12',
			live: true,
		};
		expect(made).toMatchObject({ ok: true, value: expected });
		await books.port.createPayments([asked], attempt);
		const query = { customerIds: null, invoiceIds: [invoiceId], from: null, to: null, limit: 50 };
		expect(await books.port.payments(query)).toMatchObject({ payments: [expected], more: false });
		expect((await books.port.invoicesById([invoiceId]))[0]).toMatchObject({ value: { paid: 50, due: 70 } });
	});

	test('above what is due are refused, naming both amounts', async () => {
		const books = harbour();
		const asked = await payment(books, await invoiceOf(books), { amount: 121 });
		const [made] = await books.port.createPayments([asked], attempt);
		expect(made).toMatchObject({
			ok: false,
			problem: {
				code: 'exceeds_due',
				message: expect.stringContaining('121.00 GBP is more than the 120.00 GBP'),
			},
		});
	});

	test('receipts, removed ones, refunds, money on account and what credit notes settled, newest first', async () => {
		const books = harbour();
		const [one, two] = [await invoiceOf(books, 'HS7K2Q-1'), await invoiceOf(books, 'HS7K2Q-2')];
		await act(books, 'payInvoice', one, { amount: '20', date: '2026-11-10' });
		await act(books, 'payInvoice', one, { amount: '30', date: '2026-11-11' });
		await act(books, 'unpayInvoice', one);
		await act(books, 'creditInvoice', two, { amount: '24' });
		await act(books, 'receivePrepayment', idOf('Harbour Lights'), { amount: '70', date: '2026-11-09' });
		const query = { customerIds: null, invoiceIds: null, from: '2026-11-01', to: null, limit: 50 };
		const { payments } = await books.port.payments(query);
		const told = payments.map(({ kind, amount, live, unallocated }) => [kind, amount, live, unallocated]);
		expect(told).toEqual(
			expect.arrayContaining([
				['credit', 24, true, 0],
				['payment', 30, false, 0],
				['payment', 20, true, 0],
				['prepayment', 70, true, 70],
			]),
		);
		expect(told).toHaveLength(4);
		expect(payments.find(({ kind }) => kind === 'credit')?.allocations).toEqual([{ invoiceId: two, amount: 24 }]);
		expect(payments.find(({ amount }) => amount === 20)?.allocations).toEqual([{ invoiceId: one, amount: 20 }]);
		expect(payments.map(({ date }) => date)).toEqual(
			payments
				.map(({ date }) => date)
				.sort()
				.reverse(),
		);
		expect((await books.port.payments({ ...query, customerIds: [idOf('Lyon')] })).payments).toEqual([]);
		expect(await books.port.payments({ ...query, limit: 1 })).toMatchObject({ more: true });
		const { payments: later } = await books.port.payments({ ...query, from: '2026-11-12' });
		expect(later.map(({ kind }) => kind)).toEqual(['credit']);
		expect(await books.port.unallocatedCredits()).toMatchObject([
			{ kind: 'receipt', remaining: 70, date: '2026-11-09' },
		]);
	});

	test('of a customer in another currency are in it, at its rate', async () => {
		const books = harbour();
		const invoiceId = await invoiceOf(books, 'HS7K2Q-3', {
			customerId: idOf('Lyon'),
			currency: 'EUR',
			lines: [line({ unitPrice: 117, amount: 117, taxCode: 'GB_EXEMPT' })],
		});
		const asked = await payment(books, invoiceId, { customerId: idOf('Lyon'), amount: 117, currency: 'EUR' });
		const [made] = await books.port.createPayments([asked], attempt);
		expect(made).toMatchObject({ ok: true, value: { currency: 'EUR', currencyRate: 1.17, amount: 117 } });
		expect((await books.port.invoicesById([invoiceId]))[0]).toMatchObject({
			value: { status: 'paid', currencyRate: 1.17 },
		});
	});
});

describe('items', () => {
	const item: LedgerItemDraft = {
		code: 'LAMP',
		name: 'Lamp',
		description: 'Brass',
		unitPrice: 12.5,
		account: null,
		purchaseAccount: null,
		taxCode: 'GB_STANDARD',
		kind: 'product',
		active: true,
	};

	test('are made with the accounts of the business where none is chosen, and read back', async () => {
		const { port } = harbour();
		const [lamp, care] = await port.createItems(
			[item, { ...item, code: 'CARE', name: 'Care', kind: 'service', account: '4905' }],
			attempt,
		);
		const expected = {
			code: 'LAMP',
			name: 'Lamp',
			description: 'Brass',
			unitPrice: 12.5,
			account: '4000',
			taxCode: 'GB_STANDARD',
		};
		expect(lamp).toMatchObject({ ok: true, value: expected });
		expect(care).toMatchObject({ ok: true, value: { code: 'CARE', account: '4905' } });
		expect(await port.items()).toMatchObject([expected, { code: 'CARE', unitPrice: 12.5 }]);
	});

	test('whose code or name is taken in any list, or whose account is unknown, are refused', async () => {
		const { port } = harbour({
			fill: (file) =>
				file.services.push({
					id: idOf('Lamp'),
					item_code: 'LAMP',
					description: 'Hire of a lamp',
					active: true,
					sales_ledger_account: { id: accountId(file, 4000) },
				}),
		});
		const results = await port.createItems([item, { ...item, code: 'L2', name: 'Two', account: '77' }], attempt);
		expect(results.map((result) => !result.ok && result.problem.code)).toEqual(['item_exists', 'account_invalid']);
	});

	test('are changed in the list they stand in, what is not given apart', async () => {
		const { port, calls } = harbour();
		const [made] = await port.createItems([{ ...item, kind: 'service' }], attempt);
		const id = made?.ok ? made.value.id : '';
		const [changed] = await port.updateItems([{ id, fields: { unitPrice: 15, active: false } }]);
		expect(changed).toMatchObject({ ok: true, value: { name: 'Lamp', unitPrice: 15, active: false } });
		expect(calls('PUT', /services/)).toHaveLength(1);
		expect(await port.items()).toMatchObject([{ code: 'LAMP', unitPrice: 15, active: false }]);
		expect(await port.updateItems([{ id: idOf('none'), fields: {} }])).toMatchObject([{ ok: false }]);
	});
});
