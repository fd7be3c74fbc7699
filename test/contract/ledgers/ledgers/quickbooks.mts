import { ledgers } from '../../../../nodes/shared/systems/registry';
import { ukCompany, usCompany } from '../../../../sandbox/quickbooks/companies.mts';
import { createQuickBooks, DEMO_TOKENS } from '../../../../sandbox/quickbooks/quickbooks.mts';
import type { QuickBooksCompanyFile } from '../../../../sandbox/core/types.mts';
import { TODAY } from '../world.mts';
import type { Ledger, LedgerBooks } from '../world.mts';

const API = 'https://quickbooks.api.intuit.com/v3/company';

/** What both companies have: accounts as QuickBooks sets them up, ids that are numbers. */
const COMMON = { salesAccount: '2', purchaseAccount: '8', bankAccount: '5', unknownTax: '4711', unknownId: '99999999' };

function quickBooks(name: string, make: () => QuickBooksCompanyFile, books: LedgerBooks): Ledger {
	const realm = String(make().CompanyInfo['Id']);
	return {
		name,
		start: (options) => createQuickBooks([make()], options),
		open: (context) => {
			const opened = ledgers.quickbooks?.open({
				...context,
				signIn: { organisationId: realm, environment: 'production' },
			});
			if (!opened) throw new Error('QuickBooks is not in the registry');
			return opened;
		},
		organisationId: realm,
		authorization: (system) => {
			(system as ReturnType<typeof createQuickBooks>).seedToken({ accessToken: DEMO_TOKENS.accessToken });
			return `Bearer ${DEMO_TOKENS.accessToken}`;
		},
		hasModels: false,
		makes: /requestid=/,
		billByHand: async (fetch, headers, customerId, net) => {
			const item = await fetch(new Request(`${API}/${realm}/query?query=select%20*%20from%20Item`, { headers }));
			const { QueryResponse } = (await item.json()) as { QueryResponse: { Item: Array<{ Id: string }> } };
			const detail = {
				ItemRef: { value: QueryResponse.Item[0]?.Id },
				Qty: 1,
				UnitPrice: net,
				TaxCodeRef: { value: books.standard.code },
			};
			const line = {
				DetailType: 'SalesItemLineDetail',
				Amount: net,
				Description: 'By hand',
				SalesItemLineDetail: detail,
			};
			const invoice = {
				CustomerRef: { value: customerId },
				TxnDate: TODAY,
				DueDate: '2026-12-24',
				Line: [line],
				...(books.country === 'US' ? {} : { GlobalTaxCalculation: 'TaxExcluded' }),
			};
			const answer = await fetch(
				new Request(`${API}/${realm}/invoice?minorversion=75`, {
					method: 'POST',
					headers,
					body: JSON.stringify(invoice),
				}),
			);
			return ((await answer.json()) as { Invoice: { Id: string } }).Invoice.Id;
		},
		jotting: (key) => ({
			text: `Called first. HubSpot deal (${key}), execution 1042. Pays by card`,
			reference: 'PO-1',
		}),
		books,
	};
}

/** Books closed to the end of 2025, and Kuwaiti dinars beside the other currencies. */
function prepared(file: QuickBooksCompanyFile, rate: number): QuickBooksCompanyFile {
	const preferences = file.Preferences['AccountingInfoPrefs'] as Record<string, unknown>;
	preferences['BookCloseDate'] = '2025-12-31';
	const home = (file.Preferences['CurrencyPrefs'] as { HomeCurrency: { value: string } }).HomeCurrency.value;
	file.CompanyCurrency.push({ Id: '9', Code: 'KWD', Name: 'Kuwaiti Dinar', Active: true });
	file.ExchangeRate.push({ SourceCurrencyCode: 'KWD', TargetCurrencyCode: home, Rate: rate, AsOfDate: '2020-01-01' });
	return file;
}

/** A company in California with automated sales tax. */
export const quickBooksUs = quickBooks('QuickBooks, US', () => prepared(usCompany('Ledger and Sons'), 3.25), {
	...COMMON,
	baseCurrency: 'USD',
	foreign: 'EUR',
	timeZone: 'America/Los_Angeles',
	country: 'US',
	address: {
		line1: '10 Harbour Way',
		line2: null,
		city: 'San Francisco',
		region: 'CA',
		postalCode: '94111',
		country: 'USA',
	},
	standard: { code: 'TAX', percent: 8.25 },
	zero: 'NON',
});

/** A company registered for VAT. */
export const quickBooksUk = quickBooks('QuickBooks, UK', () => prepared(ukCompany('Ledger and Sons'), 2.6), {
	...COMMON,
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
	standard: { code: '2', percent: 20 },
	zero: '6',
});
