import type { Clock, QuickBooksRecord } from '../core/types.mts';
import { cents, sum } from './amounts.mts';
import { Books, KEPT } from './books.mts';
import type { BooksFile } from './books.mts';
import { pacific, readMoment } from './dates.mts';
import { dueDate } from './due.mts';
import { ref } from './input.mts';
import { discountOf, isSale } from './lines.mts';
import type {
	Customer,
	Item,
	Kept,
	Line,
	Link,
	Named,
	Payment,
	PaymentLine,
	Sale,
	SaleKind,
	TaxDetail,
} from './records.mts';
import { taxed } from './tax.mts';

/** Opens the books of a company from its part of a company file, and gives them back in that form. */

/** When records that do not say were last changed: before anything a run does. */
const LONG_AGO = '2020-01-01T09:00:00-08:00';

/** What a record leaves out gets QuickBooks' default; totals that are given are kept. */
export function openBooks(file: BooksFile, clock: Clock): Books {
	const books = new Books(file, clock);
	for (const name of ['Account', 'TaxAgency', 'TaxRate', 'TaxCode', 'Term', 'CompanyCurrency'] as const) {
		file[name].forEach((record, n) => books.of(name).put({ Active: true, ...kept(record, n) }));
	}
	file.Item.forEach((record, n) => books.items.put(item(kept(record, n))));
	file.Customer.forEach((record, n) => books.customers.put(customer(books, kept(record, n))));
	for (const name of ['Vendor', 'Employee'] as const) {
		file[name].forEach((record, n) => books.of(name).put(named(kept(record, n))));
	}
	const links = linksOf(file);
	for (const kind of ['Invoice', 'Estimate', 'CreditMemo'] as const) {
		file[kind].forEach((record, n) => books.sales[kind].put(sale(books, kind, record, n, links)));
	}
	file.Payment.forEach((record, n) => books.payments.put(payment(books, record, n)));
	books.startCounting();
	books.settle();
	books.changes = 0;
	return books;
}

/** The books in the form they are opened from. */
export function dumpBooks(books: Books): BooksFile {
	const lists = Object.fromEntries(KEPT.map((name) => [name, [...books.of(name).all()]])) as unknown as BooksFile;
	return {
		...lists,
		CompanyInfo: books.companyInfo,
		Preferences: books.preferences,
		ExchangeRate: books.exchangeRates,
		behaviour: books.behaviour,
		Deleted: [...books.deleted],
		LastNumbers: books.numbers.dump(),
		LastIds: books.ids.dump(),
	};
}

/** What stands against each sale, as `Invoice 17`: how much, and by which payments. */
type Links = Map<string, { amount: number; links: Link[] }>;

function linksOf(file: BooksFile): Links {
	const all: Links = new Map();
	for (const [n, record] of file.Payment.entries()) {
		for (const { Amount, LinkedTxn } of (record['Line'] ?? []) as PaymentLine[]) {
			for (const { TxnId, TxnType } of LinkedTxn) {
				const key = `${TxnType} ${TxnId}`;
				const { amount, links } = all.get(key) ?? { amount: 0, links: [] };
				const link = { TxnId: idOf(record, n), TxnType: 'Payment' };
				all.set(key, { amount: sum([amount, Amount]), links: [...links, link] });
			}
		}
	}
	return all;
}

function idOf(record: QuickBooksRecord, n: number): string {
	return String(record['Id'] ?? n + 1);
}

function kept(record: QuickBooksRecord, n: number): Kept {
	const times = (record['MetaData'] ?? {}) as Partial<Kept['MetaData']>;
	const LastUpdatedTime = moment(times.LastUpdatedTime) ?? LONG_AGO;
	const CreateTime = moment(times.CreateTime) ?? LastUpdatedTime;
	const SyncToken = String(record['SyncToken'] ?? '0');
	return { ...record, Id: idOf(record, n), SyncToken, MetaData: { CreateTime, LastUpdatedTime } };
}

function moment(text: string | undefined): string | undefined {
	const ms = text === undefined ? undefined : readMoment(text);
	return ms === undefined ? undefined : pacific(ms);
}

function item(record: Kept): Item {
	return {
		Type: 'Service',
		...record,
		Name: String(record['Name'] ?? `Item ${record.Id}`),
		Active: record.Active !== false,
	};
}

function named(record: Kept): Named {
	const DisplayName = String(record['DisplayName'] ?? record['CompanyName'] ?? record.Id);
	return { ...record, DisplayName, Active: record.Active !== false };
}

function customer(books: Books, record: Kept): Customer {
	const CurrencyRef = ref(record['CurrencyRef']) ?? { value: books.homeCurrency };
	const defaults = { Taxable: true, PreferredDeliveryMethod: 'None', BillWithParent: false };
	return { ...defaults, ...named(record), Job: record['Job'] === true, CurrencyRef };
}

function sale(books: Books, kind: SaleKind, given: QuickBooksRecord, n: number, links: Links): Sale {
	const record = kept(given, n);
	const customerId = ref(record['CustomerRef'])?.value ?? '';
	const buyer = books.customers.get(customerId);
	if (!buyer)
		throw new Error(`The company file has a transaction of a customer it does not hold: ${kind} ${record.Id}`);
	const TxnDate = String(record['TxnDate'] ?? record.MetaData.CreateTime.slice(0, 10));
	const figures = figuresOf(books, record, buyer);
	const CurrencyRef = ref(record['CurrencyRef']) ?? buyer.CurrencyRef;
	const against = links.get(`${kind} ${record.Id}`);
	const Deposit = Number(record['Deposit'] ?? 0);
	const TotalAmt = Number(record['TotalAmt'] ?? figures.TotalAmt);
	const left = sum([TotalAmt, -Deposit, -(against?.amount ?? 0)]);
	const term = books.term(ref(record['SalesTermRef'])?.value ?? buyer.SalesTermRef?.value);
	return {
		PrintStatus: 'NeedToPrint',
		CustomField: [],
		...record,
		...figures,
		TotalAmt,
		TxnDate,
		...(kind === 'Invoice' && { DueDate: String(record['DueDate'] ?? dueDate(TxnDate, term)) }),
		CustomerRef: { value: customerId },
		CurrencyRef,
		ExchangeRate: Number(record['ExchangeRate'] ?? books.exchangeRate(CurrencyRef.value, TxnDate)),
		ApplyTaxAfterDiscount: record['ApplyTaxAfterDiscount'] === true,
		EmailStatus: String(record['EmailStatus'] ?? 'NotSet'),
		LinkedTxn: (record['LinkedTxn'] as Link[] | undefined) ?? against?.links ?? [],
		...(kind === 'Estimate'
			? { TxnStatus: String(record['TxnStatus'] ?? 'Pending') }
			: { Balance: Number(record['Balance'] ?? left) }),
	};
}

/** Lines, tax and total, worked out where the file does not say. */
function figuresOf(
	books: Books,
	record: Kept,
	buyer: Customer,
): Pick<Sale, 'Line' | 'TxnTaxDetail' | 'TotalAmt' | 'GlobalTaxCalculation'> {
	const given = ((record['Line'] ?? []) as Line[]).filter(({ DetailType }) => DetailType !== 'SubTotalLineDetail');
	const lines = given.map((line, n) => ({ ...line, Id: String(line.Id ?? n + 1), LineNum: line.LineNum ?? n + 1 }));
	const told = record['TxnTaxDetail'] as Partial<TaxDetail> | undefined;
	const discount = discountOf(lines);
	const fields = { GlobalTaxCalculation: 'TaxExcluded', ...record, TxnTaxDetail: undefined };
	const isTaxAfterDiscount = record['ApplyTaxAfterDiscount'] === true;
	const shipTo = (record['ShipAddr'] ?? buyer.ShipAddr) as Sale['ShipAddr'];
	const isCustomerTaxable = buyer.Taxable !== false;
	const tax = taxed(books, {
		lines,
		fields,
		discount,
		isTaxAfterDiscount,
		shipTo,
		isCustomerTaxable,
		isPast: true,
	});
	const detail = told?.TotalTax === undefined ? tax.detail : { TaxLine: [], ...told, TotalTax: told.TotalTax };
	const net = sum(tax.lines.filter(isSale).map(({ Amount = 0 }) => Amount));
	return {
		Line: tax.lines,
		TxnTaxDetail: detail,
		TotalAmt: sum([net, -discount, detail.TotalTax]),
		...(tax.calculation !== undefined && { GlobalTaxCalculation: tax.calculation }),
	};
}

function payment(books: Books, given: QuickBooksRecord, n: number): Payment {
	const record = kept(given, n);
	const customerId = ref(record['CustomerRef'])?.value ?? '';
	const TxnDate = String(record['TxnDate'] ?? record.MetaData.CreateTime.slice(0, 10));
	const CurrencyRef = ref(record['CurrencyRef']) ??
		books.customers.get(customerId)?.CurrencyRef ?? { value: books.homeCurrency };
	const Line = (record['Line'] ?? []) as PaymentLine[];
	const of = (type: string): number =>
		sum(Line.filter(({ LinkedTxn }) => LinkedTxn[0]?.TxnType === type).map(({ Amount }) => Amount));
	const TotalAmt = cents(Number(record['TotalAmt'] ?? of('Invoice')));
	return {
		...record,
		TxnDate,
		CustomerRef: { value: customerId },
		CurrencyRef,
		ExchangeRate: Number(record['ExchangeRate'] ?? books.exchangeRate(CurrencyRef.value, TxnDate)),
		TotalAmt,
		UnappliedAmt: Number(record['UnappliedAmt'] ?? sum([TotalAmt, of('CreditMemo'), -of('Invoice')])),
		Line,
	};
}
