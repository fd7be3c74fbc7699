/** Quotes, their invoices, credit notes and payments are made once, whatever becomes of the ledger's answer, on every ledger. */
import { describe, expect, test } from '@jest/globals';
import { createCreditNotes } from '../../../nodes/ClosedLoopAccounting/creditNotes/createCreditNotes';
import { createPayments } from '../../../nodes/ClosedLoopAccounting/payments/createPayments';
import { convertQuotes } from '../../../nodes/ClosedLoopAccounting/quotes/convertQuotes';
import { createQuotes } from '../../../nodes/ClosedLoopAccounting/quotes/createQuotes';
import type { Settled, Told } from '../../../nodes/ClosedLoopAccounting/documents/settle';
import type { Invoice } from '../../../nodes/shared/model/invoice';
import type { AccountingPort } from '../../../nodes/shared/systems/accounting';
import { suites } from '../../contract/ledgers/suites.mts';
import type { World } from '../../contract/ledgers/world.mts';
import { startWorld, valueOf } from '../../contract/ledgers/world.mts';
import { dealIn, settingsIn } from './createFlow.mts';

interface Doc extends Told {
	ledgerId: string | null;
	key: string | null;
}

/** What is made of one source, and how many of it stand afterwards. */
interface Kind {
	name: string;
	/** Sets the world up; what it gives makes the document, as one run of the node does it. */
	prepare(world: World): Promise<{
		make(port: AccountingPort, run: string): Promise<Array<Settled<Doc>>>;
		standing(): Promise<Doc[]>;
	}>;
}

const LIVE = { preview: false, stopIfMoreThan: 25 };
const live = ({ status }: { status: string }) => !['voided', 'deleted', 'declined'].includes(status);

const kinds: Kind[] = [
	{
		name: 'a quote',
		prepare: async (world) => {
			const customer = await world.make.customer();
			const input = { deal: dealIn(world, '41', { won: false }), customer };
			return {
				make: async (port, run) =>
					await createQuotes(port, [input], {
						...LIVE,
						...{ settings: settingsIn(world), validDays: 30, run, now: world.clock.now() },
					}),
				standing: async () =>
					(await world.open().quotesOfCustomers([customer.ledgerId], '2026-01-01')).filter(live),
			};
		},
	},
	{
		name: 'the invoice of a quote',
		prepare: async (world) => {
			const customer = await world.make.customer();
			const input = { deal: dealIn(world, '42', { won: false }), customer };
			const options = { ...LIVE, settings: settingsIn(world), validDays: 30, run: '1', now: world.clock.now() };
			const [made] = await createQuotes(world.open(), [input], options);
			if (made === undefined || 'problem' in made) throw new Error('No quote');
			const quoteId = made.document?.ledgerId ?? '';
			await world.act('acceptQuote', quoteId);
			return {
				make: async (port, run) =>
					await convertQuotes(port, [{ quoteId, deal: null }], { ...LIVE, run, now: world.clock.now() }),
				standing: async () => {
					const invoices = await world.open().invoicesOfCustomers([customer.ledgerId], '2026-01-01');
					return invoices.filter((one) => live(one) && one.kind !== 'estimate');
				},
			};
		},
	},
	{
		name: 'a credit note',
		prepare: async (world) => {
			const invoice = await world.make.approved();
			const input = { invoiceId: invoice.ledgerId, sourceId: 'RETURN1', amount: 40, deal: null };
			const customerIds = [invoice.customer.ledgerId ?? ''];
			return {
				make: async (port, run) =>
					await createCreditNotes(port, [input], {
						...LIVE,
						...{ status: 'approved', setAgainst: true, run, now: world.clock.now() },
					}),
				standing: async () =>
					(await world.open().creditNotes({ customerIds, from: '2026-01-01', to: null })).filter(live),
			};
		},
	},
	{
		name: 'a payment',
		prepare: async (world) => {
			const invoice = await world.make.approved();
			const what = { invoiceId: invoice.ledgerId, sourceId: 'ch_1', amount: 40, date: null, reference: null };
			const of = { customerIds: null, invoiceIds: [invoice.ledgerId], from: null, to: null, limit: 100 };
			return {
				make: async (port, run) =>
					await createPayments(port, [{ ...what, deal: null }], {
						...LIVE,
						...{ account: world.books.bankAccount, run, now: world.clock.now() },
					}),
				standing: async () =>
					(await world.open().payments(of)).payments.filter((one) => one.live && one.kind !== 'credit'),
			};
		},
	},
];

const cases = suites.flatMap((ledger) => kinds.map((kind) => [ledger.name, kind.name, ledger, kind] as const));

function documentOf([settled]: Array<Settled<Doc>>): Doc {
	if (settled === undefined || 'problem' in settled) throw new Error(settled?.problem.message ?? 'Nothing came');
	if (settled.document === null) throw new Error(settled.hold?.what ?? 'No document');
	return settled.document;
}

describe.each(cases)('on %s %s', (_, __, ledger, kind) => {
	test('whose answer was lost is found, and not made again', async () => {
		const world = await startWorld(ledger);
		const { make, standing } = await kind.prepare(world);
		world.faultOnMaking({ kind: 'resetAfter' });
		const made = documentOf(await make(await world.warmed(), '7'));
		expect(world.endFaults()).toBeGreaterThan(0);
		const [only, ...others] = await standing();
		expect([made.outcome, made.ledgerId, others]).toEqual(['created', only?.ledgerId, []]);
		const again = documentOf(await make(world.open(), '8'));
		expect([again.outcome, again.ledgerId]).toEqual(['linked', only?.ledgerId]);
	});

	test('that was refused once is asked for again', async () => {
		const world = await startWorld(ledger);
		const { make, standing } = await kind.prepare(world);
		world.faultOnMaking({ kind: 'status', status: 400 });
		const made = documentOf(await make(await world.warmed(), '7'));
		expect(world.endFaults()).toBeGreaterThan(0);
		expect(made.outcome).toBe('created');
		expect((await standing()).map(({ ledgerId }) => ledgerId)).toEqual([made.ledgerId]);
	});

	test.each([0, 1, 2, 3])(
		'that two runs make at the same moment stands once, or is told, call %i held up',
		async (slow) => {
			const world = await startWorld(ledger);
			const { make, standing } = await kind.prepare(world);
			const ports = [await world.warmed(), await world.warmed()];
			world.fault({ kind: 'slow', ms: 30, skip: slow, times: 1 });
			const made = await Promise.all(
				ports.map(async (port, index) => documentOf(await make(port, String(7 + index)))),
			);
			const left = await standing();
			if (left.length === 1)
				expect(made.map(({ ledgerId }) => ledgerId)).toEqual(made.map(() => left[0]?.ledgerId));
			else expect(made.map(({ hold }) => hold?.code)).toContain('two_live_invoices');
		},
	);
});

/** Both looked before either wrote, and the ledger took both. */
describe.each(suites.map((ledger) => [ledger.name, ledger] as const))('on %s', (_, ledger) => {
	test('of two invoices of one quote the younger is withdrawn', async () => {
		const world = await startWorld(ledger);
		const { make, standing } = await (kinds[1] as Kind).prepare(world);
		const other = world.open();
		const port = world.open();
		const both: AccountingPort = Object.assign(Object.create(port) as AccountingPort, {
			convertQuotes: (async (conversions, attempt) => {
				const drafts = conversions.map(({ draft }) => ({ ...draft, execution: 'another' }));
				valueOf((await other.createInvoices(drafts, { fresh: 1, run: 'another' }))[0]);
				world.clock.advance(5_000);
				return await port.convertQuotes(conversions, attempt);
			}) as AccountingPort['convertQuotes'],
		});
		const made = documentOf(await make(both, '7')) as unknown as Invoice;
		const [only, ...others] = await standing();
		expect(others).toEqual([]);
		expect([made.ledgerId, made.execution]).toEqual([only?.ledgerId, 'another']);
		expect(made.reason).toContain('was withdrawn');
	});
});
