import type { CompanyFile, HubSpotRecord, XeroRecord } from '../../../sandbox/core/types.mts';
import { expected, type Expectation, type OracleSettings } from '../../e2e/oracle/oracle.mts';

export const SETTINGS: OracleSettings = {
	billFrom: '2026-09-01',
	pipelines: ['sales'],
	now: new Date('2026-10-20T12:00:00Z'),
};

export const TENANT = 'aaaaaaaa-0000-4000-a000-000000000001';

type Properties = Record<string, string>;

/** What a test sets; the rest is one won deal of one British company that the ledger does not know. */
export interface Tiny {
	deal?: Properties;
	dealAssociations?: HubSpotRecord['associations'];
	history?: Array<{ value: string; timestamp: string }>;
	lines?: Properties[];
	company?: Properties | null;
	companyAssociations?: HubSpotRecord['associations'];
	quotes?: Properties[];
	contacts?: XeroRecord[];
	invoices?: XeroRecord[];
	organisation?: XeroRecord;
}

/** A company file with one deal, 4001, of company 11. */
export function tinyCompany(tiny: Tiny = {}): CompanyFile {
	const lines = tiny.lines ?? [{ name: 'Desk', quantity: '2', price: '100' }];
	const numbered = (records: Properties[], from: number): HubSpotRecord[] =>
		records.map((properties, index) => ({ id: String(from + index), properties }));
	const company = {
		name: 'Fern Interiors',
		domain: 'fern.example',
		address: '1 High St',
		city: 'Leeds',
		zip: 'LS1',
		country: 'UK',
		closed_loop_billing_email: 'accounts@fern.example',
	};
	return {
		hubspot: {
			account: { portalId: 1234567, timeZone: 'Europe/London', companyCurrency: 'GBP' },
			owners: [],
			pipelines: [
				{
					id: 'sales',
					label: 'Sales',
					stages: [
						{ id: 'open', label: 'Open', metadata: { isClosed: 'false', probability: '0.5' } },
						{ id: 'won', label: 'Won', metadata: { isClosed: 'true', probability: '1.0' } },
						{ id: 'lost', label: 'Lost', metadata: { isClosed: 'true', probability: '0.0' } },
					],
				},
			],
			products: [],
			companies:
				tiny.company === null
					? []
					: [
							{
								id: '11',
								properties: { ...company, ...tiny.company },
								...(tiny.companyAssociations ? { associations: tiny.companyAssociations } : {}),
							},
						],
			contacts: [
				{ id: '21', properties: { email: 'buyer@fern.example' } },
				{ id: '22', properties: { email: 'bills@fern.example' } },
			],
			deals: [
				{
					id: '4001',
					properties: {
						dealname: 'Secret name',
						pipeline: 'sales',
						dealstage: 'won',
						closedate: '2026-10-01T10:00:00Z',
						createdate: '2026-09-20T10:00:00Z',
						...tiny.deal,
					},
					associations: {
						companies: tiny.company === null ? [] : ['11'],
						line_items: lines.map((_, index) => String(7001 + index)),
						quotes: (tiny.quotes ?? []).map((_, index) => String(8001 + index)),
						...tiny.dealAssociations,
					},
					...(tiny.history ? { propertiesWithHistory: { dealstage: tiny.history } } : {}),
				},
			],
			line_items: numbered(lines, 7001),
			quotes: numbered(tiny.quotes ?? [], 8001),
			tax_rates: [{ id: '5', percentageRate: 5 }],
		},
		xero: {
			Organisation: {
				OrganisationID: TENANT,
				Name: 'Tiny',
				CountryCode: 'GB',
				BaseCurrency: 'GBP',
				PaysTax: true,
				...tiny.organisation,
			},
			Accounts: [
				{ Code: '200', TaxType: 'OUTPUT2' },
				{ Code: '260', TaxType: 'ZERORATEDOUTPUT' },
			],
			TaxRates: [
				{ TaxType: 'OUTPUT2', EffectiveRate: 20 },
				{ TaxType: 'RROUTPUT', EffectiveRate: 5 },
				{ TaxType: 'ZERORATEDOUTPUT', EffectiveRate: 0 },
				{ TaxType: 'NONE', EffectiveRate: 0 },
			],
			Currencies: [{ Code: 'GBP' }, { Code: 'EUR' }, { Code: 'JPY' }, { Code: 'KWD' }],
			Items: [
				{ Code: 'DESK-1', Name: 'Desk one', SalesDetails: { AccountCode: '200', TaxType: 'RROUTPUT' } },
				{ Code: 'POST', Name: 'Postage', SalesDetails: { AccountCode: '260' } },
				{ Code: 'GONE', Name: 'Gone', IsSold: false },
			],
			Contacts: tiny.contacts ?? [],
			Invoices: tiny.invoices ?? [],
			Payments: [],
		},
	};
}

/** What is expected of the one won deal. */
export function only(tiny: Tiny, settings: Partial<OracleSettings> = {}): Expectation {
	const [expectation, ...more] = expected(tinyCompany(tiny), { ...SETTINGS, ...settings });
	if (!expectation || more.length > 0) throw new Error('Expected exactly one won deal');
	return expectation;
}
