/** The believable company with three years of books of any size in it. */
import { believableCompany } from '../../../sandbox/company/believable.mts';
import type { CompanyFile, XeroRecord } from '../../../sandbox/core/types.mts';
import { daysAgo } from './deals.mts';

export interface Size {
	customers: number;
	invoices: number;
	open: number;
}

const DAYS = 3 * 365;

export interface Counts {
	/** Paid in full within the last 12 months. */
	closedInYear: number;
	payments: number;
}

/** The newest invoices, from three days ago on, are the open ones; every other was paid 20 to 49 days after its date. */
export function manyInvoices({ customers, invoices: count, open: unpaid }: Size): {
	company: CompanyFile;
	counts: Counts;
} {
	const company = believableCompany();
	const { xero } = company;
	if (xero === undefined) throw new Error('The believable company keeps its books in Xero');
	const guid = (kind: number, n: number) =>
		`${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;
	const invoices: XeroRecord[] = [];
	const payments: XeroRecord[] = [];
	let closedInYear = 0;
	for (let n = 0; n < count; n++) {
		const age = 3 + Math.floor((n * DAYS) / count);
		const isOpen = n < unpaid;
		const paidAge = age - 20 - (n % 30);
		const paid = isOpen || paidAge < 0 ? null : daysAgo(paidAge);
		if (paid !== null && paidAge < 365) closedInYear += 1;
		const price = 100 + (n % 900);
		const tax = (price * 20) / 100;
		const total = (price * 120) / 100;
		const open = paid === null;
		invoices.push({
			InvoiceID: guid(1, n),
			Type: 'ACCREC',
			InvoiceNumber: `INV-${100_000 + n}`,
			Contact: { ContactID: guid(3, n % customers), Name: `Customer ${n % customers}` },
			Date: daysAgo(age),
			DueDate: daysAgo(age - 30),
			LineAmountTypes: 'Exclusive',
			CurrencyCode: 'GBP',
			Status: open ? 'AUTHORISED' : 'PAID',
			LineItems: [
				{
					Description: 'Work',
					Quantity: 1,
					UnitAmount: price,
					AccountCode: '200',
					TaxType: 'OUTPUT2',
					TaxAmount: tax,
					LineAmount: price,
				},
			],
			SubTotal: price,
			TotalTax: tax,
			Total: total,
			AmountDue: open ? total : 0,
			AmountPaid: open ? 0 : total,
			...(open ? {} : { FullyPaidOnDate: paid }),
			UpdatedDateUTC: `${paid ?? daysAgo(age)}T12:00:00Z`,
		});
		if (!open) {
			payments.push({
				PaymentID: guid(2, n),
				Invoice: { InvoiceID: guid(1, n) },
				Account: { Code: '090' },
				Date: paid,
				Amount: total,
				Status: 'AUTHORISED',
				PaymentType: 'ACCRECPAYMENT',
			});
		}
	}
	const contacts = Array.from({ length: customers }, (_, n) => ({
		ContactID: guid(3, n),
		Name: `Customer ${n}`,
		ContactStatus: 'ACTIVE',
		EmailAddress: `accounts@customer${n}.example`,
		IsCustomer: true,
	}));
	const books = { ...xero, Contacts: contacts, Invoices: invoices, Payments: payments };
	return { company: { ...company, xero: books }, counts: { closedInYear, payments: payments.length } };
}
