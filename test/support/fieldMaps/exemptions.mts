import type { SystemName } from '../../../sandbox/core/types.mts';

/** A field that goes over the wire and is missing in a client's model, or has another type there. */
export interface Exemption {
	model: string;
	field: string;
	/** The type it has, spelled as the field maps spell types. */
	type: string;
	/** Where it is documented. */
	source: string;
}

/** What Xero answers to a call that is not signed in or not allowed. */
const PROBLEM = [
	...[
		['Type', 'any'],
		['Title', 'string'],
		['Status', 'number'],
		['Detail', 'string'],
		['Instance', 'string'],
		['Extensions', 'any'],
	],
].map(([field = '', type = '']) => ({ model: 'Problem', field, type, source: 'apis/xero.md section 1' }));

/** The envelope of Xero's answers, which its client does not model. */
const ENVELOPES = [
	...[
		'Accounts',
		'Actions',
		'Allocations',
		'BrandingThemes',
		'Contacts',
		'CreditNotes',
		'Currencies',
		'HistoryRecords',
		'Invoices',
		'Items',
	],
	...['OnlineInvoices', 'Organisations', 'Overpayments', 'Payments', 'Prepayments', 'Quotes'],
	...['RepeatingInvoices', 'TaxRates', 'TrackingCategories'],
].flatMap((model) =>
	[
		['Id', 'string'],
		['Status', 'string'],
		['ProviderName', 'string'],
		['DateTimeUTC', 'Date'],
	].map(([field = '', type = '']) => ({
		model,
		field,
		type,
		source: 'apis/xero.md section 4',
	})),
);

export const EXEMPT_FIELDS: Record<'hubspot' | 'xero', readonly Exemption[]> = {
	xero: [
		...ENVELOPES,
		...PROBLEM,
		{ model: 'Invoice', field: 'DateString', type: 'string', source: 'apis/xero.md section 4' },
		{ model: 'Invoice', field: 'DueDateString', type: 'string', source: 'apis/xero.md section 4' },
		{ model: 'CreditNote', field: 'DateString', type: 'string', source: 'apis/xero.md section 4' },
		{ model: 'HistoryRecord', field: 'DateUTCString', type: 'string', source: 'apis/xero.md section 8' },
		{ model: 'FailedInvoice', field: 'HasValidationErrors', type: 'boolean', source: 'apis/xero.md section 10' },
		{ model: 'FailedItem', field: 'HasValidationErrors', type: 'boolean', source: 'apis/xero.md section 10' },
		{ model: 'FailedQuote', field: 'HasValidationErrors', type: 'boolean', source: 'apis/xero.md section 10' },
		{ model: 'FailedAllocation', field: 'HasValidationErrors', type: 'boolean', source: 'apis/xero.md section 10' },
		{ model: 'FailedCreditNote', field: 'HasValidationErrors', type: 'boolean', source: 'apis/xero.md section 10' },
	],
	hubspot: [
		{ model: 'PublicObjectSearchRequest', field: 'sorts', type: 'Array<any>', source: 'apis/hubspot.md 3.4' },
		{ model: 'AssociationSpecWithLabel', field: 'label', type: 'string | null', source: 'apis/hubspot.md 3.2' },
		{ model: 'ModelError', field: 'status', type: 'string', source: 'apis/hubspot.md section 6' },
		{ model: 'ModelError', field: 'errorType', type: 'string', source: 'apis/hubspot.md section 2' },
		{ model: 'ModelError', field: 'policyName', type: 'string', source: 'apis/hubspot.md section 2' },
		{ model: 'ModelError', field: 'requestId', type: 'string', source: 'apis/hubspot.md section 2' },
	],
};

/** Endpoints whose bodies the clients have no models for. */
export const ENDPOINTS_WITHOUT_MODEL: ReadonlyArray<{ system: SystemName; path: RegExp; source: string }> = [
	{ system: 'xero', path: /^\/connections/, source: 'apis/xero.md section 1' },
	{ system: 'xero', path: /^\/connect\/|^\/\.well-known\//, source: 'apis/xero.md section 1' },
	{ system: 'hubspot', path: /^\/account-info\//, source: 'apis/hubspot.md 4.6' },
	{ system: 'hubspot', path: /^\/settings\/currencies\//, source: 'apis/hubspot.md 4.6' },
	{ system: 'hubspot', path: /^\/tax-rates\//, source: 'apis/hubspot.md 4.6' },
	{ system: 'hubspot', path: /^\/oauth\/[^/]+\/token\/introspect$/, source: 'apis/hubspot.md 1.2' },
];
