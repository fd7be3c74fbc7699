import type { CreditNote } from '../../../nodes/shared/model/creditNote';
import type { Invoice, InvoiceDraft, InvoiceDraftLine } from '../../../nodes/shared/model/invoice';
import { billedNet, differenceOf } from '../../../nodes/shared/billing/difference';
import { draftInvoice } from '../../../nodes/shared/billing/draftInvoice';
import { accounts, customer, deal, invoiceOf, organisation, settings, taxRates, today, traits } from './records.mts';

const made = draftInvoice({
	deal: deal(),
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
const base = made.draft;
const [first] = base.lines as [InvoiceDraftLine];

type Told = Partial<InvoiceDraftLine> & { amount: number };

/** A draft of these lines; each has its amount as quantity 1 unless told otherwise. */
function draftOf(...lines: Told[]): InvoiceDraft {
	const whole = lines.map((line) => ({
		...first,
		discountPercent: null,
		quantity: 1,
		unitPrice: line.amount,
		...line,
	}));
	return { ...base, lines: whole, net: lines.reduce((sum, { amount }) => Math.round((sum + amount) * 100) / 100, 0) };
}

const billed = (...lines: Told[]): Invoice => invoiceOf(draftOf(...lines));

/** Of what was billed this was taken back. */
const note = (...lines: Told[]): CreditNote => ({ ...billed(...lines), remaining: 0, allocations: [] }) as never;

const A: Partial<InvoiceDraftLine> = { itemCode: 'A', taxCode: 'OUTPUT2' };
const B: Partial<InvoiceDraftLine> = { itemCode: 'B', taxCode: 'OUTPUT2' };
const ZERO: Partial<InvoiceDraftLine> = { itemCode: 'C', taxCode: 'ZERORATEDOUTPUT' };

const of = (draft: InvoiceDraft, invoices: Invoice[], notes: CreditNote[] = []) =>
	differenceOf(draft, invoices, notes, 4000);

it.each<[string, Told[], Told[], 'more' | 'less', object[]]>([
	[
		'a higher quantity is the quantity more, at its price',
		[{ ...A, quantity: 5, unitPrice: 10, amount: 50 }],
		[{ ...A, quantity: 2, unitPrice: 10, amount: 20 }],
		'more',
		[{ quantity: 3, unitPrice: 10, amount: 30, itemCode: 'A' }],
	],
	[
		'a lower quantity is the quantity less',
		[{ ...A, quantity: 2, unitPrice: 10, amount: 20 }],
		[{ ...A, quantity: 5, unitPrice: 10, amount: 50 }],
		'less',
		[{ quantity: 3, unitPrice: 10, amount: 30 }],
	],
	[
		'another price is its amount',
		[{ ...A, quantity: 2, unitPrice: 12.5, amount: 25 }],
		[{ ...A, quantity: 2, unitPrice: 10, amount: 20 }],
		'more',
		[{ quantity: 1, unitPrice: 5, amount: 5, taxCode: 'OUTPUT2' }],
	],
	[
		'a further line is that line',
		[
			{ ...A, amount: 20 },
			{ ...B, amount: 7.5 },
		],
		[{ ...A, amount: 20 }],
		'more',
		[{ itemCode: 'B', amount: 7.5 }],
	],
	[
		'a line that is gone is that line',
		[{ ...A, amount: 20 }],
		[
			{ ...A, amount: 20 },
			{ ...B, amount: 7.5 },
		],
		'less',
		[{ itemCode: 'B', amount: 7.5 }],
	],
	[
		'up and down at one tax rate is one line of what is left',
		[
			{ ...A, amount: 30 },
			{ ...B, amount: 5 },
		],
		[
			{ ...A, amount: 20 },
			{ ...B, amount: 7.5 },
		],
		'more',
		[{ itemCode: 'A', quantity: 1, amount: 7.5, taxCode: 'OUTPUT2' }],
	],
	[
		'each tax rate has its own',
		[
			{ ...A, amount: 30 },
			{ ...ZERO, amount: 9 },
		],
		[
			{ ...A, amount: 20 },
			{ ...ZERO, amount: 5 },
		],
		'more',
		[
			{ amount: 10, taxCode: 'OUTPUT2' },
			{ amount: 4, taxCode: 'ZERORATEDOUTPUT' },
		],
	],
])('%s', (_, wanted, stands, kind, lines) => {
	const draft = draftOf(...wanted);
	const difference = of(draft, [billed(...stands)]);
	expect(difference).toMatchObject({ kind, lines });
	if (difference.kind !== 'more' && difference.kind !== 'less') throw new Error(difference.kind);
	expect(difference.lines).toHaveLength(lines.length);
	expect(difference.lines.every(({ amount }) => amount > 0)).toBe(true);
	// To the cent: what was billed and the difference are the promise.
	const sign = difference.kind === 'more' ? 1 : -1;
	expect((billedNet([billed(...stands)], [], 'GBP') * 100 + sign * difference.net * 100) / 100).toBeCloseTo(
		draft.net,
		9,
	);
});

it('counts further parts, and what credit notes took back', () => {
	const parts = [billed({ ...A, amount: 20 }), billed({ ...A, amount: 15 })];
	expect(of(draftOf({ ...A, amount: 40 }), parts, [note({ ...A, amount: 5 })])).toMatchObject({
		kind: 'more',
		net: 10,
	});
	expect(of(draftOf({ ...A, amount: 30 }), parts, [note({ ...A, amount: 5 })])).toEqual({
		kind: 'none',
		alike: true,
	});
});

it('says that other lines of the same sum are nothing to bill', () => {
	expect(of(draftOf({ ...A, amount: 10 }), [billed({ ...B, amount: 10 })])).toEqual({ kind: 'none', alike: false });
});

it('finds what the deal leaves to the ledger whatever stands there', () => {
	const draft = draftOf({ ...A, taxCode: null, account: null, amount: 25 });
	const difference = of(draft, [billed({ ...A, taxCode: 'OUTPUT2', account: '200', amount: 20 })]);
	expect(difference).toMatchObject({ kind: 'more', lines: [{ amount: 5, taxCode: null }] });
});

it.each<[string, InvoiceDraft, Partial<Invoice>]>([
	['more at one tax rate and less at another', draftOf({ ...A, amount: 30 }, { ...ZERO, amount: 1 }), {}],
	['another currency', { ...draftOf({ ...A, amount: 30 }), currency: 'EUR' }, {}],
	['another customer', { ...draftOf({ ...A, amount: 30 }), customerId: 'x' }, {}],
	['prices that hold tax otherwise', { ...draftOf({ ...A, amount: 30 }), amountsAre: 'inclusive' }, {}],
	['lines that were not read', draftOf({ ...A, amount: 30 }), { lines: [] }],
])('leaves %s to a person', (_, draft, changes) => {
	const stands = { ...billed({ ...A, amount: 20 }, { ...ZERO, amount: 5 }), ...changes };
	expect(of(draft, [stands]).kind).toBe('by_hand');
});
