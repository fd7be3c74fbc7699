import fc from 'fast-check';
import {
	addDays,
	addMonths,
	dateIn,
	daysBetween,
	endOfMonth,
	formatDate,
	isDate,
} from '../../../nodes/shared/billing/dates';

it('tells the calendar date in a time zone', () => {
	expect(dateIn('Europe/London', '2026-06-30T23:30:00Z')).toBe('2026-07-01');
	expect(dateIn('Pacific/Auckland', '2026-11-24T11:00:00Z')).toBe('2026-11-25');
	expect(dateIn('America/New_York', Date.UTC(2026, 0, 1, 3))).toBe('2025-12-31');
	expect(dateIn('UTC', new Date('2026-02-28T23:59:59.999Z'))).toBe('2026-02-28');
});

it('counts days and months over month ends', () => {
	expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
	expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
	expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
	expect(addMonths('2026-12-31', 2)).toBe('2027-02-28');
	expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
	expect(addMonths('2026-01-15', 12)).toBe('2027-01-15');
	expect(endOfMonth('2028-02-03')).toBe('2028-02-29');
	expect(formatDate('2026-11-01')).toBe('1 Nov 2026');
});

it('days between undo days added', () => {
	fc.assert(
		fc.property(fc.integer({ min: -40000, max: 40000 }), (days) => {
			expect(daysBetween('2026-11-24', addDays('2026-11-24', days))).toBe(days);
		}),
	);
});

it('knows a date when it sees one', () => {
	expect(isDate('2026-02-28')).toBe(true);
	for (const text of ['2026-02-30', '2026-2-1', '', null, '24.11.2026', '2026-13-01', '2026-02-28T00:00']) {
		expect(isDate(text)).toBe(false);
	}
});
