/** A list of named checks, run one after the other against one world; a failing one does not stop the rest. */

export interface Check<World> {
	/** What holds when it passes, e.g. `preview writes nothing`. */
	name: string;
	/** @throws when it does not hold */
	run(world: World): Promise<void>;
}

export interface Tally {
	passed: number;
	failed: number;
}

/** Runs the checks in order and prints a line for each, with the problem of a failing one below it. */
export async function runChecks<World>(checks: Array<Check<World>>, world: World): Promise<Tally> {
	const tally: Tally = { passed: 0, failed: 0 };
	for (const { name, run } of checks) {
		const started = Date.now();
		const problem = await run(world).then(
			() => null,
			(error: unknown) => (error instanceof Error ? error.message : String(error)),
		);
		tally[problem === null ? 'passed' : 'failed']++;
		console.log(
			`${problem === null ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
		);
		if (problem !== null) console.log(problem.replace(/^/gm, '         '));
	}
	return tally;
}

/** @throws with the findings, each on a line, unless there are none */
export function none(findings: string[], what: string): void {
	if (findings.length === 0) return;
	const shown = findings.slice(0, 20);
	const more = findings.length > shown.length ? [`... and ${findings.length - shown.length} more`] : [];
	throw new Error([`${findings.length} ${what}:`, ...shown, ...more].join('\n'));
}

/** What an earlier check left for this one. @throws when it did not get that far */
export function needed<T>(value: T | undefined | null, what: string): T {
	if (value === undefined || value === null) throw new Error(`Cannot be checked: ${what} is missing`);
	return value;
}
