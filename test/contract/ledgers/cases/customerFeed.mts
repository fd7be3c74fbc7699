import { expect } from '@jest/globals';
import type { Case } from '../suite.mts';
import { attempt, valueOf } from '../world.mts';

export const customerFeed: readonly Case[] = [
	{
		title: 'customers made, edited and archived since then are told whole, others are not',
		async run({ open, act, make, clock }) {
			const untouched = await make.customer();
			const edited = await make.customer();
			const archived = await make.customer();
			clock.advance(3_600_000);
			const since = new Date(clock.now()).toISOString();
			await act('editContact', edited.ledgerId, { email: 'new@edited.example' });
			await act('archiveContact', archived.ledgerId);
			const made = await make.customer();
			const found = await open().customersChangedSince(since);
			expect(found.map(({ ledgerId }) => ledgerId).sort()).toEqual(
				[edited.ledgerId, archived.ledgerId, made.ledgerId].sort(),
			);
			expect(found.map(({ ledgerId }) => ledgerId)).not.toContain(untouched.ledgerId);
			const told = (id: string) => found.find(({ ledgerId }) => ledgerId === id);
			expect(told(edited.ledgerId)).toMatchObject({ email: 'new@edited.example', active: true });
			expect(told(archived.ledgerId)?.active).toBe(false);
			expect(told(made.ledgerId)).toEqual(valueOf((await open().customersById([made.ledgerId]))[0]));
		},
	},
	{
		title: 'more changed customers than one answer holds are told all, each once',
		async run({ port, open, make, clock }) {
			const since = new Date(clock.now()).toISOString();
			const drafts = Array.from({ length: 1_040 }, (_, n) => make.customerDraft(`Crowd ${n} Ltd`));
			(await port.createCustomers(drafts, attempt)).forEach(valueOf);
			const found = await open().customersChangedSince(since);
			expect(new Set(found.map(({ ledgerId }) => ledgerId)).size).toBe(1_040);
			expect(found).toHaveLength(1_040);
		},
	},
	{
		title: 'no changed customer is told as none',
		async run({ open, make, clock }) {
			await make.customer();
			clock.advance(3_600_000);
			const since = new Date(clock.now()).toISOString();
			expect(await open().customersChangedSince(since)).toEqual([]);
		},
	},
];
