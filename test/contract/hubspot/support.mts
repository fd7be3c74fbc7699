import { Client } from '@hubspot/api-client';
import { routeInProcess } from '../../../sandbox/core/route.mts';
import type { CompanyFile, HubSpotRecord, LimitScale } from '../../../sandbox/core/types.mts';
import { createVirtualClock, type VirtualClock } from '../../../sandbox/core/clock.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { checkCall } from '../../support/fieldMaps.mts';

export const START = Date.UTC(2026, 10, 24, 12);
export const SEARCH_LAG_MS = 3000;

const deal = (
	id: string,
	properties: Record<string, string>,
	associations: HubSpotRecord['associations'] = {},
): HubSpotRecord => ({
	id,
	properties: { pipeline: 'default', amount: '100', ...properties },
	associations,
	createdAt: '2026-11-01T09:00:00.000Z',
});

/** Three deals, one of them won with two lines; one bystander account. Ids are what tests name. */
export function tinyCompany(): CompanyFile {
	const account = { timeZone: 'Europe/London', companyCurrency: 'GBP', additionalCurrencies: ['USD', 'JPY', 'KWD'] };
	const owners = [
		{ id: '501', email: 'ada@example.com', firstName: 'Ada', lastName: 'Stone' },
		{ id: '502', email: 'gone@example.com', firstName: 'Gone', lastName: 'Away', archived: true },
	];
	const pipelines = [
		{
			id: 'default',
			label: 'Sales',
			stages: [
				{ id: 'qualifiedtobuy', label: 'Qualified', metadata: { isClosed: 'false', probability: '0.4' } },
				{ id: 'closedwon', label: 'Closed Won', metadata: { isClosed: 'true', probability: '1.0' } },
				{ id: 'closedlost', label: 'Closed Lost', metadata: { isClosed: 'true', probability: '0.0' } },
			],
		},
	];
	const rest = { products: [], quotes: [], notes: [], tasks: [] };
	const xero = {
		Organisation: {
			OrganisationID: '7a3f7d0e-3a4c-4b7e-9d0c-0f1f2a3b4c5d',
			Name: 'Tiny',
			BaseCurrency: 'GBP',
			CountryCode: 'GB',
			Timezone: 'GMTSTANDARDTIME',
		},
		Accounts: [
			{
				AccountID: '5040915e-8ce7-4177-8d08-fde416232f18',
				Code: '200',
				Name: 'Sales',
				Type: 'REVENUE',
				TaxType: 'OUTPUT2',
				Status: 'ACTIVE',
			},
		],
		TaxRates: [],
		Currencies: [{ Code: 'GBP', Description: 'British Pound' }],
		Items: [],
		Contacts: [],
		Invoices: [],
		Payments: [],
	};
	return {
		name: 'Tiny',
		xero,
		hubspot: {
			...rest,
			account: { portalId: 111, ...account },
			owners,
			pipelines,
			tax_rates: [{ id: '91', name: 'Standard', label: 'VAT', percentageRate: 20 }],
			companies: [
				{ id: '201', properties: { name: 'Acme Ltd.', domain: 'acme.example' } },
				{ id: '202', properties: { name: 'Beta GmbH', domain: 'beta.example' } },
			],
			contacts: [
				{
					id: '301',
					properties: { email: 'Buyer@acme.example', firstname: 'Bea', lastname: 'Buyer' },
					associations: { companies: ['201'] },
				},
			],
			deals: [
				deal(
					'101',
					{ dealname: 'Won', dealstage: 'closedwon', closedate: '2026-11-20T10:00:00.000Z' },
					{ companies: ['201', '202'], contacts: ['301'], line_items: ['401', '402'] },
				),
				deal(
					'102',
					{ dealname: 'Open', dealstage: 'qualifiedtobuy', hubspot_owner_id: '501' },
					{ companies: [{ id: '202', label: 'Bill to' }] },
				),
				deal('103', { dealname: 'Lost', dealstage: 'closedlost', closedate: '2026-11-21T10:00:00.000Z' }),
			],
			line_items: [
				{
					id: '401',
					properties: {
						name: 'Desk',
						hs_sku: 'DSK',
						quantity: '3',
						price: '10.00',
						hs_discount_percentage: '33.333',
					},
				},
				{
					id: '402',
					properties: {
						name: 'Care',
						quantity: '1',
						price: '30',
						recurringbillingfrequency: 'monthly',
						hs_recurring_billing_period: 'P12M',
					},
				},
			],
		},
		bystanders: {
			hubspot: [
				{
					...rest,
					account: { portalId: 222, ...account },
					owners,
					pipelines,
					companies: [],
					contacts: [],
					deals: [deal('101', { dealname: 'Theirs', dealstage: 'qualifiedtobuy' })],
					line_items: [],
				},
			],
		},
	};
}

export interface World {
	sandbox: Sandbox;
	clock: VirtualClock;
	/** The official client, unmodified; it reaches the sandbox under HubSpot's own host name. */
	client: Client;
	/** A raw call; the body of the answer is parsed where it is JSON. */
	call(
		method: string,
		path: string,
		body?: unknown,
		token?: string,
	): Promise<{ status: number; body: any; headers: Headers }>;
	close(): Promise<void>;
}

export async function openWorld(
	options: { limits?: LimitScale; listen?: boolean; company?: CompanyFile } = {},
): Promise<World> {
	const clock = createVirtualClock(START, { auto: true });
	const sandbox = await startSandbox({
		company: options.company ?? tinyCompany(),
		limits: options.limits ?? 'off',
		clock,
		searchLagMs: SEARCH_LAG_MS,
		listen: options.listen ?? true,
	});
	// What is asked here is often wrong on purpose; what is answered must always be what the official client knows.
	const findings = new Set<string>();
	sandbox.onCall((call) => {
		for (const finding of checkCall(call)) if (finding.includes(' answered: ')) findings.add(finding);
	});
	const undo = sandbox.tlsPort === 0 ? () => {} : routeInProcess(sandbox);
	return {
		sandbox,
		clock,
		client: new Client({ accessToken: sandbox.hubspot.token }),
		call: async (method, path, body, token = sandbox.hubspot.token) => {
			const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
			const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
			const response = await sandbox.fetch(
				new Request(`https://api.hubapi.com${path}`, { method, headers, ...sent }),
			);
			const text = await response.text();
			const json = response.headers.get('content-type')?.includes('json') && text !== '';
			return { status: response.status, body: json ? JSON.parse(text) : text, headers: response.headers };
		},
		close: async () => {
			undo();
			await sandbox.close();
			expect([...findings]).toEqual([]);
		},
	};
}
