import type { LedgerTraits } from '../model/ledgerTraits';
import type { PaymentTerms } from '../model/customer';
import type { Organisation } from '../model/organisation';
import type { Check } from '../model/outcome';
import { formatDate } from './dates';
import { dueDate, parseTerms, termsText } from './terms';

export interface DatesInput {
	organisation: Pick<Organisation, 'name' | 'lockDate'>;
	traits: Pick<LedgerTraits, 'label'>;
	/** Date in the organisation's time zone. */
	today: string;
	/** The issue date asked for; null is today. */
	wanted: string | null;
	/** Payment terms with whose they are, in words or as terms; the first that are understood count. */
	terms: Array<[terms: PaymentTerms | string | null, whose: string]>;
}

export interface DraftDates {
	issueDate: string;
	dueDate: string;
	checks: Check[];
	/** What was decided, in words. */
	notes: string[];
}

/** Issue and due date of a draft (rules.md section 5): a date in a locked period becomes today, which is said. */
export function draftDates({ organisation, traits, today, wanted, terms }: DatesInput): DraftDates {
	const notes: string[] = [];
	const checks: Check[] = [];
	const asked = wanted ?? today;
	const locked = organisation.lockDate;
	const issueDate = locked !== null && asked <= locked ? today : asked;
	if (issueDate !== asked) {
		notes.push(
			`${formatDate(asked)} is locked in ${organisation.name}, so the invoice is dated today, ${formatDate(today)}`,
		);
	}
	if (locked !== null && issueDate <= locked) {
		checks.push({
			code: 'lock_date',
			what: `${organisation.name} is locked until ${formatDate(locked)}, and the invoice is dated ${formatDate(issueDate)}`,
			todo: `Move the lock date in ${traits.label}`,
			by: 'finance',
		});
	}
	return { issueDate, dueDate: dueDate(issueDate, firstTerms(terms, notes)), checks, notes };
}

function firstTerms(sources: DatesInput['terms'], notes: string[]): PaymentTerms {
	for (const [told, whose] of sources) {
		if (told === null || told === '') continue;
		const terms = typeof told === 'string' ? parseTerms(told) : told;
		if (terms === null) {
			notes.push(`Payment terms ${whose}, "${String(told)}", were not understood`);
			continue;
		}
		notes.push(`Due by the terms ${whose}: ${termsText(terms)}`);
		return terms;
	}
	notes.push('No payment terms are set anywhere, so the invoice is due on its own date');
	return { kind: 'days', days: 0 };
}
