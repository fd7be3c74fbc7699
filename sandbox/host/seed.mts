/** What an importer does by hand, done for the demo and the e2e run: credentials, and the templates filled in. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BILLED_PIPELINES, billFrom } from '../company/believable.mts';
import { ledgerOf, organisationIn } from '../company/books.mts';
import type { CompanyFile, LedgerName } from '../core/types.mts';
import { defaultToken } from '../hubspot/auth.mts';
import * as quickbooks from '../quickbooks/quickbooks.mts';
import * as sage from '../sage/sage.mts';
import * as xero from '../xero/xero.mts';
import type { CredentialImport } from './n8n.mts';
import type { Workflow } from './rest.mts';

/** Ids are fixed, so that importing again replaces and workflows keep pointing at them. */
const HUBSPOT = { id: 'closedLoopHubSpt', name: 'HubSpot (sandbox)', type: 'closedLoopHubSpotApi' };
const LEDGERS: Record<LedgerName, { id: string; name: string; type: string }> = {
	xero: { id: 'closedLoopXeroOA', name: 'Xero (sandbox)', type: 'closedLoopXeroOAuth2Api' },
	quickbooks: { id: 'closedLoopQuickB', name: 'QuickBooks (sandbox)', type: 'closedLoopQuickBooksOAuth2Api' },
	sage: { id: 'closedLoopSageOA', name: 'Sage (sandbox)', type: 'closedLoopSageOAuth2Api' },
};

/** The credential that a node of ours takes, by its type and the system it is set to; none for other nodes. */
function credentialOf({ type, parameters }: Workflow['nodes'][number]): typeof HUBSPOT | undefined {
	if (type === 'n8n-nodes-closed-loop.closedLoopAccounting') return LEDGERS[parameters['system'] as LedgerName];
	return type.startsWith('n8n-nodes-closed-loop.') ? HUBSPOT : undefined;
}

export interface Access {
	/** A token of the HubSpot account. */
	hubSpotToken: string;
	ledger: {
		name: LedgerName;
		clientId: string;
		clientSecret: string;
		accessToken: string;
		refreshToken: string;
		/** Id of the organisation; QuickBooks tells it only once, when the sign-in is given. */
		organisationId: string;
	};
}

/** The sign-ins that the simulated systems know from the start. */
export function accessTo(company: CompanyFile): Access {
	const { hubspot } = company;
	const name = ledgerOf(company);
	const { clientId, clientSecret } = SIGN_INS[name].app;
	return {
		hubSpotToken: hubspot.token ?? defaultToken(hubspot.account.portalId),
		ledger: { name, clientId, clientSecret, ...SIGN_INS[name].tokens, organisationId: organisationIn(company).id },
	};
}

const SIGN_INS: Record<
	LedgerName,
	{
		app: { clientId: string; clientSecret: string };
		tokens: { accessToken: string; refreshToken: string };
		/** Seconds that an access token lives. */
		expiresIn: number;
	}
> = {
	xero: { app: xero.DEMO_APP, tokens: xero.DEMO_TOKENS, expiresIn: 1800 },
	quickbooks: { app: quickbooks.DEMO_APP, tokens: quickbooks.DEMO_TOKENS, expiresIn: 3600 },
	sage: { app: sage.DEMO_APP, tokens: sage.DEMO_TOKENS, expiresIn: 300 },
};

/** The two sign-ins, ready to import: no consent screen has to be clicked. */
export function credentials({ hubSpotToken, ledger }: Access): CredentialImport[] {
	return [
		{ ...HUBSPOT, data: { token: hubSpotToken } },
		{
			...LEDGERS[ledger.name],
			data: {
				clientId: ledger.clientId,
				clientSecret: ledger.clientSecret,
				// The demo's limits are ten times the real ones, so Sage may be asked that much more often too.
				...(ledger.name === 'sage' && { callsPerMinute: 900 }),
				oauthTokenData: {
					access_token: ledger.accessToken,
					refresh_token: ledger.refreshToken,
					token_type: 'Bearer',
					expires_in: SIGN_INS[ledger.name].expiresIn,
					...(ledger.name === 'quickbooks' && { callbackQueryString: { realmId: ledger.organisationId } }),
				},
			},
		},
	];
}

export interface Template {
	/** What it does, as in the file's name after the pair: `1-bill-won-deals`. */
	name: string;
	workflow: Workflow;
}

/** The templates of the checkout at `root` for HubSpot and this ledger, in the order of their numbers. */
export function readTemplates(root: string, ledger: LedgerName): Template[] {
	const folder = join(root, 'workflows');
	const pair = `hubspot-${ledger}-`;
	return readdirSync(folder)
		.filter((file) => file.startsWith(pair) && file.endsWith('.json'))
		.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
		.map((file) => ({
			name: basename(file, '.json').slice(pair.length),
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
		const credential = credentialOf(node);
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
		organisation: organisationIn(company),
	};
}

function isWon({ metadata }: { metadata: { isClosed: string; probability: string } }): boolean {
	return metadata.isClosed === 'true' && Number(metadata.probability) === 1;
}
