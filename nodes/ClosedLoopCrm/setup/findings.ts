import { formatMoney } from '../../shared/billing/money';
import type { CrmSetupReport } from '../../shared/systems/crm';

/** One line of the readable list. */
export interface Finding {
	what: string;
	found: string;
	/** The next step; empty when nothing is to be done. */
	todo: string;
	ok: boolean;
}

/** The report in words, what needs doing first. */
export function findingsOf(report: CrmSetupReport, billFrom: string): Finding[] {
	const { account } = report;
	const findings = [
		finding('CRM account', `${account.accountName} (${report.accountType}), ${account.timeZone}`),
		finding('Currencies', `${account.currency} is the account's; enabled: ${report.currencies.join(', ')}`),
		report.missingScopes.length === 0
			? finding('Scopes', 'All that reading needs')
			: lack(
					'Scopes',
					report.missingScopes.join('; '),
					'Add these scopes to the service key or app and connect the credential again; then check again',
				),
	];
	if (report.missingScopes.length > 0) return inOrder(findings);
	return inOrder([
		...findings,
		report.missingFields.length === 0
			? finding('Fields', 'All there')
			: lack('Fields', `Missing: ${report.missingFields.join(', ')}`, 'Run Setup: Create Fields'),
		...report.wonNotBilled.map(({ month, deals, amount, currency }) =>
			finding(
				`Won and not billed, ${month}`,
				`${deals} ${deals === 1 ? 'deal' : 'deals'}, ${formatMoney(amount, currency)}`,
			),
		),
		...(report.wonNotBilled.length === 0 ? [finding('Won and not billed', `None since ${billFrom}`)] : []),
		finding(
			'SKUs on deals',
			report.skus.length === 0 ? 'None' : `${report.skus.length}: ${report.skus.join(', ')}`,
		),
		finding(
			'Companies without an accounting customer',
			report.companies.length === 0 ? 'None' : `${report.companies.length} with open or won deals`,
		),
	]);
}

function finding(what: string, found: string): Finding {
	return { what, found, todo: '', ok: true };
}

function lack(what: string, found: string, todo: string): Finding {
	return { what, found, todo, ok: false };
}

function inOrder(findings: Finding[]): Finding[] {
	return [...findings.filter((one) => !one.ok), ...findings.filter((one) => one.ok)];
}
