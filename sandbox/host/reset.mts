/** `npm run demo:reset`: the next `npm start` begins anew, for every ledger. The installed n8n stays. */
import { join } from 'node:path';
import { resetDemos, runningDemos } from './demo.mts';

const root = join(import.meta.dirname, '..', '..');
const [running] = runningDemos(root);
if (running) {
	console.error(`The demo is running (process ${running.pid}, ${running.n8n}). Stop it with Ctrl-C first.`);
	process.exitCode = 1;
} else {
	resetDemos(root);
	console.log('The demo starts over with the next npm start.');
}
