import type { Problem, Result } from '../model/result';
import { failed } from '../model/result';
import { attempted, thrownProblem } from '../transport/attempt';
import { chunks } from './lists';

/**
 * Sends inputs in batches, one after the other, and gives back a result for each input in order. A batch that fails as a whole is
 * the problem of its own inputs; one that concerns the whole run is not followed by further batches.
 */
export async function inBatches<Input, Answer, Output>(
	inputs: readonly Input[],
	size: number,
	send: (batch: Input[]) => Promise<Answer>,
	/** A result for each of the batch, in order. */
	take: (answer: Answer, batch: Input[]) => Array<Result<Output>>,
): Promise<Array<Result<Output>>> {
	const results: Array<Result<Output>> = [];
	let stop: Problem | null = null;
	for (const batch of chunks(inputs, size)) {
		const outcome: { answer: Answer } | { problem: Problem } =
			stop === null
				? await send(batch).then(
						(answer) => ({ answer }),
						(error: unknown) => ({ problem: thrownProblem(error) }),
					)
				: { problem: stop };
		if ('answer' in outcome) {
			results.push(...take(outcome.answer, batch));
			continue;
		}
		if (outcome.problem.scope === 'run') stop = outcome.problem;
		results.push(...batch.map(() => failed<Output>(outcome.problem)));
	}
	return results;
}

/**
 * Work for each input where a system has no batch, answered in order: the first alone, so that a sign-in is renewed or refused
 * once, then `atOnce` of them at a time. A problem is its own input's; one that concerns the whole run is not followed by
 * further work.
 */
export async function each<Input, Output>(
	inputs: readonly Input[],
	atOnce: number,
	work: (input: Input) => Promise<Result<Output>>,
): Promise<Array<Result<Output>>> {
	const results: Array<Result<Output>> = [];
	while (results.length < inputs.length) {
		const stop = results.find((result) => !result.ok && result.problem.scope === 'run');
		const size = results.length === 0 ? 1 : atOnce;
		const batch = inputs.slice(results.length, results.length + size);
		results.push(...(await Promise.all(batch.map(async (input) => stop ?? (await attempted(work(input)))))));
	}
	return results;
}
