import type { INodeProperties, INodePropertyCollection, INodeTypeDescription } from 'n8n-workflow';
import { ClosedLoopAccounting } from '../../../nodes/ClosedLoopAccounting/ClosedLoopAccounting.node';
import { ClosedLoopAccountingTrigger } from '../../../nodes/ClosedLoopAccountingTrigger/ClosedLoopAccountingTrigger.node';
import { ClosedLoopCrm } from '../../../nodes/ClosedLoopCrm/ClosedLoopCrm.node';
import { ClosedLoopCrmTrigger } from '../../../nodes/ClosedLoopCrmTrigger/ClosedLoopCrmTrigger.node';

const descriptions: INodeTypeDescription[] = [
	new ClosedLoopAccounting().description,
	new ClosedLoopCrm().description,
	new ClosedLoopCrmTrigger().description,
	new ClosedLoopAccountingTrigger().description,
];

/** The lists of fields within a field: those of a collection, and of each group of a fixed one. */
function listsIn({ type, options }: INodeProperties): INodeProperties[][] {
	if (type === 'collection') return [(options ?? []) as INodeProperties[]];
	if (type === 'fixedCollection') return ((options ?? []) as INodePropertyCollection[]).map(({ values }) => values);
	return [];
}

/** Conditions that no field can meet: n8n looks up a name without a slash among the fields beside it. */
function deadConditions(siblings: INodeProperties[], path: string): string[] {
	const names = new Set(siblings.map(({ name }) => name));
	return siblings.flatMap((field) => {
		const keys = Object.keys({ ...field.displayOptions?.show, ...field.displayOptions?.hide });
		const dead = keys.filter((key) => !key.startsWith('/') && !key.startsWith('@') && !names.has(key));
		return [
			...dead.map((key) => `${path}.${field.name} asks for ${key}`),
			...listsIn(field).flatMap((inner) => deadConditions(inner, `${path}.${field.name}`)),
		];
	});
}

/** Conditions on the whole node that name none of its fields. */
function lostConditions(top: Set<string>, fields: INodeProperties[]): string[] {
	return fields.flatMap((field) => [
		...Object.keys({ ...field.displayOptions?.show, ...field.displayOptions?.hide })
			.filter((key) => key.startsWith('/') && !top.has(key.slice(1)))
			.map((key) => `${field.name} asks for ${key}`),
		...listsIn(field).flatMap((inner) => lostConditions(top, inner)),
	]);
}

it.each(descriptions)('$displayName: every field can be shown', ({ name, properties }) => {
	expect(deadConditions(properties, name)).toEqual([]);
	expect(lostConditions(new Set(properties.map((field) => field.name)), properties)).toEqual([]);
});
