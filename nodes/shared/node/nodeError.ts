import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { problemOf } from '../transport/systemError';

/** Throws a problem in n8n's form: what happened, and beneath it what to do. Anything else surfaces as it is. */
export function nodeError(node: INode, error: unknown): never {
	const problem = problemOf(error);
	if (problem === null) throw error;
	throw new NodeOperationError(node, problem.message, { description: `${problem.todo}.` });
}
