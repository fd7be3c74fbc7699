import type { Deal } from '../model/deal';
import type { DealBilling } from '../model/dealBilling';
import type { DealLine } from '../model/dealLine';
import type { Invoice } from '../model/invoice';
import { isLive } from './alreadyBilled';
import { billedMode } from './billingStatus';
import { dateIn, daysBetween } from './dates';
import { Decimal } from './decimal';
import { convertedEstimate, mergeInvoicesText, parseInvoicesText, sumsOf } from './invoicesText';
import type { InvoiceRow } from './invoicesText';
import { parseKey } from './key';
import { ledgerEdit, withEdit, withoutRun } from './ledgerEdits';
import { lastSeenOf, mergeLastSeen } from './lastSeen';
import { nextBillingDate, unbilledRemainder } from './recurring';
import { statusWords } from './words';

/** What the figures need of a deal; without its lines what is still to be billed stays as it stands. */
export type FactsDeal = Pick<Deal, 'currency' | 'closedOn' | 'crm'> & { lines: DealLine[] | null };

/**
 * Which changes of the invoice since it was last seen are told in *Ledger edits*: all; those that no run of ours made, since
 * the billing flow completes a run that was cut; or none, where this run has just written it.
 */
export type EditsTold = 'all' | 'persons' | 'none';

/**
 * Billing fields that an invoice fills (rules.md sections 7 and 8). The singular ones show the newest live invoice of the
 * deal, the last in *Invoices*; the amounts sum all live ones.
 */
export function invoiceFacts(
	deal: FactsDeal,
	invoice: Invoice,
	before: DealBilling,
	edits: EditsTold,
): Partial<DealBilling> {
	const invoices = mergeInvoicesText(before.invoices, invoice);
	const lastSeen = mergeLastSeen(
		before.lastSeen,
		invoice,
		convertedEstimate(before.invoices, invoice)?.ledgerId ?? null,
	);
	const rows = parseInvoicesText(invoices);
	const live = rows.filter(isLive);
	const currency = live.some((row) => row.currency === deal.currency) ? deal.currency : invoice.currency;
	const shown = shownRow(rows, invoice, before);
	return {
		invoices,
		lastSeen,
		ledgerEdits: ledgerEdits(deal, invoice, before, edits),
		...sumsOf(invoices, currency),
		...inCompanyCurrency(live, lastSeen),
		...(shown?.ledgerId === invoice.ledgerId && shownFacts(deal, invoice, before)),
		...(shown !== null &&
			shown.ledgerId !== invoice.ledgerId &&
			shown.ledgerId !== before.invoiceId &&
			storedFacts(shown, invoice, lastSeen)),
	};
}

/** In one write with what was last seen, so that no step that sees a change first swallows it. */
function ledgerEdits({ crm }: FactsDeal, invoice: Invoice, before: DealBilling, told: EditsTold): string | null {
	if (told === 'none') return withoutRun(before.ledgerEdits, invoice.execution);
	const edit = ledgerEdit(before, invoice, crm.timeZone);
	if (edit === null || (told === 'persons' && edit.execution !== null)) return before.ledgerEdits;
	return withEdit(before.ledgerEdits, edit, true);
}

/** The row that the singular fields show: the last live one, else the last. Null where what they show is not in the text. */
function shownRow(rows: InvoiceRow[], invoice: Invoice, before: DealBilling): InvoiceRow | null {
	const isKnown = before.invoiceId === null || rows.some((row) => row.ledgerId === before.invoiceId);
	const isReplaced = before.invoiceId === convertedEstimate(before.invoices, invoice)?.ledgerId;
	if (!isKnown && !isReplaced && !isLive(invoice)) return null;
	return rows.findLast(isLive) ?? rows.at(-1) ?? null;
}

function shownFacts(deal: FactsDeal, invoice: Invoice, before: DealBilling): Partial<DealBilling> {
	return {
		key: invoice.key ?? before.key,
		attempt: parseKey(invoice.key)?.attempt ?? before.attempt,
		ledger: invoice.ledger,
		organisation: invoice.organisation,
		invoiceId: invoice.ledgerId,
		invoiceNumber: invoice.number,
		invoiceUrl: invoice.url,
		invoiceStatus: statusWords(invoice),
		issueDate: invoice.issueDate,
		dueDate: invoice.dueDate,
		paidOn: invoice.paidOn,
		daysToPay: invoice.paidOn === null ? null : daysBetween(invoice.issueDate, invoice.paidOn),
		...wonToSent(deal, invoice),
		...stillToBill(deal, invoice),
	};
}

/** What is known of an invoice that did not come now: the one that is shown was voided, and this one still stands. */
function storedFacts(row: InvoiceRow, { ledger }: Invoice, lastSeen: string): Partial<DealBilling> {
	const header = lastSeenOf(lastSeen, row.ledgerId)?.header;
	return {
		...(row.key !== '' && { key: row.key, attempt: parseKey(row.key)?.attempt ?? 1 }),
		invoiceId: row.ledgerId,
		invoiceNumber: row.number || null,
		invoiceUrl: null,
		invoiceStatus: statusWords({ ledger, status: row.status }),
		...(header && { issueDate: header.issueDate, dueDate: header.dueDate }),
		paidOn: null,
		daysToPay: null,
	};
}

/** By the ledger's own telling; where it tells only that the invoice was sent, what stands stays. */
function wonToSent({ closedOn, crm }: FactsDeal, { sentAt }: Invoice): Pick<DealBilling, 'daysWonToSent'> | false {
	if (!sentAt || closedOn === null) return false;
	return { daysWonToSent: daysBetween(closedOn, dateIn(crm.timeZone, sentAt)) };
}

function stillToBill(
	{ lines, ...deal }: FactsDeal,
	invoice: Invoice,
): Pick<DealBilling, 'nextBillingDate' | 'unbilledRemainder'> | false {
	if (!isLive(invoice)) return { nextBillingDate: null, unbilledRemainder: null };
	if (lines === null) return false;
	const mode = billedMode({ ...(deal as Deal), lines }, invoice);
	return {
		nextBillingDate: nextBillingDate(lines, invoice.issueDate, mode),
		unbilledRemainder: unbilledRemainder(lines, deal.currency, mode),
	};
}

/** Each invoice at its own rate (rules.md section 9), the sum rounded once; nothing where the ledger did not tell a rate. */
function inCompanyCurrency(live: InvoiceRow[], lastSeen: string): Partial<DealBilling> {
	const rates = live.map((row) => lastSeenOf(lastSeen, row.ledgerId)?.header.rate ?? 0);
	if (rates.some((rate) => rate === 0)) return {};
	const sum = (amount: (row: InvoiceRow) => Decimal) =>
		live
			.reduce((total, row, index) => total.plus(amount(row).div(rates[index] ?? 1)), new Decimal(0))
			.toDecimalPlaces(2)
			.toNumber();
	return {
		totalCompany: sum((row) => new Decimal(row.total)),
		paidCompany: sum((row) => new Decimal(row.paid)),
		creditedCompany: sum((row) => new Decimal(row.total).minus(row.paid).minus(row.due)),
		dueCompany: sum((row) => new Decimal(row.due)),
	};
}
