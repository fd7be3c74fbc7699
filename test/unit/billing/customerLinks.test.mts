import { linkFor, parseLinks, printLinks, withLink } from '../../../nodes/shared/billing/customerLinks';

const tenant = '11111111-1111-4111-8111-111111111111';
const other = '22222222-2222-4222-8222-222222222222';
const contact = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';
const stored = { ledger: 'xero', organisationId: tenant, ledgerId: contact } as const;

describe('the links of a customer', () => {
	it('are a line per organisation, read back as printed', () => {
		const links = [stored, { ...stored, organisationId: other }];
		expect(printLinks(links)).toBe(`xero ${tenant} ${contact}\nxero ${other} ${contact}`);
		expect(parseLinks(printLinks(links))).toEqual(links);
		expect(parseLinks('')).toEqual([]);
		expect(parseLinks(null)).toEqual([]);
		expect(printLinks([])).toBe('');
	});

	it.each([
		contact,
		contact.toUpperCase(),
		`https://go.xero.com/Contacts/View/${contact}`,
		`https://go.xero.com/app/!abc12/contacts/contact/${contact}`,
		`https://go.xero.com/organisationlogin/default.aspx?shortcode=!abc12&redirecturl=/Contacts/View/${contact}`,
	])('take a pasted link or id: %s', (pasted) => {
		expect(parseLinks(pasted)).toEqual([{ ledger: 'xero', organisationId: '', ledgerId: contact }]);
		expect(parseLinks(pasted, { ledger: 'xero', id: tenant })).toEqual([stored]);
		expect(linkFor(parseLinks(pasted), 'xero', tenant)?.ledgerId).toBe(contact);
	});

	it('take "new" as the answer', () => {
		expect(parseLinks(' New ')).toEqual([{ ledger: 'xero', organisationId: '', ledgerId: 'new' }]);
		expect(parseLinks(`xero ${tenant} new`)[0]?.ledgerId).toBe('new');
	});

	it('leave out what is none', () => {
		expect(parseLinks('ask Jo\n\nAcme Ltd')).toEqual([]);
	});

	it('are looked up by organisation; an answer goes first', () => {
		expect(linkFor([stored], 'xero', tenant.toUpperCase())).toEqual(stored);
		expect(linkFor([stored], 'xero', other)).toBeNull();
		const answer = { ledger: 'xero', organisationId: '', ledgerId: 'new' } as const;
		expect(linkFor([stored, answer], 'xero', tenant)).toEqual(answer);
	});

	it('are set once for each organisation, and the answer goes', () => {
		const answered = parseLinks(`xero ${tenant} ${other}\nxero ${other} ${contact}\nnew`);
		expect(withLink(answered, stored)).toEqual([{ ...stored, organisationId: other }, stored]);
	});
});
