import type { CrmNote, CrmNoteDraft } from '../../shared/model/crmNote';
import type { Result } from '../../shared/model/result';
import { failed, ok } from '../../shared/model/result';
import type { CrmPort } from '../../shared/systems/crm';

export interface NoteInput {
	dealId: string;
	text: string;
	/** Names what the note tells; the same one is noted once on a deal. */
	sourceId: string;
	preview: boolean;
}

/** The last line of a note, by which it is found again. */
export function noteMarker(sourceId: string): string {
	return `Closed Loop note ${sourceId}`;
}

/**
 * Notes on deals, each once by its marker: those that stand are read by association before, and where two runs met, the second
 * look keeps the older (rules.md section 8, "Once for tasks, notes, mails").
 */
export async function createNotes(crm: CrmPort, inputs: NoteInput[], now: number): Promise<Array<Result<CrmNote>>> {
	const dealIds = [...new Set(inputs.map(({ dealId }) => dealId))];
	const before = await standing(crm, dealIds);
	const wanted = new Map<string, CrmNoteDraft>();
	for (const input of inputs) {
		const read = before.get(input.dealId);
		if (input.preview || !read?.ok || find(read.value, input) !== null) continue;
		const body = `${input.text.trim()}\n${noteMarker(input.sourceId)}`;
		wanted.set(nameOf(input), { dealId: input.dealId, body, at: new Date(now).toISOString() });
	}
	const drafts = [...wanted.values()];
	const made = drafts.length === 0 ? [] : await crm.createNotes(drafts);
	const results = new Map([...wanted.keys()].map((name, index) => [name, made[index] as Result<CrmNote>]));
	const after = drafts.length === 0 ? before : await standing(crm, [...new Set(drafts.map(({ dealId }) => dealId))]);
	const kept = new Map<string, Result<CrmNote>>();
	for (const input of inputs) {
		const name = nameOf(input);
		if (!kept.has(name)) kept.set(name, await settled(crm, input, before, results.get(name), after));
	}
	return inputs.map((input) => kept.get(nameOf(input)) as Result<CrmNote>);
}

type Standing = Map<string, Result<CrmNote[]>>;

async function standing(crm: CrmPort, dealIds: string[]): Promise<Standing> {
	const read = await crm.notesOf(dealIds);
	return new Map(dealIds.map((id, index) => [id, read[index] as Result<CrmNote[]>]));
}

async function settled(
	crm: CrmPort,
	input: NoteInput,
	before: Standing,
	made: Result<CrmNote> | undefined,
	after: Standing,
): Promise<Result<CrmNote>> {
	const read = before.get(input.dealId) as Result<CrmNote[]>;
	if (!read.ok) return read;
	const stood = find(read.value, input);
	if (stood !== null) return ok(told(stood, input, 'unchanged'));
	if (made === undefined) return ok({ id: null, dealId: input.dealId, body: input.text, would: 'create' });
	const now = after.get(input.dealId);
	// The answer was lost, or the second look failed: what is known is told.
	if (!now?.ok) return made.ok ? ok({ ...made.value, outcome: 'created' }) : made;
	const [oldest, ...younger] = now.value.filter((note) => isOf(note, input));
	if (oldest === undefined) return made.ok ? ok({ ...made.value, outcome: 'created' }) : failed(made.problem);
	const ours = made.ok ? younger.find(({ id }) => id === made.value.id) : undefined;
	if (ours?.id) await crm.archiveNote(ours.id);
	return ok(told(oldest, input, ours === undefined ? 'created' : 'unchanged'));
}

function told(note: CrmNote, { preview }: NoteInput, outcome: 'created' | 'unchanged'): CrmNote {
	return preview ? { ...note, would: 'leave' } : { ...note, outcome };
}

function find(notes: CrmNote[], input: NoteInput): CrmNote | null {
	return notes.find((note) => isOf(note, input)) ?? null;
}

function isOf({ body }: CrmNote, { sourceId }: NoteInput): boolean {
	return body.split('\n').at(-1)?.trim() === noteMarker(sourceId);
}

function nameOf({ dealId, sourceId, preview }: NoteInput): string {
	return JSON.stringify([dealId, sourceId, preview]);
}
