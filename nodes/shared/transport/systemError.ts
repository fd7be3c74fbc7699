import type { Problem } from '../model/result';

/** A Problem on its way up: thrown by the kernel and the ports, turned into an item error by the nodes. */
export class SystemError extends Error {
	constructor(readonly problem: Problem) {
		super(problem.message);
		this.name = 'SystemError';
	}
}

/** The problem of a thrown value, or null when it is none of ours (a programming error, which must surface). */
export function problemOf(thrown: unknown): Problem | null {
	return thrown instanceof SystemError ? thrown.problem : null;
}
