/** What differs between the pairs of CRM and ledger that templates are generated for. */
export interface Crm {
	value: string;
	label: string;
	authentication: string;
}

export interface Ledger {
	value: string;
	label: string;
	authentication: string;
	/** What a set of books is called in its user interface. */
	organisation: string;
	/** A sales account code that a new organisation has. */
	salesAccount: string;
	/** A tax code for the example of an own rule. */
	exampleTaxCode: string;
}

export const hubspot: Crm = { value: 'hubspot', label: 'HubSpot', authentication: 'accessToken' };

export const xero: Ledger = {
	value: 'xero',
	label: 'Xero',
	authentication: 'oAuth2',
	organisation: 'organisation',
	salesAccount: '200',
	exampleTaxCode: 'OUTPUT2',
};
