import { checkVersion, committed, enforcesRules, objectType, readBody, type App, type Route } from '../app.mts';
import { requireScope } from '../auth.mts';
import { invalid, notFound } from '../errors.mts';
import { pluralName } from '../associations.mts';
import { mergeRecords } from '../merge.mts';
import { search } from '../search.mts';
import { showAssociations, showRecord, type Wanted } from '../show.mts';
import { archive, findRecord, prepareCreate, prepareUpdate, type WriteContext } from '../write.mts';

const BASE = '/crm/objects/:version/:type';

/** Page sizes of a list; smaller where past values are asked for (apis/hubspot.md 3.1). */
const PAGE = 100;
const PAGE_WITH_HISTORY = 50;

/** Reads and writes one record at a time, lists, searches and merges (3.1, 3.4). */
export function addObjectRoutes(app: App): void {
	app.get(BASE, (c) => {
		const { type, account } = open(c, 'read');
		const wanted = wantedFrom(c);
		const max = wanted.propertiesWithHistory?.length ? PAGE_WITH_HISTORY : PAGE;
		const limit = Number(c.req.query('limit') ?? 10);
		if (!Number.isInteger(limit) || limit < 1 || limit > max) throw invalid(`limit must be between 1 and ${max}`);
		const all = account.store(type).list(c.req.query('archived') === 'true');
		const after = c.req.query('after');
		const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after);
		const page = all.slice(Math.max(start, 0), Math.max(start, 0) + limit);
		const next = all[Math.max(start, 0) + limit];
		return c.json({
			results: page.map((record) =>
				withAssociations(c, type, record.id, showRecord(account, type, record, wanted)),
			),
			...(next
				? { paging: { next: { after: next.id, link: `${c.req.url.split('?')[0]}?after=${next.id}` } } }
				: {}),
		});
	});

	app.post(BASE, async (c) => {
		const { type, account, context } = open(c, 'write');
		const record = prepareCreate(account, type, await readBody(c), context)();
		committed(c);
		return c.json(showRecord(account, type, record, everything(record.properties)), 201);
	});

	app.post(`${BASE}/search`, async (c) => {
		const { type, account } = open(c, 'read');
		return c.json(search(account, type, await c.req.text()));
	});

	app.post(`${BASE}/merge`, async (c) => {
		const { type, account, context } = open(c, 'write');
		const { primaryObjectId, objectIdToMerge } = await readBody(c);
		const record = mergeRecords(account, type, String(primaryObjectId), String(objectIdToMerge), context.source);
		committed(c);
		return c.json(showRecord(account, type, record, everything(record.properties)));
	});

	app.get(`${BASE}/:id`, (c) => {
		const { type, account } = open(c, 'read');
		const id = c.req.param('id');
		const record =
			c.req.query('archived') === 'true'
				? account.store(type).getArchived(id)
				: findRecord(account, type, id, c.req.query('idProperty'));
		if (!record) throw notFound();
		return c.json(withAssociations(c, type, record.id, showRecord(account, type, record, wantedFrom(c))));
	});

	app.patch(`${BASE}/:id`, async (c) => {
		const { type, account, context } = open(c, 'write');
		const record = findRecord(account, type, c.req.param('id'), c.req.query('idProperty'));
		if (!record) throw notFound();
		const body = await readBody(c);
		prepareUpdate(account, type, record, (body['properties'] ?? {}) as Record<string, unknown>, context)();
		committed(c);
		return c.json(showRecord(account, type, record, everything(record.properties)));
	});

	app.delete(`${BASE}/:id`, (c) => {
		const { type, account } = open(c, 'write');
		if (archive(account, type, c.req.param('id'))) committed(c);
		return c.body(null, 204);
	});
}

/** What every route on records begins with. @throws HubSpotError 403 or 404 */
export function open(
	c: Route,
	access: 'read' | 'write',
): { type: string; account: Route['var']['account']; context: WriteContext } {
	const version = checkVersion(c, 'v3');
	const type = objectType(c);
	const token = c.get('token');
	const commerce = ['products', 'line_items', 'quotes', 'taxes'].includes(type.name) ? ['e-commerce'] : [];
	requireScope(token, `crm.objects.${type.scope}.${access}`, ...commerce);
	const context: WriteContext = {
		source: { type: 'INTEGRATION', id: 'sandbox-app' },
		enforceRules: enforcesRules(version),
	};
	return { type: type.name, account: c.get('account'), context };
}

function wantedFrom(c: Route): Wanted {
	return { properties: names(c, 'properties'), propertiesWithHistory: names(c, 'propertiesWithHistory') };
}

/** A list in the query: comma-separated, repeated, or both. */
function names(c: Route, parameter: string): string[] {
	return (c.req.queries(parameter) ?? []).flatMap((value) => value.split(',')).filter((name) => name !== '');
}

function withAssociations(c: Route, type: string, id: string, shown: Record<string, unknown>): Record<string, unknown> {
	const asked = names(c, 'associations').map(pluralName);
	const record = c.get('account').store(type).get(id);
	if (asked.length === 0 || !record) return shown;
	const associations = showAssociations(c.get('account'), type, record, asked);
	return Object.keys(associations).length === 0 ? shown : { ...shown, associations };
}

/** The answer to a write shows all that is set. */
export function everything(properties: Readonly<Record<string, string | null>>): Wanted {
	return { properties: Object.keys(properties).filter((name) => properties[name] !== null) };
}
