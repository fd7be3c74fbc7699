import type { PortContext } from '../../transport/kernel';
import { problemOf } from '../../transport/systemError';

/** Long enough for the other refresh to have been stored. */
const WINNER_STORES_MS = 2_000;

/**
 * Sage's tokens live five minutes and every refresh kills the refresh token before it (apis/sage.md 1). Calls of one n8n process
 * share one refresh, which n8n sees to and stores before the new token is used. Two processes may still refresh at once (a
 * server and a command line, workers without a common lock): one of them is refused. The refused call never reached the
 * books, so it is sent once more, and takes the token that the other has stored meanwhile.
 */
export function withSharedSignIn(context: PortContext): PortContext {
	return {
		...context,
		send: async (request) =>
			await context.send(request).then(
				(response) => response,
				async (error: unknown) => {
					if (problemOf(error)?.code !== 'sign_in') throw error;
					await context.sleep(WINNER_STORES_MS);
					return await context.send(request);
				},
			),
	};
}
