import type { Problem, Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { Creating, QuickBooksClient, Write } from './client';
import { inLists } from './query';
import type { WireObject } from './wire';

/** QuickBooks' times of making are whole seconds. */
const SECOND_MS = 1000;

/**
 * Makes objects whose request ids outlive a run, and sees through old answers: QuickBooks may answer a create with what an earlier
 * run made under the same id (apis/quickbooks.md 4). Such an object is read as it stands now; one that a person has deleted
 * since is made anew, or refused as `removed`.
 */
export async function makeOnce<T extends WireObject, W extends Pick<Write, 'entity'>>(
	client: QuickBooksClient,
	writes: W[],
	creating: Creating,
	make: (writes: W[], creating: Creating) => Promise<Array<Result<T>>>,
	/** Why what a person has deleted is not made anew. */
	removed?: Problem,
): Promise<Array<Result<T>>> {
	const since = client.clock();
	const results = await make(writes, creating);
	const old = results.flatMap((result, index) => {
		const write = writes[index];
		return result.ok && write !== undefined && isBefore(result.value, since)
			? [{ index, write, id: result.value.Id ?? '' }]
			: [];
	});
	if (old.length === 0) return results;
	const entities = [...new Set(old.map(({ write }) => write.entity))];
	const selects = entities.flatMap((entity) =>
		inLists(
			'Id',
			old.filter(({ write }) => write.entity === entity).map(({ id }) => id),
		).map((list) => ({ entity, where: [list] })),
	);
	const found = await client.select<T>(selects, 'reading what was made before');
	const standing = old.map(({ write, id }) =>
		found
			.flatMap((rows, place) => (selects[place]?.entity === write.entity ? rows : []))
			.find(({ Id }) => Id === id),
	);
	old.forEach(({ index }, place) => {
		const now = standing[place];
		if (now !== undefined) results[index] = ok(now);
	});
	const deleted = old.filter((_, place) => standing[place] === undefined);
	if (removed !== undefined) {
		for (const { index } of deleted) results[index] = failed(removed);
		return results;
	}
	if (deleted.length === 0) return results;
	const again = await make(
		deleted.map(({ write }) => write),
		{
			what: creating.what,
			keys: deleted.map(({ index }) => creating.keys[index] ?? ''),
			attempt: { fresh: creating.attempt.fresh + 1, run: `${creating.attempt.run} ${client.now()}` },
		},
	);
	deleted.forEach(({ index }, place) => {
		const result = again[place];
		if (result !== undefined) results[index] = result;
	});
	return results;
}

function isBefore({ MetaData }: WireObject, since: string | null): boolean {
	const made = Date.parse(MetaData?.CreateTime ?? '');
	return since !== null && made < Date.parse(since) - SECOND_MS;
}
