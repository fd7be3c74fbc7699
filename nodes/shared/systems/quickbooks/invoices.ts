import { dateIn } from '../../billing/dates';
import { Decimal } from '../../billing/decimal';
import { readKeyMemo } from '../../billing/keyTexts';
import type { AmountsAre, Invoice, InvoiceStatus } from '../../model/invoice';
import type { QuickBooksClient } from './client';
import { day, utc } from './dates';
import { estimateId } from './ids';
import type { ItemIndex } from './items';
import { referenceOf, toLines } from './lines';
import type { Linked } from './linked';
import { linksTo, settlementOf } from './linked';
import { transactionLink } from './links';
import type { Company } from './settings';
import { plain } from './sums';
import type { WireEstimate, WireInvoice, WireSale } from './wire';
import { text } from './wire';

/** What documents are mapped with. */
export interface Mapping {
	client: QuickBooksClient;
	company: Company;
	items: ItemIndex;
	/** The field that took the reference, where it is known from the draft. */
	referenceField?: string | null;
}

/** How QuickBooks marks a void document (apis/quickbooks.md 7.3). */
const VOIDED = /^voided/i;

/** A QuickBooks invoice as an Invoice (apis/quickbooks.md 7.3). */
export function toInvoice(wire: WireInvoice, linked: Linked, mapping: Mapping): Invoice {
	const memo = keyOf(wire, linked);
	const settlement = settlementOf(wire, linked);
	return {
		...head(wire, mapping),
		...settlement,
		...sending(wire),
		ledgerId: wire.Id ?? null,
		key: memo?.key ?? null,
		execution: memo?.execution ?? null,
		status: statusOf(wire, settlement, dateIn(mapping.company.organisation.timeZone, mapping.client.now())),
		dueDate: day(wire.DueDate),
		url: wire.Id === undefined ? null : transactionLink(mapping.client.environment, 'invoice', wire.Id),
		repeating: wire.RecurDataRef?.value !== undefined,
	};
}

/** An estimate that stands for an invoice (model/invoice.ts); one that became an invoice is not shown. */
export function estimateAsInvoice(wire: WireEstimate, mapping: Mapping): Invoice {
	const memo = readKeyMemo(wire.PrivateNote);
	const id = wire.Id ?? '';
	return {
		...head(wire, mapping),
		...sending(wire),
		kind: 'estimate',
		ledgerId: estimateId(id),
		key: memo?.key ?? null,
		execution: memo?.execution ?? null,
		status: ['rejected', 'closed'].includes((wire.TxnStatus ?? '').toLowerCase()) ? 'voided' : 'draft',
		dueDate: day(wire.DueDate),
		paid: 0,
		credited: 0,
		due: wire.TotalAmt ?? 0,
		paidOn: null,
		url: transactionLink(mapping.client.environment, 'estimate', id),
		repeating: false,
	};
}

/** Estimates of ours that stand for an invoice and did not become one. */
export function standsForInvoice(wire: WireEstimate): boolean {
	return readKeyMemo(wire.PrivateNote)?.what === 'invoice' && invoiceOf(wire) === null;
}

/** Id of the invoice that an estimate became; null without one. */
export function invoiceOf(wire: WireEstimate): string | null {
	return linksTo(wire, 'Invoice')[0] ?? null;
}

/** The invoice's own memo, else that of the estimate it was made of. What marks quotes and credits is none of it. */
function keyOf(wire: WireInvoice, { estimates }: Linked) {
	const own = readKeyMemo(wire.PrivateNote);
	if (own !== null) return own.what === 'invoice' ? own : null;
	const estimate = linksTo(wire, 'Estimate')
		.map((id) => readKeyMemo(estimates.get(id)?.PrivateNote))
		.find((memo) => memo?.what === 'invoice');
	return estimate ?? null;
}

/** What all sales documents tell alike. */
export function head(wire: WireSale, mapping: Mapping) {
	const { organisation } = mapping.company;
	const amounts = amountsAre(wire, mapping.company);
	const tax = wire.TxnTaxDetail?.TotalTax ?? 0;
	const total = wire.TotalAmt ?? 0;
	return {
		ledger: 'quickbooks' as const,
		organisation: { id: organisation.id, name: organisation.name },
		number: text(wire.DocNumber),
		reference: referenceOf(wire, mapping.referenceField),
		customer: { ledgerId: wire.CustomerRef?.value ?? null, name: wire.CustomerRef?.name ?? '' },
		issueDate: day(wire.TxnDate) ?? '',
		currency: wire.CurrencyRef?.value ?? organisation.baseCurrency,
		currencyRate: currencyRate(wire.ExchangeRate),
		amountsAre: amounts,
		lines: toLines(wire, amounts, mapping.company, mapping.items),
		subtotal: plain(new Decimal(total).minus(tax)),
		tax,
		total,
		updatedAt: utc(wire.MetaData?.LastUpdatedTime),
	};
}

function sending(wire: WireSale): Pick<Invoice, 'sentToCustomer' | 'sentAt'> {
	const sentToCustomer = isSent(wire);
	return { sentToCustomer, sentAt: sentToCustomer ? utc(wire.DeliveryInfo?.DeliveryTime) : null };
}

/** QuickBooks says how much of the home currency one unit is worth; documents say it the other way round. */
export function currencyRate(exchangeRate: number | undefined): number | null {
	if (exchangeRate === undefined || exchangeRate <= 0) return null;
	return new Decimal(1).div(exchangeRate).toSignificantDigits(15).toNumber();
}

/** Some answers spell constants in upper snake case (apis/quickbooks.md 7.3). */
export function isSent({ EmailStatus }: WireSale): boolean {
	return (EmailStatus ?? '').replace(/_/g, '').toLowerCase() === 'emailsent';
}

export function isVoided({ PrivateNote, TotalAmt }: WireSale): boolean {
	return (TotalAmt ?? 0) === 0 && VOIDED.test((PrivateNote ?? '').trim());
}

function amountsAre(wire: WireSale, { organisation }: Company): AmountsAre {
	if (!organisation.taxRegistered) return 'no_tax';
	switch ((wire.GlobalTaxCalculation ?? '').replace(/_/g, '').toLowerCase()) {
		case 'taxinclusive':
			return 'inclusive';
		case 'notapplicable':
			return organisation.decidesTax ? 'exclusive' : 'no_tax';
		default:
			return 'exclusive';
	}
}

/** QuickBooks keeps no status (apis/quickbooks.md 7.3). Overdue comes before part paid: it is what somebody must act on. */
function statusOf(
	wire: WireInvoice,
	{ paid, credited, due }: Pick<Invoice, 'paid' | 'credited' | 'due'>,
	today: string,
): InvoiceStatus {
	if (isVoided(wire)) return 'voided';
	if (due === 0) return 'paid';
	const dueDate = day(wire.DueDate);
	if (dueDate !== null && dueDate < today && due > 0) return 'overdue';
	if (paid > 0 || credited > 0) return 'part_paid';
	return isSent(wire) ? 'sent' : 'approved';
}
