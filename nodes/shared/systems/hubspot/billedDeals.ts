import { dateIn } from '../../billing/dates';
import { parseInvoicesText } from '../../billing/invoicesText';
import type { BilledDeal } from '../../model/billedDeal';
import type { Result, SystemName } from '../../model/result';
import { ok } from '../../model/result';
import { chunks, unique } from '../lists';
import { most } from './api';
import { readObjects } from './batch';
import { billingOf, billingProperty, billingPropertyNames } from './billingProperties';
import { search } from './search';
import type { Filter } from './search';
import { recordUrl } from './session';
import type { Session } from './session';
import { flag, instant, text } from './values';
import type { HubSpotObject } from './wire';

const properties = unique([
	'dealname',
	'closedate',
	'deal_currency_code',
	'hs_is_closed_won',
	'hubspot_owner_id',
	...billingPropertyNames,
]);

/** Deals as far as a changed invoice needs them, 100 a call, by id and so never stale. */
export async function billedDeals(session: Session, ids: string[]): Promise<Array<Result<BilledDeal>>> {
	const [details, account, objects] = await Promise.all([
		session.details(),
		session.account(),
		readObjects(session.kernel, unique(ids), {
			type: 'deals',
			properties,
			doing: 'reading what stands on the deals',
		}),
	]);
	return ids.map((id) => {
		const object = objects.get(id) as Result<HubSpotObject>;
		if (!object.ok) return object;
		const closedAt = instant(object.value, 'closedate');
		return ok({
			id: object.value.id,
			name: text(object.value, 'dealname') ?? '',
			url: recordUrl(details, '0-3', object.value.id),
			crm: account,
			won: flag(object.value, 'hs_is_closed_won'),
			currency: text(object.value, 'deal_currency_code') ?? account.currency,
			closedOn: closedAt && dateIn(details.timeZone, closedAt),
			ownerId: text(object.value, 'hubspot_owner_id'),
			owner: null,
			billing: billingOf(object.value),
		});
	});
}

/** An invoice that is looked for on deals. */
export interface StoredInvoice {
	id: string;
	/** Where it is not the one a deal shows, looked for in the text *Invoices* as well, five a search. */
	alsoInText: boolean;
}

/** A search takes 3,000 characters (apis/hubspot.md 3.4); this much is left for the values of one condition. */
const MOST_VALUE_CHARACTERS = 2_200;
const MOST_FOUND = 10_000;

const invoiceId = billingProperty('invoiceId');
const invoices = billingProperty('invoices');

/** Ids of the deals on which each invoice is stored, by search: one call for up to 100 invoices. */
export async function dealsOfInvoices(
	session: Session,
	ledger: SystemName,
	wanted: StoredInvoice[],
): Promise<string[][]> {
	const found = new Map<string, string[]>();
	const note = (id: string, deal: HubSpotObject) =>
		found.set(id.toLowerCase(), unique([...(found.get(id.toLowerCase()) ?? []), deal.id]));
	const ofLedger: Filter = { propertyName: billingProperty('ledger'), operator: 'EQ', value: ledger };
	// IN compares texts in lower case only (apis/hubspot.md 3.4).
	for (const values of partsOf(unique(wanted.map(({ id }) => id.toLowerCase())))) {
		const shown: Filter = { propertyName: invoiceId, operator: 'IN', values };
		for (const deal of await searchDeals(session, [[ofLedger, shown]])) note(text(deal, invoiceId) ?? '', deal);
	}
	const rest = wanted.flatMap(({ id, alsoInText }) => (alsoInText && !found.has(id.toLowerCase()) ? [id] : []));
	for (const part of chunks(unique(rest), most.searchGroups)) {
		const groups = part.map((id) => [ofLedger, { propertyName: invoices, operator: 'CONTAINS_TOKEN', value: id }]);
		for (const deal of await searchDeals(session, groups)) {
			for (const row of parseInvoicesText(text(deal, invoices))) note(row.ledgerId, deal);
		}
	}
	return wanted.map(({ id }) => found.get(id.toLowerCase()) ?? []);
}

async function searchDeals(session: Session, groups: Filter[][]): Promise<HubSpotObject[]> {
	const { objects } = await search(session.kernel, {
		type: 'deals',
		groups,
		properties: [invoiceId, invoices],
		limit: MOST_FOUND,
		doing: 'searching the deals of invoices',
	});
	return objects;
}

/** Lists of values that fit into a search each. */
function partsOf(values: string[]): string[][] {
	const parts: string[][] = [];
	let length = MOST_VALUE_CHARACTERS;
	for (const value of values) {
		const part = parts.at(-1);
		length += value.length + 3;
		if (part !== undefined && part.length < most.objects && length <= MOST_VALUE_CHARACTERS) {
			part.push(value);
			continue;
		}
		parts.push([value]);
		length = value.length + 3;
	}
	return parts;
}
