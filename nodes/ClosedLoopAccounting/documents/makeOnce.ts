import type { Hold } from '../../shared/model/outcome';
import type { Problem, Result } from '../../shared/model/result';
import { failed, ok } from '../../shared/model/result';
import type { WriteAttempt } from '../../shared/systems/accounting';
import { attempted } from '../attempt';
import { nameOf } from './names';
import type { Told, Written } from './settle';

/** Not asked for again: what may have been done, and what a person has undone. */
const FINAL = ['no_answer', 'removed'];

const SAME_MOMENT = 'Another run made it at the same moment';

/** A document that carries our key. */
export interface Keyed extends Told {
	key: string | null;
	ledgerId: string | null;
	number?: string | null;
	updatedAt: string | null;
}

export interface Making<Draft, Doc> {
	run: string;
	/** What is made, in words: `credit note`. */
	noun: string;
	create(drafts: Draft[], attempt: WriteAttempt): Promise<Array<Result<Doc>>>;
	/** Whether a document stands that a create gave back: an old answer may tell of one that is dead by now. */
	isStanding?(document: Doc): boolean;
	/** Live documents that may be these drafts'. */
	lookUp(drafts: Draft[]): Promise<Doc[]>;
	/** Leaves one of each key's documents and withdraws the others; where the ledger lets none be withdrawn, they are told. */
	leaveOne?(documents: Doc[], drafts: Draft[]): Promise<Map<string, Left<Doc>>>;
}

/** One of several documents of a key, and what became of the others. */
interface Left<Doc> {
	keep: Doc;
	/** What was done, in words. */
	reason: string;
	/** Set when another one still stands. */
	hold: Hold | null;
}

/**
 * Makes each document once (rules.md section 1, "Write" and "After no answer"): what was refused or got no answer is looked up, and
 * what is not there is asked for once more under a fresh key, but never after an answer that did not come. A last look finds what
 * another run made at the same moment: one is left, or two that stand are told.
 */
export async function makeOnce<Draft extends { key: string }, Doc extends Keyed>(
	drafts: Draft[],
	making: Making<Draft, Doc>,
): Promise<Array<Result<Written<Doc>>>> {
	const answers = new Map<string, Result<Written<Doc>>>();
	const open = await tryToMake(drafts, making, 0, answers);
	const waiting = open.filter(({ problem }) => problem.scope !== 'run');
	if (waiting.length > 0) {
		const found = await attempted(making.lookUp(waiting.map(({ draft }) => draft)));
		const again: Draft[] = [];
		for (const { draft, problem } of waiting) {
			const stands = found.ok ? found.value.find(({ key }) => key === draft.key) : undefined;
			if (stands !== undefined) answers.set(draft.key, ok(recovered(stands, problem)));
			else if (found.ok && !FINAL.includes(problem.code)) again.push(draft);
		}
		await tryToMake(again, making, 1, answers);
	}
	await settleDoubles(drafts, making, answers);
	return drafts.map(({ key }) => answers.get(key) as Result<Written<Doc>>);
}

async function tryToMake<Draft extends { key: string }, Doc extends Keyed>(
	drafts: Draft[],
	{ create, run, isStanding = () => true }: Making<Draft, Doc>,
	fresh: number,
	answers: Map<string, Result<Written<Doc>>>,
): Promise<Array<{ draft: Draft; problem: Problem }>> {
	if (drafts.length === 0) return [];
	const results = await attempted(create(drafts, { fresh, run }));
	return drafts.flatMap((draft, index) => {
		const result = (results.ok ? results.value[index] : results) as Result<Doc>;
		if (result.ok && !isStanding(result.value)) {
			const problem = outdated();
			answers.set(draft.key, failed(problem));
			return [{ draft, problem }];
		}
		if (result.ok) {
			answers.set(draft.key, ok({ document: result.value, outcome: 'created', reason: '' }));
			return [];
		}
		answers.set(draft.key, failed(result.problem));
		return [{ draft, problem: result.problem }];
	});
}

/** Under a fresh key it is made anew. */
function outdated(): Problem {
	return {
		code: 'outdated_answer',
		message: 'The ledger answered with what an earlier run had made, which no longer stands',
		todo: 'Run it again tomorrow',
		scope: 'item',
	};
}

function recovered<Doc extends Keyed>(document: Doc, problem: Problem): Written<Doc> {
	if (problem.code === 'no_answer')
		return { document, outcome: 'created', reason: 'Its answer was lost, so it was looked up' };
	return { document, outcome: 'linked', reason: SAME_MOMENT };
}

/** One listing after the writes: of documents that were made at the same moment every run hands on the same one. */
async function settleDoubles<Draft extends { key: string }, Doc extends Keyed>(
	drafts: Draft[],
	{ lookUp, leaveOne, noun }: Making<Draft, Doc>,
	answers: Map<string, Result<Written<Doc>>>,
): Promise<void> {
	const made = drafts.filter(({ key }) => answers.get(key)?.ok === true);
	if (made.length === 0) return;
	const found = await attempted(lookUp(made));
	if (!found.ok) return;
	const left = (await leaveOne?.(found.value, drafts)) ?? told(found.value, noun);
	for (const { key } of made) {
		const answer = answers.get(key);
		if (!answer?.ok) continue;
		const double = left.get(key);
		const [only, ...others] = found.value.filter((document) => document.key === key);
		if (double !== undefined) {
			const { keep, reason, hold } = double;
			answers.set(key, ok({ ...answer.value, document: keep, reason, ...(hold !== null && { hold }) }));
		} else if (only !== undefined && others.length === 0 && only.ledgerId !== answer.value.document.ledgerId) {
			answers.set(key, ok({ document: only, outcome: 'linked', reason: SAME_MOMENT }));
		}
	}
}

/** Where none can be withdrawn, a person has to. */
function told<Doc extends Keyed>(documents: Doc[], noun: string): Map<string, Left<Doc>> {
	const left = new Map<string, Left<Doc>>();
	for (const key of new Set(documents.flatMap((document) => document.key ?? []))) {
		const [keep, other] = documents.filter((document) => document.key === key).sort(byAge);
		if (keep !== undefined && other !== undefined)
			left.set(key, { keep, reason: '', hold: twice(noun, keep, other) });
	}
	return left;
}

function twice(noun: string, keep: Keyed, other: Keyed): Hold {
	return {
		code: 'two_live_invoices',
		what: `Two runs made a ${noun} for the same source at the same moment: ${nameOf(keep)} and ${nameOf(other)}`,
		todo: `Delete ${nameOf(other)} in the ledger`,
		by: 'finance',
	};
}

/** The earliest first, so that every run tells the same one. */
function byAge(a: Keyed, b: Keyed): number {
	const order = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
	return order(a.updatedAt ?? '9', b.updatedAt ?? '9') || order(a.ledgerId ?? '', b.ledgerId ?? '');
}
