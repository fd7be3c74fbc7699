import { freeMailDomains, genericWords, legalForms } from './nameWords';

/** Letters that carry no separable accent, in plain letters. */
const plainLetters: Record<string, string> = {
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	ł: 'l',
	đ: 'd',
	ð: 'd',
	þ: 'th',
	ı: 'i',
};

/**
 * A name as it is compared (rules.md section 4): without case, accents, punctuation, "&" and "and", "The" and legal
 * form. Never empty for a name that has a letter or digit, whatever its words are.
 */
export function comparedName(name: string | null | undefined): string {
	const words = plainWords(name ?? '');
	const told = words.filter((word) => word !== 'and');
	const content = told.length > 0 ? told : words;
	return withoutLegalForms(withoutArticle(content)).join(' ');
}

/** True for names that are equal when compared; spaces do not count ("Tech Works" is "TechWorks"). */
export function sameName(a: string | null | undefined, b: string | null | undefined): boolean {
	const one = comparedName(a).replaceAll(' ', '');
	return one !== '' && one === comparedName(b).replaceAll(' ', '');
}

/**
 * True where two names may mean one customer though they are not equal: the words of one are all in the other. A word that many names share ("Group", "Services") is no sign.
 */
export function nearNames(a: string, b: string): boolean {
	const [one, other] = [comparedName(a), comparedName(b)];
	if (one === '' || other === '') return false;
	if (sameName(a, b)) return true;
	const [short, long] = [new Set(one.split(' ')), new Set(other.split(' '))].sort((x, y) => x.size - y.size);
	if (short === undefined || long === undefined) return false;
	return [...short].every((word) => long.has(word)) && [...short].some(isTelling);
}

/**
 * The word of a name by which a Contains search finds the names near it: its longest telling run of letters and
 * digits, as written but in lower case; the whole name where it has none.
 */
export function searchStem(name: string): string {
	const runs =
		name
			.normalize('NFC')
			.toLowerCase()
			.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
	const legal = new Set(legalForms.flatMap((form) => form.split(' ')));
	const telling = runs.filter((run) => {
		const plain = comparedName(run);
		return isTelling(plain) && !legal.has(plain) && plain !== 'the' && plain !== 'and';
	});
	const longest = [...telling].sort((a, b) => b.length - a.length)[0];
	return longest ?? name.trim().toLowerCase();
}

/** The domain of a mail address in lower case; null for what is none. */
export function mailDomain(email: string | null | undefined): string | null {
	return /^[^\s@]+@([^\s@]+\.[^\s@.]+)$/.exec((email ?? '').trim().toLowerCase())?.[1] ?? null;
}

/** True for domains that anybody can have an address at. */
export function isFreeMail(domain: string): boolean {
	return freeMailDomains.has(domain.toLowerCase());
}

function plainWords(name: string): string[] {
	return name
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[\p{M}\p{Cf}]/gu, '')
		.replace(/[ßæœøłđðþı]/g, (letter) => plainLetters[letter] ?? letter)
		.replace(/[&+]/g, ' and ')
		.replace(/['’‘ʼ`´"“”״׳]/g, '')
		.replace(/(?<=(?:^|[^\p{L}\p{N}])\p{L})[./](?=\p{L}(?:$|[^\p{L}\p{N}]))/gu, '')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');
}

function withoutArticle(words: string[]): string[] {
	return words.length > 1 && words[0] === 'the' ? words.slice(1) : words;
}

/** Takes legal forms off the end, then off the start, as long as a word of the name remains. */
function withoutLegalForms(words: string[]): string[] {
	for (const form of legalForms) {
		const parts = form.split(' ');
		if (parts.length >= words.length) continue;
		if (words.slice(-parts.length).join(' ') === form) return withoutLegalForms(words.slice(0, -parts.length));
		if (leading.has(form) && words.slice(0, parts.length).join(' ') === form) {
			return withoutLegalForms(words.slice(parts.length));
		}
	}
	return words;
}

/** Forms that stand before the name in their language. */
const leading = new Set(['ooo', 'oao', 'zao', 'pao', 'ао', 'ооо', 'пао', 'pt', 'شركه', 'شركة', '株式会社', '有限会社']);

function isTelling(word: string): boolean {
	if (genericWords.has(word)) return false;
	return /^[\p{Script=Latin}\p{N}]+$/u.test(word) ? word.length >= 3 : word.length >= 2;
}
