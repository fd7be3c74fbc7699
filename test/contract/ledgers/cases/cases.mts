import type { Case } from '../suite.mts';
import { credits } from './credits.mts';
import { customerFeed } from './customerFeed.mts';
import { customers } from './customers.mts';
import { drafts } from './drafts.mts';
import { failures } from './failures.mts';
import { feeds } from './feeds.mts';
import { history } from './history.mts';
import { invoices } from './invoices.mts';
import { items } from './items.mts';
import { lines } from './lines.mts';
import { matching } from './matching.mts';
import { names } from './names.mts';
import { payments } from './payments.mts';
import { quotes } from './quotes.mts';
import { reads } from './reads.mts';
import { settings } from './settings.mts';
import { sending } from './sending.mts';

/** Every case of the contract, in the order of its reading. */
export const cases: ReadonlyArray<{ group: string; all: readonly Case[] }> = [
	{ group: 'settings', all: settings },
	{ group: 'customers', all: customers },
	{ group: 'matching customers', all: matching },
	{ group: 'long and awkward names', all: names },
	{ group: 'making invoices', all: invoices },
	{ group: 'lines, tax and currencies', all: lines },
	{ group: 'drafts and what becomes of them', all: drafts },
	{ group: 'reading invoices', all: reads },
	{ group: 'what changed', all: feeds },
	{ group: 'which customers changed', all: customerFeed },
	{ group: 'sending and printing', all: sending },
	{ group: 'who edited, and notes', all: history },
	{ group: 'payments', all: payments },
	{ group: 'credit notes', all: credits },
	{ group: 'quotes', all: quotes },
	{ group: 'items', all: items },
	{ group: 'failures', all: failures },
];
