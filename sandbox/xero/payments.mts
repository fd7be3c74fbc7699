import type { XeroRecord } from '../core/types.mts';
import { round } from './amounts.mts';
import type { Author } from './author.mts';
import type { Books } from './books.mts';
import { CREDIT_KINDS, move } from './credits.mts';
import type { CreditKind } from './credits.mts';
import { readDate } from './dates.mts';
import { findInvoice } from './invoiceWrite.mts';
import { Invalid } from './problems.mts';
import type { Account, Credit, Payment } from './records.mts';
import { settleInvoice } from './settle.mts';

/** Receiving, giving back and withdrawing money: apis/xero.md section 8. */

const EXCEEDS = 'Payment amount exceeds the amount outstanding on this document';

/**
 * Books a payment on an approved invoice, which becomes PAID when nothing is left; or a refund of what is left of a credit note,
 * prepayment or overpayment.
 * @throws Invalid with Xero's own messages
 */
export function createPayment(books: Books, fields: XeroRecord, by: Author): Payment {
	const kind = CREDIT_KINDS.find(({ element }) => fields[element] !== undefined && fields[element] !== null);
	return kind ? refund(books, kind, fields, by) : receive(books, fields, by);
}

function receive(books: Books, fields: XeroRecord, by: Author): Payment {
	const invoice = findInvoice(books, { ...(fields['Invoice'] as XeroRecord), ...pickNumber(fields) });
	if (!invoice) throw new Invalid('The invoice could not be found.');
	if (invoice.Status !== 'AUTHORISED') throw new Invalid('Payments can only be made against Authorised documents');
	const money = moneyOf(books, fields, invoice.CurrencyRate);
	if (money.Amount > invoice.AmountDue) throw new Invalid(EXCEEDS);
	const payment: Payment = {
		...money,
		Invoice: { InvoiceID: invoice.InvoiceID },
		PaymentType: invoice.Type === 'ACCREC' ? 'ACCRECPAYMENT' : 'ACCPAYPAYMENT',
	};
	put(books, payment, by);
	settleInvoice(books, invoice, { paid: payment.Amount }, payment.Date);
	const left = (books.invoices.get(invoice.InvoiceID)?.AmountDue ?? 0).toFixed(2);
	const told = `Payment of ${payment.Amount.toFixed(2)}. ${left} left to pay.`;
	books.addHistory(invoice.InvoiceID, 'Payment Made', by.user, told);
	return payment;
}

function refund(books: Books, kind: CreditKind, fields: XeroRecord, by: Author): Payment {
	const id = String((fields[kind.element] as XeroRecord)[kind.idField] ?? '').toLowerCase();
	const credit = kind.in(books).get(id);
	if (!credit) throw new Invalid('The document could not be found.');
	if (credit.Status !== 'AUTHORISED') throw new Invalid('Payments can only be made against Authorised documents');
	const money = moneyOf(books, fields, credit.CurrencyRate);
	if (money.Amount > credit.RemainingCredit) throw new Invalid(EXCEEDS);
	const payment: Payment = { ...money, [kind.element]: { [kind.idField]: id }, PaymentType: kind.refund };
	put(books, payment, by);
	move(books, kind, credit, -payment.Amount);
	books.addHistory(id, 'Refunded', by.user, `${payment.Amount.toFixed(2)} refunded.`);
	return payment;
}

type Money = Pick<Payment, 'PaymentID' | 'Account' | 'Date' | 'Amount' | 'Status' | 'UpdatedDateUTC'> & XeroRecord;

function moneyOf(books: Books, fields: XeroRecord, rate: number): Money {
	const account = paymentAccount(books, (fields['Account'] ?? {}) as Partial<Account>);
	const amount = round(Number(fields['Amount'] ?? 0), 2);
	if (!amount.greaterThan(0)) throw new Invalid('Payment amount must be greater than zero');
	return {
		PaymentID: books.newId('Payment', books.payments),
		Account: { AccountID: account.AccountID, Code: account.Code },
		Date: readDate(fields['Date']) ?? books.today(),
		Amount: amount.toNumber(),
		CurrencyRate: Number(fields['CurrencyRate'] ?? rate),
		...(fields['Reference'] ? { Reference: String(fields['Reference']) } : {}),
		IsReconciled: fields['IsReconciled'] === true,
		Status: 'AUTHORISED',
		UpdatedDateUTC: books.now(),
	};
}

function put(books: Books, payment: Payment, by: Author): void {
	books.payments.put(payment);
	if (by.clientId) books.markCreated(payment.PaymentID, by.clientId);
}

/** Withdraws a payment: its invoice is open again, or its credit is left again. */
export function deletePayment(books: Books, payment: Payment, by: Author): Payment {
	if (payment.Status === 'DELETED') throw new Invalid('The payment has already been deleted.');
	const deleted: Payment = { ...payment, Status: 'DELETED', UpdatedDateUTC: books.now() };
	books.payments.put(deleted);
	const invoice = books.invoices.get(payment.Invoice?.InvoiceID ?? '');
	if (invoice) settleInvoice(books, invoice, { paid: -payment.Amount }, payment.Date);
	const refunded = refundedBy(books, payment);
	if (refunded) move(books, refunded.kind, refunded.credit, payment.Amount);
	const id = invoice?.InvoiceID ?? String(refunded?.credit[refunded.kind.idField] ?? payment.PaymentID);
	books.addHistory(id, 'Payment Deleted', by.user, `Payment of ${payment.Amount.toFixed(2)} deleted.`);
	return deleted;
}

/** The credit note, prepayment or overpayment that a payment gives back. */
function refundedBy(books: Books, payment: Payment): { kind: CreditKind; credit: Credit } | undefined {
	const kind = CREDIT_KINDS.find(({ element }) => payment[element] !== undefined);
	const id = kind && (payment[kind.element] as XeroRecord)[kind.idField];
	const credit = kind?.in(books).get(String(id));
	return kind && credit ? { kind, credit } : undefined;
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

/** A payment as the API shows it, with its invoice, or what it gives back, in brief. */
export function showPayment(books: Books, payment: Payment): XeroRecord {
	const shown: XeroRecord = {
		...payment,
		HasAccount: payment.Account.AccountID !== undefined || payment.Account.Code !== undefined,
		UpdatedDateUTCString: payment.UpdatedDateUTC.slice(0, 19),
		HasValidationErrors: false,
	};
	const refunded = refundedBy(books, payment);
	if (refunded) {
		const { kind, credit } = refunded;
		const brief = {
			...(payment[kind.element] as XeroRecord),
			CurrencyCode: credit.CurrencyCode,
			...contactOf(books, credit),
		};
		return { ...shown, [kind.element]: brief };
	}
	const invoice = books.invoices.get(payment.Invoice?.InvoiceID ?? '');
	return {
		...shown,
		Invoice: {
			...payment.Invoice,
			...(invoice && {
				Type: invoice.Type,
				InvoiceNumber: invoice.InvoiceNumber,
				CurrencyCode: invoice.CurrencyCode,
				...contactOf(books, invoice),
			}),
			HasErrors: false,
			IsDiscounted: false,
		},
	};
}

function contactOf(books: Books, document: { Contact: { ContactID: string } }): XeroRecord {
	const contact = books.contacts.get(document.Contact.ContactID);
	return contact ? { Contact: { ContactID: contact.ContactID, Name: contact.Name } } : {};
}
