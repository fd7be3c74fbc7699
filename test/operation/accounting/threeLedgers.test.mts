import { describe, expect, test } from '@jest/globals';
import type { InvoiceOutput } from '../../../nodes/ClosedLoopAccounting/invoices/createInvoices';
import { checkSetup } from '../../../nodes/ClosedLoopAccounting/setup/checkSetup';
import { findingsOf } from '../../../nodes/ClosedLoopAccounting/setup/findings';
import { linkOf } from '../../../nodes/shared/billing/customerLinks';
import { dealKey } from '../../../nodes/shared/billing/key';
import type { CustomerLink } from '../../../nodes/shared/model/deal';
import type { Invoice } from '../../../nodes/shared/model/invoice';
import type { AccountingPort } from '../../../nodes/shared/systems/accounting';
import { suites } from '../../contract/ledgers/suites.mts';
import type { World } from '../../contract/ledgers/world.mts';
import { startWorld, valueOf } from '../../contract/ledgers/world.mts';
import { bill, dealIn, standing, writtenBack } from './createFlow.mts';
import { line } from './deals.mts';

/** The Create flow, customer and invoice, on every ledger over its simulated system. */

const writes = ({ calls }: World) => calls.filter(({ write, committed }) => write && committed);
const postsAtOnce = suites.filter(({ name }) => name.startsWith('QuickBooks'));
const bound = suites.filter(({ name }) => name !== 'Xero');

describe.each(suites.map((ledger) => [ledger.name, ledger] as const))('on %s', (_, ledger) => {
	test('an invoice is made once, with the lines and the tax of the deal, and found again', async () => {
		const world = await startWorld(ledger);
		const { books, make, port } = world;
		const deal = dealIn(world, '41');
		const [seen] = await bill(world, [deal], { preview: true });
		expect(seen?.invoice).toMatchObject({ would: 'create', subtotal: 420, ledgerId: null });
		expect(writes(world).filter(({ path }) => !path.includes('item'))).toHaveLength(0);
		const [made] = await bill(world, [deal]);
		expect(made?.deal?.hold).toBeUndefined();
		expect(made?.invoice).toMatchObject({
			outcome: 'created',
			key: dealKey(deal.crm, '41'),
			execution: '1001',
			status: port.traits.hasDrafts ? 'draft' : 'approved',
			currency: books.baseCurrency,
			subtotal: 420,
			tax: make.tax(300) + make.tax(120),
			sentToCustomer: false,
		});
		expect(made?.invoice?.checks).toEqual([]);
		const before = writes(world).length;
		const [linked] = await bill(world, [deal], { execution: '1002' });
		expect(linked?.invoice).toMatchObject({ outcome: 'linked', ledgerId: made?.invoice?.ledgerId, checks: [] });
		const [again] = await bill(world, [writtenBack(made as InvoiceOutput)], { execution: '1003' });
		expect(again?.invoice).toMatchObject({ outcome: 'unchanged', ledgerId: made?.invoice?.ledgerId });
		expect(writes(world)).toHaveLength(before);
	});

	test('every discount comes to what the CRM shows', async () => {
		const world = await startWorld(ledger);
		const lines = [
			line('Percent', 3, 33.33, { id: '1', discount: { percent: 10 }, amount: 89.99 }),
			line('Each', 3, 10, { id: '2', discount: { perUnit: 1.5 }, amount: 25.5 }),
			line('Fine', 7, 0.123456, { id: '3', amount: 0.86 }),
			line('Given', 1, 50, { id: '4', discount: { percent: 100 }, amount: 0 }),
			line('Back', -1, 20, { id: '5', amount: -20 }),
		];
		const [made] = await bill(world, [dealIn(world, '42', { lines })]);
		expect(made?.deal?.hold).toBeUndefined();
		expect(made?.invoice?.lines.map(({ amount }) => amount)).toEqual([89.99, 25.5, 0.86, 0, -20]);
		expect(made?.invoice).toMatchObject({ outcome: 'created', subtotal: 96.35, checks: [] });
		expect((await bill(world, [dealIn(world, '42', { lines })]))[0]?.invoice?.checks).toEqual([]);
	});

	test('a deal without lines is billed by its amount, with a check', async () => {
		const world = await startWorld(ledger);
		const [made] = await bill(world, [dealIn(world, '43', { lines: [], amount: 250, description: 'Retainer' })]);
		expect(made?.invoice).toMatchObject({
			outcome: 'created',
			subtotal: 250,
			lines: [{ description: 'Retainer' }],
			checks: [{ code: 'no_lines' }],
		});
	});

	test('of two of one key that met one is kept', async () => {
		const world = await startWorld(ledger);
		const deal = dealIn(world, '44');
		const [made] = await bill(world, [deal]);
		const { key, customer } = made?.invoice as Invoice;
		world.clock.advance(5_000);
		const double = world.make.invoiceDraft(customer.ledgerId ?? '', [world.make.line(420)], { key: key ?? '' });
		valueOf((await world.open().createInvoices([double], { fresh: 5, run: '77' }))[0]);
		expect(await standing(world, key ?? '')).toHaveLength(2);
		const [kept] = await bill(world, [deal], { execution: '1002' });
		expect(kept?.invoice).toMatchObject({
			ledgerId: made?.invoice?.ledgerId,
			reason: expect.stringContaining('double'),
		});
		expect((await standing(world, key ?? '')).map(({ ledgerId }) => ledgerId)).toEqual([made?.invoice?.ledgerId]);
	});

	test('a changed deal updates what nobody edited, and asks about what is posted', async () => {
		const world = await startWorld(ledger);
		const [made] = await bill(world, [dealIn(world, '45')]);
		const changed = {
			...writtenBack(made as InvoiceOutput),
			lines: [line('Setup', 1, 500)],
			amount: 500,
			revision: 'R2',
		};
		const before = writes(world).length;
		const [now] = await bill(world, [changed], { execution: '1002' });
		if (world.port.traits.hasDrafts) {
			expect(now?.invoice).toMatchObject({ outcome: 'updated', subtotal: 500, checks: [] });
		} else {
			expect(now?.invoice).toMatchObject({
				outcome: 'unchanged',
				subtotal: 420,
				checks: [{ code: 'deal_changed' }],
			});
			expect(now?.deal?.hold).toBeUndefined();
			expect(writes(world)).toHaveLength(before);
		}
	});
});

describe.each(postsAtOnce.map((ledger) => [ledger.name, ledger] as const))(
	'on %s, where an invoice posts',
	(_, ledger) => {
		test('a check on the amount holds the deal, an estimate is made with it', async () => {
			const world = await startWorld(ledger);
			const deal = dealIn(world, '51', { amount: 999 });
			const [held] = await bill(world, [deal]);
			expect(held?.deal?.hold).toMatchObject({
				code: 'check_as_hold',
				what: expect.stringContaining('posts an invoice at once'),
			});
			expect(await standing(world, dealKey(deal.crm, '51'))).toEqual([]);
			const [made] = await bill(world, [deal], { settings: { createAs: 'estimate' } });
			expect(made?.invoice).toMatchObject({
				kind: 'estimate',
				outcome: 'created',
				status: 'draft',
				subtotal: 420,
				checks: [{ code: 'amount_contradicts' }],
			});
		});

		test('an estimate that nobody edited is updated', async () => {
			const world = await startWorld(ledger);
			const estimate = { settings: { createAs: 'estimate' } } as const;
			const [made] = await bill(world, [dealIn(world, '52')], estimate);
			const changed = {
				...writtenBack(made as InvoiceOutput),
				lines: [line('Setup', 1, 500)],
				amount: 500,
				revision: 'R2',
			};
			const [now] = await bill(world, [changed], { ...estimate, execution: '1002' });
			expect(now?.invoice).toMatchObject({ kind: 'estimate', outcome: 'updated', subtotal: 500, checks: [] });
		});

		test('one with other figures than promised is withdrawn again, and not made anew until somebody asks', async () => {
			const world = await startWorld(ledger);
			const real = world.open();
			const port = new Proxy(real, {
				get: (of, name: keyof AccountingPort) =>
					name !== 'createInvoices'
						? of[name]
						: async (...asked: Parameters<AccountingPort['createInvoices']>) =>
								(await of.createInvoices(...asked)).map((result) =>
									result.ok
										? {
												ok: true,
												value: { ...result.value, subtotal: result.value.subtotal + 0.01 },
											}
										: result,
								),
			});
			const deal = dealIn(world, '53');
			const [held] = await bill(world, [deal], { port });
			expect(held?.invoice).toBeNull();
			expect(held?.deal?.hold).toMatchObject({
				code: 'figures_differ',
				what: expect.stringContaining('sum: 420.00'),
			});
			expect(await standing(world, dealKey(deal.crm, '53'))).toEqual([]);
			const before = writes(world).length;
			const [still] = await bill(world, [writtenBack(held as InvoiceOutput)], { execution: '1002' });
			expect(still?.deal?.hold?.code).toBe('figures_differ');
			expect(writes(world)).toHaveLength(before);
			const asked = writtenBack(held as InvoiceOutput);
			const again = { ...asked, billing: { ...asked.billing, answer: 'try_again' as const } };
			expect((await bill(world, [again], { execution: '1003' }))[0]?.invoice).toMatchObject({
				outcome: 'created',
			});
		});
	},
);

describe.each(bound.map((ledger) => [ledger.name, ledger] as const))(
	'on %s, where a customer has one currency',
	(_, ledger) => {
		test('a deal in another one is asked about, "new" makes a record beside it, and both are kept', async () => {
			const world = await startWorld(ledger);
			const { foreign, baseCurrency } = world.books;
			const [home] = await bill(world, [dealIn(world, '61')]);
			expect(home?.invoice?.outcome).toBe('created');
			const abroad = (links: CustomerLink[], id = '62') =>
				dealIn(world, id, { currency: foreign }, { customerLinks: links });
			const [held] = await bill(world, [abroad([])]);
			expect(held?.deal?.hold).toMatchObject({
				code: 'customer_other_currency',
				what: expect.stringContaining(`is in ${baseCurrency}`),
			});
			const answer: CustomerLink = { ledger: null, organisationId: '', ledgerId: 'new' };
			const [made] = await bill(world, [abroad([answer])]);
			expect(made?.deal?.hold).toBeUndefined();
			expect(made?.invoice).toMatchObject({
				outcome: 'created',
				currency: foreign,
				customer: { name: `Harbour Lights (${foreign})` },
				subtotal: 420,
			});
			const [found] = valuesOf(await world.open().customersById([made?.invoice?.customer.ledgerId ?? '']));
			const link = linkOf({ ...found!, currencyBound: true });
			expect(link).toMatchObject({ currency: foreign });
			const [stored] = await bill(world, [abroad([link as CustomerLink], '63')]);
			expect(stored?.invoice?.customer.ledgerId).toBe(made?.invoice?.customer.ledgerId);
			// The known record in the home currency leads to the one beside it.
			const homeLink = {
				...(link as CustomerLink),
				ledgerId: home?.invoice?.customer.ledgerId ?? '',
				currency: baseCurrency,
			};
			const [beside] = await bill(world, [abroad([homeLink], '64')]);
			expect(beside?.invoice?.customer.ledgerId).toBe(made?.invoice?.customer.ledgerId);
		});
	},
);

test('a status and prices that the ledger does not have are refused by name', async () => {
	const [, us, , sage] = await Promise.all(suites.map(startWorld));
	await expect(bill(sage as World, [], { settings: { status: 'submitted' } })).rejects.toMatchObject({
		problem: { scope: 'run', message: expect.stringContaining("'Status' is Awaiting Approval") },
	});
	await expect(bill(us as World, [], { settings: { pricesInclude: 'inclusive' } })).rejects.toMatchObject({
		problem: { scope: 'run', message: expect.stringContaining("'Prices Include Tax' is on") },
	});
	await expect(bill(us as World, [], { settings: { fallbackItem: 'NOWHERE' } })).rejects.toMatchObject({
		problem: { scope: 'run', message: expect.stringContaining('\'Fallback Item\' is "NOWHERE"') },
	});
});

function valuesOf<T>(results: Array<Parameters<typeof valueOf<T>>[0]>): T[] {
	return results.map((result) => valueOf<T>(result));
}

test('setup check tells what each ledger does otherwise', async () => {
	const found = async (ledger: (typeof suites)[number]) => {
		const { port } = await startWorld(ledger);
		const findings = findingsOf(await checkSetup(port, null), null, port.traits);
		const rates = findings.find(({ what }) => what === 'Tax rates for sales')?.found;
		// Where the ledger decides on tax by itself its codes have no rate, so none is told.
		expect([ledger.name, rates?.includes('%')]).toEqual([
			ledger.name,
			!findings.some(({ what }) => what === 'Sales tax'),
		]);
		return findings.map(({ what }) => what);
	};
	const [xero, us, uk, sage] = await Promise.all(suites.map(found));
	expect(xero).toEqual(expect.arrayContaining(['Drafts', 'Sales accounts']));
	expect(us).toEqual(expect.arrayContaining(['Drafts', 'Sales tax', 'Fallback item']));
	expect(uk).toEqual(expect.arrayContaining(['Drafts', 'Fallback item']));
	expect([us, uk].every((names) => !names?.includes('Sales accounts'))).toBe(true);
	expect(sage).toEqual(expect.arrayContaining(['Drafts', 'Sales accounts']));
});

test('setup check tells what QuickBooks applies and numbers by itself, and nothing of it where it does not', async () => {
	const { port } = await startWorld(postsAtOnce[0] as (typeof suites)[number]);
	const report = await checkSetup(port, null);
	const found = (more: object) =>
		findingsOf({ ...report, organisation: { ...report.organisation, ...more } }, null, port.traits);
	const named = (findings: ReturnType<typeof found>) =>
		findings.filter(({ what }) => what === 'Automatic applying' || what === 'Invoice numbers');
	expect(report.organisation).toMatchObject({ appliesCredits: false, customNumbers: false });
	expect(named(found({}))).toEqual([]);
	expect(named(found({ appliesCredits: true, customNumbers: true }))).toMatchObject([
		{ what: 'Automatic applying', ok: false },
		{ what: 'Invoice numbers', ok: true },
	]);
});
