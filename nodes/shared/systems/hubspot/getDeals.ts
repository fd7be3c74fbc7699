import { dateIn } from '../../billing/dates';
import { revisionOf } from '../../billing/revision';
import type { CrmAccountRef, Deal, Owner } from '../../model/deal';
import type { Named } from '../../model/named';
import type { Result } from '../../model/result';
import { failed } from '../../model/result';
import type { DealReadOptions, FieldMapping, Pipeline } from '../crm';
import { unique } from '../lists';
import { startOfDay } from './accountDay';
import { readObjects } from './batch';
import { billingOf, billingPropertyNames } from './billingProperties';
import { attempt, readDealParts } from './dealParts';
import type { DealParts } from './dealParts';
import { linesOf, namesTaxRate } from './lines';
import { companyOf, contactOf } from './parties';
import { quoteOf } from './quotes';
import { dealIdOf } from './refs';
import { recordUrl } from './session';
import type { Session } from './session';
import { date, flag, instant, number, text } from './values';
import type { AccountDetails, HubSpotObject } from './wire';

/** Deal properties we read besides our own and the mapped ones (apis/hubspot.md 4.1). */
const standardProperties = [
	'dealname',
	'amount',
	'closedate',
	'dealstage',
	'pipeline',
	'description',
	'hubspot_owner_id',
	'hs_lastmodifieddate',
	'deal_currency_code',
	'hs_is_closed_won',
	'hs_object_source',
];

/** What all deals of one read share. */
interface Surroundings {
	details: AccountDetails;
	account: CrmAccountRef;
	pipelines: Pipeline[];
	owners: Map<string, Owner>;
	taxRates: Map<string, number>;
	options: DealReadOptions;
}

/** Deals whole, by id or link, in the order asked for (apis/hubspot.md 3 and 4). */
export async function getDeals(
	session: Session,
	refs: string[],
	options: DealReadOptions,
): Promise<Array<Result<Deal>>> {
	const details = await session.details();
	const asked = refs.map((ref) => dealIdOf(ref, details));
	const askedIds = unique(asked.flatMap((ref) => (ref.ok ? [ref.value] : [])));
	const objects = await readObjects(session.kernel, askedIds, {
		type: 'deals',
		properties: unique([...standardProperties, ...mapped(options.fields), ...billingPropertyNames]),
		doing: 'reading deals',
	});
	const present = [...objects.values()].flatMap((object) => (object.ok ? [object.value] : []));
	// A merged deal answers under its survivor's id, and what hangs on it hangs there.
	const ids = unique(present.map((object) => object.id));
	const ownerIds = unique(present.flatMap((object) => text(object, 'hubspot_owner_id') ?? []));
	const [parts, histories, pipelines, account, owners] = await Promise.all([
		readDealParts(session, ids, options),
		readHistories(session, present, options, details),
		session.pipelines(),
		session.account(),
		session.owners(ownerIds),
	]);
	const lines = [...parts.values()].flatMap((part) => (part.ok ? part.value.lines : []));
	const taxRates = lines.some(namesTaxRate) ? await session.taxRates() : new Map<string, number>();
	const surroundings: Surroundings = { details, account, pipelines, owners, taxRates, options };

	return asked.map((ref) => {
		if (!ref.ok) return ref;
		const object = objects.get(ref.value) as Result<HubSpotObject>;
		if (!object.ok) return object;
		const part = parts.get(object.value.id) as Result<DealParts>;
		if (!part.ok) return part;
		const history = histories.get(object.value.id);
		if (history && !history.ok) return failed(history.problem);
		return attempt(() => dealOf(object.value, part.value, history?.value ?? null, surroundings));
	});
}

function mapped(fields: FieldMapping): string[] {
	return [fields.poNumber, fields.paymentTerms, fields.invoiceOn, fields.leadSource, fields.onlyWhen].filter(
		(name) => name !== '',
	);
}

/** Past stages, only of deals that are older than the day: the others cannot have been won before it. */
async function readHistories(
	session: Session,
	objects: HubSpotObject[],
	options: DealReadOptions,
	details: AccountDetails,
): Promise<Map<string, Result<HubSpotObject>>> {
	if (options.historyBefore === null) return new Map();
	const before = startOfDay(options.historyBefore, details.timeZone);
	const older = objects.filter((object) => new Date(object.createdAt).toISOString() < before);
	return await readObjects(
		session.kernel,
		older.map((object) => object.id),
		{
			type: 'deals',
			properties: ['dealstage'],
			history: ['dealstage'],
			doing: 'reading when deals were won',
		},
	);
}

function dealOf(object: HubSpotObject, parts: DealParts, history: HubSpotObject | null, from: Surroundings): Deal {
	const { details, account, options } = from;
	const { fields } = options;
	const currency = text(object, 'deal_currency_code') ?? account.currency;
	const closedAt = instant(object, 'closedate');
	const company = parts.company && companyOf(parts.company.object, fields, details, parts.company.chosenBy);
	const contacts = parts.contacts.map((contact) => contactOf(contact.object, details, contact.billing));
	const lines = linesOf(parts.lines, currency, from.taxRates);
	const amount = number(object, 'amount');
	const personBilled = options.billTo === 'people' || (options.billTo === 'both' && company === null);
	return {
		id: object.id,
		name: text(object, 'dealname') ?? '',
		url: recordUrl(details, '0-3', object.id),
		crm: account,
		...placeOf(object, from.pipelines),
		won: flag(object, 'hs_is_closed_won'),
		createdAt: new Date(object.createdAt).toISOString(),
		modifiedAt: instant(object, 'hs_lastmodifieddate') ?? new Date(object.updatedAt).toISOString(),
		closedOn: closedAt && dateIn(details.timeZone, closedAt),
		firstWonAt: history && firstWonAt(history, from.pipelines),
		imported: text(object, 'hs_object_source') === 'IMPORT',
		currency,
		amount,
		description: text(object, 'description'),
		owner: ownerOf(object, from.owners),
		leadSource: text(object, fields.leadSource),
		company,
		contacts,
		lines,
		quote: quoteOf(parts.quotes),
		poNumber: text(object, fields.poNumber),
		paymentTerms: text(object, fields.paymentTerms),
		invoiceOn: date(object, fields.invoiceOn),
		onlyWhen: text(object, fields.onlyWhen),
		billing: billingOf(object),
		revision: revisionOf({
			currency,
			company,
			lines,
			amount,
			billedContactId: personBilled ? (contacts[0]?.id ?? null) : null,
		}),
	};
}

function placeOf(object: HubSpotObject, pipelines: Pipeline[]): { pipeline: Named; stage: Named } {
	const pipelineId = text(object, 'pipeline') ?? '';
	const stageId = text(object, 'dealstage') ?? '';
	const pipeline = pipelines.find((candidate) => candidate.id === pipelineId);
	const stage = pipeline?.stages.find((candidate) => candidate.id === stageId);
	return {
		pipeline: { id: pipelineId, name: pipeline?.name ?? pipelineId },
		stage: { id: stageId, name: stage?.name ?? stageId },
	};
}

/** The earliest entry into a stage that counts as won in any pipeline; moving on between won stages is no new win. */
function firstWonAt(history: HubSpotObject, pipelines: Pipeline[]): string | null {
	const won = new Set(
		pipelines.flatMap((pipeline) => pipeline.stages.filter((stage) => stage.won).map((stage) => stage.id)),
	);
	const entries = (history.propertiesWithHistory?.['dealstage'] ?? [])
		.filter((entry) => won.has(entry.value))
		.map((entry) => new Date(entry.timestamp).toISOString())
		.sort();
	return entries[0] ?? null;
}

/** An owner who is not in the list any more keeps at least the id. */
function ownerOf(object: HubSpotObject, owners: Map<string, Owner>): Owner | null {
	const id = text(object, 'hubspot_owner_id');
	return id === null ? null : (owners.get(id) ?? { id, name: id, email: '', active: false });
}
