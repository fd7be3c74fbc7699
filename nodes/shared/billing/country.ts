import { isoCountries } from './isoCountries';

/** Languages in which a country's own name is understood, besides English. */
const languages = [
	'en',
	'de',
	'fr',
	'es',
	'it',
	'nl',
	'pt',
	'sv',
	'da',
	'nb',
	'fi',
	'pl',
	'cs',
	'el',
	'ja',
	'ar',
	'he',
];

/** What people write that no list of names has. */
const otherNames: Record<string, string> = {
	...names('GB', 'UK', 'Great Britain', 'Britain', 'England', 'Scotland', 'Wales', 'Northern Ireland'),
	...names('GB', 'United Kingdom of Great Britain and Northern Ireland', 'England & Wales', 'XI'),
	...names('US', 'United States of America', 'The United States', 'America', 'U.S', 'U.S.A', 'The States'),
	...names('NL', 'Holland', 'The Netherlands'),
	...names('IE', 'Republic of Ireland', 'Eire', 'ROI'),
	...names('CZ', 'Czech Republic'),
	...names('DE', 'Federal Republic of Germany'),
	...names('KR', 'Republic of Korea', 'Korea'),
	...names('KP', "Democratic People's Republic of Korea"),
	...names('CN', "People's Republic of China", 'PRC', 'Mainland China'),
	...names('HK', 'Hong Kong'),
	...names('MO', 'Macau', 'Macao'),
	...names('TR', 'Turkey', 'Türkiye'),
	...names('RU', 'Russian Federation'),
	...names('AE', 'UAE', 'Emirates', 'Dubai', 'Abu Dhabi'),
	...names('CI', 'Ivory Coast'),
	...names('VN', 'Viet Nam'),
	...names('MK', 'Macedonia'),
	...names('MM', 'Burma'),
	...names('SZ', 'Swaziland'),
	...names('CV', 'Cape Verde'),
	...names('GR', 'EL', 'Hellas'),
	...names('CD', 'DR Congo', 'Democratic Republic of the Congo'),
	...names('BA', 'Bosnia'),
	...names('TT', 'Trinidad'),
	...names('PS', 'Palestine'),
	...names('TW', 'Taiwan, Province of China'),
	...names('AU', 'Commonwealth of Australia'),
	...names('ES', 'Kingdom of Spain'),
	...names('ZA', 'RSA', 'Republic of South Africa'),
	...names('SA', 'KSA', 'Kingdom of Saudi Arabia'),
};

const eu = new Set('AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' '));

/** VAT number prefixes that are not the country's ISO code. */
const vatPrefixes: Record<string, string> = { XI: 'GB', EL: 'GR' };
const otherVatCountries = new Set(['GB', 'CH', 'NO']);

let known: Map<string, string> | null = null;

/**
 * ISO 3166 alpha-2 of a country as people write it: its code of two or three letters, its name in English or another
 * common language, `UK`, `England`, `U.S.A.`; null when the text is empty or no country.
 */
export function countryCode(text: string | null | undefined): string | null {
	const plain = compared(text ?? '');
	if (plain === '') return null;
	known ??= allNames();
	return known.get(plain) ?? known.get(compared((text ?? '').replace(/\(.*?\)/g, ' '))) ?? null;
}

export function isEu(code: string | null): boolean {
	return code !== null && eu.has(code);
}

/** Country that a VAT number's prefix tells: `XI` is GB, `EL` is GR; null for a number without such a prefix. */
export function vatPrefixCountry(vat: string | null | undefined): string | null {
	const number = (vat ?? '').toUpperCase().replace(/[^0-9A-Z]/g, '');
	const match = /^([A-Z]{2})(?=E?[0-9A-Z]*\d[0-9A-Z]*\d)[0-9A-Z]{2,13}$/.exec(number);
	if (match?.[1] === undefined) return null;
	const code = vatPrefixes[match[1]] ?? match[1];
	return eu.has(code) || otherVatCountries.has(code) ? code : null;
}

function names(code: string, ...spellings: string[]): Record<string, string> {
	return Object.fromEntries(spellings.map((spelling) => [compared(spelling), code]));
}

function compared(text: string): string {
	return text
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[\p{M}\p{Cf}.'’]/gu, '')
		.replace(/&/g, ' and ')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()
		.replace(/^the /, '');
}

function allNames(): Map<string, string> {
	const byName = new Map<string, string>();
	for (const language of [...languages].reverse()) {
		const list = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
		for (const [code] of isoCountries) {
			const name = list.of(code);
			if (name !== undefined) byName.set(compared(name), code);
		}
	}
	for (const [spelling, code] of Object.entries(otherNames)) byName.set(spelling, code);
	for (const [alpha2, alpha3] of isoCountries)
		byName.set(alpha3.toLowerCase(), alpha2).set(alpha2.toLowerCase(), alpha2);
	return byName;
}
