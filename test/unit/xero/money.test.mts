import { describe, expect, test } from '@jest/globals';
import type { CreditNoteDraft } from '../../../nodes/shared/model/creditNote';
import type { PaymentDraft } from '../../../nodes/shared/model/payment';
import type { QuoteDraft } from '../../../nodes/shared/model/quote';
import type { Result } from '../../../nodes/shared/model/result';
import { contact, guidOf, openBooks } from './books.mts';
import type { Intercept } from './books.mts';
import { attempt, draft, line } from './drafts.mts';

const HARBOUR = guidOf('Harbour Lights');
const anyTime = { customerIds: null, from: '2000-01-01', to: null };
const everyPayment = { customerIds: null, invoiceIds: null, from: null, to: null, limit: 100 };

function books(intercept?: Intercept) {
	const opened = openBooks(
		(file) =>
			file.Contacts.push(contact('Harbour Lights', { EmailAddress: 'pay@harbour.example' }), contact('Other')),
		intercept,
	);
	const act = async (name: string, id: string, input: Record<string, string> = {}) =>
		await opened.xero.actions.find((one) => one.name === name)?.run(id, input);
	/** An approved invoice of 120.00. */
	const approved = async (key = 'HS7K2Q-1') => {
		const lines = [{ ...line, quantity: 1, unitPrice: 100, amount: 100 }];
		return valueOf(
			(await opened.port.createInvoices([draft(key, { status: 'approved', lines, net: 100 })], attempt))[0],
		);
	};
	return { ...opened, act, approved };
}

function valueOf<T>(result: Result<T> | undefined): T {
	if (!result?.ok) throw new Error(result?.problem.message ?? 'no result');
	return result.value;
}

function payment(invoiceId: string, more: Partial<PaymentDraft> = {}): PaymentDraft {
	return {
		key: 'SI7K2Q-PAY1',
		execution: '1',
		customerId: HARBOUR,
		invoiceId,
		amount: 20,
		currency: 'GBP',
		date: '2026-11-20',
		account: '090',
		reference: 'BACS 7',
		...more,
	};
}

function credit(invoiceId: string | null, more: Partial<CreditNoteDraft> = {}): CreditNoteDraft {
	const { dueDate: _, createAs: __, ...rest } = draft('HS7K2Q-1', { status: 'approved' });
	const lines = [{ ...line, quantity: 1, unitPrice: 25, amount: 25 }];
	return { ...rest, lines, net: 25, reference: 'PO 7', invoiceId, ...more };
}

function quote(more: Partial<QuoteDraft> = {}): QuoteDraft {
	const { dueDate, createAs: _, ...rest } = draft('HS7K2Q-1');
	return { ...rest, expiryDate: dueDate, reference: 'PO 7', ...more };
}

describe('payments', () => {
	test('carry key and reference, and are read back with receipts and credits', async () => {
		const { port, act, approved } = books();
		const invoice = await approved();
		const [made] = await port.createPayments([payment(invoice.ledgerId ?? '')], attempt);
		expect(made).toMatchObject({
			ok: true,
			value: { key: 'SI7K2Q-PAY1', reference: 'BACS 7', amount: 20, account: '090', kind: 'payment', live: true },
		});
		await act('receivePrepayment', HARBOUR, { amount: '50', date: '2026-11-10' });
		await act('creditInvoice', invoice.ledgerId ?? '', { amount: '30' });
		const { payments, more } = await port.payments(everyPayment);
		expect(payments.map(({ kind, amount }) => `${kind} ${amount}`).sort()).toEqual([
			'credit 30',
			'payment 20',
			'prepayment 50',
		]);
		expect(more).toBe(false);
		const ofInvoice = await port.payments({ ...everyPayment, invoiceIds: [invoice.ledgerId ?? ''] });
		expect(ofInvoice.payments.map(({ kind }) => kind).sort()).toEqual(['credit', 'payment']);
		const others = await port.payments({ ...everyPayment, customerIds: [guidOf('Other')] });
		expect(others.payments).toEqual([]);
		expect(await port.payments({ ...everyPayment, limit: 2 })).toMatchObject({ more: true, payments: [{}, {}] });
		const [read] = await port.invoicesById([invoice.ledgerId ?? '']);
		expect(valueOf(read)).toMatchObject({
			paid: 20,
			credited: 30,
			due: 70,
			payments: [{ date: '2026-11-20', amount: 20 }],
		});
	});

	test('above what is due are refused alone, in words', async () => {
		const { port, approved } = books();
		const id = (await approved()).ledgerId ?? '';
		const results = await port.createPayments(
			[payment(id, { amount: 500 }), payment(id, { key: 'SI7K2Q-PAY2' })],
			attempt,
		);
		expect(results[0]).toMatchObject({ ok: false, problem: { code: 'exceeds_due', scope: 'item' } });
		expect(results[1]).toMatchObject({ ok: true });
	});

	test('that were taken back are no longer live', async () => {
		const { port, act, approved } = books();
		const id = (await approved()).ledgerId ?? '';
		await act('payInvoice', id, { amount: '120' });
		expect(
			(await port.settledInvoices({ customerIds: [HARBOUR], since: '2020-01-01' })).map(({ due }) => due),
		).toEqual([0]);
		await act('unpayInvoice', id);
		expect((await port.payments(everyPayment)).payments).toMatchObject([{ live: false, amount: 120 }]);
		expect((await port.openInvoices()).map(({ ledgerId, due }) => [ledgerId, due])).toEqual([[id, 120]]);
	});
});

describe('credit notes', () => {
	test('are set against their invoice once approved', async () => {
		const { port, approved } = books();
		const id = (await approved()).ledgerId ?? '';
		const note = valueOf((await port.createCreditNotes([credit(id)], attempt))[0]);
		expect(note).toMatchObject({
			key: 'HS7K2Q-1',
			reference: 'PO 7',
			total: 30,
			remaining: 0,
			status: 'paid',
			allocations: [{ invoiceId: id, amount: 30 }],
		});
		expect(await port.creditNotes(anyTime)).toMatchObject([{ key: 'HS7K2Q-1' }]);
		expect(await port.creditNotes({ ...anyTime, customerIds: [guidOf('Other')] })).toEqual([]);
	});

	test('stay whole as drafts, and without an invoice are something left', async () => {
		const { port, approved, asked } = books();
		const id = (await approved()).ledgerId ?? '';
		const [waiting, free] = await port.createCreditNotes(
			[credit(id, { status: 'draft' }), credit(null, { key: 'HS7K2Q-2' })],
			attempt,
		);
		expect([valueOf(waiting).remaining, valueOf(free).remaining]).toEqual([30, 30]);
		expect(asked.some(({ path }) => path.endsWith('/Allocations'))).toBe(false);
		expect(await port.unallocatedCredits()).toMatchObject([
			{ customerId: HARBOUR, kind: 'credit_note', remaining: 30, currency: 'GBP' },
		]);
	});

	test('send a discounted line as its amount, since Xero refuses discounts there', async () => {
		const { port } = books();
		const lines = [{ ...line, quantity: 3, unitPrice: 10, discountPercent: 10, amount: 27 }];
		const note = valueOf((await port.createCreditNotes([credit(null, { lines })], attempt))[0]);
		expect(note).toMatchObject({ subtotal: 27, lines: [{ quantity: 1, unitPrice: 27, discountPercent: null }] });
	});

	test('that stand but were not set against the invoice say why', async () => {
		const { port, approved } = books(({ path }) =>
			path.endsWith('/Allocations') ? new Response('', { status: 500 }) : undefined,
		);
		const id = (await approved()).ledgerId ?? '';
		const note = valueOf((await port.createCreditNotes([credit(id)], attempt))[0]);
		expect(note.remaining).toBe(30);
		expect(note.reason).toMatch(/stands, but was not set against the invoice: Xero could not answer/);
	});
});

describe('quotes', () => {
	test('are made, found, and become an invoice once accepted', async () => {
		const { port, act } = books();
		const made = valueOf((await port.createQuotes([quote()], attempt))[0]);
		expect(made).toMatchObject({
			key: 'HS7K2Q-1',
			reference: 'PO 7',
			status: 'draft',
			amountsAre: 'exclusive',
			subtotal: 1,
		});
		const id = made.ledgerId ?? '';
		expect((await port.quotesOfCustomers([HARBOUR], '2026-11-01')).map(({ key }) => key)).toEqual(['HS7K2Q-1']);
		const conversion = [{ quoteId: id, draft: draft('HS7K2Q-1') }];
		expect(await port.convertQuotes(conversion, attempt)).toMatchObject([
			{ problem: { code: 'quote_not_accepted' } },
		]);
		await act('acceptQuote', id);
		expect(await port.convertQuotes(conversion, attempt)).toMatchObject([{ ok: true, value: { key: 'HS7K2Q-1' } }]);
		expect(await port.quotesById([id, guidOf('none')])).toMatchObject([
			{ value: { status: 'invoiced' } },
			{ ok: true, value: null },
		]);
	});

	test('of many customers are read in pages of one listing', async () => {
		const { port, asked } = books();
		const drafts = Array.from({ length: 120 }, (_, n) => quote({ key: `HS7K2Q-${1000 + n}` }));
		await port.createQuotes(drafts, attempt);
		asked.length = 0;
		const many = [HARBOUR, ...['a', 'b', 'c', 'd'].map(guidOf)];
		expect(await port.quotesOfCustomers(many, '2026-11-01')).toHaveLength(120);
		expect(asked.filter(({ path }) => path.endsWith('/Quotes'))).toHaveLength(2);
	});
});

describe('what else is done with an invoice', () => {
	test('is sent by Xero to its contact, never to another address, and never twice unasked', async () => {
		const { port, approved, asked } = books();
		const id = (await approved()).ledgerId ?? '';
		expect(await port.sendInvoices([{ ledgerId: id, to: 'a@b.example' }])).toMatchObject([
			{ ok: false, problem: { code: 'recipient_fixed' } },
		]);
		expect(await port.sendInvoices([{ ledgerId: id, to: null }])).toMatchObject([
			{ ok: true, value: { sentToCustomer: true, status: 'sent' } },
		]);
		expect(asked.filter(({ path }) => path.endsWith('/Email'))).toHaveLength(1);
	});

	test('gives its PDF, named by its number', async () => {
		const { port, approved } = books();
		const invoice = await approved();
		const [pdf, missing] = await port.invoicePdfs([invoice.ledgerId ?? '', guidOf('none')]);
		expect(valueOf(pdf).fileName).toBe(`${invoice.number}.pdf`);
		expect(Buffer.from(valueOf(pdf).base64, 'base64').toString()).toMatch(/^%PDF/);
		expect(missing).toMatchObject({ ok: false, problem: { code: 'not_found' } });
	});

	test('takes our key where a person made it, paid or not, and is then told as changed', async () => {
		const { port, act, approved, open } = books();
		const id = (await approved('HS7K2Q-9')).ledgerId ?? '';
		await act('payInvoice', id, { amount: '120' });
		const marks = [{ ledgerId: id, key: 'HS7K2Q-5', execution: '8', sourceUrl: 'https://crm.example/5' }];
		expect(await port.markInvoices(marks)).toMatchObject([
			{ ok: true, value: { key: 'HS7K2Q-5', status: 'paid', total: 120 } },
		]);
		const { invoices, until } = await open().changes('2026-11-01T00:00:00Z');
		expect(invoices.map(({ key }) => key)).toEqual(['HS7K2Q-5']);
		expect(Date.parse(until)).toBeGreaterThan(Date.parse('2026-11-01'));
	});

	test('is listed by date without what is dead', async () => {
		const { port, approved } = books();
		const dead = await approved('HS7K2Q-2');
		await approved('HS7K2Q-3');
		await port.withdrawInvoices([dead]);
		const within = { customerIds: [HARBOUR], from: '2026-11-01', to: '2026-11-30' };
		expect((await port.salesInvoices(within)).map(({ key }) => key)).toEqual(['HS7K2Q-3']);
		expect(await port.salesInvoices({ ...within, from: '2026-11-03' })).toEqual([]);
		expect((await port.salesInvoices({ ...within, customerIds: null })).length).toBe(1);
	});
});

describe('items', () => {
	const item = {
		code: 'LAMP',
		name: 'Lamp',
		description: 'A lamp',
		unitPrice: 12.3456,
		account: '200',
		purchaseAccount: null,
		taxCode: 'OUTPUT2',
		kind: 'product' as const,
		active: true,
	};

	test('are made once, and changed without losing what is not said', async () => {
		const { port, open } = books();
		const made = valueOf((await port.createItems([item], attempt))[0]);
		expect(made).toMatchObject({ code: 'LAMP', unitPrice: 12.3456, account: '200', sold: true, stocked: false });
		expect(await open().createItems([{ ...item, name: 'Again' }], { fresh: 1, run: '2' })).toMatchObject([
			{ ok: false, problem: { code: 'item_exists' } },
		]);
		const changes = [
			{ id: made.id, fields: { unitPrice: 14 } },
			{ id: guidOf('none'), fields: { name: 'x' } },
		];
		expect(await open().updateItems(changes)).toMatchObject([
			{ ok: true, value: { unitPrice: 14, account: '200', taxCode: 'OUTPUT2', description: 'A lamp' } },
			{ ok: false, problem: { code: 'not_found' } },
		]);
	});

	test('and the lists of accounts', async () => {
		const { port } = books();
		expect((await port.list('bankAccounts')).map(({ value }) => value)).toContain('090');
		expect((await port.list('purchaseAccounts')).length).toBeGreaterThan(0);
		expect(await port.list('referenceFields')).toEqual([]);
	});
});
