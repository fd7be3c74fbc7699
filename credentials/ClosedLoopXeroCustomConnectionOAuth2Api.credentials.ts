import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { scopeExpression, xeroScopes } from './scopes';

/**
 * Xero by a Custom Connection: client credentials for exactly one organisation, without a person signing in and without
 * a refresh token. Xero sells it in Australia, New Zealand, the UK and the US (apis/xero.md 1).
 */
export class ClosedLoopXeroCustomConnectionOAuth2Api implements ICredentialType {
	name = 'closedLoopXeroCustomConnectionOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Closed Loop Xero Custom Connection OAuth2 API';

	icon = { light: 'file:ledger.svg', dark: 'file:ledger.dark.svg' } as const;

	documentationUrl =
		'https://github.com/n8n-nodes-closed-loop/n8n-nodes-closed-loop?tab=readme-ov-file#xero-with-a-custom-connection';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'clientCredentials',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: 'https://identity.xero.com/connect/token',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: scopeExpression(xeroScopes),
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
				'Scopes to ask for besides the usual ones, separated by spaces. Each must be ticked on the Custom Connection too.',
		},
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://api.xero.com',
			url: '/api.xro/2.0/Organisation',
			headers: { Accept: 'application/json' },
		},
	};
}
