/**
 * A lock between processes of one machine: a file that names its holder. A holder that died leaves a stale lock,
 * which the next one takes over.
 */
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface LockOptions {
	/** Told once, when somebody else holds the lock. */
	say?: (line: string) => void;
	/** How often to look again, in milliseconds. */
	everyMs?: number;
	/** How long to wait at most, in milliseconds. */
	waitMs?: number;
}

/**
 * Runs `work` while holding the lock `file`, and releases it however `work` ends.
 * @throws when the lock was not free within `waitMs`
 */
export async function withLock<T>(file: string, work: () => Promise<T>, options: LockOptions = {}): Promise<T> {
	const { say, everyMs = 500, waitMs = 30 * 60_000 } = options;
	mkdirSync(dirname(file), { recursive: true });
	const mine = JSON.stringify({ pid: process.pid, id: randomUUID() });
	const until = Date.now() + waitMs;
	let told = false;
	while (!acquire(file, mine)) {
		const holder = read(file);
		if (holder !== null && !isAlive(holder)) {
			takeOver(file, holder);
			continue;
		}
		if (Date.now() > until) throw new Error(`${file} was not released in time; delete it if nothing is running`);
		if (!told) say?.(`Waiting for another process (${pidOf(holder) ?? 'unknown'}) that holds ${file}`);
		told = true;
		await sleep(everyMs);
	}
	try {
		return await work();
	} finally {
		if (read(file) === mine) rmSync(file, { force: true });
	}
}

/** Makes the file with its whole content in one step, so that nobody ever reads a half-written holder. */
function acquire(file: string, content: string): boolean {
	const draft = `${file}.${randomUUID()}`;
	writeFileSync(draft, content);
	try {
		linkSync(draft, file);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	} finally {
		rmSync(draft, { force: true });
	}
}

/** Moves a dead holder's lock away; puts it back if a live one had come in between. */
function takeOver(file: string, dead: string): void {
	const aside = `${file}.${randomUUID()}`;
	try {
		renameSync(file, aside);
	} catch {
		return; // Somebody else was quicker.
	}
	if (read(aside) !== dead) linkSync(aside, file);
	rmSync(aside, { force: true });
}

function read(file: string): string | null {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return null;
	}
}

function pidOf(holder: string | null): number | null {
	try {
		const { pid } = JSON.parse(holder ?? '') as { pid?: unknown };
		return typeof pid === 'number' ? pid : null;
	} catch {
		return null;
	}
}

function isAlive(holder: string): boolean {
	const pid = pidOf(holder);
	if (pid === null) return false;
	return isRunning(pid);
}

/** Whether a process with this id exists (one of another user counts). */
export function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
