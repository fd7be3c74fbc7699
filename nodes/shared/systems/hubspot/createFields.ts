import type { Kernel } from '../../transport/kernel';
import { SystemError } from '../../transport/systemError';
import type { FieldReport } from '../crm';
import { chunks } from '../lists';
import { most, paths } from './api';
import type { FieldObject } from './api';
import { problemOfElement } from './elements';
import { fieldGroup, fields } from './fields';
import type { FieldDefinition } from './fields';
import type { BatchAnswer, Paged, PropertyRow } from './wire';

const objects = Object.keys(fields) as FieldObject[];

/**
 * Makes our group and properties where they are missing (apis/hubspot.md 3.3). What exists is never changed but for
 * options of ours that a list lacks; another type under our name is told. With `preview` nothing is written and the
 * reports tell what would be.
 */
export async function createFields(kernel: Kernel, preview: boolean): Promise<FieldReport[]> {
	const reports: FieldReport[] = [];
	for (const object of objects) {
		const existing = await readProperties(kernel, object);
		const planned = fields[object].map((field) => ({
			field,
			report: reportOf(object, field, existing.get(field.name)),
		}));
		if (!preview) {
			const missing = planned.filter(({ report }) => report.outcome === 'created').map(({ field }) => field);
			if (missing.length > 0) await create(kernel, object, missing);
			for (const { field, report } of planned) {
				if (report.outcome === 'updated')
					await addOptions(kernel, object, field, existing.get(field.name) as PropertyRow);
			}
		}
		reports.push(...planned.map(({ report }) => report));
	}
	return reports;
}

/** Labels of fields of ours that the account lacks, with their kind of record. */
export async function missingFields(kernel: Kernel): Promise<string[]> {
	const missing: string[] = [];
	for (const object of objects) {
		const existing = await readProperties(kernel, object);
		for (const field of fields[object]) {
			if (!existing.has(field.name)) missing.push(`${field.label} (${object})`);
		}
	}
	return missing;
}

export async function readProperties(kernel: Kernel, object: FieldObject): Promise<Map<string, PropertyRow>> {
	const answer = await kernel.request({
		method: 'GET',
		path: paths.properties(object),
		repeat: 'safe',
		doing: `reading the properties of ${object}`,
	});
	return new Map((answer.body as Paged<PropertyRow>).results.map((row) => [row.name, row]));
}

function reportOf(object: FieldObject, field: FieldDefinition, existing: PropertyRow | undefined): FieldReport {
	const told = { objectType: object, name: field.name, label: field.label };
	if (!existing) return { ...told, outcome: 'created', reason: '' };
	if (existing.type !== field.type) {
		return {
			...told,
			outcome: 'differs',
			reason: `It exists as ${existing.type}, and ${field.type} is needed: delete it in HubSpot's settings and run this again`,
		};
	}
	const lacking = lackingOptions(field, existing);
	if (lacking.length === 0) return { ...told, outcome: 'unchanged', reason: '' };
	return {
		...told,
		outcome: 'updated',
		reason: `Options added: ${lacking.map((option) => option.label).join(', ')}`,
	};
}

function lackingOptions(field: FieldDefinition, existing: PropertyRow): NonNullable<FieldDefinition['options']> {
	const known = new Set((existing.options ?? []).map((option) => option.value));
	return (field.options ?? []).filter((option) => !known.has(option.value));
}

async function create(kernel: Kernel, object: FieldObject, missing: FieldDefinition[]): Promise<void> {
	await createGroup(kernel, object);
	for (const part of chunks(missing, most.objects)) {
		const answer = await kernel.request({
			method: 'POST',
			path: paths.createProperties(object),
			body: { inputs: part.map(wireOf) },
			repeat: 'safe',
			doing: `creating fields of ${object}`,
		});
		await mustExist(kernel, object, part, answer.body as BatchAnswer<PropertyRow>);
	}
}

/** Another run may have made some of them at the same moment: an element's refusal counts only while its field is missing. */
async function mustExist(
	kernel: Kernel,
	object: FieldObject,
	part: FieldDefinition[],
	answer: BatchAnswer<PropertyRow>,
): Promise<void> {
	const [refused] = answer.errors ?? [];
	if (!refused) return;
	const existing = await readProperties(kernel, object);
	const missing = part.filter((field) => !existing.has(field.name));
	if (missing.length === 0) return;
	throw new SystemError(
		problemOfElement(refused, `creating ${missing.map((field) => field.label).join(', ')} of ${object}`),
	);
}

async function createGroup(kernel: Kernel, object: FieldObject): Promise<void> {
	const doing = `creating the group of our fields of ${object}`;
	const answer = await kernel.request({ method: 'GET', path: paths.propertyGroups(object), repeat: 'safe', doing });
	const groups = (answer.body as Paged<{ name: string }>).results;
	if (groups.some((group) => group.name === fieldGroup.name)) return;
	await kernel.request({
		method: 'POST',
		path: paths.propertyGroups(object),
		body: { ...fieldGroup, displayOrder: -1 },
		repeat: 'safe',
		doing,
	});
}

/** A change of options replaces the whole list, so those that people made go along. */
async function addOptions(
	kernel: Kernel,
	object: FieldObject,
	field: FieldDefinition,
	existing: PropertyRow,
): Promise<void> {
	const options = [...(existing.options ?? []), ...lackingOptions(field, existing)];
	await kernel.request({
		method: 'PATCH',
		path: paths.property(object, field.name),
		body: { options: options.map(optionOf) },
		repeat: 'safe',
		doing: `adding options to ${field.label}`,
	});
}

function wireOf(field: FieldDefinition): Record<string, unknown> {
	const { name, label, type, fieldType, description } = field;
	return {
		name,
		label,
		type,
		fieldType,
		description,
		groupName: fieldGroup.name,
		...(field.options ? { options: field.options.map(optionOf) } : {}),
	};
}

function optionOf(option: { value: string; label: string }, displayOrder: number): Record<string, unknown> {
	return { value: option.value, label: option.label, displayOrder, hidden: false };
}
