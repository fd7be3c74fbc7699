import type { INodeProperties } from 'n8n-workflow';
import { optionsCollection } from '../../../shared/node/fields';
import { shownFor } from '../../../shared/node/shownFor';
import { deal } from '../../descriptions/common';

/** Fields of *Check Credit*. */
export const creditFields: INodeProperties[] = shownFor(
	'customer',
	['checkCredit'],
	[
		deal,
		{
			displayName: 'Customer',
			name: 'customer',
			type: 'string',
			required: true,
			default: '={{ $json.customer }}',
			description: 'The customer of the deal, as the steps before hand it on',
		},
		{
			displayName: 'Won, Not Billed',
			name: 'wonNotBilled',
			type: 'json',
			default: '[]',
			placeholder: "e.g. {{ $('Get won deals').all().map((item) => item.json.deal) }}",
			description:
				'Further deals that are won and have no invoice yet, as a list; won deals of this run are counted in any case, each once',
		},
		{
			displayName: 'Credit Limit',
			name: 'crmCreditLimit',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.crmCustomer.financials.creditLimit }}',
			description:
				'Limit that the CRM keeps, in the base currency of the books; it holds where the ledger has none. Empty is no limit.',
		},
		optionsCollection([
			{
				displayName: 'Least Share on Time (%)',
				name: 'leastOnTime',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100 },
				default: 50,
				description: 'Below this share of what fell due in the last 12 months a customer pays late',
			},
			{
				displayName: 'Near From (%)',
				name: 'nearFrom',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 100 },
				default: 80,
				description: 'Part of the limit from which a customer is near it',
			},
		]),
	],
);
