import type { Kernel } from '../../transport/kernel';
import { SystemError } from '../../transport/systemError';
import { most, paths } from './api';
import type { ObjectType } from './api';
import type { HubSpotObject, SearchAnswer } from './wire';

/** One condition of a search (apis/hubspot.md 3.4). */
export interface Filter {
	propertyName: string;
	operator: string;
	value?: string;
	values?: string[];
}

export interface Search {
	type: ObjectType;
	/** Conditions of a group hold together; one group is enough. */
	groups: Filter[][];
	properties: readonly string[];
	limit: number;
	doing: string;
}

const MOST_FILTERS_OF_GROUP = 6;
const MOST_FILTERS = 18;

/**
 * Reads what matches, lowest id first. HubSpot lets no search page past 10,000, so the next page is asked for by "id
 * above the last one" in the same window (apis/hubspot.md 3.5). One call per page.
 */
export async function search(kernel: Kernel, wanted: Search): Promise<{ objects: HubSpotObject[]; more: boolean }> {
	const objects: HubSpotObject[] = [];
	for (;;) {
		const limit = Math.min(most.searchPage, wanted.limit - objects.length);
		const answer = await page(kernel, wanted, objects[objects.length - 1]?.id ?? null, limit);
		objects.push(...answer.results);
		const more = answer.total > answer.results.length && answer.results.length > 0;
		if (!more || objects.length >= wanted.limit) return { objects, more };
	}
}

async function page(kernel: Kernel, wanted: Search, above: string | null, limit: number): Promise<SearchAnswer> {
	const groups = wanted.groups.map((filters) =>
		above === null ? filters : [...filters, { propertyName: 'hs_object_id', operator: 'GT', value: above }],
	);
	refuseTooMany(wanted);
	const answer = await kernel.request({
		method: 'POST',
		path: paths.search(wanted.type),
		body: {
			filterGroups: groups.map((filters) => ({ filters })),
			sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
			properties: wanted.properties,
			limit,
		},
		bucket: 'search',
		repeat: 'safe',
		doing: wanted.doing,
	});
	return answer.body as SearchAnswer;
}

/** One place in each group is kept for the page's own condition. */
function refuseTooMany(wanted: Search): void {
	const counts = wanted.groups.map((filters) => filters.length + 1);
	const total = counts.reduce((sum, count) => sum + count, 0);
	if (counts.every((count) => count <= MOST_FILTERS_OF_GROUP) && total <= MOST_FILTERS) return;
	throw new SystemError({
		code: 'too_many_filters',
		message: 'HubSpot takes no more than six conditions in a search, and this one has more',
		todo: "Remove conditions from 'Filters'",
		scope: 'run',
		system: 'hubspot',
	});
}
