const ALIASES: Readonly<Record<string, string>> = {
	uk: 'GB',
	gbr: 'GB',
	'great britain': 'GB',
	england: 'GB',
	scotland: 'GB',
	wales: 'GB',
	'northern ireland': 'GB',
	usa: 'US',
	'united states of america': 'US',
	america: 'US',
	holland: 'NL',
	nld: 'NL',
	'the netherlands': 'NL',
	deu: 'DE',
	fra: 'FR',
	irl: 'IE',
	eire: 'IE',
	esp: 'ES',
	ita: 'IT',
	jpn: 'JP',
	swe: 'SE',
	che: 'CH',
	'republic of ireland': 'IE',
};

/** Member states of the European Union, in ISO codes. */
export const EU: ReadonlySet<string> = new Set(
	'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' '),
);

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const CODES: ReadonlyMap<string, string> = new Map([...namesOfAll(), ...Object.entries(ALIASES)]);

function* namesOfAll(): Generator<[string, string]> {
	for (const language of ['en', 'de', 'fr', 'es', 'it', 'nl', 'sv', 'ja']) {
		const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
		for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
			const name = /^(EU|EZ|UN|UK|X.|ZZ|Q.)$/.test(code) ? undefined : names.of(code);
			if (name === undefined) continue;
			yield [plain(name), code];
			yield [code.toLowerCase(), code];
		}
	}
}

function plain(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/\p{M}|\./gu, '')
		.replace(/\s+/g, ' ')
		.trim()
		.toLowerCase();
}

/** The ISO code of a country as people type it, by name or code; `null` when it is none. */
export function countryCode(text: string | null | undefined): string | null {
	return CODES.get(plain(text ?? '')) ?? null;
}

/** The country a VAT number's prefix names (Greece writes EL, Northern Ireland XI); `null` when it has none. */
export function countryOfVatNumber(number: string | null | undefined): string | null {
	const prefix = /^\s*([A-Za-z]{2})/.exec(number ?? '')?.[1]?.toUpperCase();
	if (prefix === 'EL') return 'GR';
	if (prefix === 'XI') return 'GB';
	return prefix === undefined ? null : (CODES.get(prefix.toLowerCase()) ?? null);
}
