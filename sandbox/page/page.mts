import { createServer } from 'node:http';
import { listen } from '../core/proxy.mts';
import { serve } from '../core/wire.mts';
import { createPageApp, type PageSandbox } from './app.mts';

/** Serves the page on loopback. */
export async function startPage(sandbox: PageSandbox, port: number): Promise<{ url: string; close(): Promise<void> }> {
	const app = createPageApp(sandbox);
	const server = createServer(serve('http', (request) => app.fetch(request)));
	const taken = await listen(server, port);
	return {
		url: `http://127.0.0.1:${taken}`,
		close: async () => {
			const closed = new Promise((done) => server.close(done));
			server.closeAllConnections();
			await closed;
		},
	};
}
