import type { INodeProperties } from 'n8n-workflow';
import { fields } from '../../descriptions/fields';
import { shownFor } from '../../../shared/node/shownFor';
import { billFrom, pipelines } from '../../descriptions/which';

/** Fields of *Setup*. */
export const setupFields: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['setup'] } },
		options: [
			{
				name: 'Check',
				value: 'check',
				action: 'Check setup',
				description: 'Look at account, scopes and fields, and list what billing would meet; reads only',
			},
			{
				name: 'Create Fields',
				value: 'createFields',
				action: 'Create fields',
				description:
					'Make the property group Closed Loop with its fields where they are missing; safe to run again',
			},
		],
		default: 'createFields',
	},
	...shownFor(
		'setup',
		['createFields'],
		[
			{
				displayName: 'Preview Only',
				name: 'previewOnly',
				type: 'boolean',
				default: false,
				description:
					'Whether to create nothing and only list which fields would be made; no record is changed either way',
			},
		],
	),
	...shownFor(
		'setup',
		['check'],
		[
			{
				...pipelines,
				required: undefined,
				description:
					'Pipelines to look at; left empty, all of them. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			{ ...billFrom, description: 'Won deals are counted from this day on' },
			fields,
		],
	),
];
