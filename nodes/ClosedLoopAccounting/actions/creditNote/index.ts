import type { INodeProperties } from 'n8n-workflow';
import { optionsCollection } from '../../../shared/node/fields';
import { shownFor } from '../../../shared/node/shownFor';
import { previewOnly, stopIfMoreThan } from '../../descriptions/common';
import { invoiceId, sourceId } from '../../descriptions/documents';
import { creditStatus } from '../../descriptions/status';

/** Fields of *Credit Note*, in the order a person fills them in. */
export const creditNoteFields: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['creditNote'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create credit note',
				description:
					'Credit an invoice whole or in part, once (in QuickBooks a credit memo). Writes to the ledger.',
			},
		],
		default: 'create',
	},
	...shownFor(
		'creditNote',
		['create'],
		[
			invoiceId,
			{
				displayName: 'Credits',
				name: 'credits',
				type: 'options',
				options: [
					{
						name: 'An Amount',
						value: 'amount',
						description: "Shared over the invoice's lines, so that each tax rate is credited in its share",
					},
					{ name: 'The Whole Invoice', value: 'whole', description: 'Line by line, once' },
				],
				default: 'whole',
				description: 'What of the invoice is taken back',
			},
			{
				displayName: 'Amount',
				name: 'amount',
				type: 'number',
				typeOptions: { minValue: 0, numberPrecision: 4 },
				default: 0,
				displayOptions: { show: { credits: ['amount'] } },
				description:
					"In the invoice's currency, before tax; with tax where the prices of the invoice include it",
			},
			{
				...sourceId,
				required: false,
				displayOptions: { show: { credits: ['amount'] } },
				placeholder: 'e.g. RETURN118',
				description: 'Names what is credited, such as a return; the same Source ID is never credited twice',
			},
			previewOnly,
			stopIfMoreThan,
			creditStatus,
			optionsCollection([
				{
					displayName: 'Set Against Invoice',
					name: 'setAgainst',
					type: 'boolean',
					default: true,
					description:
						'Whether an approved credit note is set against the invoice, as far as it is still due',
				},
			]),
		],
	),
];
