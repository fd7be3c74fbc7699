import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { scopeExpression, xeroScopes } from './scopes';

/**
 * Xero by OAuth2 (apis/xero.md 1). One consent may reach several organisations; which one is used is chosen on the
 * node.
 */
export class ClosedLoopXeroOAuth2Api implements ICredentialType {
	name = 'closedLoopXeroOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Closed Loop Xero OAuth2 API';

	icon = { light: 'file:ledger.svg', dark: 'file:ledger.dark.svg' } as const;

	documentationUrl =
		'https://github.com/n8n-nodes-closed-loop/n8n-nodes-closed-loop?tab=readme-ov-file#xero-with-oauth2';

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
			default: 'https://login.xero.com/identity/connect/authorize',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: 'https://identity.xero.com/connect/token',
		},
		{
			// Xero issues a refresh token only for offline_access.
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: scopeExpression(['offline_access', ...xeroScopes]),
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'header',
		},
		{
			displayName: 'Extra Scopes',
			name: 'extraScopes',
			type: 'string',
			default: '',
			placeholder: 'e.g. accounting.journals.read',
			description:
				'Scopes to ask for besides the usual ones, separated by spaces. Only where your Xero app is allowed to.',
		},
	];

	test: ICredentialTestRequest = {
		request: { baseURL: 'https://api.xero.com', url: '/connections' },
	};
}
