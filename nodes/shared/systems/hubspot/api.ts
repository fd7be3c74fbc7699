/** HubSpot's API version, the one place that names it (apis/hubspot.md 1.4). */
export const API_VERSION = '2026-09';

export const API_BASE = 'https://api.hubapi.com';

/** Object types by the plural name that paths and associations use. */
export type ObjectType = 'deals' | 'line_items' | 'companies' | 'contacts' | 'quotes' | 'products' | 'tasks' | 'notes';

/** Object types that carry fields of ours. */
export type FieldObject = 'deals' | 'companies' | 'contacts';

/** Paths of the calls we make (apis/hubspot.md 3 and 4). */
export const paths = {
	account: `/account-info/${API_VERSION}/details`,
	dealPipelines: `/crm/pipelines/${API_VERSION}/deals`,
	owners: `/crm/owners/${API_VERSION}`,
	taxRates: `/tax-rates/${API_VERSION}/tax-rates`,
	records: (type: ObjectType) => `/crm/objects/${API_VERSION}/${type}`,
	record: (type: ObjectType, id: string) => `/crm/objects/${API_VERSION}/${type}/${encodeURIComponent(id)}`,
	search: (type: ObjectType) => `/crm/objects/${API_VERSION}/${type}/search`,
	batchRead: (type: ObjectType) => `/crm/objects/${API_VERSION}/${type}/batch/read`,
	batchCreate: (type: ObjectType) => `/crm/objects/${API_VERSION}/${type}/batch/create`,
	batchUpdate: (type: ObjectType) => `/crm/objects/${API_VERSION}/${type}/batch/update`,
	associations: (from: ObjectType, to: ObjectType) => `/crm/associations/${API_VERSION}/${from}/${to}/batch/read`,
	properties: (type: ObjectType) => `/crm/properties/${API_VERSION}/${type}`,
	createProperties: (type: ObjectType) => `/crm/properties/${API_VERSION}/${type}/batch/create`,
	property: (type: ObjectType, name: string) => `/crm/properties/${API_VERSION}/${type}/${encodeURIComponent(name)}`,
	propertyGroups: (type: ObjectType) => `/crm/properties/${API_VERSION}/${type}/groups`,
};

/** Most inputs of one call (apis/hubspot.md 0.4, 3.4). */
export const most = {
	objects: 100,
	withHistory: 50,
	associations: 1000,
	searchPage: 200,
	searchGroups: 5,
	listPage: 100,
	owners: 500,
} as const;
