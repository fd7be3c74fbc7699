/** Customers both ways as a table: what stood agreed x who is right x each field (rules.md section 8). */
import fc from 'fast-check';
import { agreedOf, bothSides, withAgreed } from '../../../nodes/shared/billing/agreedValues';
import { customerFields, sameValue } from '../../../nodes/shared/billing/customerFields';
import {
	crmValues,
	decideCustomer,
	defaultOwners,
	ledgerValues,
	type SyncSettings,
} from '../../../nodes/shared/billing/customerSync';
import { parseTerms } from '../../../nodes/shared/billing/terms';
import type { Address } from '../../../nodes/shared/model/address';
import type { CrmCustomer } from '../../../nodes/shared/model/crmCustomer';
import type { Customer } from '../../../nodes/shared/model/customer';
import type { CustomerField, CustomerSide, FieldOutcome } from '../../../nodes/shared/model/customerSync';
import { nothingStored } from './financialRecords.mts';

type Value = 'agreed' | 'one' | 'other' | null;
type LedgerCustomer = Customer & { ledgerId: string };

const address = (line1: string): Address => ({
	line1,
	line2: null,
	city: 'Leeds',
	region: null,
	postalCode: 'LS1 4AP',
	country: 'GB',
});
const nowhere: Address = { line1: null, line2: null, city: null, region: null, postalCode: null, country: null };

const words: Record<CustomerField, Record<Exclude<Value, null>, string>> = {
	name: { agreed: 'Acme Ltd', one: 'Acme Group Ltd', other: 'Acme Holdings Ltd' },
	email: { agreed: 'a@acme.example', one: 'b@acme.example', other: 'c@acme.example' },
	billingAddress: { agreed: '1 High Street', one: '2 Low Street', other: '3 Old Street' },
	phone: { agreed: '020 7946 0001', one: '020 7946 0002', other: '020 7946 0003' },
	taxNumber: { agreed: 'GB123456789', one: 'GB987654321', other: 'GB555555555' },
	terms: { agreed: '30 days', one: '14 days', other: 'end of month' },
};

const text = (field: CustomerField, value: Value) => (value === null ? null : words[field][value]);

function recordWith(changes: Partial<Record<CustomerField, Value>>, more: Partial<CrmCustomer> = {}): CrmCustomer {
	const of = (field: CustomerField) => text(field, field in changes ? (changes[field] as Value) : 'agreed');
	const line1 = of('billingAddress');
	return {
		type: 'company',
		id: '301',
		name: '',
		url: 'https://crm.example/301',
		crm: {
			system: 'hubspot',
			accountId: '1',
			accountName: 'Demo',
			currency: 'GBP',
			timeZone: 'Europe/London',
		},
		domain: null,
		email: null,
		phone: of('phone'),
		address: line1 === null ? nowhere : address(line1),
		billingName: of('name'),
		billingEmail: of('email'),
		vatNumber: of('taxNumber'),
		paymentTerms: of('terms'),
		modifiedAt: '2026-11-24T12:00:00.000Z',
		ownerId: null,
		owner: null,
		customerLinks: [{ ledger: 'xero', organisationId: 'org-1', ledgerId: 'C-1' }],
		financials: nothingStored(),
		agreedValues: null,
		customerQuestion: null,
		customerAnswer: null,
		...more,
	};
}

function customerWith(
	changes: Partial<Record<CustomerField, Value>>,
	more: Partial<LedgerCustomer> = {},
): LedgerCustomer {
	const of = (field: CustomerField) => text(field, field in changes ? (changes[field] as Value) : 'agreed');
	const line1 = of('billingAddress');
	return {
		crmId: null,
		crmType: null,
		ledger: 'xero',
		organisation: { id: 'org-1', name: 'Demo Company' },
		ledgerId: 'C-1',
		number: null,
		name: of('name') ?? '',
		email: of('email'),
		phone: of('phone'),
		billingAddress: line1 === null ? nowhere : address(line1),
		taxNumber: of('taxNumber'),
		currency: 'GBP',
		terms: parseTerms(of('terms')),
		taxCode: null,
		creditLimit: null,
		active: true,
		url: 'https://ledger.example/C-1',
		...more,
	};
}

const settings = (changes: Partial<SyncSettings> = {}): SyncSettings => ({
	owners: defaultOwners,
	firstRun: null,
	emptyClears: false,
	...changes,
});

const nothingKnown = { notByPerson: [], taken: {} };

/** All of it agreed, with this customer and this record. */
const agreedText = (ledgerId = 'C-1', crmId = '301') =>
	withAgreed(
		null,
		'org-1',
		ledgerId,
		{ crmId, values: Object.fromEntries(customerFields.map((field) => [field, asCompared(field, 'agreed')])) },
		[],
	);

function asCompared(field: CustomerField, value: Value): string | null {
	return crmValues(recordWith({ [field]: value }))[field];
}

interface Pair {
	record: CrmCustomer;
	customer: LedgerCustomer;
}

/** One round of the template; `order` is whether the ledger's write or the CRM's is carried out first, `times` how often the first step ran. */
function round({ record, customer }: Pair, using: SyncSettings, times = 1, order: CustomerSide = 'crm') {
	let writes = 0;
	const first = decideCustomer(record, customer, using, nothingKnown);
	let pair = { record, customer };
	const toCrm = () => {
		for (let n = 0; n < times; n++) pair = { ...pair, record: { ...pair.record, ...first.toCrm } };
	};
	const toLedger = () => {
		for (let n = 0; n < times; n++) pair = { ...pair, customer: { ...pair.customer, ...first.sync.toLedger } };
	};
	if (order === 'crm') [toCrm, toLedger].forEach((act) => act());
	else [toLedger, toCrm].forEach((act) => act());
	writes += Object.keys(first.toCrm).length + Object.keys(first.sync.toLedger).length;
	const over = first.sync.fields.filter(({ outcome }) => outcome === 'toLedger');
	if (over.length > 0) {
		const taken = Object.fromEntries(over.map(({ field, crm }) => [field, crm]));
		const noted = decideCustomer(pair.record, pair.customer, using, { notByPerson: [], taken });
		expect(noted.sync.toLedger).toEqual({});
		pair = { ...pair, record: { ...pair.record, ...noted.toCrm } };
	}
	return { pair, first, writes };
}

type Base = 'none' | 'merged ledger record' | 'merged CRM record' | 'agreed';
type Row = [
	what: string,
	base: Base,
	crm: Value,
	ledger: Value,
	outcomes: [crm: FieldOutcome, ledger: FieldOutcome, ask: FieldOutcome],
];

const rows: Row[] = [
	['nothing agreed yet, equal', 'none', 'one', 'one', ['agreed', 'agreed', 'agreed']],
	['nothing agreed yet, different', 'none', 'one', 'other', ['listed', 'listed', 'listed']],
	['nothing agreed yet, empty in the CRM', 'none', null, 'other', ['listed', 'listed', 'listed']],
	[
		'agreed with a customer that was merged',
		'merged ledger record',
		'agreed',
		'other',
		['listed', 'listed', 'listed'],
	],
	['agreed on a company that was merged', 'merged CRM record', 'one', 'agreed', ['listed', 'listed', 'listed']],
	['as agreed', 'agreed', 'agreed', 'agreed', ['agreed', 'agreed', 'agreed']],
	['changed in the CRM', 'agreed', 'one', 'agreed', ['toLedger', 'toLedger', 'toLedger']],
	['changed in the ledger', 'agreed', 'agreed', 'one', ['toCrm', 'toCrm', 'toCrm']],
	['changed alike on both', 'agreed', 'one', 'one', ['agreed', 'agreed', 'agreed']],
	['changed differently', 'agreed', 'one', 'other', ['toLedger', 'toCrm', 'ask']],
	['emptied in the CRM', 'agreed', null, 'agreed', ['leave', 'leave', 'leave']],
	['emptied in the ledger', 'agreed', 'agreed', null, ['leave', 'leave', 'leave']],
	['emptied on both', 'agreed', null, null, ['agreed', 'agreed', 'agreed']],
	['emptied in the CRM, changed in the ledger', 'agreed', null, 'one', ['leave', 'toCrm', 'ask']],
	['changed in the CRM, emptied in the ledger', 'agreed', 'one', null, ['toLedger', 'leave', 'ask']],
];

const bases: Record<Base, string | null> = {
	none: null,
	'merged ledger record': agreedText('C-0'),
	'merged CRM record': agreedText('C-1', '300'),
	agreed: agreedText(),
};

describe('customers both ways', () => {
	const owners = ['crm', 'ledger', 'ask'] as const;
	const all = customerFields.flatMap((field) =>
		rows.flatMap(([what, base, crm, ledger, outcomes]) =>
			owners.map((owner, index) => ({
				field,
				what,
				base,
				crm,
				ledger,
				owner,
				outcome: outcomes[index] as FieldOutcome,
			})),
		),
	);

	it.each(all)('$field, $what, $owner is right: $outcome', ({ field, base, crm, ledger, owner, outcome }) => {
		const using = settings({ owners: { ...defaultOwners, [field]: owner } });
		const start = {
			record: recordWith({ [field]: crm }, { agreedValues: bases[base] }),
			customer: customerWith({ [field]: ledger }),
		};
		const { first, pair } = round(start, using);
		const outcomeOf = (decided: typeof first) => decided.sync.fields.find((one) => one.field === field)?.outcome;
		expect(outcomeOf(first)).toBe(outcome);

		const [inCrm, inLedger] = [crmValues(pair.record)[field], ledgerValues(pair.customer)[field]];
		const values = { crm: asCompared(field, crm), ledger: asCompared(field, ledger) };
		expect(inCrm).toBe(outcome === 'toCrm' ? values.ledger : values.crm);
		expect(inLedger).toBe(outcome === 'toLedger' ? values.crm : values.ledger);
		expect(pair.record.customerQuestion === null).toBe(outcome !== 'ask');

		// A second round writes nothing; a doubled one and the writes in the other order end alike.
		expect(round(pair, using).writes).toBe(0);
		for (const order of owners.slice(0, 2) as CustomerSide[])
			expect(round(start, using, 2, order).pair).toEqual(pair);
	});

	it.each<[string, Partial<CrmCustomer>, Partial<LedgerCustomer>, FieldOutcome | undefined]>([
		['a customer that is also a supplier', {}, { alsoSupplier: true }, 'ask'],
		['an archived customer', {}, { active: false }, 'leave'],
		['an ordinary one', {}, {}, 'toLedger'],
		['a supplier, once answered', { customerAnswer: 'crm' }, { alsoSupplier: true }, 'toLedger'],
	])('%s', (_, ours, theirs, outcome) => {
		const record = recordWith({ phone: 'one' }, { agreedValues: agreedText(), ...ours });
		const { sync } = decideCustomer(record, customerWith({}, theirs), settings(), nothingKnown);
		expect(sync.fields.find(({ field }) => field === 'phone')?.outcome).toBe(outcome);
	});

	it('compares no tax number of a person, and none that the ledger masks', () => {
		const fieldsOf = (record: CrmCustomer, customer: LedgerCustomer) =>
			decideCustomer(record, customer, settings(), nothingKnown).sync.fields.map(({ field }) => field);
		expect(fieldsOf(recordWith({}, { type: 'contact' }), customerWith({}))).not.toContain('taxNumber');
		expect(fieldsOf(recordWith({}), customerWith({}, { taxNumber: 'XXXXX6789' }))).not.toContain('taxNumber');
		expect(fieldsOf(recordWith({}), customerWith({}))).toContain('taxNumber');
	});

	it('fills in nothing again of a person who was erased on one side', () => {
		const erased = { email: null, phone: null, billingAddress: null };
		const person = (changes: Partial<Record<CustomerField, Value>>) =>
			recordWith(changes, { type: 'contact', agreedValues: agreedText() });
		for (const [record, customer] of [
			[person(erased), customerWith({ name: 'one' })],
			[person({ name: 'one' }), customerWith(erased)],
		] as const) {
			const { sync, toCrm } = decideCustomer(record, customer, settings({ emptyClears: true }), nothingKnown);
			expect(sync.toLedger).toEqual({});
			expect(Object.keys(toCrm)).not.toContain('phone');
			expect(sync.fields.map(({ outcome }) => outcome)).not.toContain('toCrm');
		}
	});

	it('asks for what no person wrote in the CRM', () => {
		const record = recordWith({ email: 'one', phone: 'one' }, { agreedValues: agreedText() });
		const { sync, toCrm } = decideCustomer(record, customerWith({}), settings(), {
			notByPerson: ['email'],
			taken: {},
		});
		expect(Object.keys(sync.toLedger)).toEqual(['phone']);
		expect(toCrm.customerQuestion).toBe(
			'Xero, Demo Company (https://ledger.example/C-1): billing email is "b@acme.example" here and "a@acme.example" there (changed in the CRM, but not by a person: an import, a workflow or another app wrote it)',
		);
	});

	it('keeps the currency behind the name of a record that is bound to one', () => {
		const customer = customerWith({}, { name: 'Acme Ltd (EUR)', currency: 'EUR' });
		const agreed = decideCustomer(recordWith({}), customer, settings(), nothingKnown);
		expect(agreed.sync.fields.every(({ outcome }) => outcome === 'agreed')).toBe(true);
		const record = recordWith({ name: 'one' }, { agreedValues: agreedText() });
		expect(decideCustomer(record, customer, settings(), nothingKnown).sync.toLedger).toEqual({
			name: 'Acme Group Ltd (EUR)',
		});
	});

	it('asks for terms that are not understood, and lets the ledger empty the CRM where that is allowed', () => {
		const odd = recordWith({}, { agreedValues: agreedText(), paymentTerms: 'as we spoke' });
		const { sync } = decideCustomer(odd, customerWith({}), settings(), nothingKnown);
		expect(sync).toMatchObject({ toLedger: {}, question: expect.stringContaining('not understood') });
		const full = recordWith({}, { agreedValues: agreedText() });
		const { toCrm } = decideCustomer(
			full,
			customerWith({ phone: null }),
			settings({ emptyClears: true }),
			nothingKnown,
		);
		expect(toCrm).toMatchObject({ phone: null });
	});

	it('agrees on what the ledger keeps otherwise, until one of the two changes', () => {
		const record = recordWith({ phone: 'one' }, { agreedValues: agreedText() });
		const cut = customerWith({}, { phone: '020' });
		const { toCrm } = decideCustomer(record, cut, settings(), { notByPerson: [], taken: { phone: record.phone } });
		const noted = { ...record, ...toCrm };
		const again = decideCustomer(noted, cut, settings(), nothingKnown);
		expect([again.sync.toLedger, again.toCrm]).toEqual([{}, {}]);
		const edited = decideCustomer({ ...noted, phone: '0300' }, cut, settings(), nothingKnown);
		expect(edited.sync.toLedger).toEqual({ phone: '0300' });
	});

	it('never loses a change, whatever is edited when: rounds settle, and then nothing is written', () => {
		const value = fc.constantFrom<Value>('agreed', 'one', 'other', null);
		const edit = fc.record({
			side: fc.constantFrom<CustomerSide>('crm', 'ledger'),
			field: fc.constantFrom(...customerFields),
			value,
		});
		const owner = fc.constantFrom<CustomerSide | 'ask'>('crm', 'ledger', 'ask');
		fc.assert(
			fc.property(fc.array(edit, { maxLength: 12 }), owner, fc.boolean(), (edits, who, rounds) => {
				const using = settings({
					owners: Object.fromEntries(customerFields.map((field) => [field, who])) as never,
				});
				let pair: Pair = { record: recordWith({}), customer: customerWith({}) };
				pair = round(pair, using).pair;
				for (const { side, field, value: to } of edits) {
					const [ours, theirs] = [recordWith({ [field]: to }), customerWith({ [field]: to })];
					const keys = {
						name: 'billingName',
						email: 'billingEmail',
						billingAddress: 'address',
						phone: 'phone',
						taxNumber: 'vatNumber',
						terms: 'paymentTerms',
					} as const;
					pair =
						side === 'crm'
							? { ...pair, record: { ...pair.record, [keys[field]]: ours[keys[field]] } }
							: { ...pair, customer: { ...pair.customer, [field]: theirs[field] } };
					if (rounds) pair = round(pair, using).pair;
				}
				pair = round(pair, using).pair;
				const last = round(pair, using);
				expect(last.writes).toBe(0);
				// What is not equal is asked, or left because one side is empty.
				for (const { outcome, field, crm, ledger } of last.first.sync.fields) {
					expect(['agreed', 'ask', 'leave']).toContain(outcome);
					if (outcome === 'agreed') expect(sameValue(field, crm, ledger)).toBe(true);
					if (outcome === 'leave') expect([crm, ledger]).toContain(null);
				}
			}),
		);
	});
});

describe('agreed values', () => {
	it('stand by organisation, customer and record; what nobody is linked to any more goes', () => {
		const values = { email: 'a@x.example', phone: ['1', '2'] as [string, string] };
		const one = withAgreed(null, 'org-1', 'C-1', { crmId: '301', values }, ['C-1']);
		expect(agreedOf(one, 'org-1', 'C-1', '301')).toEqual({ crmId: '301', values });
		for (const [organisation, customer, record] of [
			['org-2', 'C-1', '301'],
			['org-1', 'C-2', '301'],
			['org-1', 'C-1', '302'],
		] as const) {
			expect(agreedOf(one, organisation, customer, record)).toBeNull();
		}
		const two = withAgreed(one, 'org-1', 'C-2', { crmId: '301', values: {} }, ['C-1', 'C-2']);
		expect(agreedOf(two, 'org-1', 'C-1', '301')).not.toBeNull();
		const relinked = withAgreed(two, 'org-1', 'C-3', { crmId: '301', values: {} }, ['C-3']);
		expect(Object.keys(JSON.parse(relinked)['org-1'])).toEqual(['C-3']);
		expect(bothSides(['1', '2'])).toEqual({ crm: '1', ledger: '2' });
	});

	it.each(['', 'not JSON', '[]', '{"org-1":5}', '{"org-1":{"C-1":{"crmId":301}}}'])(
		'read nothing in %j',
		(broken) => {
			expect(agreedOf(broken, 'org-1', 'C-1', '301')).toBeNull();
		},
	);
});
