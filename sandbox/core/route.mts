import net from 'node:net';
import tls from 'node:tls';

/** What is needed of a running sandbox. */
export interface Routable {
	hosts: readonly string[];
	tlsPort: number;
	caPem: string;
}

const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'];

/**
 * Sends this process' own TLS connections for the simulated hosts to the sandbox, whatever client opens them (axios,
 * fetch, https.request), and trusts the sandbox's authority. Needs Node 24. Proxies named in the environment are
 * set aside meanwhile, since a client would otherwise never ask for the host itself.
 * @returns what puts everything back and ends the connections, which a client would else take from its pool later
 */
export function routeInProcess(sandbox: Routable): () => void {
	const connect = net.Socket.prototype.connect;
	const trusted = tls.getCACertificates('default');
	const proxies = PROXY_VARIABLES.map((name) => [name, process.env[name]] as const);

	const opened = new Set<net.Socket>();
	const reroute = (socket: net.Socket, options: unknown): unknown => {
		if (typeof options !== 'object' || options === null) return options;
		const { host, port } = options as { host?: string; port?: number | string };
		if (Number(port) !== 443 || !sandbox.hosts.includes(host ?? '')) return options;
		opened.add(socket);
		socket.once('close', () => opened.delete(socket));
		return { ...options, host: '127.0.0.1', port: sandbox.tlsPort };
	};
	net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
		// Node's own callers pass one array of already normalised arguments, which must stay the same array.
		if (Array.isArray(args[0])) args[0][0] = reroute(this, args[0][0]);
		else args[0] = reroute(this, args[0]);
		return Reflect.apply(connect, this, args) as net.Socket;
	} as typeof connect;
	tls.setDefaultCACertificates([...trusted, sandbox.caPem]);
	for (const [name] of proxies) delete process.env[name];

	return () => {
		for (const socket of opened) socket.destroy();
		net.Socket.prototype.connect = connect;
		tls.setDefaultCACertificates(trusted);
		for (const [name, value] of proxies) if (value !== undefined) process.env[name] = value;
	};
}
