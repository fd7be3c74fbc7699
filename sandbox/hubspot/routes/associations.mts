import {
	batchAnswer,
	checkVersion,
	committed,
	objectType,
	readBody,
	readInputs,
	type App,
	type Route,
} from '../app.mts';
import type { Account } from '../account.mts';
import type { AssociationType } from '../associations.mts';
import { requireScope } from '../auth.mts';
import { HubSpotError, invalid, notFound } from '../errors.mts';
import type { ObjectType } from '../objectTypes.mts';
import { findKind } from '../write.mts';

const BASE = '/crm/associations/:version/:from/:to';
const SINGLE = '/crm/objects/:version/:from/:id/associations';

/** Inputs of one batch, and associated ids on one page (apis/hubspot.md 3.2). */
const LIMITS = { read: 1000, create: 2000, archive: 100, page: 500 } as const;

type Input = {
	id?: string;
	after?: string;
	from?: { id?: string };
	to?: { id?: string } | Array<{ id?: string }>;
	types?: Spec[];
};
type Spec = { associationCategory?: string; associationTypeId?: number };

/** The associations API, version 4 and dated (3.2). */
export function addAssociationRoutes(app: App): void {
	app.post(`${BASE}/batch/read`, async (c) => {
		const { account, from, to } = pair(c);
		const results: unknown[] = [];
		const errors: unknown[] = [];
		for (const { id, after } of readInputs(await readBody(c), LIMITS.read) as Input[]) {
			const all = shown(account, from, to, String(id));
			const start = after === undefined ? 0 : all.findIndex(({ toObjectId }) => toObjectId === String(after)) + 1;
			const page = all.slice(start, start + LIMITS.page);
			if (page.length === 0) {
				errors.push(noneFound(from, to, String(id)));
				continue;
			}
			const last = page.at(-1)!.toObjectId;
			const more = start + page.length < all.length ? { paging: { next: { after: last, link: '' } } } : {};
			results.push({ from: { id: String(id) }, to: page, ...more });
		}
		return batchAnswer(c, results, errors);
	});

	app.post(`${BASE}/batch/create`, async (c) => {
		const { account, from, to } = pair(c, 'write');
		const inputs = readInputs(await readBody(c), LIMITS.create) as Input[];
		const links = inputs.map(({ from: one, to: other, types }) => ({
			...ends(account, from, one?.id, to, (other as { id?: string })?.id),
			kinds: (types ?? []).map((spec) => findKind(account, from.name, to.name, spec)),
		}));
		for (const { fromId, toId, kinds } of links)
			for (const kind of kinds) account.associations.add(kind, fromId, toId);
		relink(
			account,
			from,
			links.map(({ fromId }) => fromId),
			to,
			links.map(({ toId }) => toId),
		);
		if (links.length > 0) committed(c);
		return batchAnswer(
			c,
			links.map(({ fromId, toId, kinds }) => labelled(from, fromId, to, toId, kinds)),
			[],
			201,
		);
	});

	app.post(`${BASE}/batch/associate/default`, async (c) => {
		const { account, from, to } = pair(c, 'write');
		const kind = plain(account, from, to);
		const inputs = readInputs(await readBody(c), LIMITS.create) as Input[];
		const links = inputs.map(({ from: one, to: other }) =>
			ends(account, from, one?.id, to, (other as { id?: string })?.id),
		);
		for (const { fromId, toId } of links) account.associations.add(kind, fromId, toId);
		relink(
			account,
			from,
			links.map(({ fromId }) => fromId),
			to,
			links.map(({ toId }) => toId),
		);
		if (links.length > 0) committed(c);
		return batchAnswer(
			c,
			links.flatMap((link) => bothWays(kind, link.fromId, link.toId)),
		);
	});

	app.post(`${BASE}/batch/archive`, async (c) => {
		const { account, from, to } = pair(c, 'write');
		const inputs = readInputs(await readBody(c), LIMITS.archive) as Input[];
		for (const { from: one, to: others } of inputs) {
			for (const other of Array.isArray(others) ? others : [])
				part(c, account, from, String(one?.id), to, String(other.id));
		}
		return c.body(null, 204);
	});

	app.post(`${BASE}/batch/labels/archive`, async (c) => {
		const { account, from, to } = pair(c, 'write');
		const inputs = readInputs(await readBody(c), LIMITS.archive) as Input[];
		for (const { from: one, to: other, types } of inputs) {
			for (const spec of types ?? []) {
				const kind = findKind(account, from.name, to.name, spec);
				const toId = String((other as { id?: string })?.id);
				if (account.associations.remove(from.name, String(one?.id), to.name, toId, kind)) committed(c);
			}
		}
		return c.body(null, 204);
	});

	app.get(`${BASE}/labels`, (c) => {
		const { account, from, to } = pair(c);
		return c.json({ results: account.associations.typesBetween(from.name, to.name).map(shownKind) });
	});

	app.post(`${BASE}/labels`, async (c) => {
		const { account, from, to } = pair(c, 'write');
		const { label, inverseLabel, name } = await readBody(c);
		if (typeof label !== 'string' || typeof name !== 'string') throw invalid('label and name are required');
		const inverse = typeof inverseLabel === 'string' ? inverseLabel : label;
		committed(c);
		return c.json({ results: account.associations.label(from.name, to.name, label, inverse).map(shownKind) });
	});

	addSingleRoutes(app);
}

function addSingleRoutes(app: App): void {
	app.put(`${SINGLE}/default/:to/:toId`, (c) => {
		const { account, from, to } = pair(c, 'write');
		const { fromId, toId } = ends(account, from, c.req.param('id'), to, c.req.param('toId'));
		const kind = plain(account, from, to);
		account.associations.add(kind, fromId, toId);
		relink(account, from, [fromId], to, [toId]);
		committed(c);
		return batchAnswer(c, bothWays(kind, fromId, toId));
	});

	app.put(`${SINGLE}/:to/:toId`, async (c) => {
		const { account, from, to } = pair(c, 'write');
		const { fromId, toId } = ends(account, from, c.req.param('id'), to, c.req.param('toId'));
		const specs = (await readBody(c)) as unknown as Spec[];
		if (!Array.isArray(specs)) throw invalid('Invalid input JSON');
		const kinds = specs.map((spec) => findKind(account, from.name, to.name, spec));
		for (const kind of kinds) account.associations.add(kind, fromId, toId);
		relink(account, from, [fromId], to, [toId]);
		committed(c);
		return c.json(labelled(from, fromId, to, toId, kinds), 201);
	});

	app.delete(`${SINGLE}/:to/:toId`, (c) => {
		const { account, from, to } = pair(c, 'write');
		part(c, account, from, c.req.param('id'), to, c.req.param('toId'));
		return c.body(null, 204);
	});

	app.get(`${SINGLE}/:to`, (c) => {
		const { account, from, to } = pair(c);
		// Left out of the newest version (3.2).
		if (c.req.param('version') === '2026-09') throw notFound();
		const all = shown(account, from, to, c.req.param('id'));
		const limit = Math.min(Number(c.req.query('limit') ?? LIMITS.page), LIMITS.page);
		const after = c.req.query('after');
		const start = after === undefined ? 0 : all.findIndex(({ toObjectId }) => toObjectId === after) + 1;
		const page = all.slice(start, start + limit);
		const more =
			start + page.length < all.length ? { paging: { next: { after: page.at(-1)!.toObjectId, link: '' } } } : {};
		return c.json({ results: page, ...more });
	});
}

/** Both types of a path. Scopes of both are needed (1.3). @throws HubSpotError 400, 403 or 404 */
function pair(c: Route, access: 'read' | 'write' = 'read'): { account: Account; from: ObjectType; to: ObjectType } {
	checkVersion(c, 'v4');
	const [from, to] = [objectType(c, 'from'), objectType(c, 'to')];
	for (const { scope } of [from, to]) requireScope(c.get('token'), `crm.objects.${scope}.${access}`, 'e-commerce');
	return { account: c.get('account'), from, to };
}

function ends(
	account: Account,
	from: ObjectType,
	fromId: string | undefined,
	to: ObjectType,
	toId: string | undefined,
): { fromId: string; toId: string } {
	const one = account.store(from.name).get(String(fromId));
	const other = account.store(to.name).get(String(toId));
	if (!one || !other) throw notFound(`${one ? to.singular : from.singular} ${one ? toId : fromId} does not exist`);
	return { fromId: one.id, toId: other.id };
}

function plain(account: Account, from: ObjectType, to: ObjectType): AssociationType {
	const kind = account.associations.plainType(from.name, to.name);
	if (!kind) throw invalid(`No default association exists between ${from.name} and ${to.name}`);
	return kind;
}

function part(c: Route, account: Account, from: ObjectType, fromId: string, to: ObjectType, toId: string): void {
	if (!account.associations.remove(from.name, fromId, to.name, toId)) return;
	relink(account, from, [fromId], to, [toId]);
	committed(c);
}

function relink(account: Account, from: ObjectType, fromIds: string[], to: ObjectType, toIds: string[]): void {
	for (const id of new Set(fromIds)) account.relinked(from.name, id);
	for (const id of new Set(toIds)) account.relinked(to.name, id);
}

function shown(
	account: Account,
	from: ObjectType,
	to: ObjectType,
	id: string,
): Array<{ toObjectId: string; associationTypes: unknown[] }> {
	const fromId = account.store(from.name).get(id)?.id;
	if (fromId === undefined) return [];
	return account.associations
		.of(from.name, fromId, to.name)
		.map(({ id: toObjectId, types }) => ({ toObjectId, associationTypes: types.map(shownKind) }));
}

function shownKind({ category, id, label }: AssociationType): unknown {
	return { category, typeId: id, label };
}

function labelled(from: ObjectType, fromId: string, to: ObjectType, toId: string, kinds: AssociationType[]): unknown {
	return {
		fromObjectTypeId: from.id,
		fromObjectId: fromId,
		toObjectTypeId: to.id,
		toObjectId: toId,
		labels: kinds.map(({ label }) => label).filter((label) => label !== null),
	};
}

function bothWays(kind: AssociationType, fromId: string, toId: string): unknown[] {
	const one = (from: string, to: string, associationTypeId: number): unknown => ({
		from: { id: from },
		to: { id: to },
		associationSpec: { associationCategory: kind.category, associationTypeId },
	});
	return [one(fromId, toId, kind.id), one(toId, fromId, kind.inverse)];
}

function noneFound(from: ObjectType, to: ObjectType, id: string): unknown {
	return new HubSpotError(404, 'OBJECT_NOT_FOUND', `No ${to.singular} is associated with ${from.singular} ${id}.`, {
		subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
	}).entry({ fromObjectId: [id], fromObjectType: [from.singular], toObjectType: [to.singular] });
}
