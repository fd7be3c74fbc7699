import type { INodeProperties } from 'n8n-workflow';
import { optionsCollection } from '../../shared/node/fields';
import { billTo, listOf, noLinesText, onlyWhen, recurring, pricesIncludeTax } from './common';
import { brandingTheme } from './howMade';
import { optionFor } from './systems';

/** How an invoice is made, where the usual way does not fit. */
export const createOptions: INodeProperties = optionsCollection([
	billTo,
	brandingTheme('invoice'),
	listOf(
		'Home Tax Rate Name or ID',
		'homeTaxCode',
		'getTaxRates',
		'Tax rate of a customer whose country is not known; in QuickBooks and Sage also of lines at home for which neither item nor account has one',
	),
	{
		displayName: 'Issue Date',
		name: 'issueDate',
		type: 'options',
		options: [
			{ name: "Deal's Invoice on Date", value: 'invoice_on', description: 'Today where the deal has none' },
			{ name: 'Today', value: 'today', description: "In the organisation's time zone" },
			{ name: 'Won Date', value: 'won_date', description: 'The close date of the deal' },
		],
		default: 'today',
		description: 'Date of the invoice. One that is locked in the ledger becomes today.',
	},
	{
		displayName: 'Look Back',
		name: 'lookBackDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 60,
		description: 'Days before and after the win within which an invoice made by hand is taken for the same sale',
	},
	onlyWhen,
	{
		displayName: 'Payment Terms',
		name: 'terms',
		type: 'string',
		default: '',
		placeholder: 'e.g. 30 days',
		description: 'Used where neither deal, customer nor organisation has terms',
	},
	pricesIncludeTax,
	recurring,
	{
		displayName: 'Reference',
		name: 'reference',
		type: 'options',
		options: [
			{ name: 'None', value: 'none' },
			{ name: 'PO Number', value: 'po' },
			{ name: 'PO Number, Else Quote Number', value: 'po_or_quote' },
		],
		default: 'po_or_quote',
		description: 'What customers read as the reference of the invoice',
	},
	optionFor(
		['quickbooks'],
		listOf(
			'Reference Field Name or ID',
			'referenceField',
			'getReferenceFields',
			'Custom field of the company that takes the reference; left out, it is a line of text on the invoice',
		),
	),
	{
		displayName: 'Strictness',
		name: 'strictness',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add rule',
		default: {},
		description: 'Makes a check hold the deal, or silences it',
		options: [
			{
				displayName: 'Rule',
				name: 'rule',
				values: [
					{
						displayName: 'Check',
						name: 'check',
						type: 'options',
						options: [
							{ name: 'Country Unknown', value: 'country_unknown' },
							{ name: 'Currency Differs From Customer', value: 'currency_differs' },
							{ name: 'Deal Amount Contradicts Lines', value: 'amount_contradicts' },
							{ name: 'EU Consumer', value: 'eu_consumer' },
							{ name: 'Foreign Customer Without Tax Default', value: 'foreign_without_tax' },
							{ name: 'Goods or Service Unknown', value: 'goods_or_service_unknown' },
							{ name: 'Invoice Goes to Primary Contact', value: 'primary_contact_email' },
							{ name: 'Line Starts Later', value: 'later_start' },
							{ name: 'More to Bill Later', value: 'more_to_bill' },
							{ name: 'No Billing Email', value: 'no_billing_email' },
							{ name: 'No Line Items', value: 'no_lines' },
							{ name: 'No Postal Address', value: 'no_postal_address' },
							{ name: 'Other Invoices by Hand', value: 'other_invoices' },
							{ name: 'Quote Contradicts Lines', value: 'quote_contradicts' },
							{ name: 'SKU Unknown', value: 'sku_unknown' },
							{ name: 'Tax Code Cannot Be Used', value: 'tax_code_refused' },
							{ name: 'Tax Differs', value: 'tax_differs' },
							{ name: 'VAT Number Not Verified', value: 'vat_not_verified' },
							{ name: 'VAT Number Wrong or Missing', value: 'vat_number_wrong' },
						],
						default: 'sku_unknown',
						description: 'Which check the rule is for',
					},
					{
						displayName: 'Becomes',
						name: 'becomes',
						type: 'options',
						options: [
							{ name: 'Check', value: 'check', description: 'The draft is made and says it' },
							{
								name: 'Hold',
								value: 'hold',
								description: 'The deal is not billed until it is mended',
							},
							{
								name: 'Silence',
								value: 'silent',
								description: 'The draft is made and does not say it',
							},
						],
						default: 'hold',
						description: 'What becomes of it',
					},
				],
			},
		],
	},
	noLinesText,
]);
