import { countryCode } from '../../billing/country';
import { Decimal } from '../../billing/decimal';
import type { ListEntry } from '../../model/named';
import type { LedgerAccount, LedgerTaxRate, Organisation } from '../../model/organisation';
import { SystemError } from '../../transport/systemError';
import { companyZone } from '../companyZone';
import type { QuickBooksClient } from './client';
import { paymentTerms } from './terms';
import { ACTIVE_OR_NOT } from './query';
import type {
	WireAccount,
	WireCompanyCurrency,
	WireCompanyInfo,
	WireCustomField,
	WireObject,
	WirePreferences,
	WireTaxCode,
	WireTaxRate,
	WireTerm,
} from './wire';
import { text } from './wire';

/** What a run must know of a company; read in one call (apis/quickbooks.md 7.4, 7.7). */
export interface Company {
	organisation: Organisation;
	multiCurrency: boolean;
	taxRates: LedgerTaxRate[];
	terms: WireTerm[];
	/** Numbers are the company's own; else QuickBooks gives the next (section 7.3). */
	customNumbers: boolean;
	/** Tax code of whole documents where sales tax is kept by hand in the US; null elsewhere. */
	documentTaxCode: string | null;
	/** The company's own fields on sales forms. */
	customFields: Array<{ id: string; name: string }>;
}

/** The two codes of a line in the US; which rate they mean is decided by QuickBooks (section 7.4). */
const US_CODES: LedgerTaxRate[] = [
	{ code: 'TAX', name: 'Taxable', percent: 0, active: true, forSales: true },
	{ code: 'NON', name: 'Non-taxable', percent: 0, active: true, forSales: true },
];

export async function readCompany(client: QuickBooksClient): Promise<Company> {
	const [infos, preferences, codes, rates, terms] = (await client.select<WireObject>(
		[
			{ entity: 'CompanyInfo', order: null },
			{ entity: 'Preferences', order: null },
			{ entity: 'TaxCode', where: [ACTIVE_OR_NOT] },
			{ entity: 'TaxRate' },
			{ entity: 'Term' },
		],
		'reading the company and its settings',
	)) as [WireCompanyInfo[], WirePreferences[], WireTaxCode[], WireTaxRate[], WireTerm[]];
	const [info] = infos;
	const [prefs] = preferences;
	if (info === undefined || prefs === undefined) throw companyMissing(client.realm);
	const country = countryCode(info.Country) ?? (info.Country ?? '').toUpperCase();
	const inUs = country === 'US';
	const home = prefs.CurrencyPrefs?.HomeCurrency?.value ?? (inUs ? 'USD' : '');
	const multiCurrency = prefs.CurrencyPrefs?.MultiCurrencyEnabled === true;
	const { PartnerTaxEnabled: automatedTax, UsingSalesTax: usesTax, TaxGroupCodeRef } = prefs.TaxPrefs ?? {};
	const address = info.LegalAddr ?? info.CompanyAddr;
	const customNumbers = prefs.SalesFormsPrefs?.CustomTxnNumbers === true;
	const defaultTerm = prefs.SalesFormsPrefs?.DefaultTerms?.value;
	return {
		organisation: {
			ledger: 'quickbooks',
			id: client.realm,
			name: info.CompanyName ?? '',
			baseCurrency: home,
			country,
			timeZone: companyZone(text(info.DefaultTimeZone), country, address?.CountrySubDivisionCode ?? null),
			demo: client.environment === 'sandbox',
			taxRegistered: usesTax !== false && automatedTax !== false,
			decidesTax: inUs,
			lockDate: text(prefs.AccountingInfoPrefs?.BookCloseDate),
			terms: paymentTerms(terms.find(({ Id }) => Id !== undefined && Id === defaultTerm)),
			shortCode: null,
			appliesCredits:
				prefs.SalesFormsPrefs?.AutoApplyCredit === true || prefs.SalesFormsPrefs?.AutoApplyPayments === true,
			customNumbers,
		},
		multiCurrency,
		taxRates: inUs ? US_CODES : codes.map((code) => taxRate(code, rates)),
		terms,
		customNumbers,
		documentTaxCode: inUs && automatedTax === undefined ? (TaxGroupCodeRef?.value ?? null) : null,
		customFields: customFields(prefs),
	};
}

/** Home currency first; the others only where several are switched on. */
export async function readCurrencies(client: QuickBooksClient, company: Company): Promise<string[]> {
	const home = company.organisation.baseCurrency;
	if (!company.multiCurrency) return [home];
	const wires = await client.rows<WireCompanyCurrency>([{ entity: 'CompanyCurrency' }], 'reading currencies');
	return [...new Set([home, ...wires.filter(({ Active }) => Active !== false).flatMap(({ Code }) => Code ?? [])])];
}

function taxRate(code: WireTaxCode, rates: WireTaxRate[]): LedgerTaxRate {
	const details = code.SalesTaxRateList?.TaxRateDetail ?? [];
	const percents = details.map(({ TaxRateRef }) => rates.find(({ Id }) => Id === TaxRateRef?.value)?.RateValue ?? 0);
	return {
		code: code.Id ?? '',
		name: code.Name ?? '',
		percent: percents.reduce((sum, percent) => sum.plus(percent), new Decimal(0)).toNumber(),
		...(percents.length > 1 ? { parts: percents } : {}),
		active: code.Active !== false && code.Hidden !== true,
		forSales: details.length > 0,
	};
}

/**
 * The fields that a company has named for its sales forms. Preferences list them as texts whose name ends in the number
 * of the field, `SalesFormsPrefs.SalesCustomName1`; that number is the definition's id on documents.
 */
function customFields(prefs: WirePreferences): Company['customFields'] {
	const entries = (prefs.SalesFormsPrefs?.CustomField ?? []).flatMap(
		(entry): WireCustomField[] => entry.CustomField ?? [entry],
	);
	return entries.flatMap(({ Name, StringValue, DefinitionId }) => {
		const id = DefinitionId ?? /SalesCustomName(\d+)$/.exec(Name ?? '')?.[1];
		const name = text(StringValue) ?? text(Name);
		const named = text(StringValue) !== null || DefinitionId !== undefined;
		return id === undefined || name === null || !named ? [] : [{ id, name }];
	});
}

/** Accounts by id: QuickBooks' numbers are optional and not unique. */
export async function readAccounts(client: QuickBooksClient): Promise<WireAccount[]> {
	return await client.rows<WireAccount>([{ entity: 'Account', where: [ACTIVE_OR_NOT] }], 'reading accounts');
}

export function ledgerAccount(wire: WireAccount): LedgerAccount {
	return {
		code: wire.Id ?? '',
		name: accountName(wire),
		taxCode: null,
		revenue: wire.Classification === 'Revenue',
		active: wire.Active !== false,
	};
}

/** What each list of accounts shows; money arrives in a bank or waits in Undeposited Funds (section 7.5). */
const ACCOUNT_KINDS = {
	salesAccounts: ({ AccountType }: WireAccount) => AccountType === 'Income' || AccountType === 'Other Income',
	bankAccounts: ({ AccountType, AccountSubType }: WireAccount) =>
		AccountType === 'Bank' || AccountSubType === 'UndepositedFunds',
	purchaseAccounts: ({ AccountType }: WireAccount) =>
		AccountType === 'Expense' || AccountType === 'Cost of Goods Sold',
};

export function accountList(wires: WireAccount[], kind: keyof typeof ACCOUNT_KINDS): ListEntry[] {
	return wires
		.filter((wire) => wire.Active !== false && ACCOUNT_KINDS[kind](wire))
		.map((wire) => ({ value: wire.Id ?? '', name: accountName(wire) }))
		.sort((a, b) => a.name.localeCompare(b.name));
}

function accountName(wire: WireAccount): string {
	return [wire.AcctNum, wire.FullyQualifiedName ?? wire.Name].filter((part) => part).join(' · ');
}

function companyMissing(realm: string): SystemError {
	return new SystemError({
		code: 'organisation_not_connected',
		message: `QuickBooks showed no company ${realm} for this credential`,
		todo: 'Connect the QuickBooks credential again and choose the company there',
		scope: 'run',
		system: 'quickbooks',
	});
}
