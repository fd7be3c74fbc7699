import type { Deal } from '../../../nodes/shared/model/deal';
import { isSkip, judgeDeal } from '../../../nodes/shared/billing/judgeDeal';
import type { BillingSettings } from '../../../nodes/shared/billing/settings';
import { billing, company, contact, deal, line, organisation, settings, tenant, today, traits } from './records.mts';

function judge(changes: Partial<Deal>, set: Partial<BillingSettings> = {}) {
	const verdict = judgeDeal(deal(changes), settings(set), traits, today, organisation);
	return { code: verdict.hold?.code ?? verdict.skip?.code ?? null, ...verdict };
}

it('lets an ordinary won deal pass without a word', () => {
	expect(judge({})).toEqual({ code: null, checks: [] });
});

describe('a deal is skipped', () => {
	it.each<[string, string, Partial<Deal>, Partial<BillingSettings>]>([
		['not won', 'not_won', { won: false }, {}],
		['closed before Bill From', 'before_bill_from', { closedOn: '2026-08-31' }, {}],
		['without close date', 'before_bill_from', { closedOn: null }, {}],
		[
			"first won before Bill From, in the account's time zone",
			'before_bill_from',
			{ firstWonAt: '2026-08-31T22:30:00Z' },
			{},
		],
		['of another pipeline', 'other_pipeline', { pipeline: { id: 'renewals', name: 'Renewals' } }, {}],
		['not marked as ready', 'only_when', { onlyWhen: null }, { onlyWhen: true }],
		['marked as not ready', 'only_when', { onlyWhen: 'false' }, { onlyWhen: true }],
		['to be invoiced later', 'not_yet', { invoiceOn: '2026-11-25' }, {}],
		['never to be billed', 'never_bill', { billing: billing({ answer: 'never_bill' }) }, {}],
		['once said never to be billed', 'never_bill', { billing: billing({ code: 'never_bill' }) }, {}],
		['billed by hand', 'marked_billed_by_hand', { billing: billing({ answer: 'billed_by_hand' }) }, {}],
		[
			'once said billed by hand',
			'marked_billed_by_hand',
			{ billing: billing({ code: 'marked_billed_by_hand' }) },
			{},
		],
		[
			'of a net of zero',
			'nothing_to_bill',
			{ lines: [line({ unitPrice: 50 }), line({ unitPrice: 50, quantity: -1 })] },
			{},
		],
		['of an amount of zero without lines', 'nothing_to_bill', { lines: [], amount: 0 }, {}],
	])('%s', (_, code, changes, set) => {
		const verdict = judge(changes, set);
		expect(verdict.skip?.code).toBe(code);
		expect(verdict.hold).toBeUndefined();
		expect(isSkip(verdict.skip?.code ?? 'uncertain')).toBe(true);
	});
});

describe('a deal is held', () => {
	it.each<[string, string, Partial<Deal>, Partial<BillingSettings>]>([
		['that came by import', 'imported', { imported: true }, {}],
		['without a company', 'no_company', { company: null }, {}],
		['without a company and contact', 'no_company', { company: null, contacts: [] }, { billTo: 'both' }],
		['without a contact where people are billed', 'no_contact', { contacts: [] }, { billTo: 'people' }],
		['without lines and amount', 'amount_empty', { lines: [], amount: null }, {}],
		['with a tiered price', 'tiered_price', { lines: [line({ tiered: true })] }, {}],
		[
			'with a later start that has no date',
			'recurring_undated',
			{ lines: [line({ period: 'monthly', startDelay: { days: 30 } })] },
			{},
		],
		['with a negative total', 'negative_total', { lines: [line({ quantity: -1 })] }, {}],
		[
			'with an amount the ledger cannot keep',
			'currency_decimals',
			{ currency: 'KWD', lines: [line({ amount: 1.005 })] },
			{},
		],
		[
			'that belongs to other books',
			'other_books',
			{ billing: billing({ organisation: { id: 'other', name: 'Acme US' } }) },
			{},
		],
	])('%s', (_, code, changes, set) => {
		const verdict = judge(changes, set);
		expect(verdict.hold?.code).toBe(code);
		expect(verdict.skip).toBeUndefined();
		expect(isSkip(verdict.hold?.code ?? 'not_won')).toBe(false);
	});
});

it('names the ledger of other books, whose name may be the same', () => {
	const elsewhere = billing({ ledger: 'sage', organisation: { id: 'other', name: organisation.name } });
	const { hold } = judge({ billing: elsewhere });
	expect(hold?.what).toBe(
		`This deal belongs to the books of ${organisation.name} in Sage, not of ${organisation.name} in Xero`,
	);
	expect(hold?.todo).toContain("choose Sage in 'System'");
});

describe('a deal goes on', () => {
	it.each<[string, Partial<Deal>, Partial<BillingSettings>]>([
		['closed on the day of Bill From', { closedOn: '2026-09-01' }, {}],
		["first won on that day, in the account's time zone", { firstWonAt: '2026-08-31T23:30:00Z' }, {}],
		['by the contact where both may be billed', { company: null }, { billTo: 'both' }],
		['marked as ready', { onlyWhen: 'true' }, { onlyWhen: true }],
		['on its invoice date', { invoiceOn: today }, {}],
		['with lines in JPY', { currency: 'JPY', lines: [line({ unitPrice: 1000 })] }, {}],
		['with KWD that two decimals carry', { currency: 'KWD', lines: [line({ amount: 1.05 })] }, {}],
		[
			'with a recurring line that starts at once',
			{ lines: [line({ period: 'monthly', periods: 1, startDelay: { days: 0 } })] },
			{},
		],
		[
			'with a negative line and a positive sum',
			{ lines: [line({ unitPrice: 60 }), line({ quantity: -1, unitPrice: 10 })] },
			{},
		],
		[
			'in the books that it belongs to',
			{ billing: billing({ organisation: { id: tenant, name: 'Acme UK' } }) },
			{},
		],
		['imported, once it was confirmed', { imported: true, billing: billing({ answer: 'bill_it' }) }, {}],
		[
			'closed before Bill From, once a person says so',
			{ closedOn: '2026-01-01', billing: billing({ answer: 'bill_it' }) },
			{},
		],
		[
			'never to be billed, until a person says otherwise',
			{ billing: billing({ code: 'never_bill', answer: 'bill_it' }) },
			{},
		],
		[
			'imported, once it has its invoice',
			{ imported: true, billing: billing({ invoiceId: 'x', revisionBilled: 'R1' }) },
			{},
		],
	])('%s', (_, changes, set) => {
		expect(judge(changes, set).code).toBeNull();
	});

	it('without pipelines, where the reader chose them', () => {
		expect(judge({ pipeline: { id: 'x', name: 'X' } }, { pipelines: [] }).code).toBeNull();
	});
});

it('says that a deal with an invoice is no longer won', () => {
	expect(judge({ won: false, billing: billing({ invoiceId: 'x' }) }).skip?.todo).toMatch(/Void the invoice/);
});

it('lets "Bill it" not pass what cannot be billed', () => {
	expect(judge({ company: null, imported: true, billing: billing({ answer: 'bill_it' }) }).hold?.code).toBe(
		'no_company',
	);
});

describe('checks of the deal alone', () => {
	const codes = (changes: Partial<Deal>, set: Partial<BillingSettings> = {}) =>
		judge(changes, set).checks.map((check) => check.code);

	it('no lines', () => {
		expect(codes({ lines: [] })).toEqual(['no_lines']);
	});

	it('more to bill', () => {
		expect(codes({ lines: [line({ period: 'monthly', periods: 12 })] })).toEqual(['more_to_bill']);
		expect(codes({ lines: [line({ period: 'annually', periods: null })] })).toEqual(['more_to_bill']);
		expect(codes({ lines: [line({ period: 'annually', periods: 1 })] })).toEqual([]);
		expect(codes({ lines: [line({ period: 'monthly', periods: 12 })] }, { recurring: 'whole_term' })).toEqual([]);
		expect(codes({ lines: [line({ period: 'monthly', periods: null })] }, { recurring: 'whole_term' })).toEqual([
			'more_to_bill',
		]);
	});

	it('a later start', () => {
		expect(codes({ lines: [line({ period: 'annually', periods: 1, startDate: '2027-01-01' })] })).toEqual([
			'later_start',
		]);
		expect(codes({ lines: [line({ period: 'annually', periods: 1, startDate: today })] })).toEqual([]);
	});

	it('none of a deal that is held', () => {
		expect(codes({ lines: [], company: null, contacts: [contact()] })).toEqual([]);
		expect(codes({ lines: [], company: company() }, {})).toEqual(['no_lines']);
	});
});

it('keeps the link that a person pasted beside an answer, after the answer is cleared', () => {
	const pasted = billing({ answer: 'billed_by_hand', answerDetail: 'https://go.xero.example/INV-0007' });
	const what = 'A person said that this deal was billed by hand: https://go.xero.example/INV-0007';
	expect(judge({ billing: pasted }).skip?.what).toBe(what);
	const cleared = billing({ code: 'marked_billed_by_hand', reason: what });
	expect(judge({ billing: cleared }).skip?.what).toBe(what);
});
