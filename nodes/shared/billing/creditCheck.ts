import type { CustomerCredit } from '../model/customer';
import type { Deal } from '../model/deal';
import type { Financials } from '../model/financials';
import type { Invoice } from '../model/invoice';
import type { LedgerTaxRate, Organisation } from '../model/organisation';
import { inBase } from './collected';
import { formatDate } from './dates';
import { Decimal } from './decimal';
import { crmPrefix, parseKey } from './key';
import { formatMoney, sumMoney } from './money';

export interface CreditSettings {
	/** Percent of the limit from which it is near. */
	nearFrom: number;
	/** Percent: a customer whose share on time is below pays late. */
	leastOnTime: number;
}

type Document = Pick<Invoice, 'currency' | 'currencyRate' | 'issueDate'>;

export interface CreditInput {
	organisation: Pick<Organisation, 'baseCurrency' | 'taxRegistered' | 'decidesTax'>;
	taxRates: LedgerTaxRate[];
	/** How the customer stands; null for one that the ledger does not have yet. */
	standing: Pick<Financials, 'balance' | 'overdue' | 'oldestDue' | 'unallocatedCredit' | 'year'> | null;
	/** Its invoices that are not paid, and its drafts that are not posted. */
	open: Invoice[];
	drafts: Invoice[];
	deal: Deal;
	/** Deals of the customer that are won and not billed; this one may be among them. */
	wonNotBilled: Deal[];
	/** Documents of the organisation, for the rates of its currencies. */
	documents: Document[];
	/** In the base currency: the ledger's where it has one, else the CRM's; null without. */
	limit: number | null;
	settings: CreditSettings;
}

/**
 * Where a customer stands against its credit limit, with this deal (rules.md section 8 "Credit"). A deal whose invoice or draft
 * stands counts by that alone. Null where a rate is not known that the answer needs.
 */
export function creditCheck(input: CreditInput): CustomerCredit | null {
	const { deal, drafts, limit, open, organisation, settings, standing } = input;
	const { baseCurrency } = organisation;
	const billed = [...open, ...drafts];
	const waiting = [...new Map(input.wonNotBilled.map((one) => [one.id, one])).values()].filter(
		(one) => one.id !== deal.id && !hasInvoice(one, billed),
	);
	const amounts = [
		standing?.balance ?? 0,
		...drafts.map((draft) => inBase(draft.total, draft, baseCurrency)),
		...waiting.map((one) => grossInBase(one, input)),
	];
	const own = hasInvoice(deal, billed) ? 0 : grossInBase(deal, input);
	const known = [...amounts, own].filter((amount): amount is number => amount !== null);
	const complete = known.length === amounts.length + 1;
	if (!complete && limit !== null) return null;
	const used = complete ? sumMoney(known.slice(0, -1), baseCurrency) : null;
	const tested = complete ? sumMoney(known, baseCurrency) : null;
	const figures = {
		currency: baseCurrency,
		used,
		tested,
		limit,
		available: limit === null || used === null ? null : sumMoney([limit, -used], baseCurrency),
	};
	return { ...judged(figures, standing, settings), ...figures };
}

type Figures = Pick<CustomerCredit, 'currency' | 'used' | 'tested' | 'limit'>;

/** What weighs most: over the limit, then what is overdue, then how they pay, then what is near. */
function judged(
	{ currency, used, tested, limit }: Figures,
	standing: CreditInput['standing'],
	{ nearFrom, leastOnTime }: CreditSettings,
): Pick<CustomerCredit, 'status' | 'reason'> {
	const money = (amount: number) => formatMoney(amount, currency);
	const sum =
		limit === null || tested === null || used === null
			? null
			: `${money(used)} used and ${money(sumMoney([tested, -used], currency))} of this deal make ${money(tested)}`;
	if (sum !== null && tested !== null && limit !== null && tested > limit) {
		const reason = `${sum}: ${money(sumMoney([tested, -limit], currency))} over the credit limit of ${money(limit)}`;
		return { status: 'over', reason };
	}
	const overdue = sumMoney([standing?.overdue ?? 0, -(standing?.unallocatedCredit ?? 0)], currency);
	if (overdue > 0) {
		const since = standing?.oldestDue ? `, the oldest since ${formatDate(standing.oldestDue)}` : '';
		return { status: 'overdue', reason: `${money(overdue)} is overdue${since}` };
	}
	const onTime = standing?.year?.shareOnTime ?? null;
	if (onTime !== null && onTime < leastOnTime) {
		const reason = `Paid ${onTime} % on time in the last 12 months, less than ${leastOnTime} %`;
		return { status: 'pays_late', reason };
	}
	if (sum === null || tested === null || limit === null)
		return { status: 'no_limit', reason: 'No credit limit is set' };
	if (new Decimal(tested).times(100).gte(new Decimal(limit).times(nearFrom)))
		return { status: 'near', reason: `${sum}, near the credit limit of ${money(limit)}` };
	return { status: 'ok', reason: `${sum}, within the credit limit of ${money(limit)}` };
}

function hasInvoice({ crm, id }: Deal, billed: Invoice[]): boolean {
	const prefix = crmPrefix(crm);
	return billed.some(({ key }) => {
		const parsed = parseKey(key);
		return parsed?.prefix === prefix && parsed.dealId === id;
	});
}

/** With tax, at the rate of the newest document in its currency; null where there is none. */
function grossInBase(deal: Deal, { documents, organisation, taxRates }: CreditInput): number | null {
	const { currency } = deal;
	const home = homePercent(organisation, taxRates);
	const gross = deal.lines.reduce(
		(sum, line) => sum.plus(withTax(line.amount, line.tax?.percent ?? line.taxPercent ?? home)),
		deal.lines.length === 0 ? withTax(deal.amount ?? 0, home) : new Decimal(0),
	);
	const [newest] = documents
		.filter((one) => one.currency === currency && one.currencyRate !== null)
		.sort((a, b) => b.issueDate.localeCompare(a.issueDate));
	return inBase(gross, { currency, currencyRate: newest?.currencyRate ?? null }, organisation.baseCurrency);
}

function withTax(amount: number, percent: number): Decimal {
	return new Decimal(amount).times(new Decimal(100).plus(percent)).div(100);
}

/**
 * The rate at home, where a line's own is not decided: the highest that may stand on a sale, so that a limit is reached too early
 * and never too late. None where the ledger decides on tax by itself, or where none is charged.
 */
function homePercent({ decidesTax, taxRegistered }: CreditInput['organisation'], taxRates: LedgerTaxRate[]): number {
	if (!taxRegistered || decidesTax) return 0;
	const percents = taxRates.filter(({ active, forSales }) => active && forSales).map(({ percent }) => percent);
	return Math.max(0, ...percents);
}
