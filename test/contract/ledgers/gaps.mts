import { expect } from '@jest/globals';
import { attempt, valueOf } from './world.mts';
import type { World } from './world.mts';

/** Where a ledger truly lacks what a case asks for: the same case then asserts what it does instead. */
export interface PermittedGap {
	/** `Ledger.name`. */
	ledger: string;
	/** The title of the case. */
	title: string;
	/** The line that proves it, e.g. `apis/sage.md 7 "PDF and email"`. */
	fact: string;
	run(world: World): Promise<void>;
}

/** A closed list: a ledger that fails a case is mended, or its lack is proved and stands here. */
export const permittedGaps: readonly PermittedGap[] = [
	{
		ledger: 'Xero',
		title: 'one that is no longer active is listed as such and offered no more',
		fact: 'apis/xero.md 6 "no archive state"',
		async run({ port, open, make }) {
			const made = valueOf((await port.createItems([make.itemDraft('LAMP')], attempt))[0]);
			const changes = [{ id: made.id, fields: { active: false, name: 'Lamp, no longer sold' } }];
			expect(valueOf((await open().updateItems(changes))[0])).toMatchObject({
				active: true,
				name: 'Lamp, no longer sold',
				unitPrice: 12.5,
			});
		},
	},
];
