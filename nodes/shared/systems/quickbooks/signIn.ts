import type { SignInFacts } from '../system';

/**
 * Reads a credential's data. n8n keeps what Intuit's redirect carried; the company's id stands nowhere else
 * (apis/quickbooks.md 2).
 */
export function signInFacts(credential: Record<string, unknown>): SignInFacts {
	const tokens = credential['oauthTokenData'] as { callbackQueryString?: { realmId?: unknown } } | undefined;
	const realm = tokens?.callbackQueryString?.realmId;
	return {
		organisationId: realm === undefined || realm === null || realm === '' ? null : String(realm),
		environment: credential['environment'] === 'sandbox' ? 'sandbox' : 'production',
	};
}
