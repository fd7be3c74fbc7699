import { createVirtualClock } from '../../../sandbox/core/clock.mts';
import type { VirtualClock } from '../../../sandbox/core/clock.mts';
import type { SageBusinessFile } from '../../../sandbox/core/types.mts';
import { gbBusiness, usBusiness } from '../../../sandbox/sage/businesses.mts';
import { createSage, DEMO_TOKENS } from '../../../sandbox/sage/sage.mts';
import type { SageOptions, SimulatedSage } from '../../../sandbox/sage/sage.mts';

export const START = Date.UTC(2026, 10, 24, 12);
export const API = 'https://api.accounting.sage.com/v3.1';
export const ACME = 'a'.repeat(32);
export const BETA = 'b'.repeat(32);
export const GMBH = 'c'.repeat(32);
export const OPEN = 'd'.repeat(32);
export const DESK = 'e'.repeat(32);
export const CARE = 'f'.repeat(32);

/** A British business with a customer at home, one in euros abroad, a supplier, two items and one unpaid invoice of 120.00. */
export function business(): SageBusinessFile {
	const file = gbBusiness('Tiny Ltd');
	const sales = file.ledger_accounts[0]?.id;
	return {
		...file,
		products: [
			{
				id: DESK,
				item_code: 'DSK',
				description: 'Desk',
				sales_ledger_account: { id: sales },
				sales_tax_rate: { id: 'GB_STANDARD' },
				sales_prices: [{ price_name: 'Sales Price', price: 120.5, price_includes_tax: false }],
			},
		],
		services: [{ id: CARE, item_code: 'CARE', description: 'Care', sales_ledger_account: { id: sales } }],
		contacts: [
			{
				id: ACME,
				name: 'Acme Ltd',
				reference: 'CUST-1',
				main_address: {
					address_line_1: '1 High Street',
					city: 'Leeds',
					postal_code: 'LS1 1AA',
					country: { id: 'GB' },
				},
				main_contact_person: { name: 'Ann Lee', email: 'bills@acme.example', telephone: '0113 496 0000' },
				created_at: '2026-01-05T09:00:00Z',
			},
			{ id: BETA, name: 'Beta Supplies', contact_types: [{ id: 'VENDOR' }], created_at: '2026-01-06T09:00:00Z' },
			{
				id: GMBH,
				name: 'Gamma GmbH',
				currency: { id: 'EUR' },
				main_address: { city: 'Berlin', country: { id: 'DE' } },
				created_at: '2026-01-07T09:00:00Z',
			},
		],
		sales_invoices: [
			{
				id: OPEN,
				contact: { id: ACME },
				invoice_number: 'SI-7',
				date: '2026-10-01',
				due_date: '2026-10-31',
				reference: 'PO 1',
				status: { id: 'UNPAID' },
				invoice_lines: [
					{
						description: 'Work',
						ledger_account: { id: sales },
						quantity: 1,
						unit_price: 100,
						tax_rate: { id: 'GB_STANDARD' },
						tax_amount: 20,
					},
				],
				created_at: '2026-10-01T09:00:00Z',
			},
		],
	};
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
	sage: SimulatedSage;
	clock: VirtualClock;
	/** Ids of the businesses, the lead one first. */
	ids: string[];
	/** A call to the API with a sign-in that stays good, e.g. `call('GET', '/contacts?page=1')`. */
	call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
	get(path: string): Promise<any>;
	/** A raw call to any host. */
	send(method: string, url: string, body?: string, headers?: Record<string, string>): Promise<Answer>;
	/** What a person does in Sage. */
	act(action: string, id: string, input?: Record<string, string>): Promise<void>;
	/** Id of the ledger account with this nominal code. */
	account(code: number): string;
	/** A sales invoice of one line for Acme, with what a test adds. */
	sale(fields?: object, line?: object): { sales_invoice: Record<string, any> };
	/** Makes such an invoice. */
	made(fields?: object, line?: object): Promise<any>;
	invoice(id: string): Promise<any>;
}

/** A simulated Sage in virtual time, without limits unless told otherwise. */
export function open(options: Partial<SageOptions> & { files?: SageBusinessFile[] } = {}): World {
	const { files = [business(), gbBusiness('Other Ltd')], ...rest } = options;
	const clock = createVirtualClock(START);
	const sage = createSage(files, { clock, limits: 'off', seed: 1, ...rest });
	const send: World['send'] = async (method, url, body, headers = {}) => {
		const request = new Request(url, { method, headers, body: body ?? null });
		const { response, account, committed } = await sage.handle(request);
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
		return {
			status: response.status,
			body: isJson ? JSON.parse(text) : text,
			headers: response.headers,
			account,
			committed,
		};
	};
	const call: World['call'] = async (method, path, body, headers = {}) => {
		sage.seedToken({ accessToken: 'good' });
		const all = {
			authorization: 'Bearer good',
			...(body !== undefined && { 'content-type': 'application/json' }),
			...headers,
		};
		const sent = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
		return await send(method, `${API}${path}`, sent as string | undefined, all);
	};
	const account = (code: number): string =>
		String((files[0] as SageBusinessFile).ledger_accounts.find(({ nominal_code }) => nominal_code === code)?.id);
	const sale: World['sale'] = (fields = {}, line = {}) => ({
		sales_invoice: {
			contact_id: ACME,
			date: '2026-11-20',
			invoice_lines: [
				{
					description: 'Work',
					ledger_account_id: account(4000),
					quantity: '1',
					unit_price: '50.00',
					tax_rate_id: 'GB_STANDARD',
					tax_amount: '10.00',
					...line,
				},
			],
			...fields,
		},
	});
	const made: World['made'] = async (fields, line) => {
		const answer = await call('POST', '/sales_invoices', sale(fields, line));
		expect(answer.status).toBe(201);
		return answer.body;
	};
	return {
		...{ sage, clock, call, send, account, sale, made },
		ids: sage.dump().map((file) => String((file as SageBusinessFile).business.id)),
		get: async (path) => {
			const answer = await call('GET', path);
			expect(answer.status).toBe(200);
			return answer.body;
		},
		act: async (name, id, input = {}) => {
			const action = sage.actions.find((one) => one.name === name);
			if (!action) throw new Error(`There is no action ${name}`);
			await action.run(id, input);
		},
		invoice: async (id) => (await call('GET', `/sales_invoices/${id}?mark_as_sent=false`)).body,
	};
}

/** A world whose business is American. */
export function openUs(): World {
	const file = usBusiness('Tiny Inc');
	const contact = {
		id: ACME,
		name: 'Acme Inc',
		main_address: { city: 'Louisville', region: 'KY', country: { id: 'US' } },
	};
	return open({ files: [{ ...file, contacts: [contact] }] });
}

/** The problems of a refusal: `source: message`. */
export function problems({ body }: Answer): string[] {
	return (body as Array<{ $source: string; $message: string }>).map(
		({ $source, $message }) => `${$source}: ${$message}`,
	);
}

export { DEMO_TOKENS };
