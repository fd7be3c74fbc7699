import type { BillTo } from '../../../nodes/shared/model/customer';
import { customerDifferences, fieldsToWrite } from '../../../nodes/shared/billing/customerDiff';
import type { BilledParty } from '../../../nodes/shared/billing/party';
import { billedParty, customerDraft, customerWanted, ledgerName } from '../../../nodes/shared/billing/party';
import type { Deal } from '../../../nodes/shared/model/deal';
import { address, company, contact, crm, customer, deal, nowhere, traits } from './records.mts';

function party(changes: Partial<Deal> = {}, billTo: BillTo = 'companies'): BilledParty {
	const billed = billedParty(deal(changes), billTo);
	if ('hold' in billed) throw new Error(billed.hold.code);
	return billed.party;
}

describe('who is billed', () => {
	it('the company, under its billing name', () => {
		expect(party()).toMatchObject({
			crmType: 'company',
			crmId: '77',
			name: 'Brightwater Ltd',
			country: 'GB',
			domain: 'brightwater.example',
			firstName: null,
		});
		expect(party({ company: company({ billingName: ' Brightwater Holdings ' }) }).name).toBe(
			'Brightwater Holdings',
		);
		expect(party({ company: company({ billingName: ' ' }) }).name).toBe('Brightwater Ltd');
	});

	it('the person, where people are billed or there is no company', () => {
		expect(party({}, 'people')).toMatchObject({
			crmType: 'contact',
			crmId: '88',
			name: 'Jo Field',
			firstName: 'Jo',
			email: 'jo@brightwater.example',
			emailFrom: 'own',
			domain: null,
			url: 'https://app.hubspot.com/contacts/145896/record/0-1/88',
			paymentTerms: null,
		});
		expect(party({ contacts: [contact({ paymentTerms: '14 days' })] }, 'people').paymentTerms).toBe('14 days');
		expect(party({}, 'both').crmType).toBe('company');
		expect(party({ company: null }, 'both').crmType).toBe('contact');
	});

	it.each<[string, Partial<Deal>, string | null, BilledParty['emailFrom']]>([
		['Billing email', {}, 'accounts@brightwater.example', 'billing'],
		[
			'a contact with a billing role',
			{
				company: company({ billingEmail: null }),
				contacts: [contact(), contact({ email: 'ap@x.example', billing: true })],
			},
			'ap@x.example',
			'billing_contact',
		],
		[
			'the primary contact',
			{ company: company({ billingEmail: null }) },
			'jo@brightwater.example',
			'primary_contact',
		],
		[
			'the first contact that has one',
			{
				company: company({ billingEmail: '' }),
				contacts: [contact({ email: null }), contact({ email: 'b@x.example' })],
			},
			'b@x.example',
			'primary_contact',
		],
		['nobody', { company: company({ billingEmail: null }), contacts: [] }, null, null],
	])('mailed to %s', (_, changes, email, emailFrom) => {
		expect(party(changes)).toMatchObject({ email, emailFrom });
	});

	it('has a domain of its own, never a free-mail one', () => {
		expect(party({ company: company({ domain: 'https://www.Acme.com/about' }) }).domain).toBe('acme.com');
		expect(party({ company: company({ domain: 'gmail.com' }) }).domain).toBeNull();
		expect(party({ company: company({ domain: null }) }).domain).toBeNull();
	});
});

it('is looked for by our number, or its hash where that is too long', () => {
	const numberOf = (who: BilledParty, numberMax: number, changes: { bound?: boolean; currency?: string } = {}) => {
		const currencies = { currency: changes.currency ?? 'GBP', baseCurrency: 'GBP' };
		return customerWanted(who, crm, { numberMax, currencyPerCustomer: changes.bound ?? false }, currencies).number;
	};
	expect(numberOf(party(), 50)).toMatch(/^HS....-c77$/);
	expect(numberOf(party({}, 'people'), 50)).toMatch(/^HS....-p88$/);
	expect(numberOf(party(), 0)).toBeNull();
	const hashed = numberOf(party({ company: company({ id: '123456' }) }), 10, { bound: true });
	expect(hashed).toMatch(/^[0-9A-Z]{10}$/);
	const inEuro = numberOf(party({ company: company({ id: '123456' }) }), 10, { bound: true, currency: 'EUR' });
	expect(inEuro).toMatch(/^[0-9A-Z]{10}$/);
	expect(inEuro).not.toBe(hashed);
	expect(numberOf(party(), 50, { currency: 'EUR' })).toMatch(/^HS....-c77$/);
});

it('is made under a name that the ledger takes', () => {
	expect(
		customerDraft(
			party({ company: company({ name: '  <b>Acme</b>\n  "Quoted"  ', paymentTerms: '14 days' }) }),
			crm,
			{ ...traits, currencyPerCustomer: true },
			{ currency: 'EUR', baseCurrency: 'GBP' },
			'suffix',
		),
	).toMatchObject({
		name: 'b Acme /b "Quoted"',
		currency: 'EUR',
		ifNameTaken: 'suffix',
		terms: { kind: 'days', days: 14 },
	});
	const own = { currency: 'GBP', baseCurrency: 'GBP' };
	expect(customerDraft(party(), crm, { ...traits, currencyPerCustomer: true }, own, 'refuse').currency).toBeNull();
	expect(customerDraft(party(), crm, traits, { ...own, currency: 'EUR' }, 'refuse').currency).toBeNull();
	expect(ledgerName(`${'x'.repeat(254)}🚀`, 255)).toHaveLength(254);
	expect(ledgerName('x'.repeat(300), 255)).toHaveLength(255);
	expect(ledgerName('שלום', 255)).toBe('שלום');
});

describe('a customer that exists', () => {
	const full = party({
		company: company({ vatNumber: 'GB123456789', phone: '+44 113 496 0000', paymentTerms: 'net 14' }),
	});
	const bare = customer({ email: null, billingAddress: nowhere });

	it('is told where the sides differ, and nothing of what does not matter', () => {
		const same = customer({
			email: 'ACCOUNTS@brightwater.example',
			phone: '+441134960000',
			taxNumber: 'gb 123 456 789',
			terms: { kind: 'days', days: 14 },
			billingAddress: address({ line1: '1, high st', country: 'GB' }),
		});
		expect(customerDifferences(full, same)).toEqual([]);
		expect(customerDifferences(full, { ...bare, name: 'BRIGHTWATER LTD' })).toEqual([
			{ field: 'name', crm: 'Brightwater Ltd', ledger: 'BRIGHTWATER LTD' },
			{ field: 'email', crm: 'accounts@brightwater.example', ledger: null },
			{ field: 'phone', crm: '+44 113 496 0000', ledger: null },
			{ field: 'taxNumber', crm: 'GB123456789', ledger: null },
			{ field: 'billingAddress', crm: '1 High St, Leeds, LS1 1AA, GB', ledger: null },
			{ field: 'terms', crm: '14 days', ledger: null },
		]);
	});

	it('is not told of what the CRM leaves empty', () => {
		expect(
			customerDifferences(party(), customer({ phone: '1', taxNumber: 'GB1', terms: { kind: 'days', days: 7 } })),
		).toEqual([]);
	});

	it('is written by the mode: not at all, where empty, or where different', () => {
		const curated = customer({ name: 'BW', email: 'finance@bw.example', billingAddress: nowhere });
		expect(fieldsToWrite(full, curated, 'unchanged')).toEqual({});
		expect(Object.keys(fieldsToWrite(full, curated, 'fill')).sort()).toEqual([
			'billingAddress',
			'phone',
			'taxNumber',
			'terms',
		]);
		expect(Object.keys(fieldsToWrite(full, curated, 'overwrite')).sort()).toEqual([
			'billingAddress',
			'email',
			'name',
			'phone',
			'taxNumber',
			'terms',
		]);
	});

	it('is never cleared', () => {
		const rich = customer({ phone: '1', taxNumber: 'GB1', terms: { kind: 'days', days: 7 } });
		const poor = party({ company: company({ billingEmail: null, address: nowhere }), contacts: [] });
		expect(fieldsToWrite(poor, rich, 'overwrite')).toEqual({});
	});

	it('takes no terms that are not understood', () => {
		expect(
			fieldsToWrite(party({ company: company({ paymentTerms: 'half now' }) }), customer(), 'overwrite'),
		).toEqual({});
	});
});
