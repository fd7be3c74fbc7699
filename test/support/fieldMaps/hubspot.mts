import * as labels from '@hubspot/api-client/lib/codegen/crm/associations/v4/schema/models/all.js';
import * as associations from '@hubspot/api-client/lib/codegen/crm/associations/v4/models/all.js';
import * as deals from '@hubspot/api-client/lib/codegen/crm/deals/models/all.js';
import * as owners from '@hubspot/api-client/lib/codegen/crm/owners/models/all.js';
import * as pipelines from '@hubspot/api-client/lib/codegen/crm/pipelines/models/all.js';
import * as properties from '@hubspot/api-client/lib/codegen/crm/properties/models/all.js';
import * as oauth from '@hubspot/api-client/lib/codegen/oauth/models/all.js';
import type { Model, Models, Route } from './route.mts';

/**
 * The models of `@hubspot/api-client`, and which of them each endpoint speaks. The client asks at `/crm/v3` and `/crm/v4`; the
 * dated paths speak the same models (apis/hubspot.md 1.4). Models of one name are the same in every part of the client.
 */

const classes: Record<string, Model> = Object.assign(
	{},
	...[oauth, owners, pipelines, properties, labels, associations, deals].map((part) => unwrap(part)),
);

export const hubspotModels: Models = {
	fields: (type) => classes[type]?.attributeTypeMap,
	values(type) {
		const values = /Enum$/.test(type) ? classes[type] : undefined;
		return values && Object.values(values);
	},
	isDate: (text) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/.test(text),
};

interface Rule extends Route {
	method: string;
	/** Tested against the path without its version and prefix, e.g. `objects/deals/batch/read`. */
	path: RegExp;
	/** The answer of a batch that went partly wrong (207). */
	partly?: string;
}

const RECORD = 'SimplePublicObject';
const RECORD_WITH_ASSOCIATIONS = 'SimplePublicObjectWithAssociations';
const TYPE = '[\\w-]+';

function rule(method: string, path: string, asked?: string, answered?: string, partly?: string): Rule {
	return { method, path: new RegExp(`^${path.replaceAll(':type', TYPE)}$`), asked, answered, partly };
}

function batch(path: string, method: string, asked: string, answered: string): Rule {
	return rule(method, path, asked, answered, `${answered}WithErrors`);
}

/** In the order they are tried. */
export const RULES: readonly Rule[] = [
	batch(
		'objects/:type/batch/create',
		'POST',
		'BatchInputSimplePublicObjectBatchInputForCreate',
		'BatchResponseSimplePublicObject',
	),
	batch('objects/:type/batch/read', 'POST', 'BatchReadInputSimplePublicObjectId', 'BatchResponseSimplePublicObject'),
	batch(
		'objects/:type/batch/update',
		'POST',
		'BatchInputSimplePublicObjectBatchInput',
		'BatchResponseSimplePublicObject',
	),
	batch(
		'objects/:type/batch/upsert',
		'POST',
		'BatchInputSimplePublicObjectBatchInputUpsert',
		'BatchResponseSimplePublicUpsertObject',
	),
	rule('POST', 'objects/:type/batch/archive', 'BatchInputSimplePublicObjectId'),
	rule(
		'POST',
		'objects/:type/search',
		'PublicObjectSearchRequest',
		'CollectionResponseWithTotalSimplePublicObjectForwardPaging',
	),
	rule('POST', 'objects/:type/merge', 'PublicMergeInput', RECORD),
	rule('GET', 'objects/:type', undefined, 'CollectionResponseSimplePublicObjectWithAssociationsForwardPaging'),
	rule('POST', 'objects/:type', 'SimplePublicObjectInputForCreate', RECORD),
	rule('GET', 'objects/:type/[^/]+', undefined, RECORD_WITH_ASSOCIATIONS),
	rule('PATCH', 'objects/:type/[^/]+', 'SimplePublicObjectInput', RECORD),

	rule(
		'GET',
		'objects/:type/[^/]+/associations/:type',
		undefined,
		'CollectionResponseMultiAssociatedObjectWithLabelForwardPaging',
	),
	rule('PUT', 'objects/:type/[^/]+/associations/default/.+', undefined, 'BatchResponsePublicDefaultAssociation'),
	rule('PUT', 'objects/:type/[^/]+/associations/.+', 'Array<AssociationSpec>', 'LabelsBetweenObjectPair'),
	batch(
		'associations/:type/:type/batch/read',
		'POST',
		'BatchInputPublicFetchAssociationsBatchRequest',
		'BatchResponsePublicAssociationMultiWithLabel',
	),
	batch(
		'associations/:type/:type/batch/create',
		'POST',
		'BatchInputPublicAssociationMultiPost',
		'BatchResponseLabelsBetweenObjectPair',
	),
	rule(
		'POST',
		'associations/:type/:type/batch/associate/default',
		'BatchInputPublicDefaultAssociationMultiPost',
		'BatchResponsePublicDefaultAssociation',
	),
	rule('POST', 'associations/:type/:type/batch/archive', 'BatchInputPublicAssociationMultiArchive'),
	rule('POST', 'associations/:type/:type/batch/labels/archive', 'BatchInputPublicAssociationMultiPost'),
	rule('GET', 'associations/:type/:type/labels', undefined, 'CollectionResponseAssociationSpecWithLabelNoPaging'),
	rule(
		'POST',
		'associations/:type/:type/labels',
		'PublicAssociationDefinitionCreateRequest',
		'CollectionResponseAssociationSpecWithLabelNoPaging',
	),

	batch('properties/:type/batch/create', 'POST', 'BatchInputPropertyCreate', 'BatchResponseProperty'),
	batch('properties/:type/batch/read', 'POST', 'BatchReadInputPropertyName', 'BatchResponseProperty'),
	rule('POST', 'properties/:type/batch/archive', 'BatchInputPropertyName'),
	rule('GET', 'properties/:type/groups', undefined, 'CollectionResponsePropertyGroupNoPaging'),
	rule('POST', 'properties/:type/groups', 'PropertyGroupCreate', 'PropertyGroup'),
	rule('GET', 'properties/:type/groups/[^/]+', undefined, 'PropertyGroup'),
	rule('PATCH', 'properties/:type/groups/[^/]+', 'PropertyGroupUpdate', 'PropertyGroup'),
	rule('GET', 'properties/:type', undefined, 'CollectionResponsePropertyNoPaging'),
	rule('POST', 'properties/:type', 'PropertyCreate', 'Property'),
	rule('GET', 'properties/:type/[^/]+', undefined, 'Property'),
	rule('PATCH', 'properties/:type/[^/]+', 'PropertyUpdate', 'Property'),

	rule('GET', 'pipelines/:type', undefined, 'CollectionResponsePipelineNoPaging'),
	rule('GET', 'pipelines/:type/[^/]+', undefined, 'Pipeline'),
	rule('GET', 'pipelines/:type/[^/]+/stages', undefined, 'CollectionResponsePipelineStageNoPaging'),
	rule('GET', 'owners', undefined, 'CollectionResponsePublicOwnerForwardPaging'),
	rule('GET', 'owners/[^/]+', undefined, 'PublicOwner'),
	rule('POST', 'token', undefined, 'TokenResponseIF'),
	rule('GET', 'refresh-tokens/[^/]+', undefined, 'RefreshTokenInfoResponse'),
	rule('GET', 'access-tokens/[^/]+', undefined, 'AccessTokenInfoResponse'),
];

const VERSION = 'v\\d|\\d{4}-\\d{2}(?:-beta)?';
/** `/crm/v3/objects/deals`, `/crm/objects/2026-09/deals` and `/oauth/v1/token`, each without what comes before its own part. */
const LEGACY = new RegExp(`^/crm/(?:${VERSION})/(.+)$`);
const DATED = new RegExp(`^/crm/(\\w+)/(?:${VERSION})(?:/(.+))?$`);
const OAUTH = new RegExp(`^/oauth/(?:${VERSION})/(.+)$`);

export function hubspotRoute(method: string, path: string, status: number): Route | undefined {
	const dated = DATED.exec(path);
	const inner =
		LEGACY.exec(path)?.[1] ?? (dated ? [dated[1], dated[2]].filter(Boolean).join('/') : OAUTH.exec(path)?.[1]);
	const found = RULES.find(
		(candidate) => candidate.method === method && candidate.path.test(inner?.replace(/\/$/, '') ?? ''),
	);
	if (status >= 400) return { asked: found?.asked, answered: 'ModelError' };
	return (
		found && { asked: found.asked, answered: status === 207 ? (found.partly ?? found.answered) : found.answered }
	);
}

/** The module's own names, whether it came through Node or through a bundler's wrapping. */
function unwrap(module: object): object {
	return (module as { default?: object }).default ?? module;
}
