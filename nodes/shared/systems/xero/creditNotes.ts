import { keyReference, readKeyReference } from '../../billing/keyTexts';
import type { CreditNote, CreditNoteDraft } from '../../model/creditNote';
import type { InvoiceDraftLine, InvoiceStatus } from '../../model/invoice';
import type { Organisation } from '../../model/organisation';
import { calendarDate, moment } from './dates';
import { realId } from './ids';
import { WIRE_STATUS } from './invoices';
import { amountsAre, toLine, wireAmounts, wireLine } from './lines';
import { creditNoteLink } from './links';
import { xeroTraits } from './traits';
import type { WireCreditNote } from './wire';
import { number, text } from './wire';

const STATUSES: Record<string, InvoiceStatus> = {
	SUBMITTED: 'submitted',
	AUTHORISED: 'approved',
	PAID: 'paid',
	VOIDED: 'voided',
	DELETED: 'deleted',
};

/** A Xero sales credit note (apis/xero.md 8). It has no Url, so the key stands in its reference. */
export function toCreditNote(wire: WireCreditNote, organisation: Organisation): CreditNote {
	const id = realId(wire.CreditNoteID);
	return {
		ledger: 'xero',
		organisation: { id: organisation.id, name: organisation.name },
		ledgerId: id,
		...readKeyReference(wire.Reference),
		execution: null,
		number: text(wire.CreditNoteNumber),
		status: STATUSES[wire.Status ?? ''] ?? 'draft',
		customer: { ledgerId: wire.Contact?.ContactID ?? null, name: wire.Contact?.Name ?? '' },
		issueDate: calendarDate(wire.Date) ?? '',
		currency: wire.CurrencyCode ?? organisation.baseCurrency,
		currencyRate: wire.CurrencyRate === undefined ? null : number(wire.CurrencyRate),
		amountsAre: amountsAre(wire.LineAmountTypes),
		lines: (wire.LineItems ?? []).map(toLine),
		subtotal: number(wire.SubTotal),
		tax: number(wire.TotalTax),
		total: number(wire.Total),
		remaining: number(wire.RemainingCredit),
		allocations: (wire.Allocations ?? [])
			.filter((allocation) => allocation.IsDeleted !== true)
			.map((allocation) => ({
				invoiceId: allocation.Invoice?.InvoiceID ?? '',
				amount: number(allocation.Amount),
				date: calendarDate(allocation.Date),
			})),
		url: id === null ? null : creditNoteLink(organisation, id),
		updatedAt: moment(wire.UpdatedDateUTC),
	};
}

/** What is sent for a draft. Credit notes know no discounts, so a discounted line goes as its amount. */
export function wireCreditNote(draft: CreditNoteDraft): WireCreditNote {
	return {
		Type: 'ACCRECCREDIT',
		Status: WIRE_STATUS[draft.status],
		Contact: { ContactID: draft.customerId },
		Date: draft.issueDate,
		CurrencyCode: draft.currency,
		LineAmountTypes: wireAmounts(draft.amountsAre),
		Reference: creditNoteReference(draft),
		...(draft.brandingTheme === null ? {} : { BrandingThemeID: draft.brandingTheme }),
		LineItems: draft.lines.map((line) => wireLine(withoutDiscount(line))),
	};
}

export function creditNoteReference(draft: Pick<CreditNoteDraft, 'reference' | 'key'>): string {
	return keyReference(draft.reference, draft.key, xeroTraits.referenceMax);
}

function withoutDiscount(line: InvoiceDraftLine): InvoiceDraftLine {
	if (line.discountPercent === null && line.discountAmount === null) return line;
	return { ...line, quantity: 1, unitPrice: line.amount, discountPercent: null, discountAmount: null };
}
