import type { INodeProperties } from 'n8n-workflow';
import { limit, optionsCollection } from '../../../shared/node/fields';
import { shownFor } from '../../../shared/node/shownFor';
import { listOf, previewOnly, stopIfMoreThan } from '../../descriptions/common';
import { dateFrom, dateTo, invoiceId, sourceId } from '../../descriptions/documents';

/** Fields of *Payment*, in the order a person fills them in. */
export const paymentFields: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['payment'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create payment',
				description:
					'Record money received against an invoice, each source once and never more than is due. Writes to the ledger.',
			},
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many payments',
				description: 'Find payments, prepayments and refunds by invoice, customer or date',
			},
		],
		default: 'create',
	},
	...shownFor(
		'payment',
		['create'],
		[
			invoiceId,
			{
				...sourceId,
				description: 'Names what was paid, such as a charge; the same Source ID is never recorded twice',
			},
			{
				displayName: 'Pays',
				name: 'pays',
				type: 'options',
				options: [
					{ name: 'All That Is Due', value: 'due' },
					{ name: 'An Amount', value: 'amount' },
				],
				default: 'due',
				description: 'What of the invoice was paid',
			},
			{
				displayName: 'Amount',
				name: 'amount',
				type: 'number',
				typeOptions: { minValue: 0, numberPrecision: 4 },
				default: 0,
				displayOptions: { show: { pays: ['amount'] } },
				description: "In the invoice's currency, at most what is due",
			},
			listOf('Bank Account Name or ID', 'bankAccount', 'getBankAccounts', 'Account that the money went into'),
			previewOnly,
			stopIfMoreThan,
			optionsCollection([
				{
					displayName: 'Date',
					name: 'date',
					type: 'dateTime',
					default: '',
					description: 'Day on which it was received; left out, today',
				},
				{
					displayName: 'Reference',
					name: 'reference',
					type: 'string',
					default: '',
					description: 'What the payer wrote; the Source ID stands beside it',
				},
			]),
		],
	),
	...shownFor(
		'payment',
		['getMany'],
		[
			limit,
			optionsCollection([
				{
					displayName: 'Customer ID',
					name: 'customerId',
					type: 'string',
					default: '',
					description: 'Only payments of this customer',
				},
				dateFrom,
				{
					displayName: 'Invoice ID',
					name: 'invoiceId',
					type: 'string',
					default: '',
					description: 'Only payments of this invoice',
				},
				dateTo,
			]),
		],
	),
];
