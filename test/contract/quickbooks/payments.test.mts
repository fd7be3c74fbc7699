/** apis/quickbooks.md 7.5 and 7.6: payments, credit memos and what they settle. */
import { ACME, BETA, OPEN, open, sale, uk, withPrefs } from './support.mts';
import type { World } from './support.mts';

let world: World;
beforeEach(() => {
	world = open();
});

const on = (TxnId: string, Amount: number, TxnType = 'Invoice') => ({ Amount, LinkedTxn: [{ TxnId, TxnType }] });
const payment = (TotalAmt: number, ...Line: object[]) => ({ CustomerRef: { value: ACME }, TotalAmt, Line });
const code = async (fields: object, query = '') => (await world.fault('POST', `/payment${query}`, fields)).code;
const balance = async (id = OPEN) => (await world.read('invoice', id)).Balance;

test('"invoice Balance drops, LinkedTxn {TxnType:Payment} appears, LastUpdatedTime and SyncToken move"', async () => {
	world.clock.advance(60_000);
	const paid = await world.made('payment', payment(40, on(OPEN, 40)));
	expect(paid).toMatchObject({ TotalAmt: 40, UnappliedAmt: 0, DepositToAccountRef: { value: '4' } });
	expect(await world.read('invoice', OPEN)).toMatchObject({
		Balance: 60,
		LinkedTxn: [{ TxnId: paid.Id, TxnType: 'Payment' }],
		SyncToken: '1',
		MetaData: { LastUpdatedTime: '2026-11-24T04:01:00-08:00' },
	});
});

test('money without an invoice, or above what is open, stays unapplied', async () => {
	expect(await world.made('payment', payment(25))).toMatchObject({ UnappliedAmt: 25, Line: [] });
	expect(await world.made('payment', payment(130, on(OPEN, 130)))).toMatchObject({
		UnappliedAmt: 30,
		Line: [{ Amount: 100 }],
	});
	expect(await balance()).toBe(0);
	expect((await world.read('customer', ACME)).Balance).toBe(-55);
});

test('"Required TotalAmt, CustomerRef"; "Invoice and Payment customers must match"', async () => {
	expect(await code({ CustomerRef: { value: ACME } })).toBe('2020');
	expect(await code({ TotalAmt: 5 })).toBe('2020');
	expect(await code({ ...payment(5, on(OPEN, 5)), CustomerRef: { value: BETA } })).toBe('6000');
	expect(await code(payment(5, on('999', 5)))).toBe('2500');
	expect(await code(payment(5, on(OPEN, 5, 'JournalEntry')))).toBe('2500');
	expect(await code(payment(5, on(OPEN, 6)))).toBe('6000');
	expect(await code(payment(-5))).toBe('6000');
	expect(await code({ ...payment(5), PaymentRefNum: 'x'.repeat(22) })).toBe('2050');
	expect(await code({ ...payment(5), DepositToAccountRef: { value: '99' } })).toBe('2500');
	expect(await code({ ...payment(5), CurrencyRef: { value: 'EUR' } })).toBe('6000');
	expect(await balance()).toBe(100);
});

test('"Void: POST /payment?operation=update&include=void"; "Delete: ?operation=delete"', async () => {
	const { Id } = await world.made('payment', payment(40, on(OPEN, 40)));
	const voided = await world.made('payment', { Id, SyncToken: '0', sparse: true }, '?operation=update&include=void');
	expect(voided).toMatchObject({ TotalAmt: 0, UnappliedAmt: 0, PrivateNote: 'Voided' });
	expect(await world.read('invoice', OPEN)).toMatchObject({ Balance: 100, LinkedTxn: [] });
	const other = await world.made('payment', payment(10, on(OPEN, 10)));
	expect(await balance()).toBe(90);
	await world.made('payment', { Id: other.Id, SyncToken: '0' }, '?operation=delete');
	expect(await balance()).toBe(100);
});

test('a change of its lines moves what they settle', async () => {
	const second = await world.made('invoice', sale());
	const { Id } = await world.made('payment', payment(40, on(OPEN, 40)));
	await world.made('payment', { Id, SyncToken: '0', sparse: true, Line: [on(second.Id, 40)] });
	expect([await balance(), await balance(second.Id)]).toEqual([100, 20]);
});

test('"Payment with TotalAmt 0, one Line linked to the Invoice and one to the CreditMemo with equal Amount"', async () => {
	const memo = await world.made('creditmemo', sale());
	expect(memo).toMatchObject({ DocNumber: '1001', TotalAmt: 60, Balance: 60, RemainingCredit: 60 });
	const applied = await world.made('payment', payment(0, on(OPEN, 45), on(memo.Id, 45, 'CreditMemo')));
	expect(applied.UnappliedAmt).toBe(0);
	expect(await balance()).toBe(55);
	expect(await world.read('creditmemo', memo.Id)).toMatchObject({ RemainingCredit: 15, Balance: 15 });
	expect(await code(payment(0, on(OPEN, 45), on(memo.Id, 5, 'CreditMemo')))).toBe('6000');
});

test('credits can be found by what is left of them', async () => {
	const { Id } = await world.made('creditmemo', sale());
	expect((await world.query("select * from CreditMemo where Balance > '0'")).CreditMemo[0].Id).toBe(Id);
	await world.made('payment', payment(0, on(OPEN, 60), on(Id, 60, 'CreditMemo')));
	expect(await world.query("select * from CreditMemo where Balance > '0'")).toEqual({});
});

describe('"auto-apply (AutoApplyPayments / AutoApplyCredit) can spread ... onto other invoices"', () => {
	test('payments: the oldest open invoices first', async () => {
		world = open({ files: [withPrefs(uk(), 'SalesFormsPrefs', { AutoApplyPayments: true })] });
		const younger = await world.made('invoice', sale());
		const made = await world.made('payment', payment(130, on(younger.Id, 10)));
		expect(made).toMatchObject({ UnappliedAmt: 0, Line: [{ Amount: 10 }, { Amount: 100 }, { Amount: 20 }] });
		expect([await balance(), await balance(younger.Id)]).toEqual([0, 30]);
	});

	test('credit memos, by a payment of nothing', async () => {
		world = open({ files: [withPrefs(uk(), 'SalesFormsPrefs', { AutoApplyCredit: true })] });
		expect((await world.made('creditmemo', sale())).Balance).toBe(0);
		expect(await balance()).toBe(40);
		expect((await world.query('select * from Payment')).Payment[0].TotalAmt).toBe(0);
	});
});

test('closed books refuse payments as well', async () => {
	world = open({ files: [withPrefs(uk(), 'AccountingInfoPrefs', { BookCloseDate: '2026-10-31' })] });
	expect(await code({ ...payment(5), TxnDate: '2026-10-31' })).toBe('6200');
});

describe('what a bookkeeper does', () => {
	test('pays in part and in full, unpays, credits, sends and voids', async () => {
		await world.act('payInvoice', OPEN, { amount: '30', date: '2026-11-01' });
		await world.act('payInvoice', OPEN);
		expect(await balance()).toBe(0);
		await world.act('unpayInvoice', OPEN);
		expect(await balance()).toBe(70);
		await world.act('creditInvoice', OPEN, { amount: '20' });
		expect(await balance()).toBe(50);
		await world.act('sendInvoice', OPEN);
		expect((await world.read('invoice', OPEN)).EmailStatus).toBe('EmailSent');
		await expect(world.act('voidInvoice', OPEN)).rejects.toThrow('payments applied');
		await world.act('unpayInvoice', OPEN);
		await world.act('unpayInvoice', OPEN);
		await world.act('voidInvoice', OPEN);
		expect((await world.read('invoice', OPEN)).TotalAmt).toBe(0);
	});

	test('pays on the day it is where the company is', async () => {
		// 07:30 in London is still the evening before in the server's Pacific time.
		world.clock.advance(-4.5 * 3_600_000);
		await world.act('payInvoice', OPEN, { amount: '1' });
		expect((await world.query('select * from Payment')).Payment[0].TxnDate).toBe('2026-11-24');
		expect((await world.made('payment', payment(1))).TxnDate).toBe('2026-11-23');
	});

	test('credits a paid part no further than what is left, and the whole with its tax', async () => {
		const made = await world.made('invoice', sale());
		await world.act('payInvoice', made.Id, { amount: '45' });
		await world.act('creditInvoice', made.Id, { amount: '60' });
		expect(await balance(made.Id)).toBe(0);
		const [memo] = (await world.query('select * from CreditMemo')).CreditMemo;
		expect(memo).toMatchObject({ TotalAmt: 60, RemainingCredit: 45, TxnTaxDetail: { TotalTax: 10 } });
	});

	test('edits price, quantity, text, due date and memo, of an estimate too', async () => {
		await world.act('editInvoice', OPEN, { price: '9.99', quantity: '3', text: 'Changed', dueDate: '2027-01-01' });
		const edited = await world.read('invoice', OPEN);
		expect(edited).toMatchObject({ TotalAmt: 29.97, DueDate: '2027-01-01', PrivateNote: 'By hand' });
		expect(edited.Line[0].Description).toBe('Changed');
		const { Id } = await world.made('estimate', sale());
		await world.act('editInvoice', `estimate-${Id}`, { price: '10' });
		expect((await world.read('estimate', Id)).TotalAmt).toBe(12);
	});

	test('converts an estimate, with lines and memo; deletes what was made', async () => {
		const { Id } = await world.made('estimate', sale({ PrivateNote: 'HubSpot deal 1' }));
		await world.act('acceptQuote', Id, { by: 'Ada' });
		await world.act('convertEstimate', `estimate-${Id}`);
		const estimate = await world.read('estimate', Id);
		expect(estimate).toMatchObject({ TxnStatus: 'Converted', AcceptedBy: 'Ada' });
		const made = await world.read('invoice', estimate.LinkedTxn[0].TxnId);
		expect(made).toMatchObject({ TotalAmt: 60, PrivateNote: 'HubSpot deal 1' });
		await world.act('deleteInvoice', made.Id);
		await world.act('deleteDraft', `estimate-${Id}`);
		expect((await world.fault('GET', `/estimate/${Id}`)).code).toBe('610');
	});

	test('declines a quote, edits and archives a customer, receives money without invoice', async () => {
		const { Id } = await world.made('estimate', sale());
		await world.act('declineQuote', Id);
		expect((await world.read('estimate', Id)).TxnStatus).toBe('Rejected');
		await world.act('editContact', ACME, { name: 'Acme Limited', email: 'new@acme.example' });
		await world.act('receivePrepayment', ACME, { amount: '12.5', date: '2026-11-02' });
		await world.act('archiveContact', ACME);
		expect(await world.read('customer', ACME)).toMatchObject({
			DisplayName: 'Acme Limited',
			PrimaryEmailAddr: { Address: 'new@acme.example' },
			Active: false,
			Balance: 87.5,
		});
		await expect(world.act('editContact', '99', {})).rejects.toThrow('610');
	});
});
