import { createVirtualClock } from '../../../sandbox/core/clock.mts';
import type { Call, Clock, CompanyFile, XeroOrganisationFile } from '../../../sandbox/core/types.mts';
import type { VirtualClock } from '../../../sandbox/core/clock.mts';
import { createXero, DEMO_TOKENS } from '../../../sandbox/xero/xero.mts';
import type { SimulatedXero, XeroOptions } from '../../../sandbox/xero/xero.mts';
import { checkCall } from '../../support/fieldMaps.mts';

export const START = Date.UTC(2026, 10, 24, 12);
export const TENANT = '7a3f7d0e-3a4c-4b7e-9d0c-0f1f2a3b4c5d';
export const OTHER_TENANT = '8b4f7d0e-3a4c-4b7e-9d0c-0f1f2a3b4c5e';
export const ACME = '11111111-0000-4000-8000-000000000001';
export const BETA = '11111111-0000-4000-8000-000000000002';
export const GONE = '11111111-0000-4000-8000-000000000003';
export const OPEN = '22222222-0000-4000-8000-000000000001';
export const BANK = '5040915e-8ce7-4177-8d08-fde416232f19';

/** A British organisation with three contacts, one of them archived, and one approved invoice of 120.00. */
export function organisation(): XeroOrganisationFile {
	return {
		Organisation: {
			OrganisationID: TENANT,
			Name: 'Tiny',
			LegalName: 'Tiny Ltd',
			BaseCurrency: 'GBP',
			CountryCode: 'GB',
			Timezone: 'GMTSTANDARDTIME',
			PaysTax: true,
			IsDemoCompany: false,
			PeriodLockDate: '2025-12-31',
			ShortCode: '!tiny',
		},
		Accounts: [
			{
				AccountID: '5040915e-8ce7-4177-8d08-fde416232f18',
				Code: '200',
				Name: 'Sales',
				Type: 'REVENUE',
				TaxType: 'OUTPUT2',
			},
			{ Code: '260', Name: 'Other revenue', Type: 'REVENUE', TaxType: 'ZERORATEDOUTPUT' },
			{ Code: '299', Name: 'Old sales', Type: 'REVENUE', Status: 'ARCHIVED' },
			{ AccountID: BANK, Code: '090', Name: 'Bank', Type: 'BANK' },
		],
		TaxRates: [
			{ Name: '20% (VAT on Income)', TaxType: 'OUTPUT2', EffectiveRate: 20 },
			{ Name: 'Zero rated', TaxType: 'ZERORATEDOUTPUT', EffectiveRate: 0 },
			{ Name: '20% (VAT on Expenses)', TaxType: 'INPUT2', EffectiveRate: 20, CanApplyToRevenue: false },
			{ Name: 'Old', TaxType: 'OUTPUT', EffectiveRate: 17.5, Status: 'DELETED' },
		],
		Currencies: [
			{ Code: 'GBP', Description: 'British Pound' },
			{ Code: 'USD', Description: 'US Dollar' },
		],
		Items: [
			{
				Code: 'DSK',
				Name: 'Desk',
				Description: 'A desk',
				SalesDetails: { UnitPrice: 120.5, AccountCode: '200', TaxType: 'OUTPUT2' },
			},
			{ Code: 'CARE', Name: 'Care', SalesDetails: { UnitPrice: 9.9999, AccountCode: '260' } },
		],
		Contacts: [
			{
				ContactID: ACME,
				Name: 'Acme Ltd',
				ContactNumber: 'CUST-1',
				EmailAddress: 'bills@acme.example',
				Addresses: [
					{ AddressType: 'POBOX', AddressLine1: '1 High Street', City: 'Leeds', Country: 'United Kingdom' },
				],
				PaymentTerms: { Sales: { Day: 14, Type: 'DAYSAFTERBILLDATE' } },
			},
			{ ContactID: BETA, Name: 'Bêta GmbH' },
			{ ContactID: GONE, Name: 'Gone & Co', ContactStatus: 'ARCHIVED' },
		],
		Invoices: [
			{
				InvoiceID: OPEN,
				Type: 'ACCREC',
				InvoiceNumber: 'INV-0007',
				Reference: 'PO 1',
				Status: 'AUTHORISED',
				Contact: { ContactID: ACME },
				Date: '2026-10-01',
				DueDate: '2026-10-31',
				LineItems: [
					{ Description: 'Work', Quantity: 1, UnitAmount: 100, AccountCode: '200', TaxType: 'OUTPUT2' },
				],
			},
		],
		Payments: [],
		BrandingThemes: [{ Name: 'Standard', SortOrder: 0 }],
		TrackingCategories: [{ Name: 'Region', Status: 'ACTIVE', Options: [{ Name: 'North', Status: 'ACTIVE' }] }],
	};
}

/** The organisation and a second one, which the same sign-in sees. */
export function organisations(): XeroOrganisationFile[] {
	const other = organisation();
	const Organisation = { ...other.Organisation, OrganisationID: OTHER_TENANT, Name: 'Other' };
	return [organisation(), { ...other, Organisation, Contacts: [], Invoices: [] }];
}

/** A company file around the organisations, with an empty HubSpot account. */
export function company(): CompanyFile {
	const [xero, ...others] = organisations() as [XeroOrganisationFile, ...XeroOrganisationFile[]];
	const account = { portalId: 1, timeZone: 'Europe/London', companyCurrency: 'GBP' };
	const none = {
		owners: [],
		pipelines: [],
		products: [],
		companies: [],
		contacts: [],
		deals: [],
		line_items: [],
		quotes: [],
	};
	return { name: 'Tiny', xero, hubspot: { account, ...none }, bystanders: { xero: others } };
}

export interface Answer {
	status: number;
	/** Parsed where the answer is JSON, else its text. */
	body: any;
	headers: Headers;
	account: string | null;
	committed: boolean;
}

export interface World {
	xero: SimulatedXero;
	clock: VirtualClock;
	/** A raw call to api.xero.com/api.xro/2.0 with the demo's sign-in, e.g. `call('GET', '/Contacts?page=1')`. */
	call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
	/** A raw call to any host. */
	send(method: string, url: string, body?: string, headers?: Record<string, string>): Promise<Answer>;
}

/** A simulated Xero in virtual time, without limits unless told otherwise. */
export function open(options: Partial<XeroOptions> & { files?: XeroOrganisationFile[] } = {}): World {
	const clock = createVirtualClock(START);
	const { files = organisations(), ...rest } = options;
	const xero = createXero(files, { clock: clock as Clock, limits: 'off', seed: 1, ...rest });
	const send: World['send'] = async (method, url, body, headers = {}) => {
		const { response, account, committed } = await xero.handle(new Request(url, { method, headers, body }));
		const text = await response.text();
		checkAnswer(method, url, response.status, text);
		const json = response.headers.get('content-type')?.includes('json') && text !== '';
		return {
			status: response.status,
			body: json ? JSON.parse(text) : text,
			headers: response.headers,
			account,
			committed,
		};
	};
	const call: World['call'] = async (method, path, body, headers = {}) => {
		const all = {
			authorization: `Bearer ${DEMO_TOKENS.accessToken}`,
			accept: 'application/json',
			'xero-tenant-id': TENANT,
			...headers,
		};
		const sent = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
		return await send(method, `https://api.xero.com/api.xro/2.0${path}`, sent as string | undefined, all);
	};
	return { xero, clock, call, send };
}

/** Whatever a test asks for, the answer speaks the official client's models. */
function checkAnswer(method: string, url: string, status: number, responseBody: string): void {
	const { hostname: host, pathname, search } = new URL(url);
	const call: Call = {
		...{ n: 1, at: 0, ms: 0, system: 'xero', method, host, path: pathname + search, status, responseBody },
		...{
			requestHeaders: {},
			requestBody: '',
			responseHeaders: {},
			account: null,
			write: false,
			committed: false,
			fault: null,
		},
	};
	const findings = checkCall(call);
	if (findings.length) throw new Error(findings.join('\n'));
}

/** A sales invoice of one line, with what a test adds. */
export function sale(
	fields: Record<string, unknown> = {},
	line: Record<string, unknown> = {},
): Record<string, unknown> {
	const lines = [
		{ Description: 'Work', Quantity: 1, UnitAmount: 50, AccountCode: '200', TaxType: 'OUTPUT2', ...line },
	];
	return {
		Type: 'ACCREC',
		Contact: { ContactID: ACME },
		Date: '2026-11-20',
		DueDate: '2026-12-20',
		LineItems: lines,
		...fields,
	};
}

/** Calls on invoices, all with summarizeErrors=false, and what their answers hold first. */
export function invoiceCalls(world: () => World) {
	const put = async (...invoices: object[]) =>
		await world().call('PUT', '/Invoices?summarizeErrors=false&unitdp=4', { Invoices: invoices });
	const one = async (answer: Promise<Answer>) => (await answer).body.Invoices[0];
	return {
		put,
		one,
		post: async (fields: object, query = 'summarizeErrors=false') =>
			await world().call('POST', `/Invoices?${query}`, { Invoices: [fields] }),
		/** The first validation message of the first element, if any. */
		message: async (answer: Promise<Answer>) => (await one(answer)).ValidationErrors?.[0]?.Message,
		/** Makes a sale with these fields, its one line with those. */
		made: async (fields: Record<string, unknown> = {}, line: Record<string, unknown> = {}) =>
			await one(put(sale(fields, line))),
		read: async (id: string) => await one(world().call('GET', `/Invoices/${id}?unitdp=4`)),
	};
}
