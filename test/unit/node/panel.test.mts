import type { INodeTypeDescription } from 'n8n-workflow';
import { ClosedLoopAccounting } from '../../../nodes/ClosedLoopAccounting/ClosedLoopAccounting.node';
import { organisationLabel } from '../../../nodes/ClosedLoopAccounting/descriptions/common';
import { ClosedLoopAccountingTrigger } from '../../../nodes/ClosedLoopAccountingTrigger/ClosedLoopAccountingTrigger.node';
import { ClosedLoopCrm } from '../../../nodes/ClosedLoopCrm/ClosedLoopCrm.node';
import { ClosedLoopCrmTrigger } from '../../../nodes/ClosedLoopCrmTrigger/ClosedLoopCrmTrigger.node';

/**
 * The fields that n8n's panel leaves out since it shows the choice of a credential in their place: *Authentication*, and whatever a
 * field that a credential depends on names in its own `displayOptions.show` (seen in the editor of n8n 2.41).
 */
function leftOut({ credentials, properties }: INodeTypeDescription): string[] {
	const named = new Set((credentials ?? []).flatMap(({ displayOptions }) => Object.keys(displayOptions?.show ?? {})));
	const signIn = properties.filter(({ name }) => named.has(name));
	return ['authentication', ...signIn.flatMap(({ displayOptions }) => Object.keys(displayOptions?.show ?? {}))];
}

it.each([
	new ClosedLoopAccounting(),
	new ClosedLoopCrm(),
	new ClosedLoopCrmTrigger(),
	new ClosedLoopAccountingTrigger(),
])('the panel of $description.displayName lets a person choose the system', ({ description }) => {
	expect(description.properties.map(({ name }) => name)).toContain('system');
	expect(leftOut(description)).toEqual(['authentication']);
});

it.each([
	['xero', 'Organisation'],
	['quickbooks', 'Company'],
	['sage', 'Business'],
])('calls the books of %s %s, in the panel and in errors', (system, label) => {
	const { properties } = new ClosedLoopAccounting().description;
	const shown = properties.filter(
		({ name, displayOptions }) => name === 'organisation' && displayOptions?.show?.['system']?.includes(system),
	);
	expect(shown.map(({ displayName }) => displayName)).toEqual([`${label} Name or ID`]);
	expect(organisationLabel(system)).toBe(label);
});
