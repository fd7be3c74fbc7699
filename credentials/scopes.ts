/**
 * What each sign-in asks for. A scope that is added later makes every user consent again, so the lists hold what all
 * planned operations need, and nothing besides. Plan-bound scopes (HubSpot deal splits) are left to *Extra Scopes*: an
 * account without the plan would refuse the whole sign-in.
 */

/** HubSpot, apis/hubspot.md 1.3. Notes and tasks come with contacts; definitions of line items and quotes with theirs. */
export const hubSpotScopes = [
	// HubSpot adds it to every app and refuses an install link without it (apis/hubspot.md 1.2).
	'oauth',
	'crm.objects.companies.read',
	'crm.objects.companies.write',
	'crm.objects.contacts.read',
	'crm.objects.contacts.write',
	'crm.objects.deals.read',
	'crm.objects.deals.write',
	'crm.objects.line_items.read',
	'crm.objects.owners.read',
	'crm.objects.products.read',
	'crm.objects.products.write',
	'crm.objects.quotes.read',
	// Setup Create Fields makes properties on these three.
	'crm.schemas.companies.read',
	'crm.schemas.companies.write',
	'crm.schemas.contacts.read',
	'crm.schemas.contacts.write',
	'crm.schemas.deals.read',
	'crm.schemas.deals.write',
	'settings.currencies.read',
	'tax_rates.read',
];

/** Xero, apis/xero.md 1.1: the granular scopes that apps made since 2 March 2026 must use. */
export const xeroScopes = [
	'accounting.attachments',
	'accounting.contacts',
	// Invoices, credit notes and quotes, and their history.
	'accounting.invoices',
	// Write-offs that were booked as journals.
	'accounting.manualjournals.read',
	'accounting.payments',
	'accounting.reports.aged.read',
	// Accounts, currencies, organisation, tax rates; written for items.
	'accounting.settings',
];

/** QuickBooks, apis/quickbooks.md 2: one scope covers the whole Accounting API. */
export const quickBooksScopes = ['com.intuit.quickbooks.accounting'];

/**
 * The credential's `scope`: an expression, since *Extra Scopes* is only known when the credential is used.
 * Evaluates to the scopes separated by single blanks.
 */
export function scopeExpression(scopes: string[]): string {
	return `={{ ("${scopes.join(' ')} " + ($self["extraScopes"] || "")).trim() }}`;
}
