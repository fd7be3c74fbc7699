import { withBooksIn } from '../../../sandbox/company/books.mts';
import { DEMO_APP, DEMO_TOKENS } from '../../../sandbox/sage/sage.mts';
import type { Flow, RunOutcome } from '../../support/engine.mts';
import { fiveDeals } from '../../support/fiveDeals.mts';
import { BILL_WON, closeWorlds, SET_UP, startWorld, type World } from '../../support/world.mts';

/**
 * Sage's tokens live five minutes, and a refresh kills the refresh token before it (apis/sage.md 1): a token that is spent twice means that
 * somebody has to sign in again. n8n itself asks for, refreshes and stores the tokens.
 */
const company = withBooksIn(fiveDeals().company, 'sage');
const ID = 'the-sign-in';

afterAll(closeWorlds);

interface Token {
	access_token?: string;
	refresh_token?: string;
}

/** A world whose stored sign-in for Sage has expired. */
async function expired(tokens: Token = { refresh_token: DEMO_TOKENS.refreshToken }): Promise<World> {
	const world = await startWorld(company, { searchLagMs: 0 });
	await world.engine.run(world.template(SET_UP), 'Set up');
	store(world, { access_token: 'long-expired', ...tokens });
	world.sandbox.clearCalls();
	return world;
}

function store(world: World, tokens: Token): void {
	world.engine.credentials[ID] = {
		type: 'closedLoopSageOAuth2Api',
		data: {
			clientId: DEMO_APP.clientId,
			clientSecret: DEMO_APP.clientSecret,
			oauthTokenData: { token_type: 'bearer', expires_in: 300, ...tokens } as never,
		},
	};
}

const stored = (world: World) => world.engine.credentials[ID]?.data['oauthTokenData'] as Token;
const tokenCalls = (world: World) => world.sandbox.calls.filter(({ host }) => host === 'oauth.accounting.sage.com');

/** Invoices that a run made; one of the five deals is held. */
function made(outcome: RunOutcome): number {
	const items = outcome.items('Write back to deal') as Array<{ invoice?: { outcome?: string } | null }>;
	return items.filter(({ invoice }) => invoice?.outcome === 'created').length;
}

/** The template with that sign-in on the nodes of the ledger, which are not run again when they fail. */
function flow(world: World): Flow {
	const template = world.template(BILL_WON, { previewOnly: false });
	for (const node of template.nodes.filter(({ type }) => type.includes('.closedLoopAccounting'))) {
		node.credentials = { closedLoopSageOAuth2Api: { id: ID, name: 'Sage' } };
		Object.assign(node, { retryOnFail: false });
	}
	return template;
}

it('is refreshed once for all calls of a run that are under way together, and the rotated token is stored', async () => {
	const world = await expired();
	const outcome = await world.engine.run(flow(world), 'Catch up');
	expect(outcome.error).toBeNull();
	expect(made(outcome)).toBe(4);
	expect(tokenCalls(world)).toHaveLength(1);
	expect(stored(world).refresh_token).not.toBe(DEMO_TOKENS.refreshToken);
	// What was stored is what serves next time.
	store(world, { ...stored(world), access_token: 'expired-again' });
	const again = await world.engine.run(flow(world), 'Catch up');
	expect(again.error).toBeNull();
	expect(tokenCalls(world).map(({ status }) => status)).toEqual([200, 200]);
});

it('is refreshed once by two runs at the same moment', async () => {
	const world = await expired();
	const outcomes = await Promise.all([
		world.engine.run(flow(world), 'Catch up'),
		world.engine.run(flow(world), 'Catch up'),
	]);
	expect(outcomes.map(({ error }) => error)).toEqual([null, null]);
	expect(tokenCalls(world).map(({ status }) => status)).toEqual([200]);
});

it('that another process has refreshed meanwhile is taken from where that one stored it', async () => {
	const world = await expired({ refresh_token: 'spent-by-another-process' });
	world.sandbox.onCall(({ host, status }) => {
		if (host === 'oauth.accounting.sage.com' && status === 400) {
			store(world, { access_token: DEMO_TOKENS.accessToken, refresh_token: DEMO_TOKENS.refreshToken });
		}
	});
	const outcome = await world.engine.run(flow(world), 'Catch up');
	expect(outcome.error).toBeNull();
	expect(made(outcome)).toBe(4);
	expect(tokenCalls(world)).toHaveLength(1);
});

it('that is gone stops the run in the words of n8n, and writes nothing to Sage', async () => {
	const world = await expired({ refresh_token: 'revoked' });
	const outcome = await world.engine.run(flow(world), 'Catch up');
	expect(outcome.status).toBe('error');
	expect(outcome.error?.message).toContain('reconnected');
	expect(world.writes().filter(({ system }) => system === 'sage')).toEqual([]);
	// Asked for once more, in case another process had refreshed it; of the three nodes none goes on.
	expect(tokenCalls(world).every(({ status }) => status === 400)).toBe(true);
});
