import type { Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { Call, Kernel } from '../../transport/kernel';
import { problemOf } from '../../transport/systemError';
import { chunks, unique } from '../lists';
import { most, paths } from './api';
import type { ObjectType } from './api';
import { incomplete, problemOfElement } from './elements';
import type { BatchAnswer, BatchError, HubSpotObject } from './wire';

/** What is read of each record. */
export interface Selection {
	type: ObjectType;
	properties: readonly string[];
	/** Properties whose past values are wanted; 50 records a call instead of 100. */
	history?: readonly string[];
	doing: string;
}

/**
 * Reads records by id, each answered under the id it was asked by, though a merged record answers under another
 * (apis/hubspot.md 3.1). A record that does not exist is a problem of its own; a record that the answer passes over
 * in silence is read once more alone, so that nothing broken passes as absent.
 */
export async function readObjects(
	kernel: Kernel,
	ids: readonly string[],
	selection: Selection,
): Promise<Map<string, Result<HubSpotObject>>> {
	const asked = unique(ids);
	const found = new Map<string, Result<HubSpotObject>>();
	const parts = chunks(asked, selection.history ? most.withHistory : most.objects);
	const answers = await kernel.all(parts.map((part) => batchRead(part, selection)));
	for (const answer of answers) take(answer.body as BatchAnswer<HubSpotObject>, found, selection);
	for (const id of asked.filter((one) => !found.has(one))) found.set(id, await readAlone(kernel, id, selection));
	return new Map(asked.map((id) => [id, found.get(id) ?? failed(incomplete(selection.doing))]));
}

function batchRead(ids: string[], selection: Selection): Call {
	return {
		method: 'POST',
		path: paths.batchRead(selection.type),
		body: {
			inputs: ids.map((id) => ({ id })),
			properties: selection.properties,
			propertiesWithHistory: selection.history ?? [],
		},
		repeat: 'safe',
		doing: selection.doing,
	};
}

function take(
	answer: BatchAnswer<HubSpotObject>,
	found: Map<string, Result<HubSpotObject>>,
	selection: Selection,
): void {
	for (const object of answer.results ?? []) found.set(String(object.id), ok(object));
	for (const error of answer.errors ?? []) {
		for (const id of idsOf(error)) found.set(id, failed(problemOfElement(error, selection.doing)));
	}
}

/** Ids that an error of a batch read names; it stands under `ids` or under a name of the association call. */
export function idsOf(error: BatchError): string[] {
	return Object.entries(error.context ?? {})
		.filter(([name]) => /ids?$/i.test(name))
		.flatMap(([, value]) => value)
		.map(String);
}

async function readAlone(kernel: Kernel, id: string, selection: Selection): Promise<Result<HubSpotObject>> {
	const call: Call = {
		method: 'GET',
		path: paths.record(selection.type, id),
		query: {
			properties: selection.properties.join(','),
			propertiesWithHistory: selection.history?.join(','),
		},
		repeat: 'safe',
		doing: selection.doing,
	};
	return kernel.request(call).then(
		(answer) => ok(answer.body as HubSpotObject),
		(error: unknown) => {
			const problem = problemOf(error);
			return problem?.scope === 'item' ? failed(problem) : Promise.reject(error);
		},
	);
}
