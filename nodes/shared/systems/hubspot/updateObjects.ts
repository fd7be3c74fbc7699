import type { Problem, Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { Kernel } from '../../transport/kernel';
import { problemOf } from '../../transport/systemError';
import { chunks } from '../lists';
import { most, paths } from './api';
import type { ObjectType } from './api';
import { idsOf } from './batch';
import { incomplete, problemOfElement } from './elements';
import type { BatchAnswer, BatchError, HubSpotObject } from './wire';

export interface Update {
	id: string;
	properties: Record<string, string>;
}

type Answer = BatchAnswer<HubSpotObject & { objectWriteTraceId?: string }>;

/**
 * Writes properties of existing records, 100 a call; each record stands once in `updates`. Every input carries a trace
 * id, by which HubSpot names the ones it refused; where it refuses the whole call all the same, the halves are tried
 * until the culprit stands alone (apis/hubspot.md 1.4, 3.1).
 */
export async function updateObjects(
	kernel: Kernel,
	type: ObjectType,
	updates: Update[],
): Promise<Map<string, Result<void>>> {
	const results = new Map<string, Result<void>>();
	for (const part of chunks(updates, most.objects)) await writePart(kernel, type, part, results);
	return results;
}

async function writePart(
	kernel: Kernel,
	type: ObjectType,
	part: Update[],
	results: Map<string, Result<void>>,
): Promise<void> {
	const doing = `writing to ${type.replace('_', ' ')}`;
	const outcome = await kernel
		.request({
			method: 'POST',
			path: paths.batchUpdate(type),
			body: {
				inputs: part.map(({ id, properties }) => ({ id, properties, objectWriteTraceId: id })),
			},
			repeat: 'safe',
			doing,
		})
		.then(
			(answer) => answer.body as Answer,
			(error: unknown) => refusal(error),
		);
	if (!('scope' in outcome)) {
		settle(part, outcome, doing, results);
		return;
	}
	const [only] = part;
	if (part.length === 1 && only) {
		results.set(only.id, failed(outcome));
		return;
	}
	const middle = Math.ceil(part.length / 2);
	await writePart(kernel, type, part.slice(0, middle), results);
	await writePart(kernel, type, part.slice(middle), results);
}

/** What may be the doing of one record among many; anything else concerns all of them and goes on up. */
async function refusal(error: unknown): Promise<Problem> {
	const problem = problemOf(error);
	const ofOneRecord =
		problem?.scope === 'item' && problem.status !== undefined && [400, 404, 409].includes(problem.status);
	return ofOneRecord ? problem : await Promise.reject(error);
}

function settle(part: Update[], answer: Answer, doing: string, results: Map<string, Result<void>>): void {
	const errors = answer.errors ?? [];
	const unnamed = errors.find((error) => idsOf(error).length === 0);
	const done = new Set((answer.results ?? []).flatMap((object) => [String(object.id), object.objectWriteTraceId]));
	for (const { id } of part) {
		const error = errors.find((candidate) => idsOf(candidate).includes(id));
		results.set(id, error ? failed(problemOfElement(error, doing)) : written(id, done, unnamed, doing));
	}
}

function written(
	id: string,
	done: Set<string | undefined>,
	unnamed: BatchError | undefined,
	doing: string,
): Result<void> {
	if (done.has(id)) return ok(undefined);
	return failed(unnamed ? problemOfElement(unnamed, doing) : incomplete(doing));
}
