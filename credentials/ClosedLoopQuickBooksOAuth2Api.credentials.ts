import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { quickBooksScopes, scopeExpression } from './scopes';

/**
 * QuickBooks Online by OAuth2 (apis/quickbooks.md 2). One consent reaches one company, which is chosen at sign-in: n8n keeps its
 * id as Intuit's redirect names it.
 */
export class ClosedLoopQuickBooksOAuth2Api implements ICredentialType {
	name = 'closedLoopQuickBooksOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Closed Loop QuickBooks OAuth2 API';

	icon = { light: 'file:ledger.svg', dark: 'file:ledger.dark.svg' } as const;

	documentationUrl =
		'https://github.com/n8n-nodes-closed-loop/n8n-nodes-closed-loop?tab=readme-ov-file#quickbooks-with-oauth2';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{
					name: 'Production',
					value: 'production',
					description: 'A real company; needs the production keys of your Intuit app',
				},
				{
					name: 'Sandbox',
					value: 'sandbox',
					description: "A test company from Intuit's developer portal; needs the development keys",
				},
			],
			default: 'production',
			description: 'Keys of one environment do not reach companies of the other',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: 'https://appcenter.intuit.com/connect/oauth2',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: scopeExpression(quickBooksScopes),
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
			placeholder: 'e.g. com.intuit.quickbooks.payment',
			description:
				'Scopes to ask for besides the usual one, separated by spaces. Only where your Intuit app is allowed to.',
		},
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ $credentials.environment === "sandbox" ? "https://sandbox-quickbooks.api.intuit.com" : "https://quickbooks.api.intuit.com" }}',
			url: '=/v3/company/{{ $credentials.oauthTokenData.callbackQueryString.realmId }}/companyinfo/{{ $credentials.oauthTokenData.callbackQueryString.realmId }}',
			qs: { minorversion: 75 },
		},
	};
}
