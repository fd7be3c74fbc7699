import type { ChangedInvoice } from '../../ClosedLoopAccounting/changes/changedInvoices';
import { toldInvoices, withDeals } from '../../ClosedLoopAccounting/changes/changedInvoices';
import { dateIn } from '../../shared/billing/dates';
import { base32Hash } from '../../shared/billing/key';
import type { Customer } from '../../shared/model/customer';
import type { AccountingPort } from '../../shared/systems/accounting';
import type { InvoiceEvent } from './invoiceEvents';
import { versionFor } from './invoiceEvents';
import { bounded, isKnown, isNews } from './memory';
import type { Memory } from './memory';

export type LedgerEvent = InvoiceEvent | 'customerChanged';

export interface LedgerPollSettings {
	events: LedgerEvent[];
	/** Days; changes older than that are not told. */
	lookBack: number;
	/** Leaves out invoices of sources that are no deals. */
	onlyDeals: boolean;
	/** IANA; its days decide when open invoices are listed. */
	timeZone: string;
}

/** What starts the flow. */
export type LedgerNews = ({ event: InvoiceEvent } & ChangedInvoice) | { event: 'customerChanged'; customer: Customer };

/** Told, only remembered, or neither. */
type Treatment = 'tell' | 'learn' | 'skip';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** How far a poll looks back behind the last one: a feed may show changes late. */
const OVERLAP_MS = 10 * MINUTE_MS;
/** Days around the last listing within which an invoice may have fallen due unseen, wherever the books are kept. */
const DUE_SLACK_DAYS = 2;

/**
 * What happened in the ledger since the last poll, each event once. The first poll tells nothing, so that a flow that is
 * switched on is not flooded; it learns what stands. What no feed tells is found by listing the open invoices once a day.
 */
export async function pollLedger(
	port: AccountingPort,
	settings: LedgerPollSettings,
	before: Memory,
	now: string,
): Promise<{ news: LedgerNews[]; memory: Memory }> {
	const memory: Memory = { ...before, known: { ...before.known } };
	const isFirst = before.cursor === null;
	const since = startOf(settings, before, now);
	const news: LedgerNews[] = [];
	const ends: string[] = [];

	const invoiceEvents = settings.events.filter((event): event is InvoiceEvent => event !== 'customerChanged');
	const take = (changed: ChangedInvoice, treat: (event: InvoiceEvent, id: string) => Treatment) => {
		const id = changed.invoice.ledgerId ?? '';
		for (const event of invoiceEvents) {
			const version = versionFor(event, changed.invoice);
			const treatment = version === null ? 'skip' : treat(event, id);
			if (version === null || treatment === 'skip') continue;
			if (isNews(memory, event, id, version, now) && treatment === 'tell') news.push({ event, ...changed });
		}
	};

	if (invoiceEvents.length > 0) {
		const { invoices, until } = await toldInvoices(port, since);
		ends.push(until);
		for (const changed of withDeals(invoices, settings.onlyDeals))
			take(changed, () => (isFirst ? 'learn' : 'tell'));
		if (isListingDue(settings, invoiceEvents, before, now)) {
			const dueSince = before.listed && dateIn('UTC', Date.parse(before.listed) - DUE_SLACK_DAYS * DAY_MS);
			for (const changed of withDeals(await port.openInvoices(), settings.onlyDeals)) {
				const fellDue = dueSince !== null && (changed.invoice.dueDate ?? '') >= dueSince;
				take(changed, (event, id) => {
					if (!isFirst && isKnown(memory, event, id)) return 'tell';
					if (event === 'invoiceOverdue') return fellDue ? 'tell' : 'learn';
					return 'skip';
				});
			}
			memory.listed = now;
		}
	}
	if (settings.events.includes('customerChanged')) {
		const customers = await port.customersChangedSince(since);
		ends.push(port.clock() ?? now);
		for (const customer of customers) {
			const version = base32Hash(JSON.stringify(customer), 10);
			const isNew = isNews(memory, 'customerChanged', customer.ledgerId ?? '', version, now);
			if (isNew && !isFirst) news.push({ event: 'customerChanged', customer });
		}
	}
	return { news, memory: bounded({ ...memory, cursor: ends.sort()[0] ?? now }) };
}

/** The later of the cursor and the longest look back, less an overlap (rules.md section 8). */
function startOf({ lookBack }: LedgerPollSettings, { cursor }: Memory, now: string): string {
	const earliest = Date.parse(now) - lookBack * DAY_MS;
	const from = cursor === null ? Date.parse(now) : Math.max(Date.parse(cursor), earliest);
	return new Date(from - OVERLAP_MS).toISOString();
}

/** Each day's first poll, for what shows on open invoices alone. */
function isListingDue(
	{ timeZone }: LedgerPollSettings,
	events: InvoiceEvent[],
	{ listed }: Memory,
	now: string,
): boolean {
	if (!events.includes('invoiceOverdue') && !events.includes('invoiceChanged')) return false;
	return listed === null || dateIn(timeZone, listed) !== dateIn(timeZone, now);
}
