import { Decimal } from 'decimal.js';
import { Collection } from '../core/collection.mts';
import { Journal } from '../core/journal.mts';
import type { Clock, QuickBooksCompanyFile, QuickBooksRecord } from '../core/types.mts';
import { cents, sum } from './amounts.mts';
import { Counters } from './counters.mts';
import { dateIn, pacific, serverDate } from './dates.mts';
import type { EntityName } from './entities.mts';
import { businessRule, invalidReference, notFound, refused } from './faults.mts';
import type {
	Account,
	Customer,
	Item,
	Kept,
	Named,
	Payment,
	Sale,
	SaleKind,
	TaxCode,
	TaxRate,
	Term,
} from './records.mts';

/** What a company file may hold beyond what the API lists, so that a dump loses nothing. */
export interface BooksFile extends QuickBooksCompanyFile {
	/** What the change feed tells of deleted transactions. */
	Deleted?: Deleted[];
	/** The last number the company's own series gave, by kind. */
	LastNumbers?: Record<string, number>;
	/** The last id that was given, by kind. */
	LastIds?: Record<string, number>;
}

export interface Deleted {
	entity: EntityName;
	Id: string;
	/** In Pacific time. */
	LastUpdatedTime: string;
}

/** Kinds that are kept record by record. */
export const KEPT = [
	...(['Account', 'TaxAgency', 'TaxRate', 'TaxCode', 'Term', 'CompanyCurrency', 'Item'] as const),
	...(['Customer', 'Vendor', 'Employee', 'Invoice', 'Estimate', 'CreditMemo', 'Payment'] as const),
];

type KeptName = (typeof KEPT)[number];

/** Places of the further keys in the collections. */
const BY = { displayName: 0, parent: 1, number: 0, customer: 1, paymentCustomer: 0, itemName: 0 } as const;

/** The books of one company (realm): its records, and the means to change them all or not at all. */
export class Books extends Journal {
	readonly realm: string;
	readonly clock: Clock;
	readonly behaviour: Required<NonNullable<QuickBooksCompanyFile['behaviour']>>;
	readonly customers: Collection<Customer>;
	readonly items: Collection<Item>;
	readonly payments: Collection<Payment>;
	readonly sales: Record<SaleKind, Collection<Sale>>;
	readonly exchangeRates: QuickBooksRecord[];
	companyInfo: QuickBooksRecord;
	preferences: QuickBooksRecord;
	readonly deleted: Deleted[];
	/** Ids of records, one series for each kind. */
	readonly ids: Counters;
	/** The company's own series of document numbers. */
	readonly numbers: Counters;
	private readonly collections: Record<KeptName, Collection<Kept>>;

	constructor(file: BooksFile, clock: Clock) {
		super();
		this.realm = String(file.CompanyInfo['Id']);
		this.clock = clock;
		this.behaviour = {
			salesTaxByState: {},
			warnsOfDoubledNumbers: true,
			largestBatch: 30,
			...file.behaviour,
		};
		this.companyInfo = file.CompanyInfo;
		this.preferences = file.Preferences;
		this.exchangeRates = file.ExchangeRate;
		this.deleted = [...(file.Deleted ?? [])];
		this.ids = new Counters(file.LastIds, 0);
		this.numbers = new Counters(file.LastNumbers, 1000);
		const collection = <T extends Kept>(...keys: Array<(record: T) => string | undefined>): Collection<T> =>
			new Collection<T>(
				(undo) => this.changed(undo),
				({ Id }) => Id,
				keys,
			);
		const sale = (): Collection<Sale> =>
			collection<Sale>(
				({ DocNumber }) => DocNumber?.toLowerCase(),
				({ CustomerRef }) => CustomerRef.value,
			);
		const nameOf = ({ DisplayName }: Named): string => DisplayName.trim().toLowerCase();
		const named = (): Collection<Named> => collection<Named>(nameOf);
		this.customers = collection<Customer>(nameOf, ({ ParentRef }) => ParentRef?.value);
		this.items = collection<Item>(({ Name }) => Name.trim().toLowerCase());
		this.payments = collection<Payment>(({ CustomerRef }) => CustomerRef.value);
		this.sales = { Invoice: sale(), Estimate: sale(), CreditMemo: sale() };
		const others = ['Account', 'TaxAgency', 'TaxRate', 'TaxCode', 'Term', 'CompanyCurrency'] as const;
		this.collections = {
			...(Object.fromEntries(others.map((name) => [name, collection()])) as Record<
				(typeof others)[number],
				Collection<Kept>
			>),
			...(this.sales as unknown as Record<SaleKind, Collection<Kept>>),
			Item: this.items as unknown as Collection<Kept>,
			Customer: this.customers as unknown as Collection<Kept>,
			Vendor: named() as unknown as Collection<Kept>,
			Employee: named() as unknown as Collection<Kept>,
			Payment: this.payments as unknown as Collection<Kept>,
		};
	}

	/** Records of a kind that is kept record by record. */
	of(name: KeptName): Collection<Kept> {
		return this.collections[name];
	}

	/** Every record of any kind, as kept. */
	all(name: EntityName): readonly QuickBooksRecord[] {
		if (name === 'CompanyInfo') return [this.companyInfo];
		if (name === 'Preferences') return [this.preferences];
		if (name === 'ExchangeRate') return this.exchangeRates;
		return this.collections[name].all();
	}

	/** One record by its id, of the kinds that have many. */
	find(name: EntityName, id: string): QuickBooksRecord | undefined {
		return name in this.collections ? this.collections[name as KeptName].get(id) : undefined;
	}

	/** Where ids and numbers go on from, once the records of the company file are in. */
	startCounting(): void {
		for (const name of KEPT) {
			this.ids.startAfter(
				name,
				this.collections[name].all().map(({ Id }) => Id),
			);
		}
		for (const [kind, sales] of Object.entries(this.sales)) {
			if (this.numbers.has(kind)) continue;
			this.numbers.startAfter(
				kind,
				sales.all().map(({ DocNumber }) => DocNumber ?? ''),
			);
		}
	}

	/** Now, in Pacific time. */
	now(): string {
		return pacific(this.clock.now());
	}

	/** The server's date. */
	today(): string {
		return serverDate(this.clock.now());
	}

	/** The date where the company is, which a person's own forms begin with. */
	localToday(): string {
		return dateIn(String(this.companyInfo['DefaultTimeZone'] ?? 'America/Los_Angeles'), this.clock.now());
	}

	/** What a new record has from the start. */
	fresh(name: KeptName): Pick<Kept, 'Id' | 'SyncToken' | 'MetaData'> {
		const now = this.now();
		return { Id: this.ids.next(name), SyncToken: '0', MetaData: { CreateTime: now, LastUpdatedTime: now } };
	}

	/** What every change moves (apis/quickbooks.md section 6). */
	stamp(record: Kept): Pick<Kept, 'Id' | 'SyncToken' | 'MetaData'> {
		const { Id, SyncToken, MetaData } = record;
		return {
			Id,
			SyncToken: String(Number(SyncToken) + 1),
			MetaData: { ...MetaData, LastUpdatedTime: this.now() },
		};
	}

	/** The record that a change names, with its present version. @throws Refused 610 or 5010 */
	current<T extends Kept>(collection: Collection<T>, sent: QuickBooksRecord): T {
		const held = collection.get(String(sent['Id'] ?? ''));
		if (!held) throw notFound();
		if (String(sent['SyncToken'] ?? '') !== held.SyncToken) {
			const other = 'Stale Object Error : You and root were working on this at the same time.';
			throw refused('5010', `${other} root finished before you did, so your work was not saved.`);
		}
		return held;
	}

	remove(name: KeptName, record: Kept): void {
		this.collections[name].remove(record.Id);
		this.deleted.push({ entity: name, Id: record.Id, LastUpdatedTime: this.now() });
		this.changed(() => void this.deleted.pop());
	}

	/** @throws Refused 2500 for no customer, 610 for an inactive one */
	customer(id: string): Customer {
		const found = this.customers.get(id);
		if (!found) throw invalidReference('Customer', id);
		if (!found.Active) throw notFound();
		return found;
	}

	/** Who has that name: customers, vendors and employees share theirs, inactive ones included. */
	bearerOf(displayName: string): { entity: 'Customer' | 'Vendor' | 'Employee'; record: Named } | undefined {
		for (const entity of ['Customer', 'Vendor', 'Employee'] as const) {
			const collection = this.collections[entity] as unknown as Collection<Named>;
			const [record] = collection.by(BY.displayName, displayName.trim().toLowerCase());
			if (record) return { entity, record };
		}
		return undefined;
	}

	itemsNamed(name: string): Item[] {
		return this.items.by(BY.itemName, name.trim().toLowerCase());
	}

	numbered(kind: SaleKind, number: string): Sale[] {
		return this.sales[kind].by(BY.number, number.toLowerCase());
	}

	salesOf(kind: SaleKind, customerId: string): Sale[] {
		return this.sales[kind].by(BY.customer, customerId);
	}

	paymentsOf(customerId: string): Payment[] {
		return this.payments.by(BY.paymentCustomer, customerId);
	}

	account(id: string | undefined): Account | undefined {
		return id === undefined ? undefined : (this.collections.Account.get(id) as Account | undefined);
	}

	term(id: string | undefined): Term | undefined {
		return id === undefined ? undefined : (this.collections.Term.get(id) as Term | undefined);
	}

	taxCode(id: string | undefined): TaxCode | undefined {
		return id === undefined ? undefined : (this.collections.TaxCode.get(id) as TaxCode | undefined);
	}

	taxRate(id: string | undefined): TaxRate | undefined {
		return id === undefined ? undefined : (this.collections.TaxRate.get(id) as TaxRate | undefined);
	}

	/** One group of preferences, e.g. `SalesFormsPrefs`. */
	prefs(group: string): QuickBooksRecord {
		return (this.preferences[group] ?? {}) as QuickBooksRecord;
	}

	get isAmerican(): boolean {
		return this.companyInfo['Country'] === 'US';
	}

	get homeCurrency(): string {
		const home = this.prefs('CurrencyPrefs')['HomeCurrency'] as { value?: string } | undefined;
		return home?.value ?? (this.isAmerican ? 'USD' : 'GBP');
	}

	get hasCurrencies(): boolean {
		return this.prefs('CurrencyPrefs')['MultiCurrencyEnabled'] === true;
	}

	/** Home currency for one unit of `currency`: the newest rate on or before `date`, else 1. */
	exchangeRate(currency: string, date: string): number {
		if (currency === this.homeCurrency) return 1;
		const known = this.exchangeRates
			.filter(({ SourceCurrencyCode, AsOfDate }) => SourceCurrencyCode === currency && String(AsOfDate) <= date)
			.sort((a, b) => String(a['AsOfDate']).localeCompare(String(b['AsOfDate'])));
		return Number(known.at(-1)?.['Rate'] ?? 1);
	}

	/**
	 * Open receivables of one customer: invoices less credits and money not set against any. Worked out when asked for, so it never
	 * moves the customer's version.
	 */
	balance(customerId: string): number {
		const owed = this.salesOf('Invoice', customerId).map(({ Balance }) => Balance ?? 0);
		const credits = this.salesOf('CreditMemo', customerId).map(({ Balance }) => -(Balance ?? 0));
		const unapplied = this.paymentsOf(customerId).map(({ UnappliedAmt }) => -UnappliedAmt);
		return sum([...owed, ...credits, ...unapplied]);
	}

	/** The same with its sub-customers. */
	balanceWithJobs(customerId: string): number {
		const children = this.customers.by(BY.parent, customerId);
		return sum([this.balance(customerId), ...children.map(({ Id }) => this.balanceWithJobs(Id))]);
	}

	/** @throws Refused 6200 for a date within closed books */
	checkOpen(date: string): void {
		const closed = this.prefs('AccountingInfoPrefs')['BookCloseDate'];
		if (typeof closed === 'string' && closed !== '' && date <= closed) {
			throw refused(
				'6200',
				`The account period has closed and the account books cannot be updated through the QBO Services API. Closing date: ${closed}`,
			);
		}
	}

	/** An amount in home currency. */
	inHome(amount: number, rate: number): number {
		return cents(new Decimal(amount).times(rate));
	}

	/** @throws Refused 6000 for a currency that the company does not have and cannot add */
	checkCurrency(code: string): void {
		if (code === this.homeCurrency || this.hasCurrencies) return;
		throw businessRule('Multi currency must be enabled to perform this operation');
	}
}
