import { expect } from '@jest/globals';
import { matchCustomer } from '../../../../nodes/shared/billing/matchCustomer';
import type { WantedCustomer } from '../../../../nodes/shared/billing/matchCustomer';
import type { Case } from '../suite.mts';
import { attempt, valueOf } from '../world.mts';
import type { World } from '../world.mts';

/** Decides as Customer Create does: over what the ledger gives as candidates. */
async function decide(world: World, wanted: Partial<WantedCustomer>) {
	const port = world.open();
	const whole: WantedCustomer = { ...world.make.wanted({}), links: [], country: null, ...wanted };
	return matchCustomer(whole, await port.customerCandidates([whole]), await port.organisation());
}

async function found(world: World, wanted: Partial<WantedCustomer>) {
	const decision = await decide(world, wanted);
	return decision.kind === 'found' ? decision.customer.name : decision.kind;
}

/** Fills the books with many customers, past the number that a ledger is read whole to. */
async function crowd(world: World, count: number): Promise<void> {
	const drafts = Array.from({ length: count }, (_, n) =>
		world.make.customerDraft(`Person ${n} Stationers`, { email: `p${n}@crowd.example` }),
	);
	(await world.port.createCustomers(drafts, attempt)).forEach(valueOf);
}

export const matching: readonly Case[] = [
	{
		title: 'the stored id comes before all else',
		async run(world) {
			await world.make.customer('Harbour Lights Ltd');
			const other = await world.make.customer('Something Else');
			const { ledger, id } = await world.port.organisation();
			const link = { ledger, organisationId: id, ledgerId: other.ledgerId };
			expect(await found(world, { name: 'Harbour Lights', links: [link as never] })).toBe('Something Else');
		},
	},
	{
		title: 'then our number, where the ledger keeps one',
		async run(world) {
			const numbered = await world.make.customer('Renamed Since');
			const { numberMax } = world.port.traits;
			expect(await found(world, { name: 'Old Name', number: numbered.number })).toBe(
				numberMax === 0 ? 'create' : 'Renamed Since',
			);
		},
	},
	{
		title: 'then the name, without case, accents, punctuation and legal form',
		async run(world) {
			await world.make.customer('Müller & Söhne GmbH');
			expect(await found(world, { name: 'MULLER AND SOHNE' })).toBe('Müller & Söhne GmbH');
		},
	},
	{
		title: "then the mail address at the company's own domain",
		async run(world) {
			await world.make.customer('Known Under Another Name', { email: 'bills@harbour.example' });
			const wanted = { name: 'Harbour Lights', email: 'bills@harbour.example', domain: 'harbour.example' };
			expect(await found(world, wanted)).toBe('Known Under Another Name');
		},
	},
	{
		title: 'two of one name are asked about, never guessed',
		async run(world) {
			await world.make.customer('Harbour Lights Ltd');
			await world.make.customer('The Harbour Lights Limited');
			expect(await decide(world, { name: 'Harbour Lights' })).toMatchObject({
				kind: 'hold',
				hold: { code: expect.stringMatching(/\w/), todo: expect.stringMatching(/\w/) },
			});
		},
	},
	{
		title: 'a near one is asked about',
		async run(world) {
			await world.make.customer('Harbour Lights Marine Services');
			expect(await found(world, { name: 'Harbour Lights' })).toBe('hold');
		},
	},
	{
		title: 'one that is archived or inactive is a candidate, and never billed',
		async run(world) {
			const gone = await world.make.customer('Harbour Lights Ltd');
			await world.act('archiveContact', gone.ledgerId);
			const port = world.open();
			const candidates = await port.customerCandidates([world.make.wanted({ name: 'Harbour Lights Ltd' })]);
			expect(candidates.find(({ ledgerId }) => ledgerId === gone.ledgerId)).toMatchObject({ active: false });
			expect(valueOf((await port.customersById([gone.ledgerId]))[0])).toMatchObject({ active: false });
			expect(await found(world, { name: 'Harbour Lights Ltd' })).toBe('hold');
		},
	},
	{
		title: 'nobody is nobody: only then a new one is made',
		async run(world) {
			await world.make.customer('Harbour Lights Ltd');
			expect(
				await found(world, { name: 'Kestrel Optics', email: 'x@kestrel.example', domain: 'kestrel.example' }),
			).toBe('create');
		},
	},
	{
		title: 'past one page of customers none is missed',
		async run(world) {
			await crowd(world, 1_150);
			await world.make.customer('Zebra Crossing Ltd');
			expect(await found(world, { name: 'zebra crossing' })).toBe('Zebra Crossing Ltd');
			expect(await found(world, { name: 'Person 3 Stationers Ltd' })).toBe('Person 3 Stationers');
		},
	},
	{
		title: 'past many pages of customers they are found by number, mail and name, at the cost of a few calls',
		async run(world) {
			await crowd(world, 5_300);
			const zebra = await world.make.customer('Zebra Crossing Ltd', { email: 'bills@zebra.example' });
			world.calls.length = 0;
			const port = world.open();
			const clues = [
				{ name: 'zebra crossing limited' },
				{ email: 'bills@zebra.example' },
				...(zebra.number === null ? [] : [{ number: zebra.number }]),
			].map((clue) => world.make.wanted(clue));
			for (const clue of clues) {
				const candidates = await port.customerCandidates([clue]);
				expect(candidates.map(({ ledgerId }) => ledgerId)).toContain(zebra.ledgerId);
			}
			expect((await port.customerCandidates(clues)).map(({ ledgerId }) => ledgerId)).toContain(zebra.ledgerId);
			expect(world.calls.length).toBeLessThanOrEqual(40);
		},
	},
];
