import type { Customer } from '../model/customer';
import type { CustomerLink } from '../model/deal';
import type { SystemName } from '../model/result';
import { crmLetters } from './key';
import { systemWords } from './words';

/**
 * The text of *Accounting customer* on a CRM company (rules.md section 4): a line per organisation, `xero <tenant id>
 * <ContactID>`; where a record is bound to one currency, a line for each, `quickbooks <realm id> <customer id> EUR`. A
 * person may answer with a pasted link of the customer, its id alone, or `new`: such a line names no organisation
 * (`organisationId` is empty), holds for whichever asks, and keeps its text until the ledger has read its own id in it;
 * it becomes a full line once it was followed.
 */

const full = /^([a-z]+) (\S+) (\S+)(?: ([A-Z]{3}))?$/i;
const ledgers = (Object.keys(systemWords) as SystemName[]).filter((system) => !(system in crmLetters));

export function parseLinks(text: string | null | undefined): CustomerLink[] {
	return (text ?? '')
		.split(/[\r\n;]+/)
		.map((line) => line.trim().replace(/\s+/g, ' '))
		.filter((line) => line !== '')
		.map(parseLine);
}

/** The text for the CRM's property; empty without links. */
export function printLinks(links: CustomerLink[]): string {
	return links
		.map(({ ledger, organisationId, ledgerId, currency }) =>
			isAnswer({ organisationId })
				? ledgerId
				: [ledger, organisationId, ledgerId, currency].filter((part) => part !== undefined).join(' '),
		)
		.join('\n');
}

/**
 * The links with a person's answers as the ledger's own ids; what it cannot read as one says nothing. `idIn` finds the id of
 * a record in a pasted text (systems/registry).
 */
export function resolvedLinks(links: CustomerLink[], idIn: (text: string) => string | null): CustomerLink[] {
	return links.flatMap((link) => {
		if (!isAnswer(link) || link.ledgerId === 'new') return [link];
		const ledgerId = idIn(link.ledgerId);
		return ledgerId === null ? [] : [{ ...link, ledgerId }];
	});
}

/**
 * What a person answered last, else the line of that organisation; null without. Where records are bound to a currency,
 * that of `currency` goes before the others, and before "new", which asks for one in another.
 */
export function linkFor(
	links: CustomerLink[],
	ledger: SystemName,
	organisationId: string,
	currency: string | null = null,
): CustomerLink | null {
	const [first, second] = linksFor(links, ledger, organisationId, currency);
	const isSettled = first?.ledgerId === 'new' && currency !== null && second?.currency === currency;
	return (isSettled ? second : first) ?? null;
}

/** All that may lead to the customer, in the order of `linkFor`. */
export function linksFor(
	links: CustomerLink[],
	ledger: SystemName,
	organisationId: string,
	currency: string | null,
): CustomerLink[] {
	const answered = links.filter(isAnswer).at(-1);
	const stored = links.filter((link) => isOf(link, ledger, organisationId));
	const rank = (link: CustomerLink) => (link.currency === currency ? 0 : link.currency === undefined ? 1 : 2);
	const ranked = currency === null ? stored.slice(0, 1) : [...stored].sort((a, b) => rank(a) - rank(b));
	return [...(answered === undefined ? [] : [answered]), ...ranked];
}

/** The link that leads to this customer; null while it does not exist. */
export function linkOf(customer: Customer): CustomerLink | null {
	const { ledger, organisation, ledgerId, currency, currencyBound } = customer;
	if (ledgerId === null) return null;
	const link = { ledger, organisationId: organisation.id, ledgerId };
	return currencyBound && currency !== null ? { ...link, currency } : link;
}

/** Whether the links lead to this customer already, with no answer of a person's left to clear. */
export function isLinked(links: CustomerLink[], customer: Customer): boolean {
	const link = linkOf(customer);
	if (link === null || links.some(isAnswer)) return false;
	return links.some((other) => isSameRecord(other, link) && other.currency === link.currency);
}

/** The links with one of them set: it takes the place of that organisation's line and of the answer it came from. */
export function withLink(links: CustomerLink[], link: CustomerLink): CustomerLink[] {
	const isReplaced = (other: CustomerLink) =>
		isOf(other, link.ledger, link.organisationId) &&
		(link.currency === undefined || other.currency === link.currency || isSameRecord(other, link));
	return [...links.filter((other) => !isAnswer(other) && !isReplaced(other)), link];
}

function isAnswer({ organisationId }: Pick<CustomerLink, 'organisationId'>): boolean {
	return organisationId === '';
}

function isOf(link: CustomerLink, ledger: SystemName | null, organisationId: string): boolean {
	return link.ledger === ledger && link.organisationId.toLowerCase() === organisationId.toLowerCase();
}

function isSameRecord(a: CustomerLink, b: CustomerLink): boolean {
	return isOf(a, b.ledger, b.organisationId) && a.ledgerId.toLowerCase() === b.ledgerId.toLowerCase();
}

function parseLine(line: string): CustomerLink {
	const [, ledger, organisationId, id, currency] = full.exec(line) ?? [];
	const named = ledgers.find((known) => known === ledger?.toLowerCase());
	if (named === undefined || organisationId === undefined || id === undefined) {
		return { ledger: null, organisationId: '', ledgerId: newOr(line) };
	}
	const link = { ledger: named, organisationId, ledgerId: newOr(id) };
	return currency === undefined ? link : { ...link, currency: currency.toUpperCase() };
}

function newOr(text: string): string {
	return /^"?new"?$/i.test(text) ? 'new' : text;
}
