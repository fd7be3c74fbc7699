import { describe, expect, test } from '@jest/globals';
import { createCreditNotes } from '../../../nodes/ClosedLoopAccounting/creditNotes/createCreditNotes';
import type { CreditInput } from '../../../nodes/ClosedLoopAccounting/creditNotes/createCreditNotes';
import type { InvoiceOutput } from '../../../nodes/ClosedLoopAccounting/invoices/createInvoices';
import { linkInvoices } from '../../../nodes/ClosedLoopAccounting/links/linkInvoices';
import { createPayments } from '../../../nodes/ClosedLoopAccounting/payments/createPayments';
import type { PaymentInput } from '../../../nodes/ClosedLoopAccounting/payments/createPayments';
import { convertQuotes } from '../../../nodes/ClosedLoopAccounting/quotes/convertQuotes';
import { createQuotes } from '../../../nodes/ClosedLoopAccounting/quotes/createQuotes';
import { dealKey } from '../../../nodes/shared/billing/key';
import type { Deal } from '../../../nodes/shared/model/deal';
import type { Invoice } from '../../../nodes/shared/model/invoice';
import type { Quote } from '../../../nodes/shared/model/quote';
import { suites } from '../../contract/ledgers/suites.mts';
import type { World } from '../../contract/ledgers/world.mts';
import { attempt, startWorld, valueOf } from '../../contract/ledgers/world.mts';
import { bill, dealIn, settingsIn, standing, writtenBack } from './createFlow.mts';
import { line } from './deals.mts';

/** What a cut, a repeat or an old answer must never do to money, on every ledger over its simulated system. */

const LIVE = { preview: false, stopIfMoreThan: 25 };
const postsAtOnce = suites.filter(({ name }) => name.startsWith('QuickBooks'));

const writes = ({ calls }: World) => calls.filter(({ write, committed }) => write && committed).length;
const now = async (world: World, id: string | null | undefined) =>
	valueOf((await world.open().invoicesById([id ?? '']))[0]) as Invoice;
const pay = async (world: World, inputs: Array<Partial<PaymentInput> & { invoiceId: string; sourceId: string }>) => {
	const whole = inputs.map((input) => ({ amount: null, date: null, reference: null, deal: null, ...input }));
	const options = { ...LIVE, account: world.books.bankAccount, run: '7', now: world.clock.now() };
	return (await createPayments(world.open(), whole, options)).map((one) => {
		if ('problem' in one) throw new Error(one.problem.message);
		return one.document;
	});
};
const credit = async (world: World, inputs: Array<Partial<CreditInput> & { invoiceId: string }>) => {
	const whole = inputs.map((input) => ({ sourceId: null, amount: null, deal: null, ...input }));
	const options = { ...LIVE, status: 'approved', setAgainst: true, run: '7', now: world.clock.now() } as const;
	return (await createCreditNotes(world.open(), whole, options)).map((one) => {
		if ('problem' in one) throw new Error(one.problem.message);
		return one.document;
	});
};

describe.each(suites.map((ledger) => [ledger.name, ledger] as const))('on %s', (_, ledger) => {
	test('tax that the ledger rounds once for all lines is no difference', async () => {
		const world = await startWorld(ledger);
		const lines = ['A', 'B', 'C'].map((name) => line(name, 1, 10.33));
		const [made] = await bill(world, [dealIn(world, '101', { lines, amount: 30.99 })]);
		expect(made?.deal?.hold).toBeUndefined();
		expect(made?.invoice).toMatchObject({ outcome: 'created', subtotal: 30.99, checks: [] });
	});

	test('a changed deal whose update was not written back has nothing to be asked', async () => {
		const world = await startWorld(ledger);
		const waiting = world.port.traits.hasDrafts ? {} : ({ settings: { createAs: 'estimate' } } as const);
		const [made] = await bill(world, [dealIn(world, '102')], waiting);
		const lines = [line('Setup', 1, 500)];
		const changed = { ...writtenBack(made as InvoiceOutput), lines, amount: 500, revision: 'R2' };
		expect((await bill(world, [changed], waiting))[0]?.invoice?.outcome).toBe('updated');
		const before = writes(world);
		const [again] = await bill(world, [changed], { ...waiting, execution: '1003' });
		expect(again?.invoice).toMatchObject({ outcome: 'linked', subtotal: 500, checks: [] });
		expect(writes(world)).toBe(before);
		const back = writtenBack(again as InvoiceOutput);
		expect(back.billing).toMatchObject({ revisionBilled: 'R2', checks: null });
	});

	test('an order number that was withdrawn goes from the draft too', async () => {
		const world = await startWorld(ledger);
		const waiting = world.port.traits.hasDrafts ? {} : ({ settings: { createAs: 'estimate' } } as const);
		const [made] = await bill(world, [dealIn(world, '103', { poNumber: 'PO-77' })], waiting);
		expect(made?.invoice?.reference).toBe('PO-77');
		const changed = { ...writtenBack(made as InvoiceOutput), poNumber: null, revision: 'R2' };
		const [updated] = await bill(world, [changed], waiting);
		expect(updated?.invoice).toMatchObject({ outcome: 'updated', reference: null, checks: [] });
	});

	test('one that a person deleted before it was written back is not told as made from an old answer', async () => {
		const world = await startWorld(ledger);
		const [made] = await bill(world, [dealIn(world, '104')]);
		await world.act('deleteDraft', made?.invoice?.ledgerId ?? '');
		const [again] = await bill(world, [dealIn(world, '104')], { execution: '1002' });
		if (again?.invoice?.outcome === 'created') {
			const live = await standing(world, again.invoice.key ?? '');
			expect(live.map(({ ledgerId }) => ledgerId)).toEqual([again.invoice.ledgerId]);
		} else {
			expect(again?.deal?.hold?.code).toBe('cancelled_by_person');
		}
	});

	describe('payments', () => {
		test('of one source for two invoices: one is recorded, the other is told', async () => {
			const world = await startWorld(ledger);
			const one = await world.make.approved();
			const { ledgerId: customerId } = one.customer;
			const two = await world.make.approved({ customerId: customerId ?? '' });
			const both = await pay(world, [
				{ invoiceId: one.ledgerId, sourceId: 'ch_1', amount: 50 },
				{ invoiceId: two.ledgerId, sourceId: 'ch_1', amount: 20 },
			]);
			expect(both.map((payment) => payment?.outcome)).toEqual(['created', 'held']);
			// An old answer, where the ledger gives one, is never told as a payment of this invoice.
			const [later] = await pay(world, [{ invoiceId: two.ledgerId, sourceId: 'ch_1', amount: 20 }]);
			const paid = later?.outcome === 'created' ? 20 : 0;
			if (paid === 0) expect(later?.hold?.code).toBe('source_used');
			expect((await now(world, two.ledgerId)).paid).toBe(paid);
			expect((await now(world, one.ledgerId)).paid).toBe(50);
		});

		test('that a person removed are not told as recorded from an old answer', async () => {
			const world = await startWorld(ledger);
			const invoice = await world.make.approved();
			await pay(world, [{ invoiceId: invoice.ledgerId, sourceId: 'ch_2', amount: 30 }]);
			await world.act('unpayInvoice', invoice.ledgerId);
			expect((await now(world, invoice.ledgerId)).paid).toBe(0);
			const [again] = await pay(world, [{ invoiceId: invoice.ledgerId, sourceId: 'ch_2', amount: 30 }]);
			expect(again).toMatchObject({ outcome: 'held', hold: { code: 'cancelled_by_person' } });
			expect((await now(world, invoice.ledgerId)).paid).toBe(0);
		});
	});

	describe('credit notes', () => {
		test('of two sources in one run never come to more than the invoice', async () => {
			const world = await startWorld(ledger);
			const invoice = await world.make.approved();
			const both = await credit(world, [
				{ invoiceId: invoice.ledgerId, sourceId: 'R1', amount: 60 },
				{ invoiceId: invoice.ledgerId, sourceId: 'R2', amount: 60 },
				{ invoiceId: invoice.ledgerId, sourceId: 'R1', amount: 60 },
			]);
			expect(both.map((note) => note?.outcome)).toEqual(['created', 'held', 'created']);
			expect(both[1]?.hold?.code).toBe('credit_too_big');
		});

		test('of one source for two invoices: one is made, the other is told', async () => {
			const world = await startWorld(ledger);
			const one = await world.make.approved();
			const two = await world.make.approved({ customerId: one.customer.ledgerId ?? '' });
			const both = await credit(world, [
				{ invoiceId: one.ledgerId, sourceId: 'R3', amount: 10 },
				{ invoiceId: two.ledgerId, sourceId: 'R3', amount: 20 },
			]);
			expect(both.map((note) => note?.outcome)).toEqual(['created', 'held']);
		});

		test('cut before it was set against its invoice says so in the next run', async () => {
			const world = await startWorld(ledger);
			const invoice = await world.make.approved();
			const port = world.open();
			const draft = {
				...world.make.creditDraft(invoice.customer.ledgerId ?? '', 100, { key: invoice.key ?? '' }),
				invoiceId: null,
			};
			valueOf((await port.createCreditNotes([draft], attempt))[0]);
			const [note] = await credit(world, [{ invoiceId: invoice.ledgerId }]);
			expect(note).toMatchObject({ outcome: 'linked' });
			const { due } = await now(world, invoice.ledgerId);
			if (due > 0) expect(note?.reason).toContain('not set against');
		});
	});

	describe('links', () => {
		test('a second invoice beside a live one of the key is refused, whether or not the deal knows it', async () => {
			const world = await startWorld(ledger);
			const deal = dealIn(world, '105');
			const [made] = await bill(world, [deal]);
			const hand = await world.byHand(made?.invoice?.customer.ledgerId ?? '', 75);
			const [linked] = await linkInvoices(world.open(), [{ invoiceId: hand.ledgerId, deal }], {
				...LIVE,
				run: '8',
				now: world.clock.now(),
			});
			expect(linked).toMatchObject({ hold: { code: 'two_live_invoices' } });
			expect((await now(world, hand.ledgerId)).key).toBeNull();
		});

		test('two invoices are not linked to one deal in one run', async () => {
			const world = await startWorld(ledger);
			const deal = dealIn(world, '106');
			const { ledgerId: customerId } = await world.make.customer();
			const hands = [await world.byHand(customerId, 75), await world.byHand(customerId, 85)];
			const linked = await linkInvoices(
				world.open(),
				hands.map(({ ledgerId }) => ({ invoiceId: ledgerId, deal })),
				{ ...LIVE, run: '8', now: world.clock.now() },
			);
			expect(linked).toMatchObject([{ hold: null }, { hold: { code: 'two_live_invoices' } }]);
		});
	});

	test('a quote after one that was declined is a new one, not an old answer', async () => {
		const world = await startWorld(ledger);
		const deal = dealIn(world, '108', { won: false });
		const customer = valueOf((await world.open().customersById([(await world.make.customer()).ledgerId]))[0]);
		const quote = async () => {
			const options = {
				settings: settingsIn(world),
				validDays: 30,
				...LIVE,
				run: '8',
				now: world.clock.now(),
			};
			const [one] = await createQuotes(world.open(), [{ deal, customer }], options);
			return (one as { document: Quote }).document;
		};
		const first = await quote();
		await world.act('declineQuote', first.ledgerId);
		// Xero keeps answers for six minutes.
		world.clock.advance(600_000);
		const second = await quote();
		expect(second.ledgerId).not.toBe(first.ledgerId);
		expect(second).toMatchObject({ outcome: 'created', status: 'draft' });
		expect((await quote()).outcome).toBe('linked');
	});

	test('a quote that a person made, converted for a deal, is the invoice of that deal', async () => {
		const world = await startWorld(ledger);
		const deal = dealIn(world, '107');
		const { ledgerId: customerId } = await world.make.customer();
		const key = 'SI' + 'ABCD-' + 'QUOTE107';
		const quote = valueOf(
			(
				await world
					.open()
					.createQuotes([world.make.quoteDraft(customerId, { key, lines: [world.make.line(420)] })], attempt)
			)[0],
		);
		await world.act('acceptQuote', quote.ledgerId);
		const real = world.open();
		const port = Object.assign(Object.create(real), {
			quotesById: async (ids: string[]) =>
				(await real.quotesById(ids)).map((one) =>
					one.ok && one.value ? { ...one, value: { ...one.value, key: null } } : one,
				),
		}) as typeof real;
		const [made] = await convertQuotes(port, [{ quoteId: quote.ledgerId ?? '', deal }], {
			...LIVE,
			run: '8',
			now: world.clock.now(),
		});
		expect(made).toMatchObject({ document: { outcome: 'created', key: dealKey(deal.crm, '107') } });
	});
});

describe.each(postsAtOnce.map((ledger) => [ledger.name, ledger] as const))(
	'on %s, where an invoice posts, a run cut before it compared',
	(_, ledger) => {
		/** What a run left that was cut right after its invoice posted with other figures. */
		const cut = async (deal: Deal, world: World): Promise<Invoice> => {
			const { ledgerId } = await world.make.customer('Harbour Lights');
			const draft = world.make.invoiceDraft(ledgerId, [world.make.line(300), world.make.line(119.99)], {
				key: dealKey(deal.crm, deal.id),
			});
			return valueOf((await world.open().createInvoices([draft], attempt))[0]) as Invoice;
		};

		test('leaves no invoice of other figures', async () => {
			const world = await startWorld(ledger);
			const deal = dealIn(world, '111');
			await cut(deal, world);
			const [seen] = await bill(world, [deal], { preview: true });
			expect(seen?.invoice?.would).toBe('link');
			expect(await standing(world, dealKey(deal.crm, '111'))).toHaveLength(1);
			const [held] = await bill(world, [deal], { execution: '1002' });
			expect(held?.deal?.hold).toMatchObject({ code: 'figures_differ', what: expect.stringContaining('419.99') });
			expect(held?.invoice).toBeNull();
			expect(await standing(world, dealKey(deal.crm, '111'))).toEqual([]);
		});

		test('an order number in a field of its own is withdrawn from an estimate', async () => {
			const world = await startWorld(ledger);
			const [field] = await world.port.list('referenceFields');
			const estimate = { settings: { createAs: 'estimate', referenceField: field?.value ?? null } } as const;
			const [made] = await bill(world, [dealIn(world, '113', { poNumber: 'PO-77' })], estimate);
			expect(made?.invoice?.reference).toBe('PO-77');
			const changed = { ...writtenBack(made as InvoiceOutput), poNumber: null, revision: 'R2' };
			const [updated] = await bill(world, [changed], estimate);
			expect(updated?.invoice).toMatchObject({ outcome: 'updated', reference: null, checks: [] });
		});

		test.each<[string, (world: World, invoice: Invoice) => Promise<void> | void]>([
			['edited', async (world, { ledgerId }) => await world.act('editInvoice', ledgerId, { text: 'Seen to' })],
			['sent', async (world, { ledgerId }) => await world.act('sendInvoice', ledgerId)],
			['paid', async (world, { ledgerId }) => await world.act('payInvoice', ledgerId, { amount: '5' })],
			['left for two days', (world) => world.clock.advance(2 * 86_400_000)],
		])('keeps one that was %s, and says what differs', async (__, meanwhile) => {
			const world = await startWorld(ledger);
			const deal = dealIn(world, '112');
			const invoice = await cut(deal, world);
			await meanwhile(world, invoice);
			const [linked] = await bill(world, [deal], { execution: '1002' });
			expect(linked?.invoice).toMatchObject({ outcome: 'linked', ledgerId: invoice.ledgerId });
			expect(linked?.invoice?.checks?.map(({ code }) => code)).toContain('deal_changed');
			expect(await standing(world, dealKey(deal.crm, '112'))).toHaveLength(1);
		});
	},
);
