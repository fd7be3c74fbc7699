import type { INodeProperties } from 'n8n-workflow';
import { onlyFor } from './systems';

const PICK =
	'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';
const DEPENDS = ['system', 'authentication'];

const books: INodeProperties = {
	displayName: 'Organisation Name or ID',
	name: 'organisation',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getOrganisations', loadOptionsDependsOn: DEPENDS },
	default: '',
	description:
		'The books to work in; empty takes the only one that the sign-in reaches. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** The books to work in, as each ledger calls them. */
export const organisation: INodeProperties[] = [
	onlyFor(['quickbooks'], { ...books, displayName: 'Company Name or ID' }),
	onlyFor(['sage'], { ...books, displayName: 'Business Name or ID' }),
	onlyFor(['xero'], books),
];

/** What that field is called for a ledger, as errors name it. */
export function organisationLabel(system: string): string {
	const field = organisation.find(({ displayOptions }) => displayOptions?.show?.['system']?.includes(system));
	return (field ?? books).displayName.replace(' Name or ID', '');
}

export const deal: INodeProperties = {
	displayName: 'Deal',
	name: 'deal',
	type: 'string',
	required: true,
	default: '={{ $json.deal }}',
	description: 'The deal as the steps before hand it on',
};

export const previewOnly: INodeProperties = {
	displayName: 'Preview Only',
	name: 'previewOnly',
	type: 'boolean',
	default: true,
	description: 'Whether to write nothing and only say what would be done. Read it from the Settings step by name.',
};

export const stopIfMoreThan: INodeProperties = {
	displayName: 'Stop If More Than',
	name: 'stopIfMoreThan',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 25,
	description: 'Above this number in one run nothing is written, and all of them say so',
};

export const pipelines: INodeProperties = {
	displayName: 'Pipelines',
	name: 'pipelines',
	type: 'json',
	required: true,
	default: '[]',
	placeholder: "e.g. {{ $('When a deal is won').params.pipelines }}",
	description: 'IDs of the pipelines whose deals are billed, as a list; best read from the trigger',
};

export const billFrom: INodeProperties = {
	displayName: 'Bill From',
	name: 'billFrom',
	type: 'dateTime',
	required: true,
	default: '',
	placeholder: "e.g. {{ $('When a deal is won').params.billFrom }}",
	description: 'Deals won or closed before this day are not billed; best read from the trigger',
};

export const billTo: INodeProperties = {
	displayName: 'Bill To',
	name: 'billTo',
	type: 'options',
	options: [
		{ name: 'Companies', value: 'companies', description: 'The company to bill, else the deal is held' },
		{
			name: 'Companies, Else People',
			value: 'both',
			description: 'The company, or the contact of a deal without one',
		},
		{ name: 'People', value: 'people', description: 'The first contact of the deal' },
	],
	default: 'companies',
	description: 'Whom the deals bill; the same as on the step that reads them',
};

export const onlyWhen: INodeProperties = {
	displayName: 'Only When',
	name: 'onlyWhen',
	type: 'boolean',
	default: false,
	description: "Whether a deal is billed only when its property named in 'Only When' of the CRM step is set",
};

export const recurring: INodeProperties = {
	displayName: 'Recurring Lines',
	name: 'recurring',
	type: 'options',
	options: [
		{
			name: 'First Period',
			value: 'first_period',
			description: 'Bill the first period and say that more is to come',
		},
		{ name: 'Whole Term', value: 'whole_term', description: 'Bill all periods of the term at once' },
	],
	default: 'first_period',
	description: 'What is billed of a line that recurs',
};

export const pricesIncludeTax: INodeProperties = {
	displayName: 'Prices Include Tax',
	name: 'pricesIncludeTax',
	type: 'boolean',
	default: false,
	description: 'Whether the prices of deals contain the tax',
};

export const noLinesText: INodeProperties = {
	displayName: 'Text Without Lines',
	name: 'noLinesText',
	type: 'string',
	default: '',
	placeholder: 'e.g. Services as agreed',
	description: "Text of the one line of a deal without line items; empty takes the deal's description",
};

/** A drop-down over a list of the ledger, which depends on the organisation too. */
export function listOf(
	displayName: string,
	name: string,
	loadOptionsMethod: string,
	description: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'options',
		typeOptions: { loadOptionsMethod, loadOptionsDependsOn: [...DEPENDS, 'organisation'] },
		default: '',
		description: `${description}. ${PICK}.`,
	};
}
