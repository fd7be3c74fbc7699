import type { XeroRecord } from '../core/types.mts';
import { round, sum } from './amounts.mts';
import type { Author } from './author.mts';
import type { Books } from './books.mts';
import { readDate } from './dates.mts';
import { findInvoice } from './invoiceWrite.mts';
import { Invalid } from './problems.mts';
import type { Account, Invoice, Payment } from './records.mts';

/** Receiving and withdrawing payments: apis/xero.md section 8. */

/**
 * Books a payment on an approved invoice, which becomes PAID when nothing is left.
 * @throws Invalid with Xero's own messages
 */
export function createPayment(books: Books, fields: XeroRecord, by: Author): Payment {
	const invoice = findInvoice(books, { ...(fields['Invoice'] as XeroRecord), ...pickNumber(fields) });
	if (!invoice) throw new Invalid('The invoice could not be found.');
	const account = paymentAccount(books, (fields['Account'] ?? {}) as Partial<Account>);
	if (invoice.Status !== 'AUTHORISED') throw new Invalid('Payments can only be made against Authorised documents');
	const amount = round(Number(fields['Amount'] ?? 0), 2);
	if (!amount.greaterThan(0)) throw new Invalid('Payment amount must be greater than zero');
	if (amount.greaterThan(invoice.AmountDue))
		throw new Invalid('Payment amount exceeds the amount outstanding on this document');
	const payment: Payment = {
		PaymentID: books.newId('Payment', books.payments),
		Invoice: { InvoiceID: invoice.InvoiceID },
		Account: { AccountID: account.AccountID, Code: account.Code },
		Date: readDate(fields['Date']) ?? books.today(),
		Amount: amount.toNumber(),
		CurrencyRate: Number(fields['CurrencyRate'] ?? invoice.CurrencyRate),
		...(fields['Reference'] ? { Reference: String(fields['Reference']) } : {}),
		IsReconciled: fields['IsReconciled'] === true,
		Status: 'AUTHORISED',
		PaymentType: invoice.Type === 'ACCREC' ? 'ACCRECPAYMENT' : 'ACCPAYPAYMENT',
		UpdatedDateUTC: books.now(),
	};
	books.payments.put(payment);
	if (by.clientId) books.markCreated(payment.PaymentID, by.clientId);
	settleInvoice(books, invoice, payment.Amount, payment.Date);
	const left = books.invoices.get(invoice.InvoiceID)?.AmountDue ?? 0;
	books.addHistory(
		invoice.InvoiceID,
		'Payment Made',
		by.user,
		`Payment of ${amount.toFixed(2)}. ${left.toFixed(2)} left to pay.`,
	);
	return payment;
}

/** Withdraws a payment; its invoice is open again. */
export function deletePayment(books: Books, payment: Payment, by: Author): Payment {
	if (payment.Status === 'DELETED') throw new Invalid('The payment has already been deleted.');
	const deleted: Payment = { ...payment, Status: 'DELETED', UpdatedDateUTC: books.now() };
	books.payments.put(deleted);
	const invoice = books.invoices.get(payment.Invoice.InvoiceID);
	if (invoice) settleInvoice(books, invoice, -payment.Amount, payment.Date);
	books.addHistory(
		payment.Invoice.InvoiceID,
		'Payment Deleted',
		by.user,
		`Payment of ${payment.Amount.toFixed(2)} deleted.`,
	);
	return deleted;
}

/** Moves what is paid and due on an invoice by `amount`. */
function settleInvoice(books: Books, invoice: Invoice, amount: number, date: string): void {
	const paid = sum([invoice.AmountPaid, amount]);
	const due = sum([invoice.Total, -paid, -invoice.AmountCredited]);
	const { FullyPaidOnDate: _, ...rest } = invoice;
	books.invoices.put({
		...rest,
		AmountPaid: paid,
		AmountDue: due,
		Status: due === 0 ? 'PAID' : 'AUTHORISED',
		...(due === 0 && { FullyPaidOnDate: date }),
		UpdatedDateUTC: books.now(),
	});
}

function pickNumber(fields: XeroRecord): XeroRecord {
	return fields['InvoiceNumber'] ? { InvoiceNumber: fields['InvoiceNumber'] } : {};
}

function paymentAccount(books: Books, asked: Partial<Account>): Account {
	const account = asked.AccountID ? books.accounts.get(asked.AccountID) : books.account(asked.Code);
	const takes =
		account && account.Status === 'ACTIVE' && (account.Type === 'BANK' || account.EnablePaymentsToAccount === true);
	if (!takes) throw new Invalid('Account must be valid.');
	return account;
}

/** A payment as the API shows it, with its invoice in brief. */
export function showPayment(books: Books, payment: Payment): XeroRecord {
	const invoice = books.invoices.get(payment.Invoice.InvoiceID);
	const contact = invoice && books.contacts.get(invoice.Contact.ContactID);
	return {
		...payment,
		HasAccount: payment.Account.AccountID !== undefined || payment.Account.Code !== undefined,
		UpdatedDateUTCString: payment.UpdatedDateUTC.slice(0, 19),
		Invoice: {
			...payment.Invoice,
			...(invoice && {
				Type: invoice.Type,
				InvoiceNumber: invoice.InvoiceNumber,
				CurrencyCode: invoice.CurrencyCode,
			}),
			...(contact && { Contact: { ContactID: contact.ContactID, Name: contact.Name } }),
			HasErrors: false,
			IsDiscounted: false,
		},
		HasValidationErrors: false,
	};
}
