import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Invoice } from '../../../nodes/shared/model/invoice';
import { dealKey } from '../../../nodes/shared/billing/key';
import type { Deal } from '../../../nodes/shared/model/deal';
import { closeWorlds } from '../../support/world.mts';
import { company, daysAgo, line, wonDeal } from './deals.mts';
import { startLedger, type Json, type Ledger } from './ledger.mts';
import { LEDGERS } from './ledgers.mts';

afterAll(closeWorlds);

describe.each(LEDGERS)('on %s', (books) => {
	let ledger: Ledger;
	beforeAll(async () => {
		ledger = await startLedger(books);
	});

	/** A deal that was billed by this invoice, as the CRM remembers it. */
	const billedDeal = (invoice: Invoice, more: Partial<Deal> = {}): Deal => {
		const deal = wonDeal('41', company('7', 'Harbour Lights'), [line('Consulting', 2, 100)]);
		Object.assign(deal.billing, {
			ledger: invoice.ledger,
			organisation: invoice.organisation,
			invoiceId: invoice.ledgerId,
			issueDate: invoice.issueDate,
			dueDate: invoice.dueDate,
			revisionBilled: deal.revision,
		});
		return { ...deal, ...more };
	};

	/** A draft that is linked to a deal; where the ledger has none, an estimate. */
	const draft = async (sourceId: string, more: Json = {}) => await ledger.invoice(sourceId, more);
	const hasDrafts = books === 'xero' || books === 'sage';

	(hasDrafts ? describe : describe.skip)('approve', () => {
		const approve = async (invoice: Invoice, more: Json = {}, item: Json = {}) => {
			const [answer] = await ledger.run(
				'invoice:approve',
				{ invoiceId: invoice.ledgerId, checksSeen: false, dateOnApproval: 'today', ...more },
				[{ invoice, ...item }],
			);
			return answer as { invoice: Invoice; deal?: Deal };
		};

		test('posts a draft whose deal is as it was billed', async () => {
			const invoice = await draft('APPROVE1');
			const linked = { ...invoice, key: null };
			const deal = billedDeal(invoice);
			const key = dealKey(deal.crm, deal.id);
			// The draft is from fields, so its key is not the deal's.
			const other = await approve(invoice, {}, { deal });
			expect(other.invoice).toMatchObject({ outcome: 'held', hold: { code: 'not_this_deals' }, status: 'draft' });
			expect(other.deal?.hold?.code).toBe('not_this_deals');
			expect([linked.key, key]).toEqual([null, expect.stringMatching(/-41$/)]);
			const seen = await approve(invoice, { checksSeen: true });
			expect(seen.invoice).toMatchObject({ outcome: 'updated', status: 'approved', total: invoice.total });
			const again = await approve(invoice, { checksSeen: true });
			expect(again.invoice).toMatchObject({ outcome: 'unchanged', status: 'approved' });
		});

		test('refuses without a deal unless a person has seen the checks', async () => {
			const invoice = await draft('APPROVE2');
			const told = await ledger.refusal('invoice:approve', { invoiceId: invoice.ledgerId, checksSeen: false });
			expect(told).toContain("'Deal' is empty");
		});

		test('writes nothing in preview', async () => {
			const invoice = await draft('APPROVE3');
			ledger.world.sandbox.clearCalls();
			const seen = await approve(invoice, { checksSeen: true, previewOnly: true });
			expect(seen.invoice).toMatchObject({ would: 'update', status: 'draft' });
			expect(seen.invoice.outcome).toBeUndefined();
			expect(ledger.writes()).toEqual([]);
		});

		test('dates a draft of an earlier day today, and its due date follows', async () => {
			const invoice = await draft('APPROVE4', {
				invoiceFields: { issueDate: daysAgo(10), dueDate: daysAgo(-4) },
			});
			expect(invoice.issueDate).toBe(daysAgo(10));
			const kept = await draft('APPROVE5', {
				invoiceFields: { issueDate: daysAgo(10), dueDate: daysAgo(-4) },
			});
			const moved = await approve(invoice, { checksSeen: true });
			expect(moved.invoice).toMatchObject({ issueDate: daysAgo(0), status: 'approved' });
			expect(moved.invoice.dueDate).toBe(daysAgo(-14));
			const stays = await approve(kept, { checksSeen: true, dateOnApproval: 'keep' });
			expect(stays.invoice).toMatchObject({ issueDate: daysAgo(10), dueDate: daysAgo(-4) });
		});

		test('asks again for one whose net was edited after asking', async () => {
			const invoice = await draft('APPROVE6');
			await ledger.act('editInvoice', invoice.ledgerId, { price: '150' });
			const held = await approve(invoice, { checksSeen: true });
			expect(held.invoice).toMatchObject({ outcome: 'held', hold: { code: 'invoice_changed' }, status: 'draft' });
			expect(held.invoice.hold?.what).toMatch(/200\.00 .* 300\.00/);
		});

		test('holds one that a person deleted', async () => {
			const invoice = await draft('APPROVE7');
			await ledger.act('deleteDraft', invoice.ledgerId);
			const held = await approve(invoice, { checksSeen: true });
			expect(held.invoice).toMatchObject({ outcome: 'held', hold: { code: 'cancelled_by_person' } });
		});

		test('above the ceiling approves none', async () => {
			const invoices = [await draft('APPROVE8'), await draft('APPROVE9')];
			const held = await ledger.run(
				'invoice:approve',
				{ invoiceId: '={{ $json.invoice.ledgerId }}', checksSeen: true, stopIfMoreThan: 1 },
				invoices.map((invoice) => ({ invoice })),
			);
			expect(held.map((item) => item['invoice'].hold.code)).toEqual(['over_limit', 'over_limit']);
			const [read] = await ledger.run('invoice:get', { invoiceId: invoices[0]?.ledgerId });
			expect(read?.['invoice'].status).toBe('draft');
		});
	});

	describe('link to deal', () => {
		const link = async (deal: Deal, invoiceId: string | null, more: Json = {}) => {
			const [answer] = await ledger.run('invoice:linkToDeal', { invoiceId, ...more }, [{ deal }]);
			return answer as { deal: Deal; invoice: Invoice };
		};

		/** An invoice that a person made: no key of ours stands on it. */
		const byHand = async () => {
			const many = await ledger.run('invoice:getMany', { limit: 500, filters: {} });
			const found = many
				.map((item) => item['invoice'] as Invoice)
				.find(({ key, status }) => key === null && ['draft', 'approved', 'sent', 'overdue'].includes(status));
			if (found === undefined) throw new Error('No invoice by hand');
			return found;
		};

		test('takes an invoice by hand as the deal’s own, and refuses it to another', async () => {
			const found = await byHand();
			const deal = wonDeal('77', company('7', 'Harbour Lights'), [line('Consulting', 2, 100)]);
			ledger.world.sandbox.clearCalls();
			const seen = await link(deal, found.ledgerId, { previewOnly: true });
			expect(seen.invoice.would).toBe('link');
			expect(ledger.writes()).toEqual([]);
			const linked = await link(deal, found.ledgerId);
			expect(linked.invoice).toMatchObject({
				outcome: 'linked',
				ledgerId: found.ledgerId,
				key: dealKey(deal.crm, '77'),
				total: found.total,
			});
			expect(linked.invoice.lines.map(({ amount }) => amount)).toEqual(found.lines.map(({ amount }) => amount));
			const again = await link(deal, found.ledgerId);
			expect(again.invoice.outcome).toBe('linked');
			const other = await link(wonDeal('78', company('7', 'Harbour Lights'), []), found.ledgerId);
			expect(other.deal.hold?.code).toBe('other_deals_invoice');
			expect(other.deal.billing.outcome).toBe('held');
		});

		test('settles a deal that was held as billed by hand, and leaves other held deals', async () => {
			const found = await byHand();
			const hold = { what: 'x', todo: 'y', by: 'finance' } as const;
			const deal = wonDeal('79', company('7', 'Harbour Lights'), [line('Consulting', 2, 100)]);
			const passed = await link({ ...deal, hold: { ...hold, code: 'no_company' } }, found.ledgerId);
			expect(passed.invoice).toBeUndefined();
			expect(passed.deal.hold?.code).toBe('no_company');
			const settled = await link({ ...deal, hold: { ...hold, code: 'billed_by_hand' } }, found.ledgerId);
			expect(settled.invoice.outcome).toBe('linked');
			expect(settled.deal.hold).toBeUndefined();
		});
	});

	describe('a deal’s own draft', () => {
		/** Made from the deal in the step before, and written back to it. */
		const own = async (id: string) => {
			const made = wonDeal(id, company('7', 'Harbour Lights'), [line('Consulting', 2, 100)]);
			const { deal, invoice } = await ledger.billed(made);
			return { invoice, deal: { ...billedDeal(invoice), id: deal.id } };
		};

		test('is not approved while the deal is not won, changed or has checks', async () => {
			const { invoice, deal } = await own('90');
			const approve = async (of: Deal, more: Json = {}) => {
				const [answer] = await ledger.run(
					'invoice:approve',
					{ invoiceId: invoice.ledgerId, invoice: '', checksSeen: false, ...more },
					[{ deal: of }],
				);
				return answer as { deal: Deal; invoice: Invoice };
			};
			const code = async (of: Deal, more: Json = {}) => (await approve(of, more)).deal.hold?.code;
			expect(await code({ ...deal, won: false })).toBe('not_won');
			expect(await code({ ...deal, revision: 'another' })).toBe('deal_changed');
			const checked = { ...deal, billing: { ...deal.billing, checks: 'The tax differs. Look at it.' } };
			expect(await code(checked)).toBe('checks_open');
			expect(await code(checked, { checksSeen: true, previewOnly: true })).toBeUndefined();
			const done = await approve(deal);
			expect(done.invoice).toMatchObject({
				outcome: 'updated',
				status: expect.stringMatching(/approved|overdue/),
			});
			expect(done.deal.hold).toBeUndefined();
		});
	});
});
