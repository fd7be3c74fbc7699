import type { INodeProperties } from 'n8n-workflow';

/** Which won deals: fields that the node and the trigger share. */
export const pipelines: INodeProperties = {
	displayName: 'Pipeline Names or IDs',
	name: 'pipelines',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getPipelines', loadOptionsDependsOn: ['system', 'authentication'] },
	required: true,
	default: [],
	description:
		'Pipelines whose won deals are billed. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

export const billFrom: INodeProperties = {
	displayName: 'Bill From',
	name: 'billFrom',
	type: 'dateTime',
	required: true,
	default: '',
	placeholder: 'e.g. 2026-11-01',
	description: 'Deals won or closed before this day are never offered for billing',
};

export const billTo: INodeProperties = {
	displayName: 'Bill To',
	name: 'billTo',
	type: 'options',
	options: [
		{
			name: 'Companies',
			value: 'companies',
			description: 'The company labelled "Bill to", else the primary one of the deal or its contact',
		},
		{
			name: 'Companies, Else People',
			value: 'both',
			description: 'The company, or the contact of a deal that has none',
		},
		{
			name: 'People',
			value: 'people',
			description: 'The first contact of the deal',
		},
	],
	default: 'companies',
	description: 'Whose records are read as the one to bill',
};
