import { expect } from '@jest/globals';
import { isUnsent, systemWords } from '../../../../nodes/shared/billing/words';
import { ledgers } from '../../../../nodes/shared/systems/registry';
import type { Case } from '../suite.mts';

export const settings: readonly Case[] = [
	{
		title: 'sentences call the ledger, and what it has in place of a draft, as its traits say',
		async run({ port: { traits } }) {
			expect(systemWords[traits.system]).toBe(traits.label);
			expect(ledgers[traits.system]?.label).toBe(traits.label);
			expect(isUnsent({ ledger: traits.system, status: 'approved' })).toBe(!traits.hasDrafts);
		},
	},
	{
		title: 'the organisation is told with currency, country, time zone and lock date',
		async run({ port, ledger, books }) {
			expect(await port.organisation()).toMatchObject({
				ledger: port.traits.system,
				id: ledger.organisationId,
				name: expect.stringMatching(/\w/),
				baseCurrency: books.baseCurrency,
				country: books.country,
				timeZone: books.timeZone,
				taxRegistered: true,
				lockDate: '2025-12-31',
			});
		},
	},
	{
		title: 'currencies are those that can be billed in',
		async run({ port, books }) {
			const currencies = await port.currencies();
			expect(currencies).toEqual(expect.arrayContaining([books.baseCurrency, books.foreign, 'JPY', 'KWD']));
			expect(currencies).not.toContain('CHF');
			expect(new Set(currencies).size).toBe(currencies.length);
		},
	},
	{
		title: 'accounts say which of them are for sales',
		async run({ port, books }) {
			const accounts = await port.accounts();
			expect(accounts.find(({ code }) => code === books.salesAccount)).toMatchObject({
				revenue: true,
				active: true,
			});
			expect(accounts.find(({ code }) => code === books.purchaseAccount)).toMatchObject({ revenue: false });
		},
	},
	{
		title: 'tax rates say their percent and whether they may stand on a sale',
		async run({ port, books }) {
			const rates = await port.taxRates();
			const standard = rates.find(({ code }) => code === books.standard.code);
			expect(standard).toMatchObject({ active: true, forSales: true });
			// Where the ledger decides, a line says only whether it is taxed.
			if (!(await port.organisation()).decidesTax) expect(standard?.percent).toBe(books.standard.percent);
			expect(rates.find(({ code }) => code === books.zero)).toMatchObject({ percent: 0, forSales: true });
		},
	},
	{
		title: 'what is written takes what the lists offer',
		async run({ port, ledger, books }) {
			const values = async (kind: Parameters<typeof port.list>[0]) =>
				(await port.list(kind)).map(({ value }) => value);
			expect(await values('organisations')).toContain(ledger.organisationId);
			expect(await values('salesAccounts')).toContain(books.salesAccount);
			expect(await values('purchaseAccounts')).toContain(books.purchaseAccount);
			expect(await values('bankAccounts')).toContain(books.bankAccount);
			expect(await values('taxRates')).toContain(books.standard.code);
			expect(Array.isArray(await port.list('brandingThemes'))).toBe(true);
			expect(Array.isArray(await port.list('referenceFields'))).toBe(true);
		},
	},
	{
		title: 'what does not change within a run is read once',
		async run({ port, calls }) {
			const all = async () =>
				[
					await port.organisation(),
					await port.currencies(),
					await port.taxRates(),
					await port.items(),
				] as unknown;
			const first = await all();
			const asked = calls.length;
			expect(await all()).toEqual(first);
			expect(calls.length).toBe(asked);
		},
	},
	{
		title: "the ledger's own clock is known after its first answer",
		async run({ open, clock }) {
			const port = open();
			expect(port.clock()).toBeNull();
			await port.organisation();
			expect(Math.abs(Date.parse(port.clock() ?? '') - clock.now())).toBeLessThan(60_000);
		},
	},
];
