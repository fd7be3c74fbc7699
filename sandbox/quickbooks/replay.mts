import type { Clock } from '../core/types.mts';
import { refused } from './faults.mts';

/** How long an answer is kept. Intuit does not tell (apis/quickbooks.md section 4). */
const KEPT_FOR = 86_400_000;

interface Answer {
	at: number;
	content: string;
	status: number;
	body: string;
}

/** A request id that came again with other content. */
export interface ReusedRequestId {
	requestId: string;
	path: string;
}

/**
 * `requestid`: apis/quickbooks.md section 4. An id is good in one company, whatever the endpoint; a batch with other bIds is another
 * request. The same id with other content is answered with the old response, and noted. Refusals are kept too, server
 * trouble is not: both are unconfirmed, and the careful reading is taken.
 */
export class Replay {
	/** Every id that was used for other content. */
	readonly reused: ReusedRequestId[] = [];
	private readonly answers = new Map<string, Answer>();
	private readonly clock: Clock;

	constructor(clock: Clock) {
		this.clock = clock;
	}

	/**
	 * The kept answer, or that of `work`, which is then kept. `bIds` are those of a batch, null for a single write.
	 * @throws Refused 2130 for an id in a form that cannot be kept
	 */
	async answer(
		call: { realm: string; requestId: string; bIds: string[] | null; path: string; content: string },
		work: () => Promise<Response>,
	): Promise<Response> {
		const { realm, requestId, bIds, path, content } = call;
		checkForm(requestId, bIds);
		const key = JSON.stringify([realm, requestId, bIds && [...bIds].sort()]);
		const known = this.answers.get(key);
		if (known && this.clock.now() - known.at < KEPT_FOR) {
			if (known.content !== content) this.reused.push({ requestId, path });
			return new Response(known.body, { status: known.status, headers: JSON_TYPE });
		}
		const at = this.clock.now();
		const response = await work();
		const body = await response.clone().text();
		if (response.status < 500) this.answers.set(key, { at, content, status: response.status, body });
		return response;
	}
}

const JSON_TYPE = { 'Content-Type': 'application/json;charset=UTF-8' };

function checkForm(requestId: string, bIds: string[] | null): void {
	const longest = bIds ? 36 : 50;
	if (requestId.length > longest) {
		throw refused('2130', `The request id has ${requestId.length} characters and must have at most ${longest}`);
	}
	const long = bIds?.find((bId) => bId.length > 10);
	if (long !== undefined) throw refused('2130', `bId ${long} must have at most 10 characters with a request id`);
}
