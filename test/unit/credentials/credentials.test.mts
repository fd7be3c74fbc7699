import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialType } from 'n8n-workflow';
import { ClosedLoopHubSpotApi } from '../../../credentials/ClosedLoopHubSpotApi.credentials';
import { ClosedLoopHubSpotOAuth2Api } from '../../../credentials/ClosedLoopHubSpotOAuth2Api.credentials';
import { ClosedLoopQuickBooksOAuth2Api } from '../../../credentials/ClosedLoopQuickBooksOAuth2Api.credentials';
import { ClosedLoopXeroCustomConnectionOAuth2Api } from '../../../credentials/ClosedLoopXeroCustomConnectionOAuth2Api.credentials';
import { ClosedLoopXeroOAuth2Api } from '../../../credentials/ClosedLoopXeroOAuth2Api.credentials';
import { API_VERSION } from '../../../nodes/shared/systems/hubspot/api';
import { HOSTS, MINOR_VERSION } from '../../../nodes/shared/systems/quickbooks/profile';

const folder = join(__dirname, '../../../credentials');
const token = new ClosedLoopHubSpotApi();
const hubSpot = new ClosedLoopHubSpotOAuth2Api();
const xero = new ClosedLoopXeroOAuth2Api();
const custom = new ClosedLoopXeroCustomConnectionOAuth2Api();
const quickBooks = new ClosedLoopQuickBooksOAuth2Api();
const all: ICredentialType[] = [token, hubSpot, xero, custom, quickBooks];

function value(credential: ICredentialType, name: string): unknown {
	return credential.properties.find((property) => property.name === name)?.default;
}

/** Evaluates the scope expression as n8n does, with the credential's own fields as `$self`. */
function scopes(credential: ICredentialType, extraScopes?: string): string {
	const expression = String(value(credential, 'scope'));
	expect(expression).toMatch(/^=\{\{.*\}\}$/);
	return new Function('$self', `return ${expression.slice(3, -2)}`)({ extraScopes }) as string;
}

describe('every sign-in', () => {
	// Workflows and templates refer to these names: they are for ever.
	it('keeps its name', () => {
		expect(all.map(({ name }) => name)).toEqual([
			'closedLoopHubSpotApi',
			'closedLoopHubSpotOAuth2Api',
			'closedLoopXeroOAuth2Api',
			'closedLoopXeroCustomConnectionOAuth2Api',
			'closedLoopQuickBooksOAuth2Api',
		]);
	});

	it.each(all)('$name has a light and a dark icon, documentation and a test', ({ icon, documentationUrl, test }) => {
		const { light, dark } = icon as { light: string; dark: string };
		expect(light).not.toBe(dark);
		for (const file of [light, dark]) expect(existsSync(join(folder, file.replace('file:', '')))).toBe(true);
		expect(documentationUrl).toMatch(/^https:\/\/github\.com\/n8n-nodes-closed-loop\/\S+#[a-z0-9-]+$/);
		expect(test?.request.url).toMatch(/^=?\//);
	});
});

describe('HubSpot', () => {
	it('sends the token as a bearer, without the white space of a paste', () => {
		const header = String(token.authenticate.properties.headers?.Authorization);
		expect(header).toBe('=Bearer {{ $credentials.token.trim() }}');
		expect(token.properties).toMatchObject([{ name: 'token', required: true, typeOptions: { password: true } }]);
	});

	it.each([token, hubSpot])('$name is tested by the account details, in the version the nodes use', ({ test }) => {
		expect(test.request).toEqual({
			baseURL: 'https://api.hubapi.com',
			url: `/account-info/${API_VERSION}/details`,
		});
	});

	it('signs in where HubSpot wants it, with client ID and secret in the body', () => {
		expect(value(hubSpot, 'grantType')).toBe('authorizationCode');
		expect(value(hubSpot, 'authUrl')).toBe('https://app.hubspot.com/oauth/authorize');
		expect(value(hubSpot, 'accessTokenUrl')).toBe('https://api.hubapi.com/oauth/2026-03/token');
		expect(value(hubSpot, 'authentication')).toBe('body');
	});

	it('asks for everything the planned operations need, and no more', () => {
		expect(scopes(hubSpot).split(' ')).toEqual([
			'oauth',
			...['companies', 'contacts', 'deals'].flatMap((name) => [
				`crm.objects.${name}.read`,
				`crm.objects.${name}.write`,
			]),
			'crm.objects.line_items.read',
			'crm.objects.owners.read',
			'crm.objects.products.read',
			'crm.objects.products.write',
			'crm.objects.quotes.read',
			...['companies', 'contacts', 'deals'].flatMap((name) => [
				`crm.schemas.${name}.read`,
				`crm.schemas.${name}.write`,
			]),
			'settings.currencies.read',
			'tax_rates.read',
		]);
	});
});

describe('Xero', () => {
	const granular = [
		'accounting.attachments',
		'accounting.contacts',
		'accounting.invoices',
		'accounting.manualjournals.read',
		'accounting.payments',
		'accounting.reports.aged.read',
		'accounting.settings',
	];

	it('signs a person in, and may refresh', () => {
		expect(value(xero, 'grantType')).toBe('authorizationCode');
		expect(value(xero, 'authUrl')).toBe('https://login.xero.com/identity/connect/authorize');
		expect(value(xero, 'accessTokenUrl')).toBe('https://identity.xero.com/connect/token');
		expect(scopes(xero).split(' ')).toEqual(['offline_access', ...granular]);
	});

	it('signs a Custom Connection in by client credentials, which know no refresh token', () => {
		expect(value(custom, 'grantType')).toBe('clientCredentials');
		expect(value(custom, 'accessTokenUrl')).toBe('https://identity.xero.com/connect/token');
		expect(scopes(custom).split(' ')).toEqual(granular);
	});

	// Apps made since 2 March 2026 are refused these (apis/xero.md 1.1).
	it.each([xero, custom])('$name asks for no broad scope', (credential) => {
		expect(scopes(credential)).not.toMatch(/accounting\.(transactions|reports\.read|journals)/);
	});

	it.each([xero, custom])('$name identifies itself by Basic authentication', (credential) => {
		expect(value(credential, 'authentication')).toBe('header');
	});
});

describe('Extra Scopes', () => {
	const extra = 'crm.dealsplits.read_write';

	it.each([hubSpot, xero, custom])('of $name are empty, and added when given', (credential) => {
		expect(value(credential, 'extraScopes')).toBe('');
		expect(scopes(credential, '')).toBe(scopes(credential, undefined));
		expect(scopes(credential, '')).not.toMatch(/\s$/);
		expect(scopes(credential, ` ${extra} `).split(/\s+/)).toEqual([...scopes(credential).split(' '), extra]);
	});
});

describe('QuickBooks', () => {
	it('signs in where Intuit wants it, with client ID and secret in a header, for the one scope', () => {
		expect(value(quickBooks, 'grantType')).toBe('authorizationCode');
		expect(value(quickBooks, 'authUrl')).toBe('https://appcenter.intuit.com/connect/oauth2');
		expect(value(quickBooks, 'accessTokenUrl')).toBe('https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer');
		expect(value(quickBooks, 'authentication')).toBe('header');
		expect(scopes(quickBooks)).toBe('com.intuit.quickbooks.accounting');
	});

	it.each(['production', 'sandbox'] as const)('is tested by its own company on the %s host', (environment) => {
		const credentials = { environment, oauthTokenData: { callbackQueryString: { realmId: '4620816365' } } };
		const evaluated = (expression: unknown) =>
			String(expression)
				.replace(/^=/, '')
				.replace(
					/\{\{(.*?)\}\}/g,
					(_, code: string) => new Function('$credentials', `return ${code}`)(credentials) as string,
				);
		const { baseURL, url, qs } = quickBooks.test.request;
		expect(evaluated(baseURL)).toBe(HOSTS[environment]);
		expect(evaluated(url)).toBe('/v3/company/4620816365/companyinfo/4620816365');
		expect(qs).toEqual({ minorversion: MINOR_VERSION });
	});

	it('offers production first', () => {
		expect(value(quickBooks, 'environment')).toBe('production');
	});
});
