import { createVirtualClock } from '../../../sandbox/core/clock.mts';
import type { VirtualClock } from '../../../sandbox/core/clock.mts';
import type { CompanyFile, QuickBooksCompanyFile } from '../../../sandbox/core/types.mts';
import { ukCompany, usCompany } from '../../../sandbox/quickbooks/companies.mts';
import { createQuickBooks, DEMO_TOKENS } from '../../../sandbox/quickbooks/quickbooks.mts';
import type { QuickBooksOptions, SimulatedQuickBooks } from '../../../sandbox/quickbooks/quickbooks.mts';

/** Four in the morning of 24 November in Pacific time. */
export const START = Date.UTC(2026, 10, 24, 12);

export const ACME = '1';
export const BETA = '2';
export const GONE = '3';
/** Items. */
export const DESK = '1';
export const STOOL = '2';
export const OLD = '3';
/** An invoice of 100.00 to Acme, open. */
export const OPEN = '145';

/** Tax codes of the British company. */
export const VAT = { standard: '2', reduced: '4', zero: '6', exempt: '8', none: '10' };

/** Three customers, one of them inactive, a vendor, an employee, three items and one open invoice. */
function filled(file: QuickBooksCompanyFile, code: string): QuickBooksCompanyFile {
	const income = { IncomeAccountRef: { value: '1' } };
	const line = {
		Amount: 100,
		Description: 'Work',
		DetailType: 'SalesItemLineDetail',
		SalesItemLineDetail: { ItemRef: { value: DESK }, Qty: 1, UnitPrice: 100, TaxCodeRef: { value: code } },
	};
	return {
		...file,
		Customer: [
			{
				Id: ACME,
				DisplayName: 'Acme Ltd',
				CompanyName: 'Acme Ltd',
				PrimaryEmailAddr: { Address: 'bills@acme.example' },
				BillAddr: { Line1: '1 High Street', City: 'Leeds' },
				SalesTermRef: { value: '2' },
			},
			{ Id: BETA, DisplayName: 'Bêta GmbH', CurrencyRef: { value: 'EUR' } },
			{ Id: GONE, DisplayName: 'Gone & Co', Active: false },
		],
		Vendor: [{ Id: '4', DisplayName: 'Paper Mill' }],
		Employee: [{ Id: '5', DisplayName: 'Emily Platt' }],
		Item: [
			{ Id: DESK, Name: 'Desk', Sku: 'DSK', Type: 'Service', UnitPrice: 120.5, Taxable: true, ...income },
			{ Id: STOOL, Name: 'Stool', Sku: 'STL', Type: 'Inventory', InvStartDate: '2026-02-01', ...income },
			{ Id: OLD, Name: 'Old', Type: 'Service', Active: false, ...income },
		],
		Invoice: [
			{
				Id: OPEN,
				DocNumber: '1037',
				CustomerRef: { value: ACME },
				TxnDate: '2026-10-01',
				PrivateNote: 'By hand',
				Line: [line],
			},
		],
	};
}

/** Of the United Kingdom; its open invoice bears no tax. */
export function uk(): QuickBooksCompanyFile {
	return filled(ukCompany('Tiny'), VAT.none);
}

/** Of the United States, with automated sales tax; its open invoice bears none. */
export function us(): QuickBooksCompanyFile {
	return filled(usCompany('Tiny Inc'), 'NON');
}

/** The same with other preferences, one group at a time. */
export function withPrefs(
	file: QuickBooksCompanyFile,
	group: string,
	prefs: Record<string, unknown>,
): QuickBooksCompanyFile {
	const before = (file.Preferences[group] ?? {}) as Record<string, unknown>;
	return { ...file, Preferences: { ...file.Preferences, [group]: { ...before, ...prefs } } };
}

/** A company file around the company, with an empty HubSpot account. */
export function company(quickbooks: QuickBooksCompanyFile = uk()): CompanyFile {
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
	return { name: 'Tiny', quickbooks, hubspot: { account, ...none } };
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
	quickbooks: SimulatedQuickBooks;
	clock: VirtualClock;
	realm: string;
	/** A raw call to the company with the demo's sign-in, e.g. `call('GET', '/invoice/145')`. */
	call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
	/** A raw call to any host. */
	send(method: string, url: string, body?: string, headers?: Record<string, string>): Promise<Answer>;
	/** What stands under `QueryResponse`. */
	query(statement: string): Promise<any>;
	/** Makes a record; its answer must be good. */
	made(entity: string, fields: object, query?: string): Promise<any>;
	read(entity: string, id: string): Promise<any>;
	/** The first fault's code and detail of a call. */
	fault(method: string, path: string, body?: unknown): Promise<{ status: number; code: string; detail: string }>;
	act(name: string, id: string, input?: Record<string, string>): Promise<void>;
}

/** A simulated QuickBooks in virtual time, of the British company and without limits unless told otherwise. */
export function open(options: Partial<QuickBooksOptions> & { files?: QuickBooksCompanyFile[] } = {}): World {
	const { files = [uk()], ...rest } = options;
	const clock = createVirtualClock(START);
	const quickbooks = createQuickBooks(files, { clock, limits: 'off', seed: 1, ...rest });
	const realm = String(files[0]!.CompanyInfo['Id']);
	const send: World['send'] = async (method, url, body, headers = {}) => {
		const request = new Request(url, { method, headers, ...(body === undefined ? {} : { body }) });
		const { response, account, committed } = await quickbooks.handle(request);
		const text = await response.text();
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
			'content-type': 'application/json',
			...headers,
		};
		const sent = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
		return await send(method, `https://quickbooks.api.intuit.com/v3/company/${realm}${path}`, sent, all);
	};
	const good = async (answer: Promise<Answer>): Promise<any> => {
		const { status, body } = await answer;
		if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
		return body;
	};
	const entityIn = (body: Record<string, unknown>): any =>
		body[Object.keys(body).find((key) => key !== 'time') ?? ''];
	return {
		quickbooks,
		clock,
		realm,
		send,
		call,
		query: async (statement) =>
			(await good(call('GET', `/query?query=${encodeURIComponent(statement)}`))).QueryResponse,
		made: async (entity, fields, query = '') => entityIn(await good(call('POST', `/${entity}${query}`, fields))),
		read: async (entity, id) => entityIn(await good(call('GET', `/${entity}/${id}`))),
		fault: async (method, path, body) => {
			const { status, body: answer } = await call(method, path, body);
			const { code, Detail } = answer.Fault.Error[0];
			return { status, code, detail: Detail };
		},
		act: async (name, id, input = {}) => {
			await quickbooks.actions.find((action) => action.name === name)!.run(id, input);
		},
	};
}

/** A sales line of 50.00 with the standard rate, with what a test adds to its detail. */
export function line(
	detail: Record<string, unknown> = {},
	fields: Record<string, unknown> = {},
): Record<string, unknown> {
	return {
		Amount: 50,
		DetailType: 'SalesItemLineDetail',
		SalesItemLineDetail: { ItemRef: { value: DESK }, TaxCodeRef: { value: VAT.standard }, ...detail },
		...fields,
	};
}

/** An invoice of one line to Acme in the British company, with what a test adds. */
export function sale(fields: Record<string, unknown> = {}, ...lines: object[]): Record<string, unknown> {
	return {
		CustomerRef: { value: ACME },
		GlobalTaxCalculation: 'TaxExcluded',
		Line: lines.length ? lines : [line()],
		...fields,
	};
}

/** The same in the American company. */
export function saleUs(fields: Record<string, unknown> = {}, ...lines: object[]): Record<string, unknown> {
	const { GlobalTaxCalculation: _, ...rest } = sale({ Line: lines.length ? lines : [lineUs()], ...fields });
	return rest;
}

export function lineUs(
	detail: Record<string, unknown> = {},
	fields: Record<string, unknown> = {},
): Record<string, unknown> {
	return line({ TaxCodeRef: { value: 'TAX' }, ...detail }, fields);
}
