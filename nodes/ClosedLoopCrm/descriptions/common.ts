import type { INodeProperties } from 'n8n-workflow';

/** Fields that several operations share. */
export const previewOnly: INodeProperties = {
	displayName: 'Preview Only',
	name: 'previewOnly',
	type: 'boolean',
	default: true,
	description: 'Whether to write nothing and only say what would be written. Read it from the Settings step by name.',
};

export const owners: INodeProperties = {
	displayName: 'Owner Names or IDs',
	name: 'owners',
	type: 'multiOptions',
	typeOptions: {
		loadOptionsMethod: 'getOwners',
		loadOptionsDependsOn: ['system', 'authentication'],
	},
	default: [],
	description:
		'Only records of these owners. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};
