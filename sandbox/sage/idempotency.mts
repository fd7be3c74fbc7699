import type { Clock } from '../core/types.mts';
import { json, Refused } from './problems.mts';

const KEPT_FOR = 7 * 86_400_000;

interface Answer {
	resource: string;
	request: string;
	at: number;
	status: number;
	body: string;
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
	known(business: string, id: string, resource: string, request: string): Response | undefined {
		const answer = this.answers.get(`${business} ${id}`);
		if (!answer || this.clock.now() - answer.at >= KEPT_FOR) return undefined;
		if (answer.resource !== resource) throw mismatch('IdempotencyResourceMismatch', 'Entity type mismatch');
		if (this.rules.strict && answer.request !== request)
			throw mismatch('IdempotencyRequestMismatch', 'The request differs from the first one');
		return json(JSON.parse(answer.body), answer.status);
	}

	async keep(business: string, id: string, resource: string, request: string, response: Response): Promise<void> {
		if (response.status >= 400 && !this.rules.remembersFailures) return;
		const body = await response.clone().text();
		const at = this.clock.now();
		this.answers.set(`${business} ${id}`, { resource, request, at, status: response.status, body });
	}
}

function mismatch(dataCode: string, message: string): Refused {
	return new Refused(422, { dataCode, message, source: '' });
}
