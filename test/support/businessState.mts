import type { CompanyFile, HubSpotRecord } from '../../sandbox/core/types.mts';

/** Properties that name the run or the moment; they differ between runs that are equal otherwise. */
const OF_THE_RUN =
	/execution|lastmodified|_updatedate|last_seen|fingerprint|accounting_customer|_invoice_id$|_invoice_url$|_invoice_link$|_invoices$|history/;

/**
 * What both systems hold, without what a second run may differ in: ids that the systems make, execution ids, times. Two
 * runs that did the same work print the same text.
 */
export function businessState(company: CompanyFile): string {
	const { hubspot, xero } = company;
	const nameOf = new Map(xero.Contacts.map((contact) => [contact['ContactID'], contact['Name']]));
	const contacts = (xero.Contacts as Array<Record<string, unknown>>).map((contact) => ({
		name: contact['Name'],
		number: contact['ContactNumber'] ?? null,
		email: contact['EmailAddress'] ?? null,
		status: contact['ContactStatus'] ?? 'ACTIVE',
	}));
	const ours = (xero.Invoices as Array<Record<string, unknown>>).filter(({ Url }) => Boolean(Url));
	const live = (xero.Invoices as Array<Record<string, unknown>>).filter(
		({ Status }) => Status !== 'DELETED' && Status !== 'VOIDED',
	);
	const invoices = live.map((invoice) => ({
		key: /#([^~]+)~/.exec(String(invoice['Url'] ?? ''))?.[1] ?? null,
		contact: nameOf.get((invoice['Contact'] as { ContactID?: string } | undefined)?.ContactID),
		reference: invoice['Reference'] ?? '',
		date: invoice['Date'],
		due: invoice['DueDate'],
		status: invoice['Status'],
		currency: invoice['CurrencyCode'],
		total: invoice['Total'],
		lines: (invoice['LineItems'] as Array<Record<string, unknown>>).map((line) => [
			line['Description'],
			line['Quantity'],
			line['UnitAmount'],
			line['DiscountRate'] ?? null,
			line['DiscountAmount'] ?? null,
			line['ItemCode'] ?? null,
			line['AccountCode'],
			line['TaxType'],
			line['LineAmount'],
		]),
	}));
	const deals = hubspot.deals.map((deal) => ({ id: deal.id, ...billingOf(deal) }));
	const companies = hubspot.companies.map(({ id, properties }) => ({
		id,
		linked: (properties['closed_loop_accounting_customer'] ?? '').split('\n').filter(Boolean).length,
	}));
	return JSON.stringify(
		{
			contacts: sorted(contacts),
			invoices: sorted(invoices),
			withdrawn: ours.length - ours.filter((invoice) => live.includes(invoice)).length,
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
