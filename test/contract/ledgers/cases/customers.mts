import { expect } from '@jest/globals';
import type { Case } from '../suite.mts';
import { attempt, problemOf, valueOf } from '../world.mts';

export const customers: readonly Case[] = [
	{
		title: 'one is made with all that is known of it, and read back',
		async run({ port, open, make, books }) {
			const draft = make.customerDraft('Harbour Lights Ltd', {
				phone: '+44 117 496 0001',
				terms: { kind: 'days', days: 30 },
				firstName: 'Ada',
				lastName: 'Quay',
			});
			const made = valueOf((await port.createCustomers([draft], attempt))[0]);
			const [read] = await open().customersById([made.ledgerId ?? '']);
			expect(valueOf(read)).toMatchObject({
				ledger: port.traits.system,
				organisation: { id: (await port.organisation()).id },
				ledgerId: made.ledgerId,
				name: 'Harbour Lights Ltd',
				email: draft.email,
				phone: '+44 117 496 0001',
				number: draft.number === '' ? null : draft.number,
				billingAddress: {
					line1: books.address.line1,
					city: books.address.city,
					postalCode: books.address.postalCode,
				},
				terms: { kind: 'days', days: 30 },
				active: true,
			});
			expect(made.url).toMatch(/^https:\/\//);
		},
	},
	{
		title: 'answers come in order, null for an id that does not exist, whatever its form',
		async run({ open, make, books }) {
			const [one, two] = [await make.customer(), await make.customer()];
			const ids = [two.ledgerId, books.unknownId, one.ledgerId, 'no id at all', two.ledgerId];
			const read = await open().customersById(ids);
			expect(read.map((result) => valueOf(result)?.name ?? null)).toEqual([
				two.name,
				null,
				one.name,
				null,
				two.name,
			]);
		},
	},
	{
		title: 'a name and number that exist are refused, and their neighbours are made',
		async run({ port, open, make }) {
			const first = make.customerDraft('Harbour Lights Ltd');
			valueOf((await port.createCustomers([first], attempt))[0]);
			const batch = [
				make.customerDraft('Before'),
				{ ...first, email: 'other@harbour.example' },
				make.customerDraft('After'),
			];
			const results = await open().createCustomers(batch, { fresh: 1, run: '1043' });
			expect(results.map(({ ok }) => ok)).toEqual([true, false, true]);
			expect(problemOf(results[1])).toMatchObject({
				scope: 'item',
				message: expect.stringMatching(/\w/),
				todo: expect.stringMatching(/\w/),
			});
			const found = await open().customerCandidates([make.wanted({ name: 'Harbour Lights Ltd' })]);
			expect(found.filter(({ name }) => name === 'Harbour Lights Ltd')).toHaveLength(1);
		},
	},
	{
		title: 'sixty are made in order, each once',
		async run({ port, open, make }) {
			const drafts = Array.from({ length: 60 }, (_, n) => make.customerDraft(`Company number ${n}`));
			const made = (await port.createCustomers(drafts, attempt)).map(valueOf);
			expect(made.map(({ name }) => name)).toEqual(drafts.map(({ name }) => name));
			const read = await open().customersById(made.map(({ ledgerId }) => ledgerId ?? ''));
			expect(read.map((result) => valueOf(result)?.name)).toEqual(drafts.map(({ name }) => name));
		},
	},
	{
		title: 'the same request again makes no second one',
		async run({ port, open, make }) {
			const draft = make.customerDraft('Harbour Lights Ltd');
			const one = valueOf((await port.createCustomers([draft], attempt))[0]);
			const [again] = await open().createCustomers([draft], attempt);
			if (again?.ok) expect(again.value.ledgerId).toBe(one.ledgerId);
			else expect(problemOf(again).scope).toBe('item');
			expect(await open().customerCandidates([make.wanted({ name: 'Harbour Lights Ltd' })])).toHaveLength(1);
		},
	},
	{
		title: 'only the given fields of one are written',
		async run({ port, open, make, books }) {
			const made = await make.customer('Harbour Lights Ltd', { phone: '0117 496 0001' });
			const changes = [{ ledgerId: made.ledgerId, fields: { email: 'new@harbour.example' } }];
			const changed = valueOf((await open().updateCustomers(changes))[0]);
			const expected = {
				name: 'Harbour Lights Ltd',
				email: 'new@harbour.example',
				phone: '0117 496 0001',
				billingAddress: { line1: books.address.line1, postalCode: books.address.postalCode },
			};
			expect(changed).toMatchObject(expected);
			expect(valueOf((await port.customersById([made.ledgerId]))[0])).toMatchObject(expected);
		},
	},
	{
		title: 'one that cannot be written is a problem of its own',
		async run({ open, make, books }) {
			const [one, two] = [await make.customer(), await make.customer()];
			const change = (ledgerId: string) => ({ ledgerId, fields: { phone: '0117 496 0009' } });
			const results = await open().updateCustomers([one.ledgerId, books.unknownId, two.ledgerId].map(change));
			expect(results.map(({ ok }) => ok)).toEqual([true, false, true]);
			expect(problemOf(results[1])).toMatchObject({ scope: 'item' });
		},
	},
	{
		title: 'one that a person changed meanwhile is written all the same, and their change stays',
		async run({ open, act, make }) {
			const made = await make.customer('Harbour Lights Ltd');
			const port = open();
			await port.customersById([made.ledgerId]);
			await act('editContact', made.ledgerId, { name: 'Harbour Lights Group Ltd' });
			valueOf((await port.updateCustomers([{ ledgerId: made.ledgerId, fields: { phone: '0117 496 0009' } }]))[0]);
			expect(valueOf((await open().customersById([made.ledgerId]))[0])).toMatchObject({
				name: 'Harbour Lights Group Ltd',
				phone: '0117 496 0009',
			});
		},
	},
	{
		title: 'terms of other kinds stand, or are left to the ledger, never turned into others',
		async run({ open, make }) {
			for (const terms of [
				{ kind: 'days', days: 14 },
				{ kind: 'day_of_next_month', days: 20 },
			] as const) {
				const made = await make.customer(undefined, { terms });
				const read = valueOf((await open().customersById([made.ledgerId]))[0]);
				expect([terms, null]).toContainEqual(read?.terms);
			}
		},
	},
	{
		title: 'one in another currency says so',
		async run({ open, make, books }) {
			const made = await make.customer('Fournier SARL', { currency: books.foreign });
			expect(valueOf((await open().customersById([made.ledgerId]))[0])?.currency).toBe(books.foreign);
		},
	},
	{
		title: 'a person finds some by a text, and is told that more remain',
		async run({ open, make }) {
			for (const name of ['Harbour Lights', 'Harbour Master', 'Harbour View', 'Other']) await make.customer(name);
			const port = open();
			const some = await port.findCustomers({ text: 'harbour', limit: 2 });
			expect(some.customers).toHaveLength(2);
			expect(some.more).toBe(true);
			const all = await port.findCustomers({ text: 'Harbour', limit: 3 });
			expect(all.customers.map(({ name }) => name).sort()).toEqual([
				'Harbour Lights',
				'Harbour Master',
				'Harbour View',
			]);
			expect(all.more).toBe(false);
			expect(await port.findCustomers({ text: 'nothing like it', limit: 5 })).toEqual({
				customers: [],
				more: false,
			});
		},
	},
];
