import { describe, expect, test } from '@jest/globals';
import type { Problem, Result } from '../../../nodes/shared/model/result';
import { failed, ok } from '../../../nodes/shared/model/result';
import { each, inBatches } from '../../../nodes/shared/systems/batches';
import { SystemError } from '../../../nodes/shared/transport/systemError';

const problem = (scope: Problem['scope']): Problem => ({ code: scope, message: 'No', todo: 'Look', scope });
const inputs = [1, 2, 3, 4, 5];
const outcomes = (results: Array<Result<number>>) =>
	results.map((result) => (result.ok ? result.value : result.problem.code));

describe('batches', () => {
	const sent: number[][] = [];
	const run = async (at: number, thrown: unknown) => {
		sent.length = 0;
		const send = async (batch: number[]) => {
			sent.push(batch);
			return await (batch.includes(at) ? Promise.reject(thrown) : Promise.resolve(batch));
		};
		return await inBatches(inputs, 2, send, (answer) => answer.map((value) => ok(value)));
	};

	test('answer in order; one that fails is the problem of its own inputs', async () => {
		expect(outcomes(await run(3, new SystemError(problem('item'))))).toEqual([1, 2, 'item', 'item', 5]);
		expect(sent).toEqual([[1, 2], [3, 4], [5]]);
	});

	test('none follows a problem of the whole run', async () => {
		expect(outcomes(await run(3, new SystemError(problem('run'))))).toEqual([1, 2, 'run', 'run', 'run']);
		expect(sent).toEqual([
			[1, 2],
			[3, 4],
		]);
	});

	test('a programming error surfaces', async () => {
		await expect(run(3, new TypeError('a bug'))).rejects.toThrow('a bug');
	});
});

describe('work without a batch', () => {
	test('goes first alone, then a few at once, and ends with a problem of the whole run', async () => {
		let running = 0;
		const most: number[] = [];
		const done = await each<number, number>(inputs, 2, async (input) => {
			most.push(++running);
			await Promise.resolve();
			running--;
			if (input === 2) throw new SystemError(problem('item'));
			return input === 3 ? failed(problem('run')) : ok(input);
		});
		expect(most).toEqual([1, 1, 2]);
		expect(outcomes(done)).toEqual([1, 'item', 'run', 'run', 'run']);
	});
});
