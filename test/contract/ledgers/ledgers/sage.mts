import { ledgers } from '../../../../nodes/shared/systems/registry';
import type { SageBusinessFile } from '../../../../sandbox/core/types.mts';
import { gbBusiness } from '../../../../sandbox/sage/businesses.mts';
import { createSage, DEMO_TOKENS } from '../../../../sandbox/sage/sage.mts';
import { TODAY } from '../world.mts';
import type { Ledger } from '../world.mts';

/** A British business, with yen and dinars beside its other currencies. */
function business(): SageBusinessFile {
	const file = gbBusiness('Ledger and Sons');
	file.business_exchange_rates.push({ currency_id: 'JPY', rate: 191 }, { currency_id: 'KWD', rate: 0.39 });
	return file;
}

export const sage: Ledger = {
	name: 'Sage',
	start: (options) => createSage([business()], options),
	open: (context) => {
		const opened = ledgers.sage?.open(context);
		if (!opened) throw new Error('Sage is not in the registry');
		return opened;
	},
	organisationId: String(business().business['id']),
	authorization: (system) => {
		(system as ReturnType<typeof createSage>).seedToken({ accessToken: DEMO_TOKENS.accessToken });
		return `Bearer ${DEMO_TOKENS.accessToken}`;
	},
	hasModels: false,
	makes: /./,
	billByHand: async (fetch, headers, customerId, net) => {
		headers.set('X-Business', String(business().business['id']));
		const line = {
			description: 'By hand',
			ledger_account_id: business().ledger_accounts[0]?.['id'],
			quantity: '1',
			unit_price: String(net),
			tax_rate_id: 'GB_STANDARD',
			tax_amount: String(net / 5),
		};
		const invoice = { contact_id: customerId, date: TODAY, due_date: '2026-12-24', invoice_lines: [line] };
		const body = JSON.stringify({ sales_invoice: invoice });
		const answer = await fetch(
			new Request('https://api.accounting.sage.com/v3.1/sales_invoices', { method: 'POST', headers, body }),
		);
		return ((await answer.json()) as { id: string }).id;
	},
	jotting: (key) => ({ text: `PO-2 ${key}`, reference: 'PO-2' }),
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
			country: 'GB',
		},
		salesAccount: '4000',
		purchaseAccount: '5000',
		bankAccount: String(business().bank_accounts[0]?.['id']),
		standard: { code: 'GB_STANDARD', percent: 20 },
		zero: 'GB_ZERO',
		unknownTax: 'GB_NOSUCH',
		unknownId: '0123456789abcdef0123456789abcdef',
	},
};
