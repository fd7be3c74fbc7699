import type { Handled, SimulatedSystem, SystemName, SystemOptions } from '../../../../sandbox/core/types.mts';
import { Refusal, ToyBooks } from './books.mts';
import { people } from './people.mts';
import { KINDS, SETTINGS } from './records.mts';
import type { ToyKind } from './records.mts';

const PAGE = 1000;
export const TOKEN = 'toy-token';

export interface SimulatedToy extends SimulatedSystem {
	/** Makes the token good again. */
	signIn(): void;
}

/**
 * The toy ledger's API, on one host:
 *
 *     GET   /v1/settings
 *     GET   /v1/<kind>?page=1             { records, pages }
 *     POST  /v1/<kind>  { elements }      { results: [{ record } | { error: { code, words } }] }, once per Idempotency-Key
 *     PATCH /v1/<kind>  { elements }      the same, by the id of each
 *     GET   /v1/invoices/<id>/pdf
 */
export function createToy({ clock }: SystemOptions): SimulatedToy {
	const books = new ToyBooks(clock);
	const answered = new Map<string, string>();
	let signedIn = true;

	async function answer(request: Request): Promise<{ response: Response; committed: boolean }> {
		const url = new URL(request.url);
		const [, , kind = '', id = '', part] = url.pathname.split('/');
		const found = (body: unknown, committed = false) => ({ response: Response.json(body), committed });
		const failed = (status: number, words: string) => ({
			response: Response.json({ words }, { status }),
			committed: false,
		});
		if (!signedIn || request.headers.get('authorization') !== `Bearer ${TOKEN}`)
			return failed(401, 'Sign in again');
		if (kind === 'settings') return found(SETTINGS);
		if (!isKind(kind)) return failed(404, 'There is nothing here');
		if (part === 'pdf') {
			const invoice = books.invoices.get(id);
			if (invoice === undefined) return failed(404, 'There is no such invoice');
			const headers = { 'content-type': 'application/pdf' };
			return { response: new Response(`%PDF-1.4 ${invoice.number}`, { headers }), committed: false };
		}
		if (request.method === 'GET') {
			const page = Number(url.searchParams.get('page') ?? 1);
			const all = [...books[kind].values()];
			return found({ records: all.slice((page - 1) * PAGE, page * PAGE), pages: Math.ceil(all.length / PAGE) });
		}
		const { elements } = (await request.json()) as { elements: Array<Record<string, unknown>> };
		const key = request.headers.get('idempotency-key');
		const before = key === null ? undefined : answered.get(key);
		if (before !== undefined) return found(JSON.parse(before));
		const results = elements.map((element) => once(books, kind, request.method, element));
		if (key !== null) answered.set(key, JSON.stringify({ results }));
		return found({ results }, true);
	}

	return {
		name: 'toy' as SystemName,
		hosts: ['api.toy.example'],
		async handle(request): Promise<Handled> {
			const { response, committed } = await answer(request);
			response.headers.set('Date', new Date(clock.now()).toUTCString());
			return { response, committed, account: SETTINGS.id };
		},
		isWrite: (method) => method !== 'GET',
		faultResponse: (status, retryAfter) =>
			Response.json(
				{ words: `The toy answers ${status}` },
				{ status, headers: retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) } },
			),
		expireToken: () => void (signedIn = false),
		signIn: () => void (signedIn = true),
		dump: () => [Object.fromEntries(KINDS.map((kind) => [kind, [...books[kind].values()]]))],
		actions: people(books),
	};
}

function once(books: ToyBooks, kind: ToyKind, method: string, element: Record<string, unknown>) {
	try {
		const { id, ...fields } = element;
		return { record: method === 'POST' ? books.create(kind, fields) : books.change(kind, String(id), fields) };
	} catch (error) {
		if (error instanceof Refusal) return { error: { code: error.code, words: error.message } };
		throw error;
	}
}

function isKind(text: string): text is ToyKind {
	return KINDS.some((kind) => kind === text);
}
