import type { BilledDeal } from '../model/billedDeal';
import type {
	CrmCustomer,
	CrmCustomerFields,
	CrmCustomerRef,
	CrmCustomerType,
	StoredFinancials,
} from '../model/crmCustomer';
import type { CrmProduct, CrmProductFields } from '../model/crmProduct';
import type { CrmNote, CrmNoteDraft } from '../model/crmNote';
import type { CrmTask, CrmTaskDraft } from '../model/crmTask';
import type { BillTo } from '../model/customer';
import type { CustomerField } from '../model/customerSync';
import type { CrmAccountRef, CustomerLink, Deal, Owner } from '../model/deal';
import type { DealBilling } from '../model/dealBilling';
import type { ListEntry, Named } from '../model/named';
import type { Result, SystemName } from '../model/result';

/**
 * What every CRM can do for us. Arrays in, one Result per input in order out. A failed or partial read is a thrown
 * SystemError (transport/systemError), never an empty list.
 */
export interface CrmPort {
	account(): Promise<CrmAccountRef>;
	pipelines(): Promise<Pipeline[]>;
	/**
	 * Ids of deals that match, oldest id first, with what the search itself told; without further conditions those that are no
	 * longer won too, while their invoice stands and they do not say so yet. One search per page.
	 */
	findDeals(query: DealQuery): Promise<FoundDeals>;
	/** Won deals some line of which was changed since then; one search where none was. May be seconds old. */
	dealsOfChangedLines(query: ChangedLines): Promise<DealOfLines[]>;
	/** Deals whole, read fresh by id or link: lines in order, company, contacts, owner, quote, billing. */
	getDeals(refs: string[], options: DealReadOptions): Promise<Array<Result<Deal>>>;
	/** What stands in the billing properties now, read fresh; for merging before a write. */
	readBilling(deals: DealRef[]): Promise<Array<Result<StoredBilling>>>;
	/** Writes changed billing properties (only those given) and customer links. */
	writeBilling(writes: BillingWrite[]): Promise<Array<Result<void>>>;
	/** Deals read fresh, as far as a changed invoice needs them; a merged one answers as its survivor. Owners are not read. */
	billedDeals(ids: string[]): Promise<Array<Result<BilledDeal>>>;
	/**
	 * Ids of the deals on which each of these invoices of one ledger is stored; may be seconds old. `alsoInText` looks for
	 * those as well that are not the one a deal shows, which costs more searches.
	 */
	dealsOfInvoices(ledger: SystemName, invoices: Array<{ id: string; alsoInText: boolean }>): Promise<string[][]>;
	/** People who own records; null for one who is not there any more. */
	owners(ids: string[]): Promise<Array<Owner | null>>;

	/** Companies or contacts, read fresh; a merged one answers as its survivor. */
	getCustomers(refs: CrmCustomerRef[], fields: FieldMapping): Promise<Array<Result<CrmCustomer>>>;
	/** Ids of records that match, oldest first; may be seconds old. */
	findCustomers(query: CrmCustomerQuery): Promise<{ refs: CrmCustomerRef[]; more: boolean }>;
	/** Companies and contacts that carry a link to a customer in a ledger; may be seconds old. */
	linkedCustomers(): Promise<Array<CrmCustomerRef & { customerLinks: CustomerLink[] }>>;
	/** Contacts on whose record the line about each company stands: those whose primary company it is. */
	contactsOf(companyIds: string[]): Promise<Array<Result<CompanyContact[]>>>;
	/** Writes only the given figures; a null clears. */
	writeFinancials(
		writes: Array<CrmCustomerRef & { financials: Partial<StoredFinancials> }>,
	): Promise<Array<Result<void>>>;
	/** Of the given fields those whose value no person wrote: an import, a workflow, an enrichment or another app did. */
	notByPerson(
		asked: Array<CrmCustomerRef & { fields: CustomerField[] }>,
		fields: FieldMapping,
	): Promise<Array<Result<CustomerField[]>>>;
	/** Writes only the given fields; a null clears. Each record stands once. */
	writeCustomers(
		writes: Array<CrmCustomerRef & { fields: Partial<CrmCustomerFields> }>,
		fields: FieldMapping,
	): Promise<Array<Result<void>>>;

	/** The whole library, oldest first. */
	products(): Promise<CrmProduct[]>;
	/** A `no_answer` problem means it may exist. */
	createProducts(drafts: CrmProductDraft[]): Promise<Array<Result<CrmProduct>>>;
	updateProducts(changes: Array<{ id: string; fields: CrmProductFields }>): Promise<Array<Result<void>>>;

	/** Notes of each deal, oldest first, with those made a second ago. */
	notesOf(dealIds: string[]): Promise<Array<Result<CrmNote[]>>>;
	/** A `no_answer` problem means it may exist. */
	createNotes(drafts: CrmNoteDraft[]): Promise<Array<Result<CrmNote>>>;
	/** Takes back a note that was made twice; safe to repeat. */
	archiveNote(id: string): Promise<void>;
	/** Tasks of each deal, oldest first, with those made a second ago. */
	tasksOf(dealIds: string[]): Promise<Array<Result<CrmTask[]>>>;
	/** A `no_answer` problem means it may exist. */
	createTasks(drafts: CrmTaskDraft[]): Promise<Array<Result<CrmTask>>>;
	completeTasks(ids: string[]): Promise<Array<Result<void>>>;
	/** Takes back a task that was made twice; safe to repeat. */
	archiveTask(id: string): Promise<void>;

	/** Makes our property groups and properties where they are missing; safe to run twice. A preview only tells. */
	createFields(options?: { preview: boolean }): Promise<FieldReport[]>;
	check(query: SetupQuery): Promise<CrmSetupReport>;
	/** Short lists for drop-downs. */
	list(kind: CrmListKind): Promise<ListEntry[]>;
	/** Deals for a list a person searches in: those that match the text, all when it is empty, latest change first. */
	listDeals(text: string): Promise<Array<ListEntry & { url: string }>>;
	/** The same for companies or contacts. */
	listCustomers(type: CrmCustomerType, text: string): Promise<Array<ListEntry & { url: string }>>;
	/** The id of a company or contact in what a person gave: its id, or its link in this account. */
	customerRef(type: CrmCustomerType, given: string): Promise<Result<CrmCustomerRef>>;
}

export interface CrmCustomerQuery {
	type: CrmCustomerType;
	/** Only records that carry a link to a customer in a ledger. */
	linkedOnly: boolean;
	ownerIds: string[];
	/** ISO; changed at or after. */
	changedSince: string | null;
	limit: number;
}

export interface CompanyContact {
	id: string;
	name: string;
	accountStatus: string | null;
	/** Billed in its own right: its line is its own. */
	billed: boolean;
}

export interface CrmProductDraft extends CrmProductFields {
	sku: string;
	name: string;
}

export type CrmListKind = 'pipelines' | 'stages' | 'owners' | 'dealProperties' | 'companyProperties';

export interface Pipeline extends Named {
	stages: Array<Named & { won: boolean; closed: boolean }>;
}

export interface DealQuery {
	/** Pipeline ids; empty is refused by the node, not here. */
	pipelines: string[];
	/** Stage ids; empty for every won stage of the pipelines. */
	stages: string[];
	/** Close date on or after, `YYYY-MM-DD` in the account's time zone. */
	closedSince: string;
	ownerIds: string[];
	/** Only deals without *revision seen*, or with an answer, or modified since `modifiedSince`, or (`held`) held. */
	onlyOpen: boolean;
	/** With `onlyOpen`: those that are held as well, though nothing about them may have changed. */
	held: boolean;
	/** ISO; with `onlyOpen`. */
	modifiedSince: string | null;
	/** Further conditions: property, operator of the CRM's search, value. */
	filters: Array<{ property: string; operator: string; value: string }>;
	limit: number;
}

export interface FoundDeals {
	deals: FoundDeal[];
	/** True when more match than `limit` let through. */
	more: boolean;
}

/** What a search tells of a deal; may be seconds old (hubspot.md 3.4). */
export interface FoundDeal {
	id: string;
	modifiedAt: string;
	revisionSeen: string | null;
	answer: string | null;
	status: string | null;
	invoiceId: string | null;
}

export interface ChangedLines {
	/** Pipeline ids. */
	pipelines: string[];
	/** ISO; changed at or after. */
	since: string;
}

export interface DealOfLines extends FoundDeal {
	/** Newest change of a line, ISO. */
	linesChangedAt: string;
}

/** Names of the CRM properties that hold what HubSpot has no standard field for; ours unless mapped. */
export interface FieldMapping {
	billingName: string;
	billingEmail: string;
	vatNumber: string;
	companyPaymentTerms: string;
	poNumber: string;
	paymentTerms: string;
	invoiceOn: string;
	leadSource: string;
	/** Deal property that must be set before a deal is billed; empty is off. */
	onlyWhen: string;
}

export interface DealReadOptions {
	fields: FieldMapping;
	/** `companies`, `people` or `both`: whose records are read as the one to bill. */
	billTo: BillTo;
	/** Stage history is read for deals created before this day, `YYYY-MM-DD`; null reads none. */
	historyBefore: string | null;
}

export interface DealRef {
	dealId: string;
	companyId: string | null;
	contactId: string | null;
}

export interface StoredBilling {
	billing: DealBilling;
	/** Customer links of the company (or contact), null without one. */
	customerLinks: CustomerLink[] | null;
}

export interface BillingWrite extends DealRef {
	/** Only what changes; a null clears. */
	billing: Partial<DealBilling>;
	/** Whole new list of links, or null to leave them. */
	customerLinks: CustomerLink[] | null;
}

export interface FieldReport {
	objectType: string;
	name: string;
	label: string;
	outcome: 'created' | 'unchanged' | 'updated' | 'differs';
	/** What differs, where it does. */
	reason: string;
}

export interface SetupQuery {
	pipelines: string[];
	/** `YYYY-MM-DD`. */
	billFrom: string;
	fields: FieldMapping;
}

export interface CrmSetupReport {
	account: CrmAccountRef;
	accountType: string;
	currencies: string[];
	missingFields: string[];
	missingScopes: string[];
	pipelines: Pipeline[];
	/** Won deals without billing status by month of their close date, `YYYY-MM`. */
	wonNotBilled: Array<{ month: string; deals: number; amount: number; currency: string }>;
	/** SKUs on lines of won and open deals of the period. */
	skus: string[];
	/** Companies (or people) of open and won deals without a customer link. */
	companies: Array<{
		id: string;
		name: string;
		domain: string | null;
		email: string | null;
		vatNumber: string | null;
		country: string | null;
		url: string;
	}>;
}
