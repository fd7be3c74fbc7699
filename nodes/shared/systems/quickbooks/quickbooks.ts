import type { ListEntry } from '../../model/named';
import type { PortContext } from '../../transport/kernel';
import { SystemError } from '../../transport/systemError';
import type { AccountingListKind, AccountingPort } from '../accounting';
import { noHistory } from '../noHistory';
import { once } from '../once';
import type { SignInFacts } from '../system';
import type { Books } from './books';
import { changes } from './changes';
import { createClient } from './client';
import { createCreditNotes, creditNotes, setCreditsAgainst, unallocatedCredits } from './creditNotes';
import { customerCandidates, customersById, customersChangedSince, findCustomers } from './customerReads';
import { createCustomers, updateCustomers } from './customerWrites';
import { advanceInvoices, updateInvoices } from './estimates';
import {
	findInvoices,
	invoicesById,
	invoicesChangedSince,
	invoicesMadeByUs,
	invoicesOfCustomers,
	openInvoices,
	salesInvoices,
	settledInvoices,
} from './invoiceReads';
import { createInvoices } from './invoiceWrites';
import { indexItems, readItems } from './items';
import { createItems, updateItems } from './itemWrites';
import { invoicePdfs, sendInvoices } from './mail';
import { markInvoices } from './marks';
import { createPayments, payments } from './payments';
import { convertQuotes, createQuotes, quotesById, quotesOfCustomers } from './quotes';
import { accountList, ledgerAccount, readAccounts, readCompany, readCurrencies } from './settings';
import { quickBooksTraits } from './traits';
import { withdrawInvoices } from './withdraw';

/**
 * QuickBooks Online behind the accounting port, for the one company of the sign-in (apis/quickbooks.md 2: a consent reaches
 * one). An empty organisation id means that company. Settings that do not change within a run are read once.
 */
export function openQuickBooks(
	context: PortContext & { organisationId: string; signIn?: SignInFacts },
): AccountingPort {
	const realm = companyOf(context.organisationId, context.signIn);
	const client = createClient(context, { realm, environment: context.signIn?.environment ?? 'production' });
	const company = once(async () => await readCompany(client));
	const readIndex = () => once(async () => indexItems(await readItems(client)));
	let items = readIndex();
	const accounts = once(async () => await readAccounts(client));
	const currencies = once(async () => await readCurrencies(client, await company()));
	const books: Books = {
		client,
		company,
		items: async () => await items(),
		forgetItems: () => {
			items = readIndex();
		},
		currencies,
	};

	return {
		traits: quickBooksTraits,
		organisation: async () => (await company()).organisation,
		currencies,
		accounts: async () => (await accounts()).map(ledgerAccount),
		taxRates: async () => (await company()).taxRates,
		items: async () => (await items()).items,
		customersById: async (ids) => await customersById(books, ids),
		customerCandidates: async (wanted) => await customerCandidates(books, wanted),
		createCustomers: async (drafts, attempt) => await createCustomers(books, drafts, attempt),
		updateCustomers: async (fields) => await updateCustomers(books, fields),
		findCustomers: async (query) => await findCustomers(books, query),
		customersChangedSince: async (since) => await customersChangedSince(books, since),
		invoicesById: async (ids) => await invoicesById(books, ids),
		invoicesOfCustomers: async (customerIds, since) => await invoicesOfCustomers(books, customerIds, since),
		invoicesMadeByUs: async (since) => await invoicesMadeByUs(books, since),
		invoicesChangedSince: async (since) => await invoicesChangedSince(books, since),
		findInvoices: async (query) => await findInvoices(books, query),
		createInvoices: async (drafts, attempt) => await createInvoices(books, drafts, attempt),
		updateInvoices: async (updates) => await updateInvoices(books, updates),
		advanceInvoices: async (advances) => await advanceInvoices(books, advances),
		withdrawInvoices: async (invoices, _, only) => await withdrawInvoices(books, invoices, only),
		changes: async (since) => await changes(books, since),
		openInvoices: async () => await openInvoices(books),
		settledInvoices: async (query) => await settledInvoices(books, query),
		salesInvoices: async (query) => await salesInvoices(books, query),
		markInvoices: async (marks) => await markInvoices(books, marks),
		sendInvoices: async (sends) => await sendInvoices(books, sends),
		...noHistory,
		invoicePdfs: async (ids) => await invoicePdfs(books, ids),
		payments: async (query) => await payments(books, query),
		createPayments: async (drafts, attempt) => await createPayments(books, drafts, attempt),
		creditNotes: async (query) => await creditNotes(books, query),
		unallocatedCredits: async () => await unallocatedCredits(books),
		createCreditNotes: async (drafts, attempt) => await createCreditNotes(books, drafts, attempt),
		setCreditsAgainst: async (pairs, attempt) => await setCreditsAgainst(books, pairs, attempt),
		quotesById: async (ids) => await quotesById(books, ids),
		quotesOfCustomers: async (customerIds, since) => await quotesOfCustomers(books, customerIds, since),
		createQuotes: async (drafts, attempt) => await createQuotes(books, drafts, attempt),
		convertQuotes: async (conversions, attempt) => await convertQuotes(books, conversions, attempt),
		createItems: async (drafts, attempt) => await createItems(books, drafts, attempt),
		updateItems: async (fields) => await updateItems(books, fields),
		clock: () => client.clock(),
		list: async (kind) => await listOf(kind),
	};

	async function listOf(kind: AccountingListKind): Promise<ListEntry[]> {
		switch (kind) {
			case 'organisations': {
				const { id, name } = (await company()).organisation;
				return [{ value: id, name }];
			}
			case 'salesAccounts':
			case 'bankAccounts':
			case 'purchaseAccounts':
				return accountList(await accounts(), kind);
			case 'taxRates':
				return (await company()).taxRates
					.filter((rate) => rate.active && rate.forSales)
					.map(({ code, name }) => ({ value: code, name }));
			case 'items':
				return (await items()).items
					.filter((item) => item.sold && item.active)
					.map(({ code, name }) => ({ value: code, name: name === code ? code : `${code} · ${name}` }));
			case 'referenceFields':
				return (await company()).customFields.map(({ id, name }) => ({ value: id, name }));
			case 'brandingThemes':
				return [];
		}
	}
}

/** The company that is asked for must be the sign-in's own: QuickBooks would answer 3100 without naming either. */
function companyOf(organisationId: string, signIn: SignInFacts | undefined): string {
	const own = signIn?.organisationId ?? null;
	if (own !== null && organisationId !== '' && organisationId !== own) {
		throw new SystemError({
			code: 'organisation_not_connected',
			message: `The QuickBooks credential is connected to the company ${own}, not to ${organisationId}`,
			todo: "Choose the credential of that company, or leave 'Company' empty",
			scope: 'run',
			system: 'quickbooks',
		});
	}
	const realm = organisationId || own;
	if (realm) return realm;
	throw new SystemError({
		code: 'sign_in',
		message: 'The QuickBooks credential does not name its company',
		todo: 'Open the QuickBooks credential and connect it again; Intuit names the company at the end of the sign-in',
		scope: 'run',
		system: 'quickbooks',
	});
}
