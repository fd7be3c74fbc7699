import type { Clock, SageBusinessFile, SageRecord } from '../core/types.mts';
import { decimal, money, sum } from './amounts.mts';
import { Books, isoSecond } from './books.mts';
import type { DocumentKind } from './documentKinds.mts';
import { CREDIT_NOTE, INVOICE, isUnposted, numberOf } from './documentKinds.mts';
import { given } from './fields.mts';
import { hexId } from './ids.mts';
import { taxAt } from './lines.mts';
import type {
	Address,
	Allocated,
	Contact,
	ContactAllocation,
	ContactPayment,
	ContactPerson,
	Kept,
	Line,
	Ref,
	SalesDocument,
} from './records.mts';
import { settled } from './settlement.mts';
import type { Settlement } from './settlement.mts';

/** From a company file to books (dump.mts goes back). What a record leaves out gets Sage's default; totals that are given are kept. */

/** The file's own records stay as they are: those of the books are copies, and nothing is changed in place. */
export function openBooks(file: SageBusinessFile, clock: Clock, seed: number): Books {
	const books = new Books(file, clock, seed);
	return books.attempt(() => {
		fill(books, file);
		return books;
	});
}

function fill(books: Books, file: SageBusinessFile): void {
	for (const rate of file.business_exchange_rates)
		books.exchangeRates.put({ currency_id: String(rate.currency_id), rate: number(rate.rate) ?? 1 });
	for (const account of file.ledger_accounts)
		books.ledgerAccounts.put({
			...kept(books, account, 'ledger account'),
			name: text(account.name),
			nominal_code: Number(account.nominal_code ?? 0),
			visible_in_sales: account.visible_in_sales === true,
		});
	for (const account of file.bank_accounts)
		books.bankAccounts.put({
			...kept(books, account, 'bank account'),
			is_active: account.is_active !== false,
			currency: refOf(account.currency) ?? { id: books.baseCurrency },
		});
	for (const rate of file.tax_rates)
		books.taxRates.put({
			...kept(books, rate, 'tax rate'),
			name: text(rate.name),
			percentage: number(rate.percentage) ?? 0,
			is_visible: rate.is_visible !== false,
			address_region: refOf(rate.address_region),
		});
	for (const [list, records] of [
		[books.products, file.products],
		[books.services, file.services],
		[books.stockItems, file.stock_items],
	] as const)
		for (const item of records)
			list.put({
				...kept(books, item, 'item'),
				item_code: optional(item.item_code),
				description: text(item.description),
				active: item.active !== false,
				sales_ledger_account: refOf(item.sales_ledger_account),
				sales_tax_rate: refOf(item.sales_tax_rate),
			});
	for (const contact of file.contacts) books.contacts.put(contactOf(books, contact));
	for (const payment of file.contact_payments) books.payments.put(paymentOf(books, payment));
	for (const allocation of file.contact_allocations) books.allocations.put(allocationOf(books, allocation));
	const stands = settlementsByArtefact(books);
	for (const [kind, records] of [
		[INVOICE, file.sales_invoices],
		[CREDIT_NOTE, file.sales_credit_notes],
		[books.quoteKind, file.sales_quotes],
	] as const) {
		for (const record of records) {
			const document = documentOf(books, kind, record);
			books
				.documents(kind)
				.put(kind.posts ? asSettled(document, record, stands.get(document.id) ?? []) : document);
		}
		continueNumbers(books, kind);
	}
	for (const payment of books.payments.all()) {
		const onAccount = payment.payment_on_account;
		if (!onAccount) continue;
		const used = (stands.get(onAccount.id) ?? []).map(({ amount }) => -amount);
		const outstanding_amount = sum([onAccount.total_amount, ...used]);
		books.payments.put({ ...payment, payment_on_account: { ...onAccount, outstanding_amount } });
	}
}

function kept(books: Books, record: SageRecord, kind: string): SageRecord & Kept {
	const at = optional(record['created_at']) ?? optional(record['updated_at']);
	const made = at === undefined ? books.now() : isoSecond(Date.parse(at));
	const changed = optional(record['updated_at']);
	return {
		...record,
		id: optional(record['id']) ?? books.newId(kind),
		created_at: made,
		updated_at: changed === undefined ? made : isoSecond(Date.parse(changed)),
		deleted_at: optional(record['deleted_at']),
	};
}

function contactOf(books: Books, record: SageRecord): Contact {
	const contact = kept(books, record, 'contact');
	const types = (record['contact_types'] as Ref[] | undefined) ?? [{ id: 'CUSTOMER' }];
	return given({
		...contact,
		name: text(record['name']),
		reference: optional(record['reference']),
		contact_types: types.map(({ id }) => ({ id })),
		currency: refOf(record['currency']) ?? { id: books.baseCurrency },
		is_active: record['is_active'] !== false,
		tax_number: optional(record['tax_number']),
		credit_limit: number(record['credit_limit']),
		credit_days: number(record['credit_days']),
		main_address: part<Address>(contact.id, 'main_address', record),
		delivery_address: part<Address>(contact.id, 'delivery_address', record),
		main_contact_person: part<ContactPerson>(contact.id, 'main_contact_person', record),
	});
}

function part<T extends { id: string }>(contactId: string, name: string, record: SageRecord): T | undefined {
	const held = record[name] as T | undefined;
	return held && { ...held, id: held.id ?? hexId(`${name} ${contactId}`) };
}

function documentOf(books: Books, kind: DocumentKind, record: SageRecord): SalesDocument {
	const document = kept(books, record, kind.wrapper);
	const contact = refOf(record['contact']) ?? { id: '' };
	const currency = refOf(record['currency']) ??
		books.contacts.get(contact.id)?.currency ?? { id: books.baseCurrency };
	const lines = ((record[kind.lines] ?? []) as SageRecord[]).map((line, index) =>
		lineOf(books, line, hexId(`line ${document.id} ${index}`)),
	);
	const shipping = number(record['shipping_net_amount']) ?? 0;
	const shippingTax = number(record['shipping_tax_amount']) ?? 0;
	const net = number(record['net_amount']) ?? sum([...lines.map((line) => line.net_amount), shipping]);
	const tax = number(record['tax_amount']) ?? sum([...lines.map((line) => line.tax_amount), shippingTax]);
	const isHome = currency.id === books.baseCurrency;
	const rate = number(record['exchange_rate']) ?? (isHome ? 1 : (books.exchangeRates.get(currency.id)?.rate ?? 1));
	const { displayed_as: _, ...own } = document;
	return given({
		...own,
		contact,
		contact_name: optional(record['contact_name']) ?? books.contacts.get(contact.id)?.name ?? '',
		date: text(record['date']) || books.today(),
		reference: optional(record['reference']),
		notes: optional(record['notes']),
		currency,
		exchange_rate: rate,
		status: refOf(record['status']) ?? { id: kind.posts ? 'UNPAID' : 'PENDING' },
		sent: record['sent'] === true,
		shipping_net_amount: shipping,
		shipping_tax_rate: refOf(record['shipping_tax_rate']),
		shipping_tax_amount: shippingTax,
		[kind.lines]: lines,
		net_amount: net,
		tax_amount: tax,
		total_amount: number(record['total_amount']) ?? sum([net, tax]),
		total_paid: 0,
		outstanding_amount: 0,
		...addressesOf(books, contact, record),
	});
}

function addressesOf(
	books: Books,
	contact: Ref,
	record: SageRecord,
): { main_address?: Address; delivery_address?: Address } {
	const held = books.contacts.get(contact.id);
	const main = (record['main_address'] as Address | undefined) ?? held?.main_address;
	const delivery = (record['delivery_address'] as Address | undefined) ?? held?.delivery_address ?? main;
	return { main_address: main, delivery_address: delivery };
}

function lineOf(books: Books, record: SageRecord, id: string): Line {
	const quantity = number(record['quantity']) ?? 1;
	const price = number(record['unit_price']) ?? 0;
	const before = money(decimal(quantity)?.times(price) ?? 0);
	const percentage = number(record['discount_percentage']) ?? 0;
	const discount = number(record['discount_amount']) ?? money(decimal(before)?.times(percentage).div(100) ?? 0);
	const rate = books.taxRates.get(refOf(record['tax_rate'])?.id ?? '');
	const includesTax = record['unit_price_includes_tax'] === true;
	const after = sum([before, -discount]);
	const tax = number(record['tax_amount']) ?? taxAt(rate?.percentage ?? 0, after, includesTax);
	const net = number(record['net_amount']) ?? (includesTax ? sum([after, -tax]) : after);
	return given({
		...record,
		id: optional(record['id']) ?? id,
		description: text(record['description']),
		ledger_account: refOf(record['ledger_account']),
		product: refOf(record['product']),
		service: refOf(record['service']),
		quantity,
		unit_price: price,
		unit_price_includes_tax: includesTax,
		discount_amount: discount,
		discount_percentage: percentage,
		tax_rate: refOf(record['tax_rate']),
		net_amount: net,
		tax_amount: tax,
		total_amount: number(record['total_amount']) ?? sum([net, tax]),
		eu_goods_services_type: refOf(record['eu_goods_services_type']),
	});
}

function paymentOf(books: Books, record: SageRecord): ContactPayment {
	const payment = kept(books, record, 'payment');
	const parts = partsOf(record, payment.id);
	const total = number(record['total_amount']) ?? 0;
	const left = sum([total, ...parts.map(({ amount }) => -amount)]);
	const held = record['payment_on_account'] as Ref | undefined;
	const currency = refOf(record['currency']) ?? { id: books.baseCurrency };
	return given({
		...payment,
		transaction_type: refOf(record['transaction_type']) ?? { id: 'CUSTOMER_RECEIPT' },
		contact: refOf(record['contact']) ?? { id: '' },
		bank_account: refOf(record['bank_account']) ?? { id: '' },
		date: text(record['date']) || books.today(),
		total_amount: total,
		currency,
		exchange_rate:
			number(record['exchange_rate']) ??
			(currency.id === books.baseCurrency ? 1 : (books.exchangeRates.get(currency.id)?.rate ?? 1)),
		reference: optional(record['reference']),
		allocated_artefacts: parts,
		payment_on_account:
			left > 0
				? { id: held?.id ?? hexId(`on account ${payment.id}`), total_amount: left, outstanding_amount: left }
				: undefined,
	});
}

function allocationOf(books: Books, record: SageRecord): ContactAllocation {
	const allocation = kept(books, record, 'allocation');
	return given({
		...allocation,
		transaction_type: refOf(record['transaction_type']) ?? { id: 'CUSTOMER_ALLOCATION' },
		contact: refOf(record['contact']) ?? { id: '' },
		date: text(record['date']) || books.today(),
		allocated_artefacts: partsOf(record, allocation.id),
	});
}

function partsOf(record: SageRecord, owner: string): Allocated[] {
	return ((record['allocated_artefacts'] ?? []) as SageRecord[]).map((row, index) => ({
		id: optional(row['id']) ?? hexId(`part ${owner} ${index}`),
		artefact: refOf(row['artefact']) ?? { id: '' },
		amount: number(row['amount']) ?? 0,
		discount: number(row['discount']) ?? 0,
	}));
}

/** All that stands against each artefact, read once for a whole file. */
function settlementsByArtefact(books: Books): Map<string, Settlement[]> {
	const stands = new Map<string, Settlement[]>();
	const add = (date: string, rows: readonly Allocated[], by: Settlement['by']): void => {
		for (const { artefact, amount, discount } of rows) {
			const list = stands.get(artefact.id) ?? [];
			list.push({ date, amount: Math.abs(amount), discount, by });
			stands.set(artefact.id, list);
		}
	};
	for (const payment of books.payments.all())
		if (!payment.deleted_at) add(payment.date, payment.allocated_artefacts, { payment });
	for (const allocation of books.allocations.all())
		if (!allocation.deleted_at) add(allocation.date, allocation.allocated_artefacts, { allocation });
	for (const list of stands.values()) list.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
	return stands;
}

/** A document that the file says was paid beyond the payments it tells was settled before its records begin. */
function asSettled(document: SalesDocument, record: SageRecord, stands: readonly Settlement[]): SalesDocument {
	if (isUnposted(document) || document.status.id === 'VOID') return settled(document, stands);
	const told = number(record['total_paid']) ?? (document.status.id === 'PAID' ? document.total_amount : 0);
	const stand = sum(stands.flatMap(({ amount, discount }) => [amount, discount]));
	const before = sum([told, -stand]);
	return settled(before > 0 ? { ...document, settled_before: before } : document, stands);
}

/** The series goes on after the highest number there is, unless the settings say so themselves. */
function continueNumbers(books: Books, kind: DocumentKind): void {
	const used = books
		.documents(kind)
		.all()
		.map((document) => Number(/(\d+)$/.exec(numberOf(kind, document))?.[1] ?? 0));
	const next = used.reduce((highest, one) => Math.max(highest, one), 0) + 1;
	if (Number(books.invoiceSettings[kind.nextSetting] ?? 0) < next) books.setNextNumber(kind, next);
}

function refOf(value: unknown): Ref | undefined {
	const id = (value as SageRecord | null | undefined)?.['id'];
	return id === undefined || id === null || id === '' ? undefined : { id: String(id) };
}

function number(value: unknown): number | undefined {
	return decimal(value)?.toNumber();
}

function text(value: unknown): string {
	return value === undefined || value === null ? '' : String(value);
}

function optional(value: unknown): string | undefined {
	return text(value) || undefined;
}
