/** `node-quickbooks`, unmodified, signed in to a sandbox that is started anew for each test of the file. */
import { afterEach, beforeEach } from '@jest/globals';
import QuickBooks from 'node-quickbooks';
import { realClock } from '../../../sandbox/core/clock.mts';
import { routeInProcess } from '../../../sandbox/core/route.mts';
import type { QuickBooksCompanyFile } from '../../../sandbox/core/types.mts';
import { startSandbox } from '../../../sandbox/index.mts';
import type { Sandbox } from '../../../sandbox/index.mts';
import { DEMO_APP, DEMO_TOKENS } from '../../../sandbox/quickbooks/quickbooks.mts';
import { company, uk } from './support.mts';

export interface OfficialClient {
	sandbox: Sandbox;
	/** Typed shallowly by its own declarations, so that tests reach what they do not name. */
	client: any;
	realm: string;
}

/** To be called once in a test file; what it gives back is filled in before each test. */
export function officialClient(file: () => QuickBooksCompanyFile = uk): OfficialClient {
	const open = {} as OfficialClient;
	let undo: () => void;
	beforeEach(async () => {
		const quickbooks = file();
		open.sandbox = await startSandbox({ company: company(quickbooks), limits: 'off', clock: realClock });
		undo = routeInProcess(open.sandbox);
		open.realm = String(quickbooks.CompanyInfo['Id']);
		open.client = clientOf(open.realm, DEMO_TOKENS, true);
	});
	afterEach(async () => {
		undo();
		await open.sandbox.close();
	});
	return open;
}

/** A client signed in with these tokens; `useSandbox` chooses Intuit's sandbox host. */
export function clientOf(
	realm: string,
	tokens: { accessToken: string; refreshToken: string },
	useSandbox: boolean,
): any {
	const { clientId, clientSecret } = DEMO_APP;
	const { accessToken, refreshToken } = tokens;
	const Client = QuickBooks as unknown as new (...args: unknown[]) => unknown;
	return new Client(clientId, clientSecret, accessToken, false, realm, useSandbox, false, 75, '2.0', refreshToken);
}

/** Its callbacks as a promise; rejects with what it calls the error. */
export async function called(client: any, method: string, ...args: unknown[]): Promise<any> {
	return await new Promise((resolve, reject) => {
		client[method](...args, (error: unknown, data: unknown) => (error ? reject(error) : resolve(data)));
	});
}

/** Status and body of a call that fails. */
export async function failure(call: Promise<unknown>): Promise<{ status: number; body: any }> {
	const error = await call.then(
		() => Promise.reject(new Error('The call did not fail')),
		(reason: any) => reason,
	);
	return { status: error.response.status, body: error.response.data };
}
