import { billingFacts } from '../../../nodes/shared/billing/billingFacts';
import { changedInvoiceFacts } from '../../../nodes/shared/billing/changedInvoice';
import { comparedInvoiceFacts } from '../../../nodes/shared/billing/comparedInvoice';
import type { DealBilling } from '../../../nodes/shared/model/dealBilling';
import type { Invoice, InvoiceLine } from '../../../nodes/shared/model/invoice';
import { billing, crm, deal, invoiceOf } from './records.mts';

/** What people change on an invoice is told on its deal once, in words and figures, whoever looks first. */

const won = { currency: 'GBP', closedOn: '2026-11-20', crm, won: true };

function lineOf(changes: Partial<InvoiceLine> = {}): InvoiceLine {
	return {
		ledgerLineId: 'l1',
		description: 'Premium Consulting\nTwo days',
		quantity: 12,
		unitPrice: 100,
		discountPercent: null,
		discountAmount: null,
		itemCode: 'PREM',
		account: '200',
		taxCode: 'OUTPUT2',
		tax: 0,
		amount: 1200,
		...changes,
	};
}

const base = invoiceOf(
	{
		key: 'HSM6DA-41234567890',
		execution: '231',
		sourceUrl: null,
		customerId: 'c-1',
		status: 'approved',
		issueDate: '2026-11-24',
		dueDate: '2026-12-24',
		reference: 'PO-1',
		currency: 'GBP',
		amountsAre: 'exclusive',
		net: 1200,
		brandingTheme: null,
		createAs: 'invoice',
		referenceField: null,
		lines: [],
	},
	{},
);

/** An invoice whose amounts follow from its lines, without tax, unless told otherwise. */
function version(minute: number, changes: Partial<Invoice> = {}): Invoice {
	const lines = changes.lines ?? [lineOf()];
	const total = lines.reduce((sum, { amount }) => sum + amount, 0);
	return {
		...base,
		status: 'sent',
		customer: { ledgerId: 'c-1', name: 'Brightwater Ltd' },
		updatedAt: new Date(Date.UTC(2026, 10, 24, 10, minute)).toISOString(),
		lines,
		subtotal: total,
		tax: 0,
		total,
		due: total,
		...changes,
	};
}

const cheaper = { lines: [lineOf({ unitPrice: 90, amount: 1080 })] };

/** What stands on the deal once our run made the invoice. */
function billed(invoice = version(0)): DealBilling {
	const { write } = billingFacts({
		deal: deal(),
		invoice: { ...invoice, outcome: 'created' },
		before: billing(),
		execution: '231',
		problem: null,
		preview: false,
	});
	return billing(write);
}

const input = (invoice: Invoice, before: DealBilling, preview = false) => ({
	deal: won,
	invoice,
	before,
	execution: '900',
	preview,
});
const compare = (invoice: Invoice, before: DealBilling, preview = false) =>
	comparedInvoiceFacts(input(invoice, before, preview));
const update = (invoice: Invoice, before: DealBilling) => changedInvoiceFacts(input(invoice, before)).billing;

/** What is told of the change from one version to the next. */
const told = (changes: Partial<Invoice>, from: Partial<Invoice> = {}) =>
	compare(version(1, changes), billed(version(0, from))).edits.map(({ text }) => text.replace(/^.*?INV-0042: /, ''));

describe('an edit in the ledger is told', () => {
	it('with its day, its ledger, before and after', () => {
		const { edits, write } = compare(version(1, cheaper), billed());
		expect(edits).toMatchObject([
			{
				at: '2026-11-24T10:01:00.000Z',
				by: null,
				execution: null,
				changes: [
					{ field: 'price of Premium Consulting', before: '100.00', after: '90.00' },
					{ field: 'total', before: '1,200.00', after: '1,080.00' },
				],
				text: '24 Nov 2026, in Xero: INV-0042: price of Premium Consulting 100.00 -> 90.00, total 1,200.00 -> 1,080.00',
			},
		]);
		expect(write.ledgerEdits).toBe(`${edits[0]?.text} (edit ${edits[0]?.id})`);
		expect(write.lastSeen).toContain('1080');
	});

	it('by whom, where the ledger tells', () => {
		const lastEdit = { by: 'Bea Keeper', at: '2026-11-24T10:01:00.000Z' };
		expect(compare(version(1, { ...cheaper, lastEdit }), billed()).edits[0]).toMatchObject({
			by: 'Bea Keeper',
			text: expect.stringContaining('24 Nov 2026, in Xero by Bea Keeper: INV-0042: price'),
		});
		const earlier = { by: 'Bea Keeper', at: '2026-11-24T09:00:00.000Z' };
		expect(compare(version(1, { ...cheaper, lastEdit: earlier }), billed()).edits[0]?.by).toBeNull();
	});

	it.each<[string, Partial<Invoice>, string[]]>([
		['a due date', { dueDate: '2027-01-24' }, ['due date 24 Dec 2026 -> 24 Jan 2027']],
		['a date', { issueDate: '2026-11-25' }, ['date 24 Nov 2026 -> 25 Nov 2026']],
		['a reference', { reference: 'PO-2' }, ['reference PO-1 -> PO-2']],
		['a reference taken away', { reference: null }, ['reference removed: PO-1']],
		['a number', { number: 'A-7' }, []],
		[
			'a customer',
			{ customer: { ledgerId: 'c-2', name: 'Harbour Lights' } },
			['customer Brightwater Ltd -> Harbour Lights'],
		],
		['a customer who only bears another name', { customer: { ledgerId: 'c-1', name: 'Brightwater Group' } }, []],
		[
			'a line added',
			{
				lines: [
					lineOf(),
					lineOf({ ledgerLineId: 'l2', description: 'Travel', itemCode: null, quantity: 1, amount: 100 }),
				],
			},
			['line Travel added: 1 x 100.00 = 100.00, total 1,200.00 -> 1,300.00'],
		],
		[
			'quantity and discount',
			{ lines: [lineOf({ quantity: 10, discountPercent: 10, amount: 900 })] },
			[
				'quantity of Premium Consulting 12 -> 10, discount of Premium Consulting none -> 10%, total 1,200.00 -> 900.00',
			],
		],
		['a tax code', { lines: [lineOf({ taxCode: 'NONE' })] }, ['tax code of Premium Consulting OUTPUT2 -> NONE']],
		['an item', { lines: [lineOf({ itemCode: 'STD' })] }, ['item of Premium Consulting PREM -> STD']],
		['a text', { lines: [lineOf({ description: 'Advice' })] }, ['text of Advice changed']],
		['an account', { lines: [lineOf({ account: '260' })] }, ['accounts of the lines changed, details in Xero']],
		['tax alone', { tax: 10, total: 1210, due: 1210 }, ['tax 0.00 -> 10.00, total 1,200.00 -> 1,210.00']],
		[
			'a void',
			{ status: 'voided', lines: [], total: 0, subtotal: 0, due: 0 },
			['status Sent over 1,200.00 -> Voided'],
		],
		['nothing: it is paid', { status: 'paid', paid: 1200, due: 0 }, []],
		['nothing: it is credited', { status: 'part_paid', credited: 200, due: 1000 }, []],
		['nothing: it is overdue', { status: 'overdue' }, []],
		['nothing: its lines were not read', { lines: [], total: 1200, subtotal: 1200, due: 1200 }, []],
		[
			'lines that were not read',
			{ lines: [], total: 1100, subtotal: 1100, due: 1100 },
			['lines changed, details in Xero, total 1,200.00 -> 1,100.00'],
		],
	])('%s', (what, changes, expected) => {
		const from = what === 'a number' ? { number: null } : {};
		expect(told(changes, from)).toEqual(expected);
	});

	it('a line that is gone, by its item', () => {
		const two = [
			lineOf(),
			lineOf({ ledgerLineId: 'l2', itemCode: 'TRAV', description: 'Travel', quantity: 1, amount: 100 }),
		];
		expect(told({ lines: [lineOf()] }, { lines: two })).toEqual([
			'line TRAV removed: 1 x 100.00 = 100.00, total 1,300.00 -> 1,200.00',
		]);
	});

	it('a payment and a credit that were taken off again', () => {
		expect(told({ due: 1200 }, { status: 'part_paid', paid: 50, credited: 20, due: 1130 })).toEqual([
			'payment removed: 50.00, credit removed: 20.00',
		]);
	});

	it('of lines of which only a hash is kept', () => {
		const before = billed();
		const map = JSON.parse(before.lastSeen ?? '{}') as Record<string, { lines: unknown }>;
		for (const seen of Object.values(map)) seen.lines = 'ABCDEFGHJKMNPQRSTVWX';
		const { edits } = compare(version(1, cheaper), { ...before, lastSeen: JSON.stringify(map) });
		expect(edits[0]?.text).toContain('lines changed, details in Xero');
	});

	it('to a deal whose map is of an earlier version', () => {
		const before = billed();
		const map = JSON.parse(before.lastSeen ?? '{}') as Record<
			string,
			{ execution?: string; header: { customerName?: string } }
		>;
		for (const seen of Object.values(map)) {
			delete seen.execution;
			delete seen.header.customerName;
		}
		const { edits } = compare(version(1, cheaper), { ...before, lastSeen: JSON.stringify(map) });
		expect(edits).toMatchObject([{ execution: null, text: expect.stringContaining('100.00 -> 90.00') }]);
	});
});

describe('each edit is handed on once', () => {
	const second = { lines: [lineOf({ unitPrice: 80, amount: 960 })] };

	it('and a second look writes nothing', () => {
		const first = compare(version(1, cheaper), billed());
		const again = compare(version(1, cheaper), first.billing);
		expect([again.edits, again.write]).toEqual([[], {}]);
		expect(changedInvoiceFacts(input(version(1, cheaper), first.billing)).write).not.toHaveProperty('ledgerEdits');
	});

	it('whichever of the two steps comes first', () => {
		const updated = update(version(1, cheaper), billed());
		expect(updated.ledgerEdits).toMatch(/100\.00 -> 90\.00.* \(edit [0-9A-Z]{10}, new\)$/);
		const compared = compare(
			version(1, { ...cheaper, lastEdit: { by: 'Bea Keeper', at: '2026-11-24T10:01:00Z' } }),
			updated,
		);
		expect(compared.edits).toMatchObject([{ by: 'Bea Keeper' }]);
		expect(compared.billing.ledgerEdits).toMatch(/^24 Nov 2026, in Xero by Bea Keeper: .*\(edit [0-9A-Z]{10}\)$/);
		expect(compare(version(1, cheaper), compared.billing).edits).toEqual([]);
		const other = compare(version(1, cheaper), billed());
		expect(other.edits[0]?.id).toBe(compared.edits[0]?.id);
		expect(update(version(1, cheaper), other.billing).ledgerEdits).toBe(other.billing.ledgerEdits);
	});

	it('nothing in preview', () => {
		const { edits, write, billing: after } = compare(version(1, cheaper), billed(), true);
		expect([edits.length, write, after.would]).toEqual([1, {}, 'update']);
	});

	it('version 2 after version 1 and version 3 before it: both told, the later one seen', () => {
		const inOrder = compare(version(2, second), compare(version(1, cheaper), billed()).billing).billing;
		expect(inOrder.ledgerEdits?.split('\n')).toEqual([
			expect.stringContaining('90.00 -> 80.00'),
			expect.stringContaining('100.00 -> 90.00'),
		]);
		const reversed = compare(version(2, second), billed()).billing;
		const late = compare(version(1, cheaper), reversed);
		expect([late.edits, late.write]).toEqual([[], {}]);
		// The one entry tells both edits together.
		expect(late.billing.ledgerEdits?.split('\n')).toEqual([expect.stringContaining('100.00 -> 80.00')]);
	});

	it('where two executions met, by the next look', () => {
		const before = billed();
		const two = compare(version(1, cheaper), before);
		const three = compare(version(2, second), before);
		// Version 2 was written last: it does not know of version 3.
		const met = { ...before, ...three.write, ...two.write };
		const next = compare(version(2, second), met);
		expect(next.billing.ledgerEdits?.split('\n')).toEqual([
			expect.stringContaining('90.00 -> 80.00'),
			expect.stringContaining('100.00 -> 90.00'),
		]);
		expect(next.billing.lastSeen).toContain('960');
	});

	it('fifty are kept, and what a person wrote among them', () => {
		let before: DealBilling = { ...billed(), ledgerEdits: 'Agreed with Jo on the phone' };
		for (let n = 1; n <= 30; n++) {
			const lines = [lineOf({ unitPrice: 100 + n, amount: 1200 + 12 * n })];
			before = compare(version(n, { lines }), before).billing;
		}
		expect(before.ledgerEdits?.split('\n')).toHaveLength(31);
		expect(before.ledgerEdits).toMatch(/\nAgreed with Jo on the phone$/);
		for (let n = 31; n <= 59; n++) {
			const lines = Array.from({ length: 90 }, (_, at) =>
				lineOf({
					ledgerLineId: `l${at}`,
					description: `A text as long as texts are ${at}`,
					unitPrice: n,
					amount: 12 * n,
				}),
			);
			before = compare(version(n, { lines }), before).billing;
		}
		expect(before.ledgerEdits?.split('\n')).toHaveLength(50);
		expect(before.ledgerEdits?.length).toBeLessThan(65_536);
	});
});

describe('ours or theirs', () => {
	it('what our run writes and tells the deal is no edit', () => {
		const { write } = billingFacts({
			deal: deal(),
			invoice: { ...version(1, { ...cheaper, execution: '232' }), outcome: 'updated' },
			before: billed(),
			execution: '232',
			problem: null,
			preview: false,
		});
		expect(write).not.toHaveProperty('ledgerEdits');
	});

	it('what our run wrote before it was cut reads so, until the run is made up for', () => {
		const seen = compare(version(1, { ...cheaper, execution: '232' }), billed());
		expect(seen.edits).toMatchObject([
			{
				execution: '232',
				text: expect.stringMatching(/^24 Nov 2026, in Xero, by our run 232, which was cut: INV-0042: /),
			},
		]);
		// It was not cut, only slower than the look.
		const { billing: after } = billingFacts({
			deal: deal(),
			invoice: { ...version(1, { ...cheaper, execution: '232' }), outcome: 'updated' },
			before: seen.billing,
			execution: '232',
			problem: null,
			preview: false,
		});
		expect(after.ledgerEdits).toBeNull();
	});

	it('what a person edits after our write is theirs, though the document still carries our run', () => {
		expect(compare(version(1, cheaper), billed()).edits[0]?.execution).toBeNull();
	});

	it('an edit that the billing flow sees first is told all the same', () => {
		const { billing: after } = billingFacts({
			deal: deal({ revision: 'R2' }),
			invoice: { ...version(1, cheaper), outcome: 'unchanged' },
			before: billed(),
			execution: '233',
			problem: null,
			preview: false,
		});
		expect(after.ledgerEdits).toMatch(/100\.00 -> 90\.00.*, new\)$/);
	});

	/** Random weeks: our runs that finish or are cut, people's edits, and looks by either step. */
	it('holds in any order of runs, cuts, edits and looks', () => {
		let state = 20261124;
		const random = (below: number) => {
			state = (state * 1103515245 + 12345) % 2147483648;
			return Math.floor((state / 2147483648) * below);
		};
		for (let life = 0; life < 300; life++) {
			let now = version(0);
			let before = billed(now);
			let [theirs, ours] = [0, 0];
			const [persons, cuts]: [string[], string[]] = [[], []];
			let pending: Array<'ours' | 'theirs'> = [];
			for (let minute = 1; minute < 30; minute++) {
				const price = 100 + minute;
				const lines = [lineOf({ unitPrice: price, amount: price * 12 })];
				const what = random(5);
				if (what === 0) {
					now = version(minute, { lines, execution: now.execution });
					pending.push('theirs');
				} else if (what === 1) {
					now = version(minute, { lines, execution: String(300 + minute) });
					pending.push('ours');
				} else if (what === 2) {
					now = version(minute, { lines, execution: String(300 + minute) });
					const invoice = { ...now, outcome: 'updated' as const };
					before = billingFacts({
						deal: deal(),
						invoice,
						before,
						execution: String(300 + minute),
						problem: null,
						preview: false,
					}).billing;
					pending = [];
				} else {
					if (what === 3) before = update(now, before);
					const { edits, billing: after } = compare(now, before);
					before = after;
					for (const { id, execution } of edits) (execution === null ? persons : cuts).push(id);
					if (pending.length > 0) pending.includes('ours') ? ours++ : theirs++;
					pending = [];
				}
			}
			expect([persons.length, cuts.length]).toEqual([theirs, ours]);
			expect(new Set([...persons, ...cuts]).size).toBe(theirs + ours);
		}
	});
});
