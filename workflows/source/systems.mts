/** What differs between the pairs of CRM and ledger that templates are generated for. */
export interface Crm {
	value: string;
	label: string;
	authentication: string;
}

export interface Ledger {
	value: string;
	label: string;
	/** Only where a ledger has more than one way to sign in. */
	authentication?: string;
	/** What a set of books is called in its user interface. */
	organisation: string;
	/** What the billing template makes there, in the plural. */
	makes: string;
	/** Fields of the step *Settings* that only this ledger needs, with values that a new organisation has. */
	settings: { salesAccount?: string; fallbackItem?: string; createAs?: 'invoice' | 'estimate' };
	/** What its overview says of them, as a sentence for the list of steps. */
	toChoose: string;
	/** What is special about what is made, for the overview; empty where nothing is. */
	remark: string;
	/** A tax code for the example of an own rule. */
	exampleTaxCode: string;
	/** Whether it tells who edited an invoice. */
	tellsWho: boolean;
}

export const hubspot: Crm = { value: 'hubspot', label: 'HubSpot', authentication: 'accessToken' };

export const xero: Ledger = {
	value: 'xero',
	label: 'Xero',
	authentication: 'oAuth2',
	organisation: 'organisation',
	makes: 'drafts',
	settings: { salesAccount: '200' },
	toChoose: 'the organisation (its name; empty when the sign-in reaches only one) and the sales account',
	remark: '',
	exampleTaxCode: 'OUTPUT2',
	tellsWho: true,
};

export const quickbooks: Ledger = {
	value: 'quickbooks',
	label: 'QuickBooks',
	organisation: 'company',
	makes: 'unsent invoices',
	settings: { fallbackItem: 'Services', createAs: 'invoice' },
	toChoose:
		'the product or service of lines that match none (*fallbackItem*), and *createAs*: `invoice` or `estimate`',
	remark: 'QuickBooks has no drafts: an invoice posts at once, unsent, and a deal with anything to check about tax or amount is held. With *createAs* `estimate` an estimate waits instead, and a person converts it.',
	exampleTaxCode: 'TAX',
	tellsWho: false,
};

export const sage: Ledger = {
	value: 'sage',
	label: 'Sage',
	organisation: 'business',
	makes: 'drafts',
	settings: { salesAccount: '4000' },
	toChoose: 'the business (its name; empty when the sign-in reaches only one) and the sales ledger account',
	remark: '',
	exampleTaxCode: 'GB_STANDARD',
	tellsWho: false,
};
