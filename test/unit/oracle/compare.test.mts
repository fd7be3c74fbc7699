import { Invoice, LineAmountTypes } from 'xero-node';
import { compareInvoices } from '../../e2e/oracle/compare.mts';
import { expected } from '../../e2e/oracle/oracle.mts';
import { documentOf } from '../../e2e/read/xero.mts';
import { SETTINGS, tinyCompany } from './tinyCompany.mts';

const company = tinyCompany({
	lines: [{ name: 'Desk', quantity: '2', price: '100', hs_discount_percentage: '10', hs_sku: 'DESK-1' }],
	deal: { closed_loop_po_number: 'PO 1' },
});
const expectations = expected(company, SETTINGS);
const url = `https://app.hubspot.com/contacts/1234567/record/0-3/4001#${expectations[0]?.key}~17`;

/** The invoice as it ought to be: 2 x 100 less 10 % at 5 % VAT. */
function right(): Invoice {
	return {
		invoiceID: 'i1',
		invoiceNumber: 'INV-1',
		type: Invoice.TypeEnum.ACCREC,
		status: Invoice.StatusEnum.DRAFT,
		url,
		reference: 'PO 1',
		currencyCode: 'GBP' as unknown as Invoice['currencyCode'],
		lineAmountTypes: LineAmountTypes.Exclusive,
		contact: { contactID: 'c7', name: 'Fern Interiors' },
		subTotal: 180,
		totalTax: 9,
		total: 189,
		lineItems: [
			{
				description: 'Desk',
				quantity: 2,
				unitAmount: 100,
				discountRate: 10,
				itemCode: 'DESK-1',
				accountCode: '200',
				taxType: 'RROUTPUT',
				lineAmount: 180,
				taxAmount: 9,
			},
		],
	};
}

const compare = (wanted: typeof expectations, invoices: Invoice[], before = new Set<string>()) =>
	compareInvoices(wanted, invoices.map(documentOf), before);

function changed(change: (invoice: Invoice) => void): string[] {
	const invoice = right();
	change(invoice);
	return compare(expectations, [invoice]);
}

it('finds nothing in what is right, however the discount is told', () => {
	expect(compare(expectations, [right()])).toEqual([]);
	expect(
		changed(({ lineItems }) =>
			Object.assign(lineItems?.[0] ?? {}, { discountRate: undefined, discountAmount: 20 }),
		),
	).toEqual([]);
});

it.each<[string, (invoice: Invoice) => void]>([
	['contact', (invoice) => Object.assign(invoice.contact ?? {}, { name: 'Fern' })],
	['reference', (invoice) => Object.assign(invoice, { reference: 'HS-4001' })],
	['currency', (invoice) => Object.assign(invoice, { currencyCode: 'EUR' })],
	['net', (invoice) => Object.assign(invoice, { subTotal: 180.01 })],
	['tax', (invoice) => Object.assign(invoice, { totalTax: 36 })],
	['total', (invoice) => Object.assign(invoice, { total: 180 })],
	['number of lines', (invoice) => invoice.lineItems?.push({ description: 'More' })],
	['text', ({ lineItems }) => Object.assign(lineItems?.[0] ?? {}, { description: 'Secret name' })],
	['quantity', ({ lineItems }) => Object.assign(lineItems?.[0] ?? {}, { quantity: 1 })],
	['price', ({ lineItems }) => Object.assign(lineItems?.[0] ?? {}, { unitAmount: 90 })],
	['discount', ({ lineItems }) => Object.assign(lineItems?.[0] ?? {}, { discountRate: 0 })],
	['item', ({ lineItems }) => Object.assign(lineItems?.[0] ?? {}, { itemCode: undefined })],
	['account', ({ lineItems }) => Object.assign(lineItems?.[0] ?? {}, { accountCode: '260' })],
	['tax code', ({ lineItems }) => Object.assign(lineItems?.[0] ?? {}, { taxType: 'OUTPUT2' })],
	['link', (invoice) => Object.assign(invoice, { url: url.replace('4001#', '4002#') })],
	['execution', (invoice) => Object.assign(invoice, { url: url.replace('~17', '~') })],
])('finds another %s', (what, change) => {
	expect(changed(change).join('; ')).toContain(what);
});

it('finds a doubled, a missing, a stray and a lost invoice', () => {
	expect(compare(expectations, [right(), { ...right(), invoiceID: 'i2' }])).toEqual([
		'deal 4001 (draft): 2 live invoices, expected 1',
	]);
	expect(compare(expectations, [{ ...right(), status: Invoice.StatusEnum.VOIDED }])).toEqual([
		'deal 4001 (draft): 0 live invoices, expected 1',
	]);
	expect(compare([], [right()])).toEqual(['invoice INV-1 belongs to no deal']);
	expect(compare([], [{ ...right(), url: undefined }], new Set(['i1']))).toEqual([]);
	expect(compare([], [], new Set(['i9']))).toEqual(['invoice i9 stood there before and is gone']);
});

it('finds an invoice for a deal that is held', () => {
	const held = expected(tinyCompany({ deal: { hs_object_source: 'IMPORT' } }), SETTINGS);
	expect(compare(held, [right()])).toEqual(['deal 4001 (imported): 1 live invoices, expected 0']);
});

it('finds one company billed as two contacts', () => {
	const [one] = expectations;
	const two = { ...one, key: `${one?.key}9`, dealId: '40019' } as (typeof expectations)[number];
	const second = {
		...right(),
		invoiceID: 'i2',
		url: url.replace('4001#', '40019#').replace('-4001~', '-40019~'),
		contact: { contactID: 'c8', name: 'Fern Interiors' },
	};
	expect(compare([...expectations, two], [right(), second])).toEqual([
		'deal 40019: company 11 is billed as two contacts, c7 and c8',
	]);
});
