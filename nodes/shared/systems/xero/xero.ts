import type { ListEntry } from '../../model/named';
import type { Organisation } from '../../model/organisation';
import type { PortContext } from '../../transport/kernel';
import type { AccountingListKind, AccountingPort } from '../accounting';
import { once } from '../once';
import type { XeroClient } from './client';
import { createClient } from './client';
import { contactCandidates, contactsById, contactsChangedSince, findContacts } from './contactReads';
import { createContacts, updateContacts } from './contactWrites';
import { changedSince, findInvoices, invoicesById, invoicesMadeByApp, invoicesOfContacts } from './invoiceReads';
import { createCreditNotes, setCreditsAgainst } from './creditNoteWrites';
import { creditNotes, unallocatedCredits } from './creditNoteReads';
import { lastEdits, noteInvoices } from './history';
import { invoicePdfs, sendInvoices } from './invoiceDelivery';
import { changes, openInvoices, salesInvoices, settledInvoices } from './invoiceFeeds';
import { advanceInvoices, createInvoices, markInvoices, updateInvoices, withdrawInvoices } from './invoiceWrites';
import { readItems } from './items';
import { createItems, updateItems } from './itemWrites';
import { payments } from './paymentReads';
import { createPayments } from './paymentWrites';
import { quotesById, quotesOfContacts } from './quoteReads';
import { convertQuotes, createQuotes } from './quoteWrites';
import {
	bankAccountList,
	brandingThemeList,
	organisationList,
	purchaseAccountList,
	readAccounts,
	readCurrencies,
	readOrganisation,
	readTaxRates,
} from './settings';
import { xeroTraits } from './traits';

/**
 * Xero behind the accounting port, for one organisation (tenant id). An empty organisation id reaches only the list of
 * organisations. Settings that do not change within a run are read once.
 */
export function openXero(context: PortContext & { organisationId: string }): AccountingPort {
	const client = createClient(context, context.organisationId);
	const organisation = once(async () => await readOrganisation(client));
	const currencies = once(async () => await readCurrencies(client));
	const accounts = once(async () => await readAccounts(client));
	const taxRates = once(async () => await readTaxRates(client));
	const items = once(async () => await readItems(client));
	/** Runs with the organisation, which every document names. */
	const within = async <T>(work: (books: Organisation) => Promise<T>) => await work(await organisation());

	return {
		traits: xeroTraits,
		organisation,
		currencies,
		accounts,
		taxRates,
		items,
		customersById: async (ids) => await within(async (books) => await contactsById(client, books, ids)),
		customerCandidates: async (wanted) =>
			await within(async (books) => await contactCandidates(client, books, wanted)),
		createCustomers: async (drafts, attempt) =>
			await within(async (books) => await createContacts(client, books, drafts, attempt)),
		updateCustomers: async (changes) => await within(async (books) => await updateContacts(client, books, changes)),
		findCustomers: async (query) => await within(async (books) => await findContacts(client, books, query)),
		customersChangedSince: async (since) =>
			await within(async (books) => await contactsChangedSince(client, books, since)),
		invoicesById: async (ids) => await within(async (books) => await invoicesById(client, books, ids)),
		invoicesOfCustomers: async (customerIds, since) =>
			await within(async (books) => await invoicesOfContacts(client, books, customerIds, since)),
		invoicesMadeByUs: async (since) => await within(async (books) => await invoicesMadeByApp(client, books, since)),
		invoicesChangedSince: async (since) => await within(async (books) => await changedSince(client, books, since)),
		findInvoices: async (query) => await within(async (books) => await findInvoices(client, books, query)),
		createInvoices: async (drafts, attempt) =>
			await within(async (books) => await createInvoices(client, books, drafts, attempt)),
		updateInvoices: async (changes) => await within(async (books) => await updateInvoices(client, books, changes)),
		advanceInvoices: async (changes) =>
			await within(async (books) => await advanceInvoices(client, books, changes)),
		withdrawInvoices: async (invoices) =>
			await within(async (books) => await withdrawInvoices(client, books, invoices)),
		changes: async (since) => await within(async (books) => await changes(client, books, since)),
		openInvoices: async () => await within(async (books) => await openInvoices(client, books)),
		settledInvoices: async (query) => await within(async (books) => await settledInvoices(client, books, query)),
		salesInvoices: async (query) => await within(async (books) => await salesInvoices(client, books, query)),
		markInvoices: async (marks) => await within(async (books) => await markInvoices(client, books, marks)),
		sendInvoices: async (sends) => await within(async (books) => await sendInvoices(client, books, sends)),
		lastEdits: async (ids) => await lastEdits(client, ids),
		noteInvoices: async (notes) => await noteInvoices(client, notes),
		invoicePdfs: async (ids) => await within(async (books) => await invoicePdfs(client, books, ids)),
		payments: async (query) => await within(async (books) => await payments(client, books, query)),
		createPayments: async (drafts, attempt) =>
			await within(async (books) => await createPayments(client, books, drafts, attempt)),
		creditNotes: async (query) => await within(async (books) => await creditNotes(client, books, query)),
		unallocatedCredits: async () => await within(async (books) => await unallocatedCredits(client, books)),
		createCreditNotes: async (drafts, attempt) =>
			await within(async (books) => await createCreditNotes(client, books, drafts, attempt)),
		setCreditsAgainst: async (pairs, attempt) =>
			await within(async (books) => await setCreditsAgainst(client, books, pairs, attempt)),
		quotesById: async (ids) => await within(async (books) => await quotesById(client, books, ids)),
		quotesOfCustomers: async (customerIds, since) =>
			await within(async (books) => await quotesOfContacts(client, books, customerIds, since)),
		createQuotes: async (drafts, attempt) =>
			await within(async (books) => await createQuotes(client, books, drafts, attempt)),
		convertQuotes: async (conversions, attempt) =>
			await within(async (books) => await convertQuotes(client, books, conversions, attempt)),
		createItems: async (drafts, attempt) => await createItems(client, drafts, attempt),
		updateItems: async (updates) => await updateItems(client, await items(), updates),
		clock: () => client.clock(),
		list: async (kind) => await listOf(client, kind),
	};
}

async function listOf(client: XeroClient, kind: AccountingListKind): Promise<ListEntry[]> {
	switch (kind) {
		case 'organisations':
			return await organisationList(client);
		case 'brandingThemes':
			return await brandingThemeList(client);
		case 'salesAccounts':
			return (await readAccounts(client))
				.filter((account) => account.revenue && account.active)
				.map(({ code, name }) => ({ value: code, name: `${code} · ${name}` }));
		case 'taxRates':
			return (await readTaxRates(client))
				.filter((rate) => rate.active && rate.forSales)
				.map(({ code, name }) => ({ value: code, name }));
		case 'bankAccounts':
			return await bankAccountList(client);
		case 'purchaseAccounts':
			return await purchaseAccountList(client);
		case 'referenceFields':
			// The reference has a field of its own in Xero.
			return [];
		case 'items':
			return (await readItems(client))
				.filter((item) => item.sold)
				.map(({ code, name }) => ({ value: code, name: name === '' ? code : `${code} · ${name}` }));
	}
}
