/**
 * A week in the life of a company, in virtual time: people sell, edit, approve, pay and void on both sides, while every
 * template runs as its schedule says, loses polls and runs twice at once.
 */
import type { BooksIn } from '../../sandbox/company/books.mts';
import { accessTo } from '../../sandbox/host/seed.mts';
import { Random } from '../../sandbox/company/random.mts';
import type { Call, CompanyFile, HubSpotAccountFile } from '../../sandbox/core/types.mts';
import type { LedgerDocument } from '../e2e/read/document.mts';
import { readerOf } from '../e2e/read/reader.mts';
import type { Flow, RunOutcome } from '../support/engine.mts';
import { SET_UP, startWorld, type World } from '../support/world.mts';
import { livingCompany, ofCompany, type Life } from './company.mts';
import { differencesLeft } from './differences.mts';
import { LIVING, type Living } from './living.mts';
import { questionsOf, type Question } from './questions.mts';
import type { Step } from './stories.mts';
import { beginVirtualTime, endVirtualTime, moveOn } from './virtualTime.mts';

export interface LifeOptions {
	books: BooksIn;
	customers: number;
	days: number;
	seed: number;
}

export interface LifeReport {
	/** Events by kind, those of people and those of the host. */
	events: Record<string, number>;
	calls: Record<string, number>;
	asked: Question[];
	planted: Question[];
	/** One line each. */
	differences: string[];
	/** Business records written by a last run of every template. */
	lastWrites: string[];
	/** What a flow stopped with on its way; none is expected. */
	errors: string[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Rounds of a day; in each every template runs at least once. */
const ROUNDS = 6;

export async function liveOn(options: LifeOptions): Promise<LifeReport> {
	beginVirtualTime(Date.parse(`${new Date().toISOString().slice(0, 10)}T06:00:00Z`));
	try {
		return await new Week(options).live();
	} finally {
		endVirtualTime();
	}
}

class Week {
	private readonly options: LifeOptions;
	private readonly random: Random;
	private readonly events: Record<string, number> = {};
	private readonly errors: string[] = [];
	private readonly calls: Record<string, number> = {};

	constructor(options: LifeOptions) {
		this.options = options;
		this.random = new Random(options.seed + 1);
	}

	async live(): Promise<LifeReport> {
		const { books, customers, days, seed } = this.options;
		const { company, lives } = livingCompany(books, customers, seed, new Date());
		const world = await startWorld(company, { searchLagMs: 0 });
		// Each call takes its time, so that no two versions of a record have the same.
		world.sandbox.onCall((call: Call) => {
			moveOn(40);
			this.calls[call.system] = (this.calls[call.system] ?? 0) + 1;
		});
		try {
			await world.engine.run(world.template(SET_UP), 'Set up');
			const living = LIVING.map((one) => ({ ...one, flow: world.template(one.template, one.settings) }));
			const plan = this.planned(lives, days * ROUNDS, world);
			for (let round = 0; round < days * ROUNDS; round++) {
				for (const [life, step] of plan[round] ?? []) await this.happen(world, life, step);
				moveOn(10 * MINUTE);
				for (const one of this.random.shuffled(living)) await this.runs(world, one, round % ROUNDS === 0);
				moveOn((24 / ROUNDS) * HOUR);
			}
			// A quiet day: what a lost poll left is made good.
			for (let again = 0; again < 2; again++) {
				moveOn(24 * HOUR);
				for (const one of living) await this.run(world, one, true);
			}
			world.sandbox.clearCalls();
			moveOn(24 * HOUR);
			for (const one of living) await this.run(world, one, true);
			const lastWrites = world
				.writes()
				.map(({ system, method, path }) => `${system} ${method} ${path.slice(0, 100)}`);
			const end = world.sandbox.dump();
			return {
				events: this.events,
				calls: this.calls,
				asked: questionsOf(end),
				planted: lives.flatMap(({ dealId, story }) => {
					const code = story.question(world.ledger);
					return code === null ? [] : [{ dealId, code }];
				}),
				differences: differencesLeft(end, await documentsIn(world, company), lives),
				lastWrites,
				errors: this.errors,
			};
		} finally {
			await world.close();
		}
	}

	/** Steps by round: each life begins some time in the first half and goes on with a round or more between its steps. */
	private planned(lives: readonly Life[], rounds: number, world: World): Array<Array<[Life, Step]>> {
		const plan: Array<Array<[Life, Step]>> = Array.from({ length: rounds }, () => []);
		for (const life of lives) {
			const steps = life.story.steps(world.ledger);
			const apart = Math.max(1, Math.floor(rounds / (steps.length + 1)));
			let round = this.random.int(0, apart - 1);
			for (const [index, step] of steps.entries()) {
				if (step.nextDay) round = (Math.floor(round / ROUNDS) + 1) * ROUNDS;
				if (index > 0 && !step.atOnce) round += this.random.int(1, apart);
				plan[Math.min(round, rounds - 1)]?.push([life, step]);
			}
		}
		return plan;
	}

	private async happen(world: World, life: Life, step: Step): Promise<void> {
		this.count(step.action);
		const input = Object.fromEntries(
			Object.entries(step.input ?? {}).map(([name, value]) => [name, ofCompany(value, life)]),
		);
		const { hubspot } = world.sandbox.dump();
		if (step.on === 'invoice' || step.on === 'customer') {
			const id = step.on === 'invoice' ? invoiceOf(hubspot, life) : customerOf(hubspot, life);
			await world.sandbox.act(world.ledger, step.action, id, input);
			return;
		}
		const id = { deal: life.dealId, line: life.lineId, company: life.companyId }[step.on];
		await world.sandbox.act('hubspot', step.action, id, input);
	}

	/**
	 * As the host runs it: now and then twice at once, now and then a poll's items are lost with the process. The runs of the day
	 * come: what was never compared is asked, not carried over.
	 */
	private async runs(world: World, one: Living & { flow: Flow }, daily: boolean): Promise<void> {
		const chance = this.random.int(0, 99);
		if (chance < 10) {
			this.count('doubled run');
			await Promise.all([
				this.run(world, one, daily),
				this.run(world, { ...one, flow: structuredClone(one.flow) }, daily),
			]);
		} else if (chance < 20 && !daily) {
			this.count('lost run');
			if (one.poll !== undefined) await world.engine.poll(one.flow, one.poll);
		} else await this.run(world, one, daily);
	}

	private async run(world: World, one: Living & { flow: Flow }, daily: boolean): Promise<void> {
		const outcomes: RunOutcome[] = [];
		if (one.poll !== undefined) {
			const items = await world.engine.poll(one.flow, one.poll);
			if (items !== null) outcomes.push(await world.engine.run(one.flow, one.poll, items));
		}
		const start = daily ? (one.daily ?? one.often) : one.often;
		if (start !== undefined) outcomes.push(await world.engine.run(one.flow, start));
		for (const { error } of outcomes) if (error) this.errors.push(`${one.template}: ${error.message}`);
	}

	private count(kind: string): void {
		this.events[kind] = (this.events[kind] ?? 0) + 1;
	}
}

/** The invoice that the deal shows. */
function invoiceOf({ deals }: HubSpotAccountFile, { dealId, story }: Life): string {
	const values = deals.find(({ id }) => id === dealId)?.properties ?? {};
	const id = values['closed_loop_invoice_id'];
	if (!id) throw new Error(`Deal ${dealId} (${story.name}) has no invoice: ${values['closed_loop_billing_reason']}`);
	return id;
}

/** The customer in the ledger that the company names. */
function customerOf({ companies }: HubSpotAccountFile, { companyId, story }: Life): string {
	const values = companies.find(({ id }) => id === companyId)?.properties ?? {};
	const id = values['closed_loop_accounting_customer']?.split(' ')[2];
	if (!id) throw new Error(`Company ${companyId} (${story.name}) has no customer in the ledger`);
	return id;
}

/** By the ledger's own client, with the token that n8n holds now: those of the start have long expired. */
async function documentsIn(world: World, company: CompanyFile): Promise<LedgerDocument[]> {
	const access = accessTo(company);
	const tokens = Object.values(world.engine.credentials).flatMap(
		({ data }) => (data['oauthTokenData'] as { access_token?: string } | undefined)?.access_token ?? [],
	);
	const [token = access.ledger.accessToken] = tokens;
	const now = { ...access, ledger: { ...access.ledger, accessToken: token } };
	return await readerOf(now, () => token).documents();
}
