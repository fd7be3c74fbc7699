/** apis/quickbooks.md 7.4: tax inside and outside the United States. */
import { ACME, line, lineUs, open, sale, saleUs, uk, us, VAT, withPrefs } from './support.mts';

describe('outside the United States', () => {
	const code = async (fields: object) => (await open().fault('POST', '/invoice', fields)).code;
	const coded = (value: string, Amount = 50) => line({ TaxCodeRef: { value } }, { Amount });

	test('"GlobalTaxCalculation TaxExcluded | TaxInclusive | NotApplicable is required"', async () => {
		expect(await code(sale({ GlobalTaxCalculation: undefined }))).toBe('2020');
		expect(await code(sale({ GlobalTaxCalculation: 'Excluded' }))).toBe('2170');
	});

	test('"Missing => 400 / 6000 Make sure all your transactions have a ... rate before you save."', async () => {
		const refusal = await open().fault('POST', '/invoice', sale({}, line({ TaxCodeRef: undefined })));
		expect(refusal.code).toBe('6000');
		expect(refusal.detail).toMatch(/Make sure all your transactions have a VAT rate before you save\./);
		expect(await code(sale({}, coded('TAX')))).toBe('2500');
		expect(await code(sale({}, coded('99')))).toBe('2500');
	});

	test('"Server computes TotalTax and TaxLine[]", a line for each rate', async () => {
		const made = await open().made(
			'invoice',
			sale({}, coded(VAT.standard, 100), coded(VAT.reduced), coded(VAT.zero)),
		);
		expect(made.TxnTaxDetail.TotalTax).toBe(22.5);
		expect(made.TxnTaxDetail.TaxLine.map((one: any) => [one.TaxLineDetail.TaxRateRef.value, one.Amount])).toEqual([
			['3', 20],
			['5', 2.5],
			['7', 0],
		]);
		expect(made.TxnTaxDetail.TaxLine[0].TaxLineDetail).toMatchObject({ TaxPercent: 20, NetAmountTaxable: 100 });
		expect(made.TotalAmt).toBe(222.5);
	});

	test('rounds for each rate on the sum of its lines, half up (unconfirmed; our reading)', async () => {
		const three = Array.from({ length: 3 }, () => coded(VAT.standard, 0.33));
		// By line 3 x 0.07 = 0.21; by rate 0.99 x 20 % = 0.198.
		expect((await open().made('invoice', sale({}, ...three))).TxnTaxDetail.TotalTax).toBe(0.2);
		expect((await open().made('invoice', sale({}, coded(VAT.reduced, 0.5)))).TxnTaxDetail.TotalTax).toBe(0.03);
	});

	test('inclusive: Amount net, TaxInclusiveAmt gross, the total is the gross', async () => {
		const gross = line({ Qty: 3, UnitPrice: 33.33, TaxInclusiveAmt: 119.99 }, { Amount: 99.99 });
		const made = await open().made('invoice', sale({ GlobalTaxCalculation: 'TaxInclusive' }, gross));
		expect(made).toMatchObject({ TotalAmt: 119.99, TxnTaxDetail: { TotalTax: 20 } });
		expect(made.Line.map(({ Amount }: any) => Amount)).toEqual([99.99, 99.99]);
		const of = async (Amount: number) => {
			const one = line({ TaxInclusiveAmt: 119.99 }, { Amount });
			return await open().made('invoice', sale({ GlobalTaxCalculation: 'TaxInclusive' }, one));
		};
		// A cent of rounding is taken as it comes, another net is not.
		expect(await of(100)).toMatchObject({ TotalAmt: 119.99, TxnTaxDetail: { TotalTax: 19.99 } });
		expect(await of(110)).toMatchObject({ TotalAmt: 119.99, TxnTaxDetail: { TotalTax: 20 } });
		const net = await open().made('invoice', sale({ GlobalTaxCalculation: 'TaxInclusive' }));
		expect(net.Line[0]).toMatchObject({ Amount: 50, SalesItemLineDetail: { TaxInclusiveAmt: 60 } });
	});

	test('"6170 if TxnTaxDetail with NotApplicable"; else no tax and no code', async () => {
		const none = sale({ GlobalTaxCalculation: 'NotApplicable' }, line({ TaxCodeRef: undefined }));
		expect(await open().made('invoice', none)).toMatchObject({ TotalAmt: 50, TxnTaxDetail: { TotalTax: 0 } });
		expect(await code({ ...none, TxnTaxDetail: { TotalTax: 1 } })).toBe('6170');
	});

	test('a change that leaves lines and tax alone keeps them, whatever the calculation', async () => {
		const world = open();
		for (const GlobalTaxCalculation of ['TaxExcluded', 'TaxInclusive', 'NotApplicable']) {
			const made = await world.made('invoice', sale({ GlobalTaxCalculation }));
			const change = { Id: made.Id, SyncToken: '0', sparse: true, PrivateNote: 'x' };
			const { TotalAmt, Line } = await world.made('invoice', change);
			expect({ TotalAmt, Line }).toEqual({ TotalAmt: made.TotalAmt, Line: made.Line });
		}
	});

	test('a code of two rates takes both', async () => {
		const file = uk();
		const TaxRateDetail = ['3', '5'].map((value) => ({ TaxRateRef: { value } }));
		file.TaxCode.push({ Id: '20', Name: 'Both', Active: true, SalesTaxRateList: { TaxRateDetail } });
		const made = await open({ files: [file] }).made('invoice', sale({}, coded('20', 100)));
		expect(made.TxnTaxDetail).toMatchObject({ TotalTax: 25, TaxLine: [{ Amount: 20 }, { Amount: 5 }] });
	});

	test('a tax code that was made inactive cannot be used, and past invoices keep it', async () => {
		const file = uk();
		file.TaxCode[0]!['Active'] = false;
		file.Invoice.push({ Id: '200', TxnDate: '2026-10-02', ...sale() });
		const world = open({ files: [file] });
		expect((await world.read('invoice', '200')).TotalAmt).toBe(60);
		expect((await world.fault('POST', '/invoice', sale())).code).toBe('2500');
	});
});

describe('in the United States', () => {
	const world = (file = us()) => open({ files: [file] });
	const shipTo = (state: string) => ({ ShipAddr: { Line1: '1 Main St', CountrySubDivisionCode: state } });

	test('"line TaxCodeRef.value in {TAX, NON} (else 6100)"', async () => {
		expect((await world().fault('POST', '/invoice', saleUs({}, lineUs({ TaxCodeRef: { value: '2' } })))).code).toBe(
			'6100',
		);
		const made = await world().made('invoice', saleUs({}, lineUs(), lineUs({ TaxCodeRef: { value: 'NON' } })));
		expect(made.TxnTaxDetail.TaxLine[0].TaxLineDetail.NetAmountTaxable).toBe(50);
		expect(made).not.toHaveProperty('GlobalTaxCalculation');
	});

	test('"ship-to = ShipAddr (or company address if absent)"', async () => {
		const tax = async (fields: object) =>
			(await world().made('invoice', saleUs({ ...fields }))).TxnTaxDetail.TotalTax;
		expect(await tax({})).toBe(4.13);
		expect(await tax(shipTo('TX'))).toBe(3.13);
		expect(await tax(shipTo('ny'))).toBe(4);
		expect(await tax(shipTo('OR'))).toBe(0);
	});

	test("the customer's ShipAddr stands for the invoice's", async () => {
		const file = us();
		Object.assign(file.Customer[0]!, shipTo('TX'));
		expect((await world(file).made('invoice', saleUs())).TxnTaxDetail.TotalTax).toBe(3.13);
	});

	test('"engine ... replaces the TxnTaxCodeRef you send"', async () => {
		const made = await world().made('invoice', saleUs({ TxnTaxDetail: { TxnTaxCodeRef: { value: '4' } } }));
		expect(made.TxnTaxDetail.TxnTaxCodeRef.value).toBe('2');
	});

	test('"an explicit TxnTaxDetail.TotalTax is honoured and prorated"', async () => {
		const made = await world().made('invoice', saleUs({ TxnTaxDetail: { TotalTax: 3.33 } }));
		expect(made).toMatchObject({ TotalAmt: 53.33, TxnTaxDetail: { TotalTax: 3.33, TaxLine: [{ Amount: 3.33 }] } });
	});

	test('a told tax stands until lines or ship-to change', async () => {
		const on = world();
		const { Id } = await on.made('invoice', saleUs({ TxnTaxDetail: { TotalTax: 3.33 } }));
		const change = (SyncToken: string, fields: object) =>
			on.made('invoice', { Id, SyncToken, sparse: true, ...fields });
		expect((await change('0', { PrivateNote: 'x' })).TxnTaxDetail.TotalTax).toBe(3.33);
		expect((await change('1', shipTo('TX'))).TxnTaxDetail.TotalTax).toBe(3.13);
	});

	test('a customer that is not taxable pays none', async () => {
		const on = world();
		await on.made('customer', { Id: ACME, SyncToken: '0', sparse: true, Taxable: false });
		expect((await on.made('invoice', saleUs())).TxnTaxDetail.TotalTax).toBe(0);
	});

	test('"If UsingSalesTax is false TxnTaxDetail is ignored"', async () => {
		const file = withPrefs(us(), 'TaxPrefs', { UsingSalesTax: false });
		expect((await world(file).made('invoice', saleUs({ TxnTaxDetail: { TotalTax: 9 } }))).TotalAmt).toBe(50);
	});

	test('"PartnerTaxEnabled absent = manual tax": the code that is sent decides', async () => {
		const file = withPrefs(us(), 'TaxPrefs', { PartnerTaxEnabled: undefined });
		const TxnTaxDetail = { TxnTaxCodeRef: { value: '4' } };
		expect((await world(file).made('invoice', saleUs({ TxnTaxDetail }))).TxnTaxDetail.TotalTax).toBe(4);
		expect((await world(file).made('invoice', saleUs())).TxnTaxDetail.TotalTax).toBe(0);
	});

	test("a line without a code takes the item's Taxable", async () => {
		const made = await world().made('invoice', saleUs({}, lineUs({ TaxCodeRef: undefined })));
		expect(made.Line[0].SalesItemLineDetail.TaxCodeRef.value).toBe('TAX');
	});
});
