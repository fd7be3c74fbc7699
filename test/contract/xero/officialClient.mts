/** The official client, unmodified, signed in to a sandbox that is started anew for each test of the file. */
import { afterEach, beforeEach, expect } from '@jest/globals';
import { XeroClient } from 'xero-node';
import { realClock } from '../../../sandbox/core/clock.mts';
import { routeInProcess } from '../../../sandbox/core/route.mts';
import { startSandbox } from '../../../sandbox/index.mts';
import type { Sandbox } from '../../../sandbox/index.mts';
import { DEMO_APP, DEMO_TOKENS } from '../../../sandbox/xero/xero.mts';
import { checkCall } from '../../support/fieldMaps.mts';
import { company } from './support.mts';

export interface OfficialClient {
	sandbox: Sandbox;
	client: XeroClient;
}

/** To be called once in a test file; what it gives back is filled in before each test. */
export function officialClient(): OfficialClient {
	const open = {} as OfficialClient;
	let undo: () => void;
	let findings: string[];
	beforeEach(async () => {
		// The client checks id tokens against the machine's own time.
		open.sandbox = await startSandbox({ company: company(), limits: 'off', clock: realClock });
		findings = [];
		open.sandbox.onCall((call) => findings.push(...checkCall(call)));
		undo = routeInProcess(open.sandbox);
		open.client = new XeroClient({
			clientId: DEMO_APP.clientId,
			clientSecret: DEMO_APP.clientSecret,
			redirectUris: ['http://localhost/callback'],
			scopes: [
				'openid',
				'offline_access',
				'accounting.invoices',
				'accounting.contacts',
				'accounting.settings',
				'accounting.payments',
			],
		});
		open.client.setTokenSet({ access_token: DEMO_TOKENS.accessToken, refresh_token: DEMO_TOKENS.refreshToken });
	});
	afterEach(async () => {
		undo();
		await open.sandbox.close();
		expect(findings).toEqual([]);
	});
	return open;
}

/** The client rejects with a JSON text. */
export async function failure(
	call: Promise<unknown>,
): Promise<{ status: number; body: any; headers: Record<string, string> }> {
	const text = await call.then(
		() => Promise.reject(new Error('The call did not fail')),
		(error: string) => error,
	);
	const { response } = JSON.parse(text) as {
		response: { statusCode: number; body: any; headers: Record<string, string> };
	};
	return { status: response.statusCode, body: response.body, headers: response.headers };
}
