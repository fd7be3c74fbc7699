import { formatDate } from '../../shared/billing/dates';
import type { CrmSetupReport } from '../../shared/systems/crm';
import type { LedgerSetupReport, ProposedCustomer } from './checkSetup';

/** One line of the readable list. */
export interface Finding {
	what: string;
	found: string;
	/** The next step; empty when nothing is to be done. */
	todo: string;
	ok: boolean;
}

/** The report in words, what needs doing first. */
export function findingsOf(report: LedgerSetupReport, crm: CrmSetupReport | null, ledger: string): Finding[] {
	const all = [
		...booksFindings(report, crm, ledger),
		...listFindings(report, crm, ledger),
		...customerFindings(report),
	];
	return [...all.filter((one) => !one.ok), ...all.filter((one) => one.ok)];
}

function booksFindings(
	{ organisation, currencies, missingCurrencies }: LedgerSetupReport,
	crm: CrmSetupReport | null,
	ledger: string,
): Finding[] {
	const books = `${organisation.name} (${organisation.country}, ${organisation.baseCurrency}, ${organisation.timeZone})`;
	const account = crm?.account;
	return [
		account === undefined
			? fine(`${ledger} organisation`, books)
			: fine(
					'The two sides',
					`${account.accountName} (${account.currency}, ${account.timeZone}) is billed in ${books}`,
				),
		...(account !== undefined && account.currency !== organisation.baseCurrency
			? [
					lack(
						'Company currency',
						`The CRM counts in ${account.currency}, ${ledger} in ${organisation.baseCurrency}`,
						'Check that these are the right books',
					),
				]
			: []),
		organisation.demo
			? lack(
					'Demo company',
					`${organisation.name} is a demo company`,
					'Choose the real organisation before going live',
				)
			: fine('Demo company', 'No'),
		fine(
			'Lock date',
			organisation.lockDate === null
				? 'None'
				: `Locked until ${formatDate(organisation.lockDate)}; later invoices are dated today`,
		),
		fine('Registered for sales tax', organisation.taxRegistered ? 'Yes' : 'No: invoices are made without tax'),
		missingCurrencies.length === 0
			? fine(`Currencies of ${ledger}`, currencies.join(', '))
			: lack(
					'Currencies',
					`Not in ${ledger}: ${missingCurrencies.join(', ')}`,
					`Add them to the currencies of ${organisation.name}; deals in them are held until then`,
				),
	];
}

function listFindings(
	{ salesAccounts, salesTaxRates, unmatchedSkus }: LedgerSetupReport,
	crm: CrmSetupReport | null,
	ledger: string,
): Finding[] {
	const skus = unmatchedSkus.map(({ sku, near }) => (near === null ? sku : `${sku} (did you mean ${near}?)`));
	return [
		salesAccounts.length === 0
			? lack('Sales accounts', 'None', `Add a revenue account in ${ledger}`)
			: fine('Sales accounts', salesAccounts.map(({ code, name }) => `${code} ${name}`).join(', ')),
		fine(
			'Tax rates for sales',
			salesTaxRates.map(({ code, percent }) => `${code} ${percent} %`).join(', ') || 'None',
		),
		...(crm === null
			? []
			: [
					skus.length === 0
						? fine('SKUs', `Every SKU has its item in ${ledger}`)
						: lack(
								'SKUs',
								`No item in ${ledger} for ${skus.join(', ')}`,
								"Make the two lists agree, or name the pairs in 'Aliases' of Product: Match",
							),
				]),
	];
}

/** Questions one by one, since each is answered on its company; the rest is told in numbers. */
function customerFindings({ proposedCustomers }: LedgerSetupReport): Finding[] {
	const of = (proposal: ProposedCustomer['proposal']) => proposedCustomers.filter((one) => one.proposal === proposal);
	return [
		...of('question').map(({ company, reason, todo }) =>
			lack(`Customer of ${company.name}`, `${reason} (${company.url})`, todo),
		),
		...of('existing').map(({ company, customer, reason }) =>
			fine(`Customer of ${company.name}`, `${customer?.name}: ${reason}`),
		),
		...(of('new').length === 0
			? []
			: [
					fine(
						'New customers',
						`${of('new').length} would be made: ${of('new')
							.map(({ company }) => company.name)
							.join(', ')}`,
					),
				]),
	];
}

function fine(what: string, found: string): Finding {
	return { what, found, todo: '', ok: true };
}

function lack(what: string, found: string, todo: string): Finding {
	return { what, found, todo, ok: false };
}
