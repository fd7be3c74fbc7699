/** `npm run demo:reset`: the next `npm start` begins anew. The installed n8n stays. */
import { join } from 'node:path';
import { resetDemo, runningDemo } from './demo.mts';

const root = join(import.meta.dirname, '..', '..');
const running = runningDemo(root);
if (running) {
	console.error(`The demo is running (process ${running.pid}, ${running.n8n}). Stop it with Ctrl-C first.`);
	process.exitCode = 1;
} else {
	resetDemo(root);
	console.log('The demo starts over with the next npm start.');
}
