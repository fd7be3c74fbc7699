import type { INodeProperties } from 'n8n-workflow';
import { limit, optionsCollection } from '../../../shared/node/fields';
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
import { customerId, dateFrom, dateTo, lookBack } from '../../descriptions/documents';
import { ifNameTaken } from '../../descriptions/howMade';
import { creditFields } from './creditFields';
import { customerOperations } from './operations';

const ofDeal = { hide: { customerOf: ['sync'] } };
const bySearch = { hide: { customersBy: ['changed', 'crm'] } };
const ofSync = { show: { customerOf: ['sync'] } };

/** Fields of *Customer*, in the order a person fills them in. */
export const customerFields: INodeProperties[] = [
	customerOperations,
	...creditFields,
	...shownFor(
		'customer',
		['createOrUpdate'],
		[
			{
				displayName: 'Of',
				name: 'customerOf',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Customer Sync',
						value: 'sync',
						description: 'Write what changed in the CRM since both sides agreed',
					},
					{ name: 'Deal', value: 'deal', description: 'Find the customer of a deal, else make it' },
				],
				default: 'deal',
				description: 'What the customer is found or written for',
			},
			{ ...deal, displayOptions: ofDeal },
			{
				displayName: 'Customer',
				name: 'customer',
				type: 'string',
				required: true,
				default: '={{ $json.customer }}',
				displayOptions: ofSync,
				description: 'The customer as this ledger has it',
			},
			{
				displayName: 'Customer Sync',
				name: 'customerSync',
				type: 'string',
				required: true,
				default: '={{ $json.customerSync }}',
				displayOptions: ofSync,
				description:
					"What goes over to the ledger, as Closed Loop CRM's Create or Update of a customer hands it on",
			},
			{ ...pipelines, displayOptions: ofDeal },
			{ ...billFrom, displayOptions: ofDeal },
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
				displayOptions: ofDeal,
				description: 'What becomes of a customer that is found and differs from the CRM',
			},
			{ ...optionsCollection([billTo, ifNameTaken, onlyWhen, recurring, noLinesText]), displayOptions: ofDeal },
		],
	),
	...shownFor('customer', ['get', 'getTransactions'], [customerId]),
	...shownFor(
		'customer',
		['getFinancials'],
		[
			{
				displayName: 'Of',
				name: 'financialsOf',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Chosen Customer',
						value: 'chosen',
						description: 'The customer of each item',
					},
					{
						name: 'With Open or Changed Invoices',
						value: 'due',
						description: 'Every customer that owes something, has credit left, or whose invoices changed',
					},
				],
				default: 'due',
				description: 'Whose figures are told',
			},
			{ ...customerId, displayOptions: { show: { financialsOf: ['chosen'] } } },
			{ ...lookBack, displayOptions: { show: { financialsOf: ['due'] } } },
			{
				displayName: 'Last 12 Months Of',
				name: 'yearOf',
				type: 'options',
				displayOptions: { show: { financialsOf: ['due'] } },
				options: [
					{
						name: 'All Customers',
						value: 'all',
						description: 'Reads every invoice settled in 12 months: the first time, then once a week',
					},
					{
						name: 'Changed Customers',
						value: 'changed',
						description: 'The others are told from what they owe alone, which is quick',
					},
				],
				default: 'changed',
				description: 'For whom billed and paid in the last 12 months, days to pay and share on time are told',
			},
			optionsCollection([
				{
					displayName: 'Full History',
					name: 'fullHistory',
					type: 'boolean',
					default: false,
					description:
						'Whether billed and paid since the first invoice are told too; reads every invoice there is',
				},
				{
					displayName: 'What They Bought',
					name: 'whatTheyBought',
					type: 'boolean',
					default: false,
					description:
						'Whether a text tells by product what was bought when, and what is due again; reads 24 months of invoices',
				},
			]),
		],
	),
	...shownFor(
		'customer',
		['getMany'],
		[
			{
				displayName: 'By',
				name: 'customersBy',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Changed Since',
						value: 'changed',
						description: 'Those that were made or changed, archived ones included',
					},
					{
						name: 'CRM Customer',
						value: 'crm',
						description: 'Those that a company or contact says it is in Accounting customer',
					},
					{ name: 'Search', value: 'search', description: 'Those that match a text, or all' },
				],
				default: 'search',
				description: 'Which customers are read',
			},
			{
				displayName: 'CRM Customer',
				name: 'crmCustomer',
				type: 'string',
				required: true,
				default: '={{ $json.crmCustomer }}',
				displayOptions: { show: { customersBy: ['crm'] } },
				description: 'The company or contact, as Closed Loop CRM reads it',
			},
			{
				displayName: 'Changed Since',
				name: 'changedSince',
				type: 'dateTime',
				required: true,
				default: '',
				placeholder: 'e.g. 2026-11-01',
				displayOptions: { show: { customersBy: ['changed'] } },
				description: 'Only customers that changed at or after this moment',
			},
			{ ...limit, displayOptions: bySearch },
		],
	),
	...shownFor('customer', ['getTransactions'], [limit]),
	...shownFor(
		'customer',
		['getMany'],
		[
			{
				...optionsCollection([
					{
						displayName: 'Search Text',
						name: 'text',
						type: 'string',
						default: '',
						description: 'Looks in name, number and email; empty takes all',
					},
				]),
				displayOptions: bySearch,
			},
		],
	),
	...shownFor(
		'customer',
		['getTransactions'],
		[optionsCollection([{ ...dateFrom, description: 'Empty takes the last 12 months' }, dateTo])],
	),
];
