import type { Clock } from '../core/types.mts';
import { Refused } from './problems.mts';

const KEPT_FOR = 7 * 86_400_000;

/** What was answered, before it becomes a Response. */
export interface Outcome {
	status: number;
	body: unknown;
}

interface Answer {
	resource: string;
	request: string;
	at: number;
	outcome: Outcome;
}

export interface IdempotencyRules {
	/** Refuses an id that comes with another body, which Sage says nothing about; else the first answer is given again. */
	strict: boolean;
	/** Gives a refusal again as well; else a call that failed leaves no trace. */
	remembersFailures: boolean;
}

/**
 * `idempotency_id`: apis/sage.md 3a. For 7 days the same request under an id is answered with the first result; on
 * another resource it is refused.
 */
export class IdempotentAnswers {
	private readonly clock: Clock;
	private readonly rules: IdempotencyRules;
	private readonly answers = new Map<string, Answer>();

	constructor(clock: Clock, rules: IdempotencyRules) {
		this.clock = clock;
		this.rules = rules;
	}

	/** The answer that was given under this id. @throws Refused for another resource, and when strict for another body */
	known(business: string, id: string, resource: string, request: string): Outcome | undefined {
		const answer = this.answers.get(`${business} ${id}`);
		if (!answer || this.clock.now() - answer.at >= KEPT_FOR) return undefined;
		if (answer.resource !== resource) throw mismatch('IdempotencyResourceMismatch', 'Entity type mismatch');
		if (this.rules.strict && answer.request !== request)
			throw mismatch('IdempotencyRequestMismatch', 'The request differs from the first one');
		return answer.outcome;
	}

	keep(business: string, id: string, resource: string, request: string, outcome: Outcome): void {
		if (outcome.status >= 400 && !this.rules.remembersFailures) return;
		this.answers.set(`${business} ${id}`, { resource, request, at: this.clock.now(), outcome });
	}
}

function mismatch(dataCode: string, message: string): Refused {
	return new Refused(422, { dataCode, message, source: '' });
}
