import type { Result } from '../../model/result';
import { SystemError } from '../../transport/systemError';
import type { ChangedLines, DealOfLines } from '../crm';
import { readAssociations } from './associations';
import { readObjects } from './batch';
import { foundDeal, foundProperties } from './findDeals';
import { search } from './search';
import type { Session } from './session';
import { instant, text } from './values';

const DOING = 'searching changed line items';

/**
 * Deals some line of which was changed since then: an edit of a line alone may not touch its deal (rules.md section 1). One
 * search of line items when none was; a line that was removed shows on no search.
 */
export async function dealsOfChangedLines(
	session: Session,
	{ pipelines, since }: ChangedLines,
): Promise<DealOfLines[]> {
	const { kernel } = session;
	const { objects } = await search(kernel, {
		type: 'line_items',
		groups: [[{ propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: since }]],
		properties: ['hs_lastmodifieddate'],
		limit: Number.MAX_SAFE_INTEGER,
		doing: DOING,
	});
	if (objects.length === 0) return [];
	const owners = await readAssociations(
		kernel,
		'line_items',
		'deals',
		objects.map(({ id }) => id),
	);
	const changedAt = new Map<string, string>();
	for (const line of objects) {
		const at = instant(line, 'hs_lastmodifieddate') ?? line.updatedAt;
		for (const { id } of valueOf(owners.get(line.id)) ?? []) {
			if (at > (changedAt.get(id) ?? '')) changedAt.set(id, at);
		}
	}
	const properties = [...foundProperties];
	const deals = await readObjects(kernel, [...changedAt.keys()], { type: 'deals', properties, doing: DOING });
	return [...changedAt].flatMap(([id, linesChangedAt]) => {
		const deal = valueOf(deals.get(id));
		if (deal === null || text(deal, 'hs_is_closed_won') !== 'true') return [];
		return pipelines.includes(text(deal, 'pipeline') ?? '') ? [{ ...foundDeal(deal), linesChangedAt }] : [];
	});
}

/** Null for what is not there any more: a line or deal that was deleted meanwhile. */
function valueOf<T>(result: Result<T> | undefined): T | null {
	if (result === undefined) return null;
	if (result.ok) return result.value;
	if (result.problem.code === 'not_found') return null;
	throw new SystemError(result.problem);
}
