import { ClosedLoopSageOAuth2Api } from '../../../credentials/ClosedLoopSageOAuth2Api.credentials';

const sage = new ClosedLoopSageOAuth2Api();
const value = (name: string) => sage.properties.find((property) => property.name === name)?.default;

/** Evaluates an expression as n8n does, with the credential's own fields as `$self`. */
function evaluated(expression: unknown, self: Record<string, unknown>): string {
	return new Function('$self', `return ${String(expression).slice(3, -2)}`)(self) as string;
}

describe('Sage (apis/sage.md 1)', () => {
	it('keeps its name', () => expect(sage.name).toBe('closedLoopSageOAuth2Api'));

	it('signs a person in where Sage wants it, with full access and client ID and secret in the body', () => {
		expect(value('grantType')).toBe('authorizationCode');
		expect(value('authUrl')).toBe('https://www.sageone.com/oauth2/auth/central');
		expect(value('accessTokenUrl')).toBe('https://oauth.accounting.sage.com/token');
		expect(value('scope')).toBe('full_access');
		expect(value('authentication')).toBe('body');
	});

	it('asks for the API of v3.1, and names a country only where one is chosen', () => {
		expect(evaluated(value('authQueryParameters'), {})).toBe('filter=apiv3.1');
		expect(evaluated(value('authQueryParameters'), { country: '' })).toBe('filter=apiv3.1');
		expect(evaluated(value('authQueryParameters'), { country: 'gb' })).toBe('filter=apiv3.1&country=gb');
	});

	it('has its icons, its documentation and a test that every sign-in passes', () => {
		expect(sage.icon.light).not.toBe(sage.icon.dark);
		expect(sage.documentationUrl).toMatch(/#sage-with-oauth2$/);
		expect(sage.test.request).toEqual({ baseURL: 'https://api.accounting.sage.com', url: '/v3.1/businesses' });
	});
});
