import type { Hold, Outcome, Would } from '../../shared/model/outcome';
import type { Problem, Result } from '../../shared/model/result';
import type { LedgerTraits } from '../../shared/model/ledgerTraits';
import { attempted } from '../attempt';
import { refusalHold } from '../refusal';

/** A document of the ledger that says what became of it (rules.md section 2). */
export interface Told {
	outcome?: Outcome;
	would?: Would;
	reason?: string;
	hold?: Hold;
}

/** What is to be done with one document, from what the ledger holds already. */
export type Decided<Doc extends Told, Change> =
	/** `document` is what preview shows; the same `name` twice is one piece of work. */
	| { do: 'write'; name: string; change: Change; would: Would; document: Doc; reason: string }
	| { do: 'leave'; document: Doc; outcome: 'linked' | 'unchanged'; reason: string }
	| { do: 'hold'; hold: Hold; document: Doc | null }
	| { do: 'fail'; problem: Problem };

/** What became of it; `hold` says why nothing did. */
export type Settled<Doc extends Told> = { document: Doc | null; hold: Hold | null } | { problem: Problem };

/** A document as it stands after a write. */
export interface Written<Doc extends Told> {
	document: Doc;
	/** `held` where nothing came of it, which `hold` explains. */
	outcome: 'created' | 'updated' | 'linked' | 'held';
	/** In words, where there is more to say than the outcome. */
	reason: string;
	/** Where a person has to act although it was written. */
	hold?: Hold;
}

export interface SettleOptions<Doc extends Told, Change> {
	traits: Pick<LedgerTraits, 'label'>;
	preview: boolean;
	stopIfMoreThan: number;
	/** What is done, in words: `approve`, `invoice`. */
	verb: string;
	noun: string;
	/** Writes all at once and answers in order; nothing throws away what was written before a problem. */
	write(changes: Change[]): Promise<Array<Result<Written<Doc>>>>;
}

type Limits = Pick<SettleOptions<Told, unknown>, 'stopIfMoreThan' | 'verb' | 'noun'>;

/**
 * Carries out what was decided, or says what would be: nothing is written in preview, nor above the ceiling, where all are held
 * (rules.md section 3). What the ledger refuses is held in its words; an answer that never came is uncertain.
 */
export async function settle<Doc extends Told, Change>(
	decided: Array<Decided<Doc, Change>>,
	options: SettleOptions<Doc, Change>,
): Promise<Array<Settled<Doc>>> {
	const writes = new Map<string, Extract<Decided<Doc, Change>, { do: 'write' }>>();
	for (const one of decided) if (one.do === 'write' && !writes.has(one.name)) writes.set(one.name, one);
	const over = ceiling(writes.size, options);
	const written = new Map<string, Settled<Doc>>();
	if (!options.preview && over === null && writes.size > 0) {
		const results = await attempted(options.write([...writes.values()].map(({ change }) => change)));
		[...writes.values()].forEach((one, index) => {
			const result = results.ok ? results.value[index] : results;
			if (result !== undefined) written.set(one.name, answerOf(one, result, options));
		});
	}
	return decided.map((one): Settled<Doc> => {
		switch (one.do) {
			case 'fail':
				return { problem: one.problem };
			case 'hold':
				return held(one.document, one.hold, options.preview);
			case 'leave':
				return { document: left(one, options.preview), hold: null };
			case 'write':
				return written.get(one.name) ?? previewed(one, over, options.preview);
		}
	});
}

function ceiling(count: number, { stopIfMoreThan, verb, noun }: Limits): Hold | null {
	if (count <= stopIfMoreThan) return null;
	return {
		code: 'over_limit',
		what: `This run would ${verb} ${count} ${noun}s, more than the ${stopIfMoreThan} of 'Stop If More Than'`,
		todo: `If ${count} is right, raise 'Stop If More Than' and run it again`,
		by: 'finance',
	};
}

function previewed<Doc extends Told>(
	{ document, would, reason }: { document: Doc; would: Would; reason: string },
	over: Hold | null,
	preview: boolean,
): Settled<Doc> {
	if (over !== null) return held(document, over, preview);
	return { document: { ...document, would, ...because(reason) }, hold: null };
}

function left<Doc extends Told>(
	{ document, outcome, reason }: { document: Doc; outcome: 'linked' | 'unchanged'; reason: string },
	preview: boolean,
): Doc {
	if (!preview) return { ...document, outcome, ...because(reason) };
	return { ...document, would: outcome === 'linked' ? 'link' : 'leave', ...because(reason) };
}

function held<Doc extends Told>(document: Doc | null, hold: Hold, preview: boolean): Settled<Doc> {
	if (document === null) return { document, hold };
	const told: Told = preview ? { would: 'hold' } : { outcome: hold.code === 'uncertain' ? 'uncertain' : 'held' };
	return { document: { ...document, ...told, reason: hold.what, hold }, hold };
}

function answerOf<Doc extends Told>(
	{ document }: { document: Doc },
	result: Result<Written<Doc>>,
	{ traits, verb, noun }: Pick<SettleOptions<Told, unknown>, 'traits' | 'verb' | 'noun'>,
): Settled<Doc> {
	if (result.ok) {
		const { document: stands, outcome, reason, hold } = result.value;
		if (hold === undefined) return { document: { ...stands, outcome, ...because(reason) }, hold: null };
		return { document: { ...stands, outcome, reason: hold.what, hold }, hold };
	}
	const { problem } = result;
	if (problem.code === 'no_answer') return held(document, unknown(traits.label, verb, noun), false);
	const hold = refusalHold(problem);
	return hold === null ? { problem } : held(document, hold, false);
}

/** An outcome that cannot be known: never guessed, never asked for again by itself. */
function unknown(ledger: string, verb: string, noun: string): Hold {
	return {
		code: 'uncertain',
		what: `${ledger} gave no answer when it was asked to ${verb} the ${noun}, and it cannot be told whether it did`,
		todo: 'Run it again in a few minutes: what was done is recognised',
		by: 'finance',
	};
}

function because(reason: string): { reason?: string } {
	return reason === '' ? {} : { reason };
}
