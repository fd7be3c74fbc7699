import type { INodeProperties } from 'n8n-workflow';
import { limit, optionsCollection } from '../../../shared/node/fields';
import { shownFor } from '../../../shared/node/shownFor';
import { deal, previewOnly, stopIfMoreThan } from '../../descriptions/common';
import { createOptions } from '../../descriptions/createOptions';
import { fromDeal, fromFields } from '../../descriptions/createSources';
import { checksSeen, invoiceId, lookBack, optionalDeal } from '../../descriptions/documents';
import { behindLines, createAs } from '../../descriptions/howMade';
import { invoiceFilters } from '../../descriptions/invoiceFilters';
import { invoiceStatus } from '../../descriptions/status';
import { optionFor } from '../../descriptions/systems';
import { invoiceOperations } from './operations';

/** Fields of *Invoice*, in the order a person fills them in. */
export const invoiceFields: INodeProperties[] = [
	invoiceOperations,
	...shownFor(
		'invoice',
		['create'],
		[
			{
				displayName: 'Source',
				name: 'source',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Deal', value: 'deal', description: 'The lines of a won deal' },
					{ name: 'Fields', value: 'fields', description: 'Lines filled in here, without a deal' },
				],
				default: 'deal',
				description: 'What the invoice is made from',
			},
			...fromDeal(deal),
			...fromFields,
			previewOnly,
			stopIfMoreThan,
			...behindLines,
			createAs,
			...invoiceStatus,
			createOptions,
		],
	),
	...shownFor('invoice', ['get', 'getPdf'], [invoiceId]),
	...shownFor(
		'invoice',
		['approve', 'send'],
		[
			invoiceId,
			optionalDeal,
			{
				displayName: 'Invoice When Asked',
				name: 'invoice',
				type: 'string',
				default: '={{ $json.invoice }}',
				displayOptions: { show: { operation: ['approve'] } },
				description:
					'The invoice as it was when approval was asked for. Another customer, currency or net total since then is not approved.',
			},
			checksSeen,
			{
				displayName: 'Date On Approval',
				name: 'dateOnApproval',
				type: 'options',
				displayOptions: { show: { operation: ['approve'] } },
				options: [
					{
						name: 'Keep',
						value: 'keep',
						description: 'The dates of the draft or estimate stay',
					},
					{
						name: 'Today',
						value: 'today',
						description: 'One of an earlier day is dated today, and its due date follows the terms',
					},
				],
				default: 'today',
				description: 'Which date the approved invoice bears',
			},
			previewOnly,
			stopIfMoreThan,
			{
				...optionsCollection([
					{
						displayName: 'Send Again',
						name: 'again',
						type: 'boolean',
						default: false,
						description: 'Whether an invoice that was sent already is sent once more',
					},
					optionFor(['quickbooks'], {
						displayName: 'Send To',
						name: 'to',
						type: 'string',
						placeholder: 'e.g. accounts@example.com',
						default: '',
						description: "Email address to send to; empty takes the invoice's billing email",
					}),
				]),
				displayOptions: { show: { operation: ['send'] } },
			},
		],
	),
	...shownFor(
		'invoice',
		['linkToDeal'],
		[
			{
				...invoiceId,
				default: '',
				description: 'ID of the invoice that a person made, or its link copied from the browser',
			},
			deal,
			previewOnly,
			stopIfMoreThan,
		],
	),
	...shownFor(
		'invoice',
		['voidOrDelete'],
		[
			invoiceId,
			{ ...optionalDeal, default: '', description: 'Set, only the invoice of this deal is taken' },
			{
				displayName: 'Reason',
				name: 'reason',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. Ordered by mistake',
				description: 'Why; it is kept on the item, and in Sage on the invoice',
			},
			previewOnly,
			stopIfMoreThan,
		],
	),
	...shownFor(
		'invoice',
		['getPdf'],
		[
			{
				displayName: 'Output Data Field Name',
				name: 'binaryPropertyName',
				type: 'string',
				required: true,
				default: 'data',
				hint: 'The name of the output field to put the file in',
			},
		],
	),
	...shownFor(
		'invoice',
		['getChanges'],
		[
			lookBack,
			{
				displayName: 'Only of Deals',
				name: 'onlyDeals',
				type: 'boolean',
				default: true,
				description:
					'Whether invoices made from fields are left out. Ones without a key come marked unknown: the CRM step looks them up.',
			},
			{
				displayName: 'Also All Open',
				name: 'alsoOpen',
				type: 'boolean',
				default: false,
				description:
					'Whether every open invoice comes too, changed or not: once a day, for what no feed tells, such as becoming overdue',
			},
			optionsCollection([
				{
					displayName: 'Changed Since',
					name: 'changedSince',
					type: 'dateTime',
					default: '',
					description: "Takes the place of 'Look Back', at most 29 days ago",
				},
			]),
		],
	),
	...shownFor(
		'invoice',
		['getLastEdit'],
		[
			{
				displayName: 'Invoice',
				name: 'invoice',
				type: 'string',
				required: true,
				default: '={{ $json.invoice }}',
				description: 'The invoice as the steps before hand it on; who edited it last is added to it',
			},
		],
	),
	...shownFor(
		'invoice',
		['addNote'],
		[
			invoiceId,
			{
				displayName: 'Note',
				name: 'note',
				type: 'string',
				typeOptions: { rows: 3 },
				required: true,
				default: '',
				placeholder: 'e.g. The deal was changed after billing: nothing was changed here',
				description: 'What to write, at most 2,500 characters; it stays for ever',
			},
			previewOnly,
		],
	),
	...shownFor('invoice', ['getMany'], [limit, invoiceFilters]),
];
