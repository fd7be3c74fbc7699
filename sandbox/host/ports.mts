/** Free ports on loopback. */
import { createServer, type AddressInfo } from 'node:net';

/** A port that was free a moment ago: `wanted` where it is, else any. */
export async function freePort(wanted = 0): Promise<number> {
	return (await tryPort(wanted)) ?? (await tryPort(0)) ?? wanted;
}

async function tryPort(port: number): Promise<number | null> {
	return await new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(null));
		server.listen(port, '127.0.0.1', () => {
			const { port: got } = server.address() as AddressInfo;
			server.close(() => resolve(got));
		});
	});
}
