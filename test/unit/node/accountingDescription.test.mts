import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { statusWords } from '../../../nodes/shared/billing/words';
import type { InvoiceStatus } from '../../../nodes/shared/model/invoice';
import type { SystemName } from '../../../nodes/shared/model/result';
import { loadOptions } from '../../../nodes/ClosedLoopAccounting/methods/loadOptions';
import { ledgers } from '../../../nodes/shared/systems/registry';
import { description, operationsOf } from './accountingNode.mts';

const { properties } = description;
const values = (name: string) =>
	properties
		.filter((property) => property.name === name)
		.flatMap(({ options }) => (options as INodePropertyOptions[]).map(({ value }) => value));

it('offers the ledgers that work, each with its sign-ins, as the registry has them', () => {
	expect([...values('system')].sort()).toEqual(Object.keys(ledgers).sort());
	const offered = (description.credentials ?? []).map(({ name, displayOptions }) => [
		...((displayOptions?.show?.['system'] ?? []) as string[]),
		name,
	]);
	const registered = Object.entries(ledgers).flatMap(([system, ledger]) =>
		(ledger?.signIns ?? []).map(({ credentialType }) => [system, credentialType]),
	);
	expect([...offered].sort()).toEqual([...registered].sort());
});

it('asks for the way to sign in only where there is a choice', () => {
	const all = Object.entries(ledgers);
	const choices = all.filter(([, ledger]) => (ledger?.signIns.length ?? 0) > 1);
	const without = all.filter((entry) => !choices.includes(entry)).map(([system]) => system);
	const [field] = properties.filter(({ name }) => name === 'authentication');
	expect([...(field?.displayOptions?.hide?.['system'] ?? [])].sort()).toEqual(without.sort());
	expect([...values('authentication')].sort()).toEqual(
		choices.flatMap(([, ledger]) => ledger?.signIns.map(({ by }) => by) ?? []).sort(),
	);
});

it('names every ledger and operation in its subtitle', () => {
	for (const system of values('system')) expect(description.subtitle).toContain(`${String(system)}: "`);
	for (const operation of operationsOf(description)) expect(description.subtitle).toContain(`"${operation}": "`);
});

it('has an output schema for every operation, and one list of operations for each resource', () => {
	const operations = operationsOf(description);
	for (const operation of operations) {
		const file = `nodes/ClosedLoopAccounting/__schema__/v1.0.0/${operation.replace(':', '/')}.json`;
		expect([file, existsSync(join(__dirname, '../../..', file))]).toEqual([file, true]);
	}
	const resources = properties
		.filter(({ name }) => name === 'operation')
		.map(({ displayOptions }) => displayOptions?.show?.['resource']?.[0]);
	expect([...resources].sort()).toEqual([...values('resource')].sort());
	expect(new Set(operations).size).toBe(operations.length);
});

it('asks before every write whether it is a preview, and how many are too many', () => {
	const writing = operationsOf(description).filter((operation) =>
		/:(create|createOrUpdate|approve|send|voidOrDelete|linkToDeal|convertToInvoice)$/.test(operation),
	);
	expect(writing).toHaveLength(11);
	for (const operation of writing) {
		const [resource, verb] = operation.split(':');
		const shown = properties
			.filter(({ displayOptions }) => {
				const show = displayOptions?.show ?? {};
				return show['resource']?.includes(resource ?? '') && show['operation']?.includes(verb ?? '');
			})
			.map(({ name }) => name);
		expect([operation, shown]).toEqual([operation, expect.arrayContaining(['previewOnly', 'stopIfMoreThan'])]);
	}
});

it('fills every drop-down from a list that there is', () => {
	const methods = everyField(properties).flatMap(({ typeOptions }) => typeOptions?.loadOptionsMethod ?? []);
	expect(methods.length).toBeGreaterThan(0);
	expect(methods.filter((method) => !(method in loadOptions))).toEqual([]);
});

describe('speaks as each ledger does', () => {
	const fields = everyField(properties);
	const shownFor = (system: SystemName) =>
		fields.filter(({ displayOptions }) => {
			const systems = displayOptions?.show?.['/system'] ?? displayOptions?.show?.['system'];
			return systems === undefined || systems.includes(system);
		});

	it.each<[SystemName, string[]]>([
		['xero', []],
		['quickbooks', ['Estimate']],
		['sage', ['Unpaid and Sent']],
	])('statuses of invoices in %s', (system, own) => {
		const offered = shownFor(system).filter(({ name }) => name === 'statuses');
		expect(offered).toHaveLength(1);
		for (const { name, value } of (offered[0]?.options ?? []) as INodePropertyOptions[]) {
			const words = statusWords({ ledger: system, status: value as InvoiceStatus });
			if (!own.includes(name)) expect(name.toLowerCase()).toBe(words.toLowerCase());
		}
	});

	it('shows no ledger an ID in the form of another', () => {
		const examples = fields.flatMap(({ name, placeholder, hint }) => [
			`${name} ${placeholder ?? ''} ${hint ?? ''}`,
		]);
		expect(examples.filter((text) => /[0-9a-f]{8}-?[0-9a-f]{4}/.test(text))).toEqual([]);
	});
});

/** Fields within collections included. */
function everyField(fields: INodeProperties[]): INodeProperties[] {
	return fields.flatMap((field) => {
		const inner = field.type === 'collection' ? everyField((field.options ?? []) as INodeProperties[]) : [];
		return [field, ...inner];
	});
}
