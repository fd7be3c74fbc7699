import type { Result } from '../../shared/model/result';
import type { Keyed, Making } from './makeOnce';
import { makeOnce } from './makeOnce';
import type { Decided, Settled, SettleOptions, Written } from './settle';
import { settle } from './settle';

interface OnceOptions<Doc extends Keyed, Draft> extends Omit<SettleOptions<Doc, Draft>, 'write'> {
	/** Execution id. */
	run: string;
}

interface MakingCompared<Draft, Doc extends Keyed> extends Omit<Making<Draft, Doc>, 'run' | 'noun'> {
	/** What is told of a document that was made, next to what was asked. */
	compared(made: Result<Written<Doc>>, draft: Draft): Result<Written<Doc>>;
}

/** Carries out what was decided where documents are made new: each key once, and what the ledger made is compared. */
export async function settleOnce<Draft extends { key: string }, Doc extends Keyed>(
	decided: Array<Decided<Doc, Draft>>,
	options: OnceOptions<Doc, Draft>,
	{ compared, ...making }: MakingCompared<Draft, Doc>,
): Promise<Array<Settled<Doc>>> {
	const { run, noun } = options;
	return await settle(decided, {
		...options,
		write: async (drafts) => {
			const made = await makeOnce(drafts, { ...making, run, noun });
			return made.map((result, index) => compared(result, drafts[index] as Draft));
		},
	});
}
