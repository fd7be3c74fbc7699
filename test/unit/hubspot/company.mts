import type { CompanyFile, HubSpotRecord } from '../../../sandbox/core/types.mts';
import { believableCompany } from '../../../sandbox/company/believable.mts';

type Properties = Record<string, string | null>;
type Links = NonNullable<HubSpotRecord['associations']>;

export function record(
	id: string,
	properties: Properties,
	associations: Links = {},
	more: Partial<HubSpotRecord> = {},
): HubSpotRecord {
	return {
		id,
		properties,
		associations,
		createdAt: '2026-11-01T08:00:00.000Z',
		updatedAt: '2026-11-02T08:00:00.000Z',
		...more,
	};
}

export const won: Properties = {
	pipeline: 'default',
	dealstage: 'closedwon',
	closedate: '2026-11-10T12:00:00.000Z',
	amount: '100',
};

/** An account with next to nothing in it but what a test puts there; the ledger is the believable one, unused. */
export function companyWith(
	parts: Partial<
		Pick<CompanyFile['hubspot'], 'deals' | 'line_items' | 'companies' | 'contacts' | 'quotes' | 'tax_rates'>
	>,
): CompanyFile {
	const { hubspot, xero } = believableCompany({ now: new Date('2026-11-24T12:00:00Z') });
	return {
		hubspot: {
			account: hubspot.account,
			owners: hubspot.owners,
			pipelines: hubspot.pipelines,
			products: [],
			companies: [],
			contacts: [],
			deals: [],
			line_items: [],
			quotes: [],
			...parts,
		},
		xero,
	};
}
