import type { InvoiceDraft, InvoiceDraftLine } from '../../../nodes/shared/model/invoice';
import { openSage } from '../../../nodes/shared/systems/sage/sage';
import type { Send } from '../../../nodes/shared/transport/http';
import { NoAnswer } from '../../../nodes/shared/transport/http';
import { realClock } from '../../../sandbox/core/clock.mts';
import type { SageBusinessFile, SageRecord } from '../../../sandbox/core/types.mts';
import { gbBusiness } from '../../../sandbox/sage/businesses.mts';
import type { SageOptions } from '../../../sandbox/sage/sage.mts';
import { createSage, DEMO_TOKENS } from '../../../sandbox/sage/sage.mts';

/** One request that reached the simulated Sage. */
export interface Asked {
	method: string;
	/** Below `/v3.1`. */
	path: string;
	query: URLSearchParams;
	headers: Headers;
	/** The record inside its wrapper. */
	body: SageRecord | null;
}

/** What a test may do to a request: answer it itself, or leave it to the simulated Sage (undefined). */
export type Intercept = (
	asked: Asked,
	pass: () => Promise<Response>,
) => Promise<Response | undefined> | Response | undefined;

export interface World {
	business?: SageBusinessFile;
	fill?: (file: SageBusinessFile) => void;
	intercept?: Intercept;
	options?: Partial<SageOptions>;
}

/** A connector over a simulated British business; `asked` gathers its requests. */
export function openBooks({ business, fill = () => undefined, intercept, options }: World = {}) {
	const file = business ?? gbBusiness('Ledger & Sons');
	fill(file);
	const sage = createSage([file], { clock: realClock, limits: 'off', seed: 1, strict: true, ...options });
	const asked: Asked[] = [];
	const send: Send = async (request) => {
		const init = {
			method: request.method,
			headers: {
				...request.headers,
				Authorization: `Bearer ${DEMO_TOKENS.accessToken}`,
				...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
			},
			...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
		};
		const url = new URL(request.url);
		const one: Asked = {
			method: request.method,
			path: url.pathname.replace('/v3.1', ''),
			query: url.searchParams,
			headers: new Headers(init.headers),
			body: (Object.values((request.body ?? {}) as SageRecord)[0] ?? null) as SageRecord | null,
		};
		asked.push(one);
		const pass = async () => (await sage.handle(new Request(request.url, init))).response;
		const answer = (await intercept?.(one, pass)) ?? (await pass());
		const headers = Object.fromEntries(answer.headers);
		if (request.binary) {
			const base64 = Buffer.from(await answer.arrayBuffer()).toString('base64');
			return { status: answer.status, headers, body: base64 };
		}
		const text = await answer.text();
		const json = (answer.headers.get('content-type') ?? '').includes('json');
		return { status: answer.status, headers, body: json && text !== '' ? JSON.parse(text) : text };
	};
	const id = String(file.business.id);
	const context = { send, sleep: async () => undefined, now: () => Date.now(), account: id, organisationId: id };
	const calls = (method: string, path: RegExp) => asked.filter((one) => one.method === method && path.test(one.path));
	return { port: openSage(context), open: () => openSage(context), asked, calls, sage, file };
}

/** An answer that never comes. */
export function silence(): never {
	throw new NoAnswer('time-out');
}

/** An id as Sage makes them, of a text, the same every time. */
export function idOf(text: string): string {
	const hash = [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 0xffffffffffff, 7);
	return `aaaaaaaaaaaaaaaaaaaa${hash.toString(16).padStart(12, '0')}`;
}

export function contact(name: string, more: SageRecord = {}): SageRecord {
	return { id: idOf(name), name, contact_types: [{ id: 'CUSTOMER' }], is_active: true, ...more };
}

export function accountId(file: SageBusinessFile, code: number): string {
	return String(file.ledger_accounts.find(({ nominal_code: nominal }) => Number(nominal) === code)?.id);
}

export function line(more: Partial<InvoiceDraftLine> = {}): InvoiceDraftLine {
	return {
		dealLineId: '1',
		description: 'Work',
		quantity: 1,
		unitPrice: 10,
		discountPercent: null,
		discountAmount: null,
		amountAlone: false,
		itemCode: null,
		account: '4000',
		taxCode: 'GB_STANDARD',
		taxReason: '',
		amount: 10,
		...more,
	};
}

export function draft(key: string, more: Partial<InvoiceDraft> = {}): InvoiceDraft {
	const lines = more.lines ?? [line()];
	return {
		key,
		execution: '1042',
		sourceUrl: null,
		customerId: idOf('Harbour Lights'),
		status: 'draft',
		issueDate: '2026-11-02',
		dueDate: '2026-12-02',
		reference: null,
		currency: 'GBP',
		amountsAre: 'exclusive',
		lines,
		net: lines.reduce((sum, { amount }) => sum + amount, 0),
		brandingTheme: null,
		createAs: 'invoice',
		referenceField: null,
		...more,
	};
}

export const attempt = { fresh: 0, run: '1042' };
