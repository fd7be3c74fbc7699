import { comparedName, isFreeMail, mailDomain, nearNames, searchStem } from '../../../nodes/shared/billing/names';

describe('names compared', () => {
	it.each([
		['Acme', 'ACME Ltd.'],
		['Acme Limited', 'ACME LTD'],
		['The Acme Company', 'acme'],
		['Smith & Sons Ltd', 'Smith and Sons Limited'],
		['Smith + Sons', 'Smith & Sons'],
		['Café Zoë S.A.S.', 'CAFE ZOE SAS'],
		['Müller GmbH & Co. KG', 'Muller'],
		['Ærø Færge A/S', 'Aero Faerge'],
		['Łódź Sp. z o.o.', 'Lodz'],
		['Société Générale S.à r.l.', 'societe generale'],
		["O'Brien Foods", 'OBrien Foods'],
		['O’Brien Foods', "O'Brien Foods"],
		['A.C.M.E. B.V.', 'ACME BV'],
		['Woolworths Pty Ltd', 'Woolworths Pty. Limited'],
		['Foo Co., Ltd.', 'Foo'],
		['חברת אלף בע"מ', 'חברת אלף'],
		['شركة ألف', 'ألف'],
		['\u200fAcme\u200e', 'Acme'],
		['Ａｃｍｅ', 'Acme'],
		['  Acme   Widgets ', 'acme-widgets'],
		['株式会社 トヨタ', 'トヨタ'],
		['ООО Ромашка', 'Ромашка'],
	])('%s is %s', (a, b) => {
		expect(comparedName(a)).toBe(comparedName(b));
		expect(comparedName(a)).not.toBe('');
	});

	it.each([
		['Acme', 'Acne'],
		['Acme UK Ltd', 'Acme'],
		['Limited', 'Company'],
		['The', 'And'],
		['Smith', 'Smith Sons'],
		['Booking.com', 'Booking'],
	])('%s is not %s', (a, b) => {
		expect(comparedName(a)).not.toBe(comparedName(b));
	});

	it('keep a word, whatever the name is', () => {
		for (const name of ['Ltd', 'The Company Ltd', 'The Ltd', '&', 'and', 'The', 'Co', 'SA', 'PT']) {
			if (/\p{L}/u.test(name)) expect(comparedName(name)).not.toBe('');
		}
		expect(comparedName(null)).toBe('');
		expect(comparedName('  ')).toBe('');
		expect(comparedName('🚀')).toBe('');
	});
});

describe('near names', () => {
	it.each([
		['Acme', 'Acme UK Ltd'],
		['Acme Widgets Ltd', 'Widgets Acme'],
		['TechWorks', 'Tech Works Ltd'],
		['Muller Logistics', 'Müller'],
		['トヨタ 自動車', 'トヨタ'],
	])('%s may be %s', (a, b) => {
		expect(nearNames(a, b)).toBe(true);
		expect(nearNames(b, a)).toBe(true);
	});

	it.each([
		['Group', 'Acme Group'],
		['Global Services', 'Acme Global Services'],
		['Acme Widgets', 'Acme Foods'],
		['AB', 'AB Foods'],
		['', 'Acme'],
		['🚀', 'Acme'],
		['Al', 'Alfa'],
	])('%s is no sign of %s', (a, b) => {
		expect(nearNames(a, b)).toBe(false);
	});
});

it.each([
	['Acme Widgets Ltd', 'widgets'],
	['The Smith Group Limited', 'smith'],
	["O'Brien Foods", 'brien'],
	['Müller GmbH', 'müller'],
	['A.C.M.E.', 'a.c.m.e.'],
	['Ltd', 'ltd'],
	['חברת אלף בע"מ', 'חברת'],
])('%s is searched by %s', (name, stem) => {
	expect(searchStem(name)).toBe(stem);
});

it("knows mail domains and those that are anybody's", () => {
	expect(mailDomain(' Jo@Acme.Co.UK ')).toBe('acme.co.uk');
	expect(mailDomain('jo@localhost')).toBeNull();
	expect(mailDomain('acme.com')).toBeNull();
	expect(mailDomain(null)).toBeNull();
	expect(isFreeMail('Gmail.com')).toBe(true);
	expect(isFreeMail('acme.com')).toBe(false);
});
