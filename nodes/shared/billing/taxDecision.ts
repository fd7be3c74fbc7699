import type { Address } from '../model/address';
import type { Customer } from '../model/customer';
import type { Deal } from '../model/deal';
import type { DealLine, GoodsOrService, LineTax } from '../model/dealLine';
import type { LedgerTaxRate } from '../model/organisation';
import type { Check, Hold } from '../model/outcome';
import type { Buyer, TaxRule } from '../model/taxRule';
import { formatDate } from './dates';
import type { BilledParty } from './party';
import type { Books } from './tax';
import { taxCountry } from './tax';
import { decisionChecks, kindUnknown, kindsMixed, refusedCode, refusedHold, ruleDiffers } from './taxDecisionChecks';
import type { TaxPlaceOfSale } from './taxPlace';
import { isEuSale, placeOfAddress } from './taxPlace';
import { ruleFor } from './taxRules';
import type { VatNumber } from './vatNumber';
import { hasVatNumbers } from './vatNumber';
import { systemWords } from './words';

/** What the tax of a deal hangs on. */
export interface TaxDecisionInput extends Books {
	deal: Deal;
	customer: Customer;
	/** Null where nobody is billed. */
	party: BilledParty | null;
	vat: VatNumber | null;
	/** The person's own rows; those to start from are asked only where none of these fits. */
	rules: TaxRule[];
	starters: TaxRule[];
	/** Where goods go, if elsewhere than the customer is billed. */
	shipTo: Address | null;
	/** Account of lines whose item has none. */
	salesAccount: string | null;
}

/** One line as it is looked at; shared by what is said of it. */
export interface DecidedSale {
	line: DealLine;
	place: TaxPlaceOfSale;
	buyer: Buyer;
	supply: GoodsOrService | null;
	rule: TaxRule | null;
	/** Null where no usable rate was found. */
	rate: LedgerTaxRate | null;
	/** Who spoke: a step, the customer's default, the item or account, a row, or nobody. */
	by: 'step' | 'customer' | 'item' | 'rule' | 'none';
	/** In the EU, abroad (isEuSale). */
	eu: boolean;
	checks: Check[];
}

/**
 * The tax of each line with its reason (rules.md sections 5 and 8): what a step set; the customer's default in the ledger, unless a row
 * says override; at home the item's or its account's own rate; the most specific row. Every code is checked against
 * the ledger's live ones first. Lines without a decision keep what Invoice: Create makes of them.
 */
export function decideTax(input: TaxDecisionInput): Deal {
	const { deal, organisation } = input;
	const ledger = systemWords[organisation.ledger];
	if (!organisation.taxRegistered) {
		const reason = `${organisation.name} is not registered for tax`;
		return withTax(deal, () => ({ code: null, percent: 0, reason, verified: null }));
	}
	if (organisation.decidesTax) {
		const reason = `${ledger} decides on sales tax from the customer's address, and its answer stands on the invoice`;
		return withTax(deal, (line) => ({ ...(line.tax ?? { code: null }), reason, verified: null }));
	}
	const sales = deal.lines.map((line) => decideLine(line, input));
	const checks = sales.flatMap((sale) => sale.checks);
	if (input.traits.oneKindAbroad === true) checks.push(...kindsMixed(sales, input));
	const refused = sales.find((sale) => sale.rate === null && sale.rule !== null);
	const hold = refused !== undefined && input.traits.taxCodeRequired ? refusedHold(refused, input) : undefined;
	return stopped(
		withTax(deal, (_, index) => taxOf(sales[index] as DecidedSale, input)),
		checks,
		hold,
	);
}

function withTax(deal: Deal, tax: (line: DealLine, index: number) => LineTax): Deal {
	return { ...deal, lines: deal.lines.map((line, index) => ({ ...line, tax: tax(line, index) })) };
}

/** Each problem once, however many lines have it, beside what was told before. */
function stopped(deal: Deal, found: Check[], hold: Hold | undefined): Deal {
	const all = [...(deal.checks ?? []), ...found];
	const checks = [...new Map(all.map((check) => [`${check.code} ${check.what}`, check])).values()];
	return { ...deal, ...(checks.length > 0 && { checks }), ...(hold !== undefined && { hold }) };
}

/** Where goods or service is not known, both are tried: it matters only where they come to different rates. */
function decideLine(line: DealLine, input: TaxDecisionInput): DecidedSale {
	const supply = line.goodsOrService ?? line.product?.goodsOrService ?? null;
	if (supply !== null) return decideAs(line, supply, input);
	const goods = decideAs(line, 'goods', input);
	const service = decideAs(line, 'service', input);
	if (goods.rate?.code === service.rate?.code && goods.by === service.by) {
		// The stricter of the two is told.
		const asksMore = service.checks.length > goods.checks.length || hangsOnVatNumber(service);
		return { ...(asksMore ? service : goods), supply: null };
	}
	// Tax that was charged can be given back; tax that was not is the seller's.
	const dearer = (goods.rate?.percent ?? 0) > (service.rate?.percent ?? 0) ? goods : service;
	return { ...dearer, supply: null, checks: [...dearer.checks, kindUnknown(line, goods, service)] };
}

function decideAs(line: DealLine, supply: GoodsOrService, input: TaxDecisionInput): DecidedSale {
	const { customer, organisation, party, vat } = input;
	const place = placeOf(supply, input);
	const buyer: Buyer = party?.crmType !== 'contact' || vat?.wellFormed === true ? 'business' : 'consumer';
	const asked = { seller: organisation.country, place, buyer, supply };
	const rule = ruleFor(input.rules, asked) ?? ruleFor(input.starters, asked);
	const eu = isEuSale(place, organisation.country, supply);
	const sale: DecidedSale = { line, place, buyer, supply, rule, rate: null, by: 'none', eu, checks: [] };

	const set = line.tax?.place === undefined ? (line.tax?.code ?? null) : null;
	const bySet = usable(set, line, input);
	if (bySet.rate !== null) return { ...sale, rate: bySet.rate, by: 'step' };
	if (set !== null) sale.checks.push(refusedCode([set], bySet.why, 'set by a step before', input));

	const ruled = rule === null ? { rate: null, why: '' } : usableOf(rule.codes, line, input);
	if (rule !== null && ruled.rate === null) sale.checks.push(refusedCode(rule.codes, ruled.why, rule.name, input));
	const overrides = rule?.override === true && ruled.rate !== null;

	const own = usable(customer.taxCode, line, input).rate;
	if (own !== null && !overrides) {
		if (rule !== null && ruled.rate !== null && ruled.rate.code !== own.code)
			sale.checks.push(ruleDiffers(own, ruled.rate, rule, input));
		return { ...sale, rate: own, by: 'customer' };
	}
	const atHome = place.country === null || place.country === organisation.country;
	const byItem = atHome && !overrides ? usable(codeOfItem(line, input), line, input).rate : null;
	const rate = byItem ?? ruled.rate;
	const decided: DecidedSale = { ...sale, rate, by: byItem !== null ? 'item' : rate !== null ? 'rule' : 'none' };
	return { ...decided, checks: [...sale.checks, ...decisionChecks(decided, input)] };
}

function placeOf(supply: GoodsOrService, { party, customer, shipTo }: TaxDecisionInput): TaxPlaceOfSale {
	const country = taxCountry(party, customer);
	const billed = party?.country != null ? party.address : customer.billingAddress;
	return supply === 'goods' && shipTo !== null ? placeOfAddress(shipTo, country) : placeOfAddress(billed, country);
}

/** The item's own rate, else that of the account it is booked on. */
function codeOfItem(line: DealLine, { accounts }: TaxDecisionInput): string | null {
	if (line.product?.taxCode != null) return line.product.taxCode;
	const account = line.product?.account ?? null;
	return accounts.find(({ code }) => code === account)?.taxCode ?? null;
}

/** A rate as it may be used on the line, or why not. */
type Usable = { rate: LedgerTaxRate; why: '' } | { rate: null; why: string };

/** The first that the ledger has decides; by code, else by name. */
function usableOf(codes: string[], line: DealLine, input: TaxDecisionInput): Usable {
	const tried = codes.map((code) => usable(code, line, input));
	return tried.find(({ rate }) => rate !== null) ?? tried.find(({ why }) => why !== MISSING) ?? missing;
}

const MISSING = 'is not there';
const missing: Usable = { rate: null, why: MISSING };

/** Exists, active, for sales, allowed on the account that the line is booked on. */
function usable(code: string | null, line: DealLine, input: TaxDecisionInput): Usable {
	if (code === null || code === '') return missing;
	const rate = rateNamed(code, input.taxRates);
	if (rate === null) return missing;
	if (!rate.active) return { rate: null, why: 'is archived' };
	if (!rate.forSales) return { rate: null, why: 'is not for sales' };
	const booked = line.product?.account ?? input.salesAccount;
	const account = input.accounts.find((candidate) => candidate.code === booked);
	const { accountClasses } = rate;
	if (accountClasses !== undefined && account?.accountClass !== undefined) {
		if (!accountClasses.includes(account.accountClass)) {
			return { rate: null, why: `may not be used on account ${account.code}` };
		}
	}
	return { rate, why: '' };
}

/** By code, else by its name, of those the one in use. */
export function rateNamed(text: string, rates: LedgerTaxRate[]): LedgerTaxRate | null {
	const name = text.trim().toLowerCase();
	const named = rates.filter((rate) => rate.name.trim().toLowerCase() === name);
	return rates.find(({ code }) => code === text) ?? named.find(({ active }) => active) ?? named[0] ?? null;
}

function taxOf(sale: DecidedSale, input: TaxDecisionInput): LineTax {
	const { rate, place, supply } = sale;
	return {
		code: rate?.code ?? null,
		...(rate !== null && { percent: rate.percent }),
		reason: reasonOf(sale, input),
		goodsOrService: supply,
		place: { country: place.country, region: place.region },
		verified: hangsOnVatNumber(sale) ? input.vat?.wellFormed === true && input.vat.checkedOn !== null : null,
	};
}

/** A rate of nought that is given because the customer is in business, in a country whose numbers can be asked about. */
export function hangsOnVatNumber({ rate, rule, by, buyer, eu, place }: DecidedSale): boolean {
	if (by !== 'rule' || rate?.percent !== 0 || buyer !== 'business' || rule?.buyer !== 'business') return false;
	return eu || (hasVatNumbers(place.country) && place.country !== null);
}

function reasonOf(sale: DecidedSale, input: TaxDecisionInput): string {
	const { customer, organisation } = input;
	const { rate, rule, by, line } = sale;
	const ledger = systemWords[organisation.ledger];
	if (by === 'step') return line.tax?.reason ?? 'set on the line';
	if (by === 'customer') return `default of ${customer.name} in ${ledger}`;
	const who = [
		`${placeWords(sale, organisation.country)} ${sale.buyer}`,
		vatWords(sale, input),
		supplyWords[sale.supply ?? 'none'],
	];
	const said = who.filter((part) => part !== '').join(', ');
	if (by === 'item') {
		const of =
			line.product?.taxCode != null ? `item ${line.product.code ?? ''}` : `account ${line.product?.account}`;
		return `${said}: sales tax of ${of}`;
	}
	if (rule === null) return `${said}: no row of the tax rules fits`;
	const because = rule.reason === null ? '' : `${rule.reason}, `;
	if (rate === null) return `${said}: ${because}but code ${rule.codes[0]} cannot be used (${rule.name})`;
	const name = rate.name === rate.code ? rate.code : `${rate.code} (${rate.name})`;
	return `${said}: ${because}code ${name}, ${rule.name}`;
}

const supplyWords = { goods: 'goods', service: 'services', none: '' };

function placeWords({ place }: DecidedSale, seller: string): string {
	if (place.northernIreland) return 'Northern Ireland';
	return place.country ?? `${seller} (supposed)`;
}

function vatWords(sale: DecidedSale, { vat }: TaxDecisionInput): string {
	if (!hangsOnVatNumber(sale)) return '';
	if (vat === null) return 'no VAT number';
	if (!vat.wellFormed) return `VAT number ${vat.number} cannot be right`;
	return vat.checkedOn === null ? 'VAT number not verified' : `VAT number checked on ${formatDate(vat.checkedOn)}`;
}
