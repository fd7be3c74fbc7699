import type { IAuthenticateGeneric, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * HubSpot by a fixed token: a service key, a project app with static auth, or an older private app. All three are sent
 * the same way (apis/hubspot.md 1.1).
 */
export class ClosedLoopHubSpotApi implements ICredentialType {
	name = 'closedLoopHubSpotApi';

	displayName = 'Closed Loop HubSpot API';

	icon = { light: 'file:crm.svg', dark: 'file:crm.dark.svg' } as const;

	documentationUrl =
		'https://github.com/n8n-nodes-closed-loop/n8n-nodes-closed-loop?tab=readme-ov-file#hubspot-with-a-token';

	properties: INodeProperties[] = [
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. pat-eu1-...',
			description:
				'A service key from HubSpot: Settings, Integrations, Service Keys. The access token of a private app works too.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				// A pasted token often brings a line break along, which no header may hold.
				Authorization: '=Bearer {{ $credentials.token.trim() }}',
			},
		},
	};

	test: ICredentialTestRequest = {
		request: { baseURL: 'https://api.hubapi.com', url: '/account-info/2026-09/details' },
	};
}
