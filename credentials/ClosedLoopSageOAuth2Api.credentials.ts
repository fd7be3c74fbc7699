import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * Sage Accounting by OAuth2 (apis/sage.md 1). One consent reaches every business that the user may enter; which one is used is
 * chosen on the node.
 */
export class ClosedLoopSageOAuth2Api implements ICredentialType {
	name = 'closedLoopSageOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Closed Loop Sage OAuth2 API';

	icon = { light: 'file:ledger.svg', dark: 'file:ledger.dark.svg' } as const;

	documentationUrl =
		'https://github.com/n8n-nodes-closed-loop/n8n-nodes-closed-loop?tab=readme-ov-file#sage-with-oauth2';

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
			default: 'https://www.sageone.com/oauth2/auth/central',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: 'https://oauth.accounting.sage.com/token',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: 'full_access',
		},
		{
			// With a country Sage skips its own question, and refuses a business of another one.
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '={{ "filter=apiv3.1" + ($self["country"] ? "&country=" + $self["country"] : "") }}',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		{
			displayName: 'Country',
			name: 'country',
			type: 'options',
			default: '',
			options: [
				{ name: 'Asked by Sage', value: '' },
				{ name: 'Canada', value: 'ca' },
				{ name: 'France', value: 'fr' },
				{ name: 'Germany', value: 'de' },
				{ name: 'Ireland', value: 'ie' },
				{ name: 'Spain', value: 'es' },
				{ name: 'United Kingdom', value: 'gb' },
				{ name: 'United States', value: 'us' },
			],
			description:
				'Country of the business; Sage asks for it when the credential is connected, unless it is set here',
		},
		{
			displayName: 'Calls per Minute',
			name: 'callsPerMinute',
			type: 'number',
			typeOptions: { minValue: 10 },
			default: 90,
			description:
				'How many calls a minute each business is asked. Sage tells its limit nowhere; 100 is the lowest that is reported.',
		},
	];

	test: ICredentialTestRequest = {
		request: { baseURL: 'https://api.accounting.sage.com', url: '/v3.1/businesses' },
	};
}
