import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from '../../../sandbox/host/lock.mts';

const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

describe('withLock', () => {
	let folder: string;
	let file: string;

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'lock-'));
		file = join(folder, 'a.lock');
	});
	afterEach(() => rmSync(folder, { recursive: true }));

	it('lets one at a time in', async () => {
		let inside = 0;
		let most = 0;
		const work = async () => {
			most = Math.max(most, ++inside);
			await pause(3);
			inside--;
		};
		await Promise.all(Array.from({ length: 8 }, async () => await withLock(file, work, { everyMs: 1 })));
		expect(most).toBe(1);
		expect(readdirSync(folder)).toEqual([]);
	});

	it('is released when the work fails', async () => {
		const failing = async () => await Promise.reject(new Error('no'));
		await expect(withLock(file, failing)).rejects.toThrow('no');
		expect(existsSync(file)).toBe(false);
	});

	it('is taken over from a process that died, by exactly one of those who wait', async () => {
		const { pid } = spawnSync(process.execPath, ['-e', '']);
		writeFileSync(file, JSON.stringify({ pid, id: 'gone' }));
		let inside = 0;
		const work = async () => {
			expect(++inside).toBe(1);
			await pause(3);
			inside--;
		};
		await Promise.all(Array.from({ length: 8 }, async () => await withLock(file, work, { everyMs: 1 })));
		expect(readdirSync(folder)).toEqual([]);
	});

	it('is not taken from a live process: says who holds it, and gives up in the end', async () => {
		writeFileSync(file, JSON.stringify({ pid: process.pid, id: 'alive' }));
		const said: string[] = [];
		const options = { everyMs: 1, waitMs: 20, say: (line: string) => said.push(line) };
		await expect(withLock(file, async () => 1, options)).rejects.toThrow(/not released in time/);
		expect(said).toEqual([expect.stringContaining(String(process.pid))]);
		expect(existsSync(file)).toBe(true);
	});
});
