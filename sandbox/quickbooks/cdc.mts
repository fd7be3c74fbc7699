import type { QuickBooksRecord } from '../core/types.mts';
import type { Books } from './books.mts';
import { readMoment } from './dates.mts';
import { entityNamed } from './entities.mts';
import type { EntityName } from './entities.mts';
import { missing, refused } from './faults.mts';
import { show } from './show.mts';

/** Change data capture: apis/quickbooks.md section 9. */

const MOST = 1000;
const LOOK_BACK = 30 * 86_400_000;

interface Change {
	entity: EntityName;
	at: number;
	record: QuickBooksRecord;
}

/**
 * What changed at or after that moment, with deleted ones as their id. Of more than 1,000 objects the oldest are left out, and
 * nothing tells of it but the number.
 * @throws Refused 2020, 4001 for a kind that is not tracked, 2060 for a moment that is none or too long ago
 */
export function changesSince(books: Books, entities: string | undefined, since: string | undefined): QuickBooksRecord {
	if (!entities) throw missing('entities');
	if (!since) throw missing('changedSince');
	const from = readMoment(since);
	if (from === undefined) throw refused('2060', `Invalid date: ${since}`, 'changedSince');
	if (from < books.clock.now() - LOOK_BACK) {
		throw refused('2060', `changedSince must be within the last 30 days: ${since}`, 'changedSince');
	}
	const names = entities.split(',').map((name) => tracked(name.trim()));
	const changes = names.flatMap((name) => changesOf(books, name, from));
	const told = changes.sort((a, b) => b.at - a.at).slice(0, MOST);
	return {
		QueryResponse: names.map((name) => {
			const of = told.filter(({ entity }) => entity === name).map(({ record }) => record);
			if (!of.length) return {};
			const total = told.length === of.length ? {} : { totalCount: told.length };
			return { [name]: of, startPosition: 1, maxResults: of.length, ...total };
		}),
	};
}

function tracked(name: string): EntityName {
	const entity = entityNamed(name);
	if (entity?.isTracked) return entity.name;
	throw refused('4001', `QueryValidationError: Entity ${name} is not supported by change data capture`);
}

function changesOf(books: Books, entity: EntityName, from: number): Change[] {
	const live = books.all(entity).flatMap((record): Change[] => {
		const { LastUpdatedTime } = record['MetaData'] as { LastUpdatedTime: string };
		const at = readMoment(LastUpdatedTime) ?? 0;
		return at >= from ? [{ entity, at, record: show(books, entity, record) }] : [];
	});
	const deleted = books.deleted.flatMap(({ entity: of, Id, LastUpdatedTime }): Change[] => {
		const at = readMoment(LastUpdatedTime) ?? 0;
		const record = { domain: 'QBO', status: 'Deleted', Id, MetaData: { LastUpdatedTime } };
		return of === entity && at >= from ? [{ entity, at, record }] : [];
	});
	return [...live, ...deleted];
}
