import type { CustomerWanted } from '../../shared/model/customer';
import { countryCode } from '../../shared/billing/country';
import { CustomerIndex } from '../../shared/billing/customerIndex';
import type { CustomerDecision, WantedCustomer } from '../../shared/billing/matchCustomer';
import { matchCustomer } from '../../shared/billing/matchCustomer';
import { matchProducts } from '../../shared/billing/matchProduct';
import { isFreeMail } from '../../shared/billing/names';
import { customerWanted } from '../../shared/billing/party';
import type { DealLine } from '../../shared/model/dealLine';
import type { LedgerAccount, LedgerItem, LedgerTaxRate, Organisation } from '../../shared/model/organisation';
import type { AccountingPort } from '../../shared/systems/accounting';
import type { CrmSetupReport } from '../../shared/systems/crm';

type Company = CrmSetupReport['companies'][number];

/** Whom a company of the CRM would be in the ledger, to be answered in its *Accounting customer*. */
export interface ProposedCustomer {
	company: Pick<Company, 'id' | 'name' | 'url'>;
	proposal: 'existing' | 'new' | 'question';
	/** In words: why this one, why none, or what is asked. */
	reason: string;
	/** What to do where it is a question. */
	todo: string;
	customer: { id: string | null; name: string; url: string | null } | null;
}

/** A SKU of the CRM that no item of the ledger has. */
export interface UnmatchedSku {
	sku: string;
	/** The code it nearly is. */
	near: string | null;
}

export interface LedgerSetupReport {
	organisation: Organisation;
	currencies: string[];
	/** Currencies of the CRM account that the ledger does not have; with no CRM check none. */
	missingCurrencies: string[];
	salesAccounts: LedgerAccount[];
	salesTaxRates: LedgerTaxRate[];
	/** Codes of the items that are sold. */
	soldItems: string[];
	/** Of them those without a sales tax code, where the ledger takes no line without one. */
	itemsWithoutTax: string[];
	unmatchedSkus: UnmatchedSku[];
	proposedCustomers: ProposedCustomer[];
}

/** Looks at the ledger beside what the CRM's own check found; reads only (rules.md section 3, "The right books"). */
export async function checkSetup(port: AccountingPort, crm: CrmSetupReport | null): Promise<LedgerSetupReport> {
	const organisation = await port.organisation();
	const [currencies, accounts, taxRates, items] = await Promise.all([
		port.currencies(),
		port.accounts(),
		port.taxRates(),
		port.items(),
	]);
	const sold = items.filter((item) => item.sold && item.active);
	const needsCodes = port.traits.taxCodeRequired && organisation.taxRegistered && !organisation.decidesTax;
	const asked = (crm?.companies ?? []).map((company) => ({
		company,
		wanted: wantedOf(company, crm as CrmSetupReport, port, organisation),
	}));
	const candidates = new CustomerIndex(
		asked.length === 0 ? [] : await port.customerCandidates(asked.map(({ wanted }) => wanted)),
	);
	const matchOf = (wanted: WantedCustomer) =>
		matchCustomer(wanted, candidates.candidatesFor(wanted, organisation.ledger, organisation.id), organisation);
	return {
		organisation,
		currencies,
		missingCurrencies: (crm?.currencies ?? []).filter((currency) => !currencies.includes(currency)),
		salesAccounts: accounts.filter((account) => account.revenue && account.active),
		salesTaxRates: taxRates.filter((rate) => rate.forSales && rate.active),
		soldItems: sold.map(({ code }) => code),
		itemsWithoutTax: needsCodes ? sold.filter(({ taxCode }) => taxCode === null).map(({ code }) => code) : [],
		unmatchedSkus: unmatched(crm?.skus ?? [], items, port),
		proposedCustomers: asked.map(({ company, wanted }) =>
			proposed(
				company,
				matchOf({ ...wanted, links: [], country: countryCode(company.country), url: company.url }),
			),
		),
	};
}

/** In whichever currency: the record of another one is asked about once a deal is billed in it. */
function wantedOf(
	company: Company,
	crm: CrmSetupReport,
	{ traits }: AccountingPort,
	{ baseCurrency }: Organisation,
): CustomerWanted {
	const { id, name, email, domain, vatNumber } = company;
	const party = {
		crmType: 'company' as const,
		crmId: id,
		name,
		email,
		domain: domain === null || isFreeMail(domain) ? null : domain,
		taxNumber: vatNumber,
	};
	const wanted = customerWanted(party, crm.account, traits, { currency: baseCurrency, baseCurrency });
	return { ...wanted, currency: null };
}

function unmatched(skus: string[], items: LedgerItem[], port: AccountingPort): UnmatchedSku[] {
	const lines = skus.map((sku) => ({ sku, name: sku }) as DealLine);
	const matches = matchProducts(lines, items, {
		aliases: {},
		noMatch: 'bill',
		fallbackItem: null,
		traits: port.traits,
	});
	return skus.flatMap((sku, index) =>
		matches[index]?.product.by === 'none' ? [{ sku, near: matches[index]?.product.near ?? null }] : [],
	);
}

function proposed({ id, name, url }: Company, decision: CustomerDecision): ProposedCustomer {
	const company = { id, name, url };
	if (decision.kind === 'hold') {
		return { company, proposal: 'question', reason: decision.hold.what, todo: decision.hold.todo, customer: null };
	}
	if (decision.kind === 'create')
		return { company, proposal: 'new', reason: decision.reason, todo: '', customer: null };
	const { customer, reason } = decision;
	return {
		company,
		proposal: 'existing',
		reason,
		todo: '',
		customer: { id: customer.ledgerId, name: customer.name, url: customer.url },
	};
}
