import { OAUTH_CLIENT } from '../../../sandbox/hubspot/auth.mts';
import { DEMO_APP, DEMO_CUSTOM_CONNECTION, DEMO_TOKENS } from '../../../sandbox/xero/xero.mts';
import type { Flow } from '../../support/engine.mts';
import { fiveDeals } from '../../support/fiveDeals.mts';
import { BILL_WON, closeWorlds, SET_UP, startWorld, type World } from '../../support/world.mts';

/** Each sign-in through the whole template; n8n itself asks for, refreshes and stores the tokens. */
const { company } = fiveDeals();
const ID = 'the-sign-in';

afterAll(closeWorlds);

async function prepared(): Promise<World> {
	const world = await startWorld(company, { searchLagMs: 0 });
	await world.engine.run(world.template(SET_UP), 'Set up');
	world.sandbox.clearCalls();
	return world;
}

/** The template with another sign-in on the nodes of one side. */
function signedIn(world: World, side: 'Crm' | 'Accounting', authentication: string, type: string): Flow {
	const flow = world.template(BILL_WON);
	for (const node of flow.nodes.filter((candidate) => candidate.type.includes(`.closedLoop${side}`))) {
		node.parameters['authentication'] = authentication;
		node.credentials = { [type]: { id: ID, name: 'Another sign-in' } };
	}
	return flow;
}

const tokenCalls = (world: World) => world.sandbox.calls.filter(({ path }) => /token$/.test(path));
const storedToken = (world: World) =>
	(world.engine.credentials[ID]?.data['oauthTokenData'] as { access_token?: string } | undefined)?.access_token;

it('HubSpot by OAuth2: an expired access token is refreshed once and stored', async () => {
	const world = await prepared();
	world.engine.credentials[ID] = {
		type: 'closedLoopHubSpotOAuth2Api',
		data: {
			clientId: OAUTH_CLIENT.id,
			clientSecret: OAUTH_CLIENT.secret,
			oauthTokenData: {
				access_token: 'long-expired',
				refresh_token: `na1-refresh-${company.hubspot.account.portalId}`,
				token_type: 'bearer',
			},
		},
	};
	const outcome = await world.engine.run(signedIn(world, 'Crm', 'oAuth2', 'closedLoopHubSpotOAuth2Api'), 'Catch up');
	expect(outcome.error).toBeNull();
	expect(outcome.items('Write back to deal')).toHaveLength(5);
	expect(tokenCalls(world)).toHaveLength(1);
	expect(storedToken(world)).not.toBe('long-expired');
});

it('Xero by OAuth2: calls under way together share one refresh, and the rotated refresh token is stored', async () => {
	const world = await prepared();
	world.engine.credentials[ID] = {
		type: 'closedLoopXeroOAuth2Api',
		data: {
			clientId: DEMO_APP.clientId,
			clientSecret: DEMO_APP.clientSecret,
			oauthTokenData: {
				access_token: 'long-expired',
				refresh_token: DEMO_TOKENS.refreshToken,
				token_type: 'Bearer',
			},
		},
	};
	const outcome = await world.engine.run(
		signedIn(world, 'Accounting', 'oAuth2', 'closedLoopXeroOAuth2Api'),
		'Catch up',
	);
	expect(outcome.error).toBeNull();
	expect(outcome.items('Write back to deal')).toHaveLength(5);
	expect(tokenCalls(world)).toHaveLength(1);
	expect(world.engine.credentials[ID]?.data['oauthTokenData']).not.toMatchObject({
		refresh_token: DEMO_TOKENS.refreshToken,
	});
});

it('Xero by a Custom Connection: the first token is fetched without anybody', async () => {
	const world = await prepared();
	world.engine.credentials[ID] = {
		type: 'closedLoopXeroCustomConnectionOAuth2Api',
		data: { clientId: DEMO_CUSTOM_CONNECTION.clientId, clientSecret: DEMO_CUSTOM_CONNECTION.clientSecret },
	};
	const flow = signedIn(world, 'Accounting', 'customConnection', 'closedLoopXeroCustomConnectionOAuth2Api');
	const outcome = await world.engine.run(flow, 'Catch up');
	expect(outcome.error).toBeNull();
	expect(outcome.items('Write back to deal')).toHaveLength(5);
	expect(storedToken(world)).toBeTruthy();
});

it('a revoked sign-in stops the run, in the words of n8n', async () => {
	const world = await prepared();
	world.engine.credentials[ID] = {
		type: 'closedLoopXeroOAuth2Api',
		data: {
			clientId: DEMO_APP.clientId,
			clientSecret: DEMO_APP.clientSecret,
			oauthTokenData: { access_token: 'long-expired', refresh_token: 'revoked', token_type: 'Bearer' },
		},
	};
	const outcome = await world.engine.run(
		signedIn(world, 'Accounting', 'oAuth2', 'closedLoopXeroOAuth2Api'),
		'Catch up',
	);
	expect(outcome.status).toBe('error');
	expect(outcome.error?.message).toContain('reconnected');
	expect(world.writes()).toEqual([]);
});
