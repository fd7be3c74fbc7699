/** The loop comes back: what people do to invoices in the ledger stands on deals, companies and contacts after one run. */
import assert from 'node:assert/strict';
import Decimal from 'decimal.js';
import type { LedgerDocument } from '../read/document.mts';
import type { Check } from '../support/check.mts';
import { needed, none } from '../support/check.mts';
import { writesIn } from '../support/calls.mts';
import { dealIdOf, offered } from '../support/expectations.mts';
import { MOVES, type Move } from '../support/moves.mts';
import { failure } from '../support/results.mts';
import { EDITS, PAYMENTS, PULSE } from '../support/templates.mts';
import { settle, type World } from '../support/world.mts';
import { withSettings } from '../../../sandbox/host/seed.mts';

const RUN_NOW = 'Run now';

/** What was done to the invoice of one deal. */
interface Moved {
	move: Move;
	dealId: string;
	/** The ledger's own words where it refused the last step. */
	refused: string | null;
}

async function liveRun(world: World, template: string) {
	await settle();
	const run = await world.run(withSettings(world.template(template), { previewOnly: false }), RUN_NOW);
	assert.equal(run.execution.status, 'success', failure(run.execution));
	return run;
}

/** Deals with one invoice in the home currency and nothing to come after it, one for each move. */
async function dealsToMove(world: World): Promise<Array<{ dealId: string; document: LedgerDocument }>> {
	const home = world.company.hubspot.account.companyCurrency;
	const documents = new Map<string, LedgerDocument>();
	for (const document of await world.read.ledger.documents()) {
		const dealId = dealIdOf(document);
		if (dealId !== null && document.status !== 'paid') documents.set(dealId, document);
	}
	return offered(world)
		.filter(
			({ outcome, currency, checks }) =>
				outcome === 'draft' && currency === home && !checks.includes('more_to_bill'),
		)
		.flatMap(({ dealId }) => {
			const document = documents.get(dealId);
			return document && new Decimal(document.total).greaterThan(40) ? [{ dealId, document }] : [];
		});
}

/** The live document of a deal, else what became of the dead one. */
async function documentOf(world: World, dealId: string): Promise<LedgerDocument | undefined> {
	const own = await world.read.ledger.documentsOf(dealId);
	return own.find(({ status }) => status !== 'dead') ?? own[0];
}

/** Does one move step by step, as a person clicks; a refusal ends it and is kept. */
async function doMove(world: World, move: Move, dealId: string): Promise<Moved> {
	for (const [index, step] of move.steps.entries()) {
		const document = needed(await documentOf(world, dealId), `the invoice of deal ${dealId}`);
		const actions = step(document, world);
		for (const { action, input } of actions) {
			const problem = await world.sandbox.act(world.ledger, action, document.id, input).then(
				() => null,
				(error: unknown) => (error instanceof Error ? error.message : String(error)),
			);
			if (problem === null) continue;
			assert(move.refusedAt === index, `${move.name}: the ledger refused ${action}: ${problem}`);
			return { move, dealId, refused: problem };
		}
	}
	assert(move.refusedAt === undefined, `${move.name}: the ledger did not refuse it`);
	return { move, dealId, refused: null };
}

/** What HubSpot ought to say of a deal, from what the ledger's own client reads. */
function expectedOn(document: LedgerDocument | undefined, today: string, world: World): Record<string, string> {
	if (document === undefined || document.status === 'dead') return { billing_status: 'cancelled' };
	const due = new Decimal(document.due);
	const late = document.dueDate !== '' && document.dueDate < today;
	const status =
		document.status === 'draft'
			? 'draft'
			: due.isZero()
				? 'paid'
				: late
					? 'overdue'
					: !new Decimal(document.paidOrCredited).isZero()
						? 'part_paid'
						: // QuickBooks posts at once: until somebody sends it, it is finance's.
							world.ledger === 'quickbooks' && !document.sent
							? 'draft'
							: 'sent';
	return {
		billing_status: status,
		invoice_due: due.toString(),
		invoice_total: new Decimal(document.total).toString(),
		invoice_due_date: document.dueDate,
	};
}

/** Where the company is: its books and its CRM account keep the same time. */
function todayIn({ company }: World): string {
	const { timeZone } = company.hubspot.account;
	return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date());
}

const moved = new WeakMap<World, Moved[]>();

export const lifecycleChecks: Array<Check<World>> = [
	{
		name: 'people pay, un-pay, credit, edit, void and delete invoices in the ledger, as far as it lets them',
		run: async (world) => {
			const free = await dealsToMove(world);
			const done: Moved[] = [];
			for (const move of MOVES.filter(({ on }) => on.includes(world.ledger))) {
				const next = free.shift();
				assert(next, `there is no deal left to ${move.name}`);
				done.push(await doMove(world, move, next.dealId));
			}
			moved.set(world, done);
		},
	},
	{
		name: 'after one run of Payment status to deals every deal says what stands in the ledger',
		run: async (world) => {
			const done = needed(moved.get(world), 'what people did');
			await liveRun(world, PAYMENTS);
			const today = todayIn(world);
			const names = [
				'billing_status',
				'invoice_due',
				'invoice_total',
				'invoice_due_date',
				'invoice_paid',
				'invoice_credited',
				'invoice_paid_date',
				'days_to_pay',
			];
			const deals = await world.read.deals(
				done.map(({ dealId }) => dealId),
				names.map((name) => `closed_loop_${name}`),
			);
			const findings: string[] = [];
			for (const [index, { move, dealId }] of done.entries()) {
				const values = deals[index]?.properties ?? {};
				const document = await documentOf(world, dealId);
				const wanted = { ...expectedOn(document, today, world), ...move.expected(document, today) };
				for (const [name, value] of Object.entries(wanted)) {
					const actual = values[`closed_loop_${name}`] ?? '';
					const same =
						/^-?[\d.]+$/.test(value) && actual !== '' ? new Decimal(actual).eq(value) : actual === value;
					if (!same)
						findings.push(`${move.name} (deal ${dealId}): ${name} is "${actual}", expected "${value}"`);
				}
			}
			none(findings, 'differences');
		},
	},
	{
		name: 'after one run of Ledger edits noted on deals each edit of a person is told once, with before and after',
		run: async (world) => {
			const done = needed(moved.get(world), 'what people did');
			await liveRun(world, EDITS);
			const deals = await world.read.deals(
				done.map(({ dealId }) => dealId),
				['closed_loop_ledger_edits'],
			);
			const findings = done.flatMap(({ move, dealId }, index) => {
				const told = deals[index]?.properties['closed_loop_ledger_edits'] ?? '';
				const entries = told.split('\n').filter((line) => line !== '');
				// What was converted and edited before anybody looked is a new document, of which the deal saw no other version.
				const seen = world.createAs !== 'estimate' || move.steps.length === 1;
				const edit = seen ? move.edit : undefined;
				const isRight = edit === undefined ? entries.length === 0 : entries.length === 1 && edit.test(told);
				return isRight ? [] : [`${move.name} (deal ${dealId}): "${told}", expected ${edit ?? 'nothing'}`];
			});
			none(findings, 'differences');
		},
	},
	{
		name: 'Ledger edits noted on deals run again writes nothing',
		run: async (world) => none(writesIn((await liveRun(world, EDITS)).calls), 'writes'),
	},
	{
		name: 'Payment status to deals run again writes nothing',
		run: async (world) => none(writesIn((await liveRun(world, PAYMENTS)).calls), 'writes'),
	},
	{
		name: 'after one run of Financial pulse every billed company says its balance, and its contacts the account status',
		run: async (world) => {
			needed(moved.get(world), 'what people did');
			await liveRun(world, PULSE);
			none(await pulseFindings(world), 'differences');
		},
	},
	{
		name: 'Financial pulse run again writes nothing, and neither template ever wrote to the ledger',
		run: async (world) => {
			none(writesIn((await liveRun(world, PULSE)).calls), 'writes');
		},
	},
];

/** Balances by plain addition over what the ledger's own client reads, in the home currency. */
async function pulseFindings(world: World): Promise<string[]> {
	const home = world.company.hubspot.account.companyCurrency;
	const owed = new Map<string, Decimal>();
	const foreign = new Set<string>();
	for (const { contactId, status, isEstimate, due, currency } of await world.read.ledger.documents()) {
		if (status !== 'open' || isEstimate) continue;
		if (currency !== home) foreign.add(contactId);
		owed.set(contactId, (owed.get(contactId) ?? new Decimal(0)).plus(due));
	}
	const { hubSpot } = world.read;
	const findings: string[] = [];
	let compared = 0;
	for (const { dealId, customer } of offered(world)) {
		if (customer === null) continue;
		const { properties } = await hubSpot.crm.companies.basicApi.getById(customer.companyId, [
			'closed_loop_accounting_customer',
			'closed_loop_balance',
			'closed_loop_account_status',
			'closed_loop_unallocated_credit',
		]);
		const links = (properties['closed_loop_accounting_customer'] ?? '')
			.split('\n')
			.map((line) => line.split(' ')[2] ?? '');
		const [contact] = links.filter((id) => owed.has(id));
		if (contact === undefined || foreign.has(contact)) continue;
		compared++;
		const wanted = (owed.get(contact) as Decimal).minus(properties['closed_loop_unallocated_credit'] || 0);
		const actual = properties['closed_loop_balance'] ?? '';
		if (actual === '' || !new Decimal(actual).eq(wanted))
			findings.push(`company ${customer.companyId} (deal ${dealId}): balance "${actual}", expected "${wanted}"`);
		if (!properties['closed_loop_account_status'])
			findings.push(`company ${customer.companyId} (deal ${dealId}): no account status`);
	}
	assert(compared > 0, 'no company owes anything: nothing was compared');
	return findings;
}
