import type { CompanyFile, HubSpotRecord } from '../../sandbox/core/types.mts';
import { booksState } from './booksState.mts';

/** Properties that name the run or the moment; they differ between runs that are equal otherwise. */
const OF_THE_RUN =
	/execution|lastmodified|_updatedate|last_seen|fingerprint|accounting_customer|_invoice_id$|_invoice_url$|_invoice_link$|_invoices$|history/;

/**
 * What both systems hold, without what a second run may differ in: ids that the systems make, execution ids, times. Two
 * runs that did the same work print the same text.
 */
export function businessState(company: CompanyFile): string {
	const { hubspot } = company;
	const { contacts, invoices, creditNotes, withdrawn } = booksState(company);
	const deals = hubspot.deals.map((deal) => ({ id: deal.id, ...billingOf(deal) }));
	const companies = hubspot.companies.map(({ id, properties }) => ({
		id,
		linked: (properties['closed_loop_accounting_customer'] ?? '').split('\n').filter(Boolean).length,
	}));
	return JSON.stringify(
		{
			contacts: sorted(contacts),
			invoices: sorted(invoices),
			creditNotes: sorted(creditNotes),
			withdrawn,
			deals: sorted(deals),
			companies: sorted(companies),
		},
		null,
		1,
	);
}

function billingOf({ properties }: HubSpotRecord): Record<string, string | null> {
	return Object.fromEntries(
		Object.entries(properties)
			.filter(
				([name, value]) =>
					name.startsWith('closed_loop_') && !OF_THE_RUN.test(name) && value !== null && value !== '',
			)
			.sort(([a], [b]) => a.localeCompare(b)),
	);
}

/** The order records stand in is no part of the state. */
function sorted<T>(records: T[]): T[] {
	return [...records].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}
