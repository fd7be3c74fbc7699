import type { IDataObject, INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { organisation } from '../ClosedLoopAccounting/descriptions/common';
import { lookBack } from '../ClosedLoopAccounting/descriptions/documents';
import { loadOptions } from '../ClosedLoopAccounting/methods/loadOptions';
import { nodeError } from '../shared/node/nodeError';
import { poll } from './poll/poll';

export class ClosedLoopAccountingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Closed Loop Accounting Trigger',
		name: 'closedLoopAccountingTrigger',
		icon: { light: 'file:closedLoopAccountingTrigger.svg', dark: 'file:closedLoopAccountingTrigger.dark.svg' },
		group: ['trigger'],
		version: [1],
		subtitle:
			'={{ ({ quickbooks: "QuickBooks", sage: "Sage", xero: "Xero" })[$parameter["system"]] + " · " + $parameter["events"].map((event) => ({ customerChanged: "Customer changed", invoiceChanged: "Invoice changed", invoiceOverdue: "Invoice overdue", invoicePaid: "Invoice paid", invoicePartPaid: "Invoice part paid", invoiceVoidedOrDeleted: "Invoice voided or deleted" })[event]).join(", ") }}',
		description:
			'Starts the workflow when an invoice or a customer changes in the ledger, and when an invoice is paid',
		defaults: { name: 'Closed Loop Accounting Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'closedLoopQuickBooksOAuth2Api',
				required: true,
				displayOptions: { show: { system: ['quickbooks'] } },
			},
			{
				name: 'closedLoopSageOAuth2Api',
				required: true,
				displayOptions: { show: { system: ['sage'] } },
			},
			{
				name: 'closedLoopXeroOAuth2Api',
				required: true,
				displayOptions: { show: { system: ['xero'], authentication: ['oAuth2'] } },
			},
			{
				name: 'closedLoopXeroCustomConnectionOAuth2Api',
				required: true,
				displayOptions: { show: { system: ['xero'], authentication: ['customConnection'] } },
			},
		],
		properties: [
			{
				displayName: 'System',
				name: 'system',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'QuickBooks Online', value: 'quickbooks' },
					{ name: 'Sage', value: 'sage' },
					{ name: 'Xero', value: 'xero' },
				],
				default: 'xero',
			},
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				noDataExpression: true,
				// Not `show`: n8n's panel leaves out whatever field that of a sign-in depends on, and System with it.
				displayOptions: { hide: { system: ['quickbooks', 'sage'] } },
				options: [
					{ name: 'Custom Connection', value: 'customConnection' },
					{ name: 'OAuth2', value: 'oAuth2' },
				],
				default: 'oAuth2',
			},
			...organisation,
			{
				displayName: 'Trigger On',
				name: 'events',
				type: 'multiOptions',
				noDataExpression: true,
				options: [
					{
						name: 'Customer Changed',
						value: 'customerChanged',
						description: 'A customer is made, edited or archived',
					},
					{
						name: 'Invoice Changed',
						value: 'invoiceChanged',
						description: 'An invoice is made, edited, sent or paid: whatever touches it',
					},
					{
						name: 'Invoice Overdue',
						value: 'invoiceOverdue',
						description: 'An invoice is past its due date and not paid in full; told once a day',
					},
					{ name: 'Invoice Paid', value: 'invoicePaid', description: 'An invoice is paid in full' },
					{
						name: 'Invoice Part Paid',
						value: 'invoicePartPaid',
						description: 'Money came in, and something is still due',
					},
					{
						name: 'Invoice Voided or Deleted',
						value: 'invoiceVoidedOrDeleted',
						description: 'An invoice is voided or deleted',
					},
				],
				default: ['invoicePaid'],
				hint: 'A removed payment is told by the Closed Loop CRM step Deal: Compare Invoice, which knows what was seen before',
			},
			{
				...lookBack,
				noDataExpression: true,
				description:
					'Days back from now in which changes are still told after a break. The first poll tells nothing older.',
			},
			{
				displayName: 'Only of Deals',
				name: 'onlyDeals',
				type: 'boolean',
				noDataExpression: true,
				default: true,
				description:
					'Whether invoices made from fields are left out. Ones without a key come marked unknown: the CRM step looks them up.',
			},
		],
	};

	methods = { loadOptions };

	/** Null when nothing is new: an empty list would start an empty execution (host.md section 1). */
	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const news = await poll(this).catch((error: unknown) => nodeError(this.getNode(), error));
		return news.length === 0 ? null : [news.map((item) => ({ json: item as unknown as IDataObject }))];
	}
}
