/**
 * `npm run life -- [--ledger L] [--customers N] [--days N] [--seed N]`: a week in the life of a company, in virtual time.
 * Without arguments the small weeks of `npm test`, one for each ledger.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { BOOKS } from '../../sandbox/company/books.mts';

const { values } = parseArgs({
	options: {
		ledger: { type: 'string' },
		customers: { type: 'string' },
		days: { type: 'string' },
		seed: { type: 'string' },
	},
});
const { ledger } = values;
if (ledger !== undefined && !(BOOKS as readonly string[]).includes(ledger)) {
	console.error(`There are no books in "${ledger}". Ledgers: ${BOOKS.join(', ')}.`);
	process.exit(2);
}
const numbers = Object.entries({ customers: values.customers, days: values.days, seed: values.seed }).flatMap(
	([name, value]) => (value === undefined ? [] : [[name, Number(value)] as const]),
);
const wrong = numbers.find(([, value]) => !Number.isInteger(value) || value < 1);
if (wrong) {
	console.error(`--${wrong[0]} is a whole number from 1 on.`);
	process.exit(2);
}
const given = { ...(ledger !== undefined && { books: ledger }), ...Object.fromEntries(numbers) };
const { status } = spawnSync('jest', ['--selectProjects', 'life', '--ci', '--runInBand'], {
	stdio: 'inherit',
	env: {
		...process.env,
		...(Object.keys(given).length > 0 && { CLOSED_LOOP_LIFE: JSON.stringify(given) }),
	},
});
process.exit(status ?? 1);
