import { formatDate } from '../../shared/billing/dates';
import type { LedgerTraits } from '../../shared/model/ledgerTraits';
import type { CrmSetupReport } from '../../shared/systems/crm';
import type { LedgerSetupReport, ProposedCustomer } from './checkSetup';

type Traits = Pick<LedgerTraits, 'label' | 'hasDrafts' | 'currencyPerCustomer' | 'lineWithoutItem'>;

/** One line of the readable list. */
export interface Finding {
	what: string;
	found: string;
	/** The next step; empty when nothing is to be done. */
	todo: string;
	ok: boolean;
}

/** The report in words, what needs doing first. */
export function findingsOf(report: LedgerSetupReport, crm: CrmSetupReport | null, traits: Traits): Finding[] {
	const ledger = traits.label;
	const all = [
		...booksFindings(report, crm, ledger),
		...waysFindings(report, crm, traits),
		...listFindings(report, crm, traits),
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

/** What this ledger does otherwise than others. */
function waysFindings(
	{ organisation, soldItems, itemsWithoutTax }: LedgerSetupReport,
	crm: CrmSetupReport | null,
	traits: Traits,
): Finding[] {
	const { label } = traits;
	return [
		traits.hasDrafts
			? fine('Drafts', `Invoices wait as drafts in ${label}`)
			: fine(
					'Drafts',
					`${label} has none: an invoice posts at once and is not sent; with Create As "Estimate" an estimate waits`,
				),
		...(traits.currencyPerCustomer && (crm?.currencies.length ?? 0) > 1
			? [
					fine(
						'Currencies of customers',
						`A customer of ${label} has one for good: a deal in another one needs a record of its own, which is asked about`,
					),
				]
			: []),
		...(organisation.taxRegistered && organisation.decidesTax
			? [fine('Sales tax', `${label} adds it by itself, by address and by whether an item is taxable`)]
			: []),
		...(organisation.appliesCredits
			? [
					lack(
						'Automatic applying',
						`${label} sets open credits and payments against invoices by itself, so a new invoice may be paid at once, and a payment or credit of one may land on another`,
						`Switch off automatic applying in ${label} under Account and settings > Advanced > Automation`,
					),
				]
			: []),
		...(organisation.customNumbers
			? [
					fine(
						'Invoice numbers',
						`Custom transaction numbers are on in ${label}: it is asked to give the next one all the same, else the last one is counted on`,
					),
				]
			: []),
		...(itemsWithoutTax.length === 0
			? []
			: [
					lack(
						'Items without a tax rate',
						firstOf(itemsWithoutTax),
						`Set their sales tax in ${label}, or choose 'Home Tax Rate': a line without a tax rate is held`,
					),
				]),
		...(traits.lineWithoutItem
			? []
			: [
					soldItems.length === 0
						? lack(
								'Fallback item',
								`${label} bills no line without a product or service, and has none`,
								`Add one in ${label} and choose it as 'Fallback Item'`,
							)
						: fine('Fallback item', `Choose one of ${firstOf(soldItems)}`),
				]),
	];
}

function firstOf(codes: string[]): string {
	return codes.length > 10 ? `${codes.slice(0, 10).join(', ')} and ${codes.length - 10} more` : codes.join(', ');
}

function listFindings(
	{ organisation, salesAccounts, salesTaxRates, unmatchedSkus }: LedgerSetupReport,
	crm: CrmSetupReport | null,
	{ label: ledger, lineWithoutItem }: Traits,
): Finding[] {
	const skus = unmatchedSkus.map(({ sku, near }) => (near === null ? sku : `${sku} (did you mean ${near}?)`));
	return [
		...(lineWithoutItem ? [salesAccountsFinding(salesAccounts, ledger)] : []),
		fine(
			'Tax rates for sales',
			salesTaxRates
				// Where the ledger decides on tax by itself, its codes have no rate of their own.
				.map(({ code, percent }) => (organisation.decidesTax ? code : `${code} ${percent} %`))
				.join(', ') || 'None',
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

function salesAccountsFinding(salesAccounts: LedgerSetupReport['salesAccounts'], ledger: string): Finding {
	return salesAccounts.length === 0
		? lack('Sales accounts', 'None', `Add a revenue account in ${ledger}`)
		: fine('Sales accounts', salesAccounts.map(({ code, name }) => `${code} ${name}`).join(', '));
}

/** Questions one by one, since each is answered on its company; the rest is told in numbers. */
function customerFindings({ proposedCustomers }: LedgerSetupReport): Finding[] {
	const of = (proposal: ProposedCustomer['proposal']) => proposedCustomers.filter((one) => one.proposal === proposal);
	return [
		...of('question').map(({ company, reason, todo }) =>
			lack(
				`Customer of ${company.name}`,
				reason.includes(company.url) ? reason : `${reason} (${company.url})`,
				todo,
			),
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
