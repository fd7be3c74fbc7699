import type { Problem, Result, SystemName } from '../../../../nodes/shared/model/result';
import { failed, ok } from '../../../../nodes/shared/model/result';
import type { PortContext } from '../../../../nodes/shared/transport/kernel';
import { createKernel } from '../../../../nodes/shared/transport/kernel';
import type { SystemProfile } from '../../../../nodes/shared/transport/profile';
import { base32Hash } from '../../../../nodes/shared/billing/key';
import type { WriteAttempt } from '../../../../nodes/shared/systems/accounting';
import { inBatches } from '../../../../nodes/shared/systems/batches';
import { writeName } from '../../../../nodes/shared/systems/writeName';
import { unreadable } from '../../../../nodes/shared/transport/answers';
import { SETTINGS } from '../server/records.mts';
import type { ToyKind } from '../server/records.mts';

export const TOY = 'toy' as SystemName;
export const BATCH = 50;

/** What the request kernel must know of the toy ledger. */
const profile: SystemProfile = {
	system: TOY,
	label: 'Toy Ledger',
	base: 'https://api.toy.example',
	limits: [],
	concurrency: 4,
	errors: [],
	words: ({ body }) => String((body as { words?: string } | null)?.words ?? ''),
	limitHit: ({ headers }) => ({ waitMs: Number(headers['retry-after'] ?? 1) * 1000 }),
	keyWindowMs: 3_600_000,
	timeoutMs: 30_000,
};

/** Requests to the toy ledger: pages read to the end, batches paired with what was sent. */
export interface ToyClient {
	clock(): string | null;
	settings(): Promise<typeof SETTINGS>;
	list<T>(kind: ToyKind, doing: string): Promise<T[]>;
	pdf(id: string): Promise<string>;
	/** `keys` name what is made, so that a request that comes again is answered and not repeated. */
	create<T>(
		kind: ToyKind,
		elements: object[],
		keys: string[],
		attempt: WriteAttempt,
		doing: string,
	): Promise<Array<Result<T>>>;
	change<T>(kind: ToyKind, elements: Array<{ id: string }>, doing: string): Promise<Array<Result<T>>>;
}

interface Answer<T> {
	results?: Array<{ record?: T; error?: { code: string; words: string } }>;
}

export function createToyClient(context: PortContext): ToyClient {
	const kernel = createKernel(profile, context);
	let newest: string | null = null;

	async function get(path: string, doing: string, query: { page?: number } = {}): Promise<unknown> {
		const response = await kernel.request({ method: 'GET', path, query, repeat: 'safe', doing });
		newest = new Date(response.headers['date'] ?? context.now()).toISOString();
		return response.body;
	}

	async function page<T>(kind: ToyKind, number: number, doing: string): Promise<{ records: T[]; pages: number }> {
		const body = (await get(`/v1/${kind}`, doing, { page: number })) as { records?: T[]; pages?: number };
		if (!Array.isArray(body.records) || body.pages === undefined) throw unreadable(profile, doing);
		return { records: body.records, pages: body.pages };
	}

	async function write<T>(
		method: 'POST' | 'PATCH',
		kind: ToyKind,
		elements: object[],
		keyOf: (batch: object[]) => string | null,
		doing: string,
	): Promise<Array<Result<T>>> {
		const send = async (batch: object[]) => {
			const key = keyOf(batch);
			const { body } = await kernel.request({
				...{ method, path: `/v1/${kind}`, body: { elements: batch }, doing },
				...(key === null ? { repeat: 'safe' } : { repeat: 'keyed', headers: { 'Idempotency-Key': key } }),
			});
			return body as Answer<T>;
		};
		return await inBatches(elements, BATCH, send, ({ results }, batch) => {
			if (results?.length !== batch.length) throw unreadable(profile, doing);
			return results.map(({ record, error }) => (record === undefined ? failed<T>(refused(error)) : ok(record)));
		});
	}

	return {
		clock: () => newest,
		settings: async () => (await get('/v1/settings', 'reading settings')) as typeof SETTINGS,
		list: async <T,>(kind: ToyKind, doing: string) => {
			const first = await page<T>(kind, 1, doing);
			const records = [...first.records];
			for (let number = 2; number <= first.pages; number++)
				records.push(...(await page<T>(kind, number, doing)).records);
			return records;
		},
		pdf: async (id) => {
			const path = `/v1/invoices/${id}/pdf`;
			return (await kernel.request({ method: 'GET', path, binary: true, repeat: 'safe', doing: 'reading a PDF' }))
				.body as string;
		},
		create: async (kind, elements, keys, attempt, doing) =>
			await write(
				'POST',
				kind,
				elements,
				(batch) => {
					const named = batch.map((element) => keys[elements.indexOf(element)] ?? '');
					return base32Hash(writeName(SETTINGS.id, kind, named, attempt), 40);
				},
				doing,
			),
		change: async (kind, elements, doing) => await write('PATCH', kind, elements, () => null, doing),
	};
}

function refused(error: { code: string; words: string } = { code: 'refused', words: 'it gave no reason' }): Problem {
	return {
		code: error.code,
		message: `Toy Ledger refused it: ${error.words}`,
		todo: 'Correct what it names, then run this item again',
		scope: 'item',
		system: TOY,
		details: error.words,
	};
}
