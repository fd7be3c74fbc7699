import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Run } from '../../../sandbox/host/command.mts';
import { ensureHost, PINS } from '../../../sandbox/host/install.mts';

/** A machine on which npm "installs" by writing the few files that are looked at. */
function fakeMachine(folder: string, { fails = '' } = {}) {
	const commands: string[] = [];
	const write = (path: string, text: string) => {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	};
	const run: Run = async (command, args) => {
		const line = command === 'npm' ? `npm ${args[0]} ${args[0] === 'rebuild' ? args[1] : ''}`.trim() : 'probe';
		commands.push(line);
		await new Promise((resolve) => setTimeout(resolve, 5));
		if (line === fails) throw new Error(`${line} failed`);
		if (line === 'npm install') {
			write('node_modules/n8n/package.json', JSON.stringify({ version: PINS.n8n }));
			write('node_modules/n8n/bin/n8n', '');
		}
		if (line === 'npm rebuild node') write('node_modules/node/bin/node', '');
		if (line === 'probe') return existsSync(join(folder, 'node_modules/node/bin/node')) ? `v${PINS.node}\n` : '';
		return '';
	};
	return { commands, run };
}

const WHOLE_INSTALLATION = ['npm install', 'npm rebuild node', 'npm rebuild sqlite3', 'probe'];

describe('ensureHost', () => {
	let parent: string;
	let folder: string;
	const compilers = { has: () => true };

	beforeEach(() => {
		parent = mkdtempSync(join(tmpdir(), 'host-'));
		folder = join(parent, 'n8n');
	});
	afterEach(() => rmSync(parent, { recursive: true }));

	it('installs once, by the recipe, and then runs nothing at all', async () => {
		const { commands, run } = fakeMachine(folder);
		const host = await ensureHost({ folder, run, ...compilers });
		expect(commands).toEqual(WHOLE_INSTALLATION);
		await expect(ensureHost({ folder, run, ...compilers })).resolves.toEqual(host);
		expect(commands).toEqual(WHOLE_INSTALLATION);
	});

	it('lets only one of several processes install, and leaves no lock behind', async () => {
		const { commands, run } = fakeMachine(folder);
		await Promise.all([1, 2, 3].map(async () => await ensureHost({ folder, run, ...compilers })));
		expect(commands).toEqual(WHOLE_INSTALLATION);
		expect(readdirSync(parent)).toEqual(['n8n']);
	});

	it('takes a tree that somebody installed by hand, once it was seen to work', async () => {
		const { commands, run } = fakeMachine(folder);
		await ensureHost({ folder, run, ...compilers });
		rmSync(join(folder, '.complete.json'));
		commands.length = 0;
		await ensureHost({ folder, run, ...compilers });
		expect(commands).toEqual(['probe']);
		expect(existsSync(join(folder, '.complete.json'))).toBe(true);
	});

	it('starts from nothing when an earlier installation was cut off', async () => {
		const cut = fakeMachine(folder, { fails: 'npm rebuild sqlite3' });
		await expect(ensureHost({ folder, run: cut.run, ...compilers })).rejects.toThrow('npm rebuild sqlite3 failed');
		expect(existsSync(join(folder, '.complete.json'))).toBe(false);
		rmSync(join(folder, 'node_modules/n8n/bin'), { recursive: true });
		const { commands, run } = fakeMachine(folder);
		await ensureHost({ folder, run, ...compilers });
		expect(commands).toEqual(WHOLE_INSTALLATION);
	});

	it('says before the download which compilers are missing, and downloads nothing', async () => {
		const { commands, run } = fakeMachine(folder);
		const without = { has: (program: string) => program === 'make', canDownload: async () => false };
		await expect(ensureHost({ folder, run, ...without })).rejects.toThrow(
			/python3, g\+\+ are missing.*apt-get install python3 make g\+\+/,
		);
		expect(commands).toEqual([]);
	});

	it('needs no compilers where the ready-made binary can be downloaded', async () => {
		const { commands, run } = fakeMachine(folder);
		await ensureHost({ folder, run, has: () => false, canDownload: async () => true });
		expect(commands).toEqual(WHOLE_INSTALLATION);
	});
});
