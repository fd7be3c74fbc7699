import type { HubSpotRecord } from '../../../sandbox/core/types.mts';
import type { Contact } from './books/books.mts';
import { countryCode, countryOfVatNumber } from './countries.mts';
import { associated, labelled, text, type Facts } from './facts.mts';
import { accountPart } from './key.mts';

export type CustomerAnswer =
	| { kind: 'existing'; contact: Contact }
	| { kind: 'new' }
	| {
			kind: 'held';
			code:
				| 'customer_question'
				| 'customer_ambiguous'
				| 'customer_email_taken'
				| 'customer_archived'
				| 'customer_other_currency';
	  };

const LEGAL_FORMS = new Set(
	'ltd limited llc llp lp plc inc incorporated corp corporation gmbh ag kg ug bv nv sas sarl sa spa srl sl ab as oy aps pty kk'.split(
		' ',
	),
);
const FREE_MAIL = new Set([
	'gmail.com',
	'googlemail.com',
	'outlook.com',
	'hotmail.com',
	'yahoo.com',
	'icloud.com',
	'gmx.de',
	'freemail.example',
]);

/** The words of a name that tell customers apart (rules.md 4): no case, accents, punctuation, "and", leading "The", legal form. */
export function nameWords(name: string): string[] {
	const plain = name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(/ß/g, 'ss')
		.toLowerCase()
		.replace(/[.'’`]/g, '');
	const words = (plain.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word !== 'and');
	if (words.length > 1 && words[0] === 'the') words.shift();
	while (words.length > 1 && LEGAL_FORMS.has(words[words.length - 1] as string)) words.pop();
	return words;
}

/** The billed company: labelled `Bill to`, else the deal's primary one, else the primary one of its first contact. */
export function billedCompany(deal: HubSpotRecord, facts: Facts): HubSpotRecord | null {
	const [primaryContact] = associated(deal, 'contacts');
	const viaContact = primaryContact === undefined ? [] : associated(facts.contacts.get(primaryContact), 'companies');
	const id = [...labelled(deal, 'companies', 'Bill to'), ...associated(deal, 'companies'), ...viaContact][0];
	return id === undefined ? null : (facts.companies.get(id) ?? null);
}

/** The name that is billed, as sales wrote it. */
export function billingName(company: HubSpotRecord): string {
	return text(company, 'closed_loop_billing_name') || text(company, 'name');
}

/** Where bills are mailed, and whether that is only the buyer's own address. */
export function billingEmail(
	company: HubSpotRecord,
	deal: HubSpotRecord,
	facts: Facts,
): { email: string; from: 'billing' | 'primary' | 'nobody' } {
	const emailOf = (ids: string[]) =>
		ids.map((id) => text(facts.contacts.get(id), 'email')).find((email) => email !== '') ?? '';
	const own = text(company, 'closed_loop_billing_email') || emailOf(labelled(company, 'contacts', 'Billing contact'));
	if (own !== '') return { email: own, from: 'billing' };
	const primary = emailOf([...associated(deal, 'contacts'), ...associated(company, 'contacts')]);
	return { email: primary, from: primary === '' ? 'nobody' : 'primary' };
}

/** The country of a ledger contact's address, postal before street. */
export function contactCountry(contact: Contact): string | null {
	return contact.countries.map(countryCode).find((code) => code !== null) ?? null;
}

/** Answers who a company is in the ledger, in the order of rules.md section 4. Built once for a company file. */
export class Customers {
	private readonly facts: Facts;
	private readonly byId = new Map<string, Contact>();
	private readonly byNumber = new Map<string, Contact>();
	private readonly byName = new Map<string, Contact[]>();
	private readonly byEmail = new Map<string, Contact[]>();
	private readonly byDomain = new Map<string, Contact[]>();
	private readonly byWord = new Map<string, Contact[]>();
	private readonly words = new Map<Contact, Set<string>>();

	constructor(facts: Facts) {
		this.facts = facts;
		for (const contact of facts.books.contacts) {
			this.byId.set(contact.id, contact);
			if (contact.active) this.add(contact);
		}
	}

	private add(contact: Contact): void {
		const words = nameWords(contact.name);
		this.words.set(contact, new Set(words));
		push(this.byName, words.join(''), contact);
		for (const word of new Set(words)) push(this.byWord, word, contact);
		if (contact.number) this.byNumber.set(contact.number, contact);
		const { email } = contact;
		if (email === '') return;
		push(this.byEmail, email, contact);
		push(this.byDomain, domainOf(email), contact);
	}

	/** Where records are bound to a currency, a customer in another one is not the one to bill. */
	find(company: HubSpotRecord, email: string, currency: string): CustomerAnswer {
		const answer = this.known(company, email);
		if (answer.kind !== 'existing' || !this.facts.books.ways.currencyBound) return answer;
		if (answer.contact.currency === currency) return answer;
		const words = nameWords(withoutCurrency(answer.contact.name)).join('');
		const twin = this.facts.books.contacts.find(
			(contact) =>
				contact.active &&
				contact.currency === currency &&
				nameWords(withoutCurrency(contact.name)).join('') === words,
		);
		return twin ? { kind: 'existing', contact: twin } : { kind: 'held', code: 'customer_other_currency' };
	}

	private known(company: HubSpotRecord, email: string): CustomerAnswer {
		const stored = this.stored(company);
		if (stored === 'new') return { kind: 'new' };
		if (stored)
			return stored.active ? { kind: 'existing', contact: stored } : { kind: 'held', code: 'customer_archived' };
		const number = this.facts.books.ways.number(accountPart(this.facts.portalId), company.id);
		const numbered = number === null ? undefined : this.byNumber.get(number);
		if (numbered) return { kind: 'existing', contact: numbered };
		const words = nameWords(billingName(company));
		const named = this.byName.get(words.join('')) ?? [];
		const fitting = named.filter((contact) => !this.differs(company, contact));
		if (named.length > 1) return { kind: 'held', code: 'customer_ambiguous' };
		if (fitting[0]) return { kind: 'existing', contact: fitting[0] };
		const mailed = email === '' ? [] : (this.byEmail.get(email.toLowerCase()) ?? []);
		if (mailed.length > 1) return { kind: 'held', code: 'customer_ambiguous' };
		if (mailed[0]) {
			const own = domainOf(email) === text(company, 'domain').toLowerCase() && !FREE_MAIL.has(domainOf(email));
			return own ? { kind: 'existing', contact: mailed[0] } : { kind: 'held', code: 'customer_email_taken' };
		}
		return named.length > 0 || this.isNear(company, words, email)
			? { kind: 'held', code: 'customer_question' }
			: { kind: 'new' };
	}

	/** The contact stored on the company for this organisation: a line `<ledger> <organisation id> <contact id>`, or `new`. */
	private stored(company: HubSpotRecord): Contact | 'new' | null {
		for (const line of text(company, 'closed_loop_accounting_customer').split('\n')) {
			const [system, organisation, id] = line.trim().split(/\s+/);
			const { ledger, organisationId } = this.facts.books;
			if (system !== ledger || organisation !== organisationId || id === undefined) continue;
			return id === 'new' ? 'new' : (this.byId.get(id) ?? null);
		}
		return null;
	}

	private differs(company: HubSpotRecord, contact: Contact): boolean {
		const numbers = [text(company, 'closed_loop_vat_number'), contact.taxNumber].map((number) =>
			number.replace(/[^0-9A-Za-z]/g, '').toUpperCase(),
		);
		const countries = [
			countryCode(text(company, 'country')) ?? countryOfVatNumber(numbers[0]),
			contactCountry(contact),
		];
		return [numbers, countries].some(([a, b]) => Boolean(a && b && a !== b));
	}

	private isNear(company: HubSpotRecord, words: string[], email: string): boolean {
		const domains = [text(company, 'domain').toLowerCase(), domainOf(email)].filter(
			(domain) => domain !== '' && !FREE_MAIL.has(domain),
		);
		if (domains.some((domain) => this.byDomain.has(domain))) return true;
		const own = new Set(words);
		return words
			.flatMap((word) => this.byWord.get(word) ?? [])
			.some((contact) => {
				const theirs = this.words.get(contact) as Set<string>;
				return [...own].every((word) => theirs.has(word)) || [...theirs].every((word) => own.has(word));
			});
	}
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
	const values = map.get(key);
	if (values) values.push(value);
	else map.set(key, [value]);
}

function domainOf(email: string): string {
	return email.split('@')[1]?.toLowerCase() ?? '';
}

/** "Acme (EUR)" and "Acme EUR" are Acme in euros. */
function withoutCurrency(name: string): string {
	return name.replace(/\s*\(?\b[A-Z]{3}\)?$/, '');
}
