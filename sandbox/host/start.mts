/**
 * `npm start`: the demo, from a fresh clone to two addresses to open, running until Ctrl-C. `npm start -- --ledger sage` shows
 * another ledger (xero, quickbooks, quickbooks-uk, sage), each with data of its own.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { booksNamed } from '../company/books.mts';
import { LEDGER_NAMES, runningDemo, startDemo, type Addresses } from './demo.mts';
import { OWNER } from './n8n.mts';

const root = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({ options: { ledger: { type: 'string', default: 'xero' } } });
const books = booksNamed(values.ledger);
const name = books === 'quickbooks-uk' ? 'quickbooks' : books;
const ledger = LEDGER_NAMES[name];
const makes = name === 'quickbooks' ? 'unsent invoices' : 'drafts';
/** The buttons that make an invoice paid, as the ledger calls them. */
const pays = {
	xero: 'press "Approve" on an invoice, then "Receive payment"',
	quickbooks: 'press "Receive payment" on an invoice',
	sage: 'press "Release" on an invoice, then "Record payment"',
}[name];
const started = Date.now();
const say = (line: string) =>
	console.log(`[${String(Math.round((Date.now() - started) / 1000)).padStart(3)} s] ${line}`);

function show({ n8n, page }: Addresses): void {
	console.log(`
  n8n            ${n8n}
                 sign in as ${OWNER.email} with ${OWNER.password}
  The company    ${page}
                 what HubSpot and ${ledger} hold, side by side, and the buttons people press there

  What to click
  1. In n8n open "Set up HubSpot and ${ledger}" and press Execute workflow: it makes the fields and checks both sides.
  2. Open "Bill won HubSpot deals as ${ledger} ${makes}" and execute it from Catch up. It is a preview: open the last
     node to read what would happen to each deal. The company's page shows that nothing was written.
  3. In the step Settings set previewOnly to false and execute Catch up again: the ${makes} stand in ${ledger}, and each
     deal says in HubSpot what became of it. Once more: nothing is written, and each deal says why.
  4. Publish the workflow, then press "Win" on a deal of the company's page: about two minutes after the deal has
     settled its invoice stands there.
  5. On the company's page ${pays}.
     Open "Payment status of ${ledger} invoices to HubSpot deals", set previewOnly to false and execute it from Run now:
     the deal says that it is paid. "Financial pulse" does the same for customers.

  Ctrl-C stops. npm start goes on with the same data; npm run demo:reset starts over.
`);
}

const running = runningDemo(root, books);
if (running) {
	console.log('The demo of this checkout runs already.');
	show(running);
} else {
	let stopping = false;
	const demo = startDemo(root, books, say);
	const stop = async () => {
		if (stopping) process.exit(1); // Pressed twice: at once.
		stopping = true;
		say('Stopping; the data stays');
		await (await demo.catch(() => null))?.stop();
		process.exit(0);
	};
	process.on('SIGINT', () => void stop());
	process.on('SIGTERM', () => void stop());
	try {
		const addresses = await demo;
		say('Ready');
		show(addresses);
	} catch (error) {
		console.error(`\nThe demo could not be started: ${error instanceof Error ? error.message : String(error)}`);
		process.exit(1);
	}
}
