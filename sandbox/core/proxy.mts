import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { leafFor, type Identity } from './ca.mts';
import { serve } from './wire.mts';

export interface Proxy {
	/** For HTTPS_PROXY. */
	url: string;
	/** The loopback port that answers TLS for every simulated host, for clients whose sockets are rerouted. */
	tlsPort: number;
	/** Ends every connection, those held silent by a fault included. */
	close(): Promise<void>;
}

export interface ProxyOptions {
	ca: Identity;
	hosts: readonly string[];
	port?: number;
	fetch(request: Request): Promise<Response>;
}

/**
 * A CONNECT proxy on loopback that ends TLS itself for the simulated hosts and refuses every other, so that unmodified
 * clients reach the sandbox under the systems' real names (host.md section 3).
 */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
	const sockets = new Set<Socket>();
	const keep = (socket: Socket): void => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => socket.destroy());
	};
	const leaf = leafFor(options.ca, options.hosts);
	const tls = createHttpsServer({ ...leaf, ALPNProtocols: ['http/1.1'] }, serve('https', options.fetch));
	tls.on('connection', keep);
	tls.on('tlsClientError', (_error, socket) => socket.destroy());

	const proxy = createHttpServer((_request, response) => {
		response.writeHead(403, { 'content-type': 'text/plain' });
		response.end('This proxy only passes HTTPS to the simulated systems.\n');
	});
	proxy.on('connection', keep);
	proxy.on('connect', (request, socket: Socket, head) => {
		const [host, port] = (request.url ?? '').split(':');
		if (port !== '443' || !options.hosts.includes(host ?? '')) {
			socket.end('HTTP/1.1 403 Not simulated\r\nContent-Length: 0\r\n\r\n');
			return;
		}
		socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
		if (head.length > 0) socket.unshift(head);
		tls.emit('connection', socket);
	});

	const tlsPort = await listen(tls, 0);
	const port = await listen(proxy, options.port ?? 0);
	return {
		url: `http://127.0.0.1:${port}`,
		tlsPort,
		close: async () => {
			const closed = [tls, proxy].map((server) => new Promise((done) => server.close(done)));
			for (const socket of sockets) socket.destroy();
			await Promise.all(closed);
		},
	};
}

/** Listens on loopback and gives the port. */
export async function listen(server: Server, port: number): Promise<number> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	return (server.address() as AddressInfo).port;
}
