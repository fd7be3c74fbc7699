import { join } from 'node:path';
import { choicesFor, fillIn, readTemplates, withSettings } from '../../../sandbox/host/seed.mts';
import { believableCompany } from '../../../sandbox/company/believable.mts';

const root = join(__dirname, '..', '..', '..');
const company = believableCompany();
const choices = choicesFor(company);
const templates = readTemplates(root, 'xero');
const SIGN_INS = {
	xero: 'closedLoopXeroOAuth2Api',
	quickbooks: 'closedLoopQuickBooksOAuth2Api',
	sage: 'closedLoopSageOAuth2Api',
} as const;
const all = (Object.keys(SIGN_INS) as Array<keyof typeof SIGN_INS>).flatMap((ledger) =>
	readTemplates(root, ledger).map((template) => ({ ledger, ...template })),
);

describe('what is filled in for the demo', () => {
	it.each(all)(
		'gives each of our nodes in $name for $ledger its credential and leaves the others alone',
		({ ledger, workflow }) => {
			const { nodes } = fillIn(workflow, choices);
			for (const { name, type, credentials } of nodes) {
				const types = Object.keys(credentials ?? {});
				if (type.includes('closedLoopCrm')) expect([name, types]).toEqual([name, ['closedLoopHubSpotApi']]);
				else if (type.includes('closedLoopAccounting'))
					expect([name, types]).toEqual([name, [SIGN_INS[ledger]]]);
				else expect([name, types]).toEqual([name, []]);
			}
		},
	);

	it('sets the two fields of the trigger and the organisation, and leaves preview on', () => {
		const bill = templates.find(({ name }) => name.startsWith('1-'));
		const { nodes } = fillIn(bill!.workflow, choices);
		const trigger = nodes.find(({ type }) => type.endsWith('closedLoopCrmTrigger'));
		expect(trigger?.parameters).toMatchObject({
			pipelines: ['default', 'renewals'],
			billFrom: `${choices.billFrom}T00:00:00`,
		});
		const settings = JSON.stringify(nodes.find(({ name }) => name === 'Settings')?.parameters);
		expect(settings).toContain(
			`"name":"organisation","value":${JSON.stringify(company.xero.Organisation['Name'])}`,
		);
		expect(settings).toContain('"name":"previewOnly","value":true');
	});

	it('changes a copy, never the template itself', () => {
		const [first] = templates;
		const before = JSON.stringify(first!.workflow);
		withSettings(fillIn(first!.workflow, choices), { stopIfMoreThan: 7 });
		expect(JSON.stringify(first!.workflow)).toBe(before);
	});

	it('bills every pipeline with a won stage in a company that is not one of ours', () => {
		const stage = (isClosed: string, probability: string) => ({
			id: 's',
			label: 's',
			metadata: { isClosed, probability },
		});
		const pipelines = [
			{ id: 'a', label: 'A', stages: [stage('false', '0.5'), stage('true', '1.0')] },
			{ id: 'b', label: 'B', stages: [stage('true', '0.0')] },
		];
		const other = { ...company, hubspot: { ...company.hubspot, pipelines } };
		expect(choicesFor(other).pipelines).toEqual(['a']);
	});
});
