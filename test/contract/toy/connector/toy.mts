import type { Invoice } from '../../../../nodes/shared/model/invoice';
import type { Organisation } from '../../../../nodes/shared/model/organisation';
import type { Problem, Result } from '../../../../nodes/shared/model/result';
import { failed, ok } from '../../../../nodes/shared/model/result';
import type { AccountingPort, WriteAttempt } from '../../../../nodes/shared/systems/accounting';
import { noHistory } from '../../../../nodes/shared/systems/noHistory';
import type { PortContext } from '../../../../nodes/shared/transport/kernel';
import type { ToyCustomer, ToyDocument, ToyItem, ToyPayment } from '../server/records.mts';
import { createToyClient, TOY } from './client.mts';
import { toyDocuments } from './documents.mts';
import { listOf } from './lists.mts';
import {
	creditsOf,
	customerFields,
	documentFields,
	itemFields,
	paymentFields,
	toCreditNote,
	toCustomer,
	toItem,
	toPayment,
	toQuote,
} from './mapping.mts';
import { toyTraits } from './traits.mts';

/** The toy ledger behind the accounting port. It is small, so every list is read whole and picked from here. */
export function openToy(context: PortContext & { organisationId: string }): AccountingPort {
	const client = createToyClient(context);
	let known: ReturnType<typeof client.settings> | null = null;
	let knownItems: Promise<ToyItem[]> | null = null;
	const settings = async () => await (known ??= client.settings());
	const records = async () => await (knownItems ??= client.list<ToyItem>('items', 'reading items'));

	const organisation = async (): Promise<Organisation> => {
		const { id, name, baseCurrency, country, timeZone, lockDate } = await settings();
		const given = { id, name, baseCurrency, country, timeZone, lockDate };
		return {
			ledger: TOY,
			...given,
			demo: false,
			taxRegistered: true,
			decidesTax: false,
			terms: null,
			shortCode: null,
		};
	};

	const { bare, names, invoices, creditNotes, shown, asInvoice } = toyDocuments(client, organisation, () =>
		context.now(),
	);

	async function changed(elements: Array<{ id: string }>, doing: string): Promise<Array<Result<Invoice>>> {
		return await shown(await client.change<ToyDocument>('invoices', elements, doing), asInvoice);
	}

	async function invoicesById(ids: string[]): Promise<Array<Result<Invoice | null>>> {
		const all = await invoices(() => true);
		return ids.map((id) => ok(all.find(({ ledgerId }) => ledgerId === id) ?? null));
	}

	async function createInvoices(drafts: Parameters<AccountingPort['createInvoices']>[0], attempt: WriteAttempt) {
		const keys = drafts.map(({ key }) => key);
		const made = await client.create<ToyDocument>(
			'invoices',
			drafts.map(documentFields),
			keys,
			attempt,
			'making invoices',
		);
		return await shown(made, asInvoice);
	}

	return {
		traits: toyTraits,
		organisation,
		currencies: async () => Object.keys((await settings()).currencies),
		accounts: async () =>
			(await settings()).accounts.map(({ code, name, kind }) => ({
				...{ code, name, taxCode: null, active: true },
				revenue: kind === 'sales',
			})),
		taxRates: async () =>
			Object.entries((await settings()).taxRates).map(([code, percent]) => ({
				...{ code, name: `${percent} %`, percent, active: true, forSales: true },
			})),
		items: async () => (await records()).map(toItem),
		customersById: async (ids) => {
			const [all, known] = [await client.list<ToyCustomer>('customers', 'reading customers'), await bare()];
			return ids.map((id) => {
				const record = all.find((one) => one.id === id);
				return ok(record === undefined ? null : toCustomer(record, known));
			});
		},
		customerCandidates: async () => {
			const [all, known] = [await client.list<ToyCustomer>('customers', 'reading customers'), await bare()];
			return all.map((record) => toCustomer(record, known));
		},
		createCustomers: async (drafts, attempt) => {
			const keys = drafts.map(({ number }) => number);
			const made = await client.create<ToyCustomer>(
				'customers',
				drafts.map(customerFields),
				keys,
				attempt,
				'making customers',
			);
			return await shown(made, toCustomer);
		},
		updateCustomers: async (changes) => {
			const elements = changes.map(({ ledgerId, fields }) => ({ id: ledgerId, ...customerFields(fields) }));
			return await shown(
				await client.change<ToyCustomer>('customers', elements, 'updating customers'),
				toCustomer,
			);
		},
		findCustomers: async ({ text, limit }) => {
			const [all, known] = [await client.list<ToyCustomer>('customers', 'reading customers'), await bare()];
			const found = all.filter(({ name, active }) => active && name.toLowerCase().includes(text.toLowerCase()));
			return {
				customers: found.slice(0, limit).map((record) => toCustomer(record, known)),
				more: found.length > limit,
			};
		},
		customersChangedSince: async (since) => {
			const [all, known] = [await client.list<ToyCustomer>('customers', 'reading customers'), await bare()];
			return all.filter(({ updatedAt }) => updatedAt >= since).map((record) => toCustomer(record, known));
		},
		invoicesById,
		invoicesOfCustomers: async (ids, since) =>
			await invoices(({ customer, issueDate }) => ids.includes(customer.ledgerId ?? '') && issueDate >= since),
		invoicesMadeByUs: async (since) =>
			await invoices(({ key, updatedAt }) => key !== null && (updatedAt ?? '') >= since),
		invoicesChangedSince: async (since) =>
			await invoices(({ key, updatedAt }) => key !== null && (updatedAt ?? '') >= since),
		findInvoices: async (query) => {
			const found = await invoices(
				(invoice) =>
					(query.madeByExecution === null || invoice.execution === query.madeByExecution) &&
					(query.customerId === null || invoice.customer.ledgerId === query.customerId) &&
					(query.statuses.length === 0 || query.statuses.includes(invoice.status)) &&
					(query.dateFrom === null || invoice.issueDate >= query.dateFrom) &&
					(query.dateTo === null || invoice.issueDate <= query.dateTo) &&
					(query.text === null || `${invoice.number} ${invoice.reference}`.includes(query.text)),
			);
			const newest = found.sort((a, b) => (a.issueDate < b.issueDate ? 1 : -1));
			return { invoices: newest.slice(0, query.limit), more: newest.length > query.limit };
		},
		createInvoices,
		updateInvoices: async (changes) =>
			await changed(
				changes.map(({ ledgerId, draft }) => ({ id: ledgerId, ...documentFields(draft) })),
				'updating invoices',
			),
		advanceInvoices: async (changes) =>
			await changed(
				changes.map(({ ledgerId, status, dates }) => ({
					...{ id: ledgerId, status },
					...(dates === undefined ? {} : { date: dates.issueDate, until: dates.dueDate }),
				})),
				'approving invoices',
			),
		withdrawInvoices: async (asked) => {
			const elements = asked.map(({ ledgerId, status }) => ({
				id: ledgerId ?? '',
				status: status === 'draft' || status === 'submitted' ? 'deleted' : 'voided',
			}));
			const results = await changed(elements, 'withdrawing invoices');
			const now = await invoicesById(elements.map(({ id }) => id));
			return results.map((result, n) => {
				const read = now[n];
				return !result.ok && read?.ok && read.value !== null && dead(read.value) ? ok(read.value) : result;
			});
		},
		changes: async (since) => {
			const before = client.clock();
			const found = await invoices(({ updatedAt }) => (updatedAt ?? '') >= since);
			return { invoices: found, deleted: [], until: before ?? client.clock() ?? since };
		},
		openInvoices: async () => await invoices((invoice) => invoice.due > 0 && !dead(invoice) && !waits(invoice)),
		settledInvoices: async ({ customerIds, since }) =>
			await invoices(
				(invoice) =>
					invoice.status === 'paid' &&
					(invoice.updatedAt ?? '') >= since &&
					(customerIds === null || customerIds.includes(invoice.customer.ledgerId ?? '')),
			),
		salesInvoices: async ({ customerIds, from, to }) =>
			await invoices(
				(invoice) =>
					!dead(invoice) &&
					invoice.issueDate >= from &&
					(to === null || invoice.issueDate <= to) &&
					(customerIds === null || customerIds.includes(invoice.customer.ledgerId ?? '')),
			),
		markInvoices: async (marks) =>
			await changed(
				marks.map(({ ledgerId, key, execution }) => ({ id: ledgerId, tag: `${key}~${execution}` })),
				'linking invoices',
			),
		sendInvoices: async (sends) =>
			await changed(
				sends.map(({ ledgerId }) => ({ id: ledgerId, sent: true })),
				'sending invoices',
			),
		...noHistory,
		invoicePdfs: async (ids) => {
			const all = await invoicesById(ids);
			return await Promise.all(
				ids.map(async (id, n) => {
					const invoice = all[n];
					if (!invoice?.ok || invoice.value === null) return failed(notFound());
					return ok({ fileName: `${invoice.value.number}.pdf`, base64: await client.pdf(id) });
				}),
			);
		},
		payments: async (query) => {
			const [all, known] = [await client.list<ToyPayment>('payments', 'reading payments'), await names()];
			const credits = (await creditNotes()).flatMap(creditsOf);
			const found = [...all.map((record) => toPayment(record, known)), ...credits]
				.filter(
					({ customer, allocations, date }) =>
						(query.customerIds === null || query.customerIds.includes(customer.ledgerId ?? '')) &&
						(query.invoiceIds === null ||
							allocations.some(({ invoiceId }) => query.invoiceIds?.includes(invoiceId))) &&
						(query.from === null || date >= query.from) &&
						(query.to === null || date <= query.to),
				)
				.sort((a, b) => (a.date < b.date ? 1 : -1));
			return { payments: found.slice(0, query.limit), more: found.length > query.limit };
		},
		createPayments: async (drafts, attempt) => {
			const keys = drafts.map(({ key }) => key);
			const made = await client.create<ToyPayment>(
				'payments',
				drafts.map(paymentFields),
				keys,
				attempt,
				'making payments',
			);
			return await shown(made, toPayment);
		},
		creditNotes: async ({ customerIds, from, to }) =>
			(await creditNotes()).filter(
				({ customer, issueDate }) =>
					issueDate >= from &&
					(to === null || issueDate <= to) &&
					(customerIds === null || customerIds.includes(customer.ledgerId ?? '')),
			),
		unallocatedCredits: async () => {
			const [received, known] = [await client.list<ToyPayment>('payments', 'reading payments'), await names()];
			const receipts = received.map((record) => toPayment(record, known));
			return [
				...(await creditNotes()).map(({ remaining, issueDate, ...note }) => ({
					...note,
					remaining,
					date: issueDate,
					kind: 'credit_note' as const,
				})),
				...receipts.map(({ unallocated, ...one }) => ({
					...one,
					remaining: unallocated,
					number: null,
					kind: 'receipt' as const,
				})),
			]
				.filter(({ remaining }) => remaining > 0)
				.map(({ customer, kind, number, currency, currencyRate, remaining, date }) => ({
					...{ customerId: customer.ledgerId ?? '', kind, number, currency, currencyRate, remaining, date },
				}));
		},
		createCreditNotes: async (drafts, attempt) => {
			const due = await invoicesById(drafts.map(({ invoiceId }) => invoiceId ?? ''));
			const elements = drafts.map((draft, n) => {
				const invoice = due[n]?.ok ? due[n].value : null;
				return {
					...documentFields(draft),
					setAgainst: draft.status === 'approved' ? (invoice?.ledgerId ?? null) : null,
				};
			});
			const keys = drafts.map(({ key }) => key);
			const made = await client.create<ToyDocument>('credits', elements, keys, attempt, 'making credit notes');
			return await shown(made, toCreditNote);
		},
		setCreditsAgainst: async (pairs) => {
			const elements = pairs.map(({ note, invoiceId }) => ({ id: note.ledgerId ?? '', setAgainst: invoiceId }));
			const set = await client.change<ToyDocument>('credits', elements, 'setting credits against invoices');
			return await shown(set, toCreditNote);
		},
		quotesById: async (ids) => {
			const [all, known] = [await client.list<ToyDocument>('quotes', 'reading quotes'), await names()];
			return ids.map((id) => {
				const record = all.find((one) => one.id === id);
				return ok(record === undefined ? null : toQuote(record, known));
			});
		},
		quotesOfCustomers: async (ids, since) => {
			const [all, known] = [await client.list<ToyDocument>('quotes', 'reading quotes'), await names()];
			return all
				.filter(({ customerId, date }) => ids.includes(customerId) && date >= since)
				.map((record) => toQuote(record, known));
		},
		createQuotes: async (drafts, attempt) => {
			const keys = drafts.map(({ key }) => key);
			const made = await client.create<ToyDocument>(
				'quotes',
				drafts.map(documentFields),
				keys,
				attempt,
				'making quotes',
			);
			return await shown(made, toQuote);
		},
		convertQuotes: async (conversions, attempt) => {
			const results: Array<Result<Invoice>> = [];
			for (const { quoteId, draft } of conversions) {
				const [quote] = await client.change<ToyDocument>(
					'quotes',
					[{ id: quoteId, status: 'invoiced' } as { id: string }],
					'converting quotes',
				);
				const [made] = quote?.ok
					? await createInvoices([draft], attempt)
					: [quote as Result<never> | undefined];
				if (made !== undefined) results.push(made);
			}
			return results;
		},
		createItems: async (drafts, attempt) => {
			const keys = drafts.map(({ code }) => code);
			const made = await client.create<ToyItem>('items', drafts.map(itemFields), keys, attempt, 'making items');
			return made.map((result) => (result.ok ? ok(toItem(result.value)) : result));
		},
		updateItems: async (changes) => {
			const elements = changes.map(({ id, fields }) => ({ id, ...itemFields(fields) }));
			const written = await client.change<ToyItem>('items', elements, 'updating items');
			return written.map((result) => (result.ok ? ok(toItem(result.value)) : result));
		},
		clock: () => client.clock(),
		list: async (kind) => listOf(kind, await settings(), kind === 'items' ? await records() : []),
	};
}

function dead({ status }: Invoice): boolean {
	return status === 'voided' || status === 'deleted';
}

function waits({ status }: Invoice): boolean {
	return status === 'draft' || status === 'submitted';
}

function notFound(): Problem {
	return {
		code: 'not_found',
		message: 'Toy Ledger has no such invoice',
		todo: 'Check the invoice',
		scope: 'item',
		system: TOY,
	};
}
