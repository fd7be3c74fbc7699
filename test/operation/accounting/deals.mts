import { defaultSettings } from '../../../nodes/shared/billing/settings';
import type { BillingSettings } from '../../../nodes/shared/billing/settings';
import type { Address } from '../../../nodes/shared/model/address';
import type { Deal, DealCompany } from '../../../nodes/shared/model/deal';
import type { DealLine } from '../../../nodes/shared/model/dealLine';
import { billing } from '../../unit/billing/records.mts';

export const noAddress: Address = {
	line1: null,
	line2: null,
	city: null,
	region: null,
	postalCode: null,
	country: null,
};

/** Some days before today, `YYYY-MM-DD`. */
export function daysAgo(days: number): string {
	return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

export const settings: BillingSettings = {
	...defaultSettings,
	billFrom: daysAgo(90),
	pipelines: ['default'],
	salesAccount: '200',
};

export function company(id: string, name: string, more: Partial<DealCompany> = {}): DealCompany {
	return {
		id,
		name,
		url: `https://app.hubspot.com/contacts/1/record/0-2/${id}`,
		domain: null,
		billingName: null,
		billingEmail: `accounts@company${id}.example`,
		vatNumber: null,
		vatCheckedOn: null,
		phone: null,
		address: {
			...noAddress,
			line1: '1 High Street',
			city: 'Leeds',
			postalCode: 'LS1 1AA',
			country: 'United Kingdom',
		},
		paymentTerms: '30 days',
		customerLinks: [],
		chosenBy: 'primary',
		...more,
	};
}

export function line(name: string, quantity: number, unitPrice: number, more: Partial<DealLine> = {}): DealLine {
	return {
		id: `line-${name}`,
		sku: null,
		name,
		description: null,
		quantity,
		unitPrice,
		discount: null,
		amount: Math.round(quantity * unitPrice * 100) / 100,
		period: 'once',
		periods: null,
		startDate: null,
		startDelay: null,
		tiered: false,
		goodsOrService: null,
		taxPercent: null,
		...more,
	};
}

/** A won deal that nothing holds. */
export function wonDeal(id: string, of: DealCompany | null, lines: DealLine[], more: Partial<Deal> = {}): Deal {
	const amount = lines.reduce((sum, one) => Math.round((sum + one.amount) * 100) / 100, 0);
	return {
		id,
		name: `Deal ${id}`,
		url: `https://app.hubspot.com/contacts/1/record/0-3/${id}`,
		crm: { system: 'hubspot', accountId: '1', accountName: 'Portal', currency: 'GBP', timeZone: 'Europe/London' },
		pipeline: { id: 'default', name: 'Sales' },
		stage: { id: 'closedwon', name: 'Closed Won' },
		won: true,
		createdAt: `${daysAgo(40)}T09:00:00Z`,
		modifiedAt: `${daysAgo(5)}T09:00:00Z`,
		closedOn: daysAgo(5),
		firstWonAt: null,
		imported: false,
		currency: 'GBP',
		amount,
		description: null,
		owner: null,
		leadSource: null,
		company: of,
		contacts: [],
		lines,
		quote: null,
		poNumber: null,
		paymentTerms: null,
		invoiceOn: null,
		onlyWhen: null,
		billing: billing(more.billing),
		revision: `revision-${id}`,
		...more,
	} as Deal;
}
