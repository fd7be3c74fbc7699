import type { Result } from '../shared/model/result';
import { ok } from '../shared/model/result';
import { attempted as attemptedResult } from '../shared/transport/attempt';

/**
 * The outcome of a step after something was written: a problem is an answer then, not the end, or what was made would
 * be forgotten. A programming error surfaces.
 */
export async function attempted<T>(work: Promise<T>): Promise<Result<T>> {
	return await attemptedResult(work.then((value) => ok(value)));
}
