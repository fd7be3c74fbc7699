import type { INodeProperties } from 'n8n-workflow';

/** The operations of *Customer*. */
export const customerOperations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['customer'] } },
	options: [
		{
			name: 'Check Credit',
			value: 'checkCredit',
			action: 'Check credit of customer',
			description: 'Tell where the customer of each deal stands against its credit limit, with the deal',
		},
		{
			name: 'Create or Update',
			value: 'createOrUpdate',
			action: 'Create or update customer',
			description: 'Find the customer of each deal in the ledger by ID, number, name or email, else make it once',
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get customer',
			description: 'Read one customer of the ledger',
		},
		{
			name: 'Get Financials',
			value: 'getFinancials',
			action: 'Get financials of customer',
			description: 'Tell balance, overdue, ageing, credit, what was billed and paid, and how they pay',
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many customers',
			description: 'Find customers of the ledger by name, number or email',
		},
		{
			name: 'Get Transactions',
			value: 'getTransactions',
			action: 'Get transactions of customer',
			description: 'List invoices, credit notes and money received, the newest first',
		},
	],
	default: 'createOrUpdate',
};
