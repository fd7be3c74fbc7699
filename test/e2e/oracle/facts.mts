import type { CompanyFile, HubSpotRecord } from '../../../sandbox/core/types.mts';
import { booksOf, type Books, type Item, type OldInvoice } from './books/books.mts';

/** How the run was set up, in the words of the template's Settings step. */
export interface OracleSettings {
	/** `YYYY-MM-DD`. */
	billFrom: string;
	/** Ids of the pipelines whose won deals are billed. */
	pipelines: readonly string[];
	now: Date;
	/** Default `200`. */
	salesAccount?: string;
	/** QuickBooks: what is made. Default `invoice`. */
	createAs?: 'invoice' | 'estimate';
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
	books: Books;
	wonStages: Set<string>;
	companies: Map<string, HubSpotRecord>;
	contacts: Map<string, HubSpotRecord>;
	lines: Map<string, HubSpotRecord>;
	quotes: Map<string, HubSpotRecord>;
	hubspotRates: Map<string, number>;
	itemsByCode: Map<string, Item>;
	itemsByName: Map<string, Item[]>;
	invoicesByContact: Map<string, OldInvoice[]>;
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
	const { hubspot } = company;
	const books = booksOf(company);
	const byId = (records: HubSpotRecord[]) => new Map(records.map((record) => [record.id, record]));
	return {
		company,
		settings: {
			salesAccount: '200',
			lineText: 'As agreed',
			reference: 'poElseQuote',
			recurring: 'firstPeriod',
			lookBackDays: 60,
			createAs: 'invoice',
			...settings,
		},
		portalId: hubspot.account.portalId,
		books,
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
		itemsByCode: new Map(books.items.map((item) => [foldCode(item.code), item])),
		itemsByName: grouped(books.items, (item) => item.name),
		invoicesByContact: grouped(books.invoices, (invoice) => invoice.contactId),
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
