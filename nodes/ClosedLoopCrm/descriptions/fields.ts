import type { INodeProperties } from 'n8n-workflow';

/**
 * The mapping of fields to properties (rules.md section 4): ours unless an existing one is chosen. What is left out
 * stays at its default (the literals that lint wants; a test holds them against the connector's own).
 */
export const fields: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'Where a property of your own holds what our fields would. Leave out what Setup: Create Fields made.',
	options: [
		{
			displayName: 'Billing Email Property Name or ID',
			name: 'billingEmail',
			type: 'options',
			typeOptions: {
				loadOptionsMethod: 'getCompanyProperties',
				loadOptionsDependsOn: ['system', 'authentication'],
			},
			default: 'closed_loop_billing_email',
			description:
				'On the company: where invoices go. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Billing Name Property Name or ID',
			name: 'billingName',
			type: 'options',
			typeOptions: {
				loadOptionsMethod: 'getCompanyProperties',
				loadOptionsDependsOn: ['system', 'authentication'],
			},
			default: 'closed_loop_billing_name',
			description:
				'On the company: the name to print on invoices. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Company Payment Terms Property Name or ID',
			name: 'companyPaymentTerms',
			type: 'options',
			typeOptions: {
				loadOptionsMethod: 'getCompanyProperties',
				loadOptionsDependsOn: ['system', 'authentication'],
			},
			default: 'closed_loop_payment_terms',
			description:
				'On the company: its payment terms in words, such as 30 days. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Invoice On Property Name or ID',
			name: 'invoiceOn',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getDealProperties', loadOptionsDependsOn: ['system', 'authentication'] },
			default: 'closed_loop_invoice_on',
			description:
				'On the deal: the day before which nothing is billed. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Lead Source Property Name or ID',
			name: 'leadSource',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getDealProperties', loadOptionsDependsOn: ['system', 'authentication'] },
			default: 'hs_analytics_source',
			description:
				'On the deal: where it came from. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Only When Property Name or ID',
			name: 'onlyWhen',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getDealProperties', loadOptionsDependsOn: ['system', 'authentication'] },
			default: '',
			description:
				'On the deal: a property such as "Ready to invoice" that must be set before it is billed. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Payment Terms Property Name or ID',
			name: 'paymentTerms',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getDealProperties', loadOptionsDependsOn: ['system', 'authentication'] },
			default: 'closed_loop_payment_terms',
			description:
				'On the deal: its payment terms in words, such as 30 days. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'PO Number Property Name or ID',
			name: 'poNumber',
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getDealProperties', loadOptionsDependsOn: ['system', 'authentication'] },
			default: 'closed_loop_po_number',
			description:
				'On the deal: order number of the customer, the reference of the invoice. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'VAT Number Property Name or ID',
			name: 'vatNumber',
			type: 'options',
			typeOptions: {
				loadOptionsMethod: 'getCompanyProperties',
				loadOptionsDependsOn: ['system', 'authentication'],
			},
			default: 'closed_loop_vat_number',
			description:
				'On the company: its VAT or tax number. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
	],
};
