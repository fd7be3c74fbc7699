import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Deal } from '../../../nodes/shared/model/deal';
import type { Invoice } from '../../../nodes/shared/model/invoice';
import { closeWorlds } from '../../support/world.mts';
import { company, line, wonDeal } from './deals.mts';
import { startLedger, type Json, type Ledger } from './ledger.mts';
import { LEDGERS } from './ledgers.mts';

afterAll(closeWorlds);

describe.each(LEDGERS)('on %s', (books) => {
	let ledger: Ledger;
	beforeAll(async () => {
		ledger = await startLedger(books);
	});
	const hasDrafts = books === 'xero' || books === 'sage';

	/** Posted, as a person or Approve left it. */
	const posted = async (sourceId: string): Promise<Invoice> => {
		const invoice = await ledger.invoice(sourceId);
		if (!hasDrafts) return invoice;
		const [done] = await ledger.run('invoice:approve', { invoiceId: invoice.ledgerId, checksSeen: true });
		return done?.['invoice'] as Invoice;
	};
	const read = async (id: string | null): Promise<Invoice> =>
		(await ledger.run('invoice:get', { invoiceId: id }))[0]?.['invoice'] as Invoice;

	describe('send', () => {
		const send = async (invoice: Invoice, more: Json = {}) => {
			const [done] = await ledger.run('invoice:send', {
				invoiceId: invoice.ledgerId,
				checksSeen: true,
				options: {},
				...more,
			});
			return done?.['invoice'] as Invoice;
		};

		test('sends an approved invoice once', async () => {
			const invoice = await posted('SEND1');
			expect(await send(invoice, { previewOnly: true })).toMatchObject({ would: 'update' });
			expect((await read(invoice.ledgerId)).sentToCustomer).toBe(false);
			expect(await send(invoice)).toMatchObject({ outcome: 'updated', sentToCustomer: true });
			ledger.world.sandbox.clearCalls();
			expect(await send(invoice)).toMatchObject({ outcome: 'unchanged' });
			expect(ledger.writes()).toEqual([]);
			expect(await send(invoice, { options: { again: true } })).toMatchObject({ outcome: 'updated' });
		});

		(hasDrafts ? test : test.skip)('holds a draft', async () => {
			const invoice = await ledger.invoice('SEND2');
			expect(await send(invoice)).toMatchObject({ outcome: 'held', hold: { code: 'not_approved' } });
		});
	});

	describe('void or delete', () => {
		const withdraw = async (invoice: Invoice, more: Json = {}, item: Json = {}) => {
			const parameters = { invoiceId: invoice.ledgerId, deal: '', reason: 'Ordered by mistake', ...more };
			const [done] = await ledger.run('invoice:voidOrDelete', parameters, [item]);
			return done?.['invoice'] as Invoice;
		};

		(hasDrafts ? test : test.skip)('deletes a draft, once', async () => {
			const invoice = await ledger.invoice('VOID1');
			expect(await withdraw(invoice, { previewOnly: true })).toMatchObject({
				would: 'update',
				reason: 'It would be deleted',
			});
			expect((await read(invoice.ledgerId)).status).toBe('draft');
			expect(await withdraw(invoice)).toMatchObject({ outcome: 'updated', status: 'deleted' });
		});

		test('voids what is posted, and leaves what money was set against', async () => {
			const invoice = await posted('VOID2');
			const paid = await posted('VOID3');
			await ledger.act('payInvoice', paid.ledgerId, { amount: '20' });
			expect(await withdraw(invoice)).toMatchObject({ outcome: 'updated' });
			const held = await withdraw(paid);
			expect(held).toMatchObject({ outcome: 'held', hold: { code: 'has_payments' }, paid: 20 });
			expect(held.hold?.what).toContain('20.00');
		});

		test('takes only the deal’s own where a deal is given, and needs a reason', async () => {
			const invoice = await posted('VOID4');
			const deal: Deal = wonDeal('1', company('7', 'Harbour Lights'), [line('X', 1, 1)]);
			expect((await withdraw(invoice, { deal: '={{ $json.deal }}' }, { deal })).hold?.code).toBe(
				'not_this_deals',
			);
			const told = await ledger.refusal('invoice:voidOrDelete', {
				invoiceId: invoice.ledgerId,
				reason: '={{ $json.none }}',
			});
			expect(told).toContain("'Reason'");
		});
	});

	test('get many finds those of a status alone', async () => {
		const made = await ledger.invoice('STATUS1');
		const found = async (...statuses: string[]) =>
			(await ledger.run('invoice:getMany', { limit: 500, filters: { statuses } })).map(
				(item) => item['invoice'] as Invoice,
			);
		const same = await found(made.status);
		expect(new Set(same.map(({ status }) => status))).toEqual(new Set([made.status]));
		expect(same.map(({ ledgerId }) => ledgerId)).toContain(made.ledgerId);
		expect((await found('voided')).map(({ ledgerId }) => ledgerId)).not.toContain(made.ledgerId);
	});

	test('get PDF gives the ledger’s file beside the item', async () => {
		const invoice = await posted('PDF1');
		const [item] = await ledger.files(
			'invoice:getPdf',
			{ invoiceId: invoice.ledgerId, binaryPropertyName: 'data' },
			[{ kept: true }],
		);
		expect(item?.json).toMatchObject({ kept: true, pdf: { invoiceId: invoice.ledgerId } });
		const file = item?.binary?.['data'] as { data: string; mimeType: string; fileName: string };
		expect(file).toMatchObject({ mimeType: 'application/pdf', fileName: expect.stringMatching(/\.pdf$/) });
		expect(Buffer.from(file.data, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
		const none = await ledger.refusal('invoice:getPdf', {
			invoiceId: invoice.ledgerId,
			binaryPropertyName: '={{ $json.none }}',
		});
		expect(none).toContain("'Output Data Field Name'");
	});

	describe('get changes', () => {
		const changes = async (more: Json = {}) =>
			(await ledger.run('invoice:getChanges', {
				lookBack: 1,
				onlyDeals: false,
				alsoOpen: false,
				options: {},
				...more,
			})) as Array<{ invoice: Invoice; dealId?: string; unknown?: true }>;

		test('tells what changed, each once as it stands', async () => {
			const made = await ledger.billed(
				wonDeal('501', company('7', 'Harbour Lights'), [line('Consulting', 2, 100)]),
			);
			const paid = await posted('CHANGE1');
			await ledger.act('payInvoice', paid.ledgerId, { amount: '20' });
			const all = await changes();
			const ids = all.map(({ invoice }) => invoice.ledgerId);
			expect(new Set(ids).size).toBe(ids.length);
			const own = all.find(({ invoice }) => invoice.ledgerId === made.invoice.ledgerId);
			expect(own).toMatchObject({ dealId: '501', invoice: { status: 'draft' } });
			expect(own?.unknown).toBeUndefined();
			const fromFields = all.find(({ invoice }) => invoice.ledgerId === paid.ledgerId);
			expect(fromFields).toMatchObject({ invoice: { paid: 20 } });
			expect(fromFields?.dealId).toBeUndefined();
			const onlyDeals = (await changes({ onlyDeals: true })).map(({ invoice }) => invoice.ledgerId);
			expect(onlyDeals).toContain(made.invoice.ledgerId);
			expect(onlyDeals).not.toContain(paid.ledgerId);
		});

		test('tells a deleted document too', async () => {
			const made = await ledger.billed(
				wonDeal('502', company('7', 'Harbour Lights'), [line('Consulting', 2, 100)]),
			);
			await ledger.act('deleteDraft', made.invoice.ledgerId);
			const gone = (await changes()).find(({ invoice }) => invoice.ledgerId === made.invoice.ledgerId);
			expect(gone?.invoice.status).toMatch(/deleted|voided/);
			if (gone?.dealId === undefined) expect(gone?.unknown).toBe(true);
		});

		test('a later start has no items, and all open ones come on asking', async () => {
			const later = new Date(Date.now() + 3_600_000).toISOString();
			expect(await changes({ options: { changedSince: later } })).toEqual([]);
			const open = await changes({ options: { changedSince: later }, alsoOpen: true });
			expect(open.length).toBeGreaterThan(0);
			expect(open.every(({ invoice }) => invoice.due > 0)).toBe(true);
			expect(await ledger.refusal('invoice:getChanges', { lookBack: 40, options: {} })).toContain("'Look Back'");
		});
	});
});
