import type { INodeProperties } from 'n8n-workflow';
import { optionsCollection } from '../../../shared/node/fields';
import { shownFor } from '../../../shared/node/shownFor';
import {
	billTo,
	deal,
	listOf,
	noLinesText,
	previewOnly,
	recurring,
	stopIfMoreThan,
	pricesIncludeTax,
} from '../../descriptions/common';
import { behindLines, brandingTheme } from '../../descriptions/howMade';
import { optionalDeal, quoteId } from '../../descriptions/documents';

/** Fields of *Quote*, in the order a person fills them in. */
export const quoteFields: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['quote'] } },
		options: [
			{
				name: 'Convert to Invoice',
				value: 'convertToInvoice',
				action: 'Convert quote to invoice',
				description:
					'Make the invoice of an accepted quote once, with its own lines, as a draft where the ledger has drafts. Writes to the ledger.',
			},
			{
				name: 'Create',
				value: 'create',
				action: 'Create quote',
				description:
					'Make the quote of each deal once, as a draft (in QuickBooks a pending estimate). Writes to the ledger.',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get quote',
				description: 'Read one quote with its lines and whether it was accepted',
			},
		],
		default: 'create',
	},
	...shownFor(
		'quote',
		['create'],
		[
			{ ...deal, description: 'The deal as the steps before hand it on; it need not be won' },
			{
				displayName: 'Customer',
				name: 'customer',
				type: 'string',
				default: '={{ $json.customer }}',
				description: 'The customer as the customer step hands it on',
			},
			previewOnly,
			stopIfMoreThan,
			...behindLines,
			optionsCollection([
				billTo,
				brandingTheme('quote'),
				listOf(
					'Home Tax Rate Name or ID',
					'homeTaxCode',
					'getTaxRates',
					'Tax rate of a customer whose country is not known',
				),
				pricesIncludeTax,
				recurring,
				{
					displayName: 'Reference',
					name: 'reference',
					type: 'options',
					options: [
						{ name: 'None', value: 'none' },
						{ name: 'PO Number', value: 'po' },
					],
					default: 'po',
					description: 'What customers read as the reference of the quote',
				},
				noLinesText,
				{
					displayName: 'Valid For',
					name: 'validDays',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 365 },
					default: 30,
					description: 'Days after its date on which the quote expires',
				},
			]),
		],
	),
	...shownFor('quote', ['get', 'convertToInvoice'], [quoteId]),
	...shownFor(
		'quote',
		['convertToInvoice'],
		[
			{
				...optionalDeal,
				description: 'The deal as the CRM has it now; given, it must be won and the quote its own',
			},
			previewOnly,
			stopIfMoreThan,
		],
	),
];
