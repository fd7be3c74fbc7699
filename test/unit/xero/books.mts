import { openXero } from '../../../nodes/shared/systems/xero/xero';
import { encodeQuery } from '../../../nodes/shared/transport/http';
import type { Send } from '../../../nodes/shared/transport/http';
import { NoAnswer } from '../../../nodes/shared/transport/http';
import { TENANT_ID, ukOrganisation } from '../../../sandbox/company/organisation.mts';
import { realClock } from '../../../sandbox/core/clock.mts';
import type { XeroOrganisationFile, XeroRecord } from '../../../sandbox/core/types.mts';
import { createXero, DEMO_TOKENS } from '../../../sandbox/xero/xero.mts';
import { heldToModels } from '../../support/heldToModels.mts';

/** One request that reached the simulated Xero. */
export interface Asked {
	method: string;
	path: string;
	query: URLSearchParams;
	url: string;
	headers: Headers;
	body: Record<string, XeroRecord[]> | null;
}

/** What a test may do to a request: answer it itself, or leave it to the simulated Xero (undefined). */
export type Intercept = (
	asked: Asked,
	pass: () => Promise<Response>,
) => Promise<Response | undefined> | Response | undefined;

/** A connector over a simulated UK organisation; `asked` gathers its requests. */
export function openBooks(
	fill: (file: XeroOrganisationFile) => void = () => undefined,
	intercept: Intercept = () => undefined,
) {
	const file = ukOrganisation('Ledger & Sons');
	fill(file);
	const xero = createXero([file], { clock: realClock, limits: 'off', seed: 1 });
	const asked: Asked[] = [];
	const send: Send = async (request) => {
		const init = {
			method: request.method,
			headers: {
				...request.headers,
				Authorization: `Bearer ${DEMO_TOKENS.accessToken}`,
				'Content-Type': 'application/json',
			},
			...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
		};
		const url = new URL(request.url);
		const one: Asked = {
			method: request.method,
			path: url.pathname,
			query: url.searchParams,
			url: request.url,
			headers: new Headers(init.headers),
			body: (request.body ?? null) as Asked['body'],
		};
		asked.push(one);
		const pass = async () => (await xero.handle(new Request(request.url, init))).response;
		const answer = (await intercept(one, pass)) ?? (await pass());
		if (request.binary && answer.status < 400) {
			const body = Buffer.from(await answer.arrayBuffer()).toString('base64');
			return { status: answer.status, headers: Object.fromEntries(answer.headers), body };
		}
		const text = await answer.text();
		heldToModels({
			system: 'xero',
			method: request.method,
			host: url.host,
			path: url.pathname + url.search,
			status: answer.status,
			requestBody: request.body === undefined ? '' : JSON.stringify(request.body),
			responseBody: text,
		});
		const json = (answer.headers.get('content-type') ?? '').includes('json');
		return {
			status: answer.status,
			headers: Object.fromEntries(answer.headers),
			body: json ? JSON.parse(text) : text,
		};
	};
	const context = {
		send,
		sleep: async () => undefined,
		now: () => Date.now(),
		account: TENANT_ID,
		organisationId: TENANT_ID,
	};
	return { port: openXero(context), open: () => openXero(context), asked, xero, file };
}

/** An answer that never comes. */
export function silence(): never {
	throw new NoAnswer('time-out');
}

export function contact(name: string, more: XeroRecord = {}): XeroRecord {
	return { ContactID: guidOf(name), Name: name, ContactStatus: 'ACTIVE', ...more };
}

/** A guid made of a text, the same every time. */
export function guidOf(text: string): string {
	const hex = [...text].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 0xffffffffffff, 7).toString(16);
	return `aaaaaaaa-0000-4000-8000-${hex.padStart(12, '0')}`;
}

export { encodeQuery, TENANT_ID };
