import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Deal } from '../../../nodes/shared/model/deal';
import type { Invoice } from '../../../nodes/shared/model/invoice';
import { closeWorlds } from '../../support/world.mts';
import { company, line, wonDeal } from './deals.mts';
import { startLedger, type Json, type Ledger } from './ledger.mts';
import { LEDGERS } from './ledgers.mts';

afterAll(closeWorlds);

/** QuickBooks has no drafts: an estimate waits for approval, and approving makes its invoice (rules.md section 8). */
describe.each(LEDGERS.filter((books) => books.startsWith('quickbooks')))('approve on %s', (books) => {
	let ledger: Ledger;
	beforeAll(async () => {
		ledger = await startLedger(books);
	});

	/** The estimate of a won deal, and the deal as the CRM remembers it. */
	const asked = async (id: string): Promise<{ deal: Deal; invoice: Invoice }> => {
		const { deal, invoice } = await ledger.billed(
			wonDeal(id, company('7', 'Harbour Lights'), [line('Consulting', 2, 100)]),
		);
		const { ledgerId, issueDate, dueDate, organisation } = invoice;
		const billing = {
			...deal.billing,
			ledger: invoice.ledger,
			organisation,
			invoiceId: ledgerId,
			issueDate,
			dueDate,
		};
		return { invoice, deal: { ...deal, billing: { ...billing, revisionBilled: deal.revision } } };
	};
	const approve = async (invoiceId: string | null, item: Json) => {
		const [answer] = await ledger.run('invoice:approve', { invoiceId, checksSeen: false }, [item]);
		return answer as { deal: Deal; invoice: Invoice };
	};

	test('makes the invoice of the estimate, once', async () => {
		const { deal, invoice } = await asked('201');
		const done = await approve(invoice.ledgerId, { deal, invoice });
		expect(done.invoice).toMatchObject({ outcome: 'updated', status: 'approved', key: invoice.key });
		expect(done.invoice.kind).not.toBe('estimate');
		ledger.world.sandbox.clearCalls();
		const again = await approve(invoice.ledgerId, { deal, invoice });
		expect(again.invoice).toMatchObject({ outcome: 'unchanged', ledgerId: done.invoice.ledgerId });
		expect(ledger.writes()).toEqual([]);
	});

	test.each([
		['with the invoice as it was when asked', true],
		['by its id alone', false],
	])('only tells of one that a person converted meanwhile, %s', async (_, withInvoice) => {
		const { deal, invoice } = await asked(withInvoice ? '202' : '203');
		await ledger.act('convertEstimate', invoice.ledgerId);
		ledger.world.sandbox.clearCalls();
		const done = await approve(invoice.ledgerId, withInvoice ? { deal, invoice } : { deal, invoice: '' });
		expect(done.invoice).toMatchObject({ outcome: 'unchanged', status: 'approved', total: invoice.total });
		expect(done.invoice.kind).not.toBe('estimate');
		expect(done.deal.hold).toBeUndefined();
		expect(ledger.writes()).toEqual([]);
	});

	test('does not tell of one that a person rejected as of an invoice', async () => {
		const { deal, invoice } = await asked('204');
		await ledger.act('declineQuote', invoice.ledgerId);
		const done = await approve(invoice.ledgerId, { deal, invoice });
		expect(done.deal.hold?.code).toBe('cancelled_by_person');
	});
});
