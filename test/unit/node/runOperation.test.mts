import type { IExecuteFunctions } from 'n8n-workflow';
import { failed, ok } from '../../../nodes/shared/model/result';
import type { Problem } from '../../../nodes/shared/model/result';
import { runGrouped } from '../../../nodes/shared/node/grouped';
import { runOperation } from '../../../nodes/shared/node/runOperation';
import type { Operation } from '../../../nodes/shared/node/runOperation';
import { SystemError } from '../../../nodes/shared/transport/systemError';

const refused: Problem = { code: 'refused', message: 'Xero refused it', todo: 'Correct it', scope: 'item' };
const signIn: Problem = {
	code: 'sign_in',
	message: 'Xero did not accept the sign-in',
	todo: 'Connect it again',
	scope: 'run',
};

function context(onError: string | undefined, count = 3): IExecuteFunctions {
	return {
		getInputData: () => Array.from({ length: count }, (_, n) => ({ json: { n, deal: { id: String(n) } } })),
		getNode: () => ({
			name: 'Create invoice',
			type: 't',
			typeVersion: 1,
			id: '1',
			position: [0, 0],
			parameters: {},
			onError,
		}),
		continueOnFail: () => onError !== undefined,
	} as never;
}

const failing = (index: number, problem = refused): Operation<number> => ({
	read: (_, i) => i,
	run: async (_, inputs) => inputs.map((i) => (i === index ? failed(problem) : ok({ merge: { done: true } }))),
});

describe('one bad item among good ones', () => {
	it('goes to the error output with exactly the keys n8n knows, the others go on', async () => {
		const [items] = await runOperation(context('continueErrorOutput'), failing(1));
		expect(items?.map((item) => item.pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(items?.[0]?.json).toEqual({ n: 0, deal: { id: '0' }, done: true });
		expect(Object.keys(items?.[1]?.json ?? {})).toEqual(['error', 'message', 'details']);
		expect(items?.[1]).not.toHaveProperty('error');
	});

	it('keeps its fields beside the error with Continue', async () => {
		const [items] = await runOperation(context('continueRegularOutput'), failing(1));
		expect(items?.[1]?.json).toMatchObject({ n: 1, deal: { id: '1' }, error: 'Xero refused it' });
	});

	it('stops after every item was tried, with one error that names the item', async () => {
		const tried: number[] = [];
		const operation: Operation<number> = {
			read: (_, i) => i,
			run: async (_, inputs) => {
				tried.push(...inputs);
				return inputs.map((i) => (i === 2 ? ok({ merge: {} }) : failed(refused)));
			},
		};
		const thrown = await runOperation(context(undefined), operation).catch((error: unknown) => error);
		expect(tried).toEqual([0, 1, 2]);
		expect(thrown).toMatchObject({
			message: 'Xero refused it [item 0] and 1 more of 3 items',
			context: { itemIndex: 0 },
		});
	});
});

describe('what concerns the whole run', () => {
	it('makes no call at all when one item has a wrong setting', async () => {
		let called = false;
		const operation: Operation<number> = {
			read: (_, i) => {
				if (i === 1) throw new SystemError({ ...signIn, code: 'wrong_settings' });
				return i;
			},
			run: async () => {
				called = true;
				return [];
			},
		};
		const [items] = await runOperation(context('continueErrorOutput'), operation);
		expect(called).toBe(false);
		expect(items?.map((item) => item.json['error'])).toEqual(Array(3).fill(signIn.message));
	});

	it('gives each item the problem when the work as a whole failed', async () => {
		const operation: Operation<number> = {
			read: (_, i) => i,
			run: async () => {
				throw new SystemError(signIn);
			},
		};
		const [items] = await runOperation(context('continueErrorOutput'), operation);
		expect(items).toHaveLength(3);
		await expect(runOperation(context(undefined), operation)).rejects.toThrow(signIn.message);
	});

	it('lets an unknown error surface: it is a fault of ours and not of an item', async () => {
		const operation: Operation<number> = {
			read: (_, i) => i,
			run: async () => {
				throw new TypeError('undefined is not a function');
			},
		};
		await expect(runOperation(context('continueErrorOutput'), operation)).rejects.toThrow(TypeError);
	});
});

describe('items that bring items', () => {
	it('emits one item per record, paired with its input', async () => {
		const operation: Operation<number> = {
			read: (_, i) => i,
			run: async (_, inputs) => inputs.map((i) => ok({ items: [{ a: i }, { b: i }] })),
		};
		const [items] = await runOperation(context(undefined, 2), operation);
		expect(items?.map((item) => item.pairedItem)).toEqual([{ item: 0 }, { item: 0 }, { item: 1 }, { item: 1 }]);
	});
});

describe('runGrouped', () => {
	it('runs each group once and restores the order', async () => {
		const groups: string[][] = [];
		const output = await runGrouped(
			['a1', 'b1', 'a2'],
			(input) => input[0],
			async (group) => {
				groups.push(group);
				return group.map((input) => input.toUpperCase());
			},
		);
		expect(groups).toEqual([['a1', 'a2'], ['b1']]);
		expect(output).toEqual(['A1', 'B1', 'A2']);
	});
});
