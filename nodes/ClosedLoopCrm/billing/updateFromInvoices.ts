import { changedInvoiceFacts } from '../../shared/billing/changedInvoice';
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

/** The deal as it stands afterwards, or why none was touched. */
export type Updated = { deal: BilledDeal } | { reason: string };

/** All that is to be written on one deal, whatever the number of its invoices. */
interface Work {
	deal: BilledDeal;
	write: Partial<DealBilling>;
}

/**
 * Writes what changed invoices say onto their deals: all deals read together, each written once. Items of one deal are taken
 * one after the other, so the last of them tells how the deal stands.
 */
export async function updateFromInvoices(
	crm: CrmPort,
	inputs: ChangedInvoice[],
	run: Run,
): Promise<Array<Result<Updated>>> {
	const found = await findDeals(
		crm,
		inputs.map(({ invoice }) => invoice),
	);
	const works = new Map<string, Work>();
	const updates = inputs.map((input, index): Result<Updated> => {
		const match = found[index] as (typeof found)[number];
		if (!match.ok) return match;
		if ('reason' in match.value) return ok(match.value);
		const work = works.get(match.value.deal.id) ?? { deal: match.value.deal, write: {} };
		const refused = otherBooks(work.deal.billing, input.invoice);
		if (refused !== null) return ok({ reason: refused });
		const { deal, write } = applied(work, input, run);
		works.set(deal.id, { deal, write: { ...work.write, ...write } });
		return ok({ deal });
	});
	const written = await writeAll(crm, [...works.values()]);
	const told = await withOwners(crm, updates);
	return told.map((update) => {
		if (!update.ok || !('deal' in update.value)) return update;
		const problem = written.get(update.value.deal.id);
		return problem && !problem.ok ? failed(problem.problem) : update;
	});
}

function applied(work: Work, { invoice, preview }: ChangedInvoice, run: Run): Work {
	const before = work.deal.billing;
	const facts = changedInvoiceFacts({ deal: work.deal, invoice, before, execution: run.execution, preview });
	return { deal: { ...work.deal, billing: facts.billing }, write: facts.write };
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

/** Owners are read of those deals alone whose status changed: somebody may be told. */
async function withOwners(crm: CrmPort, updates: Array<Result<Updated>>): Promise<Array<Result<Updated>>> {
	const isTold = (deal: BilledDeal) => deal.billing.statusChanged === true && deal.ownerId !== null;
	const ids = updates.flatMap((update) =>
		update.ok && 'deal' in update.value && isTold(update.value.deal) ? [update.value.deal.ownerId as string] : [],
	);
	if (ids.length === 0) return updates;
	const owners = await crm.owners(ids);
	const byId = new Map(ids.map((id, index) => [id, owners[index] ?? null]));
	return updates.map((update) => {
		if (!update.ok || !('deal' in update.value) || !isTold(update.value.deal)) return update;
		const { deal } = update.value;
		return ok({ deal: { ...deal, owner: byId.get(deal.ownerId ?? '') ?? null } });
	});
}
