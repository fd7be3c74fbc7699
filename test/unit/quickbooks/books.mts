import { openQuickBooks } from '../../../nodes/shared/systems/quickbooks/quickbooks';
import type { Send } from '../../../nodes/shared/transport/http';
import { realClock } from '../../../sandbox/core/clock.mts';
import type { QuickBooksCompanyFile, QuickBooksRecord } from '../../../sandbox/core/types.mts';
import { ukCompany, usCompany } from '../../../sandbox/quickbooks/companies.mts';
import { createQuickBooks, DEMO_TOKENS } from '../../../sandbox/quickbooks/quickbooks.mts';
import { heldToModels } from '../../support/heldToModels.mts';
import { elementsOf } from './stub.mts';
import type { Sent } from './stub.mts';

/** What a test may do to a request: answer it itself, or leave it to the simulated QuickBooks (undefined). */
export type Intercept = (
	sent: Sent,
	pass: () => Promise<Response>,
) => Promise<Response | undefined> | Response | undefined;

/** A connector over a simulated company; `sent` gathers its requests. */
export function openBooks(
	country: 'US' | 'GB' = 'GB',
	fill: (file: QuickBooksCompanyFile) => void = () => undefined,
	intercept: Intercept = () => undefined,
) {
	const file = country === 'US' ? usCompany('Ledger & Sons') : ukCompany('Ledger & Sons');
	file.Item.push(
		service('1', 'Consulting', { Sku: 'CONS', ...taxOf(country) }),
		service('2', 'Sundry', taxOf(country)),
	);
	file.Customer.push(customer('1', 'Harbour Lights'), customer('2', 'Quay & Sons'));
	fill(file);
	const realm = String(file.CompanyInfo['Id']);
	const quickbooks = createQuickBooks([file], { clock: realClock, limits: 'off', seed: 1, strictRequestIds: true });
	const sent: Sent[] = [];
	const send: Send = async (request) => {
		const body = request.body === undefined ? {} : { body: JSON.stringify(request.body) };
		const headers = {
			...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
			...request.headers,
			Authorization: `Bearer ${DEMO_TOKENS.accessToken}`,
		};
		const url = new URL(request.url);
		const one = { ...request, path: url.pathname.replace(`/v3/company/${realm}`, ''), query: url.searchParams };
		sent.push(one);
		const init = { method: request.method, headers, ...body };
		const pass = async () => (await quickbooks.handle(new Request(request.url, init))).response;
		const answer = (await intercept(one, pass)) ?? (await pass());
		const answerHeaders = Object.fromEntries(answer.headers);
		if (request.binary && answer.status < 400) {
			const bytes = Buffer.from(await answer.arrayBuffer());
			return { status: answer.status, headers: answerHeaders, body: bytes.toString('base64') };
		}
		const text = await answer.text();
		heldToModels({
			system: 'quickbooks',
			method: request.method,
			host: url.host,
			path: url.pathname + url.search,
			status: answer.status,
			requestBody: body.body ?? '',
			responseBody: text,
		});
		const json = (answer.headers.get('content-type') ?? '').includes('json');
		return { status: answer.status, headers: answerHeaders, body: json ? JSON.parse(text) : text };
	};
	const open = () =>
		openQuickBooks({
			send,
			sleep: async () => undefined,
			now: () => Date.now(),
			account: realm,
			organisationId: realm,
			signIn: { organisationId: realm, environment: 'production' },
		});
	const act = async (name: string, id: string, input: Record<string, string> = {}) => {
		const action = quickbooks.actions.find((one) => one.name === name);
		if (action === undefined) throw new Error(`QuickBooks offers no ${name}`);
		await action.run(id, input);
	};
	const records = (kind: string) => (quickbooks.records?.(kind) ?? []) as QuickBooksRecord[];
	return { port: open(), open, sent, quickbooks, file, realm, act, records, elementsOf };
}

export function service(Id: string, Name: string, more: QuickBooksRecord = {}): QuickBooksRecord {
	return { Id, Name, Type: 'Service', Active: true, IncomeAccountRef: { value: incomeAccount }, ...more };
}

/** Id of the first income account of the ready companies. */
export const incomeAccount = String(
	ukCompany('').Account.find((account) => account['AccountType'] === 'Income')?.['Id'] ?? '',
);

export const bankAccount = String(
	ukCompany('').Account.find((account) => account['AccountType'] === 'Bank')?.['Id'] ?? '',
);

export function customer(Id: string, DisplayName: string, more: QuickBooksRecord = {}): QuickBooksRecord {
	return { Id, DisplayName, Active: true, ...more };
}

function taxOf(country: 'US' | 'GB'): QuickBooksRecord {
	return country === 'US' ? { Taxable: true } : { SalesTaxCodeRef: { value: '2' } };
}

export { elementsOf };
