import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import forge from 'node-forge';

/** A key and its certificate, both PEM. */
export interface Identity {
	key: string;
	cert: string;
}

const YEAR = 365 * 86_400_000;

/** Folder of the local certificate authority; `CLOSED_LOOP_CACHE` moves the cache it lies in. */
function caFolder(): string {
	const cache = process.env['CLOSED_LOOP_CACHE'] ?? join(homedir(), '.cache', 'n8n-nodes-closed-loop');
	return join(cache, 'ca');
}

/** The file to name in NODE_EXTRA_CA_CERTS; it exists once `loadCa` ran on this machine. */
export function caCertFile(): string {
	return join(caFolder(), 'ca.pem');
}

/**
 * The machine's own certificate authority, made on first use and kept, so that a process can be told to trust it before
 * the sandbox starts. Its key is readable by its owner only and signs nothing but the simulated hosts.
 */
export function loadCa(): Identity {
	const folder = caFolder();
	if (!existsSync(join(folder, 'ca.pem'))) {
		mkdirSync(dirname(folder), { recursive: true });
		const made = mkdtempSync(`${folder}-`);
		const ca = makeCa();
		writeFileSync(join(made, 'ca.key'), ca.key, { mode: 0o600 });
		writeFileSync(join(made, 'ca.pem'), ca.cert);
		try {
			renameSync(made, folder);
		} catch (error) {
			// Another process was first: its authority is the one to use.
			rmSync(made, { recursive: true });
			if (!existsSync(join(folder, 'ca.pem'))) throw error;
		}
	}
	return { key: readFileSync(join(folder, 'ca.key'), 'utf8'), cert: readFileSync(join(folder, 'ca.pem'), 'utf8') };
}

function makeCa(): Identity {
	const name = [{ name: 'commonName', value: 'Closed Loop sandbox' }];
	return sign(name, name, null, 10 * YEAR, [
		{ name: 'basicConstraints', cA: true, critical: true },
		{ name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
		{ name: 'subjectKeyIdentifier' },
	]);
}

/** Made once in a process: tests start many sandboxes, and a key takes a while to find. */
const leaves = new Map<string, Identity>();

/** One certificate for all the hosts, signed by the authority. */
export function leafFor(ca: Identity, hosts: readonly string[]): Identity {
	const key = ca.cert + hosts.join();
	let leaf = leaves.get(key);
	if (!leaf) leaves.set(key, (leaf = makeLeaf(ca, hosts)));
	return leaf;
}

function makeLeaf(ca: Identity, hosts: readonly string[]): Identity {
	const issuer = forge.pki.certificateFromPem(ca.cert).subject.attributes;
	return sign([{ name: 'commonName', value: hosts[0] ?? 'localhost' }], issuer, ca.key, YEAR, [
		{ name: 'basicConstraints', cA: false },
		{ name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
		{ name: 'extKeyUsage', serverAuth: true },
		{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) },
	]);
}

function sign(
	subject: forge.pki.CertificateField[],
	issuer: forge.pki.CertificateField[],
	signingKey: string | null,
	life: number,
	extensions: object[],
): Identity {
	const pair = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: { type: 'spki', format: 'pem' },
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
	});
	const certificate = forge.pki.createCertificate();
	certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
	// The leading 01 keeps the serial number positive, and no zero byte can stand before it, which OpenSSL refuses.
	certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
	certificate.validity.notBefore = new Date(Date.now() - 86_400_000);
	certificate.validity.notAfter = new Date(Date.now() + life);
	certificate.setSubject(subject);
	certificate.setIssuer(issuer);
	certificate.setExtensions(extensions);
	certificate.sign(forge.pki.privateKeyFromPem(signingKey ?? pair.privateKey), forge.md.sha256.create());
	return { key: pair.privateKey, cert: forge.pki.certificateToPem(certificate) };
}
