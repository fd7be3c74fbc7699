import type { CrmListKind, ListEntry } from '../crm';
import { paths } from './api';
import { readProperties } from './createFields';
import { recordUrl } from './session';
import type { Session } from './session';
import { text } from './values';
import type { SearchAnswer } from './wire';

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

/** Most deals that a list shows; a longer text finds the others. */
const MOST_SHOWN = 100;

export async function listDeals(session: Session, wanted: string): Promise<Array<ListEntry & { url: string }>> {
	const details = await session.details();
	const answer = await session.kernel.request({
		method: 'POST',
		path: paths.search('deals'),
		body: {
			...(wanted.trim() === '' ? {} : { query: wanted.trim().slice(0, 200) }),
			sorts: [{ propertyName: 'hs_lastmodifieddate', direction: 'DESCENDING' }],
			properties: ['dealname'],
			limit: MOST_SHOWN,
		},
		bucket: 'search',
		repeat: 'safe',
		doing: 'listing deals',
	});
	return (answer.body as SearchAnswer).results.map((object) => ({
		value: object.id,
		name: text(object, 'dealname') ?? object.id,
		url: recordUrl(details, '0-3', object.id),
	}));
}

function byName(entries: ListEntry[]): ListEntry[] {
	return entries.sort((a, b) => a.name.localeCompare(b.name));
}
