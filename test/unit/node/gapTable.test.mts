import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ledgers } from '../../../nodes/shared/systems/registry';
import { GAPS, gapTable, withTable } from '../../package/gapTable.mts';
import { description, operationsOf } from './accountingNode.mts';

const readme = readFileSync(join(__dirname, '../../../README.md'), 'utf8');

it('stands in the README as the connectors have it', () => {
	expect(withTable(readme) === readme || 'run: node test/package/gapTable.mts').toBe(true);
	expect(gapTable({ X: [{ what: 'invoice:getPdf A b', offered: false, instead: 'a | b', fact: 'f' }] })).toContain(
		'| Invoice: Get PDF, *A b* | X | Not offered. a \\| b | f |',
	);
});

it('covers every ledger of the registry', () => {
	const told = new Set(Object.values(GAPS));
	expect(told).toEqual(new Set(Object.values(ledgers).map((ledger) => ledger?.gaps)));
});

it('names operations that the node has, and hides what is not offered', () => {
	for (const [system, ledger] of Object.entries(ledgers)) {
		for (const { what, offered } of ledger?.gaps ?? []) {
			const [operation = '', ...field] = what.split(' ');
			expect(operationsOf(description)).toContain(operation);
			if (offered || field.length === 0) continue;
			const shown = description.properties.filter((property) => {
				const show = property.displayOptions?.show ?? {};
				const [resource, verb] = operation.split(':');
				const here = show['resource']?.includes(resource ?? '') && show['operation']?.includes(verb ?? '');
				const systems = (show['system'] ?? [system]) as string[];
				return here && systems.includes(system) && property.displayName === field.join(' ');
			});
			expect([what, system, shown.map(({ displayName }) => displayName)]).toEqual([what, system, []]);
		}
	}
});
