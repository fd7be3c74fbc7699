/** Whether both sides are one at the end: plain arithmetic on what official clients read, sharing no code with the nodes. */
import { Decimal } from 'decimal.js';
import type { CompanyFile, HubSpotRecord } from '../../sandbox/core/types.mts';
import type { LedgerDocument } from '../e2e/read/document.mts';
import { isOfDeal } from '../e2e/read/ledgerReader.mts';
import { booksState } from '../support/booksState.mts';
import { ofCompany, type Life } from './company.mts';

/** One line for each thing that is not as it should be. */
export function differencesLeft(
	company: CompanyFile,
	documents: readonly LedgerDocument[],
	lives: readonly Life[],
): string[] {
	return lives.flatMap((life) => {
		const deal = company.hubspot.deals.find(({ id }) => id === life.dealId);
		if (!deal) return [`deal ${life.dealId} is gone`];
		const own = documents.filter(({ key }) => isOfDeal(key, life.dealId));
		const counting = life.story.creditedFirst ? own.filter(({ key }) => key?.endsWith('.2')) : own;
		return [
			...doubled(counting),
			...figures(deal, own),
			...promise(company, deal, life, counting),
			...edits(deal, life),
			...emails(company, life),
		].map((what) => `deal ${life.dealId} (${life.story.name}): ${what}`);
	});
}

/** One live document of each key, whatever the attempt. */
function doubled(own: readonly LedgerDocument[]): string[] {
	const parts = own.filter(isLive).map(({ key }) => key?.split('.')[0] ?? '');
	return parts.filter((part, index) => parts.indexOf(part) !== index).map((part) => `two live invoices of ${part}`);
}

/** What the deal says of its live invoices is what stands in the ledger. */
function figures({ properties }: HubSpotRecord, own: readonly LedgerDocument[]): string[] {
	const live = own.filter(isLive);
	if (live.length === 0) return [];
	const said = (name: string) => new Decimal(properties[`closed_loop_invoice_${name}`] || 0);
	const pairs: Array<[string, Decimal, Decimal]> = [
		['total', said('total'), sum(live, ({ total }) => total)],
		['due', said('due'), sum(live, ({ due }) => due)],
		['paid or credited', said('paid').plus(said('credited')), sum(live, ({ paidOrCredited }) => paidOrCredited)],
	];
	return pairs.flatMap(([name, told, stands]) =>
		told.eq(stands) ? [] : [`${name} is ${stands.toString()}, the deal says ${told.toString()}`],
	);
}

/** The net of the live invoices is what the lines of the deal come to, unless a person decided otherwise or is asked. */
function promise(company: CompanyFile, deal: HubSpotRecord, life: Life, own: readonly LedgerDocument[]): string[] {
	if (life.story.differs || deal.properties['closed_loop_billing_code']) return [];
	const ids = (deal.associations?.['line_items'] ?? []).map((one) => (typeof one === 'string' ? one : one.id));
	const promised = company.hubspot.line_items
		.filter(({ id }) => ids.includes(id))
		.reduce(
			(total, { properties }) =>
				total.plus(new Decimal(properties['price'] ?? 0).times(properties['quantity'] ?? 1).toDecimalPlaces(2)),
			new Decimal(0),
		);
	const billed = sum(own.filter(isLive), ({ net }) => net);
	return promised.eq(billed) ? [] : [`promised ${promised.toString()} net, billed ${billed.toString()}`];
}

/** Each edit of a person in the ledger is told once. */
function edits({ properties }: HubSpotRecord, { story }: Life): string[] {
	const told = (properties['closed_loop_ledger_edits'] ?? '').match(/\(edit \w+\)$/gm)?.length ?? 0;
	return told === story.edits ? [] : [`${told} ledger edits told, ${story.edits} made`];
}

/** Whoever changed the billing email, both sides have it. */
function emails(company: CompanyFile, life: Life): string[] {
	if (life.story.email === undefined) return [];
	const wanted = ofCompany(life.story.email, life);
	const inCrm = company.hubspot.companies.find(({ id }) => id === life.companyId)?.properties;
	const inLedger = booksState(company).contacts as Array<{ email?: unknown }>;
	return [
		...(inCrm?.['closed_loop_billing_email'] === wanted ? [] : [`HubSpot has not ${wanted}`]),
		...(inLedger.some(({ email }) => email === wanted) ? [] : [`the ledger has not ${wanted}`]),
	];
}

function isLive({ status }: LedgerDocument): boolean {
	return status !== 'dead';
}

function sum(documents: readonly LedgerDocument[], amount: (document: LedgerDocument) => string): Decimal {
	return documents.reduce((total, document) => total.plus(amount(document)), new Decimal(0));
}
