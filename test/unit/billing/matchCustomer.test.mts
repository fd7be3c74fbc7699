import type { Customer } from '../../../nodes/shared/model/customer';
import type { WantedCustomer } from '../../../nodes/shared/billing/matchCustomer';
import { matchCustomer } from '../../../nodes/shared/billing/matchCustomer';
import { address, customer, nowhere, organisation, tenant } from './records.mts';

const ours = 'HSM6DA-c77';
const link = (ledgerId: string, organisationId: string = tenant) =>
	({ ledger: 'xero', organisationId, ledgerId }) as const;

/** A candidate with an id of one letter. */
function other(id: string, changes: Partial<Customer> = {}): Customer {
	return customer({ ledgerId: id, name: 'Someone Else', email: null, url: `https://xero.example/${id}`, ...changes });
}

function match(wanted: Partial<WantedCustomer>, candidates: Customer[]) {
	return matchCustomer(
		{
			number: ours,
			name: 'Brightwater Ltd',
			email: 'accounts@brightwater.example',
			domain: 'brightwater.example',
			taxNumber: null,
			currency: null,
			links: [],
			country: 'GB',
			...wanted,
		},
		candidates,
		organisation,
	);
}

const foundId = (decision: ReturnType<typeof match>) =>
	decision.kind === 'found' ? decision.customer.ledgerId : decision.kind;
const heldCode = (decision: ReturnType<typeof match>) =>
	decision.kind === 'hold' ? decision.hold.code : decision.kind;

it('makes a new customer only where nothing is like it', () => {
	expect(match({}, [])).toMatchObject({ kind: 'create' });
	expect(match({}, [other('a')])).toMatchObject({ kind: 'create' });
});

describe('the stored id', () => {
	it('goes before everything else', () => {
		const decision = match({ links: [link('a')] }, [other('a'), other('b', { number: ours, name: 'Brightwater' })]);
		expect(foundId(decision)).toBe('a');
	});

	it('is that of this organisation alone', () => {
		expect(match({ links: [link('a', 'elsewhere')] }, [other('a')]).kind).toBe('create');
	});

	it('may answer with the survivor of a merge', () => {
		expect(foundId(match({ links: [link('a')], linked: other('b') }, []))).toBe('b');
	});

	it('is asked about when the ledger does not have it', () => {
		expect(heldCode(match({ links: [link('a')] }, [other('b', { name: 'Brightwater' })]))).toBe(
			'customer_question',
		);
		expect(heldCode(match({ links: [link('a')], linked: null }, [other('a')]))).toBe('customer_question');
	});

	it('is asked about when it was archived', () => {
		expect(heldCode(match({ links: [link('a')] }, [other('a', { active: false })]))).toBe('customer_archived');
	});
});

describe('our number', () => {
	it('finds what we made, whatever it is called now', () => {
		expect(foundId(match({}, [other('a', { number: ours }), other('b', { name: 'Brightwater' })]))).toBe('a');
		expect(heldCode(match({}, [other('a', { number: ours, active: false })]))).toBe('customer_archived');
	});

	it('goes before the answer "new", which was followed then', () => {
		expect(foundId(match({ links: [link('new')] }, [other('a', { number: ours })]))).toBe('a');
	});
});

describe('the answer "new"', () => {
	it('makes one, though another is near', () => {
		expect(match({ links: [link('new')] }, [other('a', { name: 'Brightwater Leeds Ltd' })])).toMatchObject({
			kind: 'create',
		});
		expect(match({ links: [link('new', '')] }, [other('a', { name: 'Brightwater' })])).toMatchObject({
			kind: 'create',
		});
	});

	it('is asked about where the ledger would refuse the name', () => {
		expect(heldCode(match({ links: [link('new')] }, [other('a', { name: 'BRIGHTWATER LTD' })]))).toBe(
			'customer_question',
		);
	});
});

describe('the tax number', () => {
	it('finds the one that has it', () => {
		const decision = match({ taxNumber: 'GB 123 4567 89' }, [other('a', { taxNumber: 'GB123456789' })]);
		expect(foundId(decision)).toBe('a');
	});

	it('is asked about where two have it, unless one has the name', () => {
		const two = [other('a', { taxNumber: 'GB123456789' }), other('b', { taxNumber: 'GB123456789' })];
		expect(heldCode(match({ taxNumber: 'GB123456789' }, two))).toBe('customer_ambiguous');
		const [a, b] = two as [Customer, Customer];
		expect(foundId(match({ taxNumber: 'GB123456789' }, [a, { ...b, name: 'BRIGHTWATER' }]))).toBe('b');
	});
});

describe('the name', () => {
	it.each(['BRIGHTWATER LIMITED', 'The Brightwater Company', 'Bright-Water', 'Brightwater (Ltd.)'])(
		'%s is the customer',
		(name) => {
			expect(foundId(match({}, [other('a', { name }), other('b')]))).toBe('a');
		},
	);

	it('of two is asked about, unless the email address tells', () => {
		const two = [other('a', { name: 'Brightwater' }), other('b', { name: 'Brightwater Inc' })];
		expect(heldCode(match({}, two))).toBe('customer_ambiguous');
		const [a, b] = two as [Customer, Customer];
		expect(foundId(match({}, [a, { ...b, email: 'Accounts@Brightwater.example' }]))).toBe('b');
	});

	it('with another tax number or country is asked about', () => {
		const there = other('a', { name: 'Brightwater', billingAddress: address({ country: 'Ireland' }) });
		expect(heldCode(match({}, [there]))).toBe('customer_question');
		expect(foundId(match({ country: null }, [there]))).toBe('a');
		expect(foundId(match({ country: null }, [{ ...there, billingAddress: nowhere }]))).toBe('a');
		expect(heldCode(match({ country: null, taxNumber: 'GB123456789' }, [there]))).toBe('customer_question');
		const taxed = other('a', { name: 'Brightwater', taxNumber: 'GB999999999' });
		expect(heldCode(match({ taxNumber: 'GB123456789' }, [taxed]))).toBe('customer_question');
		expect(foundId(match({}, [taxed]))).toBe('a');
	});

	it('may have the tax number with its country or without', () => {
		const bare = other('a', { name: 'Brightwater', taxNumber: '123 4567 89' });
		expect(foundId(match({ taxNumber: 'GB123456789' }, [bare]))).toBe('a');
		const full = other('a', { name: 'Brightwater', taxNumber: 'ESB12345678' });
		expect(foundId(match({ taxNumber: 'B12345678' }, [full]))).toBe('a');
		const german = other('a', { name: 'Brightwater', taxNumber: 'DE123456789' });
		expect(heldCode(match({ taxNumber: 'GB123456789' }, [german]))).toBe('customer_question');
	});

	it('of an archived customer is asked about, an active one goes before it', () => {
		const archived = other('a', { name: 'Brightwater', active: false });
		expect(heldCode(match({}, [archived]))).toBe('customer_archived');
		expect(foundId(match({}, [archived, other('b', { name: 'Brightwater' })]))).toBe('b');
	});

	it('of one that was found twice is one', () => {
		expect(foundId(match({}, [other('a', { name: 'Brightwater' }), other('a', { name: 'Brightwater' })]))).toBe(
			'a',
		);
	});

	it('of emoji alone is like no other', () => {
		expect(match({ name: '🚀', email: null, domain: null }, [other('a', { name: '✨' })]).kind).toBe('create');
	});
});

describe('the email address', () => {
	const email = 'accounts@brightwater.example';

	it("at the company's own domain finds it", () => {
		expect(foundId(match({}, [other('a', { email, name: 'BW Trading' })]))).toBe('a');
	});

	it('elsewhere, with another name, is asked about', () => {
		expect(heldCode(match({ domain: null }, [other('a', { email })]))).toBe('customer_email_taken');
		const free = { email: 'jo@gmail.com', domain: 'gmail.com' };
		expect(heldCode(match(free, [other('a', { email: 'jo@gmail.com' })]))).toBe('customer_email_taken');
	});

	it('of two customers is asked about', () => {
		expect(heldCode(match({}, [other('a', { email }), other('b', { email })]))).toBe('customer_ambiguous');
	});

	it('of a customer in another country is asked about', () => {
		const there = other('a', { email, billingAddress: address({ country: 'France' }) });
		expect(heldCode(match({}, [there]))).toBe('customer_question');
	});
});

describe('a near one is asked about, with its link', () => {
	it.each<[string, Partial<WantedCustomer>, Partial<Customer>]>([
		['the same mail domain', {}, { email: 'sales@brightwater.example' }],
		['the name within the other', {}, { name: 'Brightwater Leeds Ltd' }],
		['the other within the name', { name: 'Brightwater Leeds Ltd' }, { name: 'Brightwater' }],
	])('%s', (_, wanted, changes) => {
		const decision = match(wanted, [other('a', changes)]);
		expect(decision).toMatchObject({ kind: 'hold', hold: { code: 'customer_question', by: 'finance' } });
		expect(decision.kind === 'hold' && decision.hold.what).toContain('https://xero.example/a');
	});

	it("with the CRM's link too", () => {
		const decision = match({ url: 'https://crm.example/77' }, [other('a', { name: 'Brightwater Leeds' })]);
		expect(decision.kind === 'hold' && decision.hold.what).toContain('https://crm.example/77');
	});

	it('but not at a free-mail domain, nor an archived one', () => {
		const free = { email: 'bw@gmail.com', domain: null };
		expect(match(free, [other('a', { email: 'jo@gmail.com' })]).kind).toBe('create');
		expect(match({}, [other('a', { name: 'Brightwater Leeds Ltd', active: false })]).kind).toBe('create');
	});
});

describe('where a record is bound to one currency', () => {
	const euro = (changes: Partial<WantedCustomer>, candidates: Customer[]) =>
		match({ number: null, currency: 'EUR', ...changes }, candidates);

	it('is one in the currency of the deal, whether or not its name says so', () => {
		const own = other('p', { name: 'Brightwater Ltd', currency: 'GBP' });
		for (const name of ['Brightwater (EUR)', 'Brightwater Ltd (EUR)', 'Brightwater EUR', 'Brightwater - EUR'])
			expect(foundId(euro({}, [own, other('e', { name, currency: 'EUR' })]))).toBe('e');
		expect(
			foundId(match({ currency: 'GBP' }, [own, other('e', { name: 'Brightwater EUR', currency: 'EUR' })])),
		).toBe('p');
	});

	it('takes the base currency for one that is not told', () => {
		expect(foundId(match({ currency: 'GBP' }, [other('p', { name: 'Brightwater', currency: null })]))).toBe('p');
		expect(heldCode(euro({}, [other('p', { name: 'Brightwater', currency: null })]))).toBe(
			'customer_other_currency',
		);
	});

	it('is asked about where only one in another currency stands', () => {
		const held = euro({}, [other('p', { name: 'Brightwater Ltd', currency: 'GBP' })]);
		expect(held).toMatchObject({
			kind: 'hold',
			hold: {
				code: 'customer_other_currency',
				what: expect.stringContaining('Brightwater Ltd (https://xero.example/p) is in GBP'),
				todo: expect.stringContaining('its record in EUR, or "new"'),
			},
		});
	});

	it('is looked for beside the stored one of another currency', () => {
		const known = other('p', { name: 'Brightwater Holdings', currency: 'GBP' });
		const stored = { links: [link('p')], linked: known };
		const beside = other('e', { name: 'Brightwater Holdings (EUR)', currency: 'EUR' });
		expect(foundId(euro(stored, [known, beside]))).toBe('e');
		expect(heldCode(euro(stored, [known]))).toBe('customer_other_currency');
		expect(heldCode(euro(stored, [beside, { ...beside, ledgerId: 'f' }]))).toBe('customer_ambiguous');
		expect(foundId(match({ currency: 'GBP', ...stored }, [known, beside]))).toBe('p');
	});

	it('is made by the answer "new", with the currency in its name where the name is taken', () => {
		const asked = { links: [link('new')] };
		const own = other('p', { name: 'Brightwater Ltd', currency: 'GBP' });
		expect(euro(asked, [own])).toMatchObject({ kind: 'create', name: 'Brightwater Ltd (EUR)' });
		expect(euro(asked, [])).toEqual({ kind: 'create', reason: 'A person asked for a new customer' });
		const taken = other('e', { name: 'Brightwater Ltd (EUR)', currency: 'EUR' });
		expect(heldCode(euro(asked, [own, taken]))).toBe('customer_question');
	});

	it('is none where the ledger binds none', () => {
		expect(foundId(match({ currency: null }, [other('p', { name: 'Brightwater', currency: 'USD' })]))).toBe('p');
	});
});

it('does not compare a tax number that its ledger masks', () => {
	const masked = other('a', { name: 'Brightwater', taxNumber: 'XXXXX6789' });
	expect(foundId(match({ taxNumber: 'GB123456789' }, [masked]))).toBe('a');
	expect(foundId(match({ taxNumber: 'XXXXX6789', name: 'Another' }, [masked]))).toBe('create');
});
