import type { CrmListKind, ListEntry } from '../crm';
import { readProperties } from './createFields';
import type { Session } from './session';

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

function byName(entries: ListEntry[]): ListEntry[] {
	return entries.sort((a, b) => a.name.localeCompare(b.name));
}
