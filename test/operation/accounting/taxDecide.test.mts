/** Tax: Decide before Invoice: Create, on each ledger: the invoice's tax is the decision's, to the cent. */
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Customer } from '../../../nodes/shared/model/customer';
import type { Deal } from '../../../nodes/shared/model/deal';
import type { DealLine } from '../../../nodes/shared/model/dealLine';
import type { Invoice } from '../../../nodes/shared/model/invoice';
import { closeWorlds } from '../../support/world.mts';
import { company, daysAgo, line, noAddress, wonDeal } from './deals.mts';
import { startLedger, type Json, type Ledger } from './ledger.mts';

afterAll(closeWorlds);

/** Codes of standard, reduced to nought, and nought in British books. */
const CODES: Record<string, { standard: string; zero: string }> = {
	xero: { standard: 'OUTPUT2', zero: 'ZERORATEDOUTPUT' },
	'quickbooks-uk': { standard: '20.0% S', zero: '0.0% Z' },
	sage: { standard: 'GB_STANDARD', zero: 'GB_ZERO' },
};

/** 33.33 and 0.02 alone: 6.67 (6.666) and 0.00 (0.004), by hand at 20 %. */
const LINES = [line('Visit', 1, 33.33), line('Set-up', 2, 150), line('Stamp', 1, 0.02)];

async function dealOf(ledger: Ledger, id: string, country: string, more: Partial<DealLine> = {}): Promise<Deal> {
	const at = company(id, `Customer ${id}`, {
		address: { ...noAddress, line1: '1 High Street', city: 'Town', postalCode: '75001', country },
		vatNumber: country === 'France' ? 'FR40303265045' : null,
	});
	const made = wonDeal(
		id,
		at,
		LINES.map((one) => ({ ...one, goodsOrService: 'service' as const, ...more })),
		{ currency: ledger.currency() },
	);
	return await ledger.withItems(made);
}

/** Customer, tax and invoice as three steps of a flow. */
async function billed(
	ledger: Ledger,
	deal: Deal,
	tax: Json,
	createAs = 'estimate',
): Promise<{ decided: Deal; deal: Deal; invoice: Invoice | null }> {
	const judging = { pipelines: JSON.stringify([deal.pipeline.id]), billFrom: daysAgo(90) };
	const [found] = await ledger.run('customer:createOrUpdate', { ...judging, ifExists: 'unchanged', options: {} }, [
		{ deal },
	]);
	const [taxed] = await ledger.run('tax:decide', { rules: {}, options: {}, ...tax }, [found as Json]);
	const behind = await ledger.behindLines();
	const [made] = await ledger.run(
		'invoice:create',
		{ source: 'deal', ...judging, ...behind, createAs, options: {} },
		[taxed as Json],
	);
	return { decided: taxed?.['deal'] as Deal, deal: made?.['deal'] as Deal, invoice: made?.['invoice'] ?? null };
}

describe.each(Object.keys(CODES) as Array<'xero' | 'quickbooks-uk' | 'sage'>)('on %s', (books) => {
	const codes = CODES[books] as { standard: string; zero: string };

	test('a sale at home, and one to a checked business in the EU, carry the tax that was decided', async () => {
		const ledger = await startLedger(books);
		const item = { useStarterRows: true };
		const home = await billed(ledger, await dealOf(ledger, '901', 'United Kingdom'), item);
		expect(home.deal.hold).toBeUndefined();
		expect(home.decided.lines.map(({ tax }) => tax?.percent)).toEqual([20, 20, 20]);
		// Each line of its own in Xero and Sage: 6.67 + 60.00 + 0.00; once for the rate in QuickBooks: 333.35 x 20 %.
		expect(home.invoice).toMatchObject({ subtotal: 333.35, tax: 66.67, total: 400.02 });

		const checked = { useStarterRows: true, options: { vatCheckedOn: '2026-11-03' } };
		const abroad = await billed(ledger, await dealOf(ledger, '902', 'France'), checked);
		expect(abroad.deal.hold).toBeUndefined();
		expect(abroad.decided.lines[0]?.tax).toMatchObject({ percent: 0, verified: true });
		expect(abroad.decided.lines[0]?.tax?.reason).toMatch(
			/^FR business, VAT number checked on 3 Nov 2026, services/,
		);
		expect(abroad.invoice).toMatchObject({ subtotal: 333.35, tax: 0, total: 333.35 });
		const rates = await ledger.port().taxRates();
		const zero = rates.find(({ code, name }) => code === codes.zero || name === codes.zero);
		expect(abroad.invoice?.lines.map(({ taxCode }) => taxCode)).toEqual([zero?.code, zero?.code, zero?.code]);
	});

	test('a number that nobody checked is a check on the invoice', async () => {
		const ledger = await startLedger(books);
		const { deal, invoice } = await billed(ledger, await dealOf(ledger, '903', 'France'), { useStarterRows: true });
		expect([...(deal.checks ?? []), ...(invoice?.checks ?? [])].map(({ code }) => code)).toContain(
			'vat_not_verified',
		);
		expect(invoice).toMatchObject({ tax: 0 });
	});

	test("a row of one's own decides before the starter rows, the customer's default before both", async () => {
		const ledger = await startLedger(books);
		const rule = { customer: 'Home', code: codes.zero, override: true, reason: 'charity' };
		const own = await billed(ledger, await dealOf(ledger, '904', 'United Kingdom'), {
			useStarterRows: true,
			rules: { rule: [rule] },
		});
		expect(own.decided.lines[0]?.tax?.reason).toContain('charity');
		expect(own.invoice).toMatchObject({ tax: 0 });
		const exempt = await dealOf(ledger, '905', 'United Kingdom');
		const rates = await ledger.port().taxRates();
		const taxCode = rates.find(({ code, name }) => code === codes.zero || name === codes.zero)?.code ?? null;
		const customer = { ...(await ledger.customer()), taxCode } as Json;
		const [stands] = await ledger.run('tax:decide', { rules: {}, useStarterRows: true, options: {} }, [
			{ deal: exempt, customer },
		]);
		expect(stands?.['deal'].lines[0].tax).toMatchObject({
			code: taxCode,
			reason: expect.stringContaining(`default of ${(customer as unknown as Customer).name}`),
		});
		expect(stands?.['deal'].checks).toMatchObject([{ code: 'tax_differs' }]);
	});

	test('a batch reads rates and accounts once, writes nothing, and leaves what is held', async () => {
		const ledger = await startLedger(books);
		const customer = await ledger.customer();
		const deals = await Promise.all(
			[1, 2, 3, 4, 5].map(async (id) => await dealOf(ledger, `91${id}`, 'United Kingdom')),
		);
		const held = { ...(deals[0] as Deal), hold: { code: 'no_company', what: '', todo: '', by: 'sales' } };
		ledger.world.sandbox.clearCalls();
		const items = await ledger.run('tax:decide', { rules: {}, useStarterRows: true, options: {} }, [
			{ deal: held, customer: null },
			...deals.map((deal) => ({ deal, customer })),
		]);
		expect(items[0]?.['deal']).toEqual(held);
		expect(items.slice(1).map(({ deal }) => deal.lines[0].tax.percent)).toEqual([20, 20, 20, 20, 20]);
		expect(ledger.writes()).toHaveLength(0);
		expect(ledger.world.calls(ledger.name).length).toBeLessThanOrEqual(5);
	});

	test('a code that the ledger never had, and a place that is none, are refused by their row', async () => {
		const ledger = await startLedger(books);
		const item = { deal: await dealOf(ledger, '920', 'United Kingdom'), customer: await ledger.customer() };
		const refused = async (rule: Json) =>
			await ledger.refusal('tax:decide', { rules: { rule: [rule] }, useStarterRows: false, options: {} }, [item]);
		expect(await refused({ customer: 'EU', code: 'NOPE' })).toContain(
			'no tax rate "NOPE" (row 1 of the tax rules)',
		);
		expect(await refused({ customer: 'Nowhere', code: codes.zero })).toContain("'Customer Country of row 1'");
	});
});

test('where an invoice posts at once, a number that nobody checked holds the deal', async () => {
	const ledger = await startLedger('quickbooks-uk');
	const french = await dealOf(ledger, '931', 'France');
	const { deal, invoice } = await billed(ledger, french, { useStarterRows: true }, 'invoice');
	expect(invoice).toBeNull();
	expect(deal.hold).toMatchObject({ code: 'check_as_hold', what: expect.stringContaining('FR40303265045') });
});

test('QuickBooks in the US decides by itself, and its answer stands on the invoice', async () => {
	const ledger = await startLedger('quickbooks');
	const { decided, invoice } = await billed(ledger, await dealOf(ledger, '930', 'United States'), {
		useStarterRows: true,
	});
	expect(decided.lines[0]?.tax).toMatchObject({ reason: expect.stringContaining('QuickBooks decides on sales tax') });
	expect(decided.checks).toBeUndefined();
	expect(invoice?.tax).toEqual(expect.any(Number));
});
