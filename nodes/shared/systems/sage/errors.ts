import type { Problem } from '../../model/result';
import type { HttpResponse } from '../../transport/http';
import type { ErrorRule } from '../../transport/profile';

type ProblemText = ErrorRule['problem'];

/**
 * What Sage says about one record, and what a bookkeeper does about it (apis/sage.md 4). Most specific first. `words` end with
 * the path that Sage names in brackets, which can mislead: it is shown, and believed only where the text is too general.
 */
const RECORD_RULES: Array<{ words: RegExp; problem: ProblemText }> = [
	{
		words: /reference[^;]*(taken|unique|already|in use|exists)|(taken|unique|already)[^;]*\[[^\]]*\breference\b/i,
		problem: {
			code: 'customer_exists',
			message: 'Sage has a contact with that reference already, maybe a deleted one: {words}',
			todo: 'Run it again, so that the existing contact is found; a deleted one keeps its reference until it is purged in Sage',
			scope: 'item',
		},
	},
	{
		words: /(vat|tax)[ _](registration[ _])?number|tax_number/i,
		problem: {
			code: 'tax_number_invalid',
			message: 'Sage does not accept the VAT number: {words}',
			todo: 'Correct the VAT number in the CRM, then run this item again',
			scope: 'item',
		},
	},
	{
		words: /tax_address_region/i,
		problem: {
			code: 'tax_invalid',
			message: 'Sage wants the state or province of the customer: {words}',
			todo: "Fill in the state or province of the customer's address in Sage, then run this item again",
			scope: 'item',
		},
	},
	{
		words: /lock ?down|locked|year[- ]end/i,
		problem: {
			code: 'locked_period',
			message: 'Sage refused the date: {words}',
			todo: 'Choose a later issue date, or move the year end lockdown date in Sage',
			scope: 'item',
		},
	},
	{
		words: /(payment|allocat|receipt)[^;]*(remove|delete|exist|applied|against|first)|(void|delete)[^;]*(payment|allocat|receipt)/i,
		problem: {
			code: 'has_payments',
			message: 'Sage keeps the document because of its payments or credits: {words}',
			todo: 'Remove the payments or credits in Sage first',
			scope: 'item',
		},
	},
	{
		words: /reconciled|cannot (be )?(edit|change|update|void|delete|release)|not editable|no longer be/i,
		problem: {
			code: 'not_editable',
			message: 'The document can no longer be changed in Sage: {words}',
			todo: 'Look at the document in Sage: it stands in a VAT return, or was voided or paid meanwhile',
			scope: 'item',
		},
	},
	{
		words: /obfuscated|gdpr/i,
		problem: {
			code: 'customer_inactive',
			message: 'The contact was anonymised in Sage and takes no new documents: {words}',
			todo: 'Choose another customer, or make a new contact in Sage',
			scope: 'item',
		},
	},
	{
		words: /currency|exchange_rate/i,
		problem: {
			code: 'currency_not_enabled',
			message: 'Sage does not accept the currency: {words}',
			todo: 'Switch on foreign currency in Sage; each contact there has one currency, so use the contact of this currency',
			scope: 'item',
		},
	},
	{
		words: /zero rated|must be the same|tax[_ ]rate|tax_amount|vat rate/i,
		problem: {
			code: 'tax_invalid',
			message: 'Sage does not accept the tax of a line: {words}',
			todo: 'Correct the tax rate of the customer or the item in Sage, or set it in the tax step',
			scope: 'item',
		},
	},
	{
		words: /ledger[_ ]account/i,
		problem: {
			code: 'account_invalid',
			message: 'Sage does not accept the ledger account of a line: {words}',
			todo: "Choose a ledger account that Sage shows in sales in 'Sales Account' and on the items",
			scope: 'item',
		},
	},
];

/** What an answer as a whole means on Sage, before the kernel's common rules. */
export const sageErrors: ErrorRule[] = [
	{
		words: /entity type mismatch|IdempotencyResourceMismatch/i,
		problem: {
			code: 'key_in_use',
			message: 'Sage has seen this request before for another kind of document, while {doing}',
			todo: 'Run it again; what was made already is recognised',
			scope: 'item',
		},
	},
	{
		status: [403],
		problem: {
			code: 'missing_scope',
			message: 'Sage does not let the user who connected the credential do this: {doing}',
			todo: "Check that 'Business' is one of that user, who needs Full Access to Sales and Contacts (for payments to Bank too)",
			scope: 'run',
		},
	},
	...RECORD_RULES.map(({ words, problem }) => ({ status: [400, 409, 422], words, problem })),
];

interface WireProblem {
	$dataCode?: unknown;
	$message?: unknown;
	$source?: unknown;
	error?: unknown;
	error_description?: unknown;
	message?: unknown;
}

/**
 * Sage's own words in an answer: `text [path]` of each problem. It sends a bare array, `{$diagnoses: [...]}`, `{$errors: [...]}`
 * or one bare object (apis/sage.md 4); a gateway sends a page.
 */
export function sageWords(response: HttpResponse): string {
	const { body } = response;
	if (typeof body === 'string') return oneLine(body.replace(/<[^>]*>/g, ' '));
	if (typeof body !== 'object' || body === null) return '';
	const told = problemsIn(body).map((problem) => {
		const message = plain(problem.$message ?? problem.message ?? problem.error_description ?? problem.error);
		const code = plain(problem.$dataCode);
		const source = plain(problem.$source);
		const words = message === '' ? code : message;
		return source === '' || words === '' ? words : `${words} [${source}]`;
	});
	return oneLine([...new Set(told.filter((words) => words !== ''))].join('; '));
}

function problemsIn(body: object): WireProblem[] {
	if (Array.isArray(body)) return body as WireProblem[];
	const { $diagnoses, $errors } = body as { $diagnoses?: unknown; $errors?: unknown };
	if (Array.isArray($diagnoses)) return $diagnoses as WireProblem[];
	if (Array.isArray($errors)) return $errors as WireProblem[];
	return [body as WireProblem];
}

function plain(value: unknown): string {
	return typeof value === 'string' ? value.trim().replace(/\.$/, '') : '';
}

function oneLine(words: string): string {
	return words.replace(/\s+/g, ' ').trim().slice(0, 500);
}

/** A record is not there; `field` is what the person named it by. */
export function notFound(record: string, field: string): Problem {
	return {
		code: 'not_found',
		message: `Sage has no ${record} of that id in the chosen business`,
		todo: `Check the ${field} and the 'Business'`,
		scope: 'item',
		system: 'sage',
	};
}
