/** The official client, unmodified, against the sandbox: what it types is what we answer. */
import { AccountType, Contact, Invoice, LineAmountTypes, XeroClient } from 'xero-node';
import { DEMO_APP, DEMO_CUSTOM_CONNECTION, DEMO_TOKENS } from '../../../sandbox/xero/xero.mts';
import { failure, officialClient } from './officialClient.mts';
import { ACME, BANK, BETA, OPEN, OTHER_TENANT, TENANT } from './support.mts';

const open = officialClient();
const api = () => open.client.accountingApi;

const sale = (fields: Partial<Invoice> = {}): Invoice => ({
	type: Invoice.TypeEnum.ACCREC,
	contact: { contactID: ACME },
	date: '2026-11-20',
	dueDate: '2026-12-20',
	lineAmountTypes: LineAmountTypes.Exclusive,
	lineItems: [{ description: 'Work', quantity: 2, unitAmount: 50.25, accountCode: '200', taxType: 'OUTPUT2' }],
	...fields,
});

describe('sign-in', () => {
	test('signs in by code, and refreshes: both tokens are new', async () => {
		const asked = await open.sandbox.fetch(
			new Request(await open.client.buildConsentUrl(), { redirect: 'manual' }),
		);
		const signedIn = await open.client.apiCallback(asked.headers.get('location')!);
		expect(signedIn.expires_in).toBeGreaterThan(1790);
		const refreshed = await open.client.refreshToken();
		expect(refreshed.access_token).not.toBe(signedIn.access_token);
		expect(refreshed.refresh_token).not.toBe(signedIn.refresh_token);
		expect((await api().getOrganisations(TENANT)).body.organisations![0]!.name).toBe('Tiny');
	});

	test('refreshes with client id and secret alone', async () => {
		const set = await open.client.refreshWithRefreshToken(
			DEMO_APP.clientId,
			DEMO_APP.clientSecret,
			DEMO_TOKENS.refreshToken,
		);
		expect(set.refresh_token).toBeTruthy();
	});

	test('lists both organisations of the sign-in', async () => {
		const tenants = await open.client.updateTenants();
		expect(tenants.map(({ tenantId }) => tenantId)).toEqual([TENANT, OTHER_TENANT]);
		expect(tenants[0].orgData.baseCurrency).toBe('GBP');
	});

	test('signs a custom connection in to one organisation', async () => {
		const { clientId, clientSecret } = DEMO_CUSTOM_CONNECTION;
		open.client = new XeroClient({ clientId, clientSecret, grantType: 'client_credentials' });
		const set = await open.client.getClientCredentialsToken();
		expect(set.refresh_token).toBeUndefined();
		expect((await open.client.updateTenants()).map(({ tenantId }) => tenantId)).toEqual([TENANT]);
		expect((await api().getOrganisations('')).body.organisations![0]!.name).toBe('Tiny');
	});

	test('signs out', async () => {
		await open.client.initialize();
		await open.client.revokeToken();
		open.client.setTokenSet({ access_token: DEMO_TOKENS.accessToken });
		expect(await open.client.updateTenants()).toEqual([]);
	});
});

describe('settings', () => {
	test('reads organisation, currencies, accounts, tax rates, themes and tracking', async () => {
		const { organisations } = (await api().getOrganisations(TENANT)).body;
		expect(organisations![0]).toMatchObject({ name: 'Tiny', paysTax: true, shortCode: '!tiny' });
		// Calendar dates are strings in the client's model, and become dates all the same.
		expect(organisations![0]!.periodLockDate as unknown).toEqual(new Date('2025-12-31T00:00:00Z'));
		expect((await api().getCurrencies(TENANT)).body.currencies!.map(({ code }) => String(code))).toEqual([
			'GBP',
			'USD',
		]);
		const accounts = (await api().getAccounts(TENANT, undefined, 'Class=="REVENUE" AND Status=="ACTIVE"')).body
			.accounts!;
		expect(accounts.map(({ code }) => code)).toEqual(['200', '260']);
		expect(accounts[0]!.type).toBe(AccountType.REVENUE);
		const rates = (await api().getTaxRates(TENANT)).body.taxRates!;
		expect(rates.find(({ taxType }) => taxType === 'OUTPUT2')?.effectiveRate).toBe(20);
		expect((await api().getBrandingThemes(TENANT)).body.brandingThemes).toHaveLength(1);
		expect((await api().getTrackingCategories(TENANT)).body.trackingCategories![0]!.options![0]!.name).toBe(
			'North',
		);
		expect((await api().getRepeatingInvoices(TENANT)).body.repeatingInvoices).toEqual([]);
		expect((await api().getOrganisationActions(TENANT)).body.actions!.length).toBeGreaterThan(5);
	});
});

describe('contacts', () => {
	test('creates, updates, finds and archives', async () => {
		const made = (
			await api().createContacts(TENANT, { contacts: [{ name: 'New & Co', contactNumber: 'HS-1' }] }, true)
		).body.contacts![0]!;
		expect(made.contactStatus).toBe(Contact.ContactStatusEnum.ACTIVE);
		await api().updateContact(TENANT, made.contactID!, { contacts: [{ emailAddress: 'new@example.com' }] });
		const read = (await api().getContact(TENANT, 'HS-1')).body.contacts![0]!;
		expect(read).toMatchObject({ contactID: made.contactID, name: 'New & Co', emailAddress: 'new@example.com' });
		expect(read.addresses).toHaveLength(2);
		expect(read.phones).toHaveLength(4);
		const found = (await api().getContacts(TENANT, undefined, 'Name=="new & co"')).body.contacts!;
		expect(found.map(({ contactID }) => contactID)).toEqual([made.contactID]);
		await api().updateContact(TENANT, made.contactID!, {
			contacts: [{ contactStatus: Contact.ContactStatusEnum.ARCHIVED }],
		});
		expect((await api().getContacts(TENANT, undefined, 'ContactNumber=="HS-1"')).body.contacts).toEqual([]);
		const all = await api().getContacts(
			TENANT,
			undefined,
			undefined,
			undefined,
			[made.contactID!],
			undefined,
			true,
		);
		expect(all.body.contacts).toHaveLength(1);
	});

	test('pages, and shows balances of a paged list', async () => {
		const page = (
			await api().getContacts(TENANT, undefined, undefined, 'Name', undefined, 1, false, false, undefined, 1)
		).body;
		expect(page.pagination).toMatchObject({ page: 1, pageSize: 1, pageCount: 2, itemCount: 2 });
		expect(page.contacts![0]!.balances?.accountsReceivable).toMatchObject({ outstanding: 120, overdue: 120 });
		expect(page.contacts![0]!.updatedDateUTC).toBeInstanceOf(Date);
	});

	test('refuses a name that is taken', async () => {
		const { status, body } = await failure(
			api().createContacts(TENANT, { contacts: [{ name: 'ACME LTD' }] }, true),
		);
		expect(status).toBe(400);
		expect(body.Elements[0].ValidationErrors[0].Message).toBe(
			'The contact name ACME LTD is already assigned to another contact. The contact name must be unique across all active contacts.',
		);
	});
});

describe('items', () => {
	test('creates, updates, reads by code and deletes', async () => {
		const made = (
			await api().createItems(
				TENANT,
				{ items: [{ code: 'LMP', name: 'Lamp', salesDetails: { unitPrice: 12.3456 } }] },
				true,
				4,
			)
		).body.items![0]!;
		expect(made.salesDetails?.unitPrice).toBe(12.3456);
		await api().updateItem(TENANT, made.itemID!, { items: [{ code: 'LMP', description: 'Bright' }] });
		const read = (await api().getItem(TENANT, 'LMP')).body.items![0]!;
		expect(read).toMatchObject({ description: 'Bright', name: 'Lamp', salesDetails: { unitPrice: 12.35 } });
		await api().deleteItem(TENANT, made.itemID!);
		expect((await api().getItems(TENANT)).body.items!.map(({ code }) => code)).toEqual(['CARE', 'DSK']);
	});
});

describe('invoices', () => {
	test('creates a draft, which Xero adds up and numbers', async () => {
		const made = (await api().createInvoices(TENANT, { invoices: [sale()] }, true, 4, 'key-1')).body.invoices![0]!;
		expect(made).toMatchObject({
			invoiceNumber: 'INV-0008',
			subTotal: 100.5,
			totalTax: 20.1,
			total: 120.6,
			amountDue: 120.6,
			currencyRate: 1,
		});
		expect(made.status).toBe(Invoice.StatusEnum.DRAFT);
		expect(made.lineItems![0]).toMatchObject({ lineAmount: 100.5, taxAmount: 20.1 });
		const again = (await api().createInvoices(TENANT, { invoices: [sale()] }, true, 4, 'key-1')).body.invoices![0]!;
		expect(again.invoiceID).toBe(made.invoiceID);
	});

	test('tells good from bad elements of a batch', async () => {
		const batch = [sale(), sale({ contact: {} }), sale({ currencyCode: 'EUR' as never })];
		const { response, body } = await api().createInvoices(TENANT, { invoices: batch }, false);
		expect(response.status).toBe(200);
		expect(body.invoices!.map((invoice) => invoice.statusAttributeString)).toEqual(['OK', 'ERROR', 'ERROR']);
		expect(body.invoices!.map((invoice) => invoice.validationErrors?.[0]?.message)).toEqual([
			undefined,
			'A Contact must be specified for this type of transaction',
			'Organisation is not subscribed to currency EUR',
		]);
	});

	test('approves, pays, withdraws the payment and voids', async () => {
		const id = (await api().createInvoices(TENANT, { invoices: [sale()] })).body.invoices![0]!.invoiceID!;
		await api().updateInvoice(TENANT, id, { invoices: [{ status: Invoice.StatusEnum.AUTHORISED }] });
		const paid = (
			await api().createPayment(TENANT, {
				invoice: { invoiceID: id },
				account: { accountID: BANK },
				amount: 120.6,
				date: '2026-11-24',
			})
		).body;
		const read = async () => (await api().getInvoice(TENANT, id)).body.invoices![0]!;
		expect(await read()).toMatchObject({ status: 'PAID', amountDue: 0, amountPaid: 120.6 });
		expect((await read()).payments![0]!.paymentID).toBe(paid.payments![0]!.paymentID);
		await api().deletePayment(TENANT, paid.payments![0]!.paymentID!, { status: 'DELETED' });
		expect(await read()).toMatchObject({ status: 'AUTHORISED', amountDue: 120.6 });
		await api().updateInvoice(TENANT, id, { invoices: [{ status: Invoice.StatusEnum.VOIDED }] });
		expect(await read()).toMatchObject({ status: 'VOIDED', amountDue: 0 });
	});

	test('finds by where, numbers, contacts, statuses and by what this app made', async () => {
		const made = (
			await api().createInvoices(TENANT, {
				invoices: [sale({ reference: 'Q-77', contact: { contactID: BETA } })],
			})
		).body.invoices![0]!;
		const ids = async (...query: unknown[]) => {
			const answer = await (
				api().getInvoices as (...all: unknown[]) => ReturnType<XeroClient['accountingApi']['getInvoices']>
			).call(api(), TENANT, ...query);
			return answer.body.invoices!.map(({ invoiceID }) => invoiceID);
		};
		const none = undefined;
		expect(await ids(none, 'Reference=="q-77"')).toEqual([made.invoiceID]);
		expect(await ids(none, `Contact.ContactID==guid("${BETA}") AND Date>=DateTime(2026,11,1)`)).toEqual([
			made.invoiceID,
		]);
		expect(await ids(none, none, none, none, ['INV-0007'])).toEqual([OPEN]);
		expect(await ids(none, none, none, none, none, [BETA, ACME])).toEqual([OPEN, made.invoiceID]);
		expect(await ids(none, none, none, none, none, none, ['DRAFT'])).toEqual([made.invoiceID]);
		expect(await ids(none, none, none, none, none, none, none, 1, none, true)).toEqual([made.invoiceID]);
		expect(await ids(new Date(Date.now() - 60_000))).toEqual([made.invoiceID]);
	});

	test('keeps the history, takes notes, sends mail and links to the online invoice', async () => {
		await api().createInvoiceHistory(TENANT, OPEN, { historyRecords: [{ details: 'Made from deal 101' }] });
		await api().emailInvoice(TENANT, OPEN, {});
		const rows = (await api().getInvoiceHistory(TENANT, OPEN)).body.historyRecords!;
		expect(rows.map(({ changes, user }) => [changes, user])).toEqual([
			['Invoice Sent', 'System Generated'],
			['Note', 'System Generated'],
		]);
		expect((await api().getInvoice(TENANT, OPEN)).body.invoices![0]!.sentToContact).toBe(true);
		const link = (await api().getOnlineInvoice(TENANT, OPEN)).body.onlineInvoices![0]!.onlineInvoiceUrl;
		expect(link).toMatch(/^https:\/\/in\.xero\.com\//);
		expect(String((await api().getInvoiceAsPdf(TENANT, OPEN)).body)).toContain('%PDF');
	});
});

test('hands on refusals: unknown tenant, expired token', async () => {
	expect(await failure(api().getContacts('00000000-0000-4000-8000-000000000000'))).toMatchObject({ status: 403 });
	open.sandbox.xero.expireToken(
		new Request('https://api.xero.com/', { headers: { authorization: `Bearer ${DEMO_TOKENS.accessToken}` } }),
	);
	const { status, body } = await failure(api().getContacts(TENANT));
	expect(status).toBe(401);
	expect(body).toMatchObject({
		Type: null,
		Title: 'Unauthorized',
		Status: 401,
		Detail: expect.stringMatching(/^TokenExpired/),
	});
});
