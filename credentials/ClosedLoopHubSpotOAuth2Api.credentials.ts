import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { hubSpotScopes, scopeExpression } from './scopes';

/** HubSpot by OAuth2, for an app of the company's own (apis/hubspot.md 1.2). EU accounts are redirected by HubSpot. */
export class ClosedLoopHubSpotOAuth2Api implements ICredentialType {
	name = 'closedLoopHubSpotOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Closed Loop HubSpot OAuth2 API';

	icon = { light: 'file:crm.svg', dark: 'file:crm.dark.svg' } as const;

	documentationUrl =
		'https://github.com/n8n-nodes-closed-loop/n8n-nodes-closed-loop?tab=readme-ov-file#hubspot-with-oauth2';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: 'https://app.hubspot.com/oauth/authorize',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: 'https://api.hubapi.com/oauth/2026-03/token',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: scopeExpression(hubSpotScopes),
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			// HubSpot wants client ID and secret in the body.
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		{
			displayName: 'Extra Scopes',
			name: 'extraScopes',
			type: 'string',
			default: '',
			placeholder: 'e.g. crm.dealsplits.read_write',
			description:
				'Scopes to ask for besides the usual ones, separated by spaces. Only where your HubSpot plan and your app have them.',
		},
	];

	test: ICredentialTestRequest = {
		request: { baseURL: 'https://api.hubapi.com', url: '/account-info/2026-09/details' },
	};
}
