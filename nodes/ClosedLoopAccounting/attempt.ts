import type { Result } from '../shared/model/result';
import { failed, ok } from '../shared/model/result';
import { problemOf } from '../shared/transport/systemError';

/**
 * The outcome of a step after something was written: a problem is an answer then, not the end, or what was made would
 * be forgotten. A programming error surfaces.
 */
export async function attempted<T>(work: Promise<T>): Promise<Result<T>> {
	return await work.then(
		(value) => ok(value),
		(error: unknown) => {
			const problem = problemOf(error);
			if (problem === null) throw error;
			return failed<T>(problem);
		},
	);
}
