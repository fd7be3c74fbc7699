/** The flags of `npm run e2e`. */
import { parseArgs } from 'node:util';
import { booksNamed, type BooksIn } from '../../../sandbox/company/books.mts';

export interface Options {
	/** Where the company keeps its books. */
	books: BooksIn;
	/** Size of a generated company; the believable one when both are null and no file is given. */
	deals: number | null;
	contacts: number | null;
	seed: number;
	/** Every connection is tried with a step that drops everything; else, on ledgers beside Xero, two of them. */
	whole: boolean;
	/** A company file to start from. */
	company: string | null;
	/** Where to write the state after the run, as a company file. */
	dump: string | null;
	/** Where to write all traffic as HAR 1.2. */
	har: string | null;
}

/** @throws for an unknown flag or a number that is none */
export function parseOptions(args: string[]): Options {
	const { values } = parseArgs({
		args,
		options: {
			ledger: { type: 'string', default: 'xero' },
			whole: { type: 'boolean', default: false },
			deals: { type: 'string' },
			contacts: { type: 'string' },
			seed: { type: 'string', default: '1' },
			company: { type: 'string' },
			dump: { type: 'string' },
			har: { type: 'string' },
		},
	});
	return {
		books: booksNamed(values.ledger ?? 'xero'),
		deals: wholeNumber('deals', values.deals),
		contacts: wholeNumber('contacts', values.contacts),
		seed: wholeNumber('seed', values.seed) ?? 1,
		whole: values.whole === true,
		company: values.company ?? null,
		dump: values.dump ?? null,
		har: values.har ?? null,
	};
}

function wholeNumber(flag: string, text: string | undefined): number | null {
	if (text === undefined) return null;
	if (!/^\d+$/.test(text)) throw new Error(`--${flag} takes a whole number, not "${text}"`);
	return Number(text);
}
