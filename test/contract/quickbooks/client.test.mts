/** `node-quickbooks`, unmodified, against the sandbox: what it reads is what we answer. Its quirks: apis/quickbooks.md 13. */
import { called, clientOf, failure, officialClient } from './officialClient.mts';
import { ACME, BETA, DESK, line, OPEN, sale } from './support.mts';

const open = officialClient();
const call = (method: string, ...args: unknown[]) => called(open.client, method, ...args);

describe('sign-in', () => {
	test('refreshes: both tokens are new, and the new one works', async () => {
		const before = { token: open.client.token, refreshToken: open.client.refreshToken };
		const set = await call('refreshAccessToken');
		expect(set).toMatchObject({ token_type: 'bearer', expires_in: 3600, x_refresh_token_expires_in: 8_726_400 });
		expect(open.client.token).not.toBe(before.token);
		expect(open.client.refreshToken).not.toBe(before.refreshToken);
		expect((await call('getCompanyInfo', open.realm)).CompanyName).toBe('Tiny');
	});

	test('revokes: the token is dead at once', async () => {
		const set = await call('refreshAccessToken');
		const other = clientOf(open.realm, { accessToken: set.access_token, refreshToken: set.refresh_token }, true);
		await call('revokeAccess', false);
		const { status, body } = await failure(called(other, 'getPreferences'));
		expect([status, body.fault.error[0].code, body.fault.type]).toEqual([401, '3200', 'AUTHENTICATION']);
	});

	test('works on the production host alike', async () => {
		const client = clientOf(
			open.realm,
			{ accessToken: open.client.token, refreshToken: open.client.refreshToken },
			false,
		);
		expect((await called(client, 'getPreferences')).CurrencyPrefs.HomeCurrency.value).toBe('GBP');
	});
});

describe('settings', () => {
	test('reads company, preferences, tax codes, tax rates, terms, accounts and an exchange rate', async () => {
		expect(await call('getCompanyInfo', open.realm)).toMatchObject({ CompanyName: 'Tiny', Country: 'GB' });
		const preferences = await call('getPreferences');
		expect(preferences.SalesFormsPrefs).toMatchObject({ CustomTxnNumbers: false, AllowDiscount: true });
		const codes = (await call('findTaxCodes', { asc: 'Id' })).QueryResponse.TaxCode;
		expect(codes.map(({ Name }: any) => Name)).toEqual(['20.0% S', '5.0% R', '0.0% Z', 'Exempt', 'No VAT']);
		const rates = (await call('findTaxRates')).QueryResponse.TaxRate;
		expect(rates.find(({ Id }: any) => Id === '3').RateValue).toBe(20);
		expect((await call('findTerms', { Name: 'Net 15' })).QueryResponse.Term[0].DueDays).toBe(15);
		const accounts = (await call('findAccounts', { AccountType: 'Income' })).QueryResponse.Account;
		expect(accounts.map(({ Name }: any) => Name)).toContain('Sales of Product Income');
		const { ExchangeRate } = await call('getExchangeRate', { sourcecurrencycode: 'EUR', asofdate: '2026-01-31' });
		expect(ExchangeRate).toMatchObject({ Rate: 0.85, TargetCurrencyCode: 'GBP', AsOfDate: '2026-01-31' });
	});
});

describe('customers and items', () => {
	test('creates, finds by a name with quote, changes, and makes inactive', async () => {
		const made = await call('createCustomer', { DisplayName: "Adam's Candy Shop" });
		expect(made).toMatchObject({ SyncToken: '0', Active: true, Balance: 0, CurrencyRef: { value: 'GBP' } });
		const found = (await call('findCustomers', { DisplayName: "Adam's Candy Shop" })).QueryResponse.Customer;
		expect(found.map(({ Id }: any) => Id)).toEqual([made.Id]);
		const changed = await call('updateCustomer', { Id: made.Id, SyncToken: '0', Notes: 'Sweet' });
		expect(changed).toMatchObject({ SyncToken: '1', Notes: 'Sweet', DisplayName: "Adam's Candy Shop" });
		await call('updateCustomer', { Id: made.Id, SyncToken: '1', Active: false });
		expect((await call('findCustomers', { Id: made.Id })).QueryResponse).toEqual({});
	});

	test('does not escape backslashes, which then are lost', async () => {
		await call('createCustomer', { DisplayName: 'Back\\Slash' });
		expect((await call('findCustomers', { DisplayName: 'Back\\Slash' })).QueryResponse).toEqual({});
	});

	test('is told of a name that is taken', async () => {
		const { status, body } = await failure(call('createCustomer', { DisplayName: 'Paper Mill' }));
		expect([status, body.Fault.Error[0].code]).toEqual([400, '6240']);
		expect(body.Fault.type).toBe('ValidationFault');
	});

	test('creates an item', async () => {
		const item = { Name: 'Chair', Type: 'Service', UnitPrice: 80, IncomeAccountRef: { value: '1' } };
		expect(await call('createItem', item)).toMatchObject({
			Name: 'Chair',
			FullyQualifiedName: 'Chair',
			Active: true,
		});
	});
});

describe('invoices', () => {
	test('creates, reads, changes, sends, prints, voids and deletes', async () => {
		const made = await call('createInvoice', sale({}, line({ Qty: 2, UnitPrice: 25 })));
		expect(made).toMatchObject({ DocNumber: '1038', TotalAmt: 60, Balance: 60, EmailStatus: 'NotSet' });
		const changed = await call('updateInvoice', { Id: made.Id, SyncToken: '0', PrivateNote: 'Note' });
		expect(changed).toMatchObject({ PrivateNote: 'Note', TotalAmt: 60, SyncToken: '1' });
		const sent = await call('sendInvoicePdf', made.Id, 'other@acme.example');
		expect(sent).toMatchObject({ EmailStatus: 'EmailSent', BillEmail: { Address: 'other@acme.example' } });
		const file = await call('getInvoicePdf', made.Id);
		expect(Buffer.from(file).toString('latin1').slice(0, 5)).toBe('%PDF-');
		const voided = await call('voidInvoice', { Id: made.Id, SyncToken: '2' });
		expect(voided.Invoice).toMatchObject({ TotalAmt: 0, Balance: 0, PrivateNote: 'Voided - Note' });
		const { Invoice } = await call('deleteInvoice', { Id: made.Id, SyncToken: '3' });
		expect(Invoice).toEqual({ status: 'Deleted', domain: 'QBO', Id: made.Id });
		expect((await failure(call('getInvoice', made.Id))).body.Fault.Error[0].code).toBe('610');
	});

	test('replays a request id that it is given inside the entity', async () => {
		const first = await call('createInvoice', sale({ requestId: 'r1' }));
		const again = await call('createInvoice', sale({ requestId: 'r1' }));
		expect(again).toEqual(first);
		expect((await call('findInvoices', { count: true })).QueryResponse.totalCount).toBe(2);
	});

	test('deletes by id alone: it reads, then sends the whole record back', async () => {
		await call('deleteInvoice', OPEN);
		expect((await call('findInvoices')).QueryResponse).toEqual({});
	});

	test('pages past 1,000 with fetchAll', async () => {
		const items = Array.from({ length: 30 }, (_, n) => ({ bId: String(n), operation: 'create', Invoice: sale() }));
		for (let n = 0; n < 34; n++) await call('batch', items);
		const { Invoice, maxResults } = (await call('findInvoices', { fetchAll: true })).QueryResponse;
		expect([Invoice.length, maxResults]).toEqual([1021, 1021]);
		expect(new Set(Invoice.map(({ Id }: any) => Id)).size).toBe(1021);
	});
});

describe('payments', () => {
	test('pays, voids and deletes', async () => {
		const Line = [{ Amount: 40, LinkedTxn: [{ TxnId: OPEN, TxnType: 'Invoice' }] }];
		const paid = await call('createPayment', { CustomerRef: { value: ACME }, TotalAmt: 40, Line });
		expect(paid).toMatchObject({ TotalAmt: 40, UnappliedAmt: 0 });
		expect(await call('getInvoice', OPEN)).toMatchObject({
			Balance: 60,
			LinkedTxn: [{ TxnId: paid.Id, TxnType: 'Payment' }],
		});
		const voided = await call('updatePayment', { Id: paid.Id, SyncToken: '0', void: true });
		expect(voided).toMatchObject({ TotalAmt: 0, PrivateNote: 'Voided' });
		await call('deletePayment', { Id: paid.Id, SyncToken: '1' });
		expect((await call('getInvoice', OPEN)).Balance).toBe(100);
	});
});

describe('estimates and credit memos', () => {
	test('makes an estimate and the invoice of it', async () => {
		const estimate = await call('createEstimate', sale());
		expect(estimate).toMatchObject({ TxnStatus: 'Pending', TotalAmt: 60 });
		const LinkedTxn = [{ TxnId: estimate.Id, TxnType: 'Estimate' }];
		const invoice = await call('createInvoice', sale({ LinkedTxn }));
		expect(invoice.LinkedTxn).toEqual(LinkedTxn);
		expect(await call('getEstimate', estimate.Id)).toMatchObject({
			TxnStatus: 'Closed',
			LinkedTxn: [{ TxnId: invoice.Id, TxnType: 'Invoice' }],
		});
	});

	test('makes a credit memo', async () => {
		expect(await call('createCreditMemo', sale())).toMatchObject({ RemainingCredit: 60, Balance: 60 });
		expect((await call('getCustomer', ACME)).Balance).toBe(40);
	});
});

describe('many at once', () => {
	test('runs a batch: answers by bId, a fault for one alone', async () => {
		const { BatchItemResponse } = await call('batch', [
			{ bId: 'a', operation: 'create', Customer: { DisplayName: 'New' } },
			{ bId: 'b', operation: 'create', Customer: { DisplayName: 'Acme Ltd' } },
			{ bId: 'c', Query: 'select * from Term' },
		]);
		const by = Object.fromEntries(BatchItemResponse.map((one: any) => [one.bId, one]));
		expect(by.a.Customer.DisplayName).toBe('New');
		expect(by.b.Fault.Error[0].code).toBe('6240');
		expect(by.c.QueryResponse.Term).toHaveLength(4);
	});

	test('reads what changed, deleted ones too', async () => {
		await call('deleteInvoice', { Id: OPEN, SyncToken: '0' });
		await call('createInvoice', sale({ CustomerRef: { value: BETA }, Line: [line({ ItemRef: { value: DESK } })] }));
		const since = new Date(Date.now() - 60_000);
		const [{ QueryResponse }] = (await call('changeDataCapture', ['Invoice', 'Customer'], since)).CDCResponse;
		expect(QueryResponse[0].Invoice.map(({ Id, status }: any) => [Id, status])).toEqual(
			expect.arrayContaining([
				['146', undefined],
				[OPEN, 'Deleted'],
			]),
		);
		expect(QueryResponse[1]).toEqual({});
	});
});
