import type { ListEntry } from '../../model/named';
import type { PortContext } from '../../transport/kernel';
import type { AccountingListKind, AccountingPort } from '../accounting';
import { noHistory } from '../noHistory';
import { once } from '../once';
import type { SignInFacts } from '../system';
import { bankAccountList } from './accounts';
import { businessList, readCurrencies } from './business';
import type { Catalogue } from './catalogue';
import { createCatalogue } from './catalogue';
import type { SageClient } from './client';
import { createClient } from './client';
import { createContactReads } from './contactReads';
import { createContacts, updateContacts } from './contactWrites';
import { createCreditNotes, readCreditNotes, setCreditsAgainst } from './creditNotes';
import { invoicePdfs, sendInvoices } from './invoiceDelivery';
import {
	changedByUs,
	changes,
	invoicesOfCustomers,
	openInvoices,
	salesInvoices,
	settledInvoices,
} from './invoiceFeeds';
import { createInvoiceReads } from './invoiceReads';
import type { Desk } from './invoiceWrites';
import { advanceInvoices, createInvoices, markInvoices, updateInvoices, withdrawInvoices } from './invoiceWrites';
import { createItems, updateItems } from './itemWrites';
import { readPayments, unallocatedCredits } from './paymentReads';
import { createPayments } from './paymentWrites';
import { convertQuotes, createQuotes, quotesById, quotesOfCustomers } from './quotes';
import { sageTraits } from './traits';

/**
 * Sage Accounting behind the accounting port, for one business (its id goes with every call as X-Business). An empty organisation id
 * reaches only the list of businesses. What does not change within a run is read once.
 */
export function openSage(context: PortContext & { organisationId: string; signIn?: SignInFacts }): AccountingPort {
	const client = createClient(context, context.organisationId);
	const catalogue = createCatalogue(client);
	const contacts = createContactReads(client, catalogue);
	const invoices = createInvoiceReads(client, catalogue);
	const desk: Desk = { client, catalogue, contacts, invoices };

	return {
		traits: sageTraits,
		organisation: catalogue.organisation,
		currencies: once(
			async () => await readCurrencies(client, await catalogue.business(), await catalogue.exchangeRates()),
		),
		accounts: async () => (await catalogue.accounts()).accounts,
		taxRates: catalogue.taxRates,
		items: async () => (await catalogue.items()).items,

		customersById: contacts.byId,
		customerCandidates: contacts.candidates,
		createCustomers: async (drafts, attempt) => await createContacts(client, catalogue, contacts, drafts, attempt),
		updateCustomers: async (updates) => await updateContacts(client, catalogue, contacts, updates),
		findCustomers: contacts.find,
		customersChangedSince: contacts.changedSince,

		invoicesById: invoices.byId,
		invoicesOfCustomers: async (customerIds, since, keys) =>
			await invoicesOfCustomers(invoices, customerIds, since, keys),
		invoicesMadeByUs: async (since, keys) => await changedByUs(invoices, since, keys),
		invoicesChangedSince: async (since) => await changedByUs(invoices, since),
		findInvoices: invoices.find,
		createInvoices: async (drafts, attempt) => await createInvoices(desk, drafts, attempt),
		updateInvoices: async (updates) => await updateInvoices(desk, updates),
		advanceInvoices: async (advances) => await advanceInvoices(desk, advances),
		withdrawInvoices: async (withdrawn, reason) => await withdrawInvoices(desk, withdrawn, reason),

		changes: async (since) => await changes(client, invoices, since),
		openInvoices: async () => await openInvoices(invoices),
		settledInvoices: async (query) => await settledInvoices(invoices, query),
		salesInvoices: async (query) => await salesInvoices(invoices, query),
		markInvoices: async (marks) => await markInvoices(desk, marks),
		sendInvoices: async (sends) => await sendInvoices(desk, sends),
		...noHistory,
		invoicePdfs: async (ids) => await invoicePdfs(desk, ids),

		payments: async (query) => await readPayments(desk, query),
		createPayments: async (drafts, attempt) => await createPayments(desk, drafts, attempt),

		creditNotes: async (query) => await readCreditNotes(desk, query),
		unallocatedCredits: async () => await unallocatedCredits(desk),
		createCreditNotes: async (drafts, attempt) => await createCreditNotes(desk, drafts, attempt),
		setCreditsAgainst: async (pairs, attempt) => await setCreditsAgainst(desk, pairs, attempt),

		quotesById: async (ids) => await quotesById(desk, ids),
		quotesOfCustomers: async (customerIds, since) => await quotesOfCustomers(desk, customerIds, since),
		createQuotes: async (drafts, attempt) => await createQuotes(desk, drafts, attempt),
		convertQuotes: async (conversions, attempt) => await convertQuotes(desk, conversions, attempt),

		createItems: async (drafts, attempt) => await createItems(desk, drafts, attempt),
		updateItems: async (updates) => await updateItems(desk, updates),

		clock: () => client.clock(),
		list: async (kind) => await listOf(client, catalogue, kind),
	};
}

async function listOf(client: SageClient, catalogue: Catalogue, kind: AccountingListKind): Promise<ListEntry[]> {
	switch (kind) {
		case 'organisations':
			return await businessList(client);
		case 'salesAccounts':
			return (await catalogue.accounts()).accounts
				.filter((account) => account.revenue && account.active)
				.map(({ code, name }) => ({ value: code, name: `${code} · ${name}` }));
		case 'purchaseAccounts':
			return (await catalogue.accounts()).purchases;
		case 'bankAccounts':
			return await bankAccountList(client);
		case 'taxRates':
			return (await catalogue.taxRates())
				.filter((rate) => rate.active && rate.forSales)
				.map(({ code, name }) => ({ value: code, name }));
		case 'items':
			return (await catalogue.items()).items
				.filter((item) => item.sold && item.active)
				.map(({ code, name }) => ({ value: code, name: name === '' ? code : `${code} · ${name}` }));
		case 'brandingThemes':
		case 'referenceFields':
			// Sage prints by the settings of the business, and its reference is a field of its own.
			return [];
	}
}
