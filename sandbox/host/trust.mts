/** Lets n8n trust the sandbox's certificates. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes a bundle for NODE_EXTRA_CA_CERTS into `folder` and returns its path. The variable replaces an earlier value
 * (host.md 3), so certificates that are trusted through it already go into the same bundle.
 */
export function trustBundle(folder: string, caPem: string): string {
	const earlier = process.env['NODE_EXTRA_CA_CERTS'];
	const known = earlier && existsSync(earlier) ? readFileSync(earlier, 'utf8') : '';
	const file = join(folder, 'trusted-cas.pem');
	mkdirSync(folder, { recursive: true });
	writeFileSync(file, [known.trimEnd(), caPem.trimEnd(), ''].filter((part, i) => part !== '' || i === 2).join('\n'));
	return file;
}
