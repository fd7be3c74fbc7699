import type { CompanyFile, HubSpotRecord, XeroRecord } from '../../../sandbox/core/types.mts';

/** How the run was set up, in the words of the template's Settings step. */
export interface OracleSettings {
	/** `YYYY-MM-DD`. */
	billFrom: string;
	/** Ids of the pipelines whose won deals are billed. */
	pipelines: readonly string[];
	now: Date;
	/** Default `200`. */
	salesAccount?: string;
	/** Text of the one line of a deal without lines and without description. Default `As agreed`. */
	lineText?: string;
	/** What the customer reads as reference. Default: PO number, else the accepted quote's number. */
	reference?: 'poElseQuote' | 'po' | 'quote' | 'none';
	/** Default `firstPeriod`. */
	recurring?: 'firstPeriod' | 'wholeTerm';
	/** Default 60. */
	lookBackDays?: number;
	/** Above this many drafts all of them are held. Default: no ceiling. */
	stopIfMoreThan?: number;
}

/** The records of a company file, found by what refers to them. */
export interface Facts {
	company: CompanyFile;
	settings: Required<Omit<OracleSettings, 'stopIfMoreThan'>>;
	portalId: number;
	tenantId: string;
	/** ISO code of the organisation's country. */
	home: string;
	registered: boolean;
	wonStages: Set<string>;
	companies: Map<string, HubSpotRecord>;
	contacts: Map<string, HubSpotRecord>;
	lines: Map<string, HubSpotRecord>;
	quotes: Map<string, HubSpotRecord>;
	hubspotRates: Map<string, number>;
	accountTax: Map<string, string>;
	rates: Map<string, number>;
	currencies: Set<string>;
	itemsByCode: Map<string, XeroRecord>;
	itemsByName: Map<string, XeroRecord[]>;
	invoicesByContact: Map<string, XeroRecord[]>;
}

function grouped<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const value of values) {
		const group = groups.get(keyOf(value));
		if (group) group.push(value);
		else groups.set(keyOf(value), [value]);
	}
	return groups;
}

/** Reads a company file once. */
export function factsOf(company: CompanyFile, settings: OracleSettings): Facts {
	const { hubspot, xero } = company;
	const byId = (records: HubSpotRecord[]) => new Map(records.map((record) => [record.id, record]));
	const sold = xero.Items.filter((item) => item.IsSold !== false);
	return {
		company,
		settings: {
			salesAccount: '200',
			lineText: 'As agreed',
			reference: 'poElseQuote',
			recurring: 'firstPeriod',
			lookBackDays: 60,
			...settings,
		},
		portalId: hubspot.account.portalId,
		tenantId: String(xero.Organisation.OrganisationID),
		home: String(xero.Organisation.CountryCode),
		registered: xero.Organisation.PaysTax !== false,
		wonStages: new Set(
			hubspot.pipelines.flatMap(({ stages }) =>
				stages
					.filter(({ metadata }) => metadata.isClosed === 'true' && Number(metadata.probability) === 1)
					.map(({ id }) => id),
			),
		),
		companies: byId(hubspot.companies),
		contacts: byId(hubspot.contacts),
		lines: byId(hubspot.line_items),
		quotes: byId(hubspot.quotes),
		hubspotRates: new Map((hubspot.tax_rates ?? []).map((rate) => [String(rate.id), Number(rate.percentageRate)])),
		accountTax: new Map(xero.Accounts.map((account) => [String(account.Code), String(account.TaxType)])),
		rates: new Map(xero.TaxRates.map((rate) => [String(rate.TaxType), Number(rate.EffectiveRate)])),
		currencies: new Set(xero.Currencies.map((currency) => String(currency.Code))),
		itemsByCode: new Map(sold.map((item) => [foldCode(String(item.Code)), item])),
		itemsByName: grouped(sold, (item) => String(item.Name)),
		invoicesByContact: grouped(xero.Invoices, (invoice) =>
			String((invoice.Contact as XeroRecord | undefined)?.ContactID),
		),
	};
}

/** A SKU or item code without case and outer spaces. */
export function foldCode(code: string): string {
	return code.trim().toLowerCase();
}

/** A property's text, trimmed; empty when it is not set. */
export function text(record: HubSpotRecord | undefined, property: string): string {
	return (record?.properties[property] ?? '').trim();
}

/** Ids of the associated records of a type, in order. */
export function associated(record: HubSpotRecord | undefined, type: string): string[] {
	return (record?.associations?.[type] ?? []).map((one) => (typeof one === 'string' ? one : one.id));
}

/** Ids of the associated records of a type that carry a label, compared without case. */
export function labelled(record: HubSpotRecord | undefined, type: string, label: string): string[] {
	return (record?.associations?.[type] ?? []).flatMap((one) =>
		typeof one === 'object' && one.label.toLowerCase() === label.toLowerCase() ? [one.id] : [],
	);
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** The day of a moment in a time zone, as `YYYY-MM-DD`. */
export function dayIn(timeZone: string, moment: string | Date): string {
	const format =
		dayFormats.get(timeZone) ??
		new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
	dayFormats.set(timeZone, format);
	return format.format(new Date(moment));
}
