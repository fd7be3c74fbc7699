import { unreadable } from '../../transport/answers';
import type { LedgerChanges } from '../accounting';
import type { Books } from './books';
import { elementProblem } from './errors';
import { estimateId } from './ids';
import { changedDocuments, toDocuments } from './invoiceReads';
import { CDC_DAYS, CDC_MOST } from './limits';
import { moment } from './query';
import { SystemError } from '../../transport/systemError';
import { QUICKBOOKS } from './profile';
import type { WireChanges, WireEstimate, WireInvoice, WireObject } from './wire';

const READING = 'reading what changed';
const DAY_MS = 86_400_000;

/**
 * What changed since then (apis/quickbooks.md 9). The change feed also tells what was deleted; it looks back 30 days and
 * answers with 1,000 objects at most, so beyond either a query by time of change is asked, which knows no deleted ones.
 */
export async function changes(books: Books, since: string): Promise<LedgerChanges> {
	if (books.client.now() - Date.parse(since) < CDC_DAYS * DAY_MS) {
		const told = await feed(books, since);
		if (told !== null) return told;
	}
	await books.company();
	const until = books.client.clock() ?? new Date(books.client.now()).toISOString();
	return { invoices: await changedDocuments(books, since), deleted: [], until };
}

/** Null where the feed came full, so that something may be missing. */
async function feed(books: Books, since: string): Promise<LedgerChanges | null> {
	const query = { entities: 'Invoice,Estimate', changedSince: moment(since) };
	const answer = (await books.client.read('/cdc', query, READING)) as WireChanges | null;
	if (!Array.isArray(answer?.CDCResponse)) throw unreadable(QUICKBOOKS, READING);
	for (const { Fault } of answer.CDCResponse) {
		if (Fault !== undefined) throw new SystemError(elementProblem(Fault, READING, {}));
	}
	const responses = answer.CDCResponse.flatMap(({ QueryResponse }) => QueryResponse ?? []);
	const of = <T extends WireObject>(entity: string) => responses.flatMap((one) => (one[entity] ?? []) as T[]);
	const invoices = of<WireInvoice>('Invoice');
	const estimates = of<WireEstimate>('Estimate');
	if (invoices.length + estimates.length >= CDC_MOST) return null;
	const documents = await toDocuments(books, invoices.filter(isLive), estimates.filter(isLive));
	return {
		invoices: documents,
		deleted: [
			...invoices.filter((wire) => !isLive(wire)).map(({ Id = '' }) => Id),
			...estimates.filter((wire) => !isLive(wire)).map(({ Id = '' }) => estimateId(Id)),
		],
		until: new Date(answer.time ?? books.client.clock() ?? books.client.now()).toISOString(),
	};
}

function isLive({ status }: WireObject): boolean {
	return status?.toLowerCase() !== 'deleted';
}
