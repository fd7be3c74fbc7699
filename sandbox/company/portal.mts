import type { HubSpotAccountFile } from '../core/types.mts';

/** The main account's portal id. */
const PORTAL_ID = 24680135;

/** The pipelines whose won deals are billed; the third one, `grants`, is not. */
export const BILLED_PIPELINES: readonly string[] = ['default', 'renewals'];

/** The won stage of each pipeline. */
export const WON_STAGE: Readonly<Record<string, string>> = {
	default: 'closedwon',
	renewals: '3590200043',
	grants: '3590200053',
};

/** The stage before the won one, where a deal waits for a signature. */
export const LAST_OPEN_STAGE: Readonly<Record<string, string>> = {
	default: 'contractsent',
	renewals: '3590200042',
	grants: '3590200052',
};

/** The lost stage of each pipeline. */
export const LOST_STAGE: Readonly<Record<string, string>> = {
	default: 'closedlost',
	renewals: '3590200044',
	grants: '3590200054',
};

/** Owner ids; the last one has left the company. */
export const OWNER_IDS: readonly string[] = ['88345601', '88345602', '88345603', '88345604', '88345605', '88345606'];

/** Where deals came from, in HubSpot's values (apis/hubspot.md 4.1). */
export const LEAD_SOURCES: readonly string[] = [
	'ORGANIC_SEARCH',
	'PAID_SEARCH',
	'PAID_SOCIAL',
	'EMAIL_MARKETING',
	'DIRECT_TRAFFIC',
	'REFERRALS',
	'OFFLINE',
];

function stage(id: string, label: string, probability: string, closed: boolean) {
	return { id, label, metadata: { isClosed: String(closed), probability } };
}

function property(name: string, label: string, groupName: string, type = 'string', fieldType = 'text') {
	return { name, label, groupName, type, fieldType };
}

/** A UK company's HubSpot account with its settings and no records yet. */
export function ukPortal(name: string, portalId = PORTAL_ID): HubSpotAccountFile {
	return {
		account: {
			portalId,
			accountType: 'STANDARD',
			timeZone: 'Europe/London',
			companyCurrency: 'GBP',
			additionalCurrencies: ['USD', 'EUR', 'JPY', 'CHF'],
			uiDomain: 'app.hubspot.com',
			name,
		},
		owners: [
			{ id: '88345601', email: 'maya.okafor@harbourfield.example', firstName: 'Maya', lastName: 'Okafor' },
			{ id: '88345602', email: 'tom.ashworth@harbourfield.example', firstName: 'Tom', lastName: 'Ashworth' },
			{ id: '88345603', email: 'ines.carvalho@harbourfield.example', firstName: 'Inês', lastName: 'Carvalho' },
			{ id: '88345604', email: 'dan.oneill@harbourfield.example', firstName: 'Dan', lastName: 'O’Neill' },
			{ id: '88345605', email: 'priya.shah@harbourfield.example', firstName: 'Priya', lastName: 'Shah' },
			{
				id: '88345606',
				email: 'greg.holt@harbourfield.example',
				firstName: 'Greg',
				lastName: 'Holt',
				archived: true,
			},
		],
		pipelines: [
			{
				id: 'default',
				label: 'Sales',
				displayOrder: 0,
				stages: [
					stage('appointmentscheduled', 'Appointment scheduled', '0.2', false),
					stage('qualifiedtobuy', 'Qualified to buy', '0.4', false),
					stage('presentationscheduled', 'Presentation scheduled', '0.6', false),
					stage('contractsent', 'Contract sent', '0.9', false),
					stage('closedwon', 'Closed won', '1.0', true),
					stage('closedlost', 'Closed lost', '0.0', true),
				],
			},
			{
				id: 'renewals',
				label: 'Renewals',
				displayOrder: 1,
				stages: [
					stage('3590200041', 'Up for renewal', '0.5', false),
					stage('3590200042', 'Offer sent', '0.8', false),
					stage('3590200043', 'Renewed', '1.0', true),
					stage('3590200044', 'Not renewed', '0.0', true),
				],
			},
			{
				id: 'grants',
				label: 'Grants (billed by the trust)',
				displayOrder: 2,
				stages: [
					stage('3590200051', 'Applied', '0.3', false),
					stage('3590200052', 'Shortlisted', '0.7', false),
					stage('3590200053', 'Granted', '1.0', true),
					stage('3590200054', 'Refused', '0.0', true),
				],
			},
		],
		properties: {
			deals: [
				property('closed_loop_po_number', 'PO number', 'dealinformation'),
				property('closed_loop_payment_terms', 'Payment terms', 'dealinformation'),
				property('closed_loop_invoice_on', 'Invoice on', 'dealinformation', 'date', 'date'),
			],
			companies: [
				property(
					'closed_loop_accounting_customer',
					'Accounting customer',
					'companyinformation',
					'string',
					'textarea',
				),
				property('closed_loop_billing_name', 'Billing name', 'companyinformation'),
				property('closed_loop_billing_email', 'Billing email', 'companyinformation'),
				property('closed_loop_vat_number', 'VAT number', 'companyinformation'),
				property('closed_loop_payment_terms', 'Payment terms', 'companyinformation'),
			],
		},
		products: [],
		companies: [],
		contacts: [],
		deals: [],
		line_items: [],
		quotes: [],
		notes: [],
		tasks: [],
		tax_rates: [
			{ id: '901', name: 'VAT 20%', label: 'VAT 20%', percentageRate: 20, active: true },
			{ id: '902', name: 'VAT 5%', label: 'VAT 5%', percentageRate: 5, active: true },
			{ id: '903', name: 'Zero rated', label: 'Zero rated', percentageRate: 0, active: true },
			{ id: '904', name: 'VAT 17.5% (old)', label: 'VAT 17.5% (old)', percentageRate: 17.5, active: false },
		],
	};
}
