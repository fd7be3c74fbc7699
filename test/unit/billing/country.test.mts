import { countryCode, isEu, vatPrefixCountry } from '../../../nodes/shared/billing/country';

it.each([
	['United Kingdom', 'GB'],
	['UK', 'GB'],
	['U.K.', 'GB'],
	['gb', 'GB'],
	['GBR', 'GB'],
	['England', 'GB'],
	['Scotland', 'GB'],
	['Northern Ireland', 'GB'],
	['USA', 'US'],
	['U.S.A.', 'US'],
	['United States of America', 'US'],
	['the united states', 'US'],
	['Deutschland', 'DE'],
	['Allemagne', 'DE'],
	['España', 'ES'],
	['espana', 'ES'],
	['Österreich', 'AT'],
	['The Netherlands', 'NL'],
	['Holland', 'NL'],
	['Nederland', 'NL'],
	['Czech Republic', 'CZ'],
	['Czechia', 'CZ'],
	['Turkey', 'TR'],
	['Türkiye', 'TR'],
	['Hong Kong', 'HK'],
	['日本', 'JP'],
	['Ελλάδα', 'GR'],
	['EL', 'GR'],
	["Côte d'Ivoire", 'CI'],
	['Ireland (Republic)', 'IE'],
	[' France ', 'FR'],
	['PRC', 'CN'],
])('%s is %s', (text, code) => {
	expect(countryCode(text)).toBe(code);
});

it.each(['', null, 'Narnia', 'XX', 'London', '-', 'Europe', 'N/A'])('%j is no country', (text) => {
	expect(countryCode(text)).toBeNull();
});

it('knows the European Union', () => {
	expect(isEu('DE')).toBe(true);
	expect(isEu('GR')).toBe(true);
	expect(isEu('GB')).toBe(false);
	expect(isEu('CH')).toBe(false);
	expect(isEu(null)).toBe(false);
});

it.each([
	['GB123456789', 'GB'],
	['gb 123 4567 89', 'GB'],
	['XI123456789', 'GB'],
	['EL123456789', 'GR'],
	['DE136695976', 'DE'],
	['ATU12345675', 'AT'],
	['ESX1234567X', 'ES'],
	['FRXX999999999', 'FR'],
	['CHE-123.456.789', 'CH'],
	['123456789', null],
	['US123456789', null],
	['DEABC', null],
	['', null],
	[null, null],
])('VAT number %j tells %j', (vat, code) => {
	expect(vatPrefixCountry(vat)).toBe(code);
});
