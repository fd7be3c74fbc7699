import type { PaymentTerms } from '../../model/customer';
import type { ListEntry } from '../../model/named';
import type { LedgerAccount, LedgerTaxRate, Organisation } from '../../model/organisation';
import { SystemError } from '../../transport/systemError';
import type { XeroClient } from './client';
import { calendarDate } from './dates';
import { terms } from './terms';
import { ianaTimeZone } from './timeZones';
import type {
	WireAccount,
	WireBrandingTheme,
	WireConnection,
	WireCurrency,
	WireOrganisation,
	WireTaxRate,
} from './wire';
import { number, text } from './wire';

/** The organisation behind the client (apis/xero.md 8). */
export async function readOrganisation(client: XeroClient): Promise<Organisation> {
	const [wire] = await client.list<WireOrganisation>(
		{ path: '/Organisation', doing: 'reading the organisation' },
		'Organisations',
	);
	if (wire === undefined) throw organisationMissing();
	return toOrganisation(wire, client.organisationId);
}

function toOrganisation(wire: WireOrganisation, organisationId: string): Organisation {
	const locks = [calendarDate(wire.PeriodLockDate), calendarDate(wire.EndOfYearLockDate)].filter(
		(date) => date !== null,
	);
	return {
		ledger: 'xero',
		id: organisationId || (wire.OrganisationID ?? ''),
		name: wire.Name ?? '',
		baseCurrency: wire.BaseCurrency ?? '',
		country: wire.CountryCode ?? '',
		timeZone: ianaTimeZone(wire.Timezone),
		demo: wire.IsDemoCompany === true,
		taxRegistered: wire.PaysTax !== false,
		// Invoices with automated sales tax are read-only through the API (apis/xero.md 8): a tax code is always ours to set.
		decidesTax: false,
		lockDate: locks.sort().at(-1) ?? null,
		terms: salesTerms(wire),
		shortCode: text(wire.ShortCode),
	};
}

function salesTerms(wire: WireOrganisation): PaymentTerms | null {
	return terms(wire.PaymentTerms?.Sales);
}

export async function readCurrencies(client: XeroClient): Promise<string[]> {
	const wires = await client.list<WireCurrency>({ path: '/Currencies', doing: 'reading currencies' }, 'Currencies');
	return wires.map((wire) => wire.Code ?? '').filter((code) => code !== '');
}

export async function readAccounts(client: XeroClient): Promise<LedgerAccount[]> {
	const wires = await client.list<WireAccount>({ path: '/Accounts', doing: 'reading accounts' }, 'Accounts');
	return wires
		.filter((wire) => text(wire.Code) !== null)
		.map((wire) => ({
			code: wire.Code ?? '',
			name: wire.Name ?? '',
			taxCode: text(wire.TaxType),
			revenue: wire.Class === 'REVENUE',
			...(wire.Class !== undefined && { accountClass: wire.Class }),
			active: wire.Status === 'ACTIVE',
		}));
}

/**
 * Accounts that a payment can go into: bank accounts and those that payments are enabled for (apis/xero.md 8). By code, or by id
 * where a bank account has none.
 */
export async function bankAccountList(client: XeroClient): Promise<ListEntry[]> {
	const wires = await client.list<WireAccount>({ path: '/Accounts', doing: 'reading accounts' }, 'Accounts');
	return wires
		.filter((wire) => wire.Status === 'ACTIVE' && (wire.Type === 'BANK' || wire.EnablePaymentsToAccount === true))
		.map((wire) => named(text(wire.Code) ?? wire.AccountID ?? '', text(wire.Code), wire.Name));
}

/** Accounts that purchases go to. */
export async function purchaseAccountList(client: XeroClient): Promise<ListEntry[]> {
	const wires = await client.list<WireAccount>({ path: '/Accounts', doing: 'reading accounts' }, 'Accounts');
	return wires
		.filter((wire) => wire.Status === 'ACTIVE' && wire.Class === 'EXPENSE' && text(wire.Code) !== null)
		.map((wire) => named(wire.Code ?? '', text(wire.Code), wire.Name));
}

function named(value: string, code: string | null, name = ''): ListEntry {
	return { value, name: [code, name].filter((part) => part).join(' · ') };
}

export async function readTaxRates(client: XeroClient): Promise<LedgerTaxRate[]> {
	const wires = await client.list<WireTaxRate>({ path: '/TaxRates', doing: 'reading tax rates' }, 'TaxRates');
	return wires.map((wire) => ({
		code: wire.TaxType ?? '',
		name: wire.Name ?? '',
		percent: number(wire.EffectiveRate),
		active: wire.Status === 'ACTIVE',
		forSales: wire.CanApplyToRevenue === true,
		accountClasses: classesOf(wire),
	}));
}

/** Classes of accounts that a rate may stand on (apis/xero.md 8). */
function classesOf(wire: WireTaxRate): string[] {
	const allowed: Record<string, boolean | undefined> = {
		ASSET: wire.CanApplyToAssets,
		EQUITY: wire.CanApplyToEquity,
		EXPENSE: wire.CanApplyToExpenses,
		LIABILITY: wire.CanApplyToLiabilities,
		REVENUE: wire.CanApplyToRevenue,
	};
	return Object.keys(allowed).filter((name) => allowed[name] === true);
}

export async function brandingThemeList(client: XeroClient): Promise<ListEntry[]> {
	const wires = await client.list<WireBrandingTheme>(
		{ path: '/BrandingThemes', doing: 'reading branding themes' },
		'BrandingThemes',
	);
	return [...wires]
		.sort((a, b) => (a.SortOrder ?? 0) - (b.SortOrder ?? 0))
		.map((wire) => ({ value: wire.BrandingThemeID ?? '', name: wire.Name ?? '' }));
}

/**
 * The organisations the sign-in reaches. A Custom Connection is bound to one, which its own token names when the list
 * of connections is empty (apis/xero.md 1).
 */
export async function organisationList(client: XeroClient): Promise<ListEntry[]> {
	const connections = (await client.plain('/connections', 'reading the connected organisations')) as WireConnection[];
	const entries = connections
		.filter((connection) => connection.tenantType === 'ORGANISATION')
		.map((connection) => ({ value: connection.tenantId ?? '', name: connection.tenantName ?? '' }));
	if (entries.length > 0) return entries.sort((a, b) => a.name.localeCompare(b.name));
	const [wire] = await client.list<WireOrganisation>(
		{ path: '/Organisation', doing: 'reading the organisation' },
		'Organisations',
	);
	return wire === undefined ? [] : [{ value: wire.OrganisationID ?? '', name: wire.Name ?? '' }];
}

function organisationMissing(): SystemError {
	return new SystemError({
		code: 'organisation_not_connected',
		message: 'Xero showed no organisation for this credential',
		todo: "Choose another 'Organisation', or connect the credential again",
		scope: 'run',
		system: 'xero',
	});
}
