import fc from 'fast-check';
import { CustomerIndex } from '../../../nodes/shared/billing/customerIndex';
import { matchCustomer } from '../../../nodes/shared/billing/matchCustomer';
import { companyName } from '../../../sandbox/company/names.mts';
import { customer, organisation } from './records.mts';

const names = [
	'Acme',
	'ACME Ltd.',
	'Acme Widgets',
	'The Acme Group',
	'Tech Works',
	'TechWorks',
	'Group',
	'Müller & Co',
	'X',
	'Acme (EUR)',
	'Group EUR',
];
const mails = [null, 'pay@acme.example', 'Office@acme.example', 'bob@gmail.com', 'ann@gmail.com'];
const taxes = [null, 'GB 123 456 789', 'GB123456789', 'DE1'];
const numbers = [null, 'HS7K2Q-c1', 'HS7K2Q-c2'];
const pick = <T,>(values: T[]) => fc.constantFrom(...values);

const stands = fc.record({
	name: pick(names),
	email: pick(mails),
	taxNumber: pick(taxes),
	number: pick(numbers),
	currency: pick([null, 'GBP', 'EUR']),
	active: fc.boolean(),
});
const wanted = fc.record({
	name: pick(names),
	email: pick(mails),
	taxNumber: pick(taxes),
	number: pick(numbers),
	currency: pick([null, 'GBP', 'EUR']),
	domain: pick([null, 'acme.example', 'gmail.com']),
	country: pick([null, 'GB', 'DE']),
	ledgerId: pick([null, 'new', 'id-0', 'ID-1', 'elsewhere']),
});

it('gives the match the same answer as all customers do', () => {
	fc.assert(
		fc.property(fc.array(stands, { maxLength: 8 }), wanted, (records, { ledgerId, ...asked }) => {
			const all = records.map((record, index) => customer({ ...record, ledgerId: `id-${index}` }));
			const links =
				ledgerId === null ? [] : [{ ledger: organisation.ledger, organisationId: organisation.id, ledgerId }];
			const party = { ...asked, links };
			const few = new CustomerIndex(all).candidatesFor(party, organisation.ledger, organisation.id);
			expect(matchCustomer(party, few, organisation)).toEqual(matchCustomer(party, all, organisation));
		}),
		{ numRuns: 2000 },
	);
});

it('leaves a few of 50,000 to compare', () => {
	const all = Array.from({ length: 50_000 }, (_, index) =>
		customer({ ledgerId: `id-${index}`, name: companyName(index), email: null, taxNumber: null, number: null }),
	);
	const index = new CustomerIndex(all);
	const counts = Array.from({ length: 100 }, (_, at) => {
		const party = {
			name: companyName(60_000 + at),
			email: null,
			domain: null,
			taxNumber: null,
			number: null,
			currency: null,
		};
		return index.candidatesFor({ ...party, links: [], country: null }, 'xero', organisation.id).length;
	});
	expect(Math.max(...counts)).toBeLessThan(1_000);
});
