import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { approvalDates } from '../../../nodes/shared/billing/approvalDates';
import { partCreditLines, wholeCreditLines } from '../../../nodes/shared/billing/creditLines';
import { Decimal } from '../../../nodes/shared/billing/decimal';
import type { InvoiceLine } from '../../../nodes/shared/model/invoice';

describe('dates on approval', () => {
	const today = '2026-11-20';
	const moved = (
		issueDate: string,
		dueDate: string | null,
		more: Partial<Parameters<typeof approvalDates>[0]> = {},
	) => approvalDates({ invoice: { issueDate, dueDate }, today, terms: [], written: null, ...more });

	test('the due date follows the terms that it came from', () => {
		const terms = [
			{ kind: 'days_after_month_end', days: 30 },
			{ kind: 'days', days: 30 },
		] as const;
		expect(moved('2026-10-10', '2026-11-09', { terms: [...terms] })).toEqual({
			issueDate: today,
			dueDate: '2026-12-20',
		});
		expect(moved('2026-10-10', '2026-11-30', { terms: [...terms] })?.dueDate).toBe('2026-12-30');
	});

	test('one that we wrote and nobody changed moves by as many days; a person’s stays', () => {
		const written = { issueDate: '2026-11-10', dueDate: '2026-11-24' };
		expect(moved('2026-11-10', '2026-11-24', { written })?.dueDate).toBe('2026-12-04');
		expect(moved('2026-11-10', '2026-12-31', { written })?.dueDate).toBe('2026-12-31');
		expect(moved('2026-11-01', '2026-11-11')?.dueDate).toBe(today);
	});

	test('a date that is today or later stays', () => {
		expect(moved(today, today)).toBeNull();
		expect(moved('2026-12-01', '2026-12-31')).toBeNull();
	});
});

describe('lines of a credit note', () => {
	const line = (
		quantity: number,
		unitPrice: number,
		amount: number,
		more: Partial<InvoiceLine> = {},
	): InvoiceLine => ({
		...{ ledgerLineId: 'x', description: 'Thing', quantity, unitPrice, discountPercent: null },
		...{ discountAmount: null, itemCode: 'A', account: '200', taxCode: 'T', tax: 0, amount },
		...more,
	});

	test('of a whole invoice keep quantity and price where these give the amount', () => {
		const lines = wholeCreditLines(
			[line(3, 10, 30), line(3, 33.33, 90, { discountPercent: 10 }), line(1, 0, 0)],
			'GBP',
		);
		expect(lines.map(({ quantity, unitPrice, amount }) => [quantity, unitPrice, amount])).toEqual([
			[3, 10, 30],
			[1, 90, 90],
		]);
		expect(lines.every(({ discountPercent, taxCode }) => discountPercent === null && taxCode === 'T')).toBe(true);
	});

	test('of a part sum to it exactly, whatever the lines', () => {
		const cents = fc.integer({ min: 1, max: 1_000_000 });
		fc.assert(
			fc.property(
				fc.array(cents, { minLength: 1, maxLength: 12 }),
				fc.integer({ min: 1, max: 100 }),
				(amounts, percent) => {
					const lines = amounts.map((amount) => line(1, amount / 100, amount / 100));
					const total = amounts.reduce((sum, amount) => sum + amount, 0);
					const part = Math.max(1, Math.floor((total * percent) / 100)) / 100;
					const credited = partCreditLines(lines, part, 'GBP');
					const sum = credited.reduce((all, { amount }) => all.plus(amount), new Decimal(0));
					expect(sum.toNumber()).toBe(part);
					expect(credited.every(({ quantity, unitPrice, amount }) => quantity * unitPrice === amount)).toBe(
						true,
					);
				},
			),
		);
	});

	test('of a part take a discount line as it is', () => {
		const lines = [line(1, 100, 100), line(1, -10, -10)];
		const credited = partCreditLines(lines, 45, 'GBP');
		expect(credited.map(({ amount }) => amount)).toEqual([50, -5]);
	});
});
