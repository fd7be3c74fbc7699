import { expect } from '@jest/globals';
import { sameName } from '../../../../nodes/shared/billing/names';
import type { Case } from '../suite.mts';
import { attempt, TODAY, valueOf } from '../world.mts';
import type { World } from '../world.mts';

/** A customer of that name is made, found again by it, and billed. */
async function survives(world: World, name: string): Promise<void> {
	const made = valueOf((await world.port.createCustomers([world.make.customerDraft(name)], attempt))[0]);
	expect(sameName(made.name, name)).toBe(true);
	const found = await world.open().customerCandidates([world.make.wanted({ name })]);
	expect(found.map(({ ledgerId }) => ledgerId)).toContain(made.ledgerId);
	const draft = world.make.invoiceDraft(made.ledgerId ?? '', [world.make.line(10)]);
	const invoice = valueOf((await world.open().createInvoices([draft], attempt))[0]);
	expect(sameName(invoice.customer.name, name)).toBe(true);
}

/** A text stands on the line of an invoice as it was sent. */
async function stands(world: World, description: string): Promise<void> {
	const invoice = await world.make.approved({ lines: [world.make.line(10, { description })] });
	const read = valueOf((await world.open().invoicesById([invoice.ledgerId]))[0]);
	expect(read?.lines[0]?.description).toBe(description);
}

export const names: readonly Case[] = [
	{
		title: 'a name with single and double quotes',
		run: async (world) => await survives(world, `Bob's "Best" Burgers d'Or`),
	},
	{ title: 'a name with a backslash', run: async (world) => await survives(world, 'Back\\Slash Bindery') },
	{ title: 'a name with a colon', run: async (world) => await survives(world, 'Project: Alpha Works') },
	{
		title: 'a name with percent, ampersand and plus',
		run: async (world) => await survives(world, '100% A&B + Co_Operative'),
	},
	{ title: 'a name with an emoji', run: async (world) => await survives(world, 'Rocket 🚀 Bakery') },
	{ title: 'a name written from right to left', run: async (world) => await survives(world, 'شركة الميناء للتجارة') },
	{ title: 'a name in another script', run: async (world) => await survives(world, '株式会社みなと') },
	{
		title: 'a name of 200 characters, as far as the ledger keeps it',
		async run(world) {
			const long = `${'Lighthouse Keepers '.repeat(10)}Association`.slice(0, 200).trim();
			const kept = long.slice(0, world.port.traits.customerNameMax).trim();
			const made = valueOf((await world.port.createCustomers([world.make.customerDraft(kept)], attempt))[0]);
			expect(made.name).toBe(kept);
			const found = await world.open().customerCandidates([world.make.wanted({ name: kept })]);
			expect(found.map(({ ledgerId }) => ledgerId)).toContain(made.ledgerId);
		},
	},
	{
		title: 'a text with quotes, angle brackets, emoji and Arabic stands on the line as it is',
		run: async (world) => await stands(world, `5" pipe & 3' rod <steel> "A\\B" 🚀 شركة`),
	},
	{
		title: 'a text of several lines stands on the line',
		run: async (world) => await stands(world, 'Care plan\nYear one\nfrom 1 December 2026'),
	},
	{
		title: 'a text as long as the ledger takes stands on the line',
		run: async (world) => await stands(world, 'x'.repeat(world.port.traits.descriptionMax)),
	},
	{
		title: 'an order number with quotes and slashes is read back alone',
		async run(world) {
			const reference = `PO "7/44"-'B'`;
			const invoice = await world.make.approved({ reference, issueDate: TODAY });
			expect(valueOf((await world.open().invoicesById([invoice.ledgerId]))[0])?.reference).toBe(reference);
		},
	},
];
