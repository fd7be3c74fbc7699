import type { Deal } from '../../../nodes/shared/model/deal';
import type { DealLine } from '../../../nodes/shared/model/dealLine';
import type { Invoice } from '../../../nodes/shared/model/invoice';
import { fingerprintOf } from '../../../nodes/shared/billing/fingerprint';
import { revisionOf } from '../../../nodes/shared/billing/revision';
import { company, contact, deal, line } from './records.mts';

const revision = (changes: Partial<Deal> = {}, billedContactId: string | null = null) =>
	revisionOf({ ...deal(changes), billedContactId });

describe('the revision', () => {
	it.each<[string, Partial<Deal>]>([
		['the currency', { currency: 'EUR' }],
		['the billed company', { company: company({ id: '78' }) }],
		['no company', { company: null }],
		['the SKU', { lines: [line({ sku: 'A' })] }],
		['the quantity', { lines: [line({ quantity: 2 })] }],
		['the price', { lines: [line({ unitPrice: 100.01 })] }],
		['the discount', { lines: [line({ discount: { percent: 1 } })] }],
		['the kind of discount', { lines: [line({ discount: { perUnit: 1 } })] }],
		['the period', { lines: [line({ period: 'monthly' })] }],
		['the term', { lines: [line({ periods: 12 })] }],
		["the CRM's own tax", { lines: [line({ taxPercent: 20 })] }],
		['a further line', { lines: [line(), line({ id: '2' })] }],
		['no lines', { lines: [] }],
	])('changes with %s', (_, changes) => {
		expect(revision(changes)).not.toBe(revision());
	});

	it('changes with the order of lines, and with the amount where there are none', () => {
		const [a, b] = [line({ sku: 'A' }), line({ sku: 'B' })];
		expect(revision({ lines: [a, b] })).not.toBe(revision({ lines: [b, a] }));
		expect(revision({ lines: [], amount: 1 })).not.toBe(revision({ lines: [], amount: 2 }));
		expect(revision({}, '88')).not.toBe(revision());
	});

	it.each<[string, Partial<Deal>]>([
		["the deal's name", { name: 'Other' }],
		['its amount where there are lines', { amount: 5 }],
		['its PO number', { poNumber: '1' }],
		['the owner', { owner: null }],
		['the contacts', { contacts: [contact({ id: '99' })] }],
		["the company's name", { company: company({ name: 'Other' }) }],
		[
			'what later steps add to a line',
			{
				lines: [
					{
						...line(),
						product: { code: 'A', name: 'A', account: null, taxCode: null, by: 'sku', reason: '' },
						tax: { code: 'X' },
					} as DealLine,
				],
			},
		],
	])('does not change with %s', (_, changes) => {
		expect(revision(changes)).toBe(revision());
	});
});

describe('the fingerprint', () => {
	const stands = {
		ledgerId: 'a',
		customer: { ledgerId: 'c', name: 'C' },
		issueDate: '2026-11-24',
		currency: 'GBP',
		total: 120,
		status: 'draft',
		lines: [
			{
				ledgerLineId: '1',
				description: 'A',
				quantity: 1,
				unitPrice: 100,
				discountPercent: null,
				discountAmount: null,
				itemCode: null,
				account: '200',
				taxCode: 'OUTPUT2',
				tax: 20,
				amount: 100,
			},
		],
	} as unknown as Invoice;
	const [first] = stands.lines;

	it.each<[string, Partial<Invoice>]>([
		['the customer', { customer: { ledgerId: 'd', name: 'C' } }],
		['the date', { issueDate: '2026-11-25' }],
		['the total', { total: 121 }],
		["a line's text", { lines: [{ ...first!, description: 'B' }] }],
		["a line's account", { lines: [{ ...first!, account: '210' }] }],
		["a line's tax", { lines: [{ ...first!, taxCode: null }] }],
		['a line less', { lines: [] }],
	])('changes with %s', (_, changes) => {
		expect(fingerprintOf({ ...stands, ...changes })).not.toBe(fingerprintOf(stands));
	});

	it('does not change with what is no edit', () => {
		const same: Invoice = {
			...stands,
			status: 'paid',
			updatedAt: 'x',
			customer: { ledgerId: 'c', name: 'Renamed' },
			lines: [{ ...first!, ledgerLineId: '9', discountPercent: 0 }],
		};
		expect(fingerprintOf(same)).toBe(fingerprintOf(stands));
	});
});
