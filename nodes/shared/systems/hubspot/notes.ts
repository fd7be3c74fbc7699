import type { CrmNote, CrmNoteDraft } from '../../model/crmNote';
import type { Result } from '../../model/result';
import { ok } from '../../model/result';
import type { Kernel } from '../../transport/kernel';
import { associationTypes, readAssociations } from './associations';
import { paths } from './api';
import { readObjects } from './batch';
import { createObjects } from './createObjects';
import { htmlOf, plainOf } from './richText';
import { byId, text } from './values';
import type { HubSpotObject } from './wire';

/** Longest body of a note (apis/hubspot.md 4.7). */
const BODY_MAX = 65_536;

/** Notes of each deal, oldest first, by association: a search would not know what was made a second ago. */
export async function notesOf(kernel: Kernel, dealIds: string[]): Promise<Array<Result<CrmNote[]>>> {
	const found = await readAssociations(kernel, 'deals', 'notes', dealIds);
	const ids = [...found.values()].flatMap((result) => (result.ok ? result.value.map(({ id }) => id) : []));
	const notes =
		ids.length === 0
			? new Map<string, Result<HubSpotObject>>()
			: await readObjects(kernel, ids, { type: 'notes', properties: ['hs_note_body'], doing: 'reading notes' });
	return dealIds.map((dealId): Result<CrmNote[]> => {
		const result = found.get(dealId) as Result<Array<{ id: string }>>;
		if (!result.ok) return result;
		const read = result.value.map(({ id }) => notes.get(id) as Result<HubSpotObject>);
		// One that was archived between the two reads is gone.
		const broken = read.find((note) => !note.ok && note.problem.code !== 'not_found');
		if (broken && !broken.ok) return broken;
		const objects = read.flatMap((note) => (note.ok ? [note.value] : []));
		return ok(
			objects.sort(byId).map((object) => ({
				id: object.id,
				dealId,
				body: plainOf(text(object, 'hs_note_body') ?? ''),
			})),
		);
	});
}

/** Each draft is sent once: a `no_answer` problem means that the note may exist. */
export async function createNotes(kernel: Kernel, drafts: CrmNoteDraft[]): Promise<Array<Result<CrmNote>>> {
	const creations = drafts.map(({ dealId, body, at }) => ({
		properties: { hs_timestamp: at, hs_note_body: htmlOf(body).slice(0, BODY_MAX) },
		associations: [
			{
				to: { id: dealId },
				types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: associationTypes.noteToDeal }],
			},
		],
	}));
	const made = await createObjects(kernel, 'notes', creations, 'making notes');
	return drafts.map(({ dealId, body }, index): Result<CrmNote> => {
		const result = made[index] as Result<HubSpotObject>;
		return result.ok ? ok({ id: result.value.id, dealId, body }) : result;
	});
}

/** Moves a note to the bin; one that is there already stays there. */
export async function archiveNote(kernel: Kernel, id: string): Promise<void> {
	await kernel.request({
		method: 'DELETE',
		path: paths.record('notes', id),
		repeat: 'safe',
		doing: 'taking back a second note',
	});
}
