import type { PaymentTerms } from '../model/customer';
import { addDays, addMonths, endOfMonth } from './dates';

/** Longest terms that a text is believed to mean. */
const daysMax = 365;
const day = '(?:days?|d|tage?n?|jours?|giorni|d[ií]as?|dage?n?|dagar|dni)';

/**
 * Terms in words as people write them: `30`, `30 days`, `Net 30`, `due on receipt`, `end of month`, `30 days end of
 * month`, `20th of next month`. Null when the text is empty or says something else.
 */
export function parseTerms(text: string | null | undefined): PaymentTerms | null {
	const words = (text ?? '')
		.toLowerCase()
		.replace(/[_.,;()]/g, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/^(?:payment )?(?:terms?:? )?(?:payable |due |within |pay |in )*(?=\S)/, '');
	for (const rule of rules) {
		const match = rule.pattern.exec(words);
		if (match === null) continue;
		const terms = rule.terms(Number(match[1] ?? 0));
		return terms.days <= (terms.kind.startsWith('day_of') ? 31 : daysMax) ? terms : null;
	}
	return null;
}

const monthEnd = '(?:the )?(?:eom|end of (?:the )?(?:invoice )?month|month[- ]?end)';

const rules: Array<{ pattern: RegExp; terms: (n: number) => PaymentTerms }> = [
	{
		pattern: /^(?:(?:up)?on (?:receipt|invoice)|immediate(?:ly)?|at once|now|cod|cash on delivery|sofort)$/,
		terms: () => ({ kind: 'days', days: 0 }),
	},
	{ pattern: new RegExp(`^(?:at |by )?${monthEnd}$`), terms: () => ({ kind: 'days_after_month_end', days: 0 }) },
	{
		pattern: new RegExp(`^(?:net )?(\\d{1,3}) ?(?:${day} )?(?:net )?(?:after |from )?${monthEnd}$`),
		terms: (n) => ({ kind: 'days_after_month_end', days: n }),
	},
	{
		pattern: new RegExp(`^${monthEnd} ?(?:\\+|plus) ?(\\d{1,3})(?: ${day})?$`),
		terms: (n) => ({ kind: 'days_after_month_end', days: n }),
	},
	{
		pattern: /^(?:on )?(?:the )?([1-9]\d?)(?:st|nd|rd|th)? (?:day )?of (?:the )?(?:next|following) month$/,
		terms: (n) => ({ kind: 'day_of_next_month', days: n }),
	},
	{
		pattern: /^(?:on )?(?:the )?([1-9]\d?)(?:st|nd|rd|th)? (?:day )?of (?:the |this )?(?:current |same )?month$/,
		terms: (n) => ({ kind: 'day_of_month', days: n }),
	},
	// A cash discount such as "2/10 net 30" is not carried; the invoice falls due after the net days.
	{ pattern: /^\d+(?: ?%)?[/ ]\d+,? ?(?:net|n) ?(\d{1,3})(?: days)?$/, terms: (n) => ({ kind: 'days', days: n }) },
	{
		pattern: new RegExp(
			`^(?:net|n)?-? ?(\\d{1,3}) ?(?:${day})?(?: net| netto)?(?: (?:after|from|of) (?:the )?(?:invoice(?: date)?|date of invoice|receipt))?$`,
		),
		terms: (n) => ({ kind: 'days', days: n }),
	},
	{ pattern: /^(\d{1,2}) weeks?$/, terms: (n) => ({ kind: 'days', days: n * 7 }) },
];

/** The day a document of that date falls due; never before its own date. */
export function dueDate(issueDate: string, terms: PaymentTerms): string {
	switch (terms.kind) {
		case 'days':
			return addDays(issueDate, terms.days);
		case 'days_after_month_end':
			return addDays(endOfMonth(issueDate), terms.days);
		case 'day_of_month': {
			const due = dayOfMonth(issueDate, terms.days);
			return due < issueDate ? dayOfMonth(addMonths(firstOf(issueDate), 1), terms.days) : due;
		}
		case 'day_of_next_month':
			return dayOfMonth(addMonths(firstOf(issueDate), 1), terms.days);
	}
}

/** In words that `parseTerms` reads back. */
export function termsText(terms: PaymentTerms): string {
	switch (terms.kind) {
		case 'days':
			return terms.days === 0 ? 'due on receipt' : `${terms.days} ${terms.days === 1 ? 'day' : 'days'}`;
		case 'days_after_month_end':
			return terms.days === 0 ? 'end of month' : `${terms.days} days after the end of the month`;
		case 'day_of_month':
			return `${ordinal(terms.days)} of the month`;
		case 'day_of_next_month':
			return `${ordinal(terms.days)} of the next month`;
	}
}

function dayOfMonth(date: string, wanted: number): string {
	const first = firstOf(date);
	const last = endOfMonth(first);
	const due = addDays(first, wanted - 1);
	return due > last ? last : due;
}

function firstOf(date: string): string {
	return `${date.slice(0, 8)}01`;
}

function ordinal(n: number): string {
	const teen = n % 100 >= 11 && n % 100 <= 13;
	return `${n}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`;
}
