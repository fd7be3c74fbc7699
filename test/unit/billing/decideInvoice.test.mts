import type { Deal } from '../../../nodes/shared/model/deal';
import type { DealBilling } from '../../../nodes/shared/model/dealBilling';
import type { Invoice } from '../../../nodes/shared/model/invoice';
import { billedByHand, findByKey, keepOf, otherInvoicesCheck } from '../../../nodes/shared/billing/alreadyBilled';
import { decideInvoice } from '../../../nodes/shared/billing/decideInvoice';
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
	today,
	traits,
} from './records.mts';

const key = 'HSM6DA-41234567890';

function draftOf(won: Deal, on = today) {
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
		key,
		execution: '231',
		today: on,
		preview: false,
	});
	if ('hold' in made) throw new Error(made.hold.what);
	return made.draft;
}

const original = invoiceOf(draftOf(deal()));

/** What is decided of a deal whose price is now 120, with this in the ledger. */
function decide(told: Partial<DealBilling>, invoices: Invoice[], revision = 'R2') {
	const won = deal({ revision, lines: [line({ unitPrice: revision === 'R1' ? 100 : 120 })], billing: billing(told) });
	return decideInvoice({ deal: won, draft: draftOf(won, '2026-11-25'), existing: findByKey(invoices, key), traits });
}

const billed = { invoiceId: original.ledgerId, revisionBilled: 'R1', fingerprint: fingerprintOf(original) };

it('makes an invoice where none is', () => {
	expect(decide({}, [])).toMatchObject({ do: 'create', part: 1, attempt: 1 });
});

describe('an invoice that the deal does not know of', () => {
	it('is linked, whatever the day', () => {
		expect(decide({}, [original], 'R1')).toMatchObject({ do: 'link', checks: [], withdraw: [] });
	});

	it('is linked with a check where the deal is another now', () => {
		const decision = decide({}, [original]);
		expect(decision).toMatchObject({ do: 'link', checks: [{ code: 'deal_changed' }] });
		expect(JSON.stringify(decision)).toContain('line 1, price: 120 asked, 100 stands');
	});
});

describe('a deal that was billed', () => {
	it('is left when it did not change, though the draft was edited', () => {
		expect(decide(billed, [original], 'R1')).toMatchObject({ do: 'leave', checks: [] });
		expect(decide(billed, [{ ...original, total: 1 }], 'R1')).toMatchObject({ do: 'leave', checks: [] });
	});

	it('is updated when it changed and nobody edited the draft', () => {
		expect(decide(billed, [original])).toMatchObject({ do: 'update', invoice: { ledgerId: original.ledgerId } });
	});

	it.each<[string, Partial<Invoice>]>([
		['a draft that was edited', { total: 121 }],
		['one that awaits approval', { status: 'submitted' }],
		['an approved one', { status: 'approved' }],
		['a paid one', { status: 'paid' }],
	])('keeps %s, and says what differs', (_, changes) => {
		const decision = decide(billed, [{ ...original, ...changes }]);
		expect(decision).toMatchObject({ do: 'leave', checks: [{ code: 'deal_changed' }] });
		expect(JSON.stringify(decision)).toContain('amount: 120.00 GBP asked, 100.00 GBP stands');
	});

	it('is left when a person accepts it', () => {
		expect(decide({ ...billed, answer: 'leave_as_it_is' }, [original])).toMatchObject({ do: 'leave', checks: [] });
	});

	it.each(['bill_the_difference', 'credit_and_bill_again'] as const)(
		'%s: a draft nobody edited is updated',
		(answer) => {
			expect(decide({ ...billed, answer }, [original])).toMatchObject({ do: 'update' });
		},
	);

	it('is not billed again while its invoice is live', () => {
		expect(decide({ ...billed, answer: 'bill_again' }, [{ ...original, status: 'approved' }]).do).toBe('leave');
	});
});

describe('an invoice that was made for another deal', () => {
	const other = { ...original, key: 'HSM6DA-777' };
	const existing = { live: [], dead: [], ofOtherDeal: other };
	const decided = (told: Partial<DealBilling>) =>
		decideInvoice({
			deal: deal({ billing: billing({ ...billed, ...told }) }),
			draft: draftOf(deal()),
			existing,
			traits,
		});

	it('is asked about: the deals may be merged, or one a copy of the other', () => {
		expect(decided({})).toMatchObject({ do: 'hold', hold: { code: 'other_deals_invoice' }, invoice: null });
	});

	it('is billed for itself when a person says that it is a copy', () => {
		expect(decided({ answer: 'bill_again' })).toMatchObject({ do: 'create', attempt: 2 });
	});
});

describe('an invoice that a person voided or deleted', () => {
	const dead: Invoice = { ...original, status: 'voided' };

	it.each<[string, Partial<DealBilling>, Invoice[]]>([
		['voided', billed, [dead]],
		['deleted', billed, [{ ...original, status: 'deleted' }]],
		['deleted before it was written back', {}, [{ ...original, status: 'deleted' }]],
		['gone altogether', billed, []],
	])('%s: stays so', (_, told, invoices) => {
		expect(decide(told, invoices)).toMatchObject({ do: 'hold', hold: { code: 'cancelled_by_person' } });
		expect(decide({ ...told, answer: 'try_again' }, invoices)).toMatchObject({ do: 'hold' });
	});

	it('is billed again under a new attempt when a person asks', () => {
		expect(decide({ ...billed, answer: 'bill_again' }, [dead])).toMatchObject({
			do: 'create',
			part: 1,
			attempt: 2,
		});
		const second = { ...dead, ledgerId: 'e', key: `${key}.2` };
		expect(decide({ ...billed, answer: 'bill_again' }, [dead, second])).toMatchObject({ do: 'create', attempt: 3 });
		expect(decide({ ...billed, attempt: 4, answer: 'bill_again' }, [])).toMatchObject({ do: 'create', attempt: 5 });
	});

	it('does not hide the live one of a later attempt', () => {
		const second: Invoice = { ...original, ledgerId: 'e', key: `${key}.2` };
		expect(decide({ answer: 'bill_again' }, [dead, second])).toMatchObject({
			do: 'link',
			invoice: { ledgerId: 'e' },
		});
	});
});

describe('two live invoices of one deal', () => {
	const at = (ledgerId: string, changes: Partial<Invoice> = {}): Invoice => ({ ...original, ledgerId, ...changes });

	it.each<[string, Invoice[], string, string[]]>([
		[
			'the earlier of two drafts',
			[at('b', { updatedAt: '2026-11-24T10:00:01Z' }), at('z', { updatedAt: '2026-11-24T10:00:00Z' })],
			'z',
			['b'],
		],
		['the lower id of two made at once', [at('b'), at('a')], 'a', ['b']],
		[
			'the one that is no draft',
			[at('a'), at('b', { status: 'approved', updatedAt: '2026-12-01T00:00:00Z' })],
			'b',
			['a'],
		],
		['the one that awaits approval', [at('a'), at('b', { status: 'submitted' })], 'b', ['a']],
	])('keeps %s', (_, live, keep, withdrawn) => {
		for (const order of [live, [...live].reverse()]) {
			const kept = keepOf(order, traits);
			expect(kept?.keep.ledgerId).toBe(keep);
			expect(kept?.withdraw.map((invoice) => invoice.ledgerId)).toEqual(withdrawn);
			expect(decide(billed, order, 'R1')).toMatchObject({ do: 'leave', withdraw: [{ ledgerId: withdrawn[0] }] });
		}
	});

	it("are a person's to settle when both were approved", () => {
		const both = [at('a', { status: 'approved' }), at('b', { status: 'paid' })];
		expect(decide(billed, both, 'R1')).toMatchObject({ do: 'hold', hold: { code: 'two_live_invoices' } });
	});

	it('are none when one stands twice in two listings', () => {
		expect(findByKey([at('a'), at('a')], key).live).toHaveLength(1);
		expect(keepOf([], traits)).toBeNull();
	});
});

it('finds by key all attempts of this deal and part, and nothing else', () => {
	const at = (other: string | null): Invoice => ({ ...original, ledgerId: other, key: other });
	const found = findByKey(
		[key, `${key}.2`, `${key}-2`, 'HSM6DA-4123456789', 'HSXXXX-41234567890', null].map(at),
		key,
	);
	expect(found.live.map((invoice) => invoice.key)).toEqual([key, `${key}.2`]);
});

describe('billed by hand', () => {
	const byHand = (changes: Partial<Invoice> = {}): Invoice => ({
		...original,
		key: null,
		execution: null,
		ledgerId: 'h',
		number: 'INV-0007',
		status: 'approved',
		issueDate: '2026-11-10',
		...changes,
	});
	const look = (invoices: Invoice[], draftTotal: number | null = 120) =>
		billedByHand({ draftNet: 100, draftTotal, wonOn: '2026-11-20', lookBackDays: 60, currency: 'GBP', invoices });

	it.each<[string, Partial<Invoice>]>([
		['the same net and total', {}],
		['the same net alone', { total: 100 }],
		['the same total alone', { subtotal: 114.29, total: 120 }],
		['a draft', { status: 'draft' }],
		['a paid one', { status: 'paid' }],
		['on the last day of Look Back', { issueDate: '2026-09-21' }],
		['after the win', { issueDate: '2027-01-19' }],
	])('%s', (_, changes) => {
		expect(look([byHand(changes)]).same?.number).toBe('INV-0007');
	});

	it.each<[string, Partial<Invoice>]>([
		['one of ours', { key }],
		['one of another deal of ours', { key: 'HSM6DA-1' }],
		['from a repeating template', { repeating: true }],
		['voided', { status: 'voided' }],
		['deleted', { status: 'deleted' }],
		['before Look Back', { issueDate: '2026-09-20' }],
		['long after', { issueDate: '2027-01-20' }],
	])('not %s', (_, changes) => {
		expect(look([byHand(changes)])).toEqual({ same: null, others: [] });
	});

	it('lists others that have other totals, or the same in another currency', () => {
		const others = [byHand({ subtotal: 90, total: 108 }), byHand({ ledgerId: 'i', currency: 'EUR' })];
		expect(look(others)).toMatchObject({ same: null, others: [{ ledgerId: 'h' }, { ledgerId: 'i' }] });
		expect(otherInvoicesCheck(others).what).toContain('INV-0007 of 10 Nov 2026 over 108.00 GBP (Awaiting Payment)');
	});

	it('takes the nearest of several, and does not guess a total that is not known', () => {
		const far = byHand({ ledgerId: 'f', issueDate: '2026-10-01' });
		expect(look([far, byHand()])).toMatchObject({ same: { ledgerId: 'h' }, others: [{ ledgerId: 'f' }] });
		expect(look([byHand({ subtotal: 114.29, total: 120 })], null).same).toBeNull();
	});
});
