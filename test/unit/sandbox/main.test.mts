/** `npm run sandbox` as a process of its own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tinyCompany } from '../../contract/hubspot/support.mts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sandbox-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function start(...flags: string[]): {
	exit: Promise<number | null>;
	printed: (what: RegExp) => Promise<string>;
	end: () => void;
} {
	const child = spawn(process.execPath, [join(__dirname, '../../../sandbox/main.mts'), ...flags]);
	let log = '';
	const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
	const printed = (what: RegExp) =>
		new Promise<string>((resolve, reject) => {
			const look = (chunk: Buffer): void => {
				log += chunk;
				const found = what.exec(log);
				if (found) resolve(found[1]!);
			};
			child.stdout.on('data', look);
			child.stderr.on('data', look);
			void exit.then(() => reject(new Error(`It ended: ${log}`)));
		});
	return { exit, printed, end: () => child.kill('SIGTERM') };
}

test('starts from a company file, and leaves a dump and a HAR file when it is ended', async () => {
	const [company, dump, har] = ['company.json', 'dump.json', 'traffic.har'].map((name) => join(folder, name)) as [
		string,
		string,
		string,
	];
	writeFileSync(company, JSON.stringify(tinyCompany()));
	const sandbox = start('--company', company, '--dump', dump, '--har', har, '--limits', 'x10');
	const page = await sandbox.printed(/Page\s+(\S+)/);
	const act = { system: 'hubspot', action: 'winDeal', id: '102' };
	expect((await fetch(`${page}/act`, { method: 'POST', body: JSON.stringify(act) })).status).toBe(200);
	sandbox.end();
	expect(await sandbox.exit).toBe(0);
	const { deals } = JSON.parse(readFileSync(dump, 'utf8')).hubspot;
	expect(deals.find(({ id }: { id: string }) => id === '102').properties.dealstage).toBe('closedwon');
	expect(JSON.parse(readFileSync(har, 'utf8')).log.entries).toEqual([]);
});

test('says which flag is wrong', async () => {
	const sandbox = start('--limits', 'many');
	await expect(sandbox.printed(/(Page)/)).rejects.toThrow('--limits takes real, off, or x and a number');
	expect(await sandbox.exit).toBe(1);
});
