import type { Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { Kernel } from '../../transport/kernel';
import { problemOf } from '../../transport/systemError';
import { chunks } from '../lists';
import { most, paths } from './api';
import type { ObjectType } from './api';
import { idsOf } from './batch';
import { incomplete, problemOfElement } from './elements';
import type { BatchAnswer, HubSpotObject } from './wire';

/** A record to be made, with what it hangs on from the start. */
export interface Creation {
	properties: Record<string, string>;
	associations: Array<{
		to: { id: string };
		types: Array<{ associationCategory: string; associationTypeId: number }>;
	}>;
}

/**
 * Makes records, 100 a call, each told by a trace id of its own. HubSpot knows no key by which it would recognise a
 * repeated call, so one without an answer is never sent again: its records are answered with `no_answer`.
 */
export async function createObjects(
	kernel: Kernel,
	type: ObjectType,
	creations: Creation[],
	doing: string,
): Promise<Array<Result<HubSpotObject>>> {
	const results: Array<Result<HubSpotObject>> = [];
	for (const part of chunks(creations, most.objects)) results.push(...(await createPart(kernel, type, part, doing)));
	return results;
}

async function createPart(
	kernel: Kernel,
	type: ObjectType,
	part: Creation[],
	doing: string,
): Promise<Array<Result<HubSpotObject>>> {
	const inputs = part.map((creation, index) => ({ ...creation, objectWriteTraceId: String(index) }));
	const outcome = await kernel
		.request({ method: 'POST', path: paths.batchCreate(type), body: { inputs }, repeat: 'once', doing })
		.then(
			(answer) => answer.body as BatchAnswer<HubSpotObject & { objectWriteTraceId?: string }>,
			(error: unknown) => {
				const problem = problemOf(error);
				return problem?.scope === 'item' ? problem : Promise.reject(error);
			},
		);
	if ('scope' in outcome) return part.map(() => failed(outcome));
	return inputs.map(({ objectWriteTraceId: trace }) => {
		const made = outcome.results?.find((object) => object.objectWriteTraceId === trace);
		if (made) return ok(made);
		const error = outcome.errors?.find((candidate) => idsOf(candidate).includes(trace));
		return failed(error ? problemOfElement(error, doing) : incomplete(doing));
	});
}
