import type { Check, Hold } from '../model/outcome';
import { invoiceStatusWords } from './words';
import type { BillingSettings } from './settings';

/**
 * What the checks of a deal come to (rules.md section 2): those that *Strictness* silences are gone, and one that is
 * to hold, by *Strictness* or because invoices are made approved, holds the deal. Called once, over all its checks.
 */
export function applyStrictness(
	checks: Check[],
	settings: Pick<BillingSettings, 'strictness' | 'status'>,
): { checks: Check[]; hold: Hold | null } {
	const told = checks.filter((check) => settings.strictness[check.code] !== 'silent');
	const holding = told.filter(
		(check) => settings.status === 'approved' || settings.strictness[check.code] === 'hold',
	);
	const [first] = holding;
	if (first === undefined) return { checks: told, hold: null };
	const cause =
		settings.status === 'approved' ? `Invoices are made as ${invoiceStatusWords.approved}, so` : 'By setting';
	return {
		checks: told,
		hold: {
			code: 'check_as_hold',
			what: `${holding.map((check) => check.what).join('; ')}. ${cause} this holds the deal`,
			todo: first.todo,
			by: first.by,
		},
	};
}
