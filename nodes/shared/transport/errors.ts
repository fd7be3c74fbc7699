import type { Problem } from '../model/result';
import type { HttpResponse } from './http';
import type { ErrorRule, SystemProfile } from './profile';

/** What an HTTP status means on any system, after the system's own table had its say. */
const COMMON_RULES: ErrorRule[] = [
	{
		status: [401],
		problem: {
			code: 'sign_in',
			message: '{label} did not accept the sign-in while {doing}',
			todo: 'Open the credential and connect it again',
			scope: 'run',
		},
	},
	{
		status: [403],
		problem: {
			code: 'forbidden',
			message: '{label} does not allow {doing} with this credential',
			todo: 'Check the scopes of the credential and the permissions of the user who connected it',
			scope: 'run',
		},
	},
	{
		status: [404],
		problem: {
			code: 'not_found',
			message: '{label} found nothing at the address asked for while {doing}',
			todo: 'Check that the record still exists and belongs to the chosen account',
			scope: 'item',
		},
	},
	{
		status: [400, 409, 422],
		problem: {
			code: 'refused',
			message: '{label} refused {doing}: {words}',
			todo: 'Correct what {label} names, then run this item again',
			scope: 'item',
		},
	},
	{
		status: [500, 501, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526],
		problem: {
			code: 'server_error',
			message: '{label} could not answer while {doing}',
			todo: 'Run it again in a few minutes; what was done already is recognised',
			scope: 'item',
		},
	},
];

const UNKNOWN: ErrorRule['problem'] = {
	code: 'unexpected',
	message: '{label} gave an answer that is not understood while {doing}: {words}',
	todo: 'Run it again; if it stays so, report it with these words',
	scope: 'item',
};

/** The problem of an answer that is not a success, in the system's words and ours. */
export function translate(profile: SystemProfile, response: HttpResponse, doing: string): Problem {
	const words = profile.words(response);
	const headers = Object.entries(response.headers)
		.map(([name, value]) => `${name}: ${value}`)
		.join('\n');
	const rule = [...profile.errors, ...COMMON_RULES].find(
		(candidate) =>
			(!candidate.status || candidate.status.includes(response.status)) &&
			(!candidate.words || candidate.words.test(words)) &&
			(!candidate.headers || candidate.headers.test(headers)),
	);
	const problem = filled(rule?.problem ?? UNKNOWN, profile, doing, words);
	const details = withTrace(profile, response, words);
	return { ...problem, status: response.status, ...(details ? { details } : {}) };
}

/** The system's words with the name under which its support finds the answer again. */
export function withTrace(
	{ traceHeader }: Pick<SystemProfile, 'traceHeader'>,
	{ headers }: Pick<HttpResponse, 'headers'>,
	words: string,
): string {
	const trace = traceHeader === undefined ? undefined : headers[traceHeader];
	return trace === undefined ? words : `${words} [${traceHeader}: ${trace}]`.trim();
}

/** Fills label, activity and the system's words into a problem text. */
export function filled(problem: ErrorRule['problem'], profile: SystemProfile, doing: string, words: string): Problem {
	const fill = (text: string) =>
		text
			.split('{label}')
			.join(profile.label)
			.split('{doing}')
			.join(doing)
			.split('{words}')
			.join(words || 'it gave no reason');
	return { ...problem, message: fill(problem.message), todo: fill(problem.todo), system: profile.system };
}
