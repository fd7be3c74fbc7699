import { expect, test } from '@jest/globals';
import { checkSetup } from '../../../nodes/ClosedLoopAccounting/setup/checkSetup';
import { findingsOf } from '../../../nodes/ClosedLoopAccounting/setup/findings';
import { matchDealProducts } from '../../../nodes/ClosedLoopAccounting/products/matchDealProducts';
import { checkChosen } from '../../../nodes/ClosedLoopAccounting/checkChosen';
import type { CrmSetupReport } from '../../../nodes/shared/systems/crm';
import { contact, guidOf, openBooks } from '../../unit/xero/books.mts';
import { company, line, settings, wonDeal } from './deals.mts';

const item = {
	ItemID: guidOf('item'),
	Code: 'GTX Pro',
	Name: 'GTX Professional',
	IsSold: true,
	SalesDetails: { UnitPrice: 10, AccountCode: '200', TaxType: 'OUTPUT2' },
};

test('setup check sets the books beside the CRM and asks what only a person knows', async () => {
	const { port, asked } = openBooks((file) => {
		file.Items.push(item);
		file.Contacts.push(contact('ACME Ltd.'), contact('Harbour Lights Catering'));
	});
	const crm = {
		account: wonDeal('1', null, []).crm,
		currencies: ['GBP', 'CHF'],
		skus: ['gtx pro', 'GTXPro', 'NOWHERE'],
		companies: ['Acme', 'Harbour Lights', 'Brand New'].map((name, index) => ({
			id: String(index + 1),
			name,
			domain: null,
			email: null,
			vatNumber: null,
			country: null,
			url: `https://crm.example/${index}`,
		})),
	} as unknown as CrmSetupReport;
	const report = await checkSetup(port, crm);
	expect(report.missingCurrencies).toEqual(['CHF']);
	expect(report.unmatchedSkus).toEqual([
		{ sku: 'GTXPro', near: 'GTX Pro' },
		{ sku: 'NOWHERE', near: null },
	]);
	expect(report.proposedCustomers.map(({ proposal }) => proposal)).toEqual(['existing', 'question', 'new']);
	const findings = findingsOf(report, crm, port.traits);
	expect(findings.filter(({ ok }) => !ok).every(({ todo }) => todo !== '')).toBe(true);
	const question = findings.find(({ what }) => what === 'Customer of Harbour Lights');
	expect(question?.ok).toBe(false);
	expect(question?.found.match(/https:\/\/crm\.example\/\d+/g)).toHaveLength(1);
	expect(asked.every(({ method }) => method === 'GET')).toBe(true);
});

test('a code left over from other books is refused by name', async () => {
	const { port } = openBooks();
	await expect(checkChosen(port, { ...settings, salesAccount: '4000' })).rejects.toMatchObject({
		problem: {
			scope: 'run',
			message: expect.stringContaining('\'Sales Account\' is "4000"'),
			todo: expect.stringContaining('(there are 200 '),
		},
	});
	const theme = { ...settings, brandingTheme: guidOf('theme of other books') };
	await expect(checkChosen(port, theme)).rejects.toMatchObject({
		problem: { scope: 'run', message: expect.stringContaining("'Branding Theme' is") },
	});
	await expect(checkChosen(port, settings)).resolves.toBeUndefined();
	const deal = wonDeal('1', company('1', 'Acme'), [line('Custom', 1, 1)]);
	const rules = { aliases: {}, noMatch: 'fallback' as const, fallbackItem: 'ELSEWHERE' };
	await expect(matchDealProducts(port, [deal], rules)).rejects.toMatchObject({
		problem: { scope: 'run', message: expect.stringContaining('\'Fallback Item\' is "ELSEWHERE"') },
	});
});

test('products are matched line by line, drifted codes are a check', async () => {
	const { port } = openBooks((file) => file.Items.push(item));
	const deal = wonDeal('1', company('1', 'Acme'), [
		line('By code', 1, 1, { sku: 'gtx pro' }),
		line('Drifted', 1, 1, { sku: 'GTXPro' }),
		line('Custom', 1, 1),
	]);
	const rules = { aliases: {}, noMatch: 'bill' as const, fallbackItem: null };
	const [matched] = await matchDealProducts(port, [deal], rules);
	expect(matched?.lines.map(({ product }) => product?.code)).toEqual(['GTX Pro', null, null]);
	expect(matched?.checks).toMatchObject([
		{ code: 'sku_unknown', what: expect.stringContaining('did you mean GTX Pro?') },
	]);
	const [held] = await matchDealProducts(port, [deal], { ...rules, noMatch: 'hold' });
	expect(held?.hold?.code).toBe('product_not_matched');
	const [aliased] = await matchDealProducts(port, [deal], { ...rules, aliases: { GTXPro: 'GTX Pro' } });
	expect(aliased?.lines[1]?.product?.code).toBe('GTX Pro');
});
