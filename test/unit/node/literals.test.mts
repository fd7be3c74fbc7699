/**
 * n8n's checks see literals only, so what the registry knows stands in the nodes' descriptions and in package.json once more:
 * here they are compared, so that a system is never half added.
 */
import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import packageJson from '../../../package.json';
import { ClosedLoopAccountingTrigger } from '../../../nodes/ClosedLoopAccountingTrigger/ClosedLoopAccountingTrigger.node';
import { ClosedLoopCrm } from '../../../nodes/ClosedLoopCrm/ClosedLoopCrm.node';
import { ClosedLoopCrmTrigger } from '../../../nodes/ClosedLoopCrmTrigger/ClosedLoopCrmTrigger.node';
import accountingCodex from '../../../nodes/ClosedLoopAccounting/ClosedLoopAccounting.node.json';
import ledgerTriggerCodex from '../../../nodes/ClosedLoopAccountingTrigger/ClosedLoopAccountingTrigger.node.json';
import crmCodex from '../../../nodes/ClosedLoopCrm/ClosedLoopCrm.node.json';
import triggerCodex from '../../../nodes/ClosedLoopCrmTrigger/ClosedLoopCrmTrigger.node.json';
import { crms, ledgers } from '../../../nodes/shared/systems/registry';
import type { SignIn } from '../../../nodes/shared/systems/system';
import { description as accounting } from './accountingNode.mts';

type Registry = Array<[string, { label: string; signIns: SignIn[] }]>;

const nodes: Array<[string, INodeTypeDescription, { alias: string[] }, Registry]> = [
	['Closed Loop Accounting', accounting, accountingCodex, Object.entries(ledgers)],
	[
		'Closed Loop Accounting Trigger',
		new ClosedLoopAccountingTrigger().description,
		ledgerTriggerCodex,
		Object.entries(ledgers),
	],
	['Closed Loop CRM', new ClosedLoopCrm().description, crmCodex, Object.entries(crms)],
	['Closed Loop CRM Trigger', new ClosedLoopCrmTrigger().description, triggerCodex, Object.entries(crms)],
];

describe.each(nodes)('%s', (_, description, codex, registry) => {
	const names = registry.map(([name]) => name);
	const system = description.properties.find(({ name }) => name === 'system');

	it('offers the systems of the registry under their names, and says so in its subtitle and search words', () => {
		const options = (system?.options ?? []) as INodePropertyOptions[];
		expect(options.map(({ value }) => value).sort()).toEqual([...names].sort());
		for (const [name, { label }] of registry) {
			expect(options.find(({ value }) => value === name)?.name).toMatch(new RegExp(`^${label}\\b`));
			expect(description.subtitle).toContain(`${name}: "${label}"`);
			expect(codex.alias).toContain(label);
		}
		const labels = registry.map(([, { label }]) => label);
		const told = labels.filter((label) => description.description.includes(label));
		expect([[], labels]).toContainEqual(told);
	});

	it('shows fields for systems that there are, and names none where all have it', () => {
		const shownFor = everyField(description.properties).flatMap(({ name, displayOptions }) => {
			const systems = displayOptions?.show?.['system'] ?? displayOptions?.show?.['/system'];
			return systems === undefined ? [] : [{ name, systems: systems as string[] }];
		});
		const known = (one: string) => names.includes(one);
		expect(shownFor.filter(({ systems }) => !systems.every(known))).toEqual([]);
		const redundant = shownFor.filter(({ systems }) => names.length > 1 && systems.length === names.length);
		expect(redundant).toEqual([]);
	});

	it('has each sign-in of the registry in the package', () => {
		for (const { credentialType } of registry.flatMap(([, { signIns }]) => signIns)) {
			const file = `${credentialType.charAt(0).toUpperCase()}${credentialType.slice(1)}.credentials.js`;
			expect(packageJson.n8n.credentials).toContain(`dist/credentials/${file}`);
		}
	});
});

it('hides in collections, too, what a ledger does not offer', () => {
	const gaps = Object.entries(ledgers).flatMap(([name, ledger]) =>
		(ledger?.gaps ?? [])
			.filter(({ offered, what }) => !offered && what.includes(' '))
			.map(({ what }) => ({ name, what })),
	);
	expect(gaps.length).toBeGreaterThan(0);
	for (const { name, what } of gaps) {
		const [operation = '', ...field] = what.split(' ');
		const [resource = '', verb = ''] = operation.split(':');
		const inCollections = accounting.properties
			.filter(({ displayOptions }) => {
				const show = displayOptions?.show ?? {};
				return show['resource']?.includes(resource) && show['operation']?.includes(verb);
			})
			.flatMap((property) => everyField([property]).slice(1))
			.filter(({ displayName }) => displayName === field.join(' '));
		const open = inCollections.filter(
			({ displayOptions }) => displayOptions?.show?.['/system']?.includes(name) ?? true,
		);
		expect([name, what, open.map(({ displayName }) => displayName)]).toEqual([name, what, []]);
	}
});

it('knows no credential type that nothing signs in with', () => {
	const used = [...Object.values(ledgers), ...Object.values(crms)].flatMap((one) => one?.signIns ?? []);
	expect(packageJson.n8n.credentials).toHaveLength(used.length);
});

/** Fields within collections included. */
function everyField(fields: INodeProperties[]): INodeProperties[] {
	return fields.flatMap((field) => {
		if (field.type === 'collection') return [field, ...everyField((field.options ?? []) as INodeProperties[])];
		if (field.type !== 'fixedCollection') return [field];
		return [
			field,
			...((field.options ?? []) as INodePropertyCollection[]).flatMap(({ values }) => everyField(values)),
		];
	});
}
