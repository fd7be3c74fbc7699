/**
 * `npm run sandbox`: the simulated systems alone, until Ctrl+C.
 *   --company FILE             start from this company file; without it the believable company
 *   --deals N --contacts N     ... or from a generated one, --seed S
 *   --ledger NAME              where it keeps its books: xero, quickbooks (US), quickbooks-uk, sage
 *   --limits real|xN|off       the systems' call limits, N times the real ones, or none
 *   --har FILE                 write all traffic there, secrets masked
 *   --dump FILE                write the state there at the end, as a company file
 *   --search-lag MS            how long HubSpot's search stays behind a write
 *   --port N --proxy-port N    of the page and of the proxy; any free one by default
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { believableCompany } from './company/believable.mts';
import { booksNamed, withBooksIn } from './company/books.mts';
import { generateCompany } from './company/generate.mts';
import { caCertFile } from './core/ca.mts';
import type { CompanyFile, LimitScale } from './core/types.mts';
import { startSandbox } from './index.mts';

const { values } = parseArgs({
	options: {
		company: { type: 'string' },
		ledger: { type: 'string', default: 'xero' },
		deals: { type: 'string' },
		contacts: { type: 'string' },
		seed: { type: 'string', default: '1' },
		limits: { type: 'string', default: 'real' },
		har: { type: 'string' },
		dump: { type: 'string' },
		'search-lag': { type: 'string', default: '3000' },
		port: { type: 'string', default: '0' },
		'proxy-port': { type: 'string', default: '0' },
	},
});

function number(flag: string, text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 0) throw new Error(`--${flag} takes a whole number, not "${text}"`);
	return value;
}

function limits(text: string): LimitScale {
	if (text === 'real' || text === 'off') return text;
	const [, factor] = /^x(\d+(?:\.\d+)?)$/.exec(text) ?? [];
	if (factor === undefined) throw new Error(`--limits takes real, off, or x and a number such as x10, not "${text}"`);
	return Number(factor);
}

function company(): CompanyFile {
	if (values.company !== undefined) return JSON.parse(readFileSync(values.company, 'utf8')) as CompanyFile;
	const generated = values.deals !== undefined || values.contacts !== undefined;
	const own = generated
		? generateCompany({
				deals: number('deals', values.deals ?? '100'),
				contacts: number('contacts', values.contacts ?? '0'),
				seed: number('seed', values.seed),
			})
		: believableCompany();
	return withBooksIn(own, booksNamed(values.ledger));
}

const sandbox = await startSandbox({
	company: company(),
	limits: limits(values.limits),
	seed: number('seed', values.seed),
	searchLagMs: number('search-lag', values['search-lag']),
	port: number('port', values.port),
	proxyPort: number('proxy-port', values['proxy-port']),
	...(values.har === undefined ? {} : { harFile: values.har }),
});

console.log(`${sandbox.name}\n`);
console.log(`  Page    ${sandbox.pageUrl}`);
console.log(`  Proxy   ${sandbox.proxyUrl}   for ${sandbox.hosts.join(', ')}\n`);
console.log('To send a program through it:');
console.log(`  HTTPS_PROXY=${sandbox.proxyUrl} NO_PROXY=127.0.0.1,localhost NODE_EXTRA_CA_CERTS=${caCertFile()}`);
console.log(`HubSpot service key: ${sandbox.hubspot.token}`);

async function end(): Promise<void> {
	if (values.dump !== undefined) writeFileSync(values.dump, JSON.stringify(sandbox.dump(), null, '\t'));
	await sandbox.close();
	process.exit(0);
}
process.once('SIGINT', () => void end());
process.once('SIGTERM', () => void end());
