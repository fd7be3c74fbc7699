import type { LedgerTraits } from '../model/ledgerTraits';
import type { Check, CheckCode, Hold } from '../model/outcome';
import type { BillingSettings } from './settings';
import { documentWord, statusWords } from './words';

/**
 * Where an invoice posts at once (no drafts, not as an estimate), checks on tax or amount hold the deal (rules.md section 2):
 * what is posted cannot be mended without a trace. The others a reviewer of the unsent invoice can still act on: who gets it,
 * its text and dates, what else is to be billed, what was billed before, and a product without its item.
 */
const postingHolds: Partial<Record<CheckCode, true>> = {
	amount_contradicts: true,
	quote_contradicts: true,
	tax_differs: true,
	country_unknown: true,
	foreign_without_tax: true,
	tax_code_refused: true,
	vat_not_verified: true,
	vat_number_wrong: true,
	eu_consumer: true,
	goods_or_service_unknown: true,
	currency_differs: true,
};

/** What to do where there is no document yet to do it on. */
const beforeItIsMade: Partial<Record<CheckCode, string>> = {
	amount_contradicts: 'Make the amount of the deal and its lines agree',
	quote_contradicts: 'Make the quote and the lines of the deal agree',
	tax_differs: 'Make the tax of the lines in the CRM agree with that of customer and items in the ledger',
	country_unknown: 'Set the country on the company',
	foreign_without_tax: 'Set the sales tax default of the customer in the ledger',
	currency_differs: 'Check the currency of the deal',
};

/**
 * What the checks of a deal come to (rules.md section 2): those that *Strictness* silences are gone, and one that is
 * to hold, by *Strictness*, because invoices are made approved or because they post at once, holds the deal. Called once,
 * over all its checks.
 */
export function applyStrictness(
	checks: Check[],
	settings: Pick<BillingSettings, 'strictness' | 'status' | 'createAs'>,
	traits: Pick<LedgerTraits, 'system' | 'label' | 'hasDrafts'>,
): { checks: Check[]; hold: Hold | null } {
	const told = checks.filter((check) => settings.strictness[check.code] !== 'silent');
	const approved = traits.hasDrafts && settings.status === 'approved';
	const posts = documentWord(traits, settings) === 'unsent invoice';
	const holding = told.filter(({ code }) => {
		const rule = settings.strictness[code];
		return approved || rule === 'hold' || (posts && rule === undefined && code in postingHolds);
	});
	const [first] = holding;
	if (first === undefined) return { checks: told, hold: null };
	const cause = approved
		? `Invoices are made as ${statusWords({ ledger: traits.system, status: 'approved' })}, so`
		: holding.every(({ code }) => settings.strictness[code] === 'hold')
			? 'By setting'
			: `${traits.label} posts an invoice at once, so`;
	return {
		checks: told,
		hold: {
			code: 'check_as_hold',
			what: `${holding.map((check) => check.what).join('; ')}. ${cause} this holds the deal`,
			todo: beforeItIsMade[first.code] ?? first.todo,
			by: first.by,
		},
	};
}
