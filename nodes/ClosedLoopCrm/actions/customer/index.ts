import type { INodeProperties } from 'n8n-workflow';
import { limit, optionsCollection } from '../../../shared/node/fields';
import { owners, previewOnly } from '../../descriptions/common';
import { customerSyncFields, customerSyncOptions } from '../../descriptions/customerSync';
import { fields } from '../../descriptions/fields';
import { shownFor } from '../../../shared/node/shownFor';

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
				name: 'Get',
				value: 'get',
				action: 'Get customer',
				description: 'Read one company or contact with billing details, links to the ledger and figures',
			},
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many customers',
				description: 'Find companies or contacts that are customers in the ledger, with their figures',
			},
			{
				name: 'Sync With Ledger',
				value: 'createOrUpdate',
				action: 'Sync customer with ledger',
				description:
					'Compare a customer of the ledger with its company or contact, write here what changed there, and hand on what changed here',
			},
			{
				name: 'Update Financials',
				value: 'updateFinancials',
				action: 'Update financials of customer',
				description:
					'Write balance, overdue, credit and history onto the company, and one line onto its contacts; only what changed',
			},
		],
		default: 'getMany',
	},
	...shownFor(
		'customer',
		['get', 'getMany'],
		[
			{
				displayName: 'Record',
				name: 'customerType',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Company', value: 'company' },
					{ name: 'Contact', value: 'contact', description: 'Where people are billed' },
				],
				default: 'company',
				description: 'Which kind of record is billed',
			},
		],
	),
	...shownFor(
		'customer',
		['get'],
		[
			{
				displayName: 'Company',
				name: 'companyRef',
				type: 'resourceLocator',
				required: true,
				default: { mode: 'list', value: '' },
				displayOptions: { show: { customerType: ['company'] } },
				description: 'The company to read',
				modes: [
					{
						displayName: 'From List',
						name: 'list',
						type: 'list',
						placeholder: 'Select a company...',
						typeOptions: { searchListMethod: 'searchCompanies', searchable: true },
					},
					{
						displayName: 'By URL',
						name: 'url',
						type: 'string',
						placeholder: 'e.g. https://app.hubspot.com/contacts/123/record/0-2/456',
					},
					{
						displayName: 'By ID',
						name: 'id',
						type: 'string',
						placeholder: 'e.g. 9876543210',
						validation: [
							{
								type: 'regex',
								properties: {
									regex: '^\\s*\\d+\\s*$',
									errorMessage: 'The ID of a company consists of digits',
								},
							},
						],
					},
				],
			},
			{
				displayName: 'Contact',
				name: 'contactRef',
				type: 'resourceLocator',
				required: true,
				default: { mode: 'list', value: '' },
				displayOptions: { show: { customerType: ['contact'] } },
				description: 'The contact to read',
				modes: [
					{
						displayName: 'From List',
						name: 'list',
						type: 'list',
						placeholder: 'Select a contact...',
						typeOptions: { searchListMethod: 'searchContacts', searchable: true },
					},
					{
						displayName: 'By URL',
						name: 'url',
						type: 'string',
						placeholder: 'e.g. https://app.hubspot.com/contacts/123/record/0-1/456',
					},
					{
						displayName: 'By ID',
						name: 'id',
						type: 'string',
						placeholder: 'e.g. 1234567890',
						validation: [
							{
								type: 'regex',
								properties: {
									regex: '^\\s*\\d+\\s*$',
									errorMessage: 'The ID of a contact consists of digits',
								},
							},
						],
					},
				],
			},
		],
	),
	...shownFor(
		'customer',
		['getMany'],
		[
			{
				displayName: 'Only Ledger Customers',
				name: 'linkedOnly',
				type: 'boolean',
				default: true,
				description: "Whether to leave out records without a line in 'Accounting customer'",
			},
			limit,
		],
	),
	...shownFor(
		'customer',
		['updateFinancials'],
		[
			{
				displayName: 'Financials',
				name: 'financials',
				type: 'string',
				required: true,
				default: '={{ $json.financials }}',
				description:
					'How the customer stands, as Get Financials hands it on. Its record is found by our number in the ledger, else by the line in Accounting customer.',
			},
			previewOnly,
		],
	),
	...shownFor('customer', ['createOrUpdate'], customerSyncFields),
	...shownFor('customer', ['createOrUpdate', 'get', 'getMany'], [fields]),
	...shownFor('customer', ['createOrUpdate'], [customerSyncOptions]),
	...shownFor(
		'customer',
		['getMany'],
		[
			optionsCollection([
				{
					displayName: 'Changed Since',
					name: 'changedSince',
					type: 'dateTime',
					default: '',
					placeholder: 'e.g. 2026-11-01',
					description: 'Only records that changed on or after this moment',
				},
				owners,
			]),
		],
	),
];
