import { createHash } from 'crypto';
import type { CrmAccountRef } from '../model/deal';
import type { SystemName } from '../model/result';

/**
 * The key of a deal's invoice (rules.md section 1): `HS7K2Q-41234567890`, from the second part on `-2`, at a new
 * attempt `.2`. Once shipped its grammar is for ever: documents in people's ledgers carry it.
 *
 *     key    = prefix "-" id [ "-" part ] [ "." attempt ]     part and attempt from 2, at most 25 characters
 *     prefix = two letters of the CRM, four characters of the account; without a deal "SI", four of the organisation
 *     id     = the deal's id, which starts with a digit; without a deal 1 to 14 letters and digits, never with "xero"
 */
const keyMax = 25;
const sourceIdMax = 14;
const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** First letters of the keys of each CRM. */
export const crmLetters: Partial<Record<SystemName, string>> = { hubspot: 'HS' };

// Known letters alone: where people write beside the key, "PO2024-0017" is an order number.
const letters = Object.values(crmLetters).join('|');
const account = '[0-9A-HJKMNP-TV-Z]{4}';
const keyPattern = new RegExp(
	'(?<![0-9A-Za-z])' +
		`(?<base>SI${account}-[0-9A-Za-z]{1,14}|(?:${letters})${account}-\\d[0-9A-Za-z]{0,17})` +
		'(?:-(?<part>[2-9]|[1-9]\\d+))?(?:\\.(?<attempt>[2-9]|[1-9]\\d+))?' +
		'(?![0-9A-Za-z])',
	'g',
);

export interface ParsedKey {
	key: string;
	/** Two letters and four of the account: `HS7K2Q`. */
	prefix: string;
	/** Id of the deal, or of the source where there is no deal. */
	dealId: string;
	part: number;
	attempt: number;
}

/** The first six characters of every key of a CRM account. */
export function crmPrefix(crm: Pick<CrmAccountRef, 'system' | 'accountId'>): string {
	const letters = crmLetters[crm.system];
	if (letters === undefined) throw new Error(`${crm.system} is not a CRM`);
	return letters + base32Hash(`${crm.system}:${crm.accountId}`, 4);
}

/** Throws for what the grammar cannot carry: it would not be found again. */
export function dealKey(
	crm: Pick<CrmAccountRef, 'system' | 'accountId'>,
	dealId: string,
	part = 1,
	attempt = 1,
): string {
	return checkedKey(crmPrefix(crm), dealId, part, attempt);
}

/**
 * Key of an invoice without a deal; an id that is longer, has other characters, or would put Xero's name into the address
 * that carries the key (Xero refuses it) is told by its hash.
 */
export function sourceKey(organisationId: string, sourceId: string): string {
	const plain = new RegExp(`^[0-9A-Za-z]{1,${sourceIdMax}}$`).test(sourceId) && !/xero/i.test(sourceId);
	const id = plain ? sourceId : base32Hash(sourceId, sourceIdMax);
	return checkedKey(`SI${base32Hash(organisationId, 4)}`, id, 1, 1);
}

/** The first key in a text, wherever it stands; null without one. A customer's number is no key. */
export function parseKey(text: string | null | undefined): ParsedKey | null {
	return parseKeys(text)[0] ?? null;
}

/** Every key in a text, in their order. */
export function parseKeys(text: string | null | undefined): ParsedKey[] {
	return [...(text ?? '').matchAll(keyPattern)].map((match) => {
		const { base = '', part, attempt } = match.groups ?? {};
		const dash = base.indexOf('-');
		return {
			key: match[0],
			prefix: base.slice(0, dash),
			dealId: base.slice(dash + 1),
			part: Number(part ?? 1),
			attempt: Number(attempt ?? 1),
		};
	});
}

/** Our number of a customer in the ledger: `HS7K2Q-c123` for a company, `HS7K2Q-p123` for a person. */
export function customerNumber(
	crm: Pick<CrmAccountRef, 'system' | 'accountId'>,
	type: 'company' | 'contact',
	id: string,
): string {
	return `${crmPrefix(crm)}-${type === 'company' ? 'c' : 'p'}${id}`;
}

/** Reads what `customerNumber` made; null for any other number. */
export function readCustomerNumber(
	number: string | null,
): { prefix: string; type: 'company' | 'contact'; id: string } | null {
	const [, prefix, letter, id] = /^([A-Z]{2}[0-9A-Z]{4})-([cp])(\d+)$/i.exec(number ?? '') ?? [];
	if (prefix === undefined || id === undefined) return null;
	return { prefix: prefix.toUpperCase(), type: letter?.toLowerCase() === 'c' ? 'company' : 'contact', id };
}

/** What stands in Xero's Url: the deal's link, the key and the execution that wrote last. */
export function keyUrl(dealUrl: string, key: string, execution: string): string {
	return `${dealUrl}#${key}~${encodeURIComponent(execution)}`;
}

/** Reads what `keyUrl` wrote; null for any other address. */
export function readKeyUrl(url: string | null | undefined): { key: string; execution: string } | null {
	const fragment = /#([^#~]+)(?:~|%7E)([^#]*)$/i.exec(url ?? '');
	const key = fragment?.[1];
	if (key === undefined || parseKey(key)?.key !== key) return null;
	return { key, execution: decoded(fragment?.[2] ?? '') };
}

/** First characters of the SHA-256 of a text in Crockford's base32. */
export function base32Hash(text: string, length: number): string {
	let bits = '';
	for (const byte of createHash('sha256').update(text, 'utf8').digest()) bits += byte.toString(2).padStart(8, '0');
	let letters = '';
	for (let at = 0; letters.length < length; at += 5) letters += crockford[parseInt(bits.slice(at, at + 5), 2)];
	return letters;
}

function checkedKey(prefix: string, id: string, part: number, attempt: number): string {
	const key = `${prefix}-${id}${part > 1 ? `-${part}` : ''}${attempt > 1 ? `.${attempt}` : ''}`;
	const parsed = parseKey(key);
	if (key.length > keyMax || parsed?.key !== key || parsed.dealId !== id) {
		throw new Error(`No key can be made of the id ${id}, part ${part}, attempt ${attempt}`);
	}
	return key;
}

/** The text of percent-encoded characters; what is no such encoding stays. */
export function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
