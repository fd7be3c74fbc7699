import { openXero } from '../../../../nodes/shared/systems/xero/xero';
import { TENANT_ID, ukOrganisation } from '../../../../sandbox/company/organisation.mts';
import { createXero, DEMO_TOKENS } from '../../../../sandbox/xero/xero.mts';
import type { Ledger } from '../world.mts';

/** A UK organisation with the currencies the suite asks for. */
export const xero: Ledger = {
	name: 'Xero',
	start: (options) => {
		const file = ukOrganisation('Ledger & Sons');
		file.Currencies.push({ Code: 'KWD', Description: 'Kuwaiti Dinar' });
		file.Organisation['PeriodLockDate'] = '2025-12-31';
		return createXero([file], options);
	},
	open: openXero,
	organisationId: TENANT_ID,
	authorization: (system) => {
		(system as ReturnType<typeof createXero>).seedToken({ accessToken: DEMO_TOKENS.accessToken });
		return `Bearer ${DEMO_TOKENS.accessToken}`;
	},
	hasModels: true,
	books: {
		baseCurrency: 'GBP',
		foreign: 'EUR',
		timeZone: 'Europe/London',
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
