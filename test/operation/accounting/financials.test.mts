import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Financials } from '../../../nodes/shared/model/financials';
import type { Invoice } from '../../../nodes/shared/model/invoice';
import { closeWorlds } from '../../support/world.mts';
import { startLedger, type Json, type Ledger } from './ledger.mts';
import { LEDGERS } from './ledgers.mts';

afterAll(closeWorlds);

describe.each(LEDGERS)('financials on %s', (books) => {
	let ledger: Ledger;
	beforeAll(async () => {
		ledger = await startLedger(books);
	});
	const due = async (more: Json = {}): Promise<Financials[]> => {
		const items = await ledger.run('customer:getFinancials', {
			financialsOf: 'due',
			lookBack: 1,
			yearOf: 'changed',
			options: {},
			...more,
		});
		return items.map((item) => item['financials'] as Financials);
	};
	const chosen = async (id: string, options: Json = {}): Promise<Json> => {
		const [item] = await ledger.run(
			'customer:getFinancials',
			{ financialsOf: 'chosen', customerId: '={{ $json.customer.ledgerId }}', options },
			[{ customer: { ledgerId: id }, kept: 1 }],
		);
		return item as Json;
	};
	const posted = async (sourceId: string): Promise<Invoice> => {
		const invoice = await ledger.invoice(sourceId);
		if (books !== 'xero' && books !== 'sage') return invoice;
		const [done] = await ledger.run('invoice:approve', { invoiceId: invoice.ledgerId, checksSeen: true });
		return done?.['invoice'] as Invoice;
	};

	test('move with what is billed and paid, for the customer alone', async () => {
		const { ledgerId, name } = await ledger.customer();
		const before = (await chosen(ledgerId))['financials'] as Financials;
		const invoice = await posted('FINANCIALS1');
		const billed = await chosen(ledgerId, { whatTheyBought: true, fullHistory: true });
		expect(billed).toMatchObject({ kept: 1, customer: { name } });
		const now = billed['financials'] as Financials;
		expect(now.balance).toBeCloseTo(before.balance + invoice.total, 6);
		expect(now.year?.billed).toBeCloseTo((before.year?.billed ?? 0) + invoice.subtotal, 6);
		expect(now.lastInvoice).toMatchObject({ number: invoice.number, date: invoice.issueDate });
		expect(now.bought).toContain('Consulting: last on');
		expect(now.lifetime?.billed).toBeGreaterThanOrEqual(now.year?.billed ?? Infinity);

		await ledger.act('payInvoice', invoice.ledgerId, { amount: String(invoice.total) });
		const paid = (await chosen(ledgerId))['financials'] as Financials;
		expect(paid.balance).toBeCloseTo(before.balance, 6);
		expect(paid.year?.paid).toBeCloseTo((before.year?.paid ?? 0) + invoice.subtotal, 6);
		expect(paid.year?.paidInvoices).toBe((before.year?.paidInvoices ?? 0) + 1);
		expect(paid.bought).toBeNull();
	});

	test('of all that are due: ages sum to what is open, unchanged ones without their year', async () => {
		const invoice = await posted('FINANCIALS2');
		const all = await due();
		const own = all.find(({ customer }) => customer.ledgerId === invoice.customer.ledgerId);
		expect(own?.year).not.toBeNull();
		const unread = all.filter(({ year }) => year === null);
		expect(unread.every(({ lastInvoice, bought }) => lastInvoice === null && bought === null)).toBe(true);
		for (const { ageing, balance, unallocatedCredit, overdue } of all) {
			const sum = Object.values(ageing).reduce((total, one) => total + one, 0);
			expect(sum - unallocatedCredit).toBeCloseTo(balance, 6);
			expect(overdue).toBeCloseTo(sum - ageing.notDue, 6);
		}
		const open = await ledger.run('invoice:getChanges', {
			lookBack: 1,
			onlyDeals: false,
			alsoOpen: true,
			options: {},
		});
		const customers = new Set(
			open
				.map((item) => item['invoice'] as Invoice)
				.filter(({ due: left, status }) => left > 0 && status !== 'draft')
				.map((one) => one.customer.ledgerId),
		);
		expect([...customers].filter((id) => !all.some(({ customer }) => customer.ledgerId === id))).toEqual([]);
	});

	test('of all with their year tell the same of a customer as of it alone', async () => {
		const all = await due({ yearOf: 'all' });
		expect(all.every(({ year }) => year !== null)).toBe(true);
		const { ledgerId } = await ledger.customer();
		const own = all.find(({ customer }) => customer.ledgerId === ledgerId);
		const alone = (await chosen(ledgerId))['financials'] as Financials;
		expect({ ...own, customer: alone.customer, creditLimit: alone.creditLimit }).toEqual(alone);
	});

	test('of a customer that does not exist are an error of that item', async () => {
		const id =
			books === 'xero' ? '00000000-0000-4000-8000-000000000001' : books === 'sage' ? 'f'.repeat(32) : '99999999';
		const parameters = { financialsOf: 'chosen', customerId: id, options: {} };
		expect(await ledger.refusal('customer:getFinancials', parameters)).toMatch(/has no customer with the ID/);
	});
});
