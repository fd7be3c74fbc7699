/** What an importer does by hand, done for the demo and the e2e run: credentials, and the templates filled in. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BILLED_PIPELINES, billFrom } from '../company/believable.mts';
import type { CompanyFile } from '../core/types.mts';
import { defaultToken } from '../hubspot/auth.mts';
import { DEMO_APP, DEMO_TOKENS } from '../xero/tokens.mts';
import type { CredentialImport } from './n8n.mts';
import type { Workflow } from './rest.mts';

/** Ids are fixed, so that importing again replaces and workflows keep pointing at them. */
const HUBSPOT = { id: 'closedLoopHubSpt', name: 'HubSpot (sandbox)', type: 'closedLoopHubSpotApi' };
const XERO = { id: 'closedLoopXeroOA', name: 'Xero (sandbox)', type: 'closedLoopXeroOAuth2Api' };

/** Which credential each of our node types takes in the templates. */
const CREDENTIAL_OF: Record<string, { id: string; name: string; type: string }> = {
	'n8n-nodes-closed-loop.closedLoopCrm': HUBSPOT,
	'n8n-nodes-closed-loop.closedLoopCrmTrigger': HUBSPOT,
	'n8n-nodes-closed-loop.closedLoopAccounting': XERO,
};

export interface Access {
	/** A token of the HubSpot account. */
	hubSpotToken: string;
	xero: { clientId: string; clientSecret: string; accessToken: string; refreshToken: string };
}

/** The sign-ins that the simulated systems know from the start. */
export function accessTo({ hubspot }: CompanyFile): Access {
	return {
		hubSpotToken: hubspot.token ?? defaultToken(hubspot.account.portalId),
		xero: { clientId: DEMO_APP.clientId, clientSecret: DEMO_APP.clientSecret, ...DEMO_TOKENS },
	};
}

/** The two sign-ins, ready to import: no consent screen has to be clicked. */
export function credentials({ hubSpotToken, xero }: Access): CredentialImport[] {
	return [
		{ ...HUBSPOT, data: { token: hubSpotToken } },
		{
			...XERO,
			data: {
				clientId: xero.clientId,
				clientSecret: xero.clientSecret,
				oauthTokenData: {
					access_token: xero.accessToken,
					refresh_token: xero.refreshToken,
					token_type: 'Bearer',
					expires_in: 1800,
				},
			},
		},
	];
}

export interface Template {
	/** File name without `.json`, e.g. `02-set-up-the-crm`. */
	name: string;
	workflow: Workflow;
}

/** The templates of the checkout at `root`, in the order of their numbers. */
export function readTemplates(root: string): Template[] {
	const folder = join(root, 'workflows');
	return readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => ({
			name: basename(file, '.json'),
			workflow: JSON.parse(readFileSync(join(folder, file), 'utf8')) as Workflow,
		}));
}

export interface Choices {
	/** Pipeline ids whose won deals are billed. */
	pipelines: string[];
	/** `YYYY-MM-DD`: nothing won before is billed. */
	billFrom: string;
	/** The organisation whose books are written. */
	organisation: { id: string; name: string };
}

/** Fills in what a template leaves to its importer: credentials by node type, pipelines, Bill From and the organisation. */
export function fillIn(workflow: Workflow, { pipelines, billFrom, organisation }: Choices): Workflow {
	const nodes = workflow.nodes.map((node) => {
		const parameters = { ...node.parameters };
		if (Array.isArray(parameters['pipelines'])) parameters['pipelines'] = pipelines;
		// The date field of n8n's panel shows only what has a time.
		if (parameters['billFrom'] === '') parameters['billFrom'] = `${billFrom}T00:00:00`;
		const credential = CREDENTIAL_OF[node.type];
		if (!credential) return { ...node, parameters };
		const { id, name, type } = credential;
		return { ...node, parameters, credentials: { [type]: { id, name } } };
	});
	return withSettings({ ...workflow, nodes }, { organisation: organisation.name, billFrom });
}

/** Sets fields of the step *Settings* in a copy of the workflow; fields that the step does not have are left out. */
export function withSettings(workflow: Workflow, values: Record<string, unknown>): Workflow {
	interface Assignment {
		name: string;
		value: unknown;
	}
	const copy = structuredClone(workflow);
	const settings = copy.nodes.find(({ name }) => name === 'Settings');
	const { assignments = [] } = (settings?.parameters['assignments'] ?? {}) as { assignments?: Assignment[] };
	for (const assignment of assignments) {
		if (assignment.name in values) assignment.value = values[assignment.name];
	}
	return copy;
}

/**
 * The choices a person would make for a company file: its own books, deals won in the last two months, and the pipelines
 * that our own companies bill; in any other company every pipeline that has a won stage.
 */
export function choicesFor(company: CompanyFile): Choices {
	const sells = company.hubspot.pipelines.filter(({ stages }) => stages.some(isWon)).map(({ id }) => id);
	const ours = sells.filter((id) => BILLED_PIPELINES.includes(id));
	return {
		pipelines: ours.length > 0 ? ours : sells,
		billFrom: billFrom(),
		organisation: {
			id: String(company.xero.Organisation['OrganisationID']),
			name: String(company.xero.Organisation['Name']),
		},
	};
}

function isWon({ metadata }: { metadata: { isClosed: string; probability: string } }): boolean {
	return metadata.isClosed === 'true' && Number(metadata.probability) === 1;
}
