import { dateIn } from '../../billing/dates';
import { parseKey, readKeyUrl } from '../../billing/key';
import type { Invoice, InvoiceDraft, InvoiceStatus } from '../../model/invoice';
import type { Organisation } from '../../model/organisation';
import { calendarDate, moment } from './dates';
import { realId } from './ids';
import { invoiceLink } from './links';
import { placeOfKey } from './keyPlace';
import { amountsAre, toLine, wireAmounts, wireLine } from './lines';
import type { WireInvoice } from './wire';
import { number, text } from './wire';

/** Xero's status of what is made or moved on (apis/xero.md 7.4). */
export const WIRE_STATUS: Record<InvoiceDraft['status'], string> = {
	draft: 'DRAFT',
	submitted: 'SUBMITTED',
	approved: 'AUTHORISED',
};

/** A Xero sales invoice as an Invoice (apis/xero.md 7.1, 7.2). `now` in milliseconds decides what is overdue. */
export function toInvoice(wire: WireInvoice, organisation: Organisation, now: number): Invoice {
	const id = realId(wire.InvoiceID);
	const key = readKeyUrl(wire.Url);
	return {
		ledger: 'xero',
		organisation: { id: organisation.id, name: organisation.name },
		ledgerId: id,
		key: key?.key ?? parseKey(wire.Url)?.key ?? null,
		execution: key?.execution ?? null,
		number: text(wire.InvoiceNumber),
		reference: text(wire.Reference),
		status: statusOf(wire, dateIn(organisation.timeZone, now)),
		customer: { ledgerId: wire.Contact?.ContactID ?? null, name: wire.Contact?.Name ?? '' },
		issueDate: calendarDate(wire.Date) ?? '',
		dueDate: calendarDate(wire.DueDate),
		currency: wire.CurrencyCode ?? organisation.baseCurrency,
		currencyRate: wire.CurrencyRate === undefined ? null : number(wire.CurrencyRate),
		amountsAre: amountsAre(wire.LineAmountTypes),
		lines: (wire.LineItems ?? []).map(toLine),
		subtotal: number(wire.SubTotal),
		tax: number(wire.TotalTax),
		total: number(wire.Total),
		paid: number(wire.AmountPaid),
		credited: number(wire.AmountCredited),
		due: number(wire.AmountDue),
		...(wire.Payments === undefined ? {} : { payments: received(wire) }),
		paidOn: calendarDate(wire.FullyPaidOnDate),
		url: id === null ? null : invoiceLink(organisation, id),
		repeating: realId(wire.RepeatingInvoiceID) !== null,
		sentToCustomer: wire.SentToContact === true,
		// Only a row of the invoice's history would tell when (apis/xero.md 8), one call for each invoice.
		sentAt: null,
		updatedAt: moment(wire.UpdatedDateUTC),
	};
}

/** Overdue comes before part paid: it is what somebody must act on. */
function statusOf(wire: WireInvoice, today: string): InvoiceStatus {
	switch (wire.Status) {
		case 'SUBMITTED':
			return 'submitted';
		case 'PAID':
			return 'paid';
		case 'VOIDED':
			return 'voided';
		case 'DELETED':
			return 'deleted';
		case 'AUTHORISED':
			break;
		default:
			return 'draft';
	}
	const due = calendarDate(wire.DueDate);
	if (due !== null && due < today && number(wire.AmountDue) > 0) return 'overdue';
	if (number(wire.AmountPaid) > 0 || number(wire.AmountCredited) > 0) return 'part_paid';
	return wire.SentToContact === true ? 'sent' : 'approved';
}

/** Payments, and what of prepayments and overpayments was set against it: money too, though Xero counts it as credited. */
function received(wire: WireInvoice): Array<{ date: string; amount: number }> {
	const applied = [...(wire.Prepayments ?? []), ...(wire.Overpayments ?? [])];
	return [
		...(wire.Payments ?? []).map((one) => ({ date: calendarDate(one.Date) ?? '', amount: number(one.Amount) })),
		...applied.map((one) => ({ date: calendarDate(one.Date) ?? '', amount: number(one.AppliedAmount) })),
	];
}

/**
 * What is sent for a draft. Only the ContactID stands inside Contact, since anything else would edit the contact
 * (apis/xero.md 0.8); LineAmount never, since Xero refuses one that it computes differently; DueDate always.
 */
export function wireInvoice(draft: InvoiceDraft): WireInvoice {
	return {
		Type: 'ACCREC',
		Status: WIRE_STATUS[draft.status],
		Contact: { ContactID: draft.customerId },
		Date: draft.issueDate,
		DueDate: draft.dueDate,
		CurrencyCode: draft.currency,
		LineAmountTypes: wireAmounts(draft.amountsAre),
		Url: placeOfKey(draft),
		...(draft.reference === null ? {} : { Reference: draft.reference }),
		...(draft.brandingTheme === null ? {} : { BrandingThemeID: draft.brandingTheme }),
		LineItems: draft.lines.map(wireLine),
	};
}
