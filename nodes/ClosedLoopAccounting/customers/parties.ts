import type { LedgerTraits } from '../../shared/model/ledgerTraits';
import type { CustomerDecision } from '../../shared/billing/matchCustomer';
import type { BilledParty } from '../../shared/billing/party';
import { billedParty, customerWanted } from '../../shared/billing/party';
import { linkFor, resolvedLinks } from '../../shared/billing/customerLinks';
import type { BillTo, Customer, CustomerWanted } from '../../shared/model/customer';
import type { CrmAccountRef, CustomerLink, Deal } from '../../shared/model/deal';
import type { Organisation } from '../../shared/model/organisation';
import { ledgers } from '../../shared/systems/registry';
import { dealName, isStopped } from '../deals/outcome';

/** One company (or person) to bill, with all its deals in this run; in each currency, where records are bound to one. */
export interface Party {
	billed: BilledParty;
	crm: CrmAccountRef;
	/** Names of its deals. */
	deals: string[];
	/** Of its deals; where records are bound to one, all are in it. */
	currency: string;
	wanted: CustomerWanted;
	/** Its link for this organisation; `new` is a person's answer, not an id. */
	stored: CustomerLink | null;
	/** What stands behind the stored id, a merged record followed; null when nothing does. Set by decideCustomers. */
	linked?: Customer | null;
	traits: LedgerTraits;
	organisation: Organisation;
	/** Set by decideCustomers. */
	decision?: CustomerDecision;
	/** The party in this run whose new customer serves this one too. */
	sharedWith?: Party;
}

/** The parties of the deals that go on. Deals without a party were stopped by their own checks. */
export function partiesOf(deals: Deal[], billTo: BillTo, traits: LedgerTraits, organisation: Organisation): Party[] {
	const parties = new Map<string, Party>();
	const idIn = ledgers[traits.system]?.idIn ?? (() => null);
	for (const deal of deals) {
		if (isStopped(deal)) continue;
		const billed = billedParty(deal, billTo);
		if ('hold' in billed) continue;
		const party = { ...billed.party, links: resolvedLinks(billed.party.links, idIn) };
		const bound = traits.currencyPerCustomer ? `:${deal.currency}` : '';
		const name = `${deal.crm.system}:${deal.crm.accountId}:${party.crmType}:${party.crmId}${bound}`;
		const known = parties.get(name);
		if (known) {
			if (!known.deals.includes(dealName(deal))) known.deals.push(dealName(deal));
			continue;
		}
		const currencies = { currency: deal.currency, baseCurrency: organisation.baseCurrency };
		const wanted = customerWanted(party, deal.crm, traits, currencies);
		parties.set(name, {
			billed: party,
			crm: deal.crm,
			deals: [dealName(deal)],
			currency: deal.currency,
			wanted,
			stored: linkFor(party.links, traits.system, organisation.id, wanted.currency),
			traits,
			organisation,
		});
	}
	return [...parties.values()];
}
