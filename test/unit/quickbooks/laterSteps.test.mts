import { describe, expect, test } from '@jest/globals';
import type { Invoice } from '../../../nodes/shared/model/invoice';
import { NoAnswer } from '../../../nodes/shared/transport/http';
import type { Result } from '../../../nodes/shared/model/result';
import { bankAccount, openBooks } from './books.mts';
import { draft, first, line } from './drafts.mts';

type Books = ReturnType<typeof openBooks>;

async function made(books: Books, deal = 41, more: Parameters<typeof draft>[1] = {}): Promise<Invoice> {
	const [result] = await books.port.createInvoices([draft(deal, more)], first);
	return valueOf(result);
}

function valueOf<T>(result: Result<T> | undefined): T {
	if (result?.ok !== true) throw new Error(JSON.stringify(result));
	return result.value;
}

const day = (at: number) => new Date(at).toISOString().slice(0, 10);

describe('estimates that stand for invoices (Create As)', () => {
	test('are drafts until a person converts them, and then the invoice answers to either id', async () => {
		const books = openBooks('GB');
		const estimate = await made(books, 41, { createAs: 'estimate', reference: 'PO-77' });
		expect(estimate).toMatchObject({
			kind: 'estimate',
			status: 'draft',
			key: 'HS7K2Q-41',
			reference: 'PO-77',
			dueDate: '2026-12-20',
			total: 120,
		});
		expect(estimate.ledgerId).toMatch(/^estimate-\d+$/);
		expect(await books.open().invoicesOfCustomers(['1'], '2026-11-01')).toMatchObject([
			{ ledgerId: estimate.ledgerId },
		]);
		await books.act('convertEstimate', (estimate.ledgerId ?? '').replace('estimate-', ''));
		const after = await books.open().invoicesOfCustomers(['1'], '2026-11-01');
		expect(after).toMatchObject([{ key: 'HS7K2Q-41', status: 'approved', total: 120 }]);
		expect(after[0]?.kind).toBeUndefined();
		const [byId] = await books.open().invoicesById([estimate.ledgerId ?? '']);
		expect(valueOf(byId)?.ledgerId).toBe(after[0]?.ledgerId);
	});

	test('take the key along where the invoice a person made of them lost the memo', async () => {
		const books = openBooks('GB');
		const estimate = await made(books, 41, { createAs: 'estimate' });
		await books.act('convertEstimate', (estimate.ledgerId ?? '').replace('estimate-', ''));
		const [found] = await books.open().openInvoices();
		await books.act('editInvoice', found?.ledgerId ?? '', { memo: 'Thank you' });
		const [wire] = books.records('Invoice');
		if (wire) wire['PrivateNote'] = 'Thank you';
		expect(await books.open().openInvoices()).toMatchObject([{ key: 'HS7K2Q-41', execution: '1042' }]);
	});

	test('are converted by approving, once, with lines, memo and the dates asked for', async () => {
		const books = openBooks('GB');
		const estimate = await made(books, 41, {
			createAs: 'estimate',
			reference: 'PO-77',
			lines: [line(), line({ itemCode: 'Sundry' })],
		});
		const advance = {
			ledgerId: estimate.ledgerId ?? '',
			status: 'approved' as const,
			dates: { issueDate: '2026-11-25', dueDate: '2026-12-25' },
		};
		const invoice = valueOf((await books.port.advanceInvoices([advance]))[0]);
		expect(invoice).toMatchObject({
			key: 'HS7K2Q-41',
			status: 'approved',
			reference: 'PO-77',
			issueDate: '2026-11-25',
			dueDate: '2026-12-25',
			total: 240,
		});
		expect(invoice.lines.map(({ itemCode }) => itemCode)).toEqual(['CONS', 'Sundry']);
		const again = valueOf((await books.open().advanceInvoices([advance]))[0]);
		expect(again.ledgerId).toBe(invoice.ledgerId);
		expect(books.records('Invoice')).toHaveLength(1);
	});

	test('are updated where nobody edited them; an invoice never is', async () => {
		const books = openBooks('GB');
		const estimate = await made(books, 41, { createAs: 'estimate' });
		const invoice = await made(books, 42);
		const change = (ledgerId: string | null, deal: number) => ({
			ledgerId: ledgerId ?? '',
			draft: draft(deal, {
				createAs: 'estimate',
				dueDate: '2027-01-20',
				lines: [line({ quantity: 3, amount: 150 })],
			}),
		});
		const results = await books.port.updateInvoices([change(estimate.ledgerId, 41), change(invoice.ledgerId, 42)]);
		expect(results).toMatchObject([
			{ ok: true, value: { kind: 'estimate', total: 180, dueDate: '2027-01-20', number: estimate.number } },
			{ ok: false, problem: { code: 'not_editable' } },
		]);
	});

	test.each([
		['edited', 'stale'],
		['only sent', null],
	])('that somebody %s while we looked: %j', async (what, code) => {
		let raced = false;
		const books = openBooks('GB', undefined, ({ path }) => {
			if (path !== '/estimate' || raced || books.records('Estimate').length === 0) return undefined;
			raced = true;
			const [wire] = books.records('Estimate');
			if (wire === undefined) return undefined;
			wire['SyncToken'] = String(Number(wire['SyncToken']) + 1);
			if (what === 'edited') wire['TxnDate'] = '2026-11-19';
			else wire['EmailStatus'] = 'EmailSent';
			return undefined;
		});
		const estimate = await made(books, 41, { createAs: 'estimate' });
		const change = {
			ledgerId: estimate.ledgerId ?? '',
			draft: draft(41, { createAs: 'estimate', dueDate: '2027-01-20' }),
		};
		const [result] = await books.port.updateInvoices([change]);
		expect(raced).toBe(true);
		expect(result?.ok === false ? result.problem.code : null).toBe(code);
	});

	test('that a person rejects count as voided, and cannot be approved', async () => {
		const books = openBooks('GB');
		const estimate = await made(books, 41, { createAs: 'estimate' });
		const [wire] = books.records('Estimate');
		if (wire) wire['TxnStatus'] = 'Rejected';
		expect(await books.open().invoicesOfCustomers(['1'], '2026-11-01')).toMatchObject([{ status: 'voided' }]);
		const [refused] = await books
			.open()
			.advanceInvoices([{ ledgerId: estimate.ledgerId ?? '', status: 'approved' }]);
		expect(refused).toMatchObject({ ok: false, problem: { code: 'not_editable' } });
	});
});

describe('withdrawing', () => {
	test('deletes what nobody has seen, voids what was sent, keeps what is paid, and counts the dead as withdrawn', async () => {
		const books = openBooks('GB', (file) => {
			for (const record of file.Customer) record['PrimaryEmailAddr'] = { Address: 'pay@harbour.example' };
		});
		const unsent = await made(books, 1);
		const sent = await made(books, 2);
		const paid = await made(books, 3);
		const gone = await made(books, 4);
		const estimate = await made(books, 5, { createAs: 'estimate' });
		await books.act('sendInvoice', sent.ledgerId ?? '');
		await books.act('payInvoice', paid.ledgerId ?? '', { amount: '20' });
		await books.act('deleteDraft', gone.ledgerId ?? '');
		const results = await books.port.withdrawInvoices([unsent, sent, paid, gone, estimate]);
		expect(results).toMatchObject([
			{ ok: true, value: { status: 'deleted' } },
			{ ok: true, value: { status: 'voided', total: 0, key: 'HS7K2Q-2' } },
			{ ok: false, problem: { code: 'has_payments' } },
			{ ok: true, value: { status: 'deleted' } },
			{ ok: true, value: { status: 'deleted' } },
		]);
		expect(books.records('Invoice').map(({ Id }) => Id)).toEqual([sent.ledgerId, paid.ledgerId]);
		expect(books.records('Estimate')).toEqual([]);
		const again = await books.open().withdrawInvoices([unsent, sent]);
		expect(again).toMatchObject([{ ok: true }, { ok: true, value: { status: 'voided' } }]);
	});
});

describe('what changed', () => {
	test('is told by the feed, deleted ones by their id', async () => {
		const books = openBooks('GB');
		const kept = await made(books, 1);
		const deleted = await made(books, 2);
		const estimate = await made(books, 3, { createAs: 'estimate' });
		await books.act('deleteDraft', deleted.ledgerId ?? '');
		await books.port.withdrawInvoices([estimate]);
		const told = await books.open().changes(new Date(Date.now() - 60_000).toISOString());
		expect(told.invoices.map(({ ledgerId }) => ledgerId)).toEqual([kept.ledgerId]);
		expect(told.deleted.sort()).toEqual([deleted.ledgerId, estimate.ledgerId].sort());
		expect(Date.parse(told.until)).toBeGreaterThan(Date.now() - 60_000);
	});

	test('beyond the reach of the feed is asked for by time of change', async () => {
		const books = openBooks('GB');
		const invoice = await made(books, 1);
		const told = await books.open().changes(new Date(Date.now() - 40 * 86_400_000).toISOString());
		expect(told).toMatchObject({ invoices: [{ ledgerId: invoice.ledgerId }], deleted: [] });
		expect(books.sent.some(({ path }) => path === '/cdc')).toBe(false);
	});

	test('is asked for by time of change where the feed came full', async () => {
		const books = openBooks('GB', undefined, ({ path }) =>
			path === '/cdc'
				? Response.json({
						CDCResponse: [
							{ QueryResponse: [{ Invoice: Array.from({ length: 1000 }, () => ({ Id: '1' })) }] },
						],
						time: new Date().toISOString(),
					})
				: undefined,
		);
		await made(books, 1);
		const told = await books.open().changes(new Date(Date.now() - 60_000).toISOString());
		expect(told.invoices).toHaveLength(1);
	});
});

describe('payments', () => {
	test('part, whole, removed: paid, due and dates follow', async () => {
		const books = openBooks('GB');
		const invoice = await made(books, 1, { dueDate: day(Date.now() + 30 * 86_400_000) });
		const read = async () => valueOf((await books.open().invoicesById([invoice.ledgerId ?? '']))[0]);
		await books.act('payInvoice', invoice.ledgerId ?? '', { amount: '20', date: '2026-11-21' });
		expect(await read()).toMatchObject({ status: 'part_paid', paid: 20, credited: 0, due: 100, paidOn: null });
		await books.act('payInvoice', invoice.ledgerId ?? '', { date: '2026-11-23' });
		expect(await read()).toMatchObject({
			status: 'paid',
			paid: 120,
			due: 0,
			paidOn: '2026-11-23',
			payments: [
				{ date: '2026-11-21', amount: 20 },
				{ date: '2026-11-23', amount: 100 },
			],
		});
		expect(await books.open().settledInvoices({ customerIds: null, since: '2026-11-01' })).toHaveLength(1);
		await books.act('unpayInvoice', invoice.ledgerId ?? '');
		expect(await read()).toMatchObject({ status: 'part_paid', paid: 20, due: 100 });
	});

	test('are made once, with the key in the memo and the reference as the payer wrote it', async () => {
		const books = openBooks('GB');
		const invoice = await made(books, 1);
		const payment = {
			key: 'SI7K2Q-PAY1',
			execution: '1042',
			customerId: '1',
			invoiceId: invoice.ledgerId ?? '',
			amount: 20,
			currency: 'GBP',
			date: '2026-11-22',
			account: bankAccount,
			reference: 'Cheque 77',
		};
		const expected = {
			key: 'SI7K2Q-PAY1',
			kind: 'payment',
			amount: 20,
			unallocated: 0,
			allocations: [{ invoiceId: invoice.ledgerId, amount: 20 }],
			account: bankAccount,
			reference: 'Cheque 77',
			live: true,
		};
		expect(await books.port.createPayments([payment], first)).toMatchObject([{ ok: true, value: expected }]);
		await books.open().createPayments([payment], first);
		const query = { customerIds: null, invoiceIds: [invoice.ledgerId ?? ''], from: null, to: null, limit: 10 };
		expect(await books.open().payments(query)).toMatchObject({ payments: [expected], more: false });
		const all = { ...query, invoiceIds: null, customerIds: ['1'], from: '2026-11-01' };
		expect((await books.open().payments(all)).payments).toHaveLength(1);
		expect((await books.open().payments({ ...all, to: '2026-11-21' })).payments).toEqual([]);
	});
});

describe('credits', () => {
	const credit = (invoiceId: string | null, amount = 50) => {
		const {
			createAs: _,
			dueDate: __,
			...rest
		} = draft(41, { lines: [line({ quantity: 1, unitPrice: amount, amount })] });
		return { ...rest, invoiceId };
	};

	test('are made and set against the invoice as far as it is open', async () => {
		const books = openBooks('GB');
		const invoice = await made(books, 41);
		const note = valueOf((await books.port.createCreditNotes([credit(invoice.ledgerId)], first))[0]);
		expect(note).toMatchObject({
			key: 'HS7K2Q-41',
			total: 60,
			remaining: 0,
			status: 'paid',
			allocations: [{ invoiceId: invoice.ledgerId, amount: 60 }],
		});
		const [now] = await books.open().invoicesById([invoice.ledgerId ?? '']);
		expect(valueOf(now)).toMatchObject({ paid: 0, credited: 60, due: 60, key: 'HS7K2Q-41' });
		const query = { customerIds: ['1'], from: '2026-11-01', to: null };
		expect(await books.open().creditNotes(query)).toMatchObject([
			{ ledgerId: note.ledgerId, remaining: 0, allocations: [{ invoiceId: invoice.ledgerId, amount: 60 }] },
		]);
		expect(await books.open().unallocatedCredits()).toEqual([]);
		const payments = await books
			.open()
			.payments({ customerIds: ['1'], invoiceIds: null, from: null, to: null, limit: 5 });
		expect(payments.payments).toMatchObject([{ kind: 'credit', amount: 60, live: true }]);
	});

	test('that are larger than what is open keep the rest, and receipts without an invoice are told beside them', async () => {
		const books = openBooks('GB', (file) => {
			file.Payment.push({
				Id: '900',
				CustomerRef: { value: '2' },
				TotalAmt: 75,
				UnappliedAmt: 75,
				TxnDate: '2026-11-02',
				Line: [],
			});
		});
		const invoice = await made(books, 41);
		const note = valueOf((await books.port.createCreditNotes([credit(invoice.ledgerId, 150)], first))[0]);
		expect(note).toMatchObject({ total: 180, remaining: 60, status: 'approved' });
		const left = await books.open().unallocatedCredits();
		expect(left).toMatchObject([
			{ customerId: '1', kind: 'credit_note', remaining: 60, currency: 'GBP' },
			{ customerId: '2', kind: 'receipt', remaining: 75 },
		]);
	});

	test('do not share the request id of the invoice that has their key', async () => {
		const books = openBooks('GB');
		const invoice = await made(books, 41);
		const note = valueOf((await books.port.createCreditNotes([credit(null)], first))[0]);
		expect(note).toMatchObject({ remaining: 60, status: 'approved', allocations: [] });
		expect(books.records('CreditMemo')).toHaveLength(1);
		expect(await books.open().openInvoices()).toMatchObject([{ ledgerId: invoice.ledgerId }]);
	});
});

describe('quotes', () => {
	const quote = (deal: number) => {
		const { createAs: _, dueDate: __, ...rest } = draft(deal);
		return { ...rest, expiryDate: day(Date.now() + 30 * 86_400_000) };
	};

	test('are estimates that no invoice reader sees, converted once', async () => {
		const books = openBooks('GB');
		const made = valueOf((await books.port.createQuotes([quote(41)], first))[0]);
		expect(made).toMatchObject({ key: 'HS7K2Q-41', status: 'draft', total: 120, invoiceId: null });
		expect(await books.open().invoicesOfCustomers(['1'], '2026-11-01')).toEqual([]);
		expect(await books.open().quotesOfCustomers(['1'], '2026-11-01')).toMatchObject([{ ledgerId: made.ledgerId }]);
		const conversion = { quoteId: made.ledgerId ?? '', draft: draft(41) };
		const [pending] = await books.open().convertQuotes([conversion], first);
		expect(pending).toMatchObject({ ok: false, problem: { code: 'quote_not_accepted' } });
		await books.act('acceptQuote', made.ledgerId ?? '');
		const invoice = valueOf((await books.open().convertQuotes([conversion], first))[0]);
		expect(invoice).toMatchObject({ key: 'HS7K2Q-41', status: 'approved', total: 120 });
		const again = valueOf((await books.open().convertQuotes([conversion], { fresh: 1, run: '2' }))[0]);
		expect(again.ledgerId).toBe(invoice.ledgerId);
		const [now, none] = await books.open().quotesById([made.ledgerId ?? '', '99999']);
		expect(now).toMatchObject({ ok: true, value: { status: 'invoiced', invoiceId: invoice.ledgerId } });
		expect(none).toEqual({ ok: true, value: null });
	});
});

describe('mail, PDFs and marks', () => {
	test('an invoice is mailed by QuickBooks, which tells when', async () => {
		const books = openBooks('GB');
		const invoice = await made(books, 1, { dueDate: day(Date.now() + 30 * 86_400_000) });
		const [sent] = await books.port.sendInvoices([{ ledgerId: invoice.ledgerId ?? '', to: 'pay@harbour.example' }]);
		expect(valueOf(sent)).toMatchObject({ status: 'sent', sentToCustomer: true });
		expect(valueOf(sent).sentAt).toMatch(/^\d{4}-/);
		const [none] = await books.port.sendInvoices([{ ledgerId: '99999', to: null }]);
		expect(none).toMatchObject({ ok: false, problem: { scope: 'item' } });
	});

	test('a mail whose answer was lost is looked up, never sent twice', async () => {
		const books = openBooks('GB', undefined, async ({ path }, pass) => {
			if (!path.endsWith('/send')) return undefined;
			await pass();
			throw new NoAnswer('time-out');
		});
		const invoice = await made(books, 1);
		const [sent] = await books.port.sendInvoices([{ ledgerId: invoice.ledgerId ?? '', to: 'pay@harbour.example' }]);
		expect(valueOf(sent)).toMatchObject({ sentToCustomer: true });
		expect(books.sent.filter(({ path }) => path.endsWith('/send'))).toHaveLength(1);
	});

	test('a PDF comes whole, under the number of the invoice', async () => {
		const books = openBooks('GB');
		const invoice = await made(books, 1);
		const [pdf, none] = await books.port.invoicePdfs([invoice.ledgerId ?? '', '99999']);
		expect(valueOf(pdf).fileName).toBe(`Invoice ${invoice.number}.pdf`);
		expect(Buffer.from(valueOf(pdf).base64, 'base64').toString('latin1')).toMatch(/^%PDF/);
		expect(none).toMatchObject({ ok: false, problem: { code: 'not_found' } });
	});

	test('a mark stands below what a person wrote, once, and changes nothing else', async () => {
		const books = openBooks('GB', (file) =>
			file.Invoice.push({
				Id: '500',
				CustomerRef: { value: '1' },
				TxnDate: '2026-11-10',
				PrivateNote: 'Agreed by phone',
				GlobalTaxCalculation: 'TaxExcluded',
				Line: [
					{
						Id: '1',
						Amount: 100,
						DetailType: 'SalesItemLineDetail',
						SalesItemLineDetail: {
							ItemRef: { value: '1' },
							Qty: 1,
							UnitPrice: 100,
							TaxCodeRef: { value: '2' },
						},
					},
				],
			}),
		);
		const mark = { ledgerId: '500', key: 'HS7K2Q-41', execution: '1042', sourceUrl: null };
		const [before] = await books.port.invoicesById(['500']);
		const [marked] = await books.port.markInvoices([mark]);
		expect(valueOf(marked)).toMatchObject({ key: 'HS7K2Q-41', execution: '1042' });
		expect(books.records('Invoice')[0]?.['PrivateNote']).toBe(
			'Agreed by phone\nHubSpot deal 41 (HS7K2Q-41), execution 1042',
		);
		expect(valueOf(marked).total).toBe(valueOf(before)?.total);
		const calls = books.sent.filter(({ path }) => path === '/invoice').length;
		await books.open().markInvoices([mark]);
		expect(books.sent.filter(({ path }) => path === '/invoice')).toHaveLength(calls);
	});
});

describe('products and services', () => {
	const item = (code: string, name: string, more: object = {}) => ({
		code,
		name,
		description: 'By the hour',
		unitPrice: 90,
		account: '',
		purchaseAccount: null,
		taxCode: '2',
		kind: 'service' as const,
		active: true,
		...more,
	});

	test('are made with their SKU, refused where code or name is there, and changed by given fields', async () => {
		const books = openBooks('GB');
		const [account] = await books.port.list('salesAccounts');
		const with_ = { account: account?.value ?? '' };
		const results = await books.port.createItems(
			[
				item('TRAIN', 'Training', with_),
				item('cons', 'Other', with_),
				item('NEW', 'Consulting', with_),
				item('NOACC', 'No account', { account: null }),
			],
			first,
		);
		expect(results).toMatchObject([
			{
				ok: true,
				value: {
					code: 'TRAIN',
					name: 'Training',
					unitPrice: 90,
					taxCode: '2',
					sold: true,
					description: 'By the hour',
				},
			},
			{ ok: false, problem: { code: 'item_exists' } },
			{ ok: false, problem: { code: 'item_exists' } },
			{ ok: false, problem: { code: 'account_missing' } },
		]);
		const made = valueOf(results[0]);
		expect((await books.port.items()).map(({ code }) => code)).toContain('TRAIN');
		const [changed] = await books.port.updateItems([{ id: made.id, fields: { unitPrice: 95, active: false } }]);
		expect(valueOf(changed)).toMatchObject({ unitPrice: 95, active: false });
	});
});
