import type { Invoice } from '../../shared/model/invoice';
import type { AccountingPort } from '../../shared/systems/accounting';
import { dealIdOf, isOfDeal } from './sources';

export interface ChangesWanted {
	/** ISO. */
	since: string;
	/** Leaves out what carries the key of a source that is no deal. */
	onlyDeals: boolean;
	/** Also every open invoice: what no feed tells (overdue, sent) and longer gaps. */
	alsoOpen: boolean;
}

/** One changed invoice. */
export interface ChangedInvoice {
	invoice: Invoice;
	/** Deal of its key. */
	dealId?: string;
	/** No key of ours tells its deal: the CRM may know the document by the id it stored. */
	unknown?: true;
}

/**
 * What changed in the ledger, the oldest change first, each document once as it stands now (rules.md section 8). Deleted ones
 * of which only the id is told come blank.
 */
export async function changedInvoices(port: AccountingPort, wanted: ChangesWanted): Promise<ChangedInvoice[]> {
	const { invoices } = await toldInvoices(port, wanted.since);
	const open = wanted.alsoOpen ? await port.openInvoices() : [];
	return withDeals([...open, ...invoices], wanted.onlyDeals);
}

/** What the ledger's feed tells, and where the next look may start. */
export async function toldInvoices(
	port: AccountingPort,
	since: string,
): Promise<{ invoices: Invoice[]; until: string }> {
	const { invoices, deleted, until } = await port.changes(since);
	if (deleted.length === 0) return { invoices, until };
	const { id, name } = await port.organisation();
	return { invoices: [...deleted.map((ledgerId) => blank(port, { id, name }, ledgerId)), ...invoices], until };
}

/** Each document once, as the last of its kind says, with the deal of its key; the oldest change first. */
export function withDeals(invoices: Invoice[], onlyDeals: boolean): ChangedInvoice[] {
	const each = new Map(invoices.map((invoice) => [invoice.ledgerId ?? '', invoice]));
	return [...each.values()]
		.filter(({ key }) => !onlyDeals || key === null || isOfDeal(key))
		.sort((a, b) => (a.updatedAt ?? '').localeCompare(b.updatedAt ?? ''))
		.map((invoice) => {
			const dealId = dealIdOf(invoice.key);
			return {
				invoice,
				...(dealId === null ? {} : { dealId }),
				...(invoice.key === null ? { unknown: true } : {}),
			};
		});
}

function blank(port: AccountingPort, organisation: Invoice['organisation'], ledgerId: string): Invoice {
	return {
		ledger: port.traits.system,
		organisation,
		ledgerId,
		key: null,
		execution: null,
		number: null,
		reference: null,
		status: 'deleted',
		customer: { ledgerId: null, name: '' },
		issueDate: '',
		dueDate: null,
		currency: '',
		currencyRate: null,
		amountsAre: 'exclusive',
		lines: [],
		subtotal: 0,
		tax: 0,
		total: 0,
		paid: 0,
		credited: 0,
		due: 0,
		paidOn: null,
		url: null,
		repeating: false,
		sentToCustomer: false,
		sentAt: null,
		updatedAt: null,
	};
}
