import { billingFacts } from '../../../nodes/shared/billing/billingFacts';
import { changedInvoiceFacts } from '../../../nodes/shared/billing/changedInvoice';
import { parseInvoicesText } from '../../../nodes/shared/billing/invoicesText';
import { lastSeenOf } from '../../../nodes/shared/billing/lastSeen';
import { MORE_TO_BILL_TODO } from '../../../nodes/shared/billing/words';
import type { DealBilling } from '../../../nodes/shared/model/dealBilling';
import type { Invoice, InvoiceDraft } from '../../../nodes/shared/model/invoice';
import type { Check } from '../../../nodes/shared/model/outcome';
import { billing, crm, deal, invoiceOf, line } from './records.mts';

const draft: InvoiceDraft = {
	key: 'HSM6DA-41234567890',
	execution: '231',
	sourceUrl: null,
	customerId: 'c',
	status: 'draft',
	issueDate: '2026-11-24',
	dueDate: '2026-12-24',
	reference: null,
	currency: 'GBP',
	amountsAre: 'exclusive',
	net: 100,
	brandingTheme: null,
	createAs: 'invoice',
	referenceField: null,
	lines: [
		{
			dealLineId: '1',
			description: 'Set-up',
			quantity: 1,
			unitPrice: 100,
			discountPercent: null,
			discountAmount: null,
			amountAlone: false,
			itemCode: null,
			account: '200',
			taxCode: 'OUTPUT2',
			taxReason: '',
			amount: 100,
		},
	],
};

const invoice = (changes: Partial<Invoice> = {}) => invoiceOf(draft, changes);
const later = (changes: Partial<Invoice> = {}) => invoice({ updatedAt: '2026-12-01T10:00:00.000Z', ...changes });
const id = invoice().ledgerId as string;
const won = { currency: 'GBP', closedOn: '2026-11-20', crm, won: true };
const check = (code: Check['code'], todo = 'Mend it'): Check => ({
	code,
	what: `Look at ${code}`,
	todo,
	by: 'finance',
});

/** What the billing flow wrote when it made the draft. */
function billed(
	given: { invoice?: Partial<Invoice>; checks?: Check[]; lines?: ReturnType<typeof line>[] } = {},
): DealBilling {
	const { write } = billingFacts({
		deal: deal({ checks: given.checks, ...(given.lines && { lines: given.lines }) }),
		invoice: invoice({ outcome: 'created', ...given.invoice }),
		before: billing(),
		execution: '231',
		problem: null,
		preview: false,
	});
	return billing(write);
}

function changed(
	told: Invoice,
	before: DealBilling,
	more: { won?: boolean; preview?: boolean; currency?: string } = {},
) {
	const { preview = false, ...of } = more;
	return changedInvoiceFacts({ deal: { ...won, ...of }, invoice: told, before, execution: '232', preview });
}

describe('a changed invoice tells its deal', () => {
	it('that it is approved, without a word of the draft', () => {
		const { write, billing: after } = changed(later({ status: 'approved' }), billed());
		expect(write).toMatchObject({
			status: 'sent',
			reason: 'Invoice INV-0042 over 120.00 GBP in Acme UK: Awaiting Payment, due 24 Dec 2026',
			todo: null,
			invoiceStatus: 'Awaiting Payment',
			execution: '232',
		});
		expect(after).toMatchObject({
			outcome: 'updated',
			statusChanged: true,
			reasonChanged: true,
			revisionSeen: 'R1',
		});
	});

	it('what is paid, when, and after how many days', () => {
		const paid = later({ status: 'paid', paid: 120, due: 0, paidOn: '2026-12-04', currencyRate: 1.25 });
		expect(changed(paid, billed()).write).toMatchObject({
			status: 'paid',
			paid: 120,
			due: 0,
			paidCompany: 96,
			dueCompany: 0,
			paidOn: '2026-12-04',
			daysToPay: 10,
		});
	});

	it('that a payment was removed: what it said of it is cleared', () => {
		const paid = changed(later({ status: 'paid', paid: 120, due: 0, paidOn: '2026-12-04' }), billed()).billing;
		const open = later({ status: 'sent', updatedAt: '2026-12-05T00:00:00Z' });
		expect(changed(open, paid).write).toMatchObject({
			status: 'sent',
			paid: 0,
			due: 120,
			paidOn: null,
			daysToPay: null,
		});
	});

	it('when it was sent, by the ledger', () => {
		const sent = later({ status: 'sent', sentToCustomer: true, sentAt: '2026-11-25T23:30:00Z' });
		expect(changed(sent, billed()).write.daysWonToSent).toBe(5);
		const known = { ...billed(), daysWonToSent: 5 };
		expect('daysWonToSent' in changed(later({ status: 'sent', sentToCustomer: true }), known).write).toBe(false);
	});

	it('that a person voided it, as the billing flow would', () => {
		expect(changed(later({ status: 'voided' }), billed()).write).toMatchObject({
			status: 'cancelled',
			reason: 'Invoice INV-0042 was voided in Xero',
			todo: 'Answer "Bill again", or "Billed by hand"',
			code: 'cancelled_by_person',
			total: 0,
			due: 0,
		});
	});

	it('nothing twice', () => {
		for (const told of [
			later({ status: 'approved' }),
			later({ status: 'voided' }),
			later({ status: 'paid', paid: 120, due: 0, paidOn: '2026-12-04' }),
			later({ status: 'part_paid', paid: 20, credited: 10, due: 90, lines: [] }),
		]) {
			const once = changed(told, billed()).billing;
			expect(once.outcome).toBe('updated');
			const { write, billing: after } = changed(told, once);
			expect(write).toEqual({});
			expect(after).toMatchObject({ outcome: 'unchanged', statusChanged: false });
		}
	});

	it('nothing from an older version', () => {
		const paid = changed(later({ status: 'paid', paid: 120, due: 0 }), billed()).billing;
		expect(changed(invoice({ status: 'approved' }), paid).write).toEqual({});
	});

	it('nothing in preview, but what it would', () => {
		const { write, billing: after } = changed(later({ status: 'approved' }), billed(), { preview: true });
		expect(write).toEqual({});
		expect(after).toMatchObject({ would: 'update', status: 'draft' });
		expect(after.statusChanged).toBeUndefined();
		expect(changed(invoice(), billed(), { preview: true }).billing.would).toBe('leave');
	});
});

describe('the words of the billing flow', () => {
	it('stay while a draft is reviewed, and go when it is approved', () => {
		const before = billed({ checks: [check('no_lines')] });
		expect(changed(later({ dueDate: '2027-01-01' }), before).write).not.toHaveProperty('code');
		expect(changed(later({ status: 'approved' }), before).write).toMatchObject({ code: null, checks: null });
	});

	it('of a refused Approve stay while it is a draft, and go when a person approves it', () => {
		const refused = {
			...billed({ checks: [check('total_differs')] }),
			code: 'checks_open',
			reason: 'Checks are open',
		};
		const before = { ...refused, revisionBilled: 'R1' };
		expect(changed(later({ reference: 'PO-9' }), before).billing).toMatchObject({ code: 'checks_open' });
		const approved = changed(later({ status: 'approved' }), before).billing;
		expect(approved).toMatchObject({ status: 'sent', code: null, checks: null });
	});

	it('stay where a person is asked', () => {
		const before = { ...billed(), code: 'deal_changed', reason: 'The deal changed', todo: 'Answer' };
		const { write } = changed(later({ status: 'approved' }), before);
		expect(write).toMatchObject({ status: 'sent' });
		expect(write).not.toHaveProperty('reason');
		const held = { ...billed(), code: 'two_live_invoices', reason: 'Two', todo: 'Void one' };
		expect(changed(later({ status: 'approved' }), held).write).not.toHaveProperty('todo');
	});

	it('stay where a person is asked among other things', () => {
		const before = billed({ checks: [check('amount_contradicts'), check('deal_changed')] });
		expect(before.code).toBe('deal_changed');
		expect(changed(later({ status: 'approved' }), before).billing.checks).toContain('deal_changed');
	});

	it('keep the question about later periods, alone or among others', () => {
		const lines = [line({ period: 'monthly', periods: 12 })];
		const before = billed({ lines, checks: [check('no_lines'), check('more_to_bill', MORE_TO_BILL_TODO)] });
		expect(before.code).toBe('no_lines');
		expect(changed(later({ status: 'approved' }), before).write).toMatchObject({
			status: 'first_period_billed',
			code: 'more_to_bill',
			reason: 'Look at more_to_bill',
			todo: MORE_TO_BILL_TODO,
			checks: `Look at more_to_bill. ${MORE_TO_BILL_TODO}.`,
		});
	});

	it('keep a deal that is no longer won to be checked, until its invoice is gone', () => {
		const before = { ...billed(), status: 'cancelled_check' as const, code: 'not_won' };
		expect(changed(later({ status: 'approved' }), before, { won: false }).billing.status).toBe('cancelled_check');
		expect(changed(later({ status: 'deleted' }), before, { won: false }).billing.status).toBe('cancelled');
		expect(changed(later({ status: 'approved' }), before).billing.status).toBe('sent');
	});

	it('are written on a deal whose run was cut before it wrote anything', () => {
		expect(changed(invoice(), billing()).write).toMatchObject({
			status: 'draft',
			key: draft.key,
			invoiceId: id,
			todo: 'Finance reviews and approves the draft in Xero',
		});
	});
});

describe('several invoices of a deal', () => {
	const second = (changes: Partial<Invoice> = {}) =>
		invoice({
			ledgerId: 'e',
			key: `${draft.key}-2`,
			number: 'INV-0050',
			total: 60,
			subtotal: 50,
			tax: 10,
			due: 60,
			...changes,
		});

	it('add up, and the newest live one is shown whichever changed', () => {
		const both = changed(second({ status: 'approved' }), billed()).billing;
		expect(both).toMatchObject({
			total: 180,
			due: 180,
			totalCompany: 180,
			invoiceNumber: 'INV-0050',
			status: 'draft',
		});
		const paid = changed(later({ status: 'paid', paid: 120, due: 0, paidOn: '2026-12-04' }), both).billing;
		expect(paid).toMatchObject({
			paid: 120,
			due: 60,
			invoiceNumber: 'INV-0050',
			paidOn: null,
			status: 'part_paid',
		});
		expect(changed(later({ status: 'paid', paid: 120, due: 0, paidOn: '2026-12-04' }), paid).write).toEqual({});
		const all = changed(
			second({ status: 'paid', paid: 60, due: 0, updatedAt: '2026-12-06T00:00:00Z' }),
			paid,
		).billing;
		expect(all.status).toBe('paid');
	});

	it('each stand in company currency at their own rate', () => {
		const one = changed(later({ currencyRate: 1.25, status: 'approved' }), billed()).billing;
		expect(changed(second({ currencyRate: 1.5 }), one).write.totalCompany).toBe(136);
	});

	it('show the one that still stands when the other is voided', () => {
		const both = changed(second({ status: 'approved' }), billed()).billing;
		const left = changed(second({ status: 'voided', updatedAt: '2026-12-02T00:00:00Z' }), both).billing;
		expect(left).toMatchObject({
			total: 120,
			invoiceId: id,
			invoiceNumber: 'INV-0042',
			invoiceStatus: 'Draft',
			issueDate: '2026-11-24',
			key: draft.key,
			status: 'draft',
			reason: 'Invoice INV-0042 over 120.00 GBP in Acme UK: Draft, due 24 Dec 2026',
			todo: 'Finance reviews and approves the draft in Xero',
		});
	});

	it('are spoken of by the newest live one alone', () => {
		// The text Invoices keeps no bar in a number, the reason does.
		const both = changed(second({ status: 'approved', number: 'INV|50' }), billed()).billing;
		expect(both.reason).toContain('INV|50');
		expect(changed(later({ status: 'paid', paid: 120, due: 0 }), both).write).not.toHaveProperty('reason');
	});

	it('keep what is shown of one that a person took out of the text', () => {
		const before = { ...billed(), invoices: null };
		const { billing: after } = changed(second({ status: 'voided' }), before);
		expect(after).toMatchObject({ invoiceId: id, invoiceNumber: 'INV-0042' });
	});

	it('say nothing in company currency where a rate was not told', () => {
		const { write } = changed(later({ status: 'paid', paid: 120, due: 0, currencyRate: null }), billed());
		expect(write).toMatchObject({ paid: 120 });
		expect(write).not.toHaveProperty('paidCompany');
	});

	it('leave one in another currency out of the sums', () => {
		const both = changed(second({ currency: 'EUR', currencyRate: 1.2 }), billed()).billing;
		expect(both).toMatchObject({ total: 120, due: 120, totalCompany: 170 });
	});
});

describe('a document that is deleted', () => {
	const blank = invoice({
		key: null,
		number: null,
		status: 'deleted',
		currency: '',
		currencyRate: null,
		issueDate: '',
		dueDate: null,
		lines: [],
		subtotal: 0,
		tax: 0,
		total: 0,
		due: 0,
		updatedAt: null,
	});

	it('is told by its id alone, with what the deal knows of it', () => {
		const before = billed();
		const { billing: after } = changed(blank, before);
		expect(after).toMatchObject({
			status: 'cancelled',
			invoiceStatus: 'Deleted',
			issueDate: '2026-11-24',
			key: draft.key,
		});
		expect(parseInvoicesText(after.invoices)).toMatchObject([
			{ number: 'INV-0042', status: 'deleted', total: 120 },
		]);
		expect(lastSeenOf(after.lastSeen, id)?.totals).toEqual(lastSeenOf(before.lastSeen, id)?.totals);
		expect(changed(blank, after).write).toEqual({});
	});

	it('has no number where it never had one, and says so once', () => {
		const before = billed({ invoice: { number: null } });
		const after = changed(blank, before).billing;
		expect(after).toMatchObject({ status: 'cancelled', invoiceNumber: null });
		expect(changed(blank, { ...after, invoiceNumber: null }).write).toEqual({});
	});

	it('is known by the fields of the deal where a person emptied the texts', () => {
		const before = { ...billed(), invoices: null, lastSeen: 'oops' };
		expect(changed(blank, before).billing).toMatchObject({
			status: 'cancelled',
			invoiceNumber: 'INV-0042',
			total: 0,
		});
	});
});

describe('an estimate', () => {
	const estimate = invoice({ kind: 'estimate', ledger: 'quickbooks', ledgerId: 'estimate-9', number: '1009' });
	const became = later({ ledger: 'quickbooks', ledgerId: '77', number: '1042', status: 'approved' });

	it('gives way to the invoice it became', () => {
		const before = changed(estimate, billing()).billing;
		expect(before).toMatchObject({
			status: 'draft',
			invoiceStatus: 'Estimate',
			todo: 'Finance reviews the estimate in QuickBooks and converts it to an invoice',
		});
		const after = changed(became, before).billing;
		expect(parseInvoicesText(after.invoices)).toMatchObject([{ ledgerId: '77', total: 120 }]);
		expect(after).toMatchObject({ invoiceId: '77', total: 120, status: 'draft', invoiceStatus: 'Open' });
		const sent = { ...became, status: 'sent' as const, updatedAt: '2026-12-09T00:00:00Z' };
		expect(changed(sent, after).billing).toMatchObject({ status: 'sent', invoiceStatus: 'Sent' });
		expect(Object.keys(JSON.parse(after.lastSeen ?? '{}') as object)).toEqual(['77']);
		expect(changed({ ...estimate, status: 'voided', updatedAt: '2026-12-09T00:00:00Z' }, after).write).toEqual({});
	});
});

describe('a listing without lines', () => {
	it('leaves those that were seen, unless the totals changed', () => {
		const before = billed();
		const lines = (text: string | null) =>
			(JSON.parse(text ?? '{}') as Record<string, { lines: unknown }>)[id]?.lines;
		const overdue = changed(later({ status: 'overdue', lines: [] }), before).billing;
		expect(lines(overdue.lastSeen)).toEqual(lines(before.lastSeen));
		const zeroRated = changed(later({ subtotal: 200, total: 220, due: 220, lines: [] }), before).billing;
		expect(lines(zeroRated.lastSeen)).toBe('');
		const edited = changed(later({ subtotal: 200, tax: 40, total: 240, due: 240, lines: [] }), before).billing;
		expect(lines(edited.lastSeen)).toBe('');
		const whole = later({ subtotal: 200, tax: 40, total: 240, due: 240 });
		expect(Array.isArray(lines(changed(whole, edited).billing.lastSeen))).toBe(true);
	});
});
