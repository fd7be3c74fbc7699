import fc from 'fast-check';
import type { PaymentTerms } from '../../../nodes/shared/model/customer';
import { dueDate, parseTerms, termsText } from '../../../nodes/shared/billing/terms';

describe('terms in words', () => {
	it.each<[string, PaymentTerms['kind'], number]>([
		['30', 'days', 30],
		['30 days', 'days', 30],
		['30days', 'days', 30],
		['Net 30', 'days', 30],
		['net_30', 'days', 30],
		['NET30', 'days', 30],
		['Net-30', 'days', 30],
		['N30', 'days', 30],
		['30 days net', 'days', 30],
		['Within 14 days', 'days', 14],
		['Payment terms: 30 days', 'days', 30],
		['Due in 30 days', 'days', 30],
		['Payable within 30 days of invoice', 'days', 30],
		['30 days from invoice date', 'days', 30],
		['30 Tage', 'days', 30],
		['30 jours', 'days', 30],
		['2 weeks', 'days', 14],
		['2/10 net 30', 'days', 30],
		['0', 'days', 0],
		['Due on receipt', 'days', 0],
		['due_on_receipt', 'days', 0],
		['Payable on receipt', 'days', 0],
		['Immediate', 'days', 0],
		['end of month', 'days_after_month_end', 0],
		['EOM', 'days_after_month_end', 0],
		['End of the month', 'days_after_month_end', 0],
		['30 days end of month', 'days_after_month_end', 30],
		['30 EOM', 'days_after_month_end', 30],
		['Net 30 EOM', 'days_after_month_end', 30],
		['EOM+30', 'days_after_month_end', 30],
		['30 days after end of month', 'days_after_month_end', 30],
		['20th of next month', 'day_of_next_month', 20],
		['the 20th of the following month', 'day_of_next_month', 20],
		['15th of the month', 'day_of_month', 15],
		['15th of current month', 'day_of_month', 15],
	])('%s', (text, kind, days) => {
		expect(parseTerms(text)).toEqual({ kind, days });
	});

	it.each([
		'',
		'  ',
		null,
		'as agreed',
		'30.5 days',
		'1000',
		'999 days',
		'40th of next month',
		'half now, half later',
		'50% upfront',
	])('%j says nothing', (text) => {
		expect(parseTerms(text)).toBeNull();
	});

	it('are read back as they are written', () => {
		const kinds = fc.constantFrom<PaymentTerms['kind']>(
			'days',
			'days_after_month_end',
			'day_of_month',
			'day_of_next_month',
		);
		fc.assert(
			fc.property(kinds, fc.integer({ min: 0, max: 365 }), (kind, n) => {
				const days = kind.startsWith('day_of') ? (n % 31) + 1 : n;
				expect(parseTerms(termsText({ kind, days }))).toEqual({ kind, days });
			}),
		);
	});
});

describe('the due date', () => {
	it.each<[string, PaymentTerms['kind'], number, string]>([
		['2026-01-31', 'days', 30, '2026-03-02'],
		['2028-01-31', 'days', 30, '2028-03-01'],
		['2026-12-31', 'days', 0, '2026-12-31'],
		['2026-01-31', 'days_after_month_end', 0, '2026-01-31'],
		['2026-01-30', 'days_after_month_end', 30, '2026-03-02'],
		['2026-02-01', 'days_after_month_end', 0, '2026-02-28'],
		['2026-02-10', 'day_of_month', 31, '2026-02-28'],
		['2026-02-10', 'day_of_month', 5, '2026-03-05'],
		['2026-02-10', 'day_of_month', 10, '2026-02-10'],
		['2026-01-31', 'day_of_next_month', 31, '2026-02-28'],
		['2026-12-15', 'day_of_next_month', 20, '2027-01-20'],
		['2026-01-31', 'day_of_month', 30, '2026-02-28'],
	])('of %s, %s %i, is %s', (issued, kind, days, due) => {
		expect(dueDate(issued, { kind, days })).toBe(due);
	});

	it('is never before the document', () => {
		fc.assert(
			fc.property(
				fc.date({ min: new Date('2000-01-01'), max: new Date('2050-01-01'), noInvalidDate: true }),
				fc.constantFrom<PaymentTerms['kind']>(
					'days',
					'days_after_month_end',
					'day_of_month',
					'day_of_next_month',
				),
				fc.integer({ min: 1, max: 31 }),
				(at, kind, days) => {
					const issued = at.toISOString().slice(0, 10);
					expect(dueDate(issued, { kind, days }) >= issued).toBe(true);
				},
			),
		);
	});
});
