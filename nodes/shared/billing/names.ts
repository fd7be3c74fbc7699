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
	const known = compared.get(name ?? '');
	if (known !== undefined) return known;
	const words = plainWords(name ?? '');
	const told = words.filter((word) => word !== 'and');
	const content = told.length > 0 ? told : words;
	const result = withoutLegalForms(withoutArticle(content)).join(' ');
	if (compared.size >= REMEMBERED) compared.clear();
	compared.set(name ?? '', result);
	return result;
}

/** A ledger's names are compared with those of every deal; each is worked out once. */
const compared = new Map<string, string>();
const REMEMBERED = 20_000;

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
 * The words of a name by which a Contains search finds the names near it: its telling runs of letters and digits in
 * their order, as written but in lower case; the whole name where it has none.
 */
export function searchWords(name: string): string[] {
	const runs =
		name
			.normalize('NFC')
			.toLowerCase()
			.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
	const telling = runs.filter((run) => {
		const plain = comparedName(run);
		return isTelling(plain) && !legalWords.has(plain) && plain !== 'the' && plain !== 'and';
	});
	return telling.length > 0 ? telling : [name.trim().toLowerCase()];
}

const legalWords = new Set(legalForms.flatMap((form) => form.split(' ')));

/** The longest of the search words. */
export function searchStem(name: string): string {
	return [...searchWords(name)].sort((a, b) => b.length - a.length)[0] ?? '';
}

/** A name without a currency behind it: "Acme (EUR)", "Acme - EUR" and "Acme EUR" are records of Acme. */
export function withoutCurrency(name: string, currencies: Array<string | null>): string {
	const codes = currencies.filter((code) => code !== null).join('|');
	if (codes === '') return name;
	const stem = name
		.replace(new RegExp(`(?:\\s*[([]\\s*|\\s+(?:[-–]\\s*)?)(?:${codes})\\s*[)\\]]?\\s*$`, 'i'), '')
		.trim();
	return stem === '' ? name : stem;
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
	const end = words.at(-1) ?? '';
	for (const { form, length } of formsByEnd.get(end) ?? []) {
		if (length < words.length && words.slice(-length).join(' ') === form)
			return withoutLegalForms(words.slice(0, -length));
	}
	return words.length > 1 && leading.has(words[0] ?? '') ? withoutLegalForms(words.slice(1)) : words;
}

/** Legal forms by their last word, in the order of the list. */
const formsByEnd = new Map<string, Array<{ form: string; length: number }>>();
for (const form of legalForms) {
	const parts = form.split(' ');
	const end = parts.at(-1) ?? '';
	formsByEnd.set(end, [...(formsByEnd.get(end) ?? []), { form, length: parts.length }]);
}

/** Forms of one word that stand before the name in their language. */
const leading = new Set(['ooo', 'oao', 'zao', 'pao', 'ао', 'ооо', 'пао', 'pt', 'شركه', 'شركة', '株式会社', '有限会社']);

function isTelling(word: string): boolean {
	if (genericWords.has(word)) return false;
	return /^[\p{Script=Latin}\p{N}]+$/u.test(word) ? word.length >= 3 : word.length >= 2;
}
