import { keyReference, readKeyReference } from '../../billing/keyTexts';
import type { CreditNote } from '../../model/creditNote';
import type { Organisation } from '../../model/organisation';
import type { Payment, PaymentDraft } from '../../model/payment';
import { calendarDate, moment } from './dates';
import { isGuid, realId } from './ids';
import { paymentLink } from './links';
import { xeroTraits } from './traits';
import type { WirePayment } from './wire';
import { number, text } from './wire';

/** Xero's types of customers' payments (apis/xero.md 8); the others pay suppliers. */
export const PAYMENT_TYPES: Record<string, Payment['kind']> = {
	ACCRECPAYMENT: 'payment',
	ARCREDITPAYMENT: 'refund',
	ARPREPAYMENTPAYMENT: 'refund',
	AROVERPAYMENTPAYMENT: 'refund',
};

/** A payment of an invoice, or a refund of a credit note, prepayment or overpayment. */
export function toPayment(wire: WirePayment, organisation: Organisation): Payment {
	const id = realId(wire.PaymentID);
	const invoiceId = realId(wire.Invoice?.InvoiceID);
	const document = wire.Invoice ?? wire.CreditNote ?? wire.Prepayment ?? wire.Overpayment;
	return {
		ledger: 'xero',
		organisation: { id: organisation.id, name: organisation.name },
		ledgerId: id,
		...readKeyReference(wire.Reference),
		kind: PAYMENT_TYPES[wire.PaymentType ?? ''] ?? 'payment',
		customer: { ledgerId: document?.Contact?.ContactID ?? null, name: document?.Contact?.Name ?? '' },
		date: calendarDate(wire.Date) ?? '',
		currency: document?.CurrencyCode ?? organisation.baseCurrency,
		currencyRate: wire.CurrencyRate === undefined ? null : number(wire.CurrencyRate),
		amount: number(wire.Amount),
		unallocated: 0,
		allocations: invoiceId === null ? [] : [{ invoiceId, amount: number(wire.Amount) }],
		account: text(wire.Account?.Code) ?? text(wire.Account?.AccountID),
		live: wire.Status !== 'DELETED',
		url: id === null ? null : paymentLink(organisation, id),
		updatedAt: moment(wire.UpdatedDateUTC),
	};
}

/** What a credit note settled, one for each invoice: no money moved. */
export function creditsOf(note: CreditNote): Payment[] {
	return note.allocations.map(({ invoiceId, amount, date }) => ({
		ledger: note.ledger,
		organisation: note.organisation,
		ledgerId: note.ledgerId,
		key: note.key,
		kind: 'credit',
		customer: note.customer,
		date: date ?? note.issueDate,
		currency: note.currency,
		currencyRate: note.currencyRate,
		amount,
		unallocated: 0,
		allocations: [{ invoiceId, amount }],
		account: null,
		reference: note.reference,
		live: note.status !== 'voided' && note.status !== 'deleted',
		url: note.url,
		updatedAt: note.updatedAt,
	}));
}

/** The account by its code, or by its id where it has none. The key stands in the reference, which no customer sees. */
export function wirePayment(draft: PaymentDraft): WirePayment {
	return {
		Invoice: { InvoiceID: draft.invoiceId },
		Account: isGuid(draft.account) ? { AccountID: draft.account } : { Code: draft.account },
		Date: draft.date,
		Amount: draft.amount,
		Reference: paymentReference(draft),
	};
}

export function paymentReference(draft: Pick<PaymentDraft, 'reference' | 'key'>): string {
	return keyReference(draft.reference, draft.key, xeroTraits.referenceMax);
}
