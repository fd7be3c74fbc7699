import fc from 'fast-check';
import { cut, lineDescription, plainText } from '../../../nodes/shared/billing/lineText';
import {
	isUndated,
	nextBillingDate,
	perMonth,
	servicePeriod,
	unbilledRemainder,
	wholeTerm,
} from '../../../nodes/shared/billing/recurring';
import { applyStrictness } from '../../../nodes/shared/billing/strictness';
import type { Check } from '../../../nodes/shared/model/outcome';
import type { DealLine } from '../../../nodes/shared/model/dealLine';
import { line, quickBooksTraits, traits } from './records.mts';

describe('plain text', () => {
	it.each([
		['<p>One</p><p>Two &amp; three</p>', 'One\nTwo & three'],
		['a<br>b<br/>c', 'a\nb\nc'],
		['<ul><li>x</li><li>y</li></ul>', '- x\n- y'],
		['5 &lt; 6 &#39;q&#x27; &nbsp; &euro;1 &unknown;', "5 < 6 'q' €1 &unknown;"],
		['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
		['<style>p{}</style>Text<!-- no -->', 'Text'],
		['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
		['&#0;&#xD800;ok', 'ok'],
		[null, ''],
		['', ''],
	])('%j reads %j', (html, text) => {
		expect(plainText(html)).toBe(text);
	});
});

describe('the text of a line', () => {
	it('is name, description, service dates', () => {
		const told = line({ description: '<b>Two</b> days', serviceDate: { from: '2026-11-01', to: '2026-11-30' } });
		expect(lineDescription(told, 4000)).toBe('Set-up\nTwo days\n1 Nov 2026 to 30 Nov 2026');
	});

	it.each<[Partial<DealLine>, string]>([
		[{ description: 'Set-up' }, 'Set-up'],
		[{ description: 'First\r\n\r\nSecond' }, 'Set-up\nFirst\nSecond'],
		[{ name: '', description: 'Told' }, 'Told'],
		[{ name: ' ', sku: 'SKU-1' }, 'SKU-1'],
		[{ name: '' }, 'As agreed'],
		[{ name: 'A & B <3' }, 'A & B <3'],
	])('%j reads %j', (changes, text) => {
		expect(lineDescription(line(changes), 4000)).toBe(text);
	});

	it('never exceeds its length, nor cuts its dates or a character', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme', maxLength: 200 }),
				fc.integer({ min: 40, max: 120 }),
				(description, max) => {
					const told = line({ description, serviceDate: { from: '2026-11-01', to: '2026-11-30' } });
					const text = lineDescription(told, max);
					expect(text.length).toBeLessThanOrEqual(max);
					expect(text.endsWith('1 Nov 2026 to 30 Nov 2026')).toBe(true);
					expect(text).not.toMatch(/\p{Surrogate}/u);
				},
			),
		);
		expect(cut('abcdef', 4)).toBe('abc…');
		expect(cut('🚀🚀🚀', 4)).toBe('🚀…');
	});
});

describe('recurring lines', () => {
	const monthly = (changes: Partial<DealLine> = {}) =>
		line({ period: 'monthly', periods: 12, startDate: '2026-01-31', ...changes });

	it('come to their term', () => {
		expect(wholeTerm(monthly()).toNumber()).toBe(1200);
		expect(wholeTerm(monthly({ periods: null })).toNumber()).toBe(100);
		expect(wholeTerm(line({ periods: 12 })).toNumber()).toBe(100);
		expect(perMonth(monthly({ period: 'quarterly' })).toFixed(2)).toBe('33.33');
		expect(perMonth(monthly({ period: 'weekly' })).toFixed(2)).toBe('433.33');
	});

	it('have service dates over month ends', () => {
		expect(servicePeriod(monthly(), 'first_period')).toEqual({ from: '2026-01-31', to: '2026-02-27' });
		expect(servicePeriod(monthly(), 'whole_term')).toEqual({ from: '2026-01-31', to: '2027-01-30' });
		expect(servicePeriod(monthly({ period: 'biweekly' }), 'first_period')).toEqual({
			from: '2026-01-31',
			to: '2026-02-13',
		});
		expect(servicePeriod(monthly({ startDate: null }), 'first_period')).toBeNull();
		expect(servicePeriod(line(), 'first_period')).toBeNull();
	});

	it('say what is still to be billed, and when', () => {
		const lines = [monthly(), monthly({ period: 'annually', periods: 3, startDate: null }), line()];
		expect(nextBillingDate(lines, '2026-02-01')).toBe('2026-02-28');
		expect(unbilledRemainder(lines, 'GBP', 'first_period')).toBe(1300);
		expect(unbilledRemainder(lines, 'GBP', 'whole_term')).toBeNull();
		expect(nextBillingDate(lines, '2026-02-01', 'whole_term')).toBeNull();
		expect(unbilledRemainder([monthly({ periods: null })], 'GBP', 'first_period')).toBeNull();
		expect(nextBillingDate([monthly({ periods: null, startDate: null })], '2026-02-01')).toBe('2026-03-01');
		expect(nextBillingDate([line()], '2026-02-01')).toBeNull();
	});

	it('are undated where a delay is all that is told', () => {
		expect(isUndated(monthly({ startDate: null, startDelay: { months: 1 } }))).toBe(true);
		expect(isUndated(monthly({ startDelay: { months: 1 } }))).toBe(false);
		expect(isUndated(monthly({ startDate: null, startDelay: { days: 0 } }))).toBe(false);
		expect(isUndated(monthly({ startDate: null }))).toBe(false);
		expect(isUndated(line({ startDelay: { days: 3 } }))).toBe(false);
	});
});

describe('strictness', () => {
	const check = (code: Check['code']): Check => ({
		code,
		what: `Look at ${code}`,
		todo: `Mend ${code}`,
		by: 'sales',
	});
	const checks = [check('no_lines'), check('tax_differs')];
	const asked = { strictness: {}, createAs: 'invoice' } as const;

	it('leaves checks as they are', () => {
		expect(applyStrictness(checks, { ...asked, status: 'draft' }, traits)).toEqual({ checks, hold: null });
		expect(
			applyStrictness(checks, { ...asked, strictness: { no_lines: 'check' }, status: 'submitted' }, traits),
		).toEqual({
			checks,
			hold: null,
		});
	});

	it('silences one', () => {
		expect(
			applyStrictness(checks, { ...asked, strictness: { no_lines: 'silent' }, status: 'draft' }, traits),
		).toEqual({
			checks: [checks[1]],
			hold: null,
		});
	});

	it('holds by one', () => {
		expect(
			applyStrictness(checks, { ...asked, strictness: { tax_differs: 'hold' }, status: 'draft' }, traits).hold,
		).toEqual({
			code: 'check_as_hold',
			what: 'Look at tax_differs. By setting this holds the deal',
			todo: 'Make the tax of the lines in the CRM agree with that of customer and items in the ledger',
			by: 'sales',
		});
	});

	it('holds by any where invoices are made approved, but for silenced ones', () => {
		const held = applyStrictness(
			checks,
			{ ...asked, strictness: { no_lines: 'silent' }, status: 'approved' },
			traits,
		);
		expect(held.hold?.what).toBe(
			'Look at tax_differs. Invoices are made as Awaiting Payment, so this holds the deal',
		);
		expect(applyStrictness([], { ...asked, status: 'approved' }, traits).hold).toBeNull();
	});

	describe('where an invoice posts at once', () => {
		const all = [...checks, check('amount_contradicts'), check('more_to_bill')];

		it('holds by what concerns tax or amount', () => {
			const held = applyStrictness(all, { ...asked, status: 'draft' }, quickBooksTraits);
			expect(held.checks).toEqual(all);
			expect(held.hold?.what).toBe(
				'Look at tax_differs; Look at amount_contradicts. QuickBooks posts an invoice at once, so this holds the deal',
			);
			expect(
				applyStrictness([check('no_lines')], { ...asked, status: 'draft' }, quickBooksTraits).hold,
			).toBeNull();
		});

		it('does not where an estimate is made, or a rule says otherwise', () => {
			const estimate = { ...asked, createAs: 'estimate', status: 'draft' } as const;
			expect(applyStrictness(all, estimate, quickBooksTraits).hold).toBeNull();
			const rule = {
				...asked,
				strictness: { tax_differs: 'check', amount_contradicts: 'check' },
				status: 'draft',
			};
			expect(
				applyStrictness(all, rule as Parameters<typeof applyStrictness>[1], quickBooksTraits).hold,
			).toBeNull();
		});
	});
});
