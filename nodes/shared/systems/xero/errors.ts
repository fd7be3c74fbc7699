import type { Problem } from '../../model/result';
import type { HttpResponse } from '../../transport/http';
import type { ErrorRule } from '../../transport/profile';
import type { WireElement, WireProblemText } from './wire';

type ProblemText = ErrorRule['problem'];

/**
 * What Xero says about one record, and what a bookkeeper does about it (apis/xero.md 10). Most specific first; read for
 * whole answers and for single elements of a batch alike.
 */
const RECORD_RULES: Array<{ words: RegExp; problem: ProblemText }> = [
	{
		words: /contact name .* already assigned|contact name must be unique|contact number .* (already|in use|exists)|contactnumber/i,
		problem: {
			code: 'customer_exists',
			message: 'Xero has an active contact of that name or number already: {words}',
			todo: 'Run it again, so that the existing contact is found; or rename one of the two in Xero',
			scope: 'item',
		},
	},
	{
		words: /not subscribed to currency/i,
		problem: {
			code: 'currency_not_enabled',
			message: 'The currency is not switched on in Xero: {words}',
			todo: 'Add the currency in Xero under Settings > Currencies, then run this item again',
			scope: 'item',
		},
	},
	{
		words: /lock date/i,
		problem: {
			code: 'locked_period',
			message: 'Xero refused the date: {words}',
			todo: 'Choose a later issue date, or move the lock date in Xero',
			scope: 'item',
		},
	},
	{
		words: /not of valid status for modification/i,
		problem: {
			code: 'not_editable',
			message: 'The invoice can no longer be changed in Xero: {words}',
			todo: 'Look at the invoice in Xero: it was voided, deleted or paid meanwhile',
			scope: 'item',
		},
	},
	{
		words: /payments or credit notes allocated/i,
		problem: {
			code: 'has_payments',
			message: 'Xero keeps the invoice because of its payments or credits: {words}',
			todo: 'Remove the payments or credits in Xero first',
			scope: 'item',
		},
	},
	{
		words: /exceeds the amount outstanding/i,
		problem: {
			code: 'exceeds_due',
			message: 'Xero refused the amount, which is more than what is due: {words}',
			todo: 'Look at the invoice in Xero: it was paid or credited meanwhile, or the amount is too high',
			scope: 'item',
		},
	},
	{
		words: /item code .* already|already in use/i,
		problem: {
			code: 'item_exists',
			message: 'Xero has an item of that code already: {words}',
			todo: 'Run it again, so that the existing item is found; or choose another code',
			scope: 'item',
		},
	},
	{
		words: /contact has no email|email address .*(must|required)/i,
		problem: {
			code: 'no_email',
			message: 'Xero cannot mail it: {words}',
			todo: 'Add an email address to the contact in Xero, then run this item again',
			scope: 'item',
		},
	},
	{
		words: /limit of emails/i,
		problem: {
			code: 'mail_limit',
			message: 'Xero sends no further mail of this organisation today: {words}',
			todo: 'Send it from Xero, or tomorrow; demo companies send none',
			scope: 'item',
		},
	},
	{
		words: /account must be valid|account code .* (is not|isn't) (a )?valid|account.*(archived|not be used)/i,
		problem: {
			code: 'account_invalid',
			message: 'Xero does not accept the account of a line: {words}',
			todo: "Choose an active sales account in 'Sales Account' and on the items in Xero",
			scope: 'item',
		},
	},
	{
		words: /tax (rate|type)/i,
		problem: {
			code: 'tax_invalid',
			message: 'Xero does not accept the tax rate of a line: {words}',
			todo: 'Correct the tax rate of the customer, the item or the account in Xero, or set it in the tax step',
			scope: 'item',
		},
	},
	{
		words: /limit of invoices you can approve/i,
		problem: {
			code: 'plan_limit',
			message: 'The Xero plan allows no further approved invoice this month: {words}',
			todo: "Create drafts instead (set 'Status' to Draft), or change the Xero plan",
			scope: 'item',
		},
	},
];

const ELEMENT_REFUSED: ProblemText = {
	code: 'refused',
	message: 'Xero refused it: {words}',
	todo: 'Correct what Xero names, then run this item again',
	scope: 'item',
};

/** What an answer as a whole means on Xero, before the kernel's common rules. */
export const xeroErrors: ErrorRule[] = [
	{
		status: [400],
		words: /idempotency key.*different request/i,
		problem: {
			code: 'key_in_use',
			message: 'Another run has just asked Xero for the same while {doing}',
			todo: 'Run it again: what the other run has made is recognised',
			scope: 'item',
		},
	},
	{
		status: [401, 403],
		headers: /insufficient?_scope/i,
		problem: {
			code: 'missing_scope',
			message: 'The Xero credential lacks a scope for {doing}',
			todo: 'Connect the Xero credential again, so that it asks for all scopes; check Extra Scopes',
			scope: 'run',
		},
	},
	{
		status: [401, 403],
		words: /AuthorizationUnsuccessful/i,
		problem: {
			code: 'missing_scope',
			message: 'The Xero credential, or the user who connected it, may not do this: {doing}',
			todo: 'Connect the Xero credential again as a user with the Advisor or Standard role',
			scope: 'run',
		},
	},
	{
		status: [401, 403],
		words: /AuthenticationUnsuccessful/i,
		problem: {
			code: 'organisation_not_connected',
			message: 'The Xero credential is not connected to the chosen organisation',
			todo: "Choose another 'Organisation', or connect the credential again and tick this organisation",
			scope: 'run',
		},
	},
	{
		status: [503],
		words: /organisation is offline/i,
		problem: {
			code: 'server_error',
			message: 'The Xero organisation is offline at the moment',
			todo: 'Run it again in about five minutes; what was done already is recognised',
			scope: 'run',
		},
	},
	{
		status: [503],
		words: /offline|unavailable/i,
		problem: {
			code: 'server_error',
			message: 'Xero is down for maintenance: {words}',
			todo: 'Run it again in about five minutes; what was done already is recognised',
			scope: 'run',
		},
	},
	...RECORD_RULES.map(({ words, problem }) => ({ status: [400], words, problem })),
];

/** Xero's own words in an answer: of a validation, of the problem envelope, or its plain text. */
export function xeroWords(response: HttpResponse): string {
	const { body } = response;
	if (typeof body === 'string') return oneLine(body.replace(/<[^>]*>/g, ' '));
	if (typeof body !== 'object' || body === null) return '';
	const told = body as { Detail?: string; Message?: string; Title?: string; Elements?: unknown[] };
	const elements = (told.Elements ?? []).flatMap((element) => wordsIn(element));
	return oneLine(
		elements.length > 0 ? [...new Set(elements)].join('; ') : (told.Detail ?? told.Message ?? told.Title ?? ''),
	);
}

/** The problem of one element of a batch answer, or null when it was accepted. */
export function elementProblem(element: WireElement, doing: string): Problem | null {
	const failed = element.StatusAttributeString === 'ERROR' || element.HasErrors === true;
	const words = oneLine([...new Set(wordsIn(element))].join('; '));
	if (!failed && words === '') return null;
	const { code, message, todo, scope } =
		RECORD_RULES.find((rule) => rule.words.test(words))?.problem ?? ELEMENT_REFUSED;
	const fill = (text: string) => text.replace('{words}', () => words || `it gave no reason while ${doing}`);
	return { code, message: fill(message), todo, scope, system: 'xero', ...(words ? { details: words } : {}) };
}

/** Validation messages of a record and of what is nested in it (lines, addresses, phones). */
function wordsIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	if (Array.isArray(value)) return value.flatMap(wordsIn);
	return Object.entries(value).flatMap(([name, inner]) =>
		name === 'ValidationErrors'
			? (inner as WireProblemText[]).map((entry) => entry.Message ?? entry.Description ?? '').filter(Boolean)
			: wordsIn(inner),
	);
}

function oneLine(words: string): string {
	return words.replace(/\s+/g, ' ').trim().replace(/\.$/, '').slice(0, 500);
}

/** A record is not there; `field` is what the person named it by. */
export function notFound(record: string, field: string): Problem {
	return {
		code: 'not_found',
		message: `Xero has no ${record} of that id in the chosen organisation`,
		todo: `Check the ${field} and the 'Organisation'`,
		scope: 'item',
		system: 'xero',
	};
}
