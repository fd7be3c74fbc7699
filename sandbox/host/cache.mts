/** Where this package keeps what a machine needs only once: the installed n8n, the sandbox's CA, the demo's state. */
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The cache folder of this user: `CLOSED_LOOP_CACHE` where it is set, else `~/.cache/n8n-nodes-closed-loop`. */
export function cacheFolder(): string {
	return process.env['CLOSED_LOOP_CACHE'] ?? join(homedir(), '.cache', 'n8n-nodes-closed-loop');
}

/** A short name for a checkout, so that two clones on one machine share no state. */
export function checkoutName(root: string): string {
	return createHash('sha256').update(resolve(root)).digest('hex').slice(0, 8);
}

/** The state of the demo of one ledger: n8n's user folder, the company as it was left, logs. */
export function demoFolder(root: string, books: string): string {
	return join(cacheFolder(), 'demo', checkoutName(root), books);
}
