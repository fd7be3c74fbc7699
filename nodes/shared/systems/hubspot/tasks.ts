import type { CrmTask, CrmTaskDraft } from '../../model/crmTask';
import type { Result } from '../../model/result';
import { ok } from '../../model/result';
import type { Kernel } from '../../transport/kernel';
import { associationTypes, readAssociations } from './associations';
import { paths } from './api';
import { readObjects } from './batch';
import { createObjects } from './createObjects';
import { htmlOf, plainOf } from './richText';
import { updateObjects } from './updateObjects';
import { byId, instant, text } from './values';
import type { HubSpotObject } from './wire';

/** Task properties we read and write (apis/hubspot.md 4.7). */
const properties = ['hs_timestamp', 'hs_task_subject', 'hs_task_body', 'hs_task_status', 'hubspot_owner_id'];

/** Tasks of each deal, oldest first, by association: a search would not know what was made a second ago. */
export async function tasksOf(kernel: Kernel, dealIds: string[]): Promise<Array<Result<CrmTask[]>>> {
	const found = await readAssociations(kernel, 'deals', 'tasks', dealIds);
	const ids = [...found.values()].flatMap((result) => (result.ok ? result.value.map(({ id }) => id) : []));
	const tasks =
		ids.length === 0
			? new Map<string, Result<HubSpotObject>>()
			: await readObjects(kernel, ids, { type: 'tasks', properties, doing: 'reading tasks' });
	return dealIds.map((dealId): Result<CrmTask[]> => {
		const result = found.get(dealId) as Result<Array<{ id: string }>>;
		if (!result.ok) return result;
		const read = result.value.map(({ id }) => tasks.get(id) as Result<HubSpotObject>);
		// One that was archived between the two reads is gone.
		const broken = read.find((task) => !task.ok && task.problem.code !== 'not_found');
		if (broken && !broken.ok) return broken;
		const objects = read.flatMap((task) => (task.ok ? [task.value] : []));
		return ok(objects.sort(byId).map((object) => taskOf(object, dealId)));
	});
}

/** Each draft is sent once: a `no_answer` problem means that the task may exist. */
export async function createTasks(kernel: Kernel, drafts: CrmTaskDraft[]): Promise<Array<Result<CrmTask>>> {
	const creations = drafts.map(({ dealId, subject, body, dueAt, ownerId }) => ({
		properties: {
			hs_timestamp: dueAt,
			hs_task_subject: subject,
			hs_task_body: htmlOf(body),
			hs_task_status: 'NOT_STARTED',
			hs_task_type: 'TODO',
			...(ownerId !== null && { hubspot_owner_id: ownerId }),
		},
		associations: [
			{
				to: { id: dealId },
				types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: associationTypes.taskToDeal }],
			},
		],
	}));
	const made = await createObjects(kernel, 'tasks', creations, 'making tasks');
	return drafts.map((draft, index): Result<CrmTask> => {
		const result = made[index] as Result<HubSpotObject>;
		return result.ok ? ok({ ...draft, id: result.value.id, done: false }) : result;
	});
}

export async function completeTasks(kernel: Kernel, ids: string[]): Promise<Array<Result<void>>> {
	const updates = ids.map((id) => ({ id, properties: { hs_task_status: 'COMPLETED' } }));
	const written = await updateObjects(kernel, 'tasks', updates);
	return ids.map((id) => written.get(id) as Result<void>);
}

/** Moves a task to the bin; one that is there already stays there. */
export async function archiveTask(kernel: Kernel, id: string): Promise<void> {
	await kernel.request({
		method: 'DELETE',
		path: paths.record('tasks', id),
		repeat: 'safe',
		doing: 'taking back a second task',
	});
}

function taskOf(object: HubSpotObject, dealId: string): CrmTask {
	return {
		id: object.id,
		dealId,
		subject: text(object, 'hs_task_subject') ?? '',
		body: plainOf(text(object, 'hs_task_body') ?? ''),
		dueAt: instant(object, 'hs_timestamp'),
		ownerId: text(object, 'hubspot_owner_id'),
		done: text(object, 'hs_task_status') === 'COMPLETED',
	};
}
