import {
	isLinked,
	linkFor,
	linkOf,
	linksFor,
	parseLinks,
	printLinks,
	resolvedLinks,
	withLink,
} from '../../../nodes/shared/billing/customerLinks';
import { idIn } from '../../../nodes/shared/systems/xero/ids';
import { customer } from './records.mts';

const tenant = '11111111-1111-4111-8111-111111111111';
const other = '22222222-2222-4222-8222-222222222222';
const contact = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';
const stored = { ledger: 'xero', organisationId: tenant, ledgerId: contact } as const;
const realm = '4620816365';
const inPounds = { ledger: 'quickbooks', organisationId: realm, ledgerId: '57', currency: 'GBP' } as const;
const inEuro = { ...inPounds, ledgerId: '61', currency: 'EUR' } as const;
const answer = (ledgerId: string) => ({ ledger: null, organisationId: '', ledgerId });

describe('the links of a customer', () => {
	it('are a line per organisation and, where a record is bound to one, currency; read back as printed', () => {
		const links = [stored, { ...stored, organisationId: other }, inPounds, inEuro, answer('57'), answer('new')];
		expect(printLinks(links)).toBe(
			`xero ${tenant} ${contact}\nxero ${other} ${contact}\nquickbooks ${realm} 57 GBP\nquickbooks ${realm} 61 EUR\n57\nnew`,
		);
		expect(parseLinks(printLinks(links))).toEqual(links);
		expect(parseLinks('sage 9f2b 0a1b eur')).toEqual([
			{ ledger: 'sage', organisationId: '9f2b', ledgerId: '0a1b', currency: 'EUR' },
		]);
		expect(parseLinks('')).toEqual([]);
		expect(parseLinks(null)).toEqual([]);
		expect(printLinks([])).toBe('');
	});

	it.each([
		contact,
		`https://go.xero.com/Contacts/View/${contact}`,
		`https://go.xero.com/app/!abc12/contacts/contact/${contact}`,
		`https://go.xero.com/organisationlogin/default.aspx?shortcode=!abc12&redirecturl=/Contacts/View/${contact}`,
	])('keep what a person pasted until the ledger reads its id in it: %s', (pasted) => {
		expect(parseLinks(pasted)).toEqual([answer(pasted)]);
		expect(resolvedLinks(parseLinks(pasted), idIn)).toEqual([answer(contact)]);
		expect(linkFor(resolvedLinks(parseLinks(pasted), idIn), 'xero', tenant)?.ledgerId).toBe(contact);
	});

	it('take "new" as the answer', () => {
		expect(parseLinks(' New ')).toEqual([answer('new')]);
		expect(resolvedLinks(parseLinks('"new"'), () => null)).toEqual([answer('new')]);
		expect(parseLinks(`xero ${tenant} new`)[0]?.ledgerId).toBe('new');
	});

	it('say nothing where the ledger reads no id', () => {
		expect(resolvedLinks(parseLinks('ask Jo\n\nAcme Ltd\nhubspot 1 2'), idIn)).toEqual([]);
	});

	it('are looked up by organisation; an answer goes first', () => {
		expect(linkFor([stored], 'xero', tenant.toUpperCase())).toEqual(stored);
		expect(linkFor([stored], 'xero', other)).toBeNull();
		expect(linkFor([stored, answer('new')], 'xero', tenant)).toEqual(answer('new'));
	});

	it('are looked up by currency where records are bound to one', () => {
		const links = [inPounds, inEuro];
		expect(linkFor(links, 'quickbooks', realm, 'EUR')).toEqual(inEuro);
		expect(linkFor(links, 'quickbooks', realm, 'GBP')).toEqual(inPounds);
		expect(linkFor(links, 'quickbooks', realm, 'USD')).toEqual(inPounds);
		expect(linkFor([...links, answer('new')], 'quickbooks', realm, 'EUR')).toEqual(inEuro);
		expect(linkFor([...links, answer('new')], 'quickbooks', realm, 'USD')).toEqual(answer('new'));
		expect(linkFor([...links, answer('7')], 'quickbooks', realm, 'EUR')).toEqual(answer('7'));
		expect(linksFor([...links, answer('7')], 'quickbooks', realm, 'EUR')).toEqual([answer('7'), inEuro, inPounds]);
	});

	it('are set once for each organisation and currency, and the answer goes', () => {
		const answered = parseLinks(`xero ${tenant} ${other}\nxero ${other} ${contact}\nnew`);
		expect(withLink(answered, stored)).toEqual([{ ...stored, organisationId: other }, stored]);
		expect(withLink([inPounds, answer('new')], inEuro)).toEqual([inPounds, inEuro]);
		expect(withLink([{ ...inEuro, ledgerId: '9' }, inPounds], inEuro)).toEqual([inPounds, inEuro]);
		const { currency, ...without } = inEuro;
		expect(withLink([without], inEuro)).toEqual([inEuro]);
		expect(currency).toBe('EUR');
	});

	it('tell whether a customer is linked already', () => {
		const known = customer({ ledgerId: contact, organisation: { id: tenant, name: 'Acme UK' } });
		expect(linkOf(known)).toEqual(stored);
		expect(isLinked([stored], known)).toBe(true);
		expect(isLinked([stored, answer('new')], known)).toBe(false);
		expect(isLinked([], known)).toBe(false);
		expect(linkOf({ ...known, ledgerId: null })).toBeNull();
		const bound = customer({
			ledger: 'quickbooks',
			organisation: { id: realm, name: 'Acme US' },
			ledgerId: '61',
			currency: 'EUR',
			currencyBound: true,
		});
		expect(linkOf(bound)).toEqual(inEuro);
		expect(isLinked([inPounds], bound)).toBe(false);
		expect(isLinked([inPounds, inEuro], bound)).toBe(true);
	});
});
