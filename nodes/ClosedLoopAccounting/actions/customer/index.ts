import type { INodeProperties } from 'n8n-workflow';
import { shownFor } from '../../../shared/node/shownFor';
import {
	billFrom,
	billTo,
	deal,
	noLinesText,
	onlyWhen,
	pipelines,
	previewOnly,
	recurring,
	stopIfMoreThan,
} from '../../descriptions/common';

/** Fields of *Customer*, in the order a person fills them in. */
export const customerFields: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['customer'] } },
		options: [
			{
				name: 'Create or Update',
				value: 'createOrUpdate',
				action: 'Create or update customer',
				description:
					'Find the customer of each deal in the ledger by ID, number, name or email, else make it once',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get customer',
				description: 'Read one customer of the ledger',
			},
		],
		default: 'createOrUpdate',
	},
	...shownFor(
		'customer',
		['createOrUpdate'],
		[
			deal,
			pipelines,
			billFrom,
			previewOnly,
			stopIfMoreThan,
			{
				displayName: 'If It Exists',
				name: 'ifExists',
				type: 'options',
				options: [
					{
						name: 'Fill Empty Fields',
						value: 'fill',
						description: 'Write what the ledger does not have yet',
					},
					{
						name: 'Leave Unchanged',
						value: 'unchanged',
						description: 'List what differs and change nothing',
					},
					{
						name: 'Overwrite',
						value: 'overwrite',
						description: 'Write what the CRM says over what finance keeps',
					},
				],
				default: 'unchanged',
				description: 'What becomes of a customer that is found and differs from the CRM',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [billTo, onlyWhen, recurring, noLinesText],
			},
		],
	),
	...shownFor(
		'customer',
		['get'],
		[
			{
				displayName: 'Customer ID',
				name: 'customerId',
				type: 'string',
				required: true,
				default: '={{ $json.customer.ledgerId }}',
				placeholder: 'e.g. 1f6d1c2e-8a5b-4c3d-9e7f-0a1b2c3d4e5f',
				description: 'ID of the contact, or its link copied from the browser',
			},
		],
	),
];
