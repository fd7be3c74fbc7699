import type { Problem, Result } from '../model/result';
import { failed } from '../model/result';
import { problemOf } from './systemError';

/** The Problem of a thrown value. @throws the value itself where it is a programming error, which must surface */
export function thrownProblem(thrown: unknown): Problem {
	const problem = problemOf(thrown);
	if (problem === null) throw thrown;
	return problem;
}

/** What came of work for one input: a thrown problem is that input's own. A programming error surfaces. */
export async function attempted<T>(work: Promise<Result<T>>): Promise<Result<T>> {
	return await work.then(
		(result) => result,
		(error: unknown) => failed<T>(thrownProblem(error)),
	);
}

/** What work gives; null where the system has nothing at its address (404). Any other problem goes on up. */
export async function ifFound<T>(work: Promise<T>): Promise<T | null> {
	return await work.then(
		(value) => value,
		(error: unknown) => (problemOf(error)?.code === 'not_found' ? null : Promise.reject(error)),
	);
}
