import type { QuickBooksRecord } from '../core/types.mts';
import { sum } from './amounts.mts';
import type { Books } from './books.mts';
import type { EntityName } from './entities.mts';
import type { Customer, Item, Kept, Line, Payment, Ref, Sale } from './records.mts';

/** Records as the API shows them: names beside ids, figures worked out, empty attributes left out. */

/** `include` are the words of the query parameter of that name, e.g. `invoiceLink`. */
export function show(
	books: Books,
	entity: EntityName,
	record: QuickBooksRecord,
	include: ReadonlySet<string> = new Set(),
): QuickBooksRecord {
	const whole = { ...record, ...shownOf(books, entity, record, include), domain: 'QBO', sparse: false };
	return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined && value !== ''));
}

/** The value of a property as filters and orders compare it: of a reference its id, of an address for mail the address. */
export function valueOf(books: Books, entity: EntityName, record: QuickBooksRecord, name: string): unknown {
	if (entity === 'Customer' && name === 'Balance') return books.balance(String(record['Id']));
	if (entity === 'Customer' && name === 'BalanceWithJobs') return books.balanceWithJobs(String(record['Id']));
	if (name === 'FullyQualifiedName') return shownOf(books, entity, record, new Set())[name] ?? record[name];
	const value = name
		.split('.')
		.reduce<unknown>((inner, part) => (inner as QuickBooksRecord | undefined)?.[part], record);
	if (typeof value !== 'object' || value === null) return value;
	const { value: id, Address } = value as { value?: string; Address?: string };
	return id ?? Address;
}

function shownOf(
	books: Books,
	entity: EntityName,
	record: QuickBooksRecord,
	include: ReadonlySet<string>,
): QuickBooksRecord {
	switch (entity) {
		case 'Customer':
			return customer(books, record as Customer);
		case 'Item':
			return item(books, record as Item);
		case 'Invoice':
		case 'Estimate':
		case 'CreditMemo':
			return sale(books, entity, record as Sale, include);
		case 'Payment':
			return payment(books, record as Payment);
		case 'CompanyInfo':
			// The path asks for the realm id; the record itself has an id of its own.
			return { Id: '1', SyncToken: '0', MetaData: FOUNDED };
		case 'Preferences':
			return { Id: '1', SyncToken: '0', MetaData: FOUNDED };
		default:
			return {};
	}
}

const FOUNDED = { CreateTime: '2020-01-01T09:00:00-08:00', LastUpdatedTime: '2020-01-01T09:00:00-08:00' };

/** Every level's name, the outermost first. */
function qualifiedName(of: { get(id: string): Kept | undefined }, name: string, parent: Ref | undefined): string {
	const above = parent && (of.get(parent.value) as (Kept & { ParentRef?: Ref }) | undefined);
	if (!above) return name;
	return `${qualifiedName(of, String(above['DisplayName'] ?? above['Name']), above.ParentRef)}:${name}`;
}

function customer(books: Books, record: Customer): QuickBooksRecord {
	const tax = record.PrimaryTaxIdentifier;
	return {
		FullyQualifiedName: qualifiedName(books.customers, record.DisplayName, record.ParentRef),
		PrintOnCheckName: record['PrintOnCheckName'] ?? record.CompanyName ?? record.DisplayName,
		Balance: books.balance(record.Id),
		BalanceWithJobs: books.balanceWithJobs(record.Id),
		CurrencyRef: currency(record.CurrencyRef),
		// Shown masked but for its last five characters.
		...(tax && { PrimaryTaxIdentifier: `${'X'.repeat(Math.max(0, tax.length - 5))}${tax.slice(-5)}` }),
		...(record.SalesTermRef && {
			SalesTermRef: named(record.SalesTermRef, books.term(record.SalesTermRef.value)?.Name),
		}),
	};
}

function item(books: Books, record: Item): QuickBooksRecord {
	const { IncomeAccountRef: income } = record;
	return {
		FullyQualifiedName: qualifiedName(books.items, record.Name, record.ParentRef),
		...(income && { IncomeAccountRef: named(income, books.account(income.value)?.Name) }),
	};
}

function sale(books: Books, kind: EntityName, record: Sale, include: ReadonlySet<string>): QuickBooksRecord {
	const home = books.hasCurrencies;
	const { CurrencyRef, ExchangeRate, TotalAmt, Balance, SalesTermRef } = record as Sale & { SalesTermRef?: Ref };
	return {
		CustomerRef: named(record.CustomerRef, books.customers.get(record.CustomerRef.value)?.DisplayName),
		CurrencyRef: currency(CurrencyRef),
		ExchangeRate: home ? ExchangeRate : undefined,
		HomeTotalAmt: home ? books.inHome(TotalAmt, ExchangeRate) : undefined,
		...(home && kind === 'Invoice' && { HomeBalance: books.inHome(Balance ?? 0, ExchangeRate) }),
		...(SalesTermRef && { SalesTermRef: named(SalesTermRef, books.term(SalesTermRef.value)?.Name) }),
		Line: lines(books, record.Line),
		...(include.has('invoicelink') && kind === 'Invoice' && invoiceLink(books, record)),
		...(kind === 'CreditMemo' && { RemainingCredit: Balance }),
		...(kind === 'Invoice' && { AllowIPNPayment: false }),
	};
}

/** The lines and, at the end, the subtotal that QuickBooks adds. */
function lines(books: Books, kept: readonly Line[]): QuickBooksRecord[] {
	const shown = kept.map((line): QuickBooksRecord => {
		const detail = line.SalesItemLineDetail;
		if (line.DetailType === 'DescriptionOnly') return { ...line, DescriptionLineDetail: {} };
		if (!detail) return line;
		const ItemRef = named(detail.ItemRef, books.items.get(detail.ItemRef.value)?.Name);
		return { ...line, SalesItemLineDetail: { ...detail, ItemRef } };
	});
	const sales = kept.filter(({ DetailType }) => DetailType === 'SalesItemLineDetail');
	const Amount = sum(sales.map((line) => line.Amount ?? 0));
	const subtotal = { Amount, DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} };
	// Before a discount, as QuickBooks lists them.
	const at = shown.findIndex((line) => line['DetailType'] === 'DiscountLineDetail');
	return at < 0 ? [...shown, subtotal] : [...shown.slice(0, at), subtotal, ...shown.slice(at)];
}

/** With online payment switched on and an address to mail to. */
function invoiceLink(books: Books, record: Sale): QuickBooksRecord {
	if (books.prefs('SalesFormsPrefs')['ETransactionPaymentEnabled'] !== true || !record.BillEmail) return {};
	return { InvoiceLink: `https://connect.intuit.com/t/scs-v1-${books.realm}-${record.Id}` };
}

function payment(books: Books, record: Payment): QuickBooksRecord {
	return {
		CustomerRef: named(record.CustomerRef, books.customers.get(record.CustomerRef.value)?.DisplayName),
		CurrencyRef: currency(record.CurrencyRef),
		ExchangeRate: books.hasCurrencies ? record.ExchangeRate : undefined,
	};
}

function named(ref: Ref, name: string | undefined): Ref {
	return name === undefined ? ref : { value: ref.value, name };
}

function currency(ref: Ref): Ref {
	return { value: ref.value, name: NAMES.of(ref.value) ?? ref.value };
}

const NAMES = new Intl.DisplayNames('en', { type: 'currency' });
