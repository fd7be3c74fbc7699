/**
 * `npm run e2e [-- --ledger xero|quickbooks|quickbooks-uk|sage]`: the templates on a real n8n over the sandbox, judged by what the systems' own clients read afterwards.
 * Flags: `--whole` (nothing is sampled), `--deals N --contacts N --seed S` (a generated company), `--company FILE` (any other), `--dump FILE` (the state
 * afterwards), `--har FILE` (all traffic). The last line is `N passed, N failed`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failingItemChecks } from './checks/failingItem.mts';
import { lifecycleChecks } from './checks/lifecycle.mts';
import { limitChecks } from './checks/limits.mts';
import { liveChecks } from './checks/live.mts';
import { previewChecks } from './checks/preview.mts';
import { setUpChecks } from './checks/setUp.mts';
import { triggerChecks } from './checks/trigger.mts';
import { wireChecks } from './checks/wire.mts';
import { runChecks } from './support/check.mts';
import { figures } from './support/figures.mts';
import { parseOptions } from './support/options.mts';
import { startWorld } from './support/world.mts';

const root = join(import.meta.dirname, '..', '..');
const options = parseOptions(process.argv.slice(2));
const started = Date.now();
const say = (line: string) =>
	console.log(`[${String(Math.round((Date.now() - started) / 1000)).padStart(3)} s] ${line}`);

const world = await startWorld(root, options, say).catch((error: Error) => {
	console.log(`The run could not start: ${error.stack}\n0 passed, 1 failed`);
	process.exit(1);
});
const interrupted = () => void world.close().finally(() => process.exit(1));
process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
try {
	say(`n8n is ready at ${world.n8n.url}`);
	// In this order: each works on what the ones before it left.
	const first = [...setUpChecks, ...previewChecks, ...liveChecks, ...limitChecks];
	const tally = await runChecks(first, world);
	const line = await figures(world).catch((error: Error) => `no figures: ${error.message}`);
	const later = await runChecks([...lifecycleChecks, ...triggerChecks, ...failingItemChecks, ...wireChecks], world);
	if (options.dump !== null) writeFileSync(options.dump, JSON.stringify(world.sandbox.dump(), null, '\t'));
	const failed = tally.failed + later.failed;
	await world.close(failed > 0);
	console.log(`\n${line}`);
	console.log(`${tally.passed + later.passed} passed, ${failed} failed`);
	process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
	await world.close(true);
	throw error;
}
