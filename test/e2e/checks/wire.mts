/** What went over the wire during all the checks before. */
import type { Check } from '../support/check.mts';
import { none } from '../support/check.mts';
import type { World } from '../support/world.mts';

export const wireChecks: Array<Check<World>> = [
	{
		name: "every body asked or answered is as the official clients' models have it",
		run: async ({ wireFindings }) => none([...wireFindings], 'fields'),
	},
];
