import type { Deal } from '../../../nodes/shared/model/deal';
import type { DealBilling } from '../../../nodes/shared/model/dealBilling';
import type { Invoice } from '../../../nodes/shared/model/invoice';
import type { Check, Hold, HoldCode } from '../../../nodes/shared/model/outcome';
import { billingFacts } from '../../../nodes/shared/billing/billingFacts';
import { draftInvoice } from '../../../nodes/shared/billing/draftInvoice';
import { fingerprintOf } from '../../../nodes/shared/billing/fingerprint';
import {
	accounts,
	billing,
	customer,
	deal,
	invoiceOf,
	line,
	organisation,
	settings,
	taxRates,
	tenant,
	today,
	traits,
} from './records.mts';

function draftOf(won: Deal) {
	const made = draftInvoice({
		deal: won,
		customer: customer(),
		organisation,
		accounts,
		taxRates,
		currencies: ['GBP'],
		settings: settings(),
		traits,
		fallback: null,
		key: 'HSM6DA-41234567890',
		execution: '231',
		today,
		preview: false,
	});
	if ('hold' in made) throw new Error(made.hold.what);
	return made.draft;
}

const draft = draftOf(deal());
const created = (changes: Partial<Invoice> = {}) => invoiceOf(draft, { outcome: 'created', ...changes });

interface Given {
	deal?: Partial<Deal>;
	invoice?: Invoice | null;
	before?: DealBilling;
	problem?: { message: string; todo: string } | null;
	preview?: boolean;
	execution?: string;
}

function facts({
	deal: changes = {},
	invoice = null,
	before = billing(),
	problem = null,
	preview = false,
	execution = '231',
}: Given) {
	return billingFacts({ deal: deal(changes), invoice, before, execution, problem, preview });
}

const hold = (code: HoldCode, by: Hold['by'] = 'sales'): Hold => ({
	code,
	what: `Because of ${code}`,
	todo: 'Do it',
	by,
});
const check = (code: Check['code']): Check => ({ code, what: `Look at ${code}`, todo: 'Mend it', by: 'finance' });

it('writes all that is known of a new draft', () => {
	const { write, billing: after } = facts({ invoice: created() });
	expect(write).toEqual({
		status: 'draft',
		reason: 'Invoice INV-0042 over 120.00 GBP in Acme UK: Draft, due 24 Dec 2026',
		todo: 'Finance reviews and approves the draft in Xero',
		key: 'HSM6DA-41234567890',
		execution: '231',
		ledger: 'xero',
		organisation: { id: tenant, name: 'Acme UK' },
		invoiceId: created().ledgerId,
		invoiceNumber: 'INV-0042',
		invoiceUrl: 'https://go.xero.example/invoice/d',
		invoiceStatus: 'Draft',
		issueDate: today,
		dueDate: '2026-12-24',
		total: 120,
		paid: 0,
		credited: 0,
		due: 120,
		totalCompany: 120,
		paidCompany: 0,
		creditedCompany: 0,
		dueCompany: 120,
		revisionSeen: 'R1',
		revisionBilled: 'R1',
		fingerprint: fingerprintOf(created()),
		invoices: `HSM6DA-41234567890 | INV-0042 | Draft | GBP total 120.00 | paid 0.00 | due 120.00 | ${created().ledgerId}`,
		lastSeen: expect.any(String) as string,
	});
	expect(after).toMatchObject({ ...write, outcome: 'created', reasonChanged: true, attempt: 1 });
});

describe('a second run with nothing new writes nothing', () => {
	it.each<[string, Given, Given]>([
		['a draft', { invoice: created() }, { invoice: created({ outcome: 'unchanged' }) }],
		[
			'a draft whose checks only its making could tell',
			{ invoice: created({ checks: [check('total_differs')] }) },
			{ invoice: created({ outcome: 'unchanged' }) },
		],
		[
			'a draft that the ledger touched without changing it',
			{ invoice: created() },
			{ invoice: created({ outcome: 'unchanged', updatedAt: '2026-11-24T11:00:00Z' }) },
		],
		['a hold', { deal: { hold: hold('no_company') } }, { deal: { hold: hold('no_company') } }],
		['a skip', { deal: { hold: hold('nothing_to_bill') } }, { deal: { hold: hold('nothing_to_bill') } }],
		[
			'a problem',
			{ problem: { message: 'Refused', todo: 'Mend' } },
			{ problem: { message: 'Refused', todo: 'Mend' } },
		],
		[
			'a recurring deal',
			{ deal: { lines: [line({ period: 'monthly', periods: 12 })] }, invoice: created() },
			{ deal: { lines: [line({ period: 'monthly', periods: 12 })] }, invoice: created({ outcome: 'unchanged' }) },
		],
		[
			'a paid invoice',
			{ invoice: created({ status: 'paid', paid: 120, due: 0, paidOn: '2026-12-01' }) },
			{ invoice: created({ outcome: 'unchanged', status: 'paid', paid: 120, due: 0, paidOn: '2026-12-01' }) },
		],
	])('%s', (_, first, second) => {
		const once = facts(first);
		expect(Object.keys(once.write)).not.toEqual([]);
		const again = facts({ ...second, before: once.billing, execution: '232' });
		expect(again.write).toEqual({});
		expect(again.billing.reasonChanged).toBe(false);
	});
});

describe('status', () => {
	const recurring = { lines: [line({ period: 'monthly', periods: 12 })] };
	it.each<[string, Given, DealBilling['status']]>([
		['draft', { invoice: created() }, 'draft'],
		['submitted', { invoice: created({ status: 'submitted' }) }, 'awaiting_approval'],
		['approved', { invoice: created({ status: 'approved' }) }, 'sent'],
		['sent', { invoice: created({ status: 'sent' }) }, 'sent'],
		['part paid', { invoice: created({ status: 'part_paid' }) }, 'part_paid'],
		['overdue', { invoice: created({ status: 'overdue' }) }, 'overdue'],
		['paid', { invoice: created({ status: 'paid' }) }, 'paid'],
		['voided', { invoice: created({ status: 'voided' }) }, 'cancelled'],
		['deleted', { invoice: created({ status: 'deleted' }) }, 'cancelled'],
		['a draft of the first period', { deal: recurring, invoice: created() }, 'draft'],
		['the first period sent', { deal: recurring, invoice: created({ status: 'sent' }) }, 'first_period_billed'],
		['the first period paid', { deal: recurring, invoice: created({ status: 'paid' }) }, 'first_period_billed'],
		['the first period overdue', { deal: recurring, invoice: created({ status: 'overdue' }) }, 'overdue'],
		['the whole term paid', { deal: recurring, invoice: created({ status: 'paid', subtotal: 1200 }) }, 'paid'],
		['held by sales', { deal: { hold: hold('no_company') } }, 'not_invoiced_sales'],
		['held by finance', { deal: { hold: hold('customer_question', 'finance') } }, 'not_invoiced_finance'],
		['a problem', { problem: { message: 'No', todo: 'Yes' } }, 'not_invoiced_finance'],
		['nothing to bill', { deal: { hold: hold('nothing_to_bill') } }, 'no_invoice_needed'],
		['never to be billed', { deal: { hold: hold('never_bill') } }, 'no_invoice_needed'],
		['billed by hand', { deal: { hold: hold('marked_billed_by_hand') } }, 'billed_by_hand'],
		[
			'cancelled',
			{ deal: { hold: hold('cancelled_by_person') }, invoice: created({ status: 'voided', outcome: 'held' }) },
			'cancelled',
		],
		[
			'no longer won',
			{ deal: { hold: hold('not_won') }, before: billing({ invoiceId: 'x', status: 'draft' }) },
			'cancelled_check',
		],
		[
			'held, with an invoice that stands',
			{ deal: { hold: hold('answer_not_offered') }, before: billing({ invoiceId: 'x', status: 'paid' }) },
			'paid',
		],
	])('%s', (_, given, status) => {
		expect(facts(given).billing.status).toBe(status);
	});
});

describe('outcome', () => {
	it.each<[string, Given, DealBilling['outcome']]>([
		['of the invoice', { invoice: created({ outcome: 'linked' }) }, 'linked'],
		['unchanged where the invoice was only read', { invoice: created({ outcome: undefined }) }, 'unchanged'],
		['held', { deal: { hold: hold('no_company') } }, 'held'],
		['held by the invoice step', { invoice: created({ outcome: 'held', hold: hold('billed_by_hand') }) }, 'held'],
		['skipped', { deal: { hold: hold('not_won') } }, 'skipped'],
		['uncertain', { deal: { hold: hold('uncertain') } }, 'uncertain'],
		['uncertain, told by the invoice', { invoice: created({ ledgerId: null, outcome: 'uncertain' }) }, 'uncertain'],
		['none where nothing came', {}, undefined],
	])('%s', (_, given, outcome) => {
		expect(facts(given).billing.outcome).toBe(outcome);
	});

	it('is none in preview, which writes nothing and says what would be', () => {
		expect(
			facts({ preview: true, invoice: created({ outcome: undefined, would: 'create', ledgerId: null }) }),
		).toMatchObject({ write: {}, billing: { would: 'create', outcome: undefined, status: null } });
		expect(facts({ preview: true, deal: { hold: hold('no_company') } }).billing.would).toBe('hold');
		expect(facts({ preview: true, deal: { hold: hold('not_won') } }).billing.would).toBe('skip');
	});
});

describe('revisions', () => {
	const before = billing({
		revisionSeen: 'R0',
		revisionBilled: 'R0',
		fingerprint: 'F',
		invoiceId: created().ledgerId,
	});
	it.each<[string, Given, string, string, boolean]>([
		['created', { invoice: created() }, 'R1', 'R1', true],
		['updated', { invoice: created({ outcome: 'updated' }) }, 'R1', 'R1', true],
		['linked', { invoice: created({ outcome: 'linked' }) }, 'R1', 'R1', true],
		['unchanged', { invoice: created({ outcome: 'unchanged' }) }, 'R1', 'R0', false],
		[
			'accepted',
			{ invoice: created({ outcome: 'unchanged' }), before: { ...before, answer: 'leave_as_it_is' } },
			'R1',
			'R1',
			false,
		],
		['held', { deal: { hold: hold('no_company') } }, 'R1', 'R0', false],
		['skipped', { deal: { hold: hold('nothing_to_bill') } }, 'R1', 'R0', false],
		['a problem, which the next run tries again', { problem: { message: 'No', todo: 'Yes' } }, 'R0', 'R0', false],
		['uncertain, which the next run looks up', { deal: { hold: hold('uncertain') } }, 'R0', 'R0', false],
	])('%s', (_, given, seen, billedOne, printed) => {
		const after = facts({ before, ...given }).billing;
		expect([after.revisionSeen, after.revisionBilled, after.fingerprint !== 'F']).toEqual([
			seen,
			billedOne,
			printed,
		]);
	});
});

describe('answers', () => {
	it.each<[string, DealBilling['answer'], Given, boolean]>([
		['acted on', 'bill_it', { invoice: created() }, true],
		['skipped by it', 'never_bill', { deal: { hold: hold('never_bill') } }, true],
		['tried again in vain', 'try_again', { deal: { hold: hold('no_company') } }, true],
		['not offered', 'bill_the_difference', { deal: { hold: hold('answer_not_offered') } }, true],
		['still to be acted on', 'bill_it', { deal: { hold: hold('no_company') } }, false],
		['to bill again, held by another thing', 'bill_again', { deal: { hold: hold('no_company') } }, false],
		['in the way of a problem', 'try_again', { problem: { message: 'No', todo: 'Yes' } }, false],
	])('%s', (_, answer, given, cleared) => {
		const { write } = facts({ ...given, before: billing({ answer, answerDetail: 'INV-7' }) });
		expect('answer' in write && write.answer === null && write.answerDetail === null).toBe(cleared);
	});
});

describe('checks', () => {
	it('stand one a line, the first in the reason', () => {
		const { write } = facts({
			deal: { checks: [check('no_lines')] },
			invoice: created({ checks: [check('tax_differs'), check('no_lines')] }),
		});
		expect(write).toMatchObject({
			code: 'no_lines',
			reason: 'Look at no_lines (and 1 more)',
			todo: 'Mend it',
			checks: 'Look at no_lines. Mend it.\nLook at tax_differs. Mend it.',
		});
	});

	it('are done when a person approved the draft', () => {
		const once = facts({ invoice: created({ checks: [check('total_differs')] }) }).billing;
		expect(
			facts({ before: once, invoice: created({ outcome: 'unchanged', status: 'approved' }) }).write,
		).toMatchObject({ code: null, checks: null, status: 'sent' });
	});

	it('stay with an unsent QuickBooks invoice, which is posted at once, until somebody sends it', () => {
		const unsent = { ledger: 'quickbooks', status: 'approved' } as const;
		const once = facts({ invoice: created({ ...unsent, checks: [check('total_differs')] }) }).billing;
		expect(facts({ before: once, invoice: created({ ...unsent, outcome: 'unchanged' }) }).write).toEqual({});
		const sent = created({ ...unsent, outcome: 'unchanged', status: 'sent' });
		expect(facts({ before: once, invoice: sent }).write).toMatchObject({ code: null, checks: null });
	});

	it('are told anew when the deal changed, or a person asks to try again', () => {
		const once = facts({ invoice: created({ checks: [check('total_differs')] }) }).billing;
		const changed = created({ outcome: 'unchanged', checks: [check('deal_changed')] });
		expect(facts({ before: once, deal: { revision: 'R2' }, invoice: changed }).write.code).toBe('deal_changed');
		const again = facts({ before: { ...once, answer: 'try_again' }, invoice: created({ outcome: 'unchanged' }) });
		expect(again.write).toMatchObject({ code: null, checks: null });
	});

	it('do not keep the reason of a hold that is over', () => {
		const once = facts({ invoice: created() }).billing;
		const held = facts({ before: once, deal: { hold: hold('other_books', 'finance') } }).billing;
		expect(held).toMatchObject({ status: 'draft', code: 'other_books' });
		expect(facts({ before: held, invoice: created({ outcome: 'unchanged' }) }).billing).toMatchObject({
			code: null,
			reason: once.reason,
		});
	});
});

describe('amounts', () => {
	it('sum the live invoices of the deal, and the fields show the live one', () => {
		const first = facts({ invoice: created() }).billing;
		const voided = facts({ before: first, invoice: created({ status: 'voided', outcome: 'unchanged' }) }).billing;
		expect(voided).toMatchObject({ total: 0, due: 0, invoiceStatus: 'Voided' });
		const second = created({
			ledgerId: 'e',
			key: 'HSM6DA-41234567890.2',
			number: 'INV-0050',
			total: 60,
			due: 50,
			paid: 10,
		});
		const after = facts({ before: voided, invoice: second }).billing;
		expect(after).toMatchObject({
			total: 60,
			paid: 10,
			due: 50,
			credited: 0,
			attempt: 2,
			invoiceNumber: 'INV-0050',
		});
		expect(after.invoices?.split('\n')).toHaveLength(2);
		const late = facts({ before: after, invoice: created({ status: 'voided', outcome: 'unchanged' }) }).billing;
		expect(late).toMatchObject({ invoiceNumber: 'INV-0050', total: 60 });
	});

	it("stand in the company's currency at the document's own rate", () => {
		const { billing: after } = facts({
			invoice: created({ currency: 'EUR', currencyRate: 1.25, paid: 20, credited: 10, due: 90 }),
		});
		expect(after).toMatchObject({
			total: 120,
			totalCompany: 96,
			paidCompany: 16,
			creditedCompany: 8,
			dueCompany: 72,
			credited: 10,
		});
		expect(facts({ invoice: created({ currencyRate: null }) }).billing.totalCompany).toBeNull();
	});

	it('tell when and what is still to be billed', () => {
		const lines = [line({ period: 'monthly', periods: 12, startDate: '2026-12-31' }), line({ id: '2' })];
		expect(facts({ deal: { lines }, invoice: created() }).billing).toMatchObject({
			nextBillingDate: '2027-01-31',
			unbilledRemainder: 1100,
		});
	});

	it('tell the days to pay', () => {
		const paid = created({ status: 'paid', paid: 120, due: 0, paidOn: '2026-12-04' });
		expect(facts({ invoice: paid }).billing).toMatchObject({ paidOn: '2026-12-04', daysToPay: 10, due: 0 });
	});
});

it('lets an invoice that waited in the flow not overwrite a newer one', () => {
	const paid = created({ status: 'paid', paid: 120, due: 0, updatedAt: '2026-12-01T00:00:00Z' });
	const newer = facts({ invoice: paid }).billing;
	const { write } = facts({ before: newer, invoice: created({ outcome: 'unchanged' }) });
	expect(write).toEqual({});
});

it('sends no message about deals that the ceiling of a run held', () => {
	const { write, billing: after } = facts({ deal: { hold: hold('over_limit', 'finance') } });
	expect(write).toMatchObject({ status: 'not_invoiced_finance', code: 'over_limit' });
	expect(after.reasonChanged).toBe(false);
});

it('never calls a deal not invoiced whose invoice was made before something stopped it', () => {
	const problem = { message: 'HubSpot could not answer while writing to deals', todo: 'Run it again' };
	expect(facts({ invoice: created(), problem }).write).toMatchObject({
		status: 'draft',
		reason: problem.message,
		code: 'problem',
		invoiceNumber: 'INV-0042',
	});
	const doubled = facts({ deal: { hold: hold('two_live_invoices', 'finance') }, invoice: created() });
	expect(doubled.write).toMatchObject({ status: 'draft', code: 'two_live_invoices' });
	expect(facts({ problem }).write.status).toBe('not_invoiced_finance');
	expect(facts({ invoice: created({ status: 'voided' }), problem }).write.status).toBe('not_invoiced_finance');
});

it('writes a reason as the CRM gives it back, so that the next run finds nothing new', () => {
	const problem = { message: ' It failed\n', todo: '' };
	const { write } = facts({ problem });
	expect(write).toMatchObject({ reason: 'It failed' });
	expect(facts({ problem, before: billing({ ...write }) }).write).toEqual({});
});

describe('a step after billing that was held, as Approve or Send', () => {
	const checked = facts({ invoice: created({ checks: [check('total_differs')] }) }).billing;
	const held = (code: HoldCode, before = checked) =>
		facts({ before, deal: { revision: 'R2' }, invoice: created({ outcome: 'held', hold: hold(code, 'finance') }) });

	it.each<HoldCode>(['checks_open', 'deal_changed', 'invoice_changed', 'not_approved'])(
		'%s leaves the checks open and has the deal offered again',
		(code) => {
			const { write, billing: after } = held(code);
			expect(write).toMatchObject({ reason: `Because of ${code}`, code });
			expect(after).toMatchObject({ checks: checked.checks, revisionSeen: 'R1', revisionBilled: 'R1' });
		},
	);

	it('does not take an answer for acted on', () => {
		expect(held('checks_open', { ...checked, answer: 'try_again' }).billing.answer).toBe('try_again');
	});

	it('is no reason to forget the checks when the draft is looked at again', () => {
		const again = facts({ before: held('checks_open').billing, invoice: created({ outcome: 'unchanged' }) });
		expect(again.billing.checks).toBe(checked.checks);
	});

	it('without checks gives way to the invoice once that is looked at again', () => {
		const made = facts({ invoice: created() }).billing;
		const again = facts({ before: held('not_approved', made).billing, invoice: created({ outcome: 'unchanged' }) });
		expect(again.billing).toMatchObject({ code: null, reason: made.reason });
	});

	it('says so of an invoice that a person moved on meanwhile', () => {
		const moved = created({ status: 'approved', outcome: 'held', hold: hold('deal_changed', 'finance') });
		const told = facts({ before: checked, deal: { revision: 'R2' }, invoice: moved });
		expect(told.billing).toMatchObject({ status: 'sent', invoiceStatus: 'Awaiting Payment', revisionSeen: 'R1' });
	});

	it.each<HoldCode>(['over_limit', 'not_won', 'uncertain'])(
		'%s leaves the checks open too, once it is gone',
		(code) => {
			const stopped = facts({
				before: checked,
				deal: { hold: hold(code, 'finance') },
				invoice: created(),
			}).billing;
			expect(stopped).toMatchObject({ code, checks: checked.checks });
			const again = facts({ before: stopped, invoice: created({ outcome: 'unchanged' }) }).billing;
			expect(again).toMatchObject({ code: 'checks_open', checks: checked.checks, status: 'draft' });
			expect(again.reason).toContain('Look at total_differs');
			expect(facts({ before: again, invoice: created({ outcome: 'unchanged' }) }).write).toEqual({});
		},
	);

	it('leaves them open where a problem stood in the way', () => {
		const problem = { message: 'Xero is down', todo: 'Wait' };
		expect(facts({ before: checked, problem }).billing.checks).toBe(checked.checks);
	});

	it('forgets them with the draft', () => {
		const gone = facts({ before: checked, deal: { hold: hold('cancelled_by_person', 'finance') } });
		expect(gone.billing.checks).toBeNull();
	});
});
