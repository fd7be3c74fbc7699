import { ok } from '../../model/result';
import { createKernel } from '../../transport/kernel';
import type { PortContext } from '../../transport/kernel';
import type { CrmPort } from '../crm';
import { billedDeals, dealsOfInvoices } from './billedDeals';
import { check } from './check';
import { dealsOfChangedLines } from './changedLines';
import { contactsOf } from './companyContacts';
import { createFields } from './createFields';
import { notByPerson, writeCustomers } from './customerWrites';
import { findCustomers, getCustomers, linkedCustomers, writeFinancials } from './customers';
import { findDeals } from './findDeals';
import { getDeals } from './getDeals';
import { listOf, listRecords } from './lists';
import { createProducts, readProducts, updateProducts } from './products';
import { profile } from './profile';
import { idOf } from './refs';
import { createSession } from './session';
import { readBilling, writeBilling } from './storedBilling';
import { archiveNote, createNotes, notesOf } from './notes';
import { archiveTask, completeTasks, createTasks, tasksOf } from './tasks';

/** HubSpot behind the CRM's port. One port per run: what it reads of the account is kept for that long. */
export function openHubSpot(context: PortContext): CrmPort {
	const kernel = createKernel(profile, context);
	const session = createSession(kernel);
	return {
		account: () => session.account(),
		pipelines: () => session.pipelines(),
		findDeals: (query) => findDeals(session, query),
		dealsOfChangedLines: (query) => dealsOfChangedLines(session, query),
		getDeals: (refs, options) => getDeals(session, refs, options),
		readBilling: (deals) => readBilling(kernel, deals),
		writeBilling: (writes) => writeBilling(kernel, writes),
		billedDeals: (ids) => billedDeals(session, ids),
		dealsOfInvoices: (ledger, invoices) => dealsOfInvoices(session, ledger, invoices),
		owners: async (ids) => {
			const known = await session.owners(ids);
			return ids.map((id) => known.get(id) ?? null);
		},
		getCustomers: (refs, fields) => getCustomers(session, refs, fields),
		findCustomers: (query) => findCustomers(session, query),
		linkedCustomers: () => linkedCustomers(session),
		contactsOf: (companyIds) => contactsOf(session, companyIds),
		writeFinancials: (writes) => writeFinancials(kernel, writes),
		notByPerson: (asked, fields) => notByPerson(kernel, asked, fields),
		writeCustomers: (writes, fields) => writeCustomers(kernel, writes, fields),
		products: () => readProducts(session),
		createProducts: (drafts) => createProducts(session, drafts),
		updateProducts: (changes) => updateProducts(session, changes),
		notesOf: (dealIds) => notesOf(kernel, dealIds),
		createNotes: (drafts) => createNotes(kernel, drafts),
		archiveNote: (id) => archiveNote(kernel, id),
		tasksOf: (dealIds) => tasksOf(kernel, dealIds),
		createTasks: (drafts) => createTasks(kernel, drafts),
		completeTasks: (ids) => completeTasks(kernel, ids),
		archiveTask: (id) => archiveTask(kernel, id),
		createFields: (options) => createFields(kernel, options?.preview === true),
		check: (query) => check(session, query),
		list: (kind) => listOf(session, kind),
		listDeals: (wanted) => listRecords(session, 'deal', wanted),
		listCustomers: (type, wanted) => listRecords(session, type, wanted),
		customerRef: async (type, given) => {
			const id = idOf(type, given, await session.details());
			return id.ok ? ok({ type, id: id.value }) : id;
		},
	};
}
