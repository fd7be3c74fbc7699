import { problemOf } from '../../transport/systemError';
import { chunks } from '../lists';
import { BATCH_SIZE, SMALL_BATCH_SIZE } from './limits';

/** Companies that refused a large batch (1040): an economy shared by the nodes of this process, never a guard. */
const small = new Set<string>();
const MOST_REMEMBERED = 500;

/**
 * Works through `items` in batches and joins the answers in order. A batch that is refused for its size is cut, as
 * are all later ones of that company (apis/quickbooks.md 8: Intuit names 10, 30 and 50).
 */
export async function inParts<Item, Answer>(
	realm: string,
	items: Item[],
	send: (part: Item[]) => Promise<Answer[]>,
): Promise<Answer[]> {
	const answers: Answer[] = [];
	for (const part of chunks(items, small.has(realm) ? SMALL_BATCH_SIZE : BATCH_SIZE)) {
		const outcome = await send(part).then(
			(value) => value,
			(error: unknown) => {
				if (problemOf(error)?.code !== 'batch_too_big' || part.length <= SMALL_BATCH_SIZE) throw error;
				return null;
			},
		);
		if (outcome === null) {
			if (small.size >= MOST_REMEMBERED) small.clear();
			small.add(realm);
			return [...answers, ...(await inParts(realm, items.slice(answers.length), send))];
		}
		answers.push(...outcome);
	}
	return answers;
}
