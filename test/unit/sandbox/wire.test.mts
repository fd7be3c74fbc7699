/** How clients of every kind reach the sandbox under the real host names. */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { connect as tlsConnect } from 'node:tls';
import axios from 'axios';
import { routeInProcess } from '../../../sandbox/core/route.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { tinyCompany } from '../../contract/hubspot/support.mts';

let sandbox: Sandbox;
let undo = (): void => {};
beforeEach(async () => (sandbox = await startSandbox({ company: tinyCompany() })));
afterEach(async () => {
	undo();
	undo = () => {};
	await sandbox.close();
});

const url = 'https://api.hubapi.com/account-info/2026-09/details';
const headers = () => ({ authorization: `Bearer ${sandbox.hubspot.token}` });

async function byHttps(): Promise<unknown> {
	const response = await new Promise<any>((resolve, reject) =>
		httpsRequest(url, { headers: headers() }, resolve).on('error', reject).end(),
	);
	return JSON.parse(await text(response));
}

test('rerouted sockets serve fetch, axios and https.request', async () => {
	undo = routeInProcess(sandbox);
	const answers = [
		await (await fetch(url, { headers: headers() })).json(),
		(await axios.get(url, { headers: headers() })).data,
		await byHttps(),
	];
	for (const answer of answers) expect(answer).toMatchObject({ portalId: 111 });
	expect(sandbox.calls.map(({ host }) => host)).toEqual(Array(3).fill('api.hubapi.com'));
});

test('routing sets the proxies of the environment aside and puts them back', async () => {
	process.env['HTTPS_PROXY'] = 'http://127.0.0.1:9';
	try {
		undo = routeInProcess(sandbox);
		expect((await axios.get(url, { headers: headers() })).status).toBe(200);
		undo();
		undo = () => {};
		expect(process.env['HTTPS_PROXY']).toBe('http://127.0.0.1:9');
	} finally {
		delete process.env['HTTPS_PROXY'];
	}
});

/** Opens a tunnel as a client behind HTTPS_PROXY does. */
async function tunnel(target: string): Promise<{ status: number; socket: Socket }> {
	const { hostname, port } = new URL(sandbox.proxyUrl);
	return await new Promise((resolve, reject) => {
		const request = httpRequest({ host: hostname, port, method: 'CONNECT', path: target });
		request.on('connect', (response, socket) => resolve({ status: response.statusCode ?? 0, socket }));
		request.on('error', reject).end();
	});
}

test('the proxy ends TLS itself, under a certificate of its own authority', async () => {
	const { status, socket } = await tunnel('api.hubapi.com:443');
	expect(status).toBe(200);
	const tls = tlsConnect({ socket, servername: 'api.hubapi.com', ca: sandbox.caPem });
	tls.end(
		`GET /account-info/2026-09/details HTTP/1.1\r\nHost: api.hubapi.com\r\nConnection: close\r\nAuthorization: ${headers().authorization}\r\n\r\n`,
	);
	expect(await text(tls)).toContain('"portalId":111');
});

test.each(['example.com:443', 'api.hubapi.com:80', '127.0.0.1:443'])('the proxy refuses %s', async (target) => {
	const { status, socket } = await tunnel(target);
	socket.destroy();
	expect(status).toBe(403);
});

test('the proxy refuses plain requests', async () => {
	const { port } = new URL(sandbox.proxyUrl);
	const request = httpRequest({ host: '127.0.0.1', port, path: 'http://example.com/' });
	const status = await new Promise((resolve, reject) =>
		request
			.on('response', (r) => resolve(r.resume().statusCode))
			.on('error', reject)
			.end(),
	);
	expect(status).toBe(403);
});

test('the authority stays the same, so that it can be trusted beforehand', async () => {
	const other = await startSandbox({ company: tinyCompany() });
	await other.close();
	expect(other.caPem).toBe(sandbox.caPem);
});
