import { createHash } from 'node:crypto';
import { expected, type Expectation } from '../../e2e/oracle/oracle.mts';
import { SETTINGS, only, tinyCompany, type Tiny } from './tinyCompany.mts';

describe('the key', () => {
	it('names the account in four base32 characters, and the deal', () => {
		// Crockford's alphabet leaves out I, L, O and U; the first 20 bits, five at a time.
		const bits = [...createHash('sha256').update('hubspot:1234567').digest().subarray(0, 3)]
			.map((byte) => byte.toString(2).padStart(8, '0'))
			.join('');
		const text = [0, 5, 10, 15]
			.map((at) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[parseInt(bits.slice(at, at + 5), 2)])
			.join('');
		expect(only({}).key).toBe(`HS${text}-4001`);
	});
});

describe('which deals', () => {
	it.each<[string, Tiny, Expectation['outcome'], string | null]>([
		['an ordinary one', {}, 'draft', null],
		['one of another pipeline', { deal: { pipeline: 'grants' } }, 'not offered', 'other_pipeline'],
		[
			'one first won before Bill From and moved since',
			{
				deal: { createdate: '2026-03-01T00:00:00Z' },
				history: [
					{ value: 'won', timestamp: '2026-10-01T00:00:00Z' },
					{ value: 'won', timestamp: '2026-05-01T00:00:00Z' },
				],
			},
			'not offered',
			'before_bill_from',
		],
		[
			'one created before Bill From and won after it',
			{
				deal: { createdate: '2026-03-01T00:00:00Z' },
				history: [
					{ value: 'won', timestamp: '2026-10-01T00:00:00Z' },
					{ value: 'open', timestamp: '2026-03-01T00:00:00Z' },
				],
			},
			'draft',
			null,
		],
		['one to be invoiced later', { deal: { closed_loop_invoice_on: '2026-11-01' } }, 'not offered', 'not_yet'],
		['an imported one', { deal: { hs_object_source: 'IMPORT' } }, 'held', 'imported'],
		['one without a company', { company: null }, 'held', 'no_company'],
		['one with neither lines nor amount', { lines: [] }, 'held', 'amount_empty'],
		[
			'one that costs nothing',
			{ lines: [{ name: 'Gift', quantity: '1', price: '50', hs_discount_percentage: '100' }] },
			'skipped',
			'nothing_to_bill',
		],
		['a negative one', { lines: [], deal: { amount: '-10' } }, 'held', 'negative_total'],
		[
			'a currency the ledger does not have',
			{ deal: { deal_currency_code: 'CHF' } },
			'held',
			'currency_not_enabled',
		],
		[
			'more decimals than the ledger keeps',
			{ deal: { deal_currency_code: 'KWD' }, lines: [{ name: 'Oil', quantity: '1', price: '1.005' }] },
			'held',
			'currency_decimals',
		],
		[
			'a yen line that only rounding up could give',
			{ deal: { deal_currency_code: 'JPY' }, lines: [{ name: 'Tea', quantity: '1.5', price: '33' }] },
			'held',
			'amount_too_fine',
		],
		[
			'a tiered price',
			{ lines: [{ name: 'Seat', quantity: '5', price: '10', hs_pricing_model: 'volume' }] },
			'held',
			'tiered_price',
		],
		[
			'a subscription that starts later, without a date',
			{
				lines: [
					{
						name: 'Seat',
						quantity: '5',
						price: '10',
						recurringbillingfrequency: 'monthly',
						hs_billing_start_delay_months: '2',
					},
				],
			},
			'held',
			'recurring_undated',
		],
	])('%s', (_, tiny, outcome, code) => {
		expect(only(tiny)).toMatchObject({ outcome, code });
	});

	it('leaves out what was closed before Bill From or is not won', () => {
		expect(expected(tinyCompany({ deal: { closedate: '2026-08-31T22:59:00Z' } }), SETTINGS)).toEqual([]);
		expect(expected(tinyCompany({ deal: { dealstage: 'lost' } }), SETTINGS)).toEqual([]);
		// Half past eleven of the evening before in UTC is already Bill From in London's summer time.
		expect(expected(tinyCompany({ deal: { closedate: '2026-08-31T23:30:00Z' } }), SETTINGS)).toHaveLength(1);
	});

	it('holds all above the ceiling', () => {
		expect(only({}, { stopIfMoreThan: 0 })).toMatchObject({ outcome: 'held', code: 'over_limit' });
		expect(only({}, { stopIfMoreThan: 1 }).outcome).toBe('draft');
	});
});

describe('lines, by hand', () => {
	it('rounds each line half up and taxes it by itself', () => {
		const { lines, net, tax, total } = only({
			lines: [
				{ name: 'Cable', quantity: '125.375', price: '1.135' }, // 142.300625 -> 142.30, tax 28.46
				{ name: 'Plate', quantity: '3', price: '17.35', discount: '1.35' }, // 48.00, tax 9.60
				{ name: 'Desk', quantity: '1', price: '0.25', hs_discount_percentage: '10' }, // 0.225 -> 0.23, tax 0.046 -> 0.05
			],
		});
		expect(lines.map((line) => [line.net, line.tax, line.discount, line.discountPercent])).toEqual([
			['142.3', '28.46', '0', null],
			['48', '9.6', '4.05', null],
			['0.23', '0.05', '0.02', '10'],
		]);
		expect({ net, tax, total }).toEqual({ net: '190.53', tax: '38.11', total: '228.64' });
	});

	it('matches items by code without case and spaces, by exact name, and not when they are not sold', () => {
		const { lines, checks } = only({
			lines: [
				{ name: 'A', hs_sku: ' desk-1 ', quantity: '1', price: '10' },
				{ name: 'Postage', quantity: '1', price: '10' },
				{ name: 'B', hs_sku: 'GONE', quantity: '1', price: '10' },
			],
		});
		expect(lines.map(({ itemCode, accountCode, taxType }) => [itemCode, accountCode, taxType])).toEqual([
			['DESK-1', '200', 'RROUTPUT'],
			['POST', '260', 'ZERORATEDOUTPUT'],
			[null, '200', 'OUTPUT2'],
		]);
		expect(checks).toEqual(['sku_unknown']);
	});

	it('keeps the order of the editor', () => {
		const lines = [
			{ name: 'Second', quantity: '1', price: '1', hs_position_on_quote: '2' },
			{ name: 'First', quantity: '1', price: '1', hs_position_on_quote: '1' },
		];
		expect(only({ lines }).lines.map(({ description }) => description)).toEqual(['First', 'Second']);
	});

	it('bills the amount of a deal without lines, under its description or the setting', () => {
		expect(only({ lines: [], deal: { amount: '99.5' } })).toMatchObject({
			net: '99.5',
			tax: '19.9',
			checks: ['no_lines'],
			lines: [{ description: 'As agreed', quantity: '1' }],
		});
		expect(only({ lines: [], deal: { amount: '99.5', description: 'Survey' } }).lines[0]?.description).toBe(
			'Survey',
		);
	});

	it('bills the first period, or the term when told', () => {
		const lines = [
			{
				name: 'Seat',
				quantity: '3',
				price: '10',
				recurringbillingfrequency: 'monthly',
				hs_recurring_billing_period: 'P12M',
				hs_recurring_billing_start_date: '2026-10-01',
			},
		];
		expect(only({ lines })).toMatchObject({ net: '30', checks: ['more_to_bill'] });
		expect(only({ lines }, { recurring: 'wholeTerm' })).toMatchObject({
			net: '360',
			checks: [],
			lines: [{ quantity: '36' }],
		});
	});
});

describe('amount and quote', () => {
	const seats = {
		name: 'Seat',
		quantity: '1',
		price: '10',
		recurringbillingfrequency: 'monthly',
		hs_recurring_billing_period: 'P24M',
		hs_recurring_billing_start_date: '2026-10-01',
	};
	const setup = { name: 'Set-up', quantity: '1', price: '100' };

	it.each(['110', '132', '100', '120', '10', '12', '340', '220'])(
		'an amount of %s is the lines seen one way or another',
		(amount) => {
			// First period 110, one-off 100, MRR 10, ARR 120, ACV 100+120, TCV 100+240; 132 and 12 with tax.
			expect(only({ deal: { amount }, lines: [setup, seats] }).checks).toEqual(['more_to_bill']);
		},
	);

	it.each(['109.99', '111', '0'])('an amount of %s contradicts', (amount) => {
		expect(only({ deal: { amount }, lines: [setup, seats] }).checks).toEqual([
			'amount_contradicts',
			'more_to_bill',
		]);
	});

	it('takes the accepted quote before a newer published one, and its number as reference', () => {
		const quotes: Array<Record<string, string>> = [
			{ hs_quote_status: 'PUBLISHED', hs_quote_amount: '1', hs_quote_number: 'Q2' },
			{ hs_quote_status: 'EXPIRED', hs_esign_date: '2026-09-30', hs_quote_amount: '200', hs_quote_number: 'Q1' },
		];
		expect(only({ quotes })).toMatchObject({ checks: [], reference: 'Q1' });
		expect(only({ quotes, deal: { closed_loop_po_number: 'PO 9' } }).reference).toBe('PO 9');
		expect(only({ quotes: quotes.slice(0, 1) })).toMatchObject({ checks: ['quote_contradicts'], reference: '' });
	});
});
