import {
	batchAnswer,
	checkVersion,
	committed,
	now,
	objectType,
	readBody,
	readInputs,
	type App,
	type Route,
} from '../app.mts';
import { requireScope } from '../auth.mts';
import type { Definitions } from '../definitions.mts';
import { HubSpotError } from '../errors.mts';
import type { ObjectType } from '../objectTypes.mts';

const BASE = '/crm/properties/:version/:type';
const MAX = 100;

/** Property definitions and their groups (apis/hubspot.md 3.3). */
export function addPropertyRoutes(app: App): void {
	addGroupRoutes(app);

	app.get(BASE, (c) => {
		const { definitions } = open(c, 'read');
		return c.json({ results: definitions.list(c.req.query('archived') === 'true') });
	});

	app.post(BASE, async (c) => {
		const { definitions } = open(c, 'write');
		const made = definitions.create(await readBody(c), now(c));
		committed(c);
		return c.json(made, 201);
	});

	app.post(`${BASE}/batch/create`, async (c) => {
		const { definitions } = open(c, 'write');
		const results: unknown[] = [];
		const errors: unknown[] = [];
		for (const input of readInputs(await readBody(c), MAX)) {
			try {
				results.push(definitions.create(input, now(c)));
			} catch (error) {
				if (!(error instanceof HubSpotError)) throw error;
				errors.push(error.entry({ name: [String(input['name'])] }));
			}
		}
		if (results.length > 0) committed(c);
		return batchAnswer(c, results, errors, 201);
	});

	app.post(`${BASE}/batch/read`, async (c) => {
		const { definitions } = open(c, 'read');
		const names = readInputs(await readBody(c), MAX).map((input) => String(input['name']));
		const missing = names.filter((name) => !definitions.find(name));
		const error = new HubSpotError(404, 'OBJECT_NOT_FOUND', `Some properties do not exist: ${missing.join(', ')}`);
		return batchAnswer(
			c,
			names.map((name) => definitions.find(name)).filter((found) => found !== undefined),
			missing.length === 0 ? [] : [error.entry({ name: missing })],
		);
	});

	app.post(`${BASE}/batch/archive`, async (c) => {
		const { definitions } = open(c, 'write');
		for (const input of readInputs(await readBody(c), MAX)) definitions.archive(String(input['name']), now(c));
		committed(c);
		return c.body(null, 204);
	});

	app.get(`${BASE}/:name`, (c) => c.json(open(c, 'read').definitions.get(c.req.param('name'))));

	app.patch(`${BASE}/:name`, async (c) => {
		const { definitions } = open(c, 'write');
		const changed = definitions.update(c.req.param('name'), await readBody(c), now(c));
		committed(c);
		return c.json(changed);
	});

	app.delete(`${BASE}/:name`, (c) => {
		open(c, 'write').definitions.archive(c.req.param('name'), now(c));
		committed(c);
		return c.body(null, 204);
	});
}

function addGroupRoutes(app: App): void {
	app.get(`${BASE}/groups`, (c) => c.json({ results: open(c, 'read').definitions.listGroups() }));

	app.post(`${BASE}/groups`, async (c) => {
		const made = open(c, 'write').definitions.createGroup(await readBody(c));
		committed(c);
		return c.json(made, 201);
	});

	app.get(`${BASE}/groups/:name`, (c) => c.json(open(c, 'read').definitions.group(c.req.param('name'))));

	app.patch(`${BASE}/groups/:name`, async (c) => {
		const changed = open(c, 'write').definitions.updateGroup(c.req.param('name'), await readBody(c));
		committed(c);
		return c.json(changed);
	});

	app.delete(`${BASE}/groups/:name`, (c) => {
		open(c, 'write').definitions.archiveGroup(c.req.param('name'));
		committed(c);
		return c.body(null, 204);
	});
}

/** Writing needs the schema scope; that of the records is not enough (1.3). */
function open(c: Route, access: 'read' | 'write'): { type: ObjectType; definitions: Definitions } {
	checkVersion(c, 'v3');
	const type = objectType(c);
	const commerce = ['products', 'line_items', 'quotes'].includes(type.name) ? ['e-commerce'] : [];
	const records = access === 'read' ? [`crm.objects.${type.scope}.read`] : [];
	requireScope(c.get('token'), `crm.schemas.${type.scope}.${access}`, ...records, ...commerce);
	return { type, definitions: c.get('account').definitions(type.name) };
}
