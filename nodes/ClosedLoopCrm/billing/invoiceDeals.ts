import { parseInvoicesText } from '../../shared/billing/invoicesText';
import { crmPrefix, parseKey } from '../../shared/billing/key';
import { systemWords } from '../../shared/billing/words';
import type { BilledDeal } from '../../shared/model/billedDeal';
import type { Invoice } from '../../shared/model/invoice';
import type { Result, SystemName } from '../../shared/model/result';
import { ok } from '../../shared/model/result';
import type { CrmPort } from '../../shared/systems/crm';

/** The deal of an invoice, or why it has none. */
export type Match = { deal: BilledDeal } | { reason: string };

/** Deals that may be the invoice's; `by` tells how sure that is. */
type Lead = { ids: string[]; by: 'key' | 'id' } | { reason: string };

/**
 * The deals of invoices, read fresh (rules.md section 8, "Which deal"): by the key; without one of this CRM account's by the
 * invoice ids that are stored on deals, which takes a search for 100 of them.
 */
export async function findDeals(crm: CrmPort, invoices: Invoice[]): Promise<Array<Result<Match>>> {
	const account = await crm.account();
	const prefix = crmPrefix(account);
	const byKey = invoices.map((invoice) => keyLead(invoice, prefix, systemWords[account.system]));
	const stored = await storedLeads(
		crm,
		invoices.filter((_, index) => byKey[index] === null),
	);
	const leads = invoices.map((invoice, index): Lead => byKey[index] ?? (stored.get(invoice) as Lead));
	const ids = [...new Set(leads.flatMap((lead) => ('ids' in lead ? lead.ids : [])))];
	const deals = ids.length === 0 ? [] : await crm.billedDeals(ids);
	const byId = new Map(ids.map((id, index) => [id, deals[index] as Result<BilledDeal>]));
	return invoices.map((invoice, index) => matched(invoice, leads[index] as Lead, byId));
}

/** Null where the key does not tell. */
function keyLead({ key }: Invoice, prefix: string, crm: string): Lead | null {
	const parsed = parseKey(key);
	if (parsed === null || parsed.prefix.startsWith('SI')) return null;
	if (parsed.prefix === prefix) return { ids: [parsed.dealId], by: 'key' };
	return { reason: `It was made for a deal of another CRM account than this ${crm} account` };
}

async function storedLeads(crm: CrmPort, invoices: Invoice[]): Promise<Map<Invoice, Lead>> {
	const leads = new Map<Invoice, Lead>();
	for (const ledger of new Set(invoices.map((invoice) => invoice.ledger))) {
		const ofLedger = invoices.filter((invoice) => invoice.ledger === ledger && invoice.ledgerId !== null);
		const found = await crm.dealsOfInvoices(
			ledger,
			// A deleted document of which only the id is left carried a key before: it is one of some deal's, shown or not.
			ofLedger.map(({ ledgerId, currency }) => ({ id: ledgerId ?? '', alsoInText: currency === '' })),
		);
		ofLedger.forEach((invoice, index) => leads.set(invoice, { ids: found[index] ?? [], by: 'id' }));
	}
	return new Map(invoices.map((invoice) => [invoice, leads.get(invoice) ?? { ids: [], by: 'id' }]));
}

function matched(invoice: Invoice, lead: Lead, byId: Map<string, Result<BilledDeal>>): Result<Match> {
	if ('reason' in lead) return ok(lead);
	const read = lead.ids.map((id) => byId.get(id) as Result<BilledDeal>);
	const problem = read.find((deal) => !deal.ok && deal.problem.code !== 'not_found');
	if (problem && !problem.ok) return problem;
	const deals = read.flatMap((deal) => (deal.ok ? [deal.value] : []));
	if (lead.by === 'key') {
		const [deal] = deals;
		return ok(deal === undefined ? { reason: 'Its deal was deleted' } : { deal });
	}
	const stored = deals.filter((deal) => carries(deal, invoice));
	const [only, ...others] = stored.length > 1 ? stored.filter(isOriginal) : stored;
	if (only !== undefined && others.length === 0) return ok({ deal: only });
	return ok({
		reason:
			stored.length === 0
				? `No deal carries it: it was made by hand in ${systemWords[invoice.ledger as SystemName]}`
				: `${stored.length} deals carry it: ${stored.map(({ name }) => `"${name}"`).join(', ')}`,
	});
}

/** Ids are unique in one set of books alone, and a search may be seconds old. */
function carries({ billing }: BilledDeal, { ledger, organisation, ledgerId }: Invoice): boolean {
	if (billing.ledger !== ledger || billing.organisation?.id !== organisation.id) return false;
	const ids = [billing.invoiceId, ...parseInvoicesText(billing.invoices).map((row) => row.ledgerId)];
	return ids.some((id) => id?.toLowerCase() === ledgerId?.toLowerCase());
}

/** A copy of a deal carries all that the first one did, its key too. */
function isOriginal({ id, billing }: BilledDeal): boolean {
	return parseKey(billing.key)?.dealId === id;
}
