/** Customer: Check Credit on each ledger: one definition, read once for all, never a write. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Customer } from '../../../nodes/shared/model/customer';
import type { Deal } from '../../../nodes/shared/model/deal';
import { closeWorlds } from '../../support/world.mts';
import { company, line, wonDeal } from './deals.mts';
import { startLedger, type Json, type Ledger } from './ledger.mts';
import { LEDGERS } from './ledgers.mts';

afterAll(closeWorlds);

describe.each(LEDGERS)('credit on %s', (books) => {
	let ledger: Ledger;
	let customer: Json;
	beforeAll(async () => {
		ledger = await startLedger(books);
		customer = { ...(await ledger.customer()), crmType: 'company', crmId: '7', creditLimit: null };
	});

	/** 240.00 or, where the ledger decides on tax, 200.00. */
	const deal = (id: string): Deal =>
		wonDeal(id, company('7', 'Harbour Lights'), [line('Consulting', 2, 100, { taxPercent: 20 })], {
			currency: ledger.currency(),
		});
	const check = async (deals: Deal[], more: Json = {}, of: Json = customer): Promise<Json[]> => {
		const items = await ledger.run(
			'customer:checkCredit',
			{ wonNotBilled: '[]', crmCreditLimit: '100000', options: {}, ...more },
			deals.map((one) => ({ deal: one, customer: of, kept: 1 })),
		);
		return items.map((item) => ({ ...(item['customer'] as Customer).credit, kept: item['kept'] }));
	};

	test('starts from the balance of the ledger, and takes the limit of the CRM where the ledger has none', async () => {
		const [told] = await ledger.run(
			'customer:getFinancials',
			{ financialsOf: 'chosen', customerId: customer['ledgerId'], options: {} },
			[{}],
		);
		const [credit] = await check([deal('1')]);
		expect(credit).toMatchObject({ kept: 1, limit: 100000, currency: ledger.currency() });
		expect(credit?.['used']).toBeGreaterThanOrEqual(told?.['financials'].balance);
		expect(credit?.['tested']).toBeCloseTo(credit?.['used'] + 240, 6);
		expect(credit?.['available']).toBeCloseTo(100000 - credit?.['used'], 6);
		const [own] = await check([deal('1')], {}, { ...customer, creditLimit: 50 });
		expect(own).toMatchObject({ status: 'over', limit: 50 });
		expect(own?.['reason']).toContain('over the credit limit of 50.00');
		const [none] = await check([deal('1')], { crmCreditLimit: '' });
		expect(['no_limit', 'overdue', 'pays_late']).toContain(none?.['status']);
	});

	test('counts what is won and not billed once, and a draft in its place as soon as it stands', async () => {
		const [alone] = await check([deal('11')]);
		const [first, second] = await check([deal('11'), deal('12')], {
			wonNotBilled: JSON.stringify([deal('11'), deal('12'), deal('13')]),
		});
		expect(first?.['used']).toBeCloseTo(alone?.['used'] + 480, 6);
		expect(second?.['tested']).toBeCloseTo(alone?.['used'] + 720, 6);

		const billed = await ledger.billed(await ledger.withItems(deal('12')));
		const total = billed.invoice.total;
		const [after] = await check([deal('12')], { wonNotBilled: JSON.stringify([deal('12')]) });
		expect(after?.['used']).toBeCloseTo(alone?.['used'] + total, 6);
		expect(after?.['tested']).toBe(after?.['used']);
	});

	test('reads the books once for all deals and writes nothing', async () => {
		ledger.world.sandbox.clearCalls();
		await check([deal('21')]);
		const one = ledger.world.calls(ledger.name).length;
		ledger.world.sandbox.clearCalls();
		const many = Array.from({ length: 20 }, (_, index) => deal(String(100 + index)));
		expect(await check(many)).toHaveLength(20);
		expect(ledger.world.calls(ledger.name).length).toBeLessThanOrEqual(one);
		expect(ledger.writes()).toEqual([]);
	});

	test('a deal that was stopped passes untouched; a limit that is no amount is a wrong setting', async () => {
		const held = { ...deal('31'), hold: { code: 'no_company', what: '', todo: '', by: 'sales' } };
		const [item] = await ledger.run(
			'customer:checkCredit',
			{ wonNotBilled: '[]', crmCreditLimit: '', options: {} },
			[{ deal: held }],
		);
		expect(item).toEqual({ deal: held });
		const wrong = { wonNotBilled: '[]', crmCreditLimit: 'a lot', options: {} };
		expect(await ledger.refusal('customer:checkCredit', wrong, [{ deal: deal('32'), customer }])).toContain(
			"'Credit Limit' must be an amount",
		);
		const list = { wonNotBilled: '{}', crmCreditLimit: '', options: {} };
		expect(await ledger.refusal('customer:checkCredit', list, [{ deal: deal('32'), customer }])).toContain(
			"'Won, Not Billed' must be a list",
		);
	});
});
