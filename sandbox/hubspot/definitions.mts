import { HubSpotError, invalid, notFound } from './errors.mts';
import { STANDARD_GROUPS, standardProperties } from './standardProperties.mts';

export interface PropertyOption {
	label: string;
	value: string;
	displayOrder: number;
	hidden: boolean;
	description?: string;
}

/** A property definition as the API shows it (apis/hubspot.md 3.3). */
export interface PropertyDefinition {
	name: string;
	label: string;
	type: string;
	fieldType: string;
	groupName: string;
	description: string;
	options: PropertyOption[];
	displayOrder: number;
	calculated: boolean;
	externalOptions: boolean;
	hasUniqueValue: boolean;
	hidden: boolean;
	hubspotDefined: boolean;
	formField: boolean;
	archived: boolean;
	createdAt?: string;
	updatedAt?: string;
	archivedAt?: string;
	referencedObjectType?: string;
	calculationFormula?: string;
	modificationMetadata: {
		archivable: boolean;
		readOnlyDefinition: boolean;
		readOnlyValue: boolean;
		readOnlyOptions?: boolean;
	};
}

export interface PropertyGroup {
	name: string;
	label: string;
	displayOrder: number;
	archived: boolean;
}

/** Which field types go with which type (3.3). */
const FIELD_TYPES: Record<string, readonly string[]> = {
	string: ['text', 'textarea', 'html', 'file', 'phonenumber', 'calculation_equation'],
	phone_number: ['text', 'phonenumber'],
	number: ['number', 'calculation_equation'],
	date: ['date'],
	datetime: ['date'],
	enumeration: ['select', 'radio', 'checkbox', 'booleancheckbox'],
	bool: ['booleancheckbox'],
};

/** Unique properties allowed on one type of record (3.3). */
const MAX_UNIQUE = 10;
const MAX_CUSTOM = 1000;

type Body = Record<string, unknown>;

/** The property definitions and groups of one type of record in one account. */
export class Definitions {
	private readonly byName = new Map<string, PropertyDefinition>();
	private readonly groups = new Map<string, PropertyGroup>();

	constructor(type: string, custom: ReadonlyArray<Body>, now: string) {
		for (const [name, label] of Object.entries(STANDARD_GROUPS[type] ?? {})) this.putGroup(name, label);
		for (const standard of standardProperties(type)) this.byName.set(standard.name, standard);
		for (const body of custom) {
			const groupName = String(body['groupName'] ?? 'custom');
			if (!this.groups.has(groupName)) this.putGroup(groupName, groupName);
			const definition = toDefinition({ ...body, groupName }, String(body['createdAt'] ?? now));
			this.byName.set(definition.name, { ...definition, hubspotDefined: body['hubspotDefined'] === true });
		}
	}

	/** The live definition. */
	find(name: string): PropertyDefinition | undefined {
		const found = this.byName.get(name);
		return found?.archived ? undefined : found;
	}

	/** Accepts a property that a company file uses without defining it: an export may carry any of HubSpot's own. */
	adopt(name: string, now: string): void {
		if (this.byName.has(name)) return;
		const groupName = [...this.groups.keys()][0] ?? 'custom';
		const body = { name, label: name, type: 'string', fieldType: 'text', groupName };
		this.byName.set(name, { ...toDefinition(body, now), hubspotDefined: name.startsWith('hs_') });
	}

	/** One of the read-only properties that a pipeline stage brings along. */
	addCalculated(name: string, label: string, type: string, groupName: string): void {
		const body = { name, label, type, fieldType: type === 'datetime' ? 'date' : type, groupName };
		const definition = toDefinition(body, '');
		this.byName.set(name, {
			...definition,
			calculated: true,
			hubspotDefined: true,
			modificationMetadata: { archivable: false, readOnlyDefinition: true, readOnlyValue: true },
		});
	}

	list(archived: boolean): PropertyDefinition[] {
		return [...this.byName.values()].filter((definition) => definition.archived === archived);
	}

	custom(): PropertyDefinition[] {
		return this.list(false).filter(({ hubspotDefined }) => !hubspotDefined);
	}

	/** @throws HubSpotError 409 when the name is taken, 400 when the body is not a definition */
	create(body: Body, now: string): PropertyDefinition {
		for (const field of ['name', 'label', 'type', 'fieldType', 'groupName']) {
			if (typeof body[field] !== 'string' || body[field] === '') {
				throw invalid(`Invalid input JSON: required field "${field}" is missing`, [
					{ message: `${field} is required`, code: 'REQUIRED_FIELD', context: { propertyName: [field] } },
				]);
			}
		}
		const { name, type, fieldType, groupName } = body as Record<string, string>;
		const existing = this.byName.get(name!);
		if (existing && !existing.archived) {
			throw new HubSpotError(409, 'OBJECT_ALREADY_EXISTS', `A property named '${name}' already exists.`, {
				subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS',
			});
		}
		if (!/^[a-z][a-z0-9_]{0,99}$/.test(name!)) throw invalid(`Property name "${name}" is not valid`);
		if (!FIELD_TYPES[type!]?.includes(fieldType!)) {
			throw invalid(`The field type "${fieldType}" is not valid for a property of type "${type}"`);
		}
		if (!this.groups.has(groupName!)) throw invalid(`Property group "${groupName}" does not exist`);
		if (type === 'enumeration' && !body['externalOptions'] && !Array.isArray(body['options'])) {
			throw invalid('Options are required for an enumeration property');
		}
		const live = this.list(false);
		if (body['hasUniqueValue'] === true && live.filter((d) => d.hasUniqueValue).length >= MAX_UNIQUE) {
			throw invalid(`An object may have at most ${MAX_UNIQUE} properties with unique values`);
		}
		if (this.custom().length >= MAX_CUSTOM) throw invalid('The limit of custom properties is reached');
		const definition = toDefinition(body, existing?.createdAt ?? now);
		definition.updatedAt = now;
		this.byName.set(definition.name, definition);
		return definition;
	}

	/** `options` replaces the whole list. @throws HubSpotError 404, or 400 for what can never change */
	update(name: string, body: Body, now: string): PropertyDefinition {
		const definition = this.get(name);
		if (definition.modificationMetadata.readOnlyDefinition) throw invalid(`Property "${name}" cannot be changed`);
		const type = String(body['type'] ?? definition.type);
		const fieldType = String(body['fieldType'] ?? definition.fieldType);
		if (!FIELD_TYPES[type]?.includes(fieldType)) {
			throw invalid(`The field type "${fieldType}" is not valid for a property of type "${type}"`);
		}
		const changed = toDefinition(
			{ ...definition, ...body, name, hasUniqueValue: definition.hasUniqueValue },
			definition.createdAt ?? now,
		);
		if (!this.groups.has(changed.groupName)) throw invalid(`Property group "${changed.groupName}" does not exist`);
		this.byName.set(name, { ...changed, hubspotDefined: definition.hubspotDefined, updatedAt: now });
		return this.get(name);
	}

	archive(name: string, now: string): void {
		const definition = this.find(name);
		if (!definition) return;
		if (definition.hubspotDefined) throw invalid(`Property "${name}" is defined by HubSpot and cannot be deleted`);
		this.byName.set(name, { ...definition, archived: true, archivedAt: now });
	}

	/** @throws HubSpotError 404 */
	get(name: string): PropertyDefinition {
		const definition = this.find(name);
		if (!definition) throw notFound(`Property "${name}" does not exist`);
		return definition;
	}

	listGroups(): PropertyGroup[] {
		return [...this.groups.values()];
	}

	/** @throws HubSpotError 404 */
	group(name: string): PropertyGroup {
		const group = this.groups.get(name);
		if (!group) throw notFound(`Property group "${name}" does not exist`);
		return group;
	}

	/** @throws HubSpotError 409 when it exists */
	createGroup(body: Body): PropertyGroup {
		const { name, label } = body;
		if (typeof name !== 'string' || name === '' || typeof label !== 'string')
			throw invalid('A group needs name and label');
		if (this.groups.has(name)) {
			throw new HubSpotError(409, 'OBJECT_ALREADY_EXISTS', `A property group named '${name}' already exists.`, {
				subCategory: 'Properties.GROUP_WITH_NAME_EXISTS',
			});
		}
		return this.putGroup(name, label, typeof body['displayOrder'] === 'number' ? body['displayOrder'] : -1);
	}

	updateGroup(name: string, body: Body): PropertyGroup {
		const group = this.group(name);
		if (typeof body['label'] === 'string') group.label = body['label'];
		if (typeof body['displayOrder'] === 'number') group.displayOrder = body['displayOrder'];
		return group;
	}

	/** @throws HubSpotError 400 while live properties stand in it */
	archiveGroup(name: string): void {
		if (this.list(false).some(({ groupName }) => groupName === name)) {
			throw new HubSpotError(400, 'VALIDATION_ERROR', `Property group "${name}" still has active properties`, {
				subCategory: 'PropertyGroupError.GROUP_WITH_ACTIVE_PROPERTIES',
			});
		}
		this.groups.delete(name);
	}

	private putGroup(name: string, label: string, displayOrder = this.groups.size): PropertyGroup {
		const group = { name, label, displayOrder, archived: false };
		this.groups.set(name, group);
		return group;
	}
}

function toDefinition(body: Body, createdAt: string): PropertyDefinition {
	const options = Array.isArray(body['options']) ? (body['options'] as Body[]) : [];
	const definition: PropertyDefinition = {
		name: String(body['name']),
		label: String(body['label'] ?? body['name']),
		type: String(body['type'] ?? 'string'),
		fieldType: String(body['fieldType'] ?? 'text'),
		groupName: String(body['groupName']),
		description: String(body['description'] ?? ''),
		options: options.map((option, index) => ({
			label: String(option['label'] ?? option['value']),
			value: String(option['value']),
			displayOrder: typeof option['displayOrder'] === 'number' ? option['displayOrder'] : index,
			hidden: option['hidden'] === true,
			...(typeof option['description'] === 'string' ? { description: option['description'] } : {}),
		})),
		displayOrder: typeof body['displayOrder'] === 'number' ? body['displayOrder'] : -1,
		calculated: body['calculated'] === true,
		externalOptions: body['externalOptions'] === true,
		hasUniqueValue: body['hasUniqueValue'] === true,
		hidden: body['hidden'] === true,
		hubspotDefined: false,
		formField: body['formField'] === true,
		archived: false,
		modificationMetadata: { archivable: true, readOnlyDefinition: false, readOnlyValue: false },
	};
	if (createdAt !== '') Object.assign(definition, { createdAt, updatedAt: createdAt });
	if (typeof body['referencedObjectType'] === 'string')
		definition.referencedObjectType = body['referencedObjectType'];
	if (typeof body['calculationFormula'] === 'string') definition.calculationFormula = body['calculationFormula'];
	return definition;
}
