import { expect } from '@jest/globals';
import type { Case } from '../suite.mts';
import { attempt, problemOf, valueOf } from '../world.mts';

export const items: readonly Case[] = [
	{
		title: 'one is made and listed with price, account and tax',
		async run({ port, open, make, books }) {
			const made = valueOf((await port.createItems([make.itemDraft('LAMP')], attempt))[0]);
			const listed = (await open().items()).find(({ code }) => code === 'LAMP');
			for (const item of [made, listed]) {
				expect(item).toMatchObject({
					id: made.id,
					code: 'LAMP',
					name: 'Item LAMP',
					description: 'What LAMP is',
					sold: true,
					active: true,
					stocked: false,
					unitPrice: 12.5,
				});
			}
			expect([books.salesAccount, null]).toContain(listed?.account);
			expect((await open().list('items')).map(({ value }) => value)).toContain('LAMP');
		},
	},
	{
		title: 'a code and name that exist are refused, and its neighbours are made',
		async run({ port, open, make }) {
			valueOf((await port.createItems([make.itemDraft('LAMP')], attempt))[0]);
			const batch = [make.itemDraft('DESK'), make.itemDraft('LAMP'), make.itemDraft('CHAIR')];
			const results = await open().createItems(batch, { fresh: 1, run: '1043' });
			expect(results.map(({ ok }) => ok)).toEqual([true, false, true]);
			expect(problemOf(results[1])).toMatchObject({ code: 'item_exists', scope: 'item' });
			expect((await open().items()).filter(({ code }) => code === 'LAMP')).toHaveLength(1);
		},
	},
	{
		title: 'only the given fields of one are written, and what is not there is a problem of its own',
		async run({ port, open, make, books }) {
			const made = valueOf((await port.createItems([make.itemDraft('LAMP')], attempt))[0]);
			const results = await open().updateItems([
				{ id: made.id, fields: { unitPrice: 14.25 } },
				{ id: books.unknownId, fields: { unitPrice: 1 } },
			]);
			expect(valueOf(results[0])).toMatchObject({ unitPrice: 14.25, code: 'LAMP', name: 'Item LAMP' });
			expect(problemOf(results[1]).scope).toBe('item');
			expect((await open().items()).find(({ code }) => code === 'LAMP')).toMatchObject({
				unitPrice: 14.25,
				name: 'Item LAMP',
				description: 'What LAMP is',
			});
		},
	},
	{
		title: 'one that is no longer active is listed as such and offered no more',
		async run({ port, open, make }) {
			const made = valueOf((await port.createItems([make.itemDraft('LAMP')], attempt))[0]);
			valueOf((await open().updateItems([{ id: made.id, fields: { active: false } }]))[0]);
			expect((await open().items()).find(({ id }) => id === made.id)?.active).toBe(false);
			expect((await open().list('items')).map(({ value }) => value)).not.toContain('LAMP');
		},
	},
	{
		title: 'past many pages none is missed',
		async run({ port, open, make }) {
			const drafts = Array.from({ length: 1_030 }, (_, n) => make.itemDraft(`SKU-${n}`));
			(await port.createItems(drafts, attempt)).forEach(valueOf);
			const codes = new Set((await open().items()).map(({ code }) => code));
			expect(drafts.filter(({ code }) => !codes.has(code))).toEqual([]);
		},
	},
];
