import type { Hold, HoldCode } from '../shared/model/outcome';
import type { Problem } from '../shared/model/result';

/** Problems that the content of the record has no part in: they are errors of the item, not reasons to hold it. */
const OUTER = ['no_answer', 'server_error', 'rate_limited', 'no_connection', 'unexpected', 'key_in_use', 'not_found'];

/** `removed`: an old answer told of it, and a person has taken it away since. */
const HOLD_CODES: Record<string, HoldCode> = { name_taken: 'customer_name_taken', removed: 'cancelled_by_person' };

/**
 * What the ledger refused for its content is held with the ledger's words, since a person can mend it (rules.md section
 * 2); null for any other problem.
 */
export function refusalHold(problem: Problem): Hold | null {
	if (problem.scope === 'run' || OUTER.includes(problem.code)) return null;
	return {
		code: HOLD_CODES[problem.code] ?? 'not_accepted',
		what: problem.message,
		todo: problem.todo,
		by: 'finance',
	};
}

/** An outcome that cannot be known: never guessed, never asked for again by itself. */
export function uncertainHold(ledger: string, what: string): Hold {
	return {
		code: 'uncertain',
		what: `${ledger} gave no answer when ${what} was made, and it cannot be found yet`,
		todo: `Run it again in a few minutes: what was made is recognised`,
		by: 'finance',
	};
}
