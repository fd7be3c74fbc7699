/**
 * `npm run scan`: n8n's check of a published package, offline. It lints the source as n8n would fetch it and the
 * tarball as npm would send it, both without inline disables. What it cannot do here is the check of provenance.
 */
import { join } from 'node:path';
import { SOURCE_FILE_PATTERNS, analyzePackage } from '@n8n/scan-community-package/scanner/scanner.mjs';
import { pack } from './pack.mts';

const root = join(import.meta.dirname, '..', '..');
const packed = pack(root);
try {
	for (const [name, folder, patterns] of [
		['source', root, SOURCE_FILE_PATTERNS],
		['tarball', packed.folder, ['**/*.js', 'package.json']],
	] as const) {
		const { passed, message, details } = await analyzePackage(folder, patterns);
		console.log(`${name}: ${passed && !message ? 'clean' : `${message}\n${details ?? ''}`}`);
		if (!passed || message) process.exitCode = 1;
	}
} finally {
	packed.remove();
}
