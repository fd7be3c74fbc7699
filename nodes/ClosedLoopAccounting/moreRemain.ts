import type { IExecuteFunctions } from 'n8n-workflow';

/** Tells beside the output that *Limit* cut it; never silently. */
export function sayMoreRemain(context: IExecuteFunctions, limit: number, what: string): void {
	context.addExecutionHints({
		message: `More ${what} remain than the ${limit} of 'Limit'; raise it to get them`,
		location: 'outputPane',
	});
}
