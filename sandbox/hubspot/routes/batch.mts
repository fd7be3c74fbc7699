import { batchAnswer, committed, readBody, readInputs, type App, type Route } from '../app.mts';
import { HubSpotError, invalid } from '../errors.mts';
import { showRecord, type Wanted } from '../show.mts';
import { archive, findRecord, prepareCreate, prepareUpdate, type Commit, type CreateInput } from '../write.mts';
import { everything, open } from './objects.mts';

const BASE = '/crm/objects/:version/:type/batch';

/** Inputs of one batch (apis/hubspot.md 3.1); fewer where past values are asked for. */
const MAX = 100;
const MAX_WITH_HISTORY = 50;

type Input = Record<string, unknown>;
type Shown = Record<string, unknown>;

/** Reads and writes many records at a time. */
export function addBatchRoutes(app: App): void {
	app.post(`${BASE}/read`, async (c) => {
		const { type, account } = open(c, 'read');
		const body = await readBody(c);
		const wanted = body as Wanted;
		const withHistory = (wanted.propertiesWithHistory?.length ?? 0) > 0;
		const inputs = readInputs(body, MAX);
		if (withHistory && inputs.length > MAX_WITH_HISTORY) {
			throw invalid(
				`The maximum number of inputs supported in a batch request for property histories is ${MAX_WITH_HISTORY}`,
			);
		}
		const idProperty = typeof body['idProperty'] === 'string' ? body['idProperty'] : undefined;
		const archived = c.req.query('archived') === 'true';
		const missing: string[] = [];
		const results = new Map<string, Shown>();
		for (const id of new Set(inputs.map((input) => String(input['id'])))) {
			const record = archived ? account.store(type).getArchived(id) : findRecord(account, type, id, idProperty);
			if (record) results.set(record.id, showRecord(account, type, record, wanted));
			else missing.push(id);
		}
		return batchAnswer(c, [...results.values()], missing.length === 0 ? [] : [notFoundEntry(type, missing)]);
	});

	app.post(`${BASE}/create`, async (c) => {
		const { type, account, context } = open(c, 'write');
		const inputs = readInputs(await readBody(c), MAX);
		// Alike in everything, they become one record, and nobody is told (3.1).
		const distinct =
			type === 'line_items'
				? [...new Map(inputs.map((input) => [JSON.stringify(input), input])).values()]
				: inputs;
		return write(c, type, distinct, 201, (input) => {
			const commit = prepareCreate(account, type, input as CreateInput, context);
			return { commit, extra: {} };
		});
	});

	app.post(`${BASE}/update`, async (c) => {
		const { type, account, context } = open(c, 'write');
		const inputs = readInputs(await readBody(c), MAX);
		const ids = inputs.map((input) => String(input['id']));
		const twice = ids.find((id, index) => ids.indexOf(id) !== index);
		if (twice !== undefined) throw invalid(`Duplicate IDs found in batch input: [${twice}]. IDs must be unique`);
		return write(c, type, inputs, 200, (input) => {
			const idProperty = typeof input['idProperty'] === 'string' ? input['idProperty'] : undefined;
			const record = findRecord(account, type, String(input['id']), idProperty);
			if (!record) return null;
			return { commit: prepareUpdate(account, type, record, propertiesOf(input), context), extra: {} };
		});
	});

	app.post(`${BASE}/upsert`, async (c) => {
		const { type, account, context } = open(c, 'write');
		const inputs = readInputs(await readBody(c), MAX);
		return write(c, type, inputs, 200, (input) => {
			const idProperty = String(input['idProperty'] ?? 'hs_object_id');
			const id = String(input['id']);
			const record = findRecord(account, type, id, idProperty);
			if (record) {
				const commit = prepareUpdate(account, type, record, propertiesOf(input), context);
				return { commit, extra: { new: false } };
			}
			if (idProperty === 'hs_object_id') return null;
			const properties = { ...propertiesOf(input), [idProperty]: id };
			return { commit: prepareCreate(account, type, { properties }, context), extra: { new: true } };
		});
	});

	app.post(`${BASE}/archive`, async (c) => {
		const { type, account } = open(c, 'write');
		for (const input of readInputs(await readBody(c), MAX)) {
			if (archive(account, type, String(input['id']))) committed(c);
		}
		return c.body(null, 204);
	});
}

/**
 * Writes all inputs or none, unless each carries an `objectWriteTraceId`: then those that fail are told one by one and the
 * others stand (3.1). An input that names no record (null) never stops the others.
 */
function write(
	c: Route,
	type: string,
	inputs: readonly Input[],
	status: 200 | 201,
	prepare: (input: Input) => { commit: Commit; extra: Shown } | null,
): Response {
	const account = c.get('account');
	const traced = inputs.length > 0 && inputs.every((input) => typeof input['objectWriteTraceId'] === 'string');
	const results: Shown[] = [];
	const errors: unknown[] = [];
	const missing: string[] = [];
	const ready: Array<() => void> = [];
	const run = (input: Input, prepared: { commit: Commit; extra: Shown }): void => {
		const record = prepared.commit();
		const trace = traced ? { objectWriteTraceId: input['objectWriteTraceId'] } : {};
		results.push({
			...showRecord(account, type, record, everything(record.properties)),
			...prepared.extra,
			...trace,
		});
	};
	for (const input of inputs) {
		try {
			const prepared = prepare(input);
			if (!prepared) missing.push(String(input['id']));
			// With trace ids each stands for itself, so a later input already meets what an earlier one wrote.
			else if (traced) run(input, prepared);
			else ready.push(() => run(input, prepared));
		} catch (error) {
			if (!(error instanceof HubSpotError) || !traced) throw error;
			errors.push(error.entry({ objectWriteTraceId: [String(input['objectWriteTraceId'])] }));
		}
	}
	for (const go of ready) go();
	if (results.length > 0) committed(c);
	if (missing.length > 0) {
		const traces = inputs
			.filter((input) => missing.includes(String(input['id'])))
			.map((input) => input['objectWriteTraceId']);
		errors.push(notFoundEntry(type, missing, traced ? traces.map(String) : undefined));
	}
	return batchAnswer(c, results, errors, status);
}

function propertiesOf(input: Input): Record<string, unknown> {
	return (input['properties'] ?? {}) as Record<string, unknown>;
}

function notFoundEntry(type: string, ids: string[], traces?: string[]): unknown {
	const name = type.toUpperCase();
	return new HubSpotError(
		404,
		'OBJECT_NOT_FOUND',
		`Could not get some ${name} objects, they may be deleted or not exist. Check that ids are valid.`,
	).entry({ ids, ...(traces ? { objectWriteTraceId: traces } : {}) });
}
