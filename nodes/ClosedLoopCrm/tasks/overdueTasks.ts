import type { Overdue, OverdueSettings } from '../../shared/billing/overdueSteps';
import { overdueStep, withStep } from '../../shared/billing/overdueSteps';
import type { OverdueText, PlanSettings } from '../../shared/billing/overdueText';
import { overdueText } from '../../shared/billing/overdueText';
import type { BilledDeal } from '../../shared/model/billedDeal';
import type { CrmTask } from '../../shared/model/crmTask';
import type { Financials } from '../../shared/model/financials';
import type { Invoice } from '../../shared/model/invoice';
import type { Result } from '../../shared/model/result';
import { failed, ok } from '../../shared/model/result';
import type { CrmPort } from '../../shared/systems/crm';
import { findDeals } from '../billing/invoiceDeals';
import { createTasks, type MadeTask } from './createTasks';

export interface OverdueInvoice {
	invoice: Invoice;
	financials: Financials;
	/** `YYYY-MM-DD`; null where the ledger has none of late. */
	newestReceipt: string | null;
	settings: OverdueSettings & PlanSettings;
	preview: boolean;
}

/** What became of the reminder of one invoice. */
export interface OverdueTold {
	deal?: BilledDeal;
	task: Partial<CrmTask> & Pick<CrmTask, 'reason'>;
	/** Days overdue that the step stands for; null where none is due. */
	step: number | null;
	plan: OverdueText['plan'];
	/** The bank looks as if it was not reconciled: finance is to be told, not the client. */
	toFinance: boolean;
}

interface Due {
	input: OverdueInvoice;
	deal: BilledDeal;
	overdue: Overdue;
}

/**
 * Tells the owners of deals which invoices are overdue, once for each step, and completes the task when the invoice is settled
 * (rules.md section 8, "Overdue"). The ledger is not touched.
 */
export async function overdueTasks(crm: CrmPort, inputs: OverdueInvoice[]): Promise<Array<Result<OverdueTold>>> {
	const matches = await findDeals(
		crm,
		inputs.map(({ invoice }) => invoice),
	);
	const dues = inputs.map((input, index): Result<Due | string> => {
		const match = matches[index] as (typeof matches)[number];
		if (!match.ok) return match;
		if ('reason' in match.value) return ok(match.value.reason);
		const { deal } = match.value;
		return ok({ input, deal, overdue: overdueStep({ ...input, billing: deal.billing }) });
	});
	const all = dues.flatMap((due) => (due.ok && typeof due.value !== 'string' ? [due.value] : []));
	const told = new Map([...(await tell(crm, all)), ...(await complete(crm, all))]);
	return dues.map((due, index): Result<OverdueTold> => {
		const { preview } = inputs[index] as OverdueInvoice;
		if (!due.ok) return due;
		if (typeof due.value === 'string') return ok(left(due.value, preview));
		const { deal, overdue } = due.value;
		if (overdue.do === 'leave') return ok({ ...left(overdue.reason, preview), deal, toFinance: overdue.toFinance });
		return told.get(due.value) as Result<OverdueTold>;
	});
}

function left(reason: string, preview: boolean): OverdueTold {
	const skipped = preview ? ({ would: 'skip' } as const) : ({ outcome: 'skipped' } as const);
	return { task: { ...skipped, reason }, step: null, plan: [], toFinance: false };
}

async function tell(crm: CrmPort, dues: Due[]): Promise<Array<[Due, Result<OverdueTold>]>> {
	const reached = dues.flatMap((due) => {
		if (due.overdue.do !== 'tell') return [];
		const { invoice, financials, settings } = due.input;
		const { days, step } = due.overdue;
		const text = overdueText(invoice, { days, today: financials.asOf, year: financials.year }, settings);
		return [{ due, step, text, asOf: financials.asOf }];
	});
	const preview = reached.some(({ due }) => due.input.preview);
	const made = await createTasks(
		crm,
		reached.map(({ due, step, text, asOf }) => ({
			...text,
			deal: due.deal,
			dueAt: `${asOf}T12:00:00.000Z`,
			marker: `${markerOf(due.input.invoice)} step ${step}`,
		})),
		preview,
	);
	const written = preview
		? new Map<string, Result<void>>()
		: await remember(
				crm,
				reached.flatMap(({ due, step }, index) => (made[index]?.ok === true ? [{ due, step }] : [])),
			);
	return reached.map(({ due, step, text }, index) => {
		const result = made[index] as Result<MadeTask>;
		const problem = written.get(due.deal.id);
		if (!result.ok) return [due, result];
		if (problem?.ok === false) return [due, failed(problem.problem)];
		const deal = preview ? due.deal : remembering(due, step);
		return [
			due,
			ok({
				deal: { ...deal, owner: result.value.owner },
				task: result.value.task,
				step,
				plan: text.plan,
				toFinance: false,
			}),
		];
	});
}

/** Its open tasks, whatever the step. */
async function complete(crm: CrmPort, dues: Due[]): Promise<Array<[Due, Result<OverdueTold>]>> {
	const settled = dues.filter(({ overdue }) => overdue.do === 'complete');
	if (settled.length === 0) return [];
	const tasks = await crm.tasksOf(settled.map(({ deal }) => deal.id));
	const answers: Array<[Due, Result<OverdueTold>]> = [];
	for (const [index, due] of settled.entries()) {
		const read = tasks[index] as Result<CrmTask[]>;
		answers.push([due, read.ok ? await completeOf(crm, due, read.value) : read]);
	}
	const done = answers.flatMap(([due, answer]) => (answer.ok && !due.input.preview ? [{ due, step: null }] : []));
	const written = await remember(crm, done);
	return answers.map(([due, answer]) => {
		const problem = written.get(due.deal.id);
		return [due, answer.ok && problem?.ok === false ? failed(problem.problem) : answer];
	});
}

async function completeOf(crm: CrmPort, due: Due, tasks: CrmTask[]): Promise<Result<OverdueTold>> {
	const { invoice, preview } = due.input;
	const open = tasks.filter(({ body, done }) => !done && body.includes(`[closed loop: ${markerOf(invoice)} step `));
	const reason = `${invoice.number ?? 'The invoice'} is settled`;
	const [task] = open;
	const told = { ...left(reason, preview), deal: due.deal };
	if (preview) return ok({ ...told, task: { ...task, would: 'update', reason } });
	const done = await crm.completeTasks(open.flatMap(({ id }) => id ?? []));
	const problem = done.find((result) => !result.ok);
	if (problem !== undefined && !problem.ok) return failed(problem.problem);
	const deal = remembering(due, null);
	return ok({ ...told, deal, task: { ...task, done: true, outcome: 'updated', reason } });
}

/** Names the invoice in every set of books. */
function markerOf({ ledger, ledgerId }: Invoice): string {
	return `overdue ${ledger} ${ledgerId ?? ''}`;
}

function remembering({ deal, input }: Due, step: number | null): BilledDeal {
	const overdueStepTold = withStep(deal.billing.overdueStepTold, input.invoice.ledgerId ?? '', step);
	return { ...deal, billing: { ...deal.billing, overdueStepTold } };
}

/** Writes what the deals were told of all their invoices, each deal once. */
async function remember(
	crm: CrmPort,
	steps: Array<{ due: Due; step: number | null }>,
): Promise<Map<string, Result<void>>> {
	const deals = new Map<string, BilledDeal>();
	for (const { due, step } of steps) {
		const deal = deals.get(due.deal.id) ?? due.deal;
		deals.set(deal.id, remembering({ ...due, deal }, step));
	}
	if (deals.size === 0) return new Map();
	const writes = [...deals.values()].map(({ id, billing: { overdueStepTold } }) => ({
		dealId: id,
		companyId: null,
		contactId: null,
		billing: { overdueStepTold },
		customerLinks: null,
	}));
	const written = await crm.writeBilling(writes);
	return new Map(writes.map(({ dealId }, index) => [dealId, written[index] as Result<void>]));
}
