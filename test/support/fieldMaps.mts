import type { Call, SystemName } from '../../sandbox/core/types.mts';
import { Checker } from './fieldMaps/checker.mts';
import { ENDPOINTS_WITHOUT_MODEL, EXEMPT_FIELDS } from './fieldMaps/exemptions.mts';
import { hubspotModels, hubspotRoute } from './fieldMaps/hubspot.mts';
import type { Route } from './fieldMaps/route.mts';
import { xeroModels, xeroRoute } from './fieldMaps/xero.mts';

/** QuickBooks refuses unknown properties itself (error 2010), and Sage has no client of its own. */
const systems: Partial<Record<SystemName, { checker: Checker; route: typeof xeroRoute }>> = {
	hubspot: { checker: new Checker(hubspotModels, EXEMPT_FIELDS.hubspot), route: hubspotRoute },
	xero: { checker: new Checker(xeroModels, EXEMPT_FIELDS.xero), route: xeroRoute },
};

/**
 * Checks the JSON bodies of a call, asked and answered, against the field maps (`attributeTypeMap`) of the models in
 * `@hubspot/api-client` and `xero-node`: a field they do not know or of another type is a finding, and so is a body at an
 * endpoint for which no model is named. What is exempt stands in fieldMaps/exemptions.mts.
 * @returns findings in words, each with the method and path of the call; none when all is well
 */
export function checkCall(call: Call): string[] {
	const [path = ''] = call.path.split('?');
	if (ENDPOINTS_WITHOUT_MODEL.some(({ system, path: pattern }) => system === call.system && pattern.test(path)))
		return [];
	const models = systems[call.system];
	if (!models) return [];
	const { checker, route: routeOf } = models;
	const asked = jsonOf(call.requestBody);
	const answered = call.fault === 'malformed' ? undefined : jsonOf(call.responseBody);
	if (asked === undefined && answered === undefined) return [];

	const route: Route | undefined = routeOf(call.method, path, call.status);
	const findings: string[] = [];
	const check = (side: string, body: unknown, model: string | undefined): void => {
		if (body === undefined) return;
		if (model === undefined) findings.push(`${side}: no model is named for a body here`);
		else findings.push(...checker.check(body, model).map((finding) => `${side}: ${finding}`));
	};
	check('asked', asked, route && isAlone(asked, route) ? route.askedAlone : route?.asked);
	check('answered', answered, route?.answered);
	return findings.map((finding) => `${call.method} ${call.host}${path} ${call.status} ${finding}`);
}

/** True for `{"Amount":1}` where `{"Payments":[{"Amount":1}]}` is the whole form. */
function isAlone(body: unknown, { asked, askedAlone }: Route): boolean {
	return askedAlone !== undefined && typeof body === 'object' && body !== null && !(String(asked) in body);
}

/** Parsed JSON; undefined for bodies that are none: forms, texts, nothing. A bare text is no body of either API. */
function jsonOf(body: string): unknown {
	const first = body.trimStart().charAt(0);
	if (first !== '{' && first !== '[') return undefined;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return undefined;
	}
}
