import { TENANT, only, type Tiny } from './tinyCompany.mts';

describe('the customer', () => {
	const contact = (more: Record<string, unknown> = {}) => ({
		ContactID: 'c1',
		Name: 'FERN INTERIORS LTD.',
		ContactStatus: 'ACTIVE',
		...more,
	});

	it.each<[string, Tiny, string | null]>([
		[
			'by stored id',
			{
				contacts: [contact({ Name: 'Other' })],
				company: { closed_loop_accounting_customer: `xero someone-else c9\nxero ${TENANT} c1` },
			},
			'c1',
		],
		['by name', { contacts: [contact()] }, 'c1'],
		[
			'by name with accents, & and The',
			{ contacts: [contact({ Name: 'The Férn & Interiors Limited' })], company: { name: 'Fern and Interiors' } },
			'c1',
		],
		[
			'by email on its own domain',
			{ contacts: [contact({ Name: 'FI Trading', EmailAddress: 'Accounts@fern.example' })] },
			'c1',
		],
		['not by an archived one', { contacts: [contact({ ContactStatus: 'ARCHIVED' })] }, null],
		['not by an unrelated one', { contacts: [contact({ Name: 'Moss Exteriors' })] }, null],
	])('is found %s', (_, tiny, existing) => {
		expect(only(tiny)).toMatchObject({ outcome: 'draft', customer: { existing } });
	});

	it.each<[string, Tiny, string]>([
		[
			'two of one name',
			{ contacts: [contact(), contact({ ContactID: 'c2', Name: 'Fern Interiors' })] },
			'customer_ambiguous',
		],
		[
			'an equal name in another country',
			{ contacts: [contact({ Addresses: [{ AddressType: 'POBOX', Country: 'France' }] })] },
			'customer_question',
		],
		['a name inside the other', { contacts: [contact({ Name: 'Fern Interiors of Bath' })] }, 'customer_question'],
		[
			'the same mail domain',
			{ contacts: [contact({ Name: 'Somebody', EmailAddress: 'x@fern.example' })] },
			'customer_question',
		],
		[
			'a shared mailbox elsewhere',
			{
				contacts: [contact({ Name: 'Somebody', EmailAddress: 'a@group.example' })],
				company: { closed_loop_billing_email: 'a@group.example' },
			},
			'customer_email_taken',
		],
		[
			'a stored id that is archived',
			{
				contacts: [contact({ ContactStatus: 'ARCHIVED' })],
				company: { closed_loop_accounting_customer: `xero ${TENANT} c1` },
			},
			'customer_archived',
		],
	])('is asked about: %s', (_, tiny, code) => {
		expect(only(tiny)).toMatchObject({ outcome: 'held', code });
	});

	it('is billed under a name the ledger takes', () => {
		expect(only({ company: { name: ' R&D  <Labs> ' } }).customer?.name).toBe('R&D Labs');
		expect(
			only({ company: { name: 'Long', closed_loop_billing_name: 'x'.repeat(300) } }).customer?.name,
		).toHaveLength(255);
	});

	it('has a billing email, or a check', () => {
		const company = { closed_loop_billing_email: '' };
		expect(only({ company }).checks).toEqual(['no_billing_email']);
		expect(only({ company, dealAssociations: { contacts: ['21'] } }).checks).toEqual(['primary_contact_email']);
		expect(
			only({ company, companyAssociations: { contacts: [{ id: '22', label: 'Billing contact' }] } }).checks,
		).toEqual([]);
	});

	it('is told about when it has no address in the UK or the EU', () => {
		expect(only({ company: { address: '', city: '', zip: '' } }).checks).toEqual(['no_postal_address']);
	});
});

describe('tax', () => {
	it('abroad without a default: no code, no tax, a check', () => {
		expect(only({ company: { country: 'Deutschland' } })).toMatchObject({
			tax: '0',
			checks: ['foreign_without_tax'],
			lines: [{ taxType: null }],
		});
	});

	it('abroad with a default: the default', () => {
		const contacts = [
			{
				ContactID: 'c1',
				Name: 'Fern Interiors',
				ContactStatus: 'ACTIVE',
				AccountsReceivableTaxType: 'ZERORATEDOUTPUT',
				DefaultCurrency: 'EUR',
			},
		];
		expect(only({ contacts, company: { country: 'DE' }, deal: { deal_currency_code: 'EUR' } })).toMatchObject({
			tax: '0',
			checks: [],
			lines: [{ taxType: 'ZERORATEDOUTPUT' }],
		});
		expect(only({ contacts, company: { country: 'DE' } }).checks).toEqual(['currency_differs']);
	});

	it('no country known: the home code and a check; a VAT number tells it too', () => {
		expect(only({ company: { country: 'the coast' } })).toMatchObject({ tax: '40', checks: ['country_unknown'] });
		expect(only({ company: { country: '', closed_loop_vat_number: 'EL123' } }).checks).toEqual([
			'foreign_without_tax',
		]);
		expect(only({ company: { country: '', closed_loop_vat_number: 'XI123' } })).toMatchObject({
			tax: '40',
			checks: [],
		});
	});

	it('not registered: none at all', () => {
		expect(only({ organisation: { PaysTax: false }, company: { country: '' } })).toMatchObject({
			tax: '0',
			checks: [],
			lines: [{ taxType: 'NONE' }],
		});
	});

	it('another percentage on the CRM line: a check', () => {
		expect(only({ lines: [{ name: 'A', quantity: '1', price: '10', hs_tax_rate_group_id: '5' }] }).checks).toEqual([
			'tax_differs',
		]);
	});
});

describe('billed by hand', () => {
	const contacts = [{ ContactID: 'c1', Name: 'Fern Interiors', ContactStatus: 'ACTIVE' }];
	const invoice = (more: Record<string, unknown> = {}) => ({
		InvoiceID: 'i1',
		Type: 'ACCREC',
		Contact: { ContactID: 'c1' },
		Status: 'AUTHORISED',
		Date: '2026-10-05',
		CurrencyCode: 'GBP',
		SubTotal: 200,
		Total: 240,
		...more,
	});

	it.each<[string, Record<string, unknown>, string | null, string[]]>([
		['same net', { Total: 200 }, 'billed_by_hand', []],
		['same gross', { SubTotal: 240 }, 'billed_by_hand', []],
		['another total', { SubTotal: 100, Total: 120 }, null, ['other_invoices']],
		['voided', { Status: 'VOIDED' }, null, []],
		['61 days before', { Date: '2026-08-01' }, null, []],
		['60 days before', { Date: '2026-08-02' }, 'billed_by_hand', []],
		['ours', { Url: 'https://app.hubspot.com/x#HSABCD-1~9' }, null, []],
		['from a repeating template', { RepeatingInvoiceID: 'r' }, null, []],
		['in another currency', { CurrencyCode: 'EUR' }, null, ['other_invoices']],
	])('%s', (_, more, code, checks) => {
		expect(only({ contacts, invoices: [invoice(more)] })).toMatchObject({ code, checks });
	});
});
