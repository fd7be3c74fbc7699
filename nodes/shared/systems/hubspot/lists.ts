import type { ListEntry } from '../../model/named';
import type { CrmListKind } from '../crm';
import { paths } from './api';
import { readProperties } from './createFields';
import { contactName } from './parties';
import { recordUrl } from './session';
import type { Session } from './session';
import { text } from './values';
import type { HubSpotObject, SearchAnswer } from './wire';

/** Short lists for drop-downs, in the order people know or by name. */
export async function listOf(session: Session, kind: CrmListKind): Promise<ListEntry[]> {
	switch (kind) {
		case 'pipelines':
			return (await session.pipelines()).map(({ id, name }) => ({ value: id, name }));
		case 'stages':
			return (await session.pipelines()).flatMap((pipeline) =>
				pipeline.stages.map((stage) => ({ value: stage.id, name: `${pipeline.name}: ${stage.name}` })),
			);
		case 'owners':
			return byName(
				(await session.activeOwners()).map((owner) => ({
					value: owner.id,
					name: owner.name,
					description: owner.email,
				})),
			);
		case 'dealProperties':
			return await propertiesOf(session, 'deals');
		case 'companyProperties':
			return await propertiesOf(session, 'companies');
	}
}

async function propertiesOf(session: Session, object: 'deals' | 'companies'): Promise<ListEntry[]> {
	const properties = [...(await readProperties(session.kernel, object)).values()];
	return byName(
		properties.map((property) => ({ value: property.name, name: property.label, description: property.name })),
	);
}

/** Most records that a list shows; a longer text finds the others. */
const MOST_SHOWN = 100;

/** Kinds of records that a person searches in, with what names them. */
const searched = {
	deal: { type: 'deals', url: '0-3', modified: 'hs_lastmodifieddate', properties: ['dealname'] },
	company: { type: 'companies', url: '0-2', modified: 'hs_lastmodifieddate', properties: ['name', 'domain'] },
	contact: {
		type: 'contacts',
		url: '0-1',
		modified: 'lastmodifieddate',
		properties: ['firstname', 'lastname', 'email'],
	},
} as const;

/** Records that match the text, all when it is empty, latest change first. */
export async function listRecords(
	session: Session,
	kind: keyof typeof searched,
	wanted: string,
): Promise<Array<ListEntry & { url: string }>> {
	const { type, url, modified, properties } = searched[kind];
	const details = await session.details();
	const answer = await session.kernel.request({
		method: 'POST',
		path: paths.search(type),
		body: {
			...(wanted.trim() === '' ? {} : { query: wanted.trim().slice(0, 200) }),
			sorts: [{ propertyName: modified, direction: 'DESCENDING' }],
			properties,
			limit: MOST_SHOWN,
		},
		bucket: 'search',
		repeat: 'safe',
		doing: `listing ${type}`,
	});
	return (answer.body as SearchAnswer).results.map((object) => ({
		value: object.id,
		name: nameOf(kind, object) || object.id,
		url: recordUrl(details, url, object.id),
	}));
}

function nameOf(kind: keyof typeof searched, object: HubSpotObject): string {
	if (kind === 'contact') return contactName(object);
	const [first, second = ''] = searched[kind].properties;
	return text(object, first) ?? text(object, second) ?? '';
}

function byName(entries: ListEntry[]): ListEntry[] {
	return entries.sort((a, b) => a.name.localeCompare(b.name));
}
