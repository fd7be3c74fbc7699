import { expect } from '@jest/globals';
import type { Invoice } from '../../../../nodes/shared/model/invoice';
import type { Case } from '../suite.mts';
import { attempt, problemOf, valueOf } from '../world.mts';
import type { World } from '../world.mts';

const cents = (amount: number) => Math.round(amount * 100);

/** What the ledger computed adds up to the cent. */
function addsUp(invoice: Invoice): void {
	expect(cents(invoice.subtotal) + cents(invoice.tax)).toBe(cents(invoice.total));
	const lines = invoice.lines.reduce((sum, line) => sum + cents(line.amount), 0);
	expect(lines).toBe(cents(invoice.amountsAre === 'inclusive' ? invoice.total : invoice.subtotal));
}

async function readAgain(world: World, id: string): Promise<Invoice> {
	const read = valueOf((await world.open().invoicesById([id]))[0]);
	if (read === null) throw new Error('not there');
	addsUp(read);
	return read;
}

export const lines: readonly Case[] = [
	{
		title: 'prices without tax get the tax on top',
		async run(world) {
			const { make } = world;
			const made = await make.approved({}, 100, 33.33);
			const read = await readAgain(world, made.ledgerId);
			expect(read).toMatchObject({ amountsAre: 'exclusive', subtotal: 133.33, tax: make.tax(133.33) });
		},
	},
	{
		title: 'prices with tax hold it',
		async run(world) {
			const { make, port } = world;
			if ((await port.organisation()).decidesTax) {
				// Where the ledger adds sales tax itself there are no prices with tax: the net is promised.
				const made = await make.approved({ amountsAre: 'exclusive' }, 100);
				expect((await readAgain(world, made.ledgerId)).subtotal).toBe(100);
				return;
			}
			const made = await make.approved({ amountsAre: 'inclusive' }, make.gross(100));
			expect(await readAgain(world, made.ledgerId)).toMatchObject({
				amountsAre: 'inclusive',
				subtotal: 100,
				tax: make.tax(100),
				total: make.gross(100),
			});
		},
	},
	{
		title: 'lines of two rates carry each their own tax',
		async run(world) {
			const { make, books } = world;
			const made = await make.approved({ lines: [make.line(100), make.line(50, { taxCode: books.zero })] });
			const read = await readAgain(world, made.ledgerId);
			expect(read).toMatchObject({ subtotal: 150, tax: make.tax(100) });
			expect(read.lines.map(({ taxCode }) => taxCode)).toEqual([books.standard.code, books.zero]);
		},
	},
	{
		title: 'a quantity and a price of many decimals come to the amount that was promised',
		async run(world) {
			const { make, port } = world;
			const unitPrice = port.traits.unitPriceDecimals >= 4 ? 0.3333 : 0.33;
			const made = await make.approved({
				lines: [make.line(3.33, { quantity: 10, unitPrice, amount: unitPrice === 0.33 ? 3.3 : 3.33 })],
			});
			const read = await readAgain(world, made.ledgerId);
			expect(read.subtotal).toBe(unitPrice === 0.33 ? 3.3 : 3.33);
			expect(read.lines[0]).toMatchObject({ quantity: 10, unitPrice });
		},
	},
	{
		title: 'half a cent is rounded up',
		async run(world) {
			const { make } = world;
			const made = await make.approved({ lines: [make.line(0.04, { quantity: 0.5, unitPrice: 0.07 })] });
			expect((await readAgain(world, made.ledgerId)).subtotal).toBe(0.04);
		},
	},
	{
		title: 'a discount of a line in percent, as the ledger carries it',
		async run(world) {
			const { make, port } = world;
			const own = port.traits.lineDiscountPercent;
			const line = own
				? make.line(90, { unitPrice: 100, discountPercent: 10 })
				: make.line(90, { unitPrice: 100, amountAlone: true });
			const made = await make.approved({ lines: [line] });
			const read = await readAgain(world, made.ledgerId);
			expect(read.subtotal).toBe(90);
			if (own) expect(read.lines[0]).toMatchObject({ unitPrice: 100, discountPercent: 10, amount: 90 });
		},
	},
	{
		title: 'a discount of a line in the currency, as the ledger carries it',
		async run(world) {
			const { make, port } = world;
			const line = port.traits.lineDiscountAmount
				? make.line(92.55, { unitPrice: 100, discountAmount: 7.45 })
				: make.line(92.55, { unitPrice: 100, amountAlone: true });
			const made = await make.approved({ lines: [line] });
			const read = await readAgain(world, made.ledgerId);
			expect(read.subtotal).toBe(92.55);
			// A ledger may show it as the percentage that it comes to.
			const { discountAmount, discountPercent } = read.lines[0] ?? {};
			if (port.traits.lineDiscountAmount) expect(discountAmount ?? discountPercent).toBe(7.45);
		},
	},
	{
		title: 'a discount of the whole document stands as a line below zero',
		async run(world) {
			const { make } = world;
			const discount = make.line(-25, { description: 'Discount', quantity: 1, unitPrice: -25 });
			const made = await make.approved({ lines: [make.line(100), make.line(60), discount] });
			const read = await readAgain(world, made.ledgerId);
			expect(read).toMatchObject({ subtotal: 135, tax: make.tax(135) });
			expect(read.lines.map(({ amount }) => amount)).toEqual([100, 60, -25]);
		},
	},
	{
		title: 'a line of zero stays on the invoice',
		async run(world) {
			const { make } = world;
			const free = make.line(0, { description: 'Set-up, included', unitPrice: 0 });
			const made = await make.approved({ lines: [make.line(40), free] });
			const read = await readAgain(world, made.ledgerId);
			expect(read.lines.map(({ description, amount }) => [description, amount])).toEqual([
				['Work as agreed', 40],
				['Set-up, included', 0],
			]);
		},
	},
	{
		title: 'a hundred and twenty lines stay in their order',
		async run(world) {
			const { make } = world;
			const all = Array.from({ length: 120 }, (_, n) => make.line((n + 101) / 100, { description: `Line ${n}` }));
			const made = await make.approved({ lines: all });
			const read = await readAgain(world, made.ledgerId);
			expect(read.lines.map(({ description }) => description)).toEqual(all.map(({ description }) => description));
			expect(cents(read.subtotal)).toBe(all.reduce((sum, { amount }) => sum + cents(amount), 0));
		},
	},
	{
		title: 'more lines than a ledger takes are refused alone in words, or stand',
		async run(world) {
			const { make, port } = world;
			const customer = await make.customer();
			const all = Array.from({ length: 751 }, (_, n) => make.line(1, { description: `Line ${n}` }));
			const drafts = [
				make.invoiceDraft(customer.ledgerId, all),
				make.invoiceDraft(customer.ledgerId, [make.line(1)]),
			];
			const [long, short] = await port.createInvoices(drafts, attempt);
			expect(valueOf(short).subtotal).toBe(1);
			if (long?.ok) expect(long.value.subtotal).toBe(751);
			else expect(problemOf(long)).toMatchObject({ scope: 'item', message: expect.stringMatching(/750/) });
		},
	},
	{
		title: 'a currency without decimals',
		async run(world) {
			const { make, books, port } = world;
			const customer = await make.customer('Minato', { currency: 'JPY' });
			const lines = [make.line(12_345, { unitPrice: 12_345, taxCode: zeroFor(world) })];
			const made = await make.approved({ customerId: customer.ledgerId, currency: 'JPY', lines });
			const read = await readAgain(world, made.ledgerId);
			expect(read).toMatchObject({ currency: 'JPY', subtotal: 12_345, total: 12_345 });
			expect(read.currencyRate).toBeGreaterThan(1);
			expect(books.baseCurrency).not.toBe('JPY');
			expect(port.traits.system).toBe(read.ledger);
		},
	},
	{
		title: 'another currency with two decimals, at the rate of its document',
		async run(world) {
			const { make, books } = world;
			const customer = await make.customer('Fournier', { currency: books.foreign });
			const lines = [make.line(99.99, { taxCode: zeroFor(world) })];
			const made = await make.approved({ customerId: customer.ledgerId, currency: books.foreign, lines });
			const read = await readAgain(world, made.ledgerId);
			expect(read).toMatchObject({ currency: books.foreign, subtotal: 99.99, due: 99.99 });
			expect(read.currencyRate).toBeGreaterThan(0);
			expect(read.currencyRate).not.toBe(1);
		},
	},
	{
		title: 'a currency with three decimals, as far as the ledger keeps them',
		async run(world) {
			const { make, port } = world;
			const customer = await make.customer('Kuwait Works', { currency: 'KWD' });
			const lines = [make.line(12.34, { taxCode: zeroFor(world) })];
			const made = await make.approved({ customerId: customer.ledgerId, currency: 'KWD', lines });
			expect(await readAgain(world, made.ledgerId)).toMatchObject({ currency: 'KWD', subtotal: 12.34 });
			expect(port.traits.totalDecimals).toBe(2);
		},
	},
	{
		title: 'a currency that is not enabled is refused alone, in words that name it',
		async run({ port, make }) {
			const customer = await make.customer();
			const drafts = [
				make.invoiceDraft(customer.ledgerId, [make.line(5)], { currency: 'CHF', status: 'approved' }),
				make.invoiceDraft(customer.ledgerId, [make.line(5)], { status: 'approved' }),
			];
			const results = await port.createInvoices(drafts, attempt);
			expect(problemOf(results[0])).toMatchObject({
				scope: 'item',
				message: expect.stringMatching(/CHF|currency/i),
			});
			expect(valueOf(results[1]).subtotal).toBe(5);
		},
	},
	{
		title: 'a tax code that the ledger does not know is refused alone',
		async run({ port, make, books }) {
			const customer = await make.customer();
			const drafts = [
				make.invoiceDraft(customer.ledgerId, [make.line(5, { taxCode: books.unknownTax })], {
					status: 'approved',
				}),
				make.invoiceDraft(customer.ledgerId, [make.line(5)], { status: 'approved' }),
			];
			const results = await port.createInvoices(drafts, attempt);
			expect(problemOf(results[0])).toMatchObject({ scope: 'item' });
			expect(valueOf(results[1]).subtotal).toBe(5);
		},
	},
	{
		title: 'an item gives its code to the line, which keeps its own price and text',
		async run(world) {
			const { make, port, open } = world;
			valueOf((await port.createItems([make.itemDraft('LAMP')], attempt))[0]);
			const line = make.line(7, { itemCode: 'LAMP', account: null, description: 'Two lamps' });
			const made = await make.approved({ lines: [line] });
			const read = valueOf((await open().invoicesById([made.ledgerId]))[0]);
			expect(read?.lines[0]).toMatchObject({ itemCode: 'LAMP', amount: 7, description: 'Two lamps' });
		},
	},
];

/** Sales abroad are not taxed at home. */
function zeroFor({ books }: World): string {
	return books.zero;
}
