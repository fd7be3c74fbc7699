import type { SeededRandom } from '../core/random.mts';
import type { QuickBooksRecord } from '../core/types.mts';
import type { Books } from './books.mts';
import { entityNamed } from './entities.mts';
import { missing, refused, Refused } from './faults.mts';
import { changesSince } from './cdc.mts';
import { select } from './select.mts';
import { entityOrRefuse, perform, unsupported } from './writes.mts';

/** Batches: apis/quickbooks.md section 8. */

const NONE: ReadonlySet<string> = new Set();

/** The items of a batch. @throws Refused 2020 without any, 1040 for more than the company takes */
export function batchItems(books: Books, body: QuickBooksRecord): QuickBooksRecord[] {
	const items = body['BatchItemRequest'];
	if (!Array.isArray(items) || !items.length) throw missing('BatchItemRequest');
	const most = books.behaviour.largestBatch;
	if (items.length > most) {
		throw refused('1040', `The batch has ${items.length} items, which exceeds the maximum batch size of ${most}`);
	}
	return items as QuickBooksRecord[];
}

/** True when nothing of the batch would change a record. */
export function onlyReads(items: readonly QuickBooksRecord[]): boolean {
	return items.every((item) => item['Query'] !== undefined || item['CDCQuery'] !== undefined);
}

/** Each item on its own, in no order that could be relied upon. */
export function runBatch(books: Books, items: readonly QuickBooksRecord[], random: SeededRandom): QuickBooksRecord[] {
	const answers = items.map((item) => ({
		...(item['bId'] !== undefined && { bId: item['bId'] }),
		...runItem(books, item),
	}));
	return shuffled(answers, random);
}

function runItem(books: Books, item: QuickBooksRecord): QuickBooksRecord {
	try {
		if (typeof item['Query'] === 'string') return { QueryResponse: select(books, item['Query'], NONE) };
		const cdc = item['CDCQuery'] as { Entities?: string; ChangedSince?: string } | undefined;
		if (cdc) return { CDCResponse: [changesSince(books, cdc.Entities, cdc.ChangedSince)] };
		const name = Object.keys(item).find((key) => entityNamed(key));
		if (name === undefined) throw unsupported(Object.keys(item).join(', '));
		const entity = entityOrRefuse(name);
		const options = String(item['optionsData'] ?? '').toLowerCase();
		const write = {
			entity,
			// A void of a batch is an update with the option.
			operation:
				options === 'void' && item['operation'] === 'update' ? 'void' : String(item['operation'] ?? 'create'),
			include: new Set([options]),
			body: item[name] as QuickBooksRecord,
		};
		return { [entity]: perform(books, write) };
	} catch (error) {
		if (error instanceof Refused) return { Fault: error.fault };
		throw error;
	}
}

function shuffled<T>(values: readonly T[], random: SeededRandom): T[] {
	const all = [...values];
	for (let last = all.length - 1; last > 0; last--) {
		const other = random.int(0, last);
		[all[last], all[other]] = [all[other] as T, all[last] as T];
	}
	return all;
}
