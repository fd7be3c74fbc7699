import { compareContent, compareWithDraft, totalDiffersCheck } from '../../../nodes/shared/billing/compareInvoice';
import type { FieldsInput } from '../../../nodes/shared/billing/draftFromFields';
import { draftFromFields } from '../../../nodes/shared/billing/draftFromFields';
import { expectedTotals } from '../../../nodes/shared/billing/expectedTotals';
import type { Invoice } from '../../../nodes/shared/model/invoice';
import { accounts, address, customer, invoiceOf, organisation, settings, taxRates, today, traits } from './records.mts';

const fieldLine = {
	description: 'Workshop',
	quantity: 2,
	unitPrice: 49.995,
	discountPercent: null,
	itemCode: null,
	account: null,
	taxCode: null,
};

function drafted(changes: Partial<FieldsInput> = {}) {
	return draftFromFields({
		lines: [fieldLine],
		customer: customer(),
		currency: null,
		reference: null,
		issueDate: null,
		dueDate: null,
		terms: null,
		sourceUrl: null,
		organisation,
		accounts,
		taxRates,
		currencies: ['GBP', 'EUR'],
		settings: settings(),
		traits,
		fallback: null,
		key: 'SI1234-ORDER17',
		execution: '231',
		today,
		preview: false,
		...changes,
	});
}

function draft(changes: Partial<FieldsInput> = {}) {
	const made = drafted(changes);
	if ('hold' in made) throw new Error(made.hold.what);
	return made;
}

describe('an invoice from fields', () => {
	it('follows the same rules', () => {
		expect(draft().draft).toMatchObject({
			key: 'SI1234-ORDER17',
			sourceUrl: null,
			issueDate: today,
			dueDate: '2026-12-24',
			reference: null,
			currency: 'GBP',
			net: 99.99,
			lines: [
				{
					description: 'Workshop',
					quantity: 2,
					unitPrice: 49.995,
					account: '200',
					taxCode: 'OUTPUT2',
					amount: 99.99,
				},
			],
		});
		const taxed = draft({
			lines: [{ ...fieldLine, discountPercent: 12.5, taxCode: 'RROUTPUT', account: '210', itemCode: 'A' }],
		});
		expect(taxed.draft.lines[0]).toMatchObject({
			discountPercent: 12.5,
			taxCode: 'RROUTPUT',
			account: '210',
			itemCode: 'A',
			amount: 87.49,
		});
		expect(invoiceOf(taxed.draft).subtotal).toBe(87.49);
	});

	it('takes the dates and the currency that are given, else those of the customer', () => {
		expect(draft({ issueDate: '2026-11-01', dueDate: '2026-11-05' }).draft).toMatchObject({
			issueDate: '2026-11-01',
			dueDate: '2026-11-05',
		});
		expect(draft({ terms: { kind: 'days', days: 3 } }).draft.dueDate).toBe('2026-11-27');
		expect(draft({ customer: customer({ currency: 'EUR' }) }).draft.currency).toBe('EUR');
	});

	it('holds and checks alike', () => {
		expect(drafted({ currency: 'CHF' })).toMatchObject({ hold: { code: 'currency_not_enabled' } });
		expect(drafted({ customer: customer({ ledgerId: null }) })).toMatchObject({
			hold: { code: 'customer_not_created' },
		});
		const abroad = customer({ billingAddress: address({ country: 'France' }) });
		expect(draft({ customer: abroad, lines: [fieldLine, fieldLine] }).checks).toMatchObject([
			{ code: 'foreign_without_tax' },
		]);
	});
});

describe('an invoice compared with its draft', () => {
	const { draft: asked } = draft();
	const stands = invoiceOf(asked);
	const [first] = stands.lines;

	it('is equal to what was asked', () => {
		const { tax } = expectedTotals(asked, { taxRates, organisation, traits });
		expect(compareWithDraft(asked, stands, tax)).toEqual([]);
	});

	it.each<[string, Partial<Invoice>]>([
		['customer', { customer: { ledgerId: 'x', name: 'Other' } }],
		['currency', { currency: 'EUR' }],
		['amounts are', { amountsAre: 'inclusive' }],
		['reference', { reference: 'X' }],
		['lines', { lines: [] }],
		['line 1, amount', { lines: [{ ...first!, amount: 99.98 }] }],
		['line 1, quantity', { lines: [{ ...first!, quantity: 3 }] }],
		['line 1, price', { lines: [{ ...first!, unitPrice: 50 }] }],
		['line 1, item', { lines: [{ ...first!, itemCode: 'A' }] }],
		['line 1, account', { lines: [{ ...first!, account: '210' }] }],
		['line 1, tax rate', { lines: [{ ...first!, taxCode: 'RROUTPUT' }] }],
		['line 1: another text', { lines: [{ ...first!, description: 'Other' }] }],
		['sum', { subtotal: 100 }],
		['tax', { tax: 19.99 }],
		['date', { issueDate: '2026-11-25' }],
		['due date', { dueDate: null }],
	])('tells another %s', (what, changes) => {
		const found = compareWithDraft(asked, { ...stands, ...changes }, 20);
		expect(found.some((difference) => difference.startsWith(what))).toBe(true);
	});

	it('does not ask for what was left to the ledger, nor for dates of a draft made again', () => {
		const open = { ...asked, lines: asked.lines.map((line) => ({ ...line, account: null, taxCode: null })) };
		expect(compareWithDraft(open, stands)).toEqual([]);
		expect(compareContent(asked, { ...stands, issueDate: '2026-11-25', dueDate: null })).toEqual([]);
	});

	it('is a check that names what differs', () => {
		const check = totalDiffersCheck(['a', 'b', 'c', 'd', 'e', 'f', 'g'], stands);
		expect(check).toMatchObject({
			code: 'total_differs',
			what: 'Xero has other figures than were asked: a; b; c; d; e; and 2 more',
		});
	});
});
