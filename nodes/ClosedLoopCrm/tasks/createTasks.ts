import type { BilledDeal } from '../../shared/model/billedDeal';
import type { CrmTask, CrmTaskDraft } from '../../shared/model/crmTask';
import type { Owner } from '../../shared/model/deal';
import type { Result } from '../../shared/model/result';
import { failed, ok } from '../../shared/model/result';
import type { CrmPort } from '../../shared/systems/crm';

export interface WantedTask {
	deal: BilledDeal;
	subject: string;
	/** Plain text. */
	body: string;
	/** ISO. */
	dueAt: string;
	/** What it is about, in any words; a deal gets one task for each. */
	marker: string;
}

/** A task with the deal's owner as read: null where there is none any more. */
export interface MadeTask {
	task: CrmTask;
	owner: Owner | null;
}

/**
 * Makes each task once (rules.md section 8, "Once for tasks, notes, mails"): what stands on the deal is read by association,
 * and a second look after making takes back the younger of two that runs at the same time have made.
 */
export async function createTasks(
	crm: CrmPort,
	wanted: WantedTask[],
	preview: boolean,
): Promise<Array<Result<MadeTask>>> {
	if (wanted.length === 0) return [];
	const owners = await ownersOf(crm, wanted);
	const standing = await tasksByDeal(crm, wanted);
	const drafts = new Map<string, CrmTaskDraft>();
	for (const one of wanted) {
		const tasks = standing.get(one.deal.id);
		if (tasks?.ok && found(tasks.value, one.marker) === undefined) drafts.set(nameOf(one), draftOf(one, owners));
	}
	const made = preview ? new Map<string, Result<CrmTask>>() : await make(crm, drafts, wanted);
	return wanted.map((one): Result<MadeTask> => {
		const owner = owners.get(one.deal.ownerId ?? '') ?? null;
		const tasks = standing.get(one.deal.id) as Result<CrmTask[]>;
		if (!tasks.ok) return tasks;
		const before = found(tasks.value, one.marker);
		if (before !== undefined) {
			const said = { reason: 'Its task was made before' };
			return ok({
				owner,
				task: { ...before, ...said, ...(preview ? { would: 'leave' } : { outcome: 'unchanged' }) },
			});
		}
		const reason = whoGetsIt(one.deal, owner);
		const draft = drafts.get(nameOf(one)) as CrmTaskDraft;
		if (preview) return ok({ owner, task: { ...draft, id: null, done: false, would: 'create', reason } });
		const result = made.get(nameOf(one)) as Result<CrmTask>;
		return result.ok ? ok({ owner, task: { ...result.value, reason } }) : result;
	});
}

/** The marker's place in a body: brackets keep `step 7` from being found in `step 70`. */
export function markOf(marker: string): string {
	return `[closed loop: ${marker}]`;
}

const found = (tasks: CrmTask[], marker: string) => tasks.find(({ body }) => body.includes(markOf(marker)));
const nameOf = ({ deal, marker }: WantedTask) => JSON.stringify([deal.id, marker]);

function draftOf({ deal, subject, body, dueAt, marker }: WantedTask, owners: Map<string, Owner | null>): CrmTaskDraft {
	const owner = owners.get(deal.ownerId ?? '');
	return {
		dealId: deal.id,
		subject,
		body: `${body}\n\n${markOf(marker)}`,
		dueAt,
		ownerId: owner?.active === true ? owner.id : null,
	};
}

function whoGetsIt({ ownerId }: BilledDeal, owner: Owner | null): string {
	if (owner?.active === true) return `It is for ${owner.name}`;
	if (ownerId === null) return 'The deal has no owner: nobody is assigned';
	return `${owner?.name ?? "The deal's owner"} is deactivated: nobody is assigned. Give the deal another owner`;
}

/** Makes the drafts, and looks again at what stands on their deals afterwards. */
async function make(
	crm: CrmPort,
	drafts: Map<string, CrmTaskDraft>,
	wanted: WantedTask[],
): Promise<Map<string, Result<CrmTask>>> {
	if (drafts.size === 0) return new Map();
	const sent = wanted.filter(
		(one, index) => drafts.has(nameOf(one)) && wanted.findIndex((other) => nameOf(other) === nameOf(one)) === index,
	);
	const answers = await crm.createTasks(sent.map((one) => drafts.get(nameOf(one)) as CrmTaskDraft));
	const after = await tasksByDeal(crm, sent);
	const made = new Map<string, Result<CrmTask>>();
	for (const [index, one] of sent.entries()) {
		const answer = answers[index] as Result<CrmTask>;
		const tasks = after.get(one.deal.id) as Result<CrmTask[]>;
		const twins = tasks.ok ? tasks.value.filter(({ body }) => body.includes(markOf(one.marker))) : [];
		const [oldest, ...younger] = twins;
		for (const { id } of younger) if (id !== null) await crm.archiveTask(id);
		if (answer.ok) made.set(nameOf(one), ok({ ...(oldest ?? answer.value), outcome: 'created' }));
		else if (oldest !== undefined && answer.problem.code === 'no_answer')
			made.set(nameOf(one), ok({ ...oldest, outcome: 'created' }));
		else made.set(nameOf(one), failed(answer.problem));
	}
	return made;
}

async function ownersOf(crm: CrmPort, wanted: WantedTask[]): Promise<Map<string, Owner | null>> {
	const ids = [...new Set(wanted.flatMap(({ deal }) => deal.ownerId ?? []))];
	const owners = ids.length === 0 ? [] : await crm.owners(ids);
	return new Map(ids.map((id, index) => [id, owners[index] ?? null]));
}

async function tasksByDeal(crm: CrmPort, wanted: WantedTask[]): Promise<Map<string, Result<CrmTask[]>>> {
	const ids = [...new Set(wanted.map(({ deal }) => deal.id))];
	const tasks = await crm.tasksOf(ids);
	return new Map(ids.map((id, index) => [id, tasks[index] as Result<CrmTask[]>]));
}
