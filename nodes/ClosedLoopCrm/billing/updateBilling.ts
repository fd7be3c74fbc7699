import { billingFacts } from '../../shared/billing/billingFacts';
import type { BillingFacts } from '../../shared/billing/billingFacts';
import { isLinked, linkOf, withLink } from '../../shared/billing/customerLinks';
import type { Customer } from '../../shared/model/customer';
import type { CustomerLink, Deal } from '../../shared/model/deal';
import type { DealBilling } from '../../shared/model/dealBilling';
import type { Invoice } from '../../shared/model/invoice';
import type { Result } from '../../shared/model/result';
import { failed, ok } from '../../shared/model/result';
import type { BillingWrite, CrmPort, DealRef, StoredBilling } from '../../shared/systems/crm';

/** What the steps before made of one deal. */
export interface BillingResult {
	deal: Deal;
	customer: Customer | null;
	invoice: Invoice | null;
	/** What stopped the deal on its way (an error output); no outcome, so the deal stays to be billed. */
	problem: { message: string; todo: string } | null;
	/** For which version approval is asked now, to be remembered on the deal; null where it is not. */
	approvalAsked: string | null;
	preview: boolean;
}

export interface Run {
	/** Execution that writes. */
	execution: string;
}

interface Planned {
	input: BillingResult;
	ref: DealRef;
	result: Result<Decision>;
}

/** Null links are left as they are. */
type Decision = BillingFacts & { links: CustomerLink[] | null };

/**
 * Reads what stands on the deals now, writes only what differs and gives back the deals with what stands then. In
 * preview nothing is written; an invoice or customer that was only previewed is never written either, whatever the
 * setting of this step says.
 */
export async function updateBilling(crm: CrmPort, inputs: BillingResult[], run: Run): Promise<Array<Result<Deal>>> {
	const planned = await plan(crm, inputs, run);
	const writes = planned.map(writeOf);
	const wanted = writes.flatMap((write) => write ?? []);
	const written = wanted.length > 0 ? await crm.writeBilling(wanted) : [];
	const results = new Map(wanted.map((write, index) => [write, written[index] as Result<void>]));
	return planned.map(({ input, result }, index) => {
		if (!result.ok) return failed(result.problem);
		const outcome = results.get(writes[index] as BillingWrite);
		if (outcome && !outcome.ok) return failed(outcome.problem);
		return ok({ ...input.deal, billing: result.value.billing });
	});
}

async function plan(crm: CrmPort, inputs: BillingResult[], run: Run): Promise<Planned[]> {
	const refs = inputs.map(refOf);
	const stored = await crm.readBilling(refs);
	// Deals of one company may be billed to a customer each, one for each currency: the last write carries all their links.
	const links = new Map<string, CustomerLink[]>();
	return inputs.map((input, index) => {
		const now = stored[index] as Result<StoredBilling>;
		const ref = refs[index] as DealRef;
		if (!now.ok) return { input, ref, result: now };
		const record = `${ref.companyId} ${ref.contactId}`;
		const decision = decide(
			input,
			{ ...now.value, customerLinks: links.get(record) ?? now.value.customerLinks },
			run,
		);
		if (decision.links !== null) links.set(record, decision.links);
		return { input, ref, result: ok(decision) };
	});
}

function decide(input: BillingResult, stored: StoredBilling, run: Run): Decision {
	const preview = isPreview(input);
	const { deal, invoice, problem } = input;
	const facts = billingFacts({ deal, invoice, before: stored.billing, execution: run.execution, problem, preview });
	const links = preview ? null : newLinks(input.customer, stored.customerLinks);
	return { ...(preview ? facts : withAsked(facts, input.approvalAsked, stored.billing)), links };
}

/** That approval was asked stands beside the rest, whatever became of the deal. */
function withAsked(facts: BillingFacts, approvalAsked: string | null, before: DealBilling): BillingFacts {
	if (approvalAsked === null || approvalAsked === before.approvalAsked) return facts;
	return { write: { ...facts.write, approvalAsked }, billing: { ...facts.billing, approvalAsked } };
}

function isPreview(input: BillingResult): boolean {
	return input.preview || input.invoice?.would !== undefined || input.customer?.would !== undefined;
}

/** The customer's record is read only where its link is to be written. */
function refOf({ deal, customer }: BillingResult): DealRef {
	const none = { dealId: deal.id, companyId: null, contactId: null };
	if (!customer?.ledgerId || !customer.crmId || isLinked(knownLinks(deal, customer), customer)) return none;
	return customer.crmType === 'contact'
		? { ...none, contactId: customer.crmId }
		: { ...none, companyId: customer.crmId };
}

function knownLinks(deal: Deal, customer: Customer): CustomerLink[] {
	const company = deal.company?.id === customer.crmId ? deal.company : null;
	const contact = deal.contacts.find((one) => one.id === customer.crmId);
	return (customer.crmType === 'contact' ? contact?.customerLinks : company?.customerLinks) ?? [];
}

function newLinks(customer: Customer | null, stored: CustomerLink[] | null): CustomerLink[] | null {
	const link = customer && linkOf(customer);
	if (customer === null || link === null || stored === null || isLinked(stored, customer)) return null;
	return withLink(stored, link);
}

/** Null when nothing differs. */
function writeOf({ ref, result }: Planned): BillingWrite | null {
	if (!result.ok) return null;
	const { write, links } = result.value;
	return Object.keys(write).length === 0 && links === null ? null : { ...ref, billing: write, customerLinks: links };
}
