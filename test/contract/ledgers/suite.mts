import { describe, test } from '@jest/globals';
import { cases } from './cases/cases.mts';
import { permittedGaps } from './gaps.mts';
import { startWorld } from './world.mts';
import type { Ledger, World } from './world.mts';

/** One thing that every ledger must do, whoever its maker is. */
export interface Case {
	title: string;
	run(world: World): Promise<void>;
}

/**
 * The contract of the accounting port, held by one ledger against its simulated system. Every case runs on every ledger; where
 * a ledger lacks something (gaps.mts), the same case asserts what it does instead.
 */
export function runSuite(ledger: Ledger): void {
	describe(`${ledger.name} as the contract wants a ledger`, () => {
		for (const { title, run } of testsOf(ledger)) test(title, async () => await run(await startWorld(ledger)));
	});
}

/** What is run for a ledger, titles with their group. */
export function testsOf(ledger: Ledger): Case[] {
	const gaps = permittedGaps.filter((gap) => gap.ledger === ledger.name);
	return cases.flatMap(({ group, all }) =>
		all.map(({ title, run }) => ({
			title: `${group}: ${title}`,
			run: gaps.find((gap) => gap.title === title)?.run ?? run,
		})),
	);
}
