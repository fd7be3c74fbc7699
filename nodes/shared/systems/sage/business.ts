import type { ListEntry } from '../../model/named';
import type { Organisation } from '../../model/organisation';
import { problemOf, SystemError } from '../../transport/systemError';
import { companyZone } from '../companyZone';
import type { SageClient } from './client';
import { terms } from './terms';
import type {
	WireBusiness,
	WireBusinessSettings,
	WireExchangeRate,
	WireFinancialSettings,
	WireInvoiceSettings,
	WireRef,
} from './wire';
import { day, optionalNumber, refId, text } from './wire';

/** A business with what its documents need of its settings. */
export interface Business {
	organisation: Organisation;
	multiCurrency: boolean;
	/** Notes that Sage prints where a document has none of its own. */
	notes: { invoice: string | null; creditNote: string | null };
}

/** The chosen business (apis/sage.md 1, 9, 11): three calls. One that the user may not enter is refused in words of its own. */
export async function readBusiness(client: SageClient): Promise<Business> {
	const doing = 'reading the business';
	const wire = await client
		.one<WireBusiness>({ path: `/businesses/${encodeURIComponent(client.businessId)}`, doing })
		.then(
			(business) => business,
			(error: unknown) => (problemOf(error)?.status === 403 ? null : Promise.reject(error)),
		);
	if (wire === null) throw businessMissing();
	const [financial, invoicing] = await Promise.all([
		client.one<WireFinancialSettings>({ path: '/financial_settings', query: { attributes: 'all' }, doing }),
		client.one<WireInvoiceSettings>({ path: '/invoice_settings', query: { attributes: 'all' }, doing }),
	]);
	if (financial === null) throw businessMissing();
	return {
		organisation: organisationOf(client.businessId, wire, financial, invoicing ?? {}),
		multiCurrency: financial.multi_currency_enabled === true,
		notes: {
			invoice: text(invoicing?.default_note_on_invoice),
			creditNote: text(invoicing?.default_note_on_credit_note),
		},
	};
}

function organisationOf(
	id: string,
	wire: WireBusiness,
	financial: WireFinancialSettings,
	invoicing: WireInvoiceSettings,
): Organisation {
	const country = countryOf(wire);
	return {
		ledger: 'sage',
		id,
		name: text(wire.name) ?? text(wire.displayed_as) ?? '',
		baseCurrency: refId(financial.base_currency) ?? '',
		country,
		timeZone: companyZone(null, country, text(wire.region), 'Europe/London'),
		demo: wire.is_demo === true,
		taxRegistered: isTaxRegistered(country, financial),
		decidesTax: false,
		lockDate: day(financial.year_end_lockdown_date),
		terms: terms(invoicing.customer_credit_days, invoicing.customer_credit_terms),
		shortCode: null,
	};
}

function countryOf(wire: WireBusiness): string {
	return (refId(wire.country) ?? '').toUpperCase();
}

/**
 * In the US and Canada sales tax hangs on rates, not on a registration. Elsewhere a business is registered unless its tax scheme
 * says that it is not, or it has neither scheme nor number.
 */
function isTaxRegistered(country: string, financial: WireFinancialSettings): boolean {
	if (usesEstimates(country)) return true;
	const scheme = text(`${financial.tax_scheme?.id ?? ''} ${financial.tax_scheme?.displayed_as ?? ''}`);
	if (scheme === null) return text(financial.tax_number) !== null;
	return !/not[ _]?(vat[ _]?)?reg|unregistered|exempt|\bnone\b/i.test(scheme.replace(/_/g, ' '));
}

/** The US and Canada say estimate where other countries say quote (apis/sage.md 8); their documents name a tax region. */
export function usesEstimates(country: string): boolean {
	return country === 'US' || country === 'CA';
}

/**
 * The currencies of the business. With its own exchange rates those it has one for; without any, all that Sage knows, since
 * then live rates serve (apis/sage.md 11).
 */
export async function readCurrencies(
	client: SageClient,
	business: Business,
	rates: Map<string, number>,
): Promise<string[]> {
	const base = business.organisation.baseCurrency;
	if (!business.multiCurrency) return [base];
	if (rates.size > 0) return [...new Set([base, ...rates.keys()])];
	const known = await client.pages<WireRef>({ path: '/currencies', doing: 'reading currencies' });
	return [...new Set([base, ...known.map((wire) => refId(wire) ?? '')])].filter((code) => code !== '');
}

/** The business's own exchange rates: units of the currency for one of the base currency. */
export async function readExchangeRates(client: SageClient): Promise<Map<string, number>> {
	const wires = await client.pages<WireExchangeRate>({
		path: '/business_exchange_rates',
		doing: 'reading exchange rates',
	});
	return new Map(
		wires.flatMap((wire) => {
			const currency = refId(wire.currency) ?? text(wire.id);
			const rate = optionalNumber(wire.rate);
			return currency !== null && rate !== null && rate > 0 ? [[currency, rate] as const] : [];
		}),
	);
}

/** The businesses that the signed-in user may enter (apis/sage.md 1). */
export async function businessList(client: SageClient): Promise<ListEntry[]> {
	const wires = await client.pages<WireBusiness>({ path: '/businesses', doing: 'reading the businesses' });
	return wires
		.map((wire) => ({ value: wire.id ?? '', name: text(wire.name) ?? text(wire.displayed_as) ?? wire.id ?? '' }))
		.sort((a, b) => a.name.localeCompare(b.name));
}

/** The default ledger accounts by their names in Sage, e.g. `product_sales_ledger_account`, as ids (apis/sage.md 6). */
export async function readDefaultAccounts(client: SageClient): Promise<Record<string, string | null>> {
	const doing = 'reading the business settings';
	const wire = await client.one<WireBusinessSettings>({
		path: '/business_settings',
		query: { attributes: 'all', nested_attributes: 'all' },
		doing,
	});
	return Object.fromEntries(
		Object.entries(wire?.default_ledger_accounts ?? {}).map(([name, account]) => [name, refId(account)]),
	);
}

function businessMissing(): SystemError {
	return new SystemError({
		code: 'organisation_not_connected',
		message: 'Sage showed no business for this credential and choice',
		todo: "Choose another 'Business', or connect the credential again",
		scope: 'run',
		system: 'sage',
	});
}
