import type { INodeProperties } from 'n8n-workflow';
import { optionsCollection } from '../../../shared/node/fields';
import { billTo, deal, listOf } from '../../descriptions/common';

/** A row that a person can read: where, to whom, what, and the rate. */
const row: INodeProperties[] = [
	{
		displayName: 'Customer Country',
		name: 'customer',
		type: 'string',
		default: '',
		placeholder: 'e.g. FR, EU, Outside EU, Northern Ireland, Home',
		description: 'A country by name or code, Home, EU, Outside EU, Abroad or Northern Ireland; empty is any',
	},
	{
		displayName: 'Override',
		name: 'override',
		type: 'boolean',
		default: false,
		description: "Whether the row goes before the customer's default in the ledger and the rate of the item",
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		placeholder: 'e.g. reverse charge',
		description: 'Why, in words that stand beside the decision',
	},
	{
		displayName: 'Region',
		name: 'region',
		type: 'string',
		default: '',
		placeholder: 'e.g. CA',
		description: 'State or province as the address has it; empty is any',
	},
	{
		displayName: 'Seller Country',
		name: 'seller',
		type: 'string',
		default: '',
		placeholder: 'e.g. GB',
		description: 'Country of the organisation that the row is for; empty is any',
	},
	{
		displayName: 'Sold To',
		name: 'buyer',
		type: 'options',
		options: [
			{ name: 'Anybody', value: 'any' },
			{ name: 'Business', value: 'business', description: 'A company, or a person with a VAT number' },
			{ name: 'Consumer', value: 'consumer', description: 'A person who is billed without one' },
		],
		default: 'any',
		description: 'Whom the row is for',
	},
	listOf('Tax Rate Name or ID', 'code', 'getTaxRates', 'The rate of a line that the row fits'),
	{
		displayName: 'What Is Sold',
		name: 'supply',
		type: 'options',
		options: [
			{ name: 'Anything', value: 'any' },
			{ name: 'Goods', value: 'goods' },
			{ name: 'Service', value: 'service' },
		],
		default: 'any',
		description: 'By the product type of the CRM, else the item of the ledger',
	},
];

/** Fields of *Tax: Decide*. */
export const decideFields: INodeProperties[] = [
	deal,
	{
		displayName: 'Customer',
		name: 'customer',
		type: 'string',
		required: true,
		default: '={{ $json.customer }}',
		description: 'The customer as Customer: Create or Update hands it on',
	},
	{
		displayName: 'Rules',
		name: 'rules',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add row',
		default: {},
		description: 'Which sale gets which tax rate; the most specific row that fits decides',
		options: [{ displayName: 'Row', name: 'rule', values: row }],
	},
	{
		displayName: 'Use Starter Rows',
		name: 'useStarterRows',
		type: 'boolean',
		default: false,
		description:
			'Whether the rows to start from decide where none of yours fits: for sellers in the UK, Ireland, Australia and New Zealand. Have them confirmed by your accountant.',
	},
	optionsCollection([
		billTo,
		{
			displayName: 'Rules From JSON',
			name: 'rulesJson',
			type: 'json',
			default: '[]',
			placeholder:
				'e.g. [{ "customer": "EU", "buyer": "business", "code": "ZERORATEDOUTPUT", "reason": "reverse charge" }]',
			description:
				'Further rows as a list, e.g. from a table: customer, buyer, supply, code, and seller, region, reason, override',
		},
		listOf(
			'Sales Account Name or ID',
			'salesAccount',
			'getSalesAccounts',
			'Account of lines whose item has none; the rate must be allowed on it',
		),
		{
			displayName: 'Ship-To Country',
			name: 'shipToCountry',
			type: 'string',
			default: '',
			description: 'Where goods go, if not to the billing address',
		},
		{
			displayName: 'Ship-To Region',
			name: 'shipToRegion',
			type: 'string',
			default: '',
			placeholder: 'e.g. Northern Ireland',
			description: 'State, province or region that goods go to',
		},
		{
			displayName: 'VAT Number Checked On',
			name: 'vatCheckedOn',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-11-03',
			description:
				'Day on which a step before found the number registered; empty takes the day that stands in the CRM',
		},
	]),
];
