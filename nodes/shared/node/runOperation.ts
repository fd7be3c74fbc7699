import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Problem, Result } from '../model/result';
import { failed } from '../model/result';
import { problemOf } from '../transport/systemError';

/**
 * One operation: `read` takes the parameters of one item, `run` does the work for all of them at once and answers in
 * order. `run` gets only the inputs that could be read.
 */
export interface Operation<Input> {
	read(context: IExecuteFunctions, itemIndex: number): Input | Promise<Input>;
	run(context: IExecuteFunctions, inputs: Input[]): Promise<Array<Result<OperationOutput>>>;
}

/** What becomes of the item: fields laid over its json and files beside it, or (Get Many) items of its own. */
export type OperationOutput = { merge: IDataObject; binary?: IBinaryKeyData } | { items: IDataObject[] };

/**
 * Runs an operation over all items (rules.md section 2): a problem of one item never harms its neighbours; a wrong
 * setting or a lost connection stops all of them; every item is tried before stop-on-error throws one summary.
 */
export async function runOperation<Input>(
	context: IExecuteFunctions,
	operation: Operation<Input>,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const inputs = await Promise.all(items.map(async (_, index) => await readOne(context, operation, index)));
	const stop = inputs.find((input) => !input.ok && input.problem.scope === 'run');
	const readable = inputs.flatMap((input, index) => (input.ok ? [{ index, input: input.value }] : []));
	const answers =
		stop && !stop.ok
			? readable.map(() => failed<OperationOutput>(stop.problem))
			: await runAll(
					context,
					operation,
					readable.map(({ input }) => input),
				);
	const byIndex = new Map(readable.map(({ index }, place) => [index, answers[place]]));
	return [
		collect(
			context,
			items,
			inputs.map((input, index) => (input.ok ? byIndex.get(index) : input)) as Array<Result<OperationOutput>>,
		),
	];
}

async function readOne<Input>(
	context: IExecuteFunctions,
	operation: Operation<Input>,
	index: number,
): Promise<Result<Input>> {
	return await Promise.resolve()
		.then(async () => await operation.read(context, index))
		.then(
			(value) => ({ ok: true, value }) as const,
			(error: unknown) => asProblem<Input>(error),
		);
}

async function runAll<Input>(
	context: IExecuteFunctions,
	operation: Operation<Input>,
	inputs: Input[],
): Promise<Array<Result<OperationOutput>>> {
	if (inputs.length === 0) return [];
	const outcome = await operation.run(context, inputs).then(
		(results) => results,
		(error: unknown) => asProblem<OperationOutput>(error),
	);
	return Array.isArray(outcome) ? outcome : inputs.map(() => outcome);
}

/** A known problem becomes the answer; an unknown error is a fault of ours and surfaces whole. */
function asProblem<T>(error: unknown): Result<T> {
	const problem = problemOf(error);
	if (problem) return failed(problem);
	throw error;
}

function collect(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	results: Array<Result<OperationOutput>>,
): INodeExecutionData[] {
	const mode = context.getNode().onError ?? (context.continueOnFail() ? 'continueRegularOutput' : 'stopWorkflow');
	const problems = results.flatMap((result, index) => (result.ok ? [] : [{ index, problem: result.problem }]));
	const first = problems[0];
	if (first && mode === 'stopWorkflow') throw summary(context, problems, items.length);
	return results.flatMap((result, index) => {
		const pairedItem = { item: index };
		if (result.ok) {
			return 'items' in result.value
				? result.value.items.map((json) => ({ json, pairedItem }))
				: [{ ...merged(items[index], result.value), pairedItem }];
		}
		return [{ json: errorJson(mode, items[index]?.json ?? {}, result.problem), pairedItem }];
	});
}

function merged(
	item: INodeExecutionData | undefined,
	{ merge, binary }: { merge: IDataObject; binary?: IBinaryKeyData },
): INodeExecutionData {
	const json = { ...item?.json, ...merge };
	return binary === undefined ? { ...item, json } : { ...item, json, binary: { ...item?.binary, ...binary } };
}

/**
 * For the error output exactly the keys error, message and details: n8n tells an error item by them and lays it over the
 * input item, which keeps the deal. With Continue the item keeps its fields beside `error`.
 */
function errorJson(mode: string, json: IDataObject, problem: Problem): IDataObject {
	const error = problem.message;
	if (mode !== 'continueErrorOutput') return { ...json, error, errorDetails: { ...problem } };
	return { error, message: problem.todo, details: { ...problem } };
}

function summary(
	context: IExecuteFunctions,
	problems: Array<{ index: number; problem: Problem }>,
	total: number,
): NodeOperationError {
	const first = problems[0] as { index: number; problem: Problem };
	const rest = problems.length - 1;
	const message =
		first.problem.scope === 'run' || (problems.length === total && rest === 0)
			? first.problem.message
			: `${first.problem.message} [item ${first.index}]${rest > 0 ? ` and ${rest} more of ${total} items` : ''}`;
	const lines = problems
		.slice(0, 10)
		.map(({ index, problem }) => `Item ${index}: ${problem.message}. ${problem.todo}.`);
	const description = first.problem.scope === 'run' ? `${first.problem.todo}.` : lines.join('\n');
	return new NodeOperationError(context.getNode(), message, { itemIndex: first.index, description });
}
