import type { INodeProperties } from 'n8n-workflow';
import { optionsCollection } from '../../shared/node/fields';
import { previewOnly } from './common';

/** Fields of *Customer: Create or Update*. */
export const customerSyncFields: INodeProperties[] = [
	{
		displayName: 'Ledger Customer',
		name: 'customer',
		type: 'string',
		required: true,
		default: '={{ $json.customer }}',
		description:
			'The customer as Closed Loop Accounting reads it. Its record is found by our number in the ledger, else by the line in Accounting customer.',
	},
	{
		displayName: 'CRM Customer',
		name: 'crmCustomer',
		type: 'string',
		default: '={{ $json.crmCustomer }}',
		description: 'The company or contact that the customer was read for; empty looks for it',
	},
	{
		displayName: 'Customer Sync',
		name: 'customerSync',
		type: 'string',
		default: '={{ $json.customerSync }}',
		description: 'What the ledger took over in the step before; empty where nothing was written to it',
	},
	previewOnly,
	{
		displayName: 'If Never Compared',
		name: 'ifNeverCompared',
		type: 'options',
		options: [
			{
				name: 'List What Differs',
				value: 'list',
				description: 'Equal values become agreed, nothing else is written until somebody chooses',
			},
			{ name: 'The CRM Is Right', value: 'crm', description: 'What the CRM says goes over to the ledger' },
			{ name: 'The Ledger Is Right', value: 'ledger', description: 'What the ledger says goes over to the CRM' },
		],
		default: 'list',
		description: 'What becomes of details that differed before the two sides were first compared',
	},
];

/** Its options. */
export const customerSyncOptions: INodeProperties = optionsCollection([
	owner('Billing Address Of', 'billingAddressOwner', 'crm'),
	owner('Billing Email Of', 'emailOwner', 'crm'),
	owner('Billing Name Of', 'nameOwner', 'ledger'),
	{
		displayName: 'Empty Clears',
		name: 'emptyClears',
		type: 'boolean',
		default: false,
		description: 'Whether a detail emptied in the ledger is emptied in the CRM too; the ledger is never cleared',
	},
	owner('Payment Terms Of', 'termsOwner', 'ledger'),
	owner('Phone Of', 'phoneOwner', 'crm'),
	owner('VAT Number Of', 'taxNumberOwner', 'ledger'),
]);

function owner(displayName: string, name: string, value: 'crm' | 'ledger'): INodeProperties {
	return {
		displayName,
		name,
		type: 'options',
		options: [
			{ name: 'Ask', value: 'ask' },
			{ name: 'CRM', value: 'crm' },
			{ name: 'Ledger', value: 'ledger' },
		],
		default: value,
		description: 'Whose value holds where both sides changed it differently',
	};
}
