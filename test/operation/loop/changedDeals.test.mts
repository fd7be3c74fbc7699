import type { BooksIn } from '../../../sandbox/company/books.mts';
import type { CompanyFile } from '../../../sandbox/core/types.mts';
import {
	answer,
	billAll,
	billedNet,
	booksOf,
	bringTo,
	change,
	companyOf,
	dealOf,
	promised,
	type Answer,
	type Books,
	type Case,
	type Change,
	type State,
} from '../../support/changedDeals.mts';
import { sampled } from '../../support/sampled.mts';
import { closeWorlds, startWorld, type World } from '../../support/world.mts';

/**
 * A deal that changes after it was billed (rules.md sections 1 and 8): every state of its invoice x every change x every answer of a
 * person. What stands afterwards is the promise to the cent where it was asked for, else what stood; nothing is billed twice, and
 * another run writes nothing.
 */
afterAll(closeWorlds);

const states: State[] = [
	'untouched',
	'edited',
	'approved',
	'sent',
	'part_paid',
	'paid',
	'credited',
	'voided',
	'deleted',
];
const changes: Change[] = ['none', 'price_up', 'price_down', 'line_added', 'line_removed', 'lost', 'lost_and_won'];
const answers: Answer[] = [
	'none',
	'leave_as_it_is',
	'bill_the_difference',
	'credit_and_bill_again',
	'bill_again',
	'billed_by_hand',
];

const all: Case[] = states.flatMap((state) =>
	changes.flatMap((what) => answers.map((said): Case => ({ state, change: what, answer: said }))),
);

const cases = sampled(all.length, 11).map((place) => all[place] as Case);

/** Whose net stands afterwards. */
type Expected = 'promise' | 'as_it_stood';

/** QuickBooks posts at once: what stands as a draft elsewhere is an unsent invoice there. */
function expectedOf({ state, change: what, answer: said }: Case, books: BooksIn): Expected {
	const posts = books === 'quickbooks';
	const isGone = state === 'voided' || state === 'deleted';
	const isChanged = ['price_up', 'price_down', 'line_added', 'line_removed'].includes(what);
	const isLess = what === 'price_down' || what === 'line_removed';
	const isDraft = !posts && (state === 'untouched' || state === 'edited');
	if (what === 'lost') return 'as_it_stood';
	if (isGone) return said === 'bill_again' || said === 'credit_and_bill_again' ? 'promise' : 'as_it_stood';
	if (state === 'credited') {
		return ['bill_again', 'credit_and_bill_again', 'bill_the_difference'].includes(said)
			? 'promise'
			: 'as_it_stood';
	}
	// Brought up to date before anybody answered.
	if (state === 'untouched' && !posts && isChanged) return 'promise';
	if (said === 'bill_the_difference') {
		// The edit made the draft cost less; a draft that comes to too much cannot be credited.
		return isDraft && isLess && state !== 'edited' ? 'as_it_stood' : 'promise';
	}
	if (said === 'credit_and_bill_again') {
		return state === 'part_paid' || state === 'paid' ? 'as_it_stood' : 'promise';
	}
	return 'as_it_stood';
}

describe.each<BooksIn>(['xero', 'quickbooks', 'sage'])('with the books in %s', (books) => {
	let world: World;
	let ids: string[] = [];
	/** The first invoice of each deal. */
	let first: string[] = [];
	let before: CompanyFile;
	let after: CompanyFile;

	beforeAll(async () => {
		const made = await companyOf(cases, books);
		ids = made.ids;
		world = await startWorld(made.company, { searchLagMs: 0 });
		await billAll(world);
		const billed = world.sandbox.dump();
		first = ids.map((id, n) => {
			const [invoice] = booksOf(billed, world.ledger, id).invoices;
			if (invoice === undefined) throw new Error(`Deal ${n} was not billed`);
			return invoice.id;
		});
		for (const [n, { state }] of cases.entries()) await bringTo(world, state, first[n] ?? '');
		before = world.sandbox.dump();
		for (const [n, one] of cases.entries())
			if (one.change === 'lost_and_won') await change(world, 'lost', ids[n] ?? '');
		await billAll(world);
		for (const [n, one] of cases.entries()) {
			await change(world, one.change, ids[n] ?? '');
		}
		// The first run asks; then the person answers.
		await billAll(world);
		for (const [n, one] of cases.entries()) await answer(world, one.answer, ids[n] ?? '');
		await billAll(world);
		after = world.sandbox.dump();
	}, 300_000);

	it('comes to the promise where that was asked for, else to what stood, to the cent', () => {
		const wrong = cases.flatMap((one, n) => {
			const id = ids[n] ?? '';
			// What a person credited whole bills nothing.
			const standing = (file: CompanyFile): Books => {
				const held = booksOf(file, world.ledger, id);
				if (one.state !== 'credited') return held;
				return { ...held, invoices: held.invoices.filter((invoice) => invoice.id !== first[n]) };
			};
			const stood = billedNet(standing(before));
			const wanted = expectedOf(one, books) === 'promise' ? promised(after, id) : stood;
			const stands = billedNet(standing(after));
			return stands === wanted ? [] : [`${said(one)}: ${wanted} wanted, ${stands} stands`];
		});
		expect(wrong).toEqual([]);
	});

	it('no key stands twice', () => {
		const doubled = cases.flatMap((one, n) => {
			const { invoices, creditNotes } = booksOf(after, world.ledger, ids[n] ?? '');
			const live = (all: typeof invoices) => all.filter((held) => held.live).map(({ key }) => key);
			return [live(invoices), live(creditNotes)].some((keys) => new Set(keys).size < keys.length)
				? [said(one)]
				: [];
		});
		expect(doubled).toEqual([]);
	});

	it('clears every answer of a deal that is won', () => {
		const won = cases.filter(({ change: what }) => what !== 'lost');
		const left = won.filter(
			(one) => dealOf(after, ids[cases.indexOf(one)] ?? '').properties['closed_loop_billing_answer'],
		);
		expect(left.map(said)).toEqual([]);
	});

	it('writes nothing when it runs again', async () => {
		world.sandbox.clearCalls();
		await billAll(world);
		expect(world.writes().map(({ method, path, requestBody: body }) => `${method} ${path} ${body}`)).toEqual([]);
	}, 120_000);
});

function said(one: Case): string {
	return `${one.state}, ${one.change}, ${one.answer}`;
}
