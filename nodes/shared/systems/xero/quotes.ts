import { keyReference, readKeyReference } from '../../billing/keyTexts';
import type { Organisation } from '../../model/organisation';
import type { Quote, QuoteDraft, QuoteStatus } from '../../model/quote';
import { dateIn } from '../../billing/dates';
import { calendarDate, moment } from './dates';
import { realId } from './ids';
import { amountsAre, toLine, wireAmounts, wireLine } from './lines';
import { quoteLink } from './links';
import type { WireQuote } from './wire';
import { number, text } from './wire';

/** Longest reference of a quote (apis/xero.md 8); an invoice's is shorter, and a quote becomes one. */
const REFERENCE_MAX = 255;

const STATUSES: Record<string, QuoteStatus> = {
	SENT: 'sent',
	ACCEPTED: 'accepted',
	DECLINED: 'declined',
	INVOICED: 'invoiced',
	DELETED: 'deleted',
};

/** A Xero quote (apis/xero.md 8). It has no Url, so the key stands in its reference. `now` in milliseconds decides what expired. */
export function toQuote(wire: WireQuote, organisation: Organisation, now: number): Quote {
	const id = realId(wire.QuoteID);
	const expiryDate = calendarDate(wire.ExpiryDate);
	const told = STATUSES[wire.Status ?? ''] ?? 'draft';
	const expired = told === 'sent' && expiryDate !== null && expiryDate < dateIn(organisation.timeZone, now);
	return {
		ledger: 'xero',
		organisation: { id: organisation.id, name: organisation.name },
		ledgerId: id,
		...readKeyReference(wire.Reference),
		execution: null,
		number: text(wire.QuoteNumber),
		status: expired ? 'expired' : told,
		customer: { ledgerId: wire.Contact?.ContactID ?? null, name: wire.Contact?.Name ?? '' },
		issueDate: calendarDate(wire.Date) ?? '',
		expiryDate,
		currency: wire.CurrencyCode ?? organisation.baseCurrency,
		currencyRate: wire.CurrencyRate === undefined ? null : number(wire.CurrencyRate),
		amountsAre: amountsAre(wire.LineAmountTypes),
		lines: (wire.LineItems ?? []).map(toLine),
		subtotal: number(wire.SubTotal),
		tax: number(wire.TotalTax),
		total: number(wire.Total),
		// Xero says that a quote was invoiced, not by which invoice.
		invoiceId: null,
		url: id === null ? null : quoteLink(organisation, id),
		updatedAt: moment(wire.UpdatedDateUTC),
	};
}

/** A draft; one that is asked to be more is marked as sent, which is all there is before the customer answers. */
export function wireQuote(draft: QuoteDraft): WireQuote {
	return {
		Status: draft.status === 'draft' ? 'DRAFT' : 'SENT',
		Contact: { ContactID: draft.customerId },
		Date: draft.issueDate,
		ExpiryDate: draft.expiryDate,
		CurrencyCode: draft.currency,
		LineAmountTypes: wireAmounts(draft.amountsAre).toUpperCase(),
		Reference: quoteReference(draft),
		...(draft.brandingTheme === null ? {} : { BrandingThemeID: draft.brandingTheme }),
		LineItems: draft.lines.map(wireLine),
	};
}

export function quoteReference(draft: Pick<QuoteDraft, 'reference' | 'key'>): string {
	return keyReference(draft.reference, draft.key, REFERENCE_MAX);
}
