import type { XeroRecord } from '../core/types.mts';
import { round } from './amounts.mts';
import type { Author } from './author.mts';
import type { Books } from './books.mts';
import { dayRate } from './currencies.mts';
import { readDate } from './dates.mts';
import { Invalid } from './problems.mts';
import type { Credit, Overpayment, Prepayment } from './records.mts';

/**
 * Money that a person books in Xero's own user interface without an invoice, or above one: the API reads and allocates it
 * (apis/xero.md section 8).
 */

/** @throws Invalid without a contact or an amount */
export function receivePrepayment(books: Books, fields: XeroRecord, by: Author): Prepayment {
	const id = books.newId('Prepayment', books.prepayments);
	const receipt: Prepayment = { PrepaymentID: id, Type: 'RECEIVE-PREPAYMENT', ...received(books, fields) };
	books.prepayments.put(receipt);
	books.addHistory(id, 'Created', by.user, `Prepayment of ${receipt.Total.toFixed(2)}.`);
	return receipt;
}

/** @throws Invalid without a contact or an amount */
export function receiveOverpayment(books: Books, fields: XeroRecord, by: Author): Overpayment {
	const id = books.newId('Overpayment', books.overpayments);
	const receipt: Overpayment = { OverpaymentID: id, Type: 'RECEIVE-OVERPAYMENT', ...received(books, fields) };
	books.overpayments.put(receipt);
	books.addHistory(id, 'Created', by.user, `Overpayment of ${receipt.Total.toFixed(2)}.`);
	return receipt;
}

function received(books: Books, fields: XeroRecord): Credit {
	const contact = books.contacts.get(String(fields['ContactID'] ?? ''));
	if (!contact) throw new Invalid('The contact could not be found.');
	const amount = round(Number(fields['Amount'] ?? 0), 2);
	if (!amount.greaterThan(0)) throw new Invalid('The amount must be greater than zero.');
	const currency = String(fields['CurrencyCode'] ?? books.baseCurrency);
	return {
		Status: 'AUTHORISED',
		Contact: { ContactID: contact.ContactID },
		Date: readDate(fields['Date']) ?? books.today(),
		CurrencyCode: currency,
		CurrencyRate: dayRate(books.baseCurrency, currency),
		Total: amount.toNumber(),
		RemainingCredit: amount.toNumber(),
		Allocations: [],
		UpdatedDateUTC: books.now(),
	};
}
