import { ledgers } from '../../../nodes/shared/systems/registry';
import type { LedgerSystem } from '../../../nodes/shared/systems/system';
import { TODAY } from '../ledgers/world.mts';
import type { Ledger } from '../ledgers/world.mts';
import { TOY } from './connector/client.mts';
import { openToy } from './connector/toy.mts';
import { SETTINGS } from './server/records.mts';
import { createToy, TOKEN } from './server/server.mts';
import type { SimulatedToy } from './server/server.mts';

/** The toy ledger's line in the registry. */
export const toyLine: LedgerSystem = {
	label: 'Toy Ledger',
	signIns: [{ by: 'token', credentialType: 'toyLedgerApi' }],
	gaps: [],
	organisationId: /^TOY-\d+$/,
	idIn: (text) => /[A-Z]-\d+/.exec(text)?.[0] ?? null,
	open: openToy,
};

/** What it gives the contract suite. */
export const toy: Ledger = {
	name: 'Toy Ledger',
	start: createToy,
	open: (context) => {
		const line = ledgers[TOY];
		if (line === undefined) throw new Error('The toy ledger is not in the registry');
		return line.open(context);
	},
	organisationId: SETTINGS.id,
	authorization: () => `Bearer ${TOKEN}`,
	hasModels: false,
	makes: /./,
	billByHand: async (fetch, headers, customerId, net) => {
		const line = { description: 'By hand', quantity: 1, price: net, discountPercent: null, discountAmount: null };
		const invoice = {
			...{
				status: 'approved',
				customerId,
				date: TODAY,
				until: '2026-12-24',
				currency: 'GBP',
				amountsAre: 'exclusive',
			},
			lines: [{ ...line, item: null, account: 'S1', taxCode: 'T20' }],
		};
		const body = JSON.stringify({ elements: [invoice] });
		const answer = await fetch(
			new Request('https://api.toy.example/v1/invoices', { method: 'POST', headers, body }),
		);
		return ((await answer.json()) as { results: Array<{ record: { id: string } }> }).results[0]?.record.id ?? '';
	},
	jotting: () => ({ text: 'PO-2', reference: 'PO-2' }),
	books: {
		baseCurrency: 'GBP',
		foreign: 'EUR',
		timeZone: 'Europe/London',
		country: 'GB',
		address: { line1: '1 Quay', line2: null, city: 'Bristol', region: null, postalCode: 'BS1', country: 'GB' },
		salesAccount: 'S1',
		purchaseAccount: 'P1',
		bankAccount: 'B1',
		standard: { code: 'T20', percent: 20 },
		zero: 'T0',
		unknownTax: 'T99',
		unknownId: 'Z-999999',
	},
};

export type { SimulatedToy };
