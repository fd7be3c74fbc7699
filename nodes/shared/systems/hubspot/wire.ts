/** What HubSpot answers, as far as we read it (apis/hubspot.md 3 and 4). Every property value is a string or null. */

export type Properties = Record<string, string | null | undefined>;

export interface HubSpotObject {
	id: string;
	properties: Properties;
	propertiesWithHistory?: Record<string, Array<{ value: string; timestamp: string; sourceType?: string }>>;
	createdAt: string;
	updatedAt: string;
}

/** One element of a batch that was not carried out. Every field is optional on the wire. */
export interface BatchError {
	category?: string;
	subCategory?: string;
	message?: string;
	context?: Record<string, string[] | string>;
	errors?: Array<{ message?: string; code?: string; subCategory?: string }>;
}

export interface BatchAnswer<T> {
	results?: T[];
	errors?: BatchError[];
}

export interface SearchAnswer {
	total: number;
	results: HubSpotObject[];
}

export interface AssociationRow {
	from: { id: string };
	to: Array<{
		toObjectId: string | number;
		associationTypes: Array<{ category: string; typeId: number; label: string | null }>;
	}>;
	paging?: { next?: { after: string } };
}

export interface AccountDetails {
	portalId: number;
	accountType: string;
	timeZone: string;
	companyCurrency: string;
	additionalCurrencies?: string[];
	uiDomain: string;
}

export interface PipelineRow {
	id: string;
	label: string;
	displayOrder: number;
	archived: boolean;
	stages: Array<{
		id: string;
		label: string;
		displayOrder: number;
		archived: boolean;
		metadata: { isClosed?: string; probability?: string };
	}>;
}

export interface OwnerRow {
	id: string;
	email?: string;
	firstName?: string;
	lastName?: string;
	archived: boolean;
}

export interface TaxRateRow {
	id: string;
	percentageRate: number | string;
}

export interface PropertyRow {
	name: string;
	label: string;
	type: string;
	fieldType: string;
	groupName: string;
	archived?: boolean;
	options?: Array<{ label: string; value: string }>;
}

export interface Paged<T> {
	results: T[];
	paging?: { next?: { after: string } };
}
