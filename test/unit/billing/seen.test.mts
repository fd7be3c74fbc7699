import type { Invoice, InvoiceStatus } from '../../../nodes/shared/model/invoice';
import { mergeInvoicesText, parseInvoicesText, sumsOf } from '../../../nodes/shared/billing/invoicesText';
import { isOutdated, mergeLastSeen } from '../../../nodes/shared/billing/lastSeen';
import { invoiceOf } from './records.mts';

function invoice(changes: Partial<Invoice> = {}, lines = 1): Invoice {
	const asked = {
		dealLineId: null,
		description: 'Set-up',
		quantity: 1,
		unitPrice: 100,
		discountPercent: null,
		discountAmount: null,
		amountAlone: false,
		itemCode: null,
		account: '200',
		taxCode: 'OUTPUT2',
		taxReason: '',
		amount: 100,
	};
	return invoiceOf(
		{
			key: 'HSM6DA-1',
			execution: '1',
			sourceUrl: null,
			customerId: 'c',
			status: 'draft',
			issueDate: '2026-11-24',
			dueDate: '2026-12-24',
			reference: null,
			currency: 'GBP',
			amountsAre: 'exclusive',
			net: 100 * lines,
			brandingTheme: null,
			createAs: 'invoice',
			referenceField: null,
			lines: Array.from({ length: lines }, (_, index) => ({ ...asked, description: `Line ${index}` })),
		},
		{ ledgerId: 'a', ...changes },
	);
}

const merged = (...invoices: Invoice[]) =>
	invoices.reduce<string | null>((text, invoice) => mergeLastSeen(text, invoice), null) ?? '';

describe('Invoices', () => {
	it('has a line for each, read back as it was written', () => {
		const text = [
			invoice(),
			invoice({ ledgerId: 'b', number: 'A|B  C', status: 'part_paid', paid: 20, due: 100 }),
		].reduce<string | null>(mergeInvoicesText, null);
		expect(text).toBe(
			'HSM6DA-1 | INV-0042 | Draft | GBP total 120.00 | paid 0.00 | due 120.00 | a\n' +
				'HSM6DA-1 | A B C | Part paid | GBP total 120.00 | paid 20.00 | due 100.00 | b',
		);
		expect(parseInvoicesText(text)).toMatchObject([
			{ ledgerId: 'a', status: 'draft', total: 120 },
			{ number: 'A B C', status: 'part_paid', paid: 20 },
		]);
	});

	it('knows every status by its words', () => {
		const all: InvoiceStatus[] = [
			'draft',
			'submitted',
			'approved',
			'sent',
			'part_paid',
			'paid',
			'overdue',
			'voided',
			'deleted',
		];
		for (const status of all)
			expect(parseInvoicesText(mergeInvoicesText(null, invoice({ status })))).toMatchObject([{ status }]);
	});

	it('sets the line of an invoice in its place', () => {
		const text =
			[invoice(), invoice({ ledgerId: 'b' }), invoice({ status: 'paid', paid: 120, due: 0 })].reduce<
				string | null
			>(mergeInvoicesText, null) ?? '';
		expect(text.split('\n').map((row) => row.split(' | ')[2])).toEqual(['Paid', 'Draft']);
		expect(mergeInvoicesText(text, invoice({ ledgerId: 'b' }))).toBe(text);
	});

	it('takes no harm from what a person typed into it', () => {
		expect(parseInvoicesText('see Jo\n\nHSM6DA-1 | x')).toEqual([]);
		expect(parseInvoicesText(null)).toEqual([]);
		expect(mergeInvoicesText('see Jo', invoice())).toMatch(/^HSM6DA-1/);
	});

	it('writes the minor unit of the currency, and sums live ones alone', () => {
		const yen = mergeInvoicesText(null, invoice({ currency: 'JPY', total: 1200, due: 1200 }));
		expect(yen).toContain('JPY total 1200 |');
		const rows = [invoice({ paid: 20, due: 90, credited: 10 }), invoice({ ledgerId: 'b', status: 'voided' })];
		expect(sumsOf(rows.reduce<string | null>(mergeInvoicesText, null) ?? '', 'GBP')).toEqual({
			total: 120,
			paid: 20,
			due: 90,
			credited: 10,
		});
	});
});

describe('Invoice as last seen', () => {
	const later = { updatedAt: '2026-11-25T10:00:00.000Z' };

	it('keeps header, totals and lines of each invoice', () => {
		const map = JSON.parse(merged(invoice(), invoice({ ledgerId: 'b' }))) as Record<string, unknown>;
		expect(Object.keys(map)).toEqual(['a', 'b']);
		expect(map['a']).toMatchObject({
			version: { at: '2026-11-24T10:00:00.000Z' },
			header: {
				number: 'INV-0042',
				status: 'draft',
				issueDate: '2026-11-24',
				dueDate: '2026-12-24',
				currency: 'GBP',
			},
			totals: { subtotal: 100, tax: 20, total: 120, due: 120 },
			lines: [['line-0', null, 1, 100, '0', 'OUTPUT2', 100, expect.stringMatching(/^[0-9A-Z]{8}$/)]],
		});
	});

	it("never lets an older version take a newer one's place", () => {
		const newer = merged(invoice({ ...later, status: 'paid' }));
		expect(mergeLastSeen(newer, invoice())).toBe(newer);
		expect(isOutdated(newer, invoice())).toBe(true);
		expect(isOutdated(newer, invoice(later))).toBe(false);
		expect(isOutdated(null, invoice())).toBe(false);
	});

	it('stays the same text when the content is the same', () => {
		const once = merged(invoice());
		expect(mergeLastSeen(once, invoice(later))).toBe(once);
		expect(mergeLastSeen(once, invoice({ ...later, dueDate: '2027-01-01' }))).not.toBe(once);
	});

	it('begins anew where a person typed into it', () => {
		for (const text of ['hello', '[]', 'null', '"x"', '{}'])
			expect(Object.keys(JSON.parse(mergeLastSeen(text, invoice())))).toEqual(['a']);
	});

	it('lets closed invoices leave first when it grows too long', () => {
		const many = Array.from({ length: 12 }, (_, index) =>
			invoice({ ledgerId: `i${index}`, status: index < 6 ? 'paid' : 'approved' }, 100),
		);
		const text = merged(...many);
		expect(text.length).toBeLessThanOrEqual(60_000);
		const map = JSON.parse(text) as Record<string, { lines: unknown }>;
		const kept = Object.keys(map);
		expect(kept).toEqual(expect.arrayContaining(['i6', 'i7', 'i8', 'i9', 'i10', 'i11']));
		expect(kept).not.toContain('i0');
		expect(Array.isArray(map['i11']?.lines)).toBe(true);
	});

	it('then collapses lines to one hash, the oldest first, and stays quiet', () => {
		const many = Array.from({ length: 12 }, (_, index) =>
			invoice({ ledgerId: `i${index}`, status: 'approved' }, 100),
		);
		const text = merged(...many);
		expect(text.length).toBeLessThanOrEqual(60_000);
		const map = JSON.parse(text) as Record<string, { lines: unknown }>;
		expect(Object.keys(map)).toHaveLength(12);
		expect(map['i0']?.lines).toMatch(/^[0-9A-Z]{20}$/);
		expect(Array.isArray(map['i11']?.lines)).toBe(true);
		for (const one of many) expect(mergeLastSeen(text, one)).toBe(text);
	});

	it('carries one invoice of any length', () => {
		const text = merged(invoice({ status: 'paid' }, 2000));
		expect(text.length).toBeLessThanOrEqual(60_000);
		expect(Object.keys(JSON.parse(text))).toEqual(['a']);
	});

	it('keeps within its length whatever comes', () => {
		const many = Array.from({ length: 300 }, (_, index) =>
			invoice({ ledgerId: `i${index}`, status: 'approved' }, 5),
		);
		const text = merged(...many);
		expect(text.length).toBeLessThanOrEqual(60_000);
		expect(Object.keys(JSON.parse(text))).toContain('i299');
	});
});
