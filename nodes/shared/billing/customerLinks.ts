import type { CustomerLink } from '../model/deal';
import type { SystemName } from '../model/result';

/**
 * The text of *Accounting customer* on a CRM company (rules.md section 4): a line per organisation, `xero <tenant id>
 * <ContactID>`. A person may answer with a pasted link of the customer, its id alone, or `new`: such a line names no
 * organisation (`organisationId` is empty) and holds for whichever asks; it becomes a full line once it was followed.
 */

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const full = /^([a-z]+) (\S+) (\S+)$/i;
const ledgers: SystemName[] = ['xero'];

/** Lines that say none of this are left out. `organisation` completes lines that name none. */
export function parseLinks(
	text: string | null | undefined,
	organisation?: { ledger: SystemName; id: string },
): CustomerLink[] {
	const links: CustomerLink[] = [];
	for (const line of (text ?? '').split(/[\r\n;]+/)) {
		const link = parseLine(line.trim().replace(/\s+/g, ' '), organisation);
		if (link !== null) links.push(link);
	}
	return links;
}

/** The text for the CRM's property; empty without links. */
export function printLinks(links: CustomerLink[]): string {
	return links
		.map((link) =>
			link.organisationId === '' ? link.ledgerId : `${link.ledger} ${link.organisationId} ${link.ledgerId}`,
		)
		.join('\n');
}

/** What a person answered last (a line without organisation), else the line of that organisation; null without. */
export function linkFor(links: CustomerLink[], ledger: SystemName, organisationId: string): CustomerLink | null {
	const answered = links.filter((link) => link.organisationId === '').at(-1);
	const stored = links.find((link) => isOf(link, ledger, organisationId));
	return answered ?? stored ?? null;
}

/** The links with one of them set: it takes the place of that organisation's line and of the answer it came from. */
export function withLink(links: CustomerLink[], link: CustomerLink): CustomerLink[] {
	const kept = links.filter((other) => other.organisationId !== '' && !isOf(other, link.ledger, link.organisationId));
	return [...kept, link];
}

function isOf(link: CustomerLink, ledger: SystemName, organisationId: string): boolean {
	return link.ledger === ledger && link.organisationId.toLowerCase() === organisationId.toLowerCase();
}

function parseLine(line: string, organisation?: { ledger: SystemName; id: string }): CustomerLink | null {
	const [, ledger, organisationId, id] = full.exec(line) ?? [];
	const named = ledgers.find((known) => known === ledger?.toLowerCase());
	if (named !== undefined && organisationId !== undefined && id !== undefined) {
		return { ledger: named, organisationId, ledgerId: answerId(id) ?? id };
	}
	const ledgerId = answerId(line);
	if (ledgerId === null) return null;
	return { ledger: organisation?.ledger ?? 'xero', organisationId: organisation?.id ?? '', ledgerId };
}

/** `new`, an id, or the id in a link of the ledger's; the last one, since a link may name its organisation first. */
function answerId(text: string): string | null {
	if (/^"?new"?$/i.test(text)) return 'new';
	return text.match(guid)?.at(-1)?.toLowerCase() ?? null;
}
