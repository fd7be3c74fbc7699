import { memoryFrom } from '../../../nodes/ClosedLoopAccountingTrigger/poll/memory';
import type { Memory } from '../../../nodes/ClosedLoopAccountingTrigger/poll/memory';
import { pollLedger } from '../../../nodes/ClosedLoopAccountingTrigger/poll/pollLedger';
import type { LedgerEvent } from '../../../nodes/ClosedLoopAccountingTrigger/poll/pollLedger';
import type { Invoice, InvoiceDraft } from '../../../nodes/shared/model/invoice';
import type { AccountingPort } from '../../../nodes/shared/systems/accounting';
import { invoiceOf } from '../billing/records.mts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 24, 9, 0);
const iso = (at: number) => new Date(at).toISOString();
const KEY = 'HS7K2Q-41230000001';

/** Books whose feed tells what changed since then. */
function booksOf(documents: Invoice[]) {
	const asked: string[] = [];
	let listings = 0;
	const port = {
		changes: (since: string) => {
			asked.push(since);
			const invoices = documents.filter(({ updatedAt }) => (updatedAt ?? '') >= since);
			return Promise.resolve({ invoices, deleted: [], until: iso(now) });
		},
		openInvoices: () => {
			listings++;
			return Promise.resolve(documents.filter(({ due }) => due > 0));
		},
		clock: () => iso(now),
	} as unknown as AccountingPort;
	let now = START;
	return { port, asked, listings: () => listings, at: (time: number) => void (now = time) };
}

const settings = (events: LedgerEvent[]) => ({ events, lookBack: 3, onlyDeals: true, timeZone: 'Europe/London' });
const draft: InvoiceDraft = {
	...{ key: KEY, execution: '1', sourceUrl: null, customerId: 'c', status: 'approved', reference: null },
	...{ issueDate: '2026-11-24', dueDate: '2026-12-24', currency: 'GBP', amountsAre: 'exclusive', lines: [], net: 0 },
	...{ brandingTheme: null, createAs: 'invoice', referenceField: null },
};
const document = (id: string, at: number, more: Partial<Invoice> = {}) =>
	invoiceOf(draft, { ledgerId: id, key: KEY, updatedAt: iso(at), ...more });

/** Small seeded numbers, so that a failure can be repeated. */
function numbers(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		return Math.floor((state / 2_147_483_648) * below);
	};
}

it.each(Array.from({ length: 60 }, (_, seed) => [seed]))(
	'loses no event and doubles none, however polls overlap, fail and restart (seed %i)',
	async (seed) => {
		const next = numbers(seed + 1);
		const documents: Invoice[] = [];
		const books = booksOf(documents);
		const happened: string[] = [];
		const told: string[] = [];
		let memory: Memory = (await pollLedger(books.port, settings(['invoiceChanged']), memoryFrom({}), iso(START)))
			.memory;
		let now = START;
		for (let round = 0; round < 40; round++) {
			for (let n = next(4); n > 0; n--) {
				now += 1_000 + next(5 * MINUTE);
				const id = `i${next(8)}`;
				const old = documents.findIndex(({ ledgerId }) => ledgerId === id);
				if (old >= 0) documents.splice(old, 1);
				documents.push(document(id, now));
			}
			now += 1_000 + next(20 * MINUTE);
			books.at(now);
			// A poll that fails leaves the memory as it was.
			if (next(5) === 0) continue;
			for (const { ledgerId, updatedAt } of documents) {
				const name = `${ledgerId} ${updatedAt}`;
				if (!happened.includes(name)) happened.push(name);
			}
			const { news, memory: after } = await pollLedger(
				books.port,
				settings(['invoiceChanged']),
				memory,
				iso(now),
			);
			for (const one of news) if ('invoice' in one) told.push(`${one.invoice.ledgerId} ${one.invoice.updatedAt}`);
			// What a restarted n8n finds is what was saved.
			memory = memoryFrom(JSON.parse(JSON.stringify(after)) as Record<string, unknown>);
		}
		expect(told.length).toBeGreaterThan(10);
		expect([...told].sort()).toEqual([...happened].sort());
	},
);

it('tells nothing that stood before it was switched on, and looks back no further than told after a break', async () => {
	const books = booksOf([document('old', START - 5 * MINUTE)]);
	const first = await pollLedger(books.port, settings(['invoiceChanged']), memoryFrom({}), iso(START));
	expect(first.news).toEqual([]);
	const again = await pollLedger(books.port, settings(['invoiceChanged']), first.memory, iso(START + MINUTE));
	expect(again.news).toEqual([]);
	const late = START + 30 * 86_400_000;
	await pollLedger(books.port, settings(['invoiceChanged']), again.memory, iso(late));
	expect(books.asked.at(-1)).toBe(iso(late - 3 * 86_400_000 - 10 * MINUTE));
});

it('finds what fell overdue without anybody touching it once a day, and nothing that was overdue before', async () => {
	const long = START - 90 * 86_400_000;
	const documents = [
		document('old', long, { status: 'overdue', due: 10, dueDate: '2026-09-01' }),
		document('new', long, { status: 'sent', due: 10, dueDate: '2026-11-24' }),
	];
	const books = booksOf(documents);
	const settingsOf = settings(['invoiceOverdue', 'invoiceChanged']);
	let { memory } = await pollLedger(books.port, settingsOf, memoryFrom({}), iso(START));
	documents[1] = { ...(documents[1] as Invoice), status: 'overdue' };
	const tomorrow = START + 86_400_000;
	books.at(tomorrow);
	const { news, memory: after } = await pollLedger(books.port, settingsOf, memory, iso(tomorrow));
	expect(news).toMatchObject([{ event: 'invoiceOverdue', invoice: { ledgerId: 'new' }, dealId: '41230000001' }]);
	memory = after;
	expect((await pollLedger(books.port, settingsOf, memory, iso(tomorrow + MINUTE))).news).toEqual([]);
	expect(books.listings()).toBe(2);
	// On later days it is known; were that forgotten, it fell due too long ago.
	const days = (n: number) => iso(tomorrow + n * 86_400_000);
	const later = await pollLedger(books.port, settingsOf, memory, days(4));
	expect(later.news).toEqual([]);
	const forgotten = await pollLedger(books.port, settingsOf, { ...later.memory, known: {} }, days(5));
	expect(forgotten.news).toEqual([]);
	expect(books.listings()).toBe(4);
});

it('tells paid again when other money came in, not when a text is edited', async () => {
	const paid = (at: number, more: Partial<Invoice> = {}) =>
		document('i', at, { status: 'paid', paid: 100, due: 0, paidOn: '2026-11-24', ...more });
	const documents = [document('i', START - 86_400_000, { status: 'sent' })];
	const books = booksOf(documents);
	let { memory } = await pollLedger(books.port, settings(['invoicePaid']), memoryFrom({}), iso(START));
	const told = [];
	for (const [n, one] of [paid(START + 1), paid(START + 2), paid(START + 3, { paidOn: '2026-11-25' })].entries()) {
		documents[0] = one;
		const result = await pollLedger(books.port, settings(['invoicePaid']), memory, iso(START + (n + 1) * MINUTE));
		memory = result.memory;
		told.push(result.news.length);
	}
	expect(told).toEqual([1, 0, 1]);
});

it('keeps its memory bounded', async () => {
	const books = booksOf(Array.from({ length: 1_500 }, (_, n) => document(`i${n}`, START + 1)));
	const { memory } = await pollLedger(
		books.port,
		settings(['invoiceChanged']),
		memoryFrom({ cursor: iso(START) }),
		iso(START + MINUTE),
	);
	expect(Object.keys(memory.known)).toHaveLength(1_000);
});
