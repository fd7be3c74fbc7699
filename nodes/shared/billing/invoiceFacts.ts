import type { Deal } from '../model/deal';
import type { DealBilling } from '../model/dealBilling';
import type { Invoice } from '../model/invoice';
import { isLive } from './alreadyBilled';
import { billedMode } from './billingStatus';
import { daysBetween } from './dates';
import { Decimal } from './decimal';
import { mergeInvoicesText, parseInvoicesText, sumsOf } from './invoicesText';
import { parseKey } from './key';
import { mergeLastSeen } from './lastSeen';
import { nextBillingDate, unbilledRemainder } from './recurring';
import { invoiceStatusWords } from './words';

/**
 * Billing fields that an invoice fills (rules.md sections 7 and 8). The singular ones show this invoice, unless it is
 * dead and another one of the deal is live; the amounts sum the deal's live invoices.
 */
export function invoiceFacts(deal: Deal, invoice: Invoice, before: DealBilling): Partial<DealBilling> {
	const invoices = mergeInvoicesText(before.invoices, invoice);
	const others = parseInvoicesText(invoices).filter((row) => isLive(row) && row.ledgerId !== invoice.ledgerId);
	const isShown = isLive(invoice) || others.length === 0;
	const sums = sumsOf(invoices, invoice.currency);
	const amounts = { total: sums.total, paid: sums.paid, credited: sums.credited, due: sums.due };
	return {
		invoices,
		lastSeen: mergeLastSeen(before.lastSeen, invoice),
		...amounts,
		...(others.length === 0 && inCompanyCurrency(amounts, invoice.currencyRate)),
		...(isShown && {
			key: invoice.key,
			attempt: parseKey(invoice.key)?.attempt ?? before.attempt,
			ledger: invoice.ledger,
			organisation: invoice.organisation,
			invoiceId: invoice.ledgerId,
			invoiceNumber: invoice.number,
			invoiceUrl: invoice.url,
			invoiceStatus: invoiceStatusWords[invoice.status],
			issueDate: invoice.issueDate,
			dueDate: invoice.dueDate,
			paidOn: invoice.paidOn,
			daysToPay: invoice.paidOn === null ? null : daysBetween(invoice.issueDate, invoice.paidOn),
			...stillToBill(deal, invoice),
		}),
	};
}

function stillToBill(deal: Deal, invoice: Invoice): Pick<DealBilling, 'nextBillingDate' | 'unbilledRemainder'> {
	if (!isLive(invoice)) return { nextBillingDate: null, unbilledRemainder: null };
	const mode = billedMode(deal, invoice);
	return {
		nextBillingDate: nextBillingDate(deal.lines, invoice.issueDate, mode),
		unbilledRemainder: unbilledRemainder(deal.lines, deal.currency, mode),
	};
}

/** At the document's own rate (rules.md section 9); nothing where the ledger did not tell it. */
function inCompanyCurrency(
	amounts: Record<'total' | 'paid' | 'credited' | 'due', number>,
	rate: number | null,
): Partial<DealBilling> {
	if (rate === null || rate === 0) return {};
	const converted = (amount: number) => new Decimal(amount).div(rate).toDecimalPlaces(2).toNumber();
	return {
		totalCompany: converted(amounts.total),
		paidCompany: converted(amounts.paid),
		creditedCompany: converted(amounts.credited),
		dueCompany: converted(amounts.due),
	};
}
