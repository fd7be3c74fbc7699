import { ledgers } from '../../../../nodes/shared/systems/registry';
import { TENANT_ID, ukOrganisation } from '../../../../sandbox/company/organisation.mts';
import { createXero, DEMO_TOKENS } from '../../../../sandbox/xero/xero.mts';
import { TODAY } from '../world.mts';
import type { Ledger } from '../world.mts';

/** A UK organisation with the currencies the suite asks for. */
export const xero: Ledger = {
	name: 'Xero',
	start: (options) => {
		const file = ukOrganisation('Ledger & Sons');
		file.Currencies.push({ Code: 'KWD', Description: 'Kuwaiti Dinar' });
		file.Organisation['PeriodLockDate'] = '2025-12-31';
		// Far from Greenwich, where a day of the server is not a day of the books.
		file.Organisation['Timezone'] = 'NEWZEALANDSTANDARDTIME';
		return createXero([file], options);
	},
	open: (context) => {
		const opened = ledgers.xero?.open(context);
		if (!opened) throw new Error('Xero is not in the registry');
		return opened;
	},
	organisationId: TENANT_ID,
	authorization: (system) => {
		(system as ReturnType<typeof createXero>).seedToken({ accessToken: DEMO_TOKENS.accessToken });
		return `Bearer ${DEMO_TOKENS.accessToken}`;
	},
	hasModels: true,
	makes: /./,
	billByHand: async (fetch, headers, customerId, net) => {
		headers.set('xero-tenant-id', TENANT_ID);
		const line = { Description: 'By hand', Quantity: 1, UnitAmount: net, AccountCode: '200', TaxType: 'OUTPUT2' };
		const invoice = {
			Type: 'ACCREC',
			Status: 'AUTHORISED',
			Contact: { ContactID: customerId },
			Date: TODAY,
			DueDate: '2026-12-24',
			LineItems: [line],
		};
		const url = 'https://api.xero.com/api.xro/2.0/Invoices?summarizeErrors=true';
		const answer = await fetch(
			new Request(url, { method: 'PUT', headers, body: JSON.stringify({ Invoices: [invoice] }) }),
		);
		const body = (await answer.json()) as { Invoices: Array<{ InvoiceID: string }> };
		return body.Invoices[0]?.InvoiceID ?? '';
	},
	jotting: () => ({ text: 'PO-2', reference: 'PO-2' }),
	books: {
		baseCurrency: 'GBP',
		foreign: 'EUR',
		timeZone: 'Pacific/Auckland',
		country: 'GB',
		address: {
			line1: '1 Quay Street',
			line2: null,
			city: 'Bristol',
			region: null,
			postalCode: 'BS1 6EA',
			country: 'United Kingdom',
		},
		salesAccount: '200',
		purchaseAccount: '310',
		bankAccount: '090',
		standard: { code: 'OUTPUT2', percent: 20 },
		zero: 'ZERORATEDOUTPUT',
		unknownTax: 'NOSUCH',
		unknownId: '00000000-1111-4000-8000-000000000000',
	},
};
