import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Financials } from '../../../shared/model/financials';
import type { Result } from '../../../shared/model/result';
import { ok } from '../../../shared/model/result';
import type { Operation } from '../../../shared/node/runOperation';
import { runGrouped } from '../../../shared/node/grouped';
import {
	booleanSetting,
	countSetting,
	documentParameter,
	textSetting,
	wrongSetting,
} from '../../../shared/node/settings';
import { isDate } from '../../../shared/billing/dates';
import type { CrmPort } from '../../../shared/systems/crm';
import { openCrm } from '../../openCrm';
import { createTasks } from '../../tasks/createTasks';
import type { OverdueInvoice } from '../../tasks/overdueTasks';
import { overdueTasks } from '../../tasks/overdueTasks';
import { changedInvoiceOf } from '../deal/changedInvoiceOf';

/** A task that the fields describe. */
interface Described {
	dealId: string;
	subject: string;
	body: string;
	dueInDays: number;
	marker: string;
	preview: boolean;
}

type Input = { source: 'fields'; of: Described } | { source: 'overdueInvoice'; of: OverdueInvoice };

const DAY = 86_400_000;

/** Task: Create. One task for each deal and marker; of an overdue invoice one for each step. */
export const create: Operation<Input> = {
	read(context, itemIndex) {
		const source: unknown = context.getNodeParameter('source', itemIndex, '');
		if (source === 'fields') return { source, of: describedOf(context, itemIndex) };
		if (source === 'overdueInvoice') return { source, of: overdueOf(context, itemIndex) };
		throw wrongSetting('Source', 'one of its list', source);
	},
	async run(context, inputs) {
		const crm = openCrm(context);
		return await runGrouped(
			inputs,
			({ source, of }) => [source, of.preview],
			async (group) => {
				const overdue = group.flatMap((input) => (input.source === 'overdueInvoice' ? [input.of] : []));
				if (overdue.length > 0) return merged(await overdueTasks(crm, overdue));
				return merged(
					await describedTasks(
						crm,
						group.map(({ of }) => of as Described),
					),
				);
			},
		);
	},
};

function merged<Told extends object>(results: Array<Result<Told>>): Array<Result<{ merge: IDataObject }>> {
	return results.map((result) => (result.ok ? ok({ merge: { ...result.value } as unknown as IDataObject }) : result));
}

async function describedTasks(crm: CrmPort, group: Described[]): Promise<Array<Result<object>>> {
	const ids = [...new Set(group.map(({ dealId }) => dealId))];
	const read = await crm.billedDeals(ids);
	const deals = new Map(ids.map((id, index) => [id, read[index] as (typeof read)[number]]));
	const wanted = group.flatMap(({ dealId, dueInDays, ...task }) => {
		const deal = deals.get(dealId);
		const dueAt = new Date(Date.now() + dueInDays * DAY).toISOString();
		return deal?.ok ? [{ ...task, dueAt, deal: deal.value }] : [];
	});
	const made = await createTasks(crm, wanted, group[0]?.preview !== false);
	return group.map(({ dealId }) => {
		const deal = deals.get(dealId) as (typeof read)[number];
		if (!deal.ok) return deal;
		const result = made.shift() as (typeof made)[number];
		return result.ok ? ok({ task: result.value.task }) : result;
	});
}

function describedOf(context: IExecuteFunctions, itemIndex: number): Described {
	return {
		dealId: textSetting(context, 'dealId', 'Deal ID', itemIndex),
		subject: textSetting(context, 'subject', 'Subject', itemIndex),
		body: String(context.getNodeParameter('body', itemIndex, '') ?? ''),
		dueInDays: countSetting(context, 'dueInDays', 'Due in Days', itemIndex, 0),
		marker: textSetting(context, 'marker', 'Once for', itemIndex),
		preview: booleanSetting(context, 'previewOnly', 'Preview Only', itemIndex),
	};
}

function overdueOf(context: IExecuteFunctions, itemIndex: number): OverdueInvoice {
	const count = (name: string, label: string) => countSetting(context, name, label, itemIndex, 0);
	return {
		invoice: changedInvoiceOf(context, itemIndex),
		financials: documentParameter<Financials>(context, 'financials', 'Financials', itemIndex),
		newestReceipt: receiptOf(context.getNodeParameter('newestReceipt', itemIndex, '')),
		settings: {
			steps: stepsOf(context.getNodeParameter('steps', itemIndex, '')),
			leastDue: count('leastDue', 'Least Due'),
			receiptWithin: count('receiptWithin', 'Bank Reconciled Within'),
			instalments: count('instalments', 'Instalments'),
			paidInvoices: count('paidInvoices', 'Paid Invoices'),
			shareOnTime: count('shareOnTime', 'Share on Time'),
		},
		preview: booleanSetting(context, 'previewOnly', 'Preview Only', itemIndex),
	};
}

function stepsOf(value: unknown): number[] {
	const steps = String(value)
		.split(',')
		.map((step) => Number(step.trim() === '' ? NaN : step));
	if (steps.every((step) => Number.isInteger(step) && step > 0)) return steps.sort((a, b) => a - b);
	throw wrongSetting('Steps', 'days after the due date, such as 7, 30, 60', value);
}

function receiptOf(value: unknown): string | null {
	if (value === undefined || value === null || value === '') return null;
	if (typeof value === 'string' && isDate(value)) return value;
	throw wrongSetting('Newest Receipt', 'a date such as 2026-11-01, or empty', value);
}
