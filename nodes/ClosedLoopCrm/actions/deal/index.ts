import type { INodeProperties } from 'n8n-workflow';
import { limit, optionsCollection } from '../../../shared/node/fields';
import { owners } from '../../descriptions/common';
import { fields } from '../../descriptions/fields';
import { shownFor } from '../../../shared/node/shownFor';
import { billFrom, billTo, pipelines } from '../../descriptions/which';

/** Fields of *Deal*, in the order a person fills them in. */
export const dealFields: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['deal'] } },
		options: [
			{
				name: 'Compare Invoice',
				value: 'compareInvoice',
				action: 'Compare invoice with deal',
				description:
					'Say what was edited on the invoice in the ledger since its deal last saw it, each edit once, and note it on the deal',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get deal',
				description: 'Read one deal whole: lines, company, contacts, owner, quote and what billing wrote',
			},
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many deals',
				description: 'Find won deals that are not billed yet and read them whole',
			},
			{
				name: 'Update Billing',
				value: 'updateBilling',
				action: 'Update billing of deal',
				description:
					'Write to the CRM what became of the deal or of its invoice: status, reason, what to do, figures; only what changed',
			},
		],
		default: 'getMany',
	},
	...shownFor(
		'deal',
		['get'],
		[
			{
				displayName: 'Deal',
				name: 'dealRef',
				type: 'resourceLocator',
				required: true,
				default: { mode: 'list', value: '' },
				description: 'The deal to read',
				modes: [
					{
						displayName: 'From List',
						name: 'list',
						type: 'list',
						placeholder: 'Select a deal...',
						typeOptions: { searchListMethod: 'searchDeals', searchable: true },
					},
					{
						displayName: 'By URL',
						name: 'url',
						type: 'string',
						placeholder: 'e.g. https://app.hubspot.com/contacts/123/record/0-3/456',
					},
					{
						displayName: 'By ID',
						name: 'id',
						type: 'string',
						placeholder: 'e.g. 41234567890',
						validation: [
							{
								type: 'regex',
								properties: {
									regex: '^\\s*\\d+\\s*$',
									errorMessage: 'The ID of a deal consists of digits',
								},
							},
						],
					},
				],
			},
		],
	),
	...shownFor(
		'deal',
		['getMany'],
		[
			pipelines,
			billFrom,
			{
				displayName: 'Only Unbilled',
				name: 'onlyUnbilled',
				type: 'boolean',
				default: true,
				description:
					'Whether to leave out deals that are billed or need no invoice; held ones are looked at again',
			},
			{
				displayName: 'One Deal Only',
				name: 'dealLink',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://app.hubspot.com/contacts/123/record/0-3/456',
				description: 'Link or ID of a single deal to try things on; the search is left out then',
			},
			// A first run should see a whole month of deals.
			{ ...limit, default: 500 },
		],
	),
	...shownFor(
		'deal',
		['updateBilling'],
		[
			{
				displayName: 'Source',
				name: 'source',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Changed Invoice',
						value: 'changedInvoice',
						description: 'What the ledger tells of an invoice: its deal is found by it',
					},
					{
						name: 'Deal',
						value: 'deal',
						description: 'What the steps before made of a deal: customer, invoice, or why there is none',
					},
					{
						name: 'Invoice Check',
						value: 'invoiceCheck',
						description:
							'What would stop or mark the invoice of a deal that is not won yet, and its credit',
					},
				],
				default: 'deal',
				description: 'What tells how billing of the deal stands',
			},
			{
				displayName: 'Deal',
				name: 'deal',
				type: 'string',
				required: true,
				default: '={{ $json.deal }}',
				displayOptions: { show: { source: ['deal', 'invoiceCheck'] } },
				description: 'The deal as the steps before hand it on',
			},
			{
				displayName: 'Customer',
				name: 'customer',
				type: 'string',
				default: '={{ $json.customer }}',
				displayOptions: { show: { source: ['deal', 'invoiceCheck'] } },
				description: 'The customer in the ledger; its link is stored on the company',
			},
			{
				displayName: 'Invoice',
				name: 'invoice',
				type: 'string',
				default: '={{ $json.invoice }}',
				description: 'The invoice of the deal; empty where none was made',
			},
			{
				displayName: 'Problem',
				name: 'problem',
				type: 'string',
				default: '',
				placeholder: 'e.g. {{ { message: $json.error, todo: $json.message } }}',
				displayOptions: { show: { source: ['deal'] } },
				description:
					'On the branch of an error output: what stopped the deal. It is told on the deal, which stays to be billed.',
			},
			{
				displayName: 'Approval Asked',
				name: 'approvalAsked',
				type: 'string',
				default: '',
				placeholder: "e.g. {{ $json.invoice.updatedAt + ', ' + $now }}",
				displayOptions: { show: { source: ['deal'] } },
				description:
					'Before somebody is asked to approve the invoice: its version, by whom and when, remembered on the deal so that nobody is asked twice',
			},
			{
				displayName: 'Preview Only',
				name: 'previewOnly',
				type: 'boolean',
				default: true,
				description:
					'Whether to write nothing and only hand the deal on. Read it from the Settings step by name.',
			},
		],
	),
	...shownFor(
		'deal',
		['compareInvoice'],
		[
			{
				displayName: 'Invoice',
				name: 'invoice',
				type: 'string',
				required: true,
				default: '={{ $json.invoice }}',
				description: 'The invoice as Invoice: Get Changes hands it on; its deal is found by it',
			},
			{
				displayName: 'Preview Only',
				name: 'previewOnly',
				type: 'boolean',
				default: true,
				description:
					'Whether to write nothing and only say what was edited. Read it from the Settings step by name.',
			},
		],
	),
	...shownFor('deal', ['get', 'getMany'], [fields]),
	...shownFor(
		'deal',
		['get'],
		[
			optionsCollection([
				{
					...billFrom,
					required: undefined,
					description: 'Reads when a deal older than this day was first won',
				},
				billTo,
			]),
		],
	),
	...shownFor(
		'deal',
		['getMany'],
		[
			optionsCollection([
				billTo,
				{
					displayName: 'Filters',
					name: 'filters',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true },
					placeholder: 'Add condition',
					default: {},
					description: 'Further conditions that must all hold',
					options: [
						{
							displayName: 'Condition',
							name: 'condition',
							values: [
								{
									displayName: 'Property Name or ID',
									name: 'property',
									type: 'options',
									typeOptions: {
										loadOptionsMethod: 'getDealProperties',
										loadOptionsDependsOn: ['system', 'authentication'],
									},
									default: '',
									description:
										'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
								},
								{
									displayName: 'Operator',
									name: 'operator',
									type: 'options',
									options: [
										{ name: 'Contains Word', value: 'CONTAINS_TOKEN' },
										{ name: 'Greater or Equal', value: 'GTE' },
										{ name: 'Is', value: 'EQ' },
										{ name: 'Is Empty', value: 'NOT_HAS_PROPERTY' },
										{ name: 'Is Not', value: 'NEQ' },
										{ name: 'Is Not Empty', value: 'HAS_PROPERTY' },
										{ name: 'Is One Of', value: 'IN' },
										{ name: 'Less or Equal', value: 'LTE' },
									],
									default: 'EQ',
								},
								{
									displayName: 'Value',
									name: 'value',
									type: 'string',
									default: '',
									description: 'Several values are separated by commas',
								},
							],
						},
					],
				},
				{
					...owners,
					description:
						'Only deals of these owners. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Stage Names or IDs',
					name: 'stages',
					type: 'multiOptions',
					typeOptions: {
						loadOptionsMethod: 'getStages',
						loadOptionsDependsOn: ['system', 'authentication'],
					},
					default: [],
					description:
						'Only deals in these stages; left out, every won stage of the pipelines. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
			]),
		],
	),
];
