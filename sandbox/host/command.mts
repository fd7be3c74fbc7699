/** Runs another program to its end, with its output in a log file and a sign of life while it works. */
import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

export interface CommandOptions {
	cwd: string;
	/** Whole environment of the program; this process's own when left out. */
	env?: NodeJS.ProcessEnv;
	/** Everything the program prints is appended here. */
	log?: string;
	/** Told every 15 seconds that the program is still at work. */
	say?: (line: string) => void;
	/** What the program is doing, for `say` and for errors. */
	what?: string;
	timeoutMs?: number;
}

/** The way this folder runs programs; tests give their own. */
export type Run = (command: string, args: string[], options: CommandOptions) => Promise<string>;

/**
 * Runs `command` and resolves with what it printed to standard output.
 * @throws with the last lines it printed, when it cannot be started, fails or takes longer than `timeoutMs`
 */
export const run: Run = async (command, args, options) => {
	const { cwd, env = process.env, log, say, what = command, timeoutMs = 20 * 60_000 } = options;
	if (log) mkdirSync(dirname(log), { recursive: true });
	return await new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
		const started = Date.now();
		let output = '';
		let tail = '';
		const take = (chunk: Buffer) => {
			tail = (tail + chunk.toString()).slice(-4_000);
			if (log) appendFileSync(log, chunk);
		};
		child.stdout.on('data', (chunk: Buffer) => {
			output += chunk.toString();
			take(chunk);
		});
		child.stderr.on('data', take);
		const beat = setInterval(() => say?.(`  ${what} ... ${Math.round((Date.now() - started) / 1000)} s`), 15_000);
		const limit = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
		const end = (problem: string | null) => {
			clearInterval(beat);
			clearTimeout(limit);
			if (problem === null) resolve(output);
			else
				reject(
					new Error(
						[`${what}: ${problem}`, lastLines(tail), log ? `Whole log: ${log}` : '']
							.filter(Boolean)
							.join('\n'),
					),
				);
		};
		child.on('error', (error) => end(error.message));
		child.on('close', (code, signal) => end(code === 0 ? null : `ended with ${signal ?? code}`));
	});
};

function lastLines(text: string): string {
	return text.trimEnd().split('\n').slice(-15).join('\n');
}
