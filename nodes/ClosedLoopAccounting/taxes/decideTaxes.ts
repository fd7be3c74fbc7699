import type { BillTo, Customer } from '../../shared/model/customer';
import type { Address } from '../../shared/model/address';
import type { Deal } from '../../shared/model/deal';
import type { TaxRule } from '../../shared/model/taxRule';
import { billedParty } from '../../shared/billing/party';
import { starterTaxRules } from '../../shared/billing/starterTaxRules';
import { taxCountry } from '../../shared/billing/tax';
import { decideTax, rateNamed } from '../../shared/billing/taxDecision';
import { readVatNumber } from '../../shared/billing/vatNumber';
import { systemWords } from '../../shared/billing/words';
import type { LedgerTaxRate, Organisation } from '../../shared/model/organisation';
import type { AccountingPort } from '../../shared/systems/accounting';
import { SystemError } from '../../shared/transport/systemError';
import { isStopped } from '../deals/outcome';

/** How a company's tax is decided; from the node's fields. */
export interface TaxSettings {
	rules: TaxRule[];
	useStarters: boolean;
	billTo: BillTo;
	/** Account of lines whose item has none; null where the ledger needs none. */
	salesAccount: string | null;
}

/** A deal with the customer that it bills. */
export interface TaxedDeal {
	deal: Deal;
	/** Null for a deal that was stopped before. */
	customer: Customer | null;
	/** Where its goods go, if elsewhere than the customer is billed. */
	shipTo: Address | null;
	/** `YYYY-MM-DD`, found by a step before; null takes what the CRM says. */
	vatCheckedOn: string | null;
}

/**
 * Puts the tax and its reason on every line of every deal (rules.md section 8). Reads the ledger's rates and accounts once, writes
 * nothing; a deal that was stopped before passes untouched.
 */
export async function decideTaxes(port: AccountingPort, asked: TaxedDeal[], settings: TaxSettings): Promise<Deal[]> {
	if (asked.every(({ deal }) => isStopped(deal))) return asked.map(({ deal }) => deal);
	const [organisation, taxRates, accounts] = await Promise.all([
		port.organisation(),
		port.taxRates(),
		port.accounts(),
	]);
	const { rules, salesAccount } = settings;
	if (organisation.taxRegistered && !organisation.decidesTax) checkRules(rules, taxRates, organisation);
	const starters = settings.useStarters ? starterTaxRules(organisation.ledger, organisation.country) : [];
	const books = { organisation, taxRates, accounts, traits: port.traits };
	return await Promise.all(
		asked.map(async ({ deal, customer, shipTo, vatCheckedOn }) => {
			if (isStopped(deal) || customer === null) return deal;
			const billed = billedParty(deal, settings.billTo);
			const party = 'party' in billed ? billed.party : null;
			const number = party?.taxNumber ?? customer.taxNumber;
			const vat = organisation.taxRegistered
				? await readVatNumber(
						number,
						taxCountry(party, customer),
						vatCheckedOn ?? checkedOn(deal, party?.crmType),
					)
				: null;
			return decideTax({ ...books, deal, customer, party, vat, rules, starters, shipTo, salesAccount });
		}),
	);
}

function checkedOn(deal: Deal, billed: 'company' | 'contact' | undefined): string | null {
	return (billed === 'contact' ? deal.contacts[0]?.vatCheckedOn : deal.company?.vatCheckedOn) ?? null;
}

/** A row whose code this organisation never had is a wrong setting; one that is archived is told on the deals it meets. */
function checkRules(rules: TaxRule[], taxRates: LedgerTaxRate[], organisation: Organisation): void {
	for (const rule of rules) {
		if (rule.seller !== null && rule.seller !== organisation.country) continue;
		if (rule.codes.some((code) => rateNamed(code, taxRates) !== null)) continue;
		const offered = taxRates.filter(({ active, forSales }) => active && forSales).slice(0, 10);
		throw new SystemError({
			code: 'wrong_settings',
			message: `${systemWords[organisation.ledger]} has no tax rate "${rule.codes.join(', ')}" (${rule.name} of the tax rules)`,
			todo: `Choose one of ${organisation.name}: ${offered.map(({ code, name }) => (code === name ? code : `${code} (${name})`)).join(', ')}`,
			scope: 'run',
		});
	}
}
