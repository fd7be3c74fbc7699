import type { Customer, CustomerWanted } from '../model/customer';
import type { CustomerLink } from '../model/deal';
import type { Organisation } from '../model/organisation';
import type { Hold, HoldCode } from '../model/outcome';
import { countryCode, vatPrefixCountry } from './country';
import { linkFor } from './customerLinks';
import { isFreeMail, mailDomain, nearNames, sameName, withoutCurrency } from './names';
import { plainTaxNumber, sameTaxNumber } from './taxNumbers';
import { systemWords } from './words';

/** Whom a deal bills, as the CRM knows it. */
export interface WantedCustomer extends CustomerWanted {
	links: CustomerLink[];
	/** ISO 3166 alpha-2; null when not known. */
	country: string | null;
	/** Opens the CRM's record. */
	url?: string | null;
	/**
	 * What the ledger answered for the stored id: the customer (of a merged one its survivor), null for an id it does
	 * not have. Without it the id is looked for among the candidates.
	 */
	linked?: Customer | null;
}

export type CustomerDecision =
	| { kind: 'found'; customer: Customer; reason: string }
	/** `name`: the one it is made under, where that is not its own. */
	| { kind: 'create'; reason: string; name?: string }
	| { kind: 'hold'; hold: Hold };

type Books = Pick<Organisation, 'ledger' | 'id' | 'name' | 'baseCurrency'>;

/**
 * Who the customer is in the ledger, in the order of rules.md section 4: the stored id, our number, the tax number, the
 * name compared, the email address; then a near one, which is asked; only then a new one. Where records are bound to a
 * currency, only one in the wanted currency is it; where the customer has a record in another one alone, that is asked.
 */
export function matchCustomer(wanted: WantedCustomer, candidates: Customer[], organisation: Books): CustomerDecision {
	const asked = new Question(wanted, organisation);
	const each = [...new Map(candidates.map((candidate) => [candidate.ledgerId, candidate])).values()];
	const own = each.filter((candidate) => canBill(wanted.currency, candidate, organisation));
	const active = own.filter((candidate) => candidate.active);
	const link = linkFor(wanted.links, organisation.ledger, organisation.id, wanted.currency);
	const byNumber = own.find((candidate) => wanted.number !== null && candidate.number === wanted.number);
	if (link !== null && link.ledgerId !== 'new') return byLink(link, wanted, each, own, asked, organisation);
	if (byNumber !== undefined) {
		return byNumber.active ? found(byNumber, `its number is ${wanted.number}`) : asked.archived(byNumber);
	}
	if (link !== null) return asNew(wanted, each, asked, organisation);
	return (
		bySameness(wanted, active, asked) ??
		inAnotherCurrency(wanted, each, asked, organisation) ??
		byLikeness(wanted, own, asked) ?? {
			kind: 'create',
			reason: 'No customer has this name, email address or number',
		}
	);
}

/** True for a record that a deal in this currency can be billed to; null where the ledger binds none to a currency. */
export function canBill(
	currency: string | null,
	customer: Pick<Customer, 'currency'>,
	organisation: Pick<Organisation, 'baseCurrency'>,
): boolean {
	return currency === null || (customer.currency ?? organisation.baseCurrency) === currency;
}

function byLink(
	link: CustomerLink,
	wanted: WantedCustomer,
	candidates: Customer[],
	own: Customer[],
	asked: Question,
	organisation: Books,
): CustomerDecision {
	const customer =
		wanted.linked === undefined
			? (candidates.find((candidate) => candidate.ledgerId?.toLowerCase() === link.ledgerId.toLowerCase()) ??
				null)
			: wanted.linked;
	if (customer === null) return asked.unknownLink(link.ledgerId);
	if (!canBill(wanted.currency, customer, organisation)) return besides(customer, wanted, own, asked);
	if (!customer.active) return asked.archived(customer);
	return found(customer, 'its id is stored on the record in the CRM');
}

/** The record in the wanted currency of a customer that is known in another one. */
function besides(known: Customer, wanted: WantedCustomer, own: Customer[], asked: Question): CustomerDecision {
	const stem = withoutCurrency(known.name, [known.currency]);
	const same = own.filter((candidate) => {
		const name = nameOf(candidate, wanted);
		return candidate.active && (sameName(name, stem) || sameName(name, wanted.name));
	});
	const [only] = same;
	if (only === undefined) return asked.otherCurrency(known);
	if (same.length > 1) return asked.ambiguous(same, `have this name and are in ${wanted.currency}`);
	return found(only, `it is the record of ${known.name} in ${wanted.currency}`);
}

/** A person asked for a new one; a name that is taken the ledger would refuse, so one in another currency names it. */
function asNew(wanted: WantedCustomer, each: Customer[], asked: Question, organisation: Books): CustomerDecision {
	const reason = 'A person asked for a new customer';
	const holder = (name: string) =>
		each.find((one) => one.active && one.name.trim().toLowerCase() === name.trim().toLowerCase());
	const taken = holder(wanted.name);
	if (taken === undefined) return { kind: 'create', reason };
	if (canBill(wanted.currency, taken, organisation)) return asked.nameTaken(taken);
	const name = `${wanted.name} (${wanted.currency})`;
	const takenToo = holder(name);
	return takenToo === undefined ? { kind: 'create', reason, name } : asked.nameTaken(takenToo);
}

function bySameness(wanted: WantedCustomer, active: Customer[], asked: Question): CustomerDecision | null {
	return byTaxNumber(wanted, active, asked) ?? byName(wanted, active, asked) ?? byEmail(wanted, active, asked);
}

/** Who it would be, were the currency not another one. */
function inAnotherCurrency(
	wanted: WantedCustomer,
	each: Customer[],
	asked: Question,
	organisation: Books,
): CustomerDecision | null {
	const others = each.filter((one) => one.active && !canBill(wanted.currency, one, organisation));
	const decision = bySameness(wanted, others, asked);
	return decision?.kind === 'found' ? asked.otherCurrency(decision.customer) : decision;
}

/** The name as it is compared: where records are bound to a currency, many carry it behind their name. */
function nameOf(candidate: Customer, wanted: WantedCustomer): string {
	if (wanted.currency === null) return candidate.name;
	return withoutCurrency(candidate.name, [candidate.currency]);
}

function byTaxNumber(wanted: WantedCustomer, active: Customer[], asked: Question): CustomerDecision | null {
	const number = plainTaxNumber(wanted.taxNumber);
	if (number === '') return null;
	const same = active.filter((candidate) => plainTaxNumber(candidate.taxNumber) === number);
	if (same.length === 0) return null;
	const [only, ...others] =
		same.length === 1 ? same : same.filter((candidate) => sameName(nameOf(candidate, wanted), wanted.name));
	if (only !== undefined && others.length === 0) return found(only, `its tax number is ${wanted.taxNumber}`);
	return asked.ambiguous(same, `have the tax number ${wanted.taxNumber}`);
}

function byName(wanted: WantedCustomer, active: Customer[], asked: Question): CustomerDecision | null {
	const same = active.filter((candidate) => sameName(nameOf(candidate, wanted), wanted.name));
	if (same.length === 0) return null;
	const fitting = same.filter((candidate) => contradiction(wanted, candidate) === null);
	if (same.length > 1) {
		const mailed = fitting.filter((candidate) => sameEmail(candidate.email, wanted.email));
		if (mailed.length === 1 && mailed[0] !== undefined)
			return found(mailed[0], 'name and email address are its own');
		return asked.ambiguous(same, 'have this name');
	}
	const [only] = fitting;
	if (only !== undefined) return found(only, 'its name is the same');
	return asked.contradicted(same[0] as Customer, contradiction(wanted, same[0] as Customer) ?? '');
}

function byEmail(wanted: WantedCustomer, active: Customer[], asked: Question): CustomerDecision | null {
	const same = active.filter((candidate) => sameEmail(candidate.email, wanted.email));
	const [only] = same;
	if (only === undefined) return null;
	if (same.length > 1) return asked.ambiguous(same, `have the email address ${wanted.email}`);
	const domain = mailDomain(wanted.email);
	if (domain === null || domain !== ownDomain(wanted)) return asked.emailTaken(only);
	const against = contradiction(wanted, only);
	return against === null
		? found(only, "its email address is at the company's own domain")
		: asked.contradicted(only, against);
}

/** A near one is asked about, once; an archived one of the same name is not passed over. */
function byLikeness(wanted: WantedCustomer, candidates: Customer[], asked: Question): CustomerDecision | null {
	const domain = ownDomain(wanted) ?? nonFree(mailDomain(wanted.email));
	const near = candidates.filter(
		(candidate) =>
			candidate.active &&
			((domain !== null && mailDomain(candidate.email) === domain) ||
				nearNames(nameOf(candidate, wanted), wanted.name)),
	);
	if (near.length > 0) return asked.near(near);
	const archived = candidates.find(
		(candidate) => !candidate.active && sameName(nameOf(candidate, wanted), wanted.name),
	);
	return archived === undefined ? null : asked.archived(archived);
}

/** In words, what speaks against two records being one; null for nothing. */
function contradiction(wanted: WantedCustomer, candidate: Customer): string | null {
	const [ours, theirs] = [plainTaxNumber(wanted.taxNumber), plainTaxNumber(candidate.taxNumber)];
	if (ours !== '' && theirs !== '' && !sameTaxNumber(ours, theirs))
		return `its tax number is ${candidate.taxNumber}, not ${wanted.taxNumber}`;
	const here = wanted.country ?? vatPrefixCountry(wanted.taxNumber);
	const there = countryCode(candidate.billingAddress.country);
	return here !== null && there !== null && here !== there ? `it is in ${there}, not ${here}` : null;
}

/** The holds of a match, with both records named. */
class Question {
	private readonly ledger: string;
	private readonly answer: string;

	constructor(
		private readonly wanted: WantedCustomer,
		private readonly organisation: Books,
	) {
		this.ledger = systemWords[organisation.ledger];
		this.answer = `Answer in Accounting customer of ${wanted.name}: the ${this.ledger} link of the customer, or "new"`;
	}

	near(customers: Customer[]): CustomerDecision {
		const text = `Is ${this.own()} the same customer as ${listed(customers)} in ${this.ledger}?`;
		return held('customer_question', text, this.answer);
	}

	contradicted(customer: Customer, against: string): CustomerDecision {
		const text = `Is ${this.own()} the same customer as ${named(customer)} in ${this.ledger}? Name or email address agree, but ${against}`;
		return held('customer_question', text, this.answer);
	}

	ambiguous(customers: Customer[], why: string): CustomerDecision {
		const text = `Several customers in ${this.ledger} ${why}: ${listed(customers)}. Which one is ${this.own()}?`;
		return held('customer_ambiguous', text, this.answer);
	}

	emailTaken(customer: Customer): CustomerDecision {
		const text = `${named(customer)} in ${this.ledger} has the email address ${this.wanted.email} but another name than ${this.own()}`;
		return held('customer_email_taken', text, this.answer);
	}

	archived(customer: Customer): CustomerDecision {
		const text = `The customer ${named(customer)} is archived in ${this.ledger}`;
		return held(
			'customer_archived',
			text,
			`Restore it in ${this.ledger}, or answer in Accounting customer with another link or "new"`,
		);
	}

	unknownLink(id: string): CustomerDecision {
		const text = `Accounting customer of ${this.own()} names ${id}, which ${this.ledger} does not have in this organisation`;
		return held('customer_question', text, this.answer);
	}

	otherCurrency(customer: Customer): CustomerDecision {
		const { name, currency } = this.wanted;
		const theirs = customer.currency ?? this.organisation.baseCurrency;
		const text = `${named(customer)} is in ${theirs} in ${this.ledger}, where a customer has one currency for good, and the deal of ${this.own()} is in ${currency}`;
		return held(
			'customer_other_currency',
			text,
			`Answer in Accounting customer of ${name}: the ${this.ledger} link of its record in ${currency}, or "new" to have one made`,
		);
	}

	nameTaken(customer: Customer): CustomerDecision {
		const text = `${this.ledger} has a customer of the same name already: ${named(customer)}`;
		return held(
			'customer_question',
			text,
			`Give ${this.wanted.name} another Billing name, or answer with the ${this.ledger} link of that customer`,
		);
	}

	private own(): string {
		return this.wanted.url ? `${this.wanted.name} (${this.wanted.url})` : this.wanted.name;
	}
}

function found(customer: Customer, why: string): CustomerDecision {
	return { kind: 'found', customer, reason: `Found: ${why}` };
}

function held(code: HoldCode, what: string, todo: string): CustomerDecision {
	return { kind: 'hold', hold: { code, what, todo, by: 'finance' } };
}

function named(customer: Customer): string {
	return customer.url === null ? customer.name : `${customer.name} (${customer.url})`;
}

function listed(customers: Customer[]): string {
	const more = customers.length > 3 ? ` and ${customers.length - 3} more` : '';
	return `${customers.slice(0, 3).map(named).join(', ')}${more}`;
}

function ownDomain(wanted: WantedCustomer): string | null {
	return nonFree(wanted.domain?.toLowerCase() ?? null);
}

function nonFree(domain: string | null): string | null {
	return domain === null || domain === '' || isFreeMail(domain) ? null : domain;
}

function sameEmail(a: string | null, b: string | null): boolean {
	const [one, other] = [a?.trim().toLowerCase() ?? '', b?.trim().toLowerCase() ?? ''];
	return one !== '' && one === other;
}
