import type { XeroRecord } from '../core/types.mts';
import type { Books } from './books.mts';
import { readMoment } from './dates.mts';
import type { Field, Fields, FieldType } from './where.mts';

/** The fields that a where or an order may name, by kind of record. */

type Names = Partial<Record<FieldType, string[]>>;

const CONTACT: Names = {
	guid: ['ContactID'],
	text: [
		...[
			'Name',
			'ContactNumber',
			'AccountNumber',
			'ContactStatus',
			'FirstName',
			'LastName',
			'CompanyNumber',
			'EmailAddress',
		],
		...['TaxNumber', 'DefaultCurrency', 'BankAccountDetails', 'AccountsReceivableTaxType', 'XeroNetworkKey'],
	],
	boolean: ['IsCustomer', 'IsSupplier'],
	date: ['UpdatedDateUTC'],
};

const DOCUMENT: Names = {
	guid: ['Contact.ContactID', 'BrandingThemeID'],
	text: ['Type', 'Status', 'Reference', 'CurrencyCode', 'Contact.Name', 'Contact.ContactNumber', 'LineAmountTypes'],
	number: ['SubTotal', 'TotalTax', 'Total', 'CurrencyRate'],
	boolean: ['SentToContact', 'HasAttachments'],
	date: ['Date', 'DueDate', 'FullyPaidOnDate', 'UpdatedDateUTC'],
};

const INVOICE: Names = {
	...DOCUMENT,
	guid: ['InvoiceID', ...(DOCUMENT.guid ?? [])],
	text: ['InvoiceNumber', 'Url', ...(DOCUMENT.text ?? [])],
	number: ['AmountDue', 'AmountPaid', 'AmountCredited', ...(DOCUMENT.number ?? [])],
};

const CREDIT_NOTE: Names = {
	...DOCUMENT,
	guid: ['CreditNoteID', ...(DOCUMENT.guid ?? [])],
	text: ['CreditNoteNumber', ...(DOCUMENT.text ?? [])],
	number: ['RemainingCredit', ...(DOCUMENT.number ?? [])],
};

const RECEIPT: Names = {
	guid: ['Contact.ContactID'],
	text: ['Type', 'Status', 'Reference', 'CurrencyCode', 'Contact.Name', 'Contact.ContactNumber'],
	number: ['Total', 'RemainingCredit', 'CurrencyRate'],
	date: ['Date', 'UpdatedDateUTC'],
};

const ITEM: Names = {
	guid: ['ItemID'],
	text: ['Code', 'Name', 'Description'],
	number: ['SalesDetails.UnitPrice', 'PurchaseDetails.UnitPrice'],
	boolean: ['IsSold', 'IsPurchased', 'IsTrackedAsInventory'],
	date: ['UpdatedDateUTC'],
};

const PAYMENT: Names = {
	guid: ['PaymentID', 'Invoice.InvoiceID', 'Account.AccountID'],
	text: ['Status', 'PaymentType', 'Reference', 'Account.Code'],
	number: ['Amount', 'CurrencyRate'],
	boolean: ['IsReconciled'],
	date: ['Date', 'UpdatedDateUTC'],
};

const SETTINGS: Names = {
	guid: ['AccountID', 'BrandingThemeID', 'TrackingCategoryID', 'RepeatingInvoiceID'],
	text: ['Code', 'Name', 'Type', 'Class', 'Status', 'TaxType', 'SystemAccount', 'ReportTaxType', 'Description'],
	number: ['EffectiveRate', 'DisplayTaxRate'],
	boolean: ['EnablePaymentsToAccount', 'CanApplyToRevenue'],
};

const KINDS = {
	Contacts: CONTACT,
	Invoices: INVOICE,
	CreditNotes: CREDIT_NOTE,
	Prepayments: { ...RECEIPT, guid: ['PrepaymentID', ...(RECEIPT.guid ?? [])] },
	Overpayments: { ...RECEIPT, guid: ['OverpaymentID', ...(RECEIPT.guid ?? [])] },
	Items: ITEM,
	Payments: PAYMENT,
	Settings: SETTINGS,
};
export type FieldKind = keyof typeof KINDS;

/** The fields of a kind, read from the records of these books. A document's contact is looked up, since its name may change. */
export function fieldsOf<T extends XeroRecord>(kind: FieldKind, books: Books): Fields<T> {
	const fields: Fields<T> = new Map();
	for (const [type, names] of Object.entries(KINDS[kind]) as Array<[FieldType, string[]]>) {
		for (const name of names) fields.set(name.toLowerCase(), field(type, name, books));
	}
	return fields;
}

function field<T extends XeroRecord>(type: FieldType, name: string, books: Books): Field<T> {
	const [outer = name, inner] = name.split('.');
	const plain = inner === undefined ? (record: T) => record[outer] : nested<T>(outer, inner, books);
	const documents = { IsCustomer: 'ACCREC', IsSupplier: 'ACCPAY' }[name];
	if (documents)
		return { type, read: (record) => plain(record) === true || books.has(String(record['ContactID']), documents) };
	if (type === 'date') return { type, read: (record) => readMoment(plain(record)) };
	if (type === 'boolean') return { type, read: (record) => plain(record) === true };
	return { type, read: (record) => (plain(record) ?? undefined) as string | number | undefined };
}

function nested<T extends XeroRecord>(outer: string, inner: string, books: Books): (record: T) => unknown {
	return (record) => {
		const part = record[outer] as XeroRecord | undefined;
		const whole = outer === 'Contact' ? books.contacts.get(String(part?.['ContactID'])) : part;
		return whole?.[inner];
	};
}

/** Comparisons on which Xero's database uses an index, as `where.mts` names them. apis/xero.md sections 5 and 7.7. */
export const OPTIMISED: Record<FieldKind, ReadonlySet<string>> = {
	Contacts: new Set(['name ==', 'emailaddress ==', 'accountnumber ==', 'contactid ==']),
	Invoices: new Set([
		...['status', 'contact.contactid', 'contact.name', 'contact.contactnumber', 'reference'].map(
			(name) => `${name} ==`,
		),
		...['invoicenumber', 'invoiceid', 'type', 'amountpaid'].map((name) => `${name} ==`),
		...['date', 'duedate', 'amountdue'].flatMap((name) =>
			['==', '>', '<', '>=', '<='].map((operator) => `${name} ${operator}`),
		),
	]),
	CreditNotes: new Set(),
	Prepayments: new Set(),
	Overpayments: new Set(),
	Items: new Set(),
	Payments: new Set(),
	Settings: new Set(),
};
