/** apis/quickbooks.md 7.3, 7.6 and section 6: invoices, estimates and credit memos, quoted. */
import { ACME, BETA, GONE, line, OLD, OPEN, open, sale, STOOL, uk, VAT, withPrefs } from './support.mts';
import type { World } from './support.mts';

let world: World;
beforeEach(() => {
	world = open();
});

const code = async (fields: object, query = '') => (await world.fault('POST', `/invoice${query}`, fields)).code;

describe('lines', () => {
	test('"REF minimum example omits Qty and UnitPrice: only Amount and ItemRef are needed"', async () => {
		const made = await world.made('invoice', sale());
		expect(made.Line[0].SalesItemLineDetail).not.toHaveProperty('Qty');
		expect(made).toMatchObject({ TotalAmt: 60, Balance: 60 });
	});

	test('"128.350 * 14.50 = 1861.075 must be sent as 1861.08; sending 1861.07 => 6070"', async () => {
		const priced = (Amount: number) => sale({}, line({ Qty: 128.35, UnitPrice: 14.5 }, { Amount }));
		expect((await world.made('invoice', priced(1861.08))).Line[0].Amount).toBe(1861.08);
		expect(await world.fault('POST', '/invoice', priced(1861.07))).toEqual({
			status: 400,
			code: '6070',
			detail: 'Amount is not equal to UnitPrice * Qty. Supplied value:1,861.07',
		});
	});

	test('"Missing Line => 2020; empty lines => 2250"', async () => {
		expect(await code(sale({ Line: undefined }))).toBe('2020');
		expect(await code(sale({ Line: [] }))).toBe('2250');
	});

	test('2020 names the parameter as its element', async () => {
		const { body } = await world.call('POST', '/invoice', sale({ Line: undefined }));
		expect(body.Fault.Error[0]).toEqual({
			Message: 'Required param missing, need to supply the required value for the API',
			Detail: 'Required parameter Line is missing in the request',
			code: '2020',
			element: 'Line',
		});
	});

	test('"A line without ItemRef is treated as documentation and its Amount ignored"', async () => {
		const made = await world.made(
			'invoice',
			sale({}, line(), line({ ItemRef: undefined }, { Description: 'Note' })),
		);
		expect(made.TotalAmt).toBe(60);
		expect(made.Line[1]).toMatchObject({ DetailType: 'DescriptionOnly', Description: 'Note' });
		expect(made.Line[1]).not.toHaveProperty('Amount');
	});

	test('"SubTotalLineDetail {} (returned by server, send or omit)"', async () => {
		const made = await world.made('invoice', sale({}, line(), line()));
		const last = { Amount: 100, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} };
		expect(made.Line.at(-1)).toEqual(last);
		const again = await world.made('invoice', { ...made, Id: undefined, SyncToken: undefined });
		expect(again.Line).toHaveLength(3);
		expect(again.TotalAmt).toBe(120);
	});

	test('"inventory line without Qty => 6520"; "dated before InvStartDate => 6270"', async () => {
		expect(await code(sale({}, line({ ItemRef: { value: STOOL } })))).toBe('6520');
		const early = sale({ TxnDate: '2026-01-31' }, line({ ItemRef: { value: STOOL }, Qty: 1, UnitPrice: 50 }));
		expect(await code(early)).toBe('6270');
		expect(await code({ ...early, TxnDate: 'soon' })).toBe('2060');
	});

	test('"Linking to an inactive customer or item => 610 or 2500; unknown ref => 2500"', async () => {
		expect(await code(sale({}, line({ ItemRef: { value: OLD } })))).toBe('610');
		expect(await code(sale({}, line({ ItemRef: { value: '99' } })))).toBe('2500');
		expect(await code(sale({ CustomerRef: { value: GONE } }))).toBe('610');
		expect(await code(sale({ CustomerRef: { value: '99' } }))).toBe('2500');
		expect(await code(sale({ CustomerRef: undefined }))).toBe('2020');
	});

	test('"a negative sales line (in use)", but no negative total', async () => {
		const made = await world.made('invoice', sale({}, line(), line({}, { Amount: -20 })));
		expect(made.TotalAmt).toBe(36);
		const negative = sale({}, line({}, { Amount: -20 }));
		expect(await code(negative)).toBe('6000');
		expect((await world.fault('POST', '/estimate', negative)).code).toBe('6000');
	});

	test('"max 15 digits 10.5 format"; Description at most 4000', async () => {
		expect(await code(sale({}, line({}, { Amount: 12_345_678_901 })))).toBe('2080');
		expect(await code(sale({}, line({}, { Description: 'x'.repeat(4001) })))).toBe('2050');
	});

	test('unknown properties are refused, not ignored (2010), in a line as well', async () => {
		expect(await code(sale({ Reference: 'PO' }))).toBe('2010');
		expect(await code(sale({}, line({}, { Quantity: 1 })))).toBe('2010');
		expect(await code(sale({}, line({ Price: 1 })))).toBe('2010');
	});

	test('"a taxable invoice has at most 750 lines"', async () => {
		const lines = (n: number, detail = {}) => sale({}, ...Array.from({ length: n }, () => line(detail)));
		expect((await world.made('invoice', lines(750))).Line).toHaveLength(751);
		expect(await code(lines(751))).toBe('6000');
		expect((await world.made('invoice', lines(751, { TaxCodeRef: { value: VAT.zero } }))).Line).toHaveLength(752);
	});
});

describe('discounts', () => {
	const percent = (DiscountPercent: number) => ({
		DetailType: 'DiscountLineDetail',
		DiscountLineDetail: { PercentBased: true, DiscountPercent },
	});

	test('"DiscountPercent (8.5 = 8.5%)" of the subtotal; tax on the whole, or after the discount', async () => {
		const before = await world.made('invoice', sale({}, line(), percent(8.5)));
		expect(before).toMatchObject({ TotalAmt: 55.75, TxnTaxDetail: { TotalTax: 10 } });
		const after = await world.made('invoice', sale({ ApplyTaxAfterDiscount: true }, line(), percent(8.5)));
		expect(after).toMatchObject({ TotalAmt: 54.9, TxnTaxDetail: { TotalTax: 9.15 } });
	});

	test('an amount; "missing amount and percent => 6090"', async () => {
		const amount = { Amount: 7.5, DetailType: 'DiscountLineDetail', DiscountLineDetail: { PercentBased: false } };
		expect((await world.made('invoice', sale({}, line(), amount))).TotalAmt).toBe(52.5);
		expect(await code(sale({}, line(), { ...amount, Amount: undefined }))).toBe('6090');
	});

	test('"needs SalesFormsPrefs.AllowDiscount"', async () => {
		world = open({ files: [withPrefs(uk(), 'SalesFormsPrefs', { AllowDiscount: false })] });
		expect(await code(sale({}, line(), percent(5)))).toBe('6000');
	});
});

describe('numbers', () => {
	const custom = () => withPrefs(uk(), 'SalesFormsPrefs', { CustomTxnNumbers: true });

	test('"false => server assigns last+1"; "a sent one is stored but does not move the counter"', async () => {
		expect((await world.made('invoice', sale())).DocNumber).toBe('1038');
		expect((await world.made('invoice', sale({ DocNumber: '5000' }))).DocNumber).toBe('5000');
		expect((await world.made('invoice', sale())).DocNumber).toBe('1039');
	});

	test('"true => use yours, if absent DocNumber is null"; "AutoDocNumber:true forces auto numbering"', async () => {
		world = open({ files: [custom()] });
		expect((await world.made('invoice', sale({ DocNumber: 'A-7' }))).DocNumber).toBe('A-7');
		expect(await world.made('invoice', sale())).not.toHaveProperty('DocNumber');
		expect((await world.made('invoice', sale({ AutoDocNumber: true }))).DocNumber).toBe('1038');
	});

	test('"Duplicate => 400 / 6140 only when custom numbers are on and the company\'s duplicate warning is on"', async () => {
		expect((await world.made('invoice', sale({ DocNumber: '1037' }))).DocNumber).toBe('1037');
		world = open({ files: [custom()] });
		const { code: refusal, detail } = await world.fault('POST', '/invoice', sale({ DocNumber: '1037' }));
		expect(refusal).toBe('6140');
		expect(detail).toMatch(/DocNumber=1037 is assigned to TxnType=Invoice with TxnId=145$/);
		expect(
			(await world.made('invoice', sale({ DocNumber: '1037' }), '?include=allowduplicatedocnum')).Id,
		).toBeTruthy();
		world = open({ files: [{ ...custom(), behaviour: { warnsOfDoubledNumbers: false } }] });
		expect((await world.made('invoice', sale({ DocNumber: '1037' }))).Id).toBeTruthy();
	});

	test('"DocNumber <=21 chars"', async () => {
		expect(await code(sale({ DocNumber: 'x'.repeat(22) }))).toBe('2050');
	});
});

describe('dates, terms and texts', () => {
	test('"TxnDate default server date; DueDate default TxnDate + SalesTermRef days (customer term, else DefaultTerms)"', async () => {
		expect(await world.made('invoice', sale())).toMatchObject({ TxnDate: '2026-11-24', DueDate: '2026-12-09' });
		const other = await world.made('invoice', sale({ CustomerRef: { value: BETA }, TxnDate: '2026-01-31' }));
		expect(other).toMatchObject({ DueDate: '2026-03-02', SalesTermRef: { value: '3', name: 'Net 30' } });
		const own = await world.made('invoice', sale({ SalesTermRef: { value: '4' }, TxnDate: '2026-11-01' }));
		expect(own.DueDate).toBe('2026-12-31');
		expect((await world.made('invoice', sale({ DueDate: '2027-01-01' }))).DueDate).toBe('2027-01-01');
		expect(await code(sale({ SalesTermRef: { value: '9' } }))).toBe('2500');
	});

	test("the server's date is Pacific: at 07:30 UTC it is still yesterday", async () => {
		world.clock.advance(-4.5 * 3_600_000);
		expect((await world.made('invoice', sale())).TxnDate).toBe('2026-11-23');
	});

	test('"DayOfMonthDue + DueNextMonthDays (DATE_DRIVEN)"', async () => {
		const term = await world.made('term', { Name: '15th', DayOfMonthDue: 15, DueNextMonthDays: 5 });
		const due = async (TxnDate: string) =>
			(await world.made('invoice', sale({ TxnDate, SalesTermRef: { value: term.Id } }))).DueDate;
		expect([await due('2026-11-09'), await due('2026-11-10'), await due('2026-11-20')]).toEqual([
			'2026-11-15',
			'2026-12-15',
			'2026-12-15',
		]);
	});

	test('"Closed books => 6200": new, changed, voided and deleted alike', async () => {
		world = open({ files: [withPrefs(uk(), 'AccountingInfoPrefs', { BookCloseDate: '2026-10-31' })] });
		expect(await code(sale({ TxnDate: '2026-10-31' }))).toBe('6200');
		expect(await code({ Id: OPEN, SyncToken: '0', sparse: true, PrivateNote: 'x' })).toBe('6200');
		expect(await code({ Id: OPEN, SyncToken: '0' }, '?operation=void')).toBe('6200');
		expect(await code({ Id: OPEN, SyncToken: '0' }, '?operation=delete')).toBe('6200');
	});

	test('"PrivateNote <=4000"; bad enum 2170; "NeedToSend requires BillEmail.Address (6420 without)"', async () => {
		expect(await code(sale({ PrivateNote: 'x'.repeat(4001) }))).toBe('2050');
		expect(await code(sale({ EmailStatus: 'Sent' }))).toBe('2170');
		expect(await code(sale({ EmailStatus: 'NeedToSend' }))).toBe('6420');
		expect(await code(sale({ BillEmail: { Address: 'nobody' } }))).toBe('2210');
		const later = sale({ EmailStatus: 'NeedToSend', BillEmail: { Address: 'a@b.example' } });
		expect((await world.made('invoice', later)).EmailStatus).toBe('NeedToSend');
	});

	test('"If BillAddr / ShipAddr are absent the customer\'s are copied"', async () => {
		expect((await world.made('invoice', sale())).BillAddr.City).toBe('Leeds');
	});

	test('custom fields of the preferences, with what was sent of them; 31 characters', async () => {
		const field = (StringValue: string, DefinitionId = '1') => ({
			CustomField: [{ DefinitionId, Type: 'StringType', StringValue }],
		});
		expect((await world.made('invoice', sale(field('PO-77')))).CustomField).toEqual([
			{ DefinitionId: '1', Name: 'PO Number', Type: 'StringType', StringValue: 'PO-77' },
		]);
		expect(await code(sale(field('x'.repeat(32))))).toBe('2050');
		expect((await world.made('invoice', sale(field('lost', '2')))).CustomField[0]).not.toHaveProperty(
			'StringValue',
		);
	});

	test('Deposit needs AllowDeposit, and lowers the balance', async () => {
		expect(await code(sale({ Deposit: 10 }))).toBe('6000');
		world = open({ files: [withPrefs(uk(), 'SalesFormsPrefs', { AllowDeposit: true })] });
		expect(await world.made('invoice', sale({ Deposit: 10 }))).toMatchObject({ TotalAmt: 60, Balance: 50 });
	});
});

describe('changes (section 6)', () => {
	test('"Token increments by one on each change. Stale => 400 / 5010"', async () => {
		const sparse = { Id: OPEN, sparse: true, PrivateNote: 'New' };
		expect(await world.made('invoice', { ...sparse, SyncToken: '0' })).toMatchObject({ SyncToken: '1' });
		const { code: refusal, detail } = await world.fault('POST', '/invoice', { ...sparse, SyncToken: '0' });
		expect([refusal, detail]).toEqual(['5010', expect.stringContaining('were working on this at the same time')]);
		expect(await code({ ...sparse, Id: '999', SyncToken: '0' })).toBe('610');
	});

	test('"Full update: omitted writable fields become null. Sparse: only given fields change"', async () => {
		const sparse = await world.made('invoice', { Id: OPEN, SyncToken: '0', sparse: true, DueDate: '2026-12-01' });
		expect(sparse).toMatchObject({ PrivateNote: 'By hand', DueDate: '2026-12-01', TotalAmt: 100 });
		const full = await world.made('invoice', sale({ Id: OPEN, SyncToken: '1' }));
		expect(full).toMatchObject({ TotalAmt: 60, SyncToken: '2' });
		expect(full).not.toHaveProperty('PrivateNote');
	});

	test('"Line is replaced as a whole: lines with known Id updated, without Id created, missing ones removed"', async () => {
		const { Id } = await world.made('invoice', sale({}, line(), line({}, { Amount: 10 })));
		const Line = [line({}, { Id: '2', Amount: 11 }), line({}, { Amount: 5 })];
		const changed = await world.made('invoice', { Id, SyncToken: '0', sparse: true, Line });
		expect(changed.Line.map((one: any) => [one.Id, one.Amount])).toEqual([
			['2', 11],
			['3', 5],
			[undefined, 16],
		]);
	});

	test('"Read-only fields in a request are silently ignored and overwritten"', async () => {
		const made = await world.made('invoice', sale({ TotalAmt: 1, Balance: 0, domain: 'X', MetaData: {} }));
		expect(made).toMatchObject({ TotalAmt: 60, Balance: 60, domain: 'QBO', sparse: false });
	});

	test('"To clear optional objects send {} / \\"\\", not JSON null"', async () => {
		const change = (fields: object, SyncToken: string) =>
			world.made('invoice', { Id: OPEN, SyncToken, sparse: true, ...fields });
		expect((await change({ PrivateNote: null }, '0')).PrivateNote).toBe('By hand');
		expect(await change({ PrivateNote: '' }, '1')).not.toHaveProperty('PrivateNote');
	});

	test('what is paid stays paid when the lines change, and the total cannot fall below it', async () => {
		await world.act('payInvoice', OPEN, { amount: '70' });
		const change = (Amount: number, SyncToken: string) => ({
			...{ Id: OPEN, SyncToken, sparse: true, GlobalTaxCalculation: 'TaxExcluded' },
			Line: [line({ TaxCodeRef: { value: VAT.none } }, { Amount })],
		});
		expect((await world.made('invoice', change(80, '1'))).Balance).toBe(10);
		expect(await code(change(60, '2'))).toBe('6000');
	});

	test('"Id":"33" status Deleted; "Deleting a deleted id => 400 / 610"', async () => {
		expect(await world.made('invoice', { Id: OPEN, SyncToken: '0' }, '?operation=delete')).toEqual({
			status: 'Deleted',
			domain: 'QBO',
			Id: OPEN,
		});
		expect(await code({ Id: OPEN, SyncToken: '0' }, '?operation=delete')).toBe('610');
		expect((await world.fault('GET', `/invoice/${OPEN}`)).code).toBe('610');
	});

	test('"linked transactions must be unlinked first": deleting a paid invoice is refused, voiding it too', async () => {
		await world.act('payInvoice', OPEN, { amount: '10' });
		expect(await code({ Id: OPEN, SyncToken: '1' }, '?operation=delete')).toBe('800');
		expect(await code({ Id: OPEN, SyncToken: '1' }, '?operation=void')).toBe('6000');
		expect((await world.read('invoice', OPEN)).Balance).toBe(90);
	});

	test('"all amounts and Qty 0, Balance 0, PrivateNote prefixed Voided, SyncToken+1"', async () => {
		const voided = await world.made('invoice', { Id: OPEN, SyncToken: '0' }, '?operation=void');
		expect(voided).toMatchObject({ TotalAmt: 0, Balance: 0, SyncToken: '1', TxnTaxDetail: { TotalTax: 0 } });
		expect(voided.PrivateNote).toMatch(/^Voided\b/);
		expect(voided.Line[0]).toMatchObject({ Amount: 0, SalesItemLineDetail: { Qty: 0 } });
	});
});

describe('send and PDF', () => {
	test('"EmailStatus EmailSent, DeliveryInfo, and BillEmail.Address replaced by sendTo"', async () => {
		expect(await world.made(`invoice/${OPEN}/send`, {}, '?sendTo=x%40y.example')).toMatchObject({
			EmailStatus: 'EmailSent',
			BillEmail: { Address: 'x@y.example' },
			DeliveryInfo: { DeliveryType: 'Email', DeliveryTime: '2026-11-24T04:00:00-08:00' },
			SyncToken: '1',
		});
	});

	test('the customer\'s address without one; "No address anywhere => error 6000"', async () => {
		expect((await world.made(`invoice/${OPEN}/send`, {})).BillEmail.Address).toBe('bills@acme.example');
		const { Id } = await world.made('invoice', sale({ CustomerRef: { value: BETA } }));
		expect((await world.fault('POST', `/invoice/${Id}/send`)).code).toBe('6000');
	});

	test('a PDF of a sale that exists', async () => {
		const { headers, body } = await world.call('GET', `/invoice/${OPEN}/pdf`);
		expect([headers.get('content-type'), body.slice(0, 5)]).toEqual(['application/pdf', '%PDF-']);
		expect((await world.fault('GET', '/invoice/999/pdf')).code).toBe('610');
	});

	test('"InvoiceLink (ro): only with online payment on and a valid e-mail; read with ?include=invoiceLink"', async () => {
		const linked = async (on: World) => (await on.read('invoice', `${OPEN}?include=invoiceLink`)).InvoiceLink;
		world = open({ files: [withPrefs(uk(), 'SalesFormsPrefs', { ETransactionPaymentEnabled: true })] });
		expect(await linked(world)).toBeUndefined();
		await world.made('invoice', { Id: OPEN, SyncToken: '0', sparse: true, BillEmail: { Address: 'a@b.example' } });
		expect(await linked(world)).toMatch(/^https:/);
		expect(await world.read('invoice', OPEN)).not.toHaveProperty('InvoiceLink');
	});
});

describe('estimates (7.6)', () => {
	const linked = (id: string) => ({ LinkedTxn: [{ TxnId: id, TxnType: 'Estimate' }] });

	test('"create an Invoice with LinkedTxn": the estimate is closed and shows it; a second one is refused', async () => {
		const { Id } = await world.made('estimate', sale());
		const invoice = await world.made('invoice', sale(linked(Id)));
		const estimate = await world.read('estimate', Id);
		expect(estimate).toMatchObject({ TxnStatus: 'Closed', LinkedTxn: [{ TxnId: invoice.Id, TxnType: 'Invoice' }] });
		expect(await code(sale(linked(Id)))).toBe('620');
		expect(await code(sale(linked('99')))).toBe('610');
		expect((await world.fault('POST', '/estimate?operation=delete', estimate)).code).toBe('800');
	});

	test('a deleted invoice sets its estimate free; only one can be linked', async () => {
		const [one, two] = [await world.made('estimate', sale()), await world.made('estimate', sale())];
		const both = { LinkedTxn: [...linked(one.Id).LinkedTxn, ...linked(two.Id).LinkedTxn] };
		expect(await code(sale(both))).toBe('620');
		const invoice = await world.made('invoice', sale(linked(one.Id)));
		await world.made('invoice', invoice, '?operation=delete');
		expect(await world.read('estimate', one.Id)).toMatchObject({ TxnStatus: 'Pending', LinkedTxn: [] });
	});

	test('"TxnStatus Pending | Accepted | Closed | Rejected | Converted"; no balance', async () => {
		const made = await world.made('estimate', sale({ ExpirationDate: '2026-12-31' }));
		expect(made).toMatchObject({ TxnStatus: 'Pending', ExpirationDate: '2026-12-31', TotalAmt: 60 });
		expect(made).not.toHaveProperty('Balance');
		const change = { Id: made.Id, SyncToken: '0', sparse: true };
		expect((await world.fault('POST', '/estimate', { ...change, TxnStatus: 'Draft' })).code).toBe('2170');
		expect((await world.made('estimate', { ...change, TxnStatus: 'Accepted' })).TxnStatus).toBe('Accepted');
	});
});

describe('currencies', () => {
	test('"must match the customer\'s currency"; home amounts by the rate', async () => {
		expect(await code(sale({ CurrencyRef: { value: 'EUR' } }))).toBe('6000');
		const made = await world.made('invoice', sale({ CustomerRef: { value: BETA } }));
		expect(made).toMatchObject({
			CurrencyRef: { value: 'EUR', name: 'Euro' },
			ExchangeRate: 0.85,
			TotalAmt: 60,
			HomeTotalAmt: 51,
			HomeBalance: 51,
		});
	});

	test('two decimals in every currency, half up', async () => {
		const customer = await world.made('customer', { DisplayName: 'Tokyo KK', CurrencyRef: { value: 'JPY' } });
		const made = await world.made(
			'invoice',
			sale({ CustomerRef: { value: customer.Id } }, line({}, { Amount: 10.545 })),
		);
		expect(made).toMatchObject({ TotalAmt: 12.66, TxnTaxDetail: { TotalTax: 2.11 } });
		expect(made.Line[0].Amount).toBe(10.55);
	});

	test('none of it without multi currency', async () => {
		const file = withPrefs(uk(), 'CurrencyPrefs', { MultiCurrencyEnabled: false });
		world = open({ files: [file] });
		expect(await world.made('invoice', sale())).not.toHaveProperty('HomeTotalAmt');
		expect(await code(sale({ CurrencyRef: { value: 'EUR' } }))).toBe('6000');
		expect((await world.fault('POST', '/customer', { DisplayName: 'X', CurrencyRef: { value: 'EUR' } })).code).toBe(
			'6000',
		);
	});
});

test('a refused write leaves nothing behind', async () => {
	const { Id } = await world.made('estimate', sale());
	const refusal = sale(
		{ LinkedTxn: [{ TxnId: Id, TxnType: 'Estimate' }] },
		line(),
		line({ ItemRef: { value: '99' } }),
	);
	const { committed } = await world.call('POST', '/invoice', refusal);
	expect(committed).toBe(false);
	expect((await world.read('estimate', Id)).TxnStatus).toBe('Pending');
	expect((await world.read('customer', ACME)).Balance).toBe(100);
});
