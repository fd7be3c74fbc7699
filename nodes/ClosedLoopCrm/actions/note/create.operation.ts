import type { IDataObject } from 'n8n-workflow';
import { ok } from '../../../shared/model/result';
import type { Operation } from '../../../shared/node/runOperation';
import { booleanSetting, textSetting } from '../../../shared/node/settings';
import { createNotes } from '../../notes/createNotes';
import type { NoteInput } from '../../notes/createNotes';
import { openCrm } from '../../openCrm';
import { dealOf } from '../dealOf';

/** Note: Create. One note on the timeline of each deal for each source, however often it is run. */
export const create: Operation<NoteInput> = {
	read: (context, itemIndex) => ({
		dealId: dealOf(context, itemIndex).id,
		text: textSetting(context, 'note', 'Note', itemIndex),
		sourceId: textSetting(context, 'sourceId', 'Source ID', itemIndex).replace(/\s+/g, ' ').trim(),
		preview: booleanSetting(context, 'previewOnly', 'Preview Only', itemIndex),
	}),
	async run(context, inputs) {
		const notes = await createNotes(openCrm(context), inputs, Date.now());
		return notes.map((note) => (note.ok ? ok({ merge: { note: note.value as unknown as IDataObject } }) : note));
	},
};
