/**
 * What the parts of the sandbox agree on. A simulated system is a function from Request to Response plus
 * what the page and the dump need; the core around it owns clock, faults, limits, journal and HAR.
 */

/** Every simulated system and the core take time from here, so that tests can run in virtual time. */
export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	/** Resolves after `ms` of this clock's time. */
	sleep(ms: number): Promise<void>;
}

/** `real`: the system's own limits; a number: that many times the real ones; `off`: none. Told by the same headers. */
export type LimitScale = 'real' | 'off' | number;

export type FaultKind =
	| 'status' // answer `status` (429, 500, 503 ...) in the system's own words, nothing committed
	| 'timeoutBefore' // never answers, nothing committed
	| 'timeoutAfter' // commits, never answers
	| 'resetBefore' // connection reset, nothing committed
	| 'resetAfter' // commits, then the connection is reset
	| 'expiredToken' // 401 as for an expired token; the current access token is expired for good
	| 'slow' // answers after `ms`
	| 'malformed'; // commits and answers a body that is not JSON

/** A planted fault. It fires on matching calls after skipping `skip` of them, at most `times` times. */
export interface Fault {
	kind: FaultKind;
	system?: SystemName;
	method?: string;
	/** Regular expression source, tested against path and query. */
	path?: string;
	skip?: number;
	times?: number;
	status?: number;
	ms?: number;
	/** Value of a Retry-After header to send, in seconds, where the fault answers. */
	retryAfter?: number;
}

export type LedgerName = 'xero' | 'quickbooks' | 'sage';

export type SystemName = 'hubspot' | LedgerName;

/** One call as it went over the wire, in order of arrival. Bodies are whole; secrets are masked only in the HAR file. */
export interface Call {
	/** 1, 2, 3 ... in order of arrival. */
	n: number;
	at: number;
	ms: number;
	system: SystemName;
	method: string;
	/** The real host name, e.g. `api.xero.com`. */
	host: string;
	/** Path with query, e.g. `/api.xro/2.0/Contacts?page=1`. */
	path: string;
	requestHeaders: Record<string, string>;
	requestBody: string;
	/** 0 when no answer was sent (time-out or reset). */
	status: number;
	responseHeaders: Record<string, string>;
	responseBody: string;
	/** HubSpot portal id or Xero tenant id, where the call reached one. */
	account: string | null;
	/** True when the call is one that changes business records (token calls, searches and batch reads are not). */
	write: boolean;
	/** True when something was really committed. */
	committed: boolean;
	/** The fault that hit it, if any. */
	fault: FaultKind | null;
}

/** What a simulated system tells the core about one call it handled. */
export interface Handled {
	response: Response;
	account: string | null;
	committed: boolean;
}

export interface SystemOptions {
	clock: Clock;
	limits: LimitScale;
	/** Seeds ids the system makes, so that runs repeat. */
	seed: number;
}

/** An action a person can take in the system's own user interface, offered as a button on the page and to tests. */
export interface PersonAction {
	/** e.g. `winDeal`, `approveInvoice`. */
	name: string;
	/** In a person's words, e.g. `Move to Closed Won`. */
	label: string;
	/** Which kind of record it takes, e.g. `deal`, `invoice`. */
	on: string;
	run(id: string, input: Record<string, string>): Promise<void> | void;
}

export interface SimulatedSystem {
	readonly name: SystemName;
	/** Real host names this system answers under. */
	readonly hosts: readonly string[];
	/** Answers one request. Pure in/out: never touches sockets. */
	handle(request: Request): Promise<Handled>;
	/** True when this request would change business records. `body` tells a batch of reads from one of writes. */
	isWrite(method: string, path: string, body?: string): boolean;
	/** The answer of a `status` fault in this system's own words and headers. */
	faultResponse(status: number, retryAfter?: number): Response;
	/** Expires the access token carried by this request for good. */
	expireToken(request: Request): void;
	/** The current state as this system's part of a company file: first the main account, then the bystanders. */
	dump(): unknown[];
	/**
	 * The main account's records of one kind (`deals`, `companies`; `Invoices`, `Contacts`), as `dump` shows them. The page asks
	 * for them every second, so a system that can hold many records answers this without a whole dump.
	 */
	records?(kind: string): unknown[];
	readonly actions: readonly PersonAction[];
}

/**
 * A company is data: everything the sandbox starts from. Records stand in each system's own API shape; what a
 * record leaves out gets that system's default. `bystanders` are further accounts the same sign-ins can see and
 * nobody may write to.
 */
export interface CompanyFile {
	/** Shown on the page. */
	name?: string;
	hubspot: HubSpotAccountFile;
	/** Usually one of the three; a company that moves keeps two. */
	xero?: XeroOrganisationFile;
	quickbooks?: QuickBooksCompanyFile;
	sage?: SageBusinessFile;
	bystanders?: {
		hubspot?: HubSpotAccountFile[];
		xero?: XeroOrganisationFile[];
		quickbooks?: QuickBooksCompanyFile[];
		sage?: SageBusinessFile[];
	};
}

/** A company with its books in Xero, as ours are made (sandbox/company/books.mts moves them to the other ledgers). */
export type XeroCompany = CompanyFile & { xero: XeroOrganisationFile };

/** A HubSpot record as its API shows it; all property values are strings (or null). */
export interface HubSpotRecord {
	id: string;
	properties: Record<string, string | null>;
	/**
	 * Associated ids by plural type name (`companies`, `contacts`, `line_items`, `quotes`, `deals`). For companies the first is the
	 * primary one. A string is the plain association, an object carries the label, e.g. `{ "id": "7", "label": "Bill to" }`.
	 */
	associations?: Record<string, Array<string | { id: string; label: string }>>;
	/** Past values, newest first, of properties whose history matters (e.g. `dealstage`). */
	propertiesWithHistory?: Record<string, Array<{ value: string; timestamp: string; sourceType?: string }>>;
	createdAt?: string;
	updatedAt?: string;
	archived?: boolean;
}

export interface HubSpotAccountFile {
	account: {
		portalId: number;
		accountType?: string;
		timeZone: string;
		companyCurrency: string;
		additionalCurrencies?: string[];
		uiDomain?: string;
		name?: string;
	};
	/** The token (service key) that reaches this account; a default is made when it is left out. */
	token?: string;
	owners: Array<{ id: string; email: string; firstName: string; lastName: string; archived?: boolean }>;
	pipelines: Array<{
		id: string;
		label: string;
		displayOrder?: number;
		stages: Array<{
			id: string;
			label: string;
			displayOrder?: number;
			metadata: { isClosed: string; probability: string };
		}>;
	}>;
	/** Custom property definitions by object type, in the API's shape, beside HubSpot's own. */
	properties?: Record<string, Array<Record<string, unknown>>>;
	products: HubSpotRecord[];
	companies: HubSpotRecord[];
	contacts: HubSpotRecord[];
	deals: HubSpotRecord[];
	line_items: HubSpotRecord[];
	quotes: HubSpotRecord[];
	notes?: HubSpotRecord[];
	tasks?: HubSpotRecord[];
	/** Tax rate library: `{id, name, label, percentageRate, active}`. */
	tax_rates?: Array<Record<string, unknown>>;
}

/** A Xero record as its API shows it (PascalCase, dates as `YYYY-MM-DD` or ISO). */
export type XeroRecord = Record<string, unknown>;

export interface XeroOrganisationFile {
	/** `OrganisationID` is the tenant id. */
	Organisation: XeroRecord;
	Accounts: XeroRecord[];
	TaxRates: XeroRecord[];
	Currencies: XeroRecord[];
	Items: XeroRecord[];
	Contacts: XeroRecord[];
	Invoices: XeroRecord[];
	Payments: XeroRecord[];
	CreditNotes?: XeroRecord[];
	Prepayments?: XeroRecord[];
	Overpayments?: XeroRecord[];
	Quotes?: XeroRecord[];
	BrandingThemes?: XeroRecord[];
	TrackingCategories?: XeroRecord[];
	RepeatingInvoices?: XeroRecord[];
}

/** A QuickBooks record as its API shows it (PascalCase; ids are strings of digits). */
export type QuickBooksRecord = Record<string, unknown>;

/** One company (realm). What a record leaves out gets QuickBooks' default; totals that are given are kept. */
export interface QuickBooksCompanyFile {
	/** `Id` is the realm id; `Country` (`US`, `GB` ...) chooses the tax model with `Preferences.TaxPrefs`. */
	CompanyInfo: QuickBooksRecord;
	Preferences: QuickBooksRecord;
	Account: QuickBooksRecord[];
	TaxAgency: QuickBooksRecord[];
	TaxRate: QuickBooksRecord[];
	TaxCode: QuickBooksRecord[];
	Term: QuickBooksRecord[];
	/** Currencies beside the home currency. */
	CompanyCurrency: QuickBooksRecord[];
	/** `{SourceCurrencyCode, TargetCurrencyCode, Rate, AsOfDate}`. */
	ExchangeRate: QuickBooksRecord[];
	Item: QuickBooksRecord[];
	Customer: QuickBooksRecord[];
	Vendor: QuickBooksRecord[];
	Employee: QuickBooksRecord[];
	Invoice: QuickBooksRecord[];
	Estimate: QuickBooksRecord[];
	CreditMemo: QuickBooksRecord[];
	Payment: QuickBooksRecord[];
	/** What the simulated company does where no record tells (apis/quickbooks.md): its switches. */
	behaviour?: {
		/** Percent of automated sales tax by US state of the ship-to, e.g. `{ "CA": 8.25 }`; none elsewhere. */
		salesTaxByState?: Record<string, number>;
		/** The company's own warning for doubled numbers (6140); not readable by the API. Default true. */
		warnsOfDoubledNumbers?: boolean;
		/** Largest batch that is taken (error 1040 above). Default 30. */
		largestBatch?: number;
	};
}

/** A Sage record as its API shows it (snake_case; nested references as `{id, displayed_as}`). */
export type SageRecord = Record<string, unknown>;

/** One business. What a record leaves out gets Sage's default. */
export interface SageBusinessFile {
	/** `id` (X-Business), `name`, `country_id` (`GB`, `IE`, `US` ...). */
	business: SageRecord;
	financial_settings: SageRecord;
	invoice_settings: SageRecord;
	business_settings: SageRecord;
	ledger_accounts: SageRecord[];
	bank_accounts: SageRecord[];
	tax_rates: SageRecord[];
	/** Enabled beside the base currency: `{currency_id, rate}`. */
	business_exchange_rates: SageRecord[];
	products: SageRecord[];
	services: SageRecord[];
	stock_items: SageRecord[];
	contacts: SageRecord[];
	sales_invoices: SageRecord[];
	sales_quotes: SageRecord[];
	sales_credit_notes: SageRecord[];
	contact_payments: SageRecord[];
	contact_allocations: SageRecord[];
}
