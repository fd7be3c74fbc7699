import type { HttpResponse } from '../../transport/http';
import type { ErrorRule, RateLimit, SystemProfile } from '../../transport/profile';
import { API_BASE } from './api';
import { words } from './words';

/**
 * Limits (apis/hubspot.md 2). The smallest plan's pace is kept once HubSpot says that little is left; search has a
 * limit of its own, of the whole account, and tells nothing, so a place is left to others.
 */
const limits: RateLimit[] = [
	{
		bucket: 'every',
		max: 100,
		windowMs: 10_000,
		remainingHeader: 'x-hubspot-ratelimit-remaining',
		reserve: 10,
	},
	{ bucket: 'search', max: 4, windowMs: 1_000, reserve: 0 },
];

/** What HubSpot's refusals mean for a bookkeeper (apis/hubspot.md 6). */
const errors: ErrorRule[] = [
	{
		status: [403],
		words: /scope/i,
		problem: {
			code: 'missing_scope',
			message: 'The HubSpot credential lacks a scope for {doing}',
			todo: 'Add the scopes that HubSpot names to the service key or app, then connect the credential again',
			scope: 'run',
		},
	},
	{
		status: [400, 404],
		words: /closed_loop_\w+.*(does not exist|doesn't exist|PROPERTY_DOESNT_EXIST)|(does not exist|doesn't exist|PROPERTY_DOESNT_EXIST|invalid propert).*closed_loop_/is,
		problem: {
			code: 'fields_missing',
			message: 'HubSpot lacks a field of ours, met while {doing}',
			todo: 'Run Setup: Create Fields once, then run this again',
			scope: 'run',
		},
	},
	{
		status: [400],
		words: /MISSING_(CONDITIONAL_)?REQUIRED_PROPERTY/i,
		problem: {
			code: 'validation_rule',
			message: 'A validation rule of this HubSpot account refused {doing}: {words}',
			todo: 'Fill in what the rule asks for on the record, or exempt our fields from the rule; then run this item again',
			scope: 'item',
		},
	},
	{
		status: [423],
		problem: {
			code: 'locked',
			message: 'HubSpot is changing these records in bulk, so {doing} had to stop',
			todo: 'Run this item again in a few minutes',
			scope: 'item',
		},
	},
	{
		status: [477],
		problem: {
			code: 'migrating',
			message: 'HubSpot is moving this account to another data centre, so {doing} had to stop',
			todo: 'Run it again tomorrow; such a move takes up to 24 hours',
			scope: 'run',
		},
	},
];

/** The day's allowance is the account's and resets at its midnight; the other limits pass within seconds. */
function limitHit(response: HttpResponse): { waitMs: number } | { exhaustedUntil: string | null } {
	const body = (typeof response.body === 'object' && response.body !== null ? response.body : {}) as {
		policyName?: string;
		message?: string;
	};
	const message = body.message ?? '';
	if (body.policyName === 'DAILY' || /daily limit/i.test(message)) return { exhaustedUntil: null };
	const told = Number(response.headers['retry-after'] ?? Number.NaN);
	if (Number.isFinite(told)) return { waitMs: told * 1_000 };
	const ofASecond = body.policyName === 'SECONDLY' || /\bsecondly limit/i.test(message);
	return { waitMs: ofASecond ? 1_000 : 10_000 };
}

export const profile: SystemProfile = {
	system: 'hubspot',
	label: 'HubSpot',
	base: API_BASE,
	limits,
	concurrency: 4,
	errors,
	words,
	limitHit,
	keyWindowMs: 0,
	timeoutMs: 60_000,
};
