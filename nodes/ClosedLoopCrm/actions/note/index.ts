import type { INodeProperties } from 'n8n-workflow';
import { shownFor } from '../../../shared/node/shownFor';

/** Fields of *Note*. */
export const noteFields: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['note'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create note',
				description: 'Write a note on the timeline of a deal, once for each source',
			},
		],
		default: 'create',
	},
	...shownFor(
		'note',
		['create'],
		[
			{
				displayName: 'Deal',
				name: 'deal',
				type: 'string',
				required: true,
				default: '={{ $json.deal }}',
				description: 'The deal as the steps before hand it on',
			},
			{
				displayName: 'Note',
				name: 'note',
				type: 'string',
				typeOptions: { rows: 3 },
				required: true,
				default: '',
				placeholder: 'e.g. {{ $json.edits.map(({ text }) => text).join("\\n") }}',
				description: 'What to write; a last line with the Source ID is added, by which the note is found again',
			},
			{
				displayName: 'Source ID',
				name: 'sourceId',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. handover-2026-11',
				description: 'Names what the note tells; the same Source ID is noted once on a deal',
			},
			{
				displayName: 'Preview Only',
				name: 'previewOnly',
				type: 'boolean',
				default: true,
				description:
					'Whether to write nothing and only say what would be done. Read it from the Settings step by name.',
			},
		],
	),
];
