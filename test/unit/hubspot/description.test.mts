import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { ClosedLoopCrm } from '../../../nodes/ClosedLoopCrm/ClosedLoopCrm.node';
import { ClosedLoopCrmTrigger } from '../../../nodes/ClosedLoopCrmTrigger/ClosedLoopCrmTrigger.node';
import { crms } from '../../../nodes/shared/systems/registry';

const nodes: Array<[string, INodeTypeDescription]> = [
	['Closed Loop CRM', new ClosedLoopCrm().description],
	['Closed Loop CRM Trigger', new ClosedLoopCrmTrigger().description],
];

const values = (description: INodeTypeDescription, name: string) =>
	description.properties
		.filter((property) => property.name === name)
		.flatMap(({ options }) => (options as INodePropertyOptions[]).map(({ value }) => value));

describe.each(nodes)('%s', (_, description) => {
	it('offers the systems that work, each with its sign-ins, as the registry has them', () => {
		expect(values(description, 'system')).toEqual(Object.keys(crms));
		const offered = (description.credentials ?? []).map(({ name, displayOptions }) => [
			displayOptions?.show?.['system'],
			displayOptions?.show?.['authentication'],
			name,
		]);
		const registered = Object.entries(crms).flatMap(([system, crm]) =>
			(crm?.signIns ?? []).map(({ by, credentialType }) => [[system], [by], credentialType]),
		);
		expect(offered).toEqual(registered);
		expect(values(description, 'authentication')).toEqual(registered.flatMap(([, by]) => by));
	});

	it('names every system and operation in its subtitle', () => {
		for (const value of [
			...values(description, 'system'),
			...values(description, 'operation'),
			...values(description, 'event'),
		]) {
			expect(description.subtitle).toContain(`${String(value)}: "`);
		}
	});
});

it('has an output schema for every operation', () => {
	const { properties } = new ClosedLoopCrm().description;
	for (const property of properties.filter(({ name }) => name === 'operation')) {
		const [resource] = property.displayOptions?.show?.['resource'] ?? [];
		for (const { value } of property.options as INodePropertyOptions[]) {
			const file = `nodes/ClosedLoopCrm/__schema__/v1.0.0/${String(resource)}/${String(value)}.json`;
			expect([file, existsSync(join(process.cwd(), file))]).toEqual([file, true]);
		}
	}
});
