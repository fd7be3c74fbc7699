/**
 * `npm test [-- SUITE...]`: every suite in order, or the named ones. Each prints its time; the last line is
 * `N passed, N failed`. Ends with 1 when anything failed, or when a suite ran no test.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BOOKS } from '../sandbox/company/books.mts';

interface Count {
	passed: number;
	failed: number;
}

const root = join(import.meta.dirname, '..');
const temporary = mkdtempSync(join(tmpdir(), 'closed-loop-test-'));

/** A suite that takes longer hangs: it is ended and counts as failed. */
const LONGEST_MS = 15 * 60_000;

/** Runs a command and shows what it prints. Resolves to its exit code and its standard output. */
function run(command: string, args: string[]): Promise<{ code: number; output: string }> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			cwd: root,
			stdio: ['ignore', 'pipe', 'inherit'],
			timeout: LONGEST_MS,
			killSignal: 'SIGKILL',
		});
		let output = '';
		child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
			output += chunk;
			process.stdout.write(chunk);
		});
		child.on('error', reject);
		child.on('close', (code) => resolve({ code: code ?? 1, output }));
	});
}

/** A check that passes or fails as a whole counts as one test. */
async function check(script: string): Promise<Count> {
	const { code } = await run('npm', ['run', '--silent', script]);
	return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** One of jest's projects. A file that could not be run at all counts as one failed test. */
async function jest(project: string): Promise<Count> {
	const file = join(temporary, `${project}.json`);
	// Jest leaves one core free by itself, which on two cores is half the machine.
	const { code } = await run('jest', [
		'--selectProjects',
		project,
		'--ci',
		'--maxWorkers=100%',
		'--json',
		`--outputFile=${file}`,
	]);
	if (!existsSync(file)) return { passed: 0, failed: 1 };
	const result = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
	const passed = result.numPassedTests ?? 0;
	const failed = (result.numFailedTests ?? 0) + (result.numRuntimeErrorTestSuites ?? 0);
	return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

/** The run on a real n8n, one lane for each ledger, tells its own count in its last line. */
async function endToEnd(ledger: string): Promise<Count> {
	const { code, output } = await run('node', ['test/e2e/run.mts', '--ledger', ledger]);
	const counts = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
	const [passed, failed] = [Number(counts?.[1] ?? 0), Number(counts?.[2] ?? 0)];
	return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

const suites: Record<string, () => Promise<Count>> = {
	lint: () => check('lint'),
	scan: () => check('scan'),
	types: () => check('types'),
	unit: () => jest('unit'),
	contract: () => jest('contract'),
	operation: () => jest('operation'),
	package: () => jest('package'),
	life: () => jest('life'),
	...Object.fromEntries(BOOKS.map((books) => [`e2e:${books}`, () => endToEnd(books)])),
};

/** `e2e` alone is every lane. */
const named = process.argv.slice(2).flatMap((name) => (name === 'e2e' ? BOOKS.map((books) => `e2e:${books}`) : [name]));
const unknown = named.filter((name) => !(name in suites));
if (unknown.length) {
	console.error(`There is no suite "${unknown.join('", "')}". Suites: ${Object.keys(suites).join(', ')}.`);
	process.exit(2);
}

const names = named.length ? named : Object.keys(suites);
const total: Count = { passed: 0, failed: 0 };
const lines: string[] = [];
try {
	// The package is tested as it was built; the scan builds it, unless it is left out.
	if (names.includes('package') && !names.includes('scan')) await run('npm', ['run', '--silent', 'build']);
	for (const name of names) {
		console.log(`\n== ${name}`);
		const started = performance.now();
		const { passed, failed } = await suites[name]!();
		const empty = passed + failed === 0;
		total.passed += passed;
		total.failed += failed + (empty ? 1 : 0);
		const seconds = ((performance.now() - started) / 1000).toFixed(1);
		lines.push(`${name}: ${empty ? 'ran no test' : `${passed} passed, ${failed} failed`} in ${seconds} s`);
		console.log(lines.at(-1));
	}
} finally {
	rmSync(temporary, { recursive: true, force: true });
}

console.log(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;
