import type { BillingFacts } from '../../shared/billing/billingFacts';
import type { ChangedInvoiceInput } from '../../shared/billing/changedInvoice';
import { booksWords } from '../../shared/billing/words';
import type { BilledDeal } from '../../shared/model/billedDeal';
import type { DealBilling } from '../../shared/model/dealBilling';
import type { Invoice } from '../../shared/model/invoice';
import type { Result } from '../../shared/model/result';
import { failed, ok } from '../../shared/model/result';
import type { CrmPort } from '../../shared/systems/crm';
import { findDeals } from './invoiceDeals';
import type { Run } from './updateBilling';

export interface ChangedInvoice {
	invoice: Invoice;
	preview: boolean;
}

/** The deal as it stands afterwards with what the rule found, or why none was touched. */
export type OnDeal<Facts> = { deal: BilledDeal; facts: Facts } | { reason: string };

/** What a rule says of one changed invoice and its deal. */
export interface InvoiceRule<Facts extends BillingFacts> {
	facts(input: ChangedInvoiceInput): Facts;
	/** Whether somebody may be told: then the deal's owner is read. */
	isTold(facts: Facts): boolean;
}

/** All that is to be written on one deal, whatever the number of its invoices. */
interface Work {
	deal: BilledDeal;
	write: Partial<DealBilling>;
}

/**
 * Writes what a rule says of changed invoices onto their deals: all deals read together, each written once. Items of one deal
 * are taken one after the other, so the last of them tells how the deal stands.
 */
export async function invoicesOnDeals<Facts extends BillingFacts>(
	crm: CrmPort,
	inputs: ChangedInvoice[],
	run: Run,
	rule: InvoiceRule<Facts>,
): Promise<Array<Result<OnDeal<Facts>>>> {
	const found = await findDeals(
		crm,
		inputs.map(({ invoice }) => invoice),
	);
	const works = new Map<string, Work>();
	const updates = inputs.map((input, index): Result<OnDeal<Facts>> => {
		const match = found[index] as (typeof found)[number];
		if (!match.ok) return match;
		if ('reason' in match.value) return ok(match.value);
		const work = works.get(match.value.deal.id) ?? { deal: match.value.deal, write: {} };
		const refused = otherBooks(work.deal.billing, input.invoice);
		if (refused !== null) return ok({ reason: refused });
		const before = work.deal.billing;
		const facts = rule.facts({ ...input, deal: work.deal, before, execution: run.execution });
		const deal = { ...work.deal, billing: facts.billing };
		works.set(deal.id, { deal, write: { ...work.write, ...facts.write } });
		return ok({ deal, facts });
	});
	const written = await writeAll(crm, [...works.values()]);
	const told = await withOwners(crm, updates, rule);
	return told.map((update) => {
		if (!update.ok || !('deal' in update.value)) return update;
		const problem = written.get(update.value.deal.id);
		return problem && !problem.ok ? failed(problem.problem) : update;
	});
}

/** A deal that was billed elsewhere is never told what a document in other books says. */
function otherBooks({ invoiceId, ledger, organisation }: DealBilling, invoice: Invoice): string | null {
	if (invoiceId === null || ledger === null || organisation === null) return null;
	if (ledger === invoice.ledger && organisation.id === invoice.organisation.id) return null;
	return `Its deal is billed in ${booksWords(organisation.name, ledger)}, not in ${booksWords(invoice.organisation.name, invoice.ledger)}`;
}

async function writeAll(crm: CrmPort, works: Work[]): Promise<Map<string, Result<void>>> {
	const changed = works.filter(({ write }) => Object.keys(write).length > 0);
	if (changed.length === 0) return new Map();
	const results = await crm.writeBilling(
		changed.map(({ deal, write }) => ({
			dealId: deal.id,
			companyId: null,
			contactId: null,
			billing: write,
			customerLinks: null,
		})),
	);
	return new Map(changed.map(({ deal }, index) => [deal.id, results[index] as Result<void>]));
}

async function withOwners<Facts extends BillingFacts>(
	crm: CrmPort,
	updates: Array<Result<OnDeal<Facts>>>,
	rule: InvoiceRule<Facts>,
): Promise<Array<Result<OnDeal<Facts>>>> {
	const ids = updates.flatMap((update) => {
		if (!update.ok || !('deal' in update.value)) return [];
		const { deal, facts } = update.value;
		return rule.isTold(facts) && deal.ownerId !== null ? [deal.ownerId] : [];
	});
	if (ids.length === 0) return updates;
	const owners = await crm.owners(ids);
	const byId = new Map(ids.map((id, index) => [id, owners[index] ?? null]));
	return updates.map((update) => {
		if (!update.ok || !('deal' in update.value) || !rule.isTold(update.value.facts)) return update;
		const { deal, facts } = update.value;
		return ok({ deal: { ...deal, owner: byId.get(deal.ownerId ?? '') ?? null }, facts });
	});
}
