import type { Problem } from '../../model/result';
import { withTrace } from '../../transport/errors';
import type { HttpResponse } from '../../transport/http';
import type { ErrorRule } from '../../transport/profile';
import type { WireFault, WireFaultEntry } from './wire';

type ProblemText = ErrorRule['problem'];

/** What a fault says, whichever spelling it came in. */
export interface Fault {
	/** Without leading zeros: the gateway writes 003200 and 3200 for the same. */
	code: string;
	message: string;
	detail: string;
}

/**
 * What QuickBooks' codes mean and what a bookkeeper does about them (apis/quickbooks.md 12); the same for a whole answer and
 * for one element of a batch.
 */
const RULES: Array<{ codes: string[]; problem: ProblemText }> = [
	{
		codes: ['3200', '100', '110'],
		problem: {
			code: 'sign_in',
			message: 'QuickBooks did not accept the sign-in',
			todo: 'Open the QuickBooks credential and connect it again',
			scope: 'run',
		},
	},
	{
		codes: ['3100'],
		problem: {
			code: 'organisation_not_connected',
			message: 'The QuickBooks sign-in does not reach this company',
			todo: "Connect the credential again and choose the company there; check the credential's 'Environment'",
			scope: 'run',
		},
	},
	{
		codes: ['120', '5020'],
		problem: {
			code: 'missing_scope',
			message: 'The user who connected QuickBooks may not do this: {words}',
			todo: 'Connect the QuickBooks credential again as an administrator of the company',
			scope: 'run',
		},
	},
	{
		codes: ['3001'],
		problem: {
			code: 'rate_limited',
			message: 'QuickBooks receives too many calls',
			todo: 'Run this item again in a minute',
			scope: 'item',
		},
	},
	{
		codes: ['6190'],
		problem: {
			code: 'plan_limit',
			message: 'The QuickBooks subscription has ended, so nothing can be written: {words}',
			todo: 'Renew the subscription in QuickBooks',
			scope: 'run',
		},
	},
	{
		codes: ['5030'],
		problem: {
			code: 'plan_limit',
			message: 'The QuickBooks plan does not have this: {words}',
			todo: 'Switch the feature on in QuickBooks, or change the plan',
			scope: 'item',
		},
	},
	{
		codes: ['140', '150', '10200'],
		problem: {
			code: 'server_error',
			message: 'QuickBooks has closed the company for the moment: {words}',
			todo: 'Run it again later; what was done already is recognised',
			scope: 'run',
		},
	},
	{
		codes: ['10000'],
		problem: {
			code: 'server_error',
			message: 'QuickBooks could not do it at the moment: {words}',
			todo: 'Run it again in a few minutes; what was done already is recognised',
			scope: 'item',
		},
	},
	{
		codes: ['1040'],
		problem: {
			code: 'batch_too_big',
			message: 'QuickBooks takes fewer items at once: {words}',
			todo: 'Run it again',
			scope: 'item',
		},
	},
	{
		codes: ['600'],
		problem: {
			code: 'key_in_use',
			message: 'Another run has just asked QuickBooks for the same',
			todo: 'Run it again: what the other run has made is recognised',
			scope: 'item',
		},
	},
	{
		codes: ['610'],
		problem: {
			code: 'not_found',
			message: 'QuickBooks no longer has it, or something it uses was made inactive: {words}',
			todo: 'Check the customer and the products or services of the lines in QuickBooks',
			scope: 'item',
		},
	},
	{
		codes: ['2500', '6250'],
		problem: {
			code: 'reference_invalid',
			message: 'QuickBooks does not know something that is named: {words}',
			todo: 'Check that the customer, the products or services and the tax codes are active in QuickBooks',
			scope: 'item',
		},
	},
	{
		codes: ['2010'],
		problem: {
			code: 'unsupported_property',
			message: 'QuickBooks does not take a field that was sent: {words}',
			todo: 'Report it with these words',
			scope: 'item',
		},
	},
	{
		codes: ['5010'],
		problem: {
			code: 'stale',
			message: 'Somebody changed it in QuickBooks at the same moment: {words}',
			todo: 'Run it again',
			scope: 'item',
		},
	},
	{
		codes: ['6240'],
		problem: {
			code: 'name_taken',
			message: 'A customer, vendor or employee in QuickBooks has that name already: {words}',
			todo: 'Rename one of the two in QuickBooks, or name the existing customer on the company',
			scope: 'item',
		},
	},
	{
		codes: ['6140'],
		problem: {
			code: 'number_taken',
			message: 'The number is taken in QuickBooks: {words}',
			todo: 'Run it again, so that the next number is taken',
			scope: 'item',
		},
	},
	{
		codes: ['6200', '6210'],
		problem: {
			code: 'locked_period',
			message: 'QuickBooks refused the date, the books are closed: {words}',
			todo: 'Choose a later date, or change the closing date in QuickBooks',
			scope: 'item',
		},
	},
	{
		codes: ['6070'],
		problem: {
			code: 'amount_refused',
			message: 'QuickBooks computes another amount of a line: {words}',
			todo: 'Correct quantity or price of the line',
			scope: 'item',
		},
	},
	{
		codes: ['6100', '6160', '6170'],
		problem: {
			code: 'tax_invalid',
			message: 'QuickBooks does not accept the tax code of a line: {words}',
			todo: 'Choose the tax code of the customer or of the product or service in QuickBooks, or set it in the tax step',
			scope: 'item',
		},
	},
	{
		codes: ['6420', '2210'],
		problem: {
			code: 'no_email',
			message: 'QuickBooks has no mail address it can use: {words}',
			todo: 'Give the customer a valid email address in QuickBooks',
			scope: 'item',
		},
	},
	{
		codes: ['6450', '6480', '6540', '620', '800'],
		problem: {
			code: 'has_payments',
			message: 'QuickBooks keeps it because of what is linked to it: {words}',
			todo: 'Unlink or remove the payment, deposit or credit in QuickBooks first',
			scope: 'item',
		},
	},
	{
		codes: ['6520', '6270'],
		problem: {
			code: 'stock_refused',
			message: 'QuickBooks refuses a line of an inventory item: {words}',
			todo: 'Check quantity and start date of the inventory item in QuickBooks',
			scope: 'item',
		},
	},
];

/** Free words of a code that says nothing by itself (6000: business validation). */
const TAX_RATE_MISSING = /make sure all your transactions have a .{1,20} rate/i;

const RECORD_REFUSED: ProblemText = {
	code: 'refused',
	message: 'QuickBooks refused it: {words}',
	todo: 'Correct what QuickBooks names, then run this item again',
	scope: 'item',
};

/** What an answer as a whole means on QuickBooks, before the kernel's common rules. */
export const quickBooksErrors: ErrorRule[] = [
	{ words: TAX_RATE_MISSING, problem: problemOfCode('6100') },
	...RULES.map(({ codes, problem }) => ({ words: new RegExp(`\\((?:${codes.join('|')})\\)$`), problem })),
];

/** The faults of an answer's body, in either spelling; empty where it has none. */
export function faultsIn(body: unknown): Fault[] {
	if (typeof body !== 'object' || body === null) return [];
	const { Fault: upper, fault: lower } = body as { Fault?: WireFault; fault?: WireFault };
	const fault = upper ?? lower;
	return fault === undefined || fault === null ? [] : faultsOf(fault);
}

export function faultsOf(fault: WireFault): Fault[] {
	return (fault.Error ?? fault.error ?? []).map((entry) => ({
		code: (entry.code ?? '').replace(/^0+(?=\d)/, ''),
		...textsOf(entry),
	}));
}

/** The HTTP status that a fault in an answer 200 stands for: only throttle and server trouble are tried again. */
export function statusOfFaults(faults: Fault[]): number {
	const codes = faults.map(({ code }) => code);
	if (codes.includes('3001')) return 429;
	if (codes.includes('3200')) return 401;
	if (codes.includes('3100')) return 403;
	return codes.includes('10000') ? 500 : 400;
}

/** QuickBooks' own words in an answer, each fault with its code. */
export function quickBooksWords(response: HttpResponse): string {
	const faults = faultsIn(response.body);
	if (faults.length > 0) return wordsOf(faults);
	return typeof response.body === 'string' ? oneLine(response.body.replace(/<[^>]*>/g, ' ')) : '';
}

/** The problem of one element of a batch. `headers` are those of the whole answer. */
export function elementProblem(fault: WireFault, doing: string, headers: HttpResponse['headers']): Problem {
	const faults = faultsOf(fault);
	const words = wordsOf(faults);
	const rule = TAX_RATE_MISSING.test(words)
		? problemOfCode('6100')
		: RULES.find(({ codes }) => faults.some(({ code }) => codes.includes(code)))?.problem;
	const { code, message, todo, scope } = rule ?? RECORD_REFUSED;
	return {
		code,
		message: message.replace('{words}', () => words || `it gave no reason while ${doing}`),
		todo,
		scope,
		system: 'quickbooks',
		details: withTrace({ traceHeader: 'intuit_tid' }, { headers }, words),
	};
}

function problemOfCode(code: string): ProblemText {
	return RULES.find(({ codes }) => codes.includes(code))?.problem ?? RECORD_REFUSED;
}

function wordsOf(faults: Fault[]): string {
	const told = faults.map(({ message, detail, code }) => {
		const words = [message, detail.startsWith(message) ? detail.slice(message.length) : detail]
			.map((part) => oneLine(part.replace(/^[\s:]+/, '')))
			.filter((part) => part !== '');
		return { words: words.join(': ').slice(0, 450), code };
	});
	const codes = [...new Set(told.map(({ code }) => code).filter((code) => code !== ''))];
	const words = [...new Set(told.map((one) => one.words).filter((one) => one !== ''))].join('; ');
	// The rules read the code at the end.
	return codes.length === 0 ? words : `${words} (${codes[0]})`.trim();
}

/** The gateway packs its words into one text, and shows part of an expired token, which goes nowhere. */
function textsOf(entry: WireFaultEntry): { message: string; detail: string } {
	const message = entry.Message ?? entry.message ?? '';
	const packed = /^message=([^;]+);/.exec(message)?.[1];
	const detail = (entry.Detail ?? entry.detail ?? '').replace(/(token[^:]*):.*$/is, '$1');
	return { message: packed ?? message, detail: detail === 'null' ? '' : detail };
}

function oneLine(words: string): string {
	return words.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
}
