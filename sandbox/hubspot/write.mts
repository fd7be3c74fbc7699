import type { Account } from './account.mts';
import { HubSpotError, invalid, invalidValues, notFound, type ValueProblem } from './errors.mts';
import { pluralName, type AssociationType } from './associations.mts';
import type { Source, StoredRecord } from './recordStore.mts';
import { checkValue } from './values.mts';

/** One record to make, as a body carries it. */
export interface CreateInput {
	properties?: Record<string, unknown>;
	associations?: Array<{
		to?: { id?: unknown };
		types?: Array<{ associationCategory?: string; associationTypeId?: number }>;
	}>;
	objectWriteTraceId?: string;
}

/** Who writes and by which rules: the portal's own hold from version 2026-09 on (apis/hubspot.md 1.4). */
export interface WriteContext {
	source: Source;
	enforceRules: boolean;
}

type Values = Record<string, string | null>;

/** A write that was checked and can no longer fail. */
export type Commit = () => StoredRecord;

/** What a new record must carry (4.1, 4.5, 4.7); of a list of names one is enough. */
const REQUIRED: Record<string, ReadonlyArray<readonly string[]>> = {
	deals: [['dealname'], ['dealstage']],
	companies: [['name', 'domain']],
	notes: [['hs_timestamp']],
	tasks: [['hs_timestamp']],
};

/** @throws HubSpotError naming what is wrong; nothing is written before the commit is called */
export function prepareCreate(account: Account, type: string, input: CreateInput, context: WriteContext): Commit {
	const values = checkValues(account, type, input.properties ?? {}, null);
	if (type === 'deals') values['pipeline'] ??= account.pipelines[0]?.id ?? null;
	for (const names of REQUIRED[type] ?? []) {
		if (names.some((name) => values[name])) continue;
		throw invalid(`Error creating ${type}. Some required properties were not set.`, [
			{
				message: `required property "${names.join('" or "')}" was not set`,
				code: 'MISSING_REQUIRED_PROPERTY',
				context: { propertyName: [...names] },
			},
		]);
	}
	if (type === 'deals') checkStage(account, values);
	checkUnique(account, type, values, null);
	if (context.enforceRules) checkRules(account, type, values);
	const links = (input.associations ?? []).map((link) => toLink(account, type, link));
	return () => {
		const record = account.store(type).create(values, context.source, account.nextStep());
		for (const { types, toId } of links) for (const kind of types) account.associations.add(kind, record.id, toId);
		account.recalculate(type, record);
		for (const { to, toId } of links) {
			account.relinked(to, toId);
			// Logged activity moves the last change of what it is logged on (apis/hubspot.md 3.4, 4.7).
			if (type === 'notes' || type === 'tasks') account.touch(to, toId, context.source);
		}
		return record;
	};
}

/** @throws HubSpotError as `prepareCreate` */
export function prepareUpdate(
	account: Account,
	type: string,
	record: StoredRecord,
	properties: Record<string, unknown>,
	context: WriteContext,
): Commit {
	const values = checkValues(account, type, properties, record);
	const after = { ...record.properties, ...values };
	if (type === 'deals' && ('dealstage' in values || 'pipeline' in values)) checkStage(account, after);
	checkUnique(account, type, values, record);
	if (context.enforceRules) checkRules(account, type, after);
	return () => {
		account.store(type).write(record, values, context.source);
		account.recalculate(type, record);
		return record;
	};
}

/** Archives a record and what goes with it: a quote takes its lines along (4.3). */
export function archive(account: Account, type: string, id: string): boolean {
	const record = account.store(type).get(id);
	if (!record) return false;
	if (type === 'quotes')
		for (const line of account.associations.idsOf(type, id, 'line_items')) archive(account, 'line_items', line);
	const deals = type === 'line_items' ? account.associations.idsOf(type, id, 'deals') : [];
	account.associations.removeAll(type, record.id);
	account.store(type).archive(record);
	for (const dealId of deals) account.relinked('deals', dealId);
	return true;
}

/** Finds a record by id, or by a unique property. @throws HubSpotError 400 for a property that is not unique */
export function findRecord(account: Account, type: string, id: string, idProperty?: string): StoredRecord | undefined {
	if (idProperty === undefined || idProperty === 'hs_object_id') return account.store(type).get(id);
	const definition = account.definitions(type).find(idProperty);
	if (!definition?.hasUniqueValue) {
		throw invalid(`Property "${idProperty}" is not a unique identifier property for ${type}`);
	}
	return account.store(type).findByUnique(idProperty, id);
}

function checkValues(
	account: Account,
	type: string,
	properties: Record<string, unknown>,
	record: StoredRecord | null,
): Values {
	const problems: ValueProblem[] = [];
	const values: Values = {};
	for (const [name, raw] of Object.entries(properties)) {
		const definition = account.definitions(type).find(name);
		if (!definition) {
			problems.push({ name, error: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` });
		} else if (definition.modificationMetadata.readOnlyValue) {
			const message = `"${name}" is a read only property; its value cannot be set.`;
			problems.push({ name, error: 'READ_ONLY_VALUE', message });
		} else {
			const checked = checkValue(definition, raw, record?.properties[name] ?? null, account.valueContext);
			if ('problem' in checked) problems.push(checked.problem);
			else values[name] = checked.value;
		}
	}
	if (type === 'line_items' && Number(values['price']) < 0) {
		problems.push({ name: 'price', error: 'INVALID_INTEGER', message: 'price must not be negative' });
	}
	if (problems.length > 0) throw invalidValues(problems, account.portalId);
	return values;
}

function checkStage(account: Account, values: Values): void {
	const { pipeline, dealstage } = values;
	const known = account.pipelines.find(({ id }) => id === pipeline);
	if (!known) {
		const message = `${pipeline} is not a valid pipeline ID. Valid options are: [${account.pipelines.map(({ id }) => id).join(', ')}]`;
		throw invalidValues([{ name: 'pipeline', error: 'INVALID_OPTION', message }], account.portalId);
	}
	if (known.stages.some(({ id }) => id === dealstage)) return;
	const stages = known.stages.map(({ id }) => id).join(', ');
	const message = `${dealstage} is not a valid pipeline stage ID. Valid options are: pipelineId=${known.id} : [${stages}]`;
	throw invalidValues([{ name: 'dealstage', error: 'INVALID_OPTION', message }], account.portalId);
}

function checkUnique(account: Account, type: string, values: Values, record: StoredRecord | null): void {
	for (const [name, value] of Object.entries(values)) {
		if (value === null || !account.definitions(type).find(name)?.hasUniqueValue) continue;
		const other = account.store(type).findByUnique(name, value);
		if (!other || other.id === record?.id) continue;
		const message =
			type === 'contacts' && name === 'email'
				? `Contact already exists. Existing ID: ${other.id}`
				: `Property ${name} must be unique: the value "${value}" is held by ${other.id}`;
		throw new HubSpotError(409, 'CONFLICT', message);
	}
}

function checkRules(account: Account, type: string, after: Values): void {
	const broken = account.rules.filter(
		(rule) =>
			rule.type === type &&
			(!rule.when || after[rule.when.property] === rule.when.value) &&
			!after[rule.requires],
	);
	if (broken.length === 0) return;
	const names = broken.map(({ requires }) => requires);
	throw invalid(`Missing conditional required properties: ${names.join(', ')}`, [
		{
			message: `Conditionally required properties are missing: ${names.join(', ')}`,
			code: 'MISSING_CONDITIONAL_REQUIRED_PROPERTY',
			context: { propertyName: names },
		},
	]);
}

/** The other end of an association that a body asks for, and its kinds. */
function toLink(
	account: Account,
	type: string,
	link: NonNullable<CreateInput['associations']>[number],
): { to: string; toId: string; types: AssociationType[] } {
	const toId = String(link.to?.id ?? '');
	const types = (link.types ?? []).map((asked) => {
		const id = Number(asked.associationTypeId);
		for (const to of TARGETS) {
			const found = account.associations.findType(type, to, asked.associationCategory ?? 'HUBSPOT_DEFINED', id);
			if (found) return found;
		}
		throw invalid(`association type ${id} is not valid for ${type}`);
	});
	const to = types[0]?.to;
	if (to === undefined) throw invalid('An association needs at least one type');
	if (!account.store(to).get(toId))
		throw notFound(`One or more associations are not valid: ${to} ${toId} does not exist`);
	return { to, toId: account.store(to).get(toId)!.id, types };
}

const TARGETS = [
	'contacts',
	'companies',
	'deals',
	'line_items',
	'quotes',
	'notes',
	'tasks',
	'invoices',
	'products',
	'taxes',
];

/** One kind of association by its wire form. @throws HubSpotError 400 for an unknown kind */
export function findKind(
	account: Account,
	from: string,
	to: string,
	spec: { associationCategory?: string; associationTypeId?: number },
): AssociationType {
	const category = spec.associationCategory ?? 'HUBSPOT_DEFINED';
	const kind = account.associations.findType(
		pluralName(from),
		pluralName(to),
		category,
		Number(spec.associationTypeId),
	);
	if (!kind)
		throw invalid(
			`association type ${spec.associationTypeId} (${category}) does not exist between ${from} and ${to}`,
		);
	return kind;
}
