import type { LedgerTraits } from '../model/ledgerTraits';
import type { Deal } from '../model/deal';
import type { Actor, Check, Hold, HoldCode } from '../model/outcome';
import type { Organisation } from '../model/organisation';
import { dateIn, formatDate } from './dates';
import { Decimal } from './decimal';
import { formatMoney, minorDigits } from './money';
import { billedParty } from './party';
import type { Promised } from './promise';
import { promise } from './promise';
import { hasMoreToBill, isUndated } from './recurring';
import type { BillingSettings } from './settings';
import { booksWords, MORE_TO_BILL_TODO, systemWords } from './words';

/** What may be done with a deal before any ledger is asked. */
export interface Judgement {
	/** Held: somebody must do something first. */
	hold?: Hold;
	/** Skipped, and why: there is nothing to bill, or not by us, or not yet. */
	skip?: Hold;
	checks: Check[];
}

type Books = Pick<Organisation, 'ledger' | 'id' | 'name'>;

const skipCodes = new Set<HoldCode>([
	'not_won',
	'before_bill_from',
	'other_pipeline',
	'only_when',
	'not_yet',
	'never_bill',
	'marked_billed_by_hand',
	'nothing_to_bill',
]);

/** True for the codes of a deal that is skipped; the others hold it. */
export function isSkip(code: HoldCode): boolean {
	return skipCodes.has(code);
}

/**
 * Every check that needs the deal alone (rules.md sections 2, 3 and 5); each writing operation runs it before it writes
 * anything. `today` is the date in the organisation's time zone; `organisation` is null where none is chosen.
 */
export function judgeDeal(
	deal: Deal,
	settings: BillingSettings,
	traits: Pick<LedgerTraits, 'label' | 'totalDecimals'>,
	today: string,
	organisation: Books | null,
): Judgement {
	const promised = promise(deal, settings);
	const stop =
		byPerson(deal) ??
		byBooks(deal, organisation) ??
		byWin(deal, settings, today) ??
		byParty(deal, settings) ??
		byContent(deal, promised, traits);
	if (stop === null) return { checks: dealChecks(deal, settings, today) };
	return isSkip(stop.code) ? { skip: stop, checks: [] } : { hold: stop, checks: [] };
}

/**
 * True where what a deal was held or skipped for is gone, though its revision is the same: it was marked as ready, its
 * day has come, a line got its date. `today` is the date in the CRM account's time zone.
 */
export function isLifted(
	deal: Deal,
	settings: Pick<BillingSettings, 'pipelines' | 'billFrom'>,
	today: string,
): boolean {
	const { code } = deal.billing;
	if (code === 'tiered_price' || code === 'recurring_undated') return byLines(deal)?.code !== code;
	if (code === null || !winCodes.has(code)) return false;
	return byWin(deal, { ...settings, onlyWhen: code === 'only_when' }, today)?.code !== code;
}

const winCodes = new Set<string>([
	'not_won',
	'other_pipeline',
	'before_bill_from',
	'only_when',
	'not_yet',
] satisfies HoldCode[]);

/** What a person answered, now or before; any later answer but the same lifts it. */
function byPerson(deal: Deal): Hold | null {
	const { answer, code } = deal.billing;
	if (answer === 'never_bill' || (answer === null && code === 'never_bill')) {
		return hold(
			'never_bill',
			answered(deal, 'A person chose never to bill this deal'),
			'To bill it after all, answer "Bill it"',
			'sales',
		);
	}
	if (answer === 'billed_by_hand' || (answer === null && code === 'marked_billed_by_hand')) {
		return hold(
			'marked_billed_by_hand',
			answered(deal, 'A person said that this deal was billed by hand'),
			'To bill it after all, answer "Bill it"',
			'finance',
		);
	}
	return null;
}

/** With the answer's detail, e.g. the link of an invoice made by hand; once the answer is cleared it stands in the reason. */
function answered(deal: Deal, what: string): string {
	const { answer, answerDetail, reason } = deal.billing;
	if (answer === null) return reason ?? what;
	const detail = answerDetail?.trim() ?? '';
	return detail === '' ? what : `${what}: ${detail}`;
}

function byBooks(deal: Deal, organisation: Books | null): Hold | null {
	const stored = deal.billing.organisation;
	if (organisation === null || stored === null || stored.id === organisation.id) return null;
	const { ledger } = deal.billing;
	const moved = ledger !== null && ledger !== organisation.ledger;
	return hold(
		'other_books',
		`This deal belongs to the books of ${booksWords(stored.name, ledger)}, not of ${booksWords(organisation.name, organisation.ledger)}`,
		moved
			? `Leave it to ${systemWords[ledger]}, where it was billed, or choose ${systemWords[ledger]} in 'System' of the nodes`
			: `Choose ${stored.name} as the books of the node`,
		'finance',
	);
}

function byWin(
	deal: Deal,
	settings: Pick<BillingSettings, 'pipelines' | 'billFrom' | 'onlyWhen'>,
	today: string,
): Hold | null {
	if (!deal.won) {
		return wasBilled(deal)
			? hold(
					'not_won',
					'This deal is no longer won, its invoice still stands',
					'Void the invoice, or win the deal again',
					'finance',
				)
			: hold('not_won', 'This deal is not won', 'Nothing to do until it is', 'sales');
	}
	// These ask whether a deal is billed at all: a person's answer, or an invoice that stands, has settled that.
	if (deal.billing.answer === 'bill_it' || wasBilled(deal)) return null;
	if (settings.pipelines.length > 0 && !settings.pipelines.includes(deal.pipeline.id)) {
		return hold(
			'other_pipeline',
			`Deals of the pipeline ${deal.pipeline.name} are not billed`,
			'Choose the pipeline on the trigger, or answer "Bill it"',
			'finance',
		);
	}
	const early = settings.billFrom === null ? null : beforeBillFrom(deal, settings.billFrom);
	if (early !== null) return hold('before_bill_from', early, 'To bill it all the same, answer "Bill it"', 'finance');
	if (deal.imported) {
		return hold(
			'imported',
			'This deal came by import',
			'Confirm that it is to be billed: answer "Bill it" or "Never bill"',
			'sales',
		);
	}
	if (settings.onlyWhen && !isSet(deal.onlyWhen)) {
		return hold(
			'only_when',
			'This deal is not marked as ready to invoice',
			'Set the property named in Only When',
			'sales',
		);
	}
	if (deal.invoiceOn !== null && deal.invoiceOn > today) {
		return hold(
			'not_yet',
			`This deal is to be invoiced on ${formatDate(deal.invoiceOn)}`,
			'Nothing to do until then',
			'sales',
		);
	}
	return null;
}

/** Both the first win and the close date must be on or after Bill From (rules.md section 3). */
function beforeBillFrom(deal: Deal, billFrom: string): string | null {
	const firstWon = deal.firstWonAt === null ? null : dateIn(deal.crm.timeZone, deal.firstWonAt);
	const since = `before ${formatDate(billFrom)}, the day from which deals are billed`;
	if (deal.closedOn === null) return 'This deal has no close date';
	if (deal.closedOn < billFrom) return `This deal closed on ${formatDate(deal.closedOn)}, ${since}`;
	if (firstWon !== null && firstWon < billFrom) return `This deal was first won on ${formatDate(firstWon)}, ${since}`;
	return null;
}

function byParty(deal: Deal, settings: BillingSettings): Hold | null {
	const party = billedParty(deal, settings.billTo);
	return 'hold' in party ? party.hold : null;
}

function byContent(deal: Deal, promised: Promised, traits: Pick<LedgerTraits, 'label' | 'totalDecimals'>): Hold | null {
	if (promised.lines.length === 0) {
		return hold(
			'amount_empty',
			'This deal has no line items and no amount',
			'Add line items, or the amount',
			'sales',
		);
	}
	const line = byLines(deal);
	if (line !== null) return line;
	if (promised.net === 0) {
		return hold('nothing_to_bill', 'This deal comes to zero: there is nothing to bill', 'Nothing to do', 'sales');
	}
	if (promised.net < 0) {
		return hold(
			'negative_total',
			`This deal comes to ${formatMoney(promised.net, deal.currency)}, which takes a credit note`,
			`Make a credit note in ${traits.label}, then answer "Billed by hand"`,
			'finance',
		);
	}
	const fine = promised.lines.find((line) => new Decimal(line.net).decimalPlaces() > traits.totalDecimals);
	if (fine !== undefined) {
		return hold(
			'currency_decimals',
			`${traits.label} keeps ${traits.totalDecimals} decimals, ${formatMoney(fine.net, deal.currency)} has ${minorDigits(deal.currency)}`,
			'Change the price to what can be billed, or bill the deal by hand',
			'finance',
		);
	}
	return null;
}

/** Lines that no invoice line can carry as they are. */
function byLines(deal: Deal): Hold | null {
	const tiered = deal.lines.find((line) => line.tiered);
	if (tiered !== undefined) {
		return hold(
			'tiered_price',
			`"${tiered.name}" has a tiered price, which an invoice line cannot carry`,
			'Give the line a flat price, or bill the deal by hand',
			'sales',
		);
	}
	const undated = deal.lines.find(isUndated);
	if (undated !== undefined) {
		return hold(
			'recurring_undated',
			`"${undated.name}" starts later, without a date`,
			'Give the line a billing start date',
			'sales',
		);
	}
	return null;
}

function dealChecks(deal: Deal, settings: BillingSettings, today: string): Check[] {
	const checks: Check[] = [];
	if (deal.lines.length === 0) {
		checks.push({
			code: 'no_lines',
			what: 'The deal has no line items, so its amount was billed as one line',
			todo: 'Check the text and tax of the line, and the account or item behind it',
			by: 'finance',
		});
	}
	const open = deal.lines.filter((line) => hasMoreToBill(line, settings.recurring));
	if (open.length > 0) {
		checks.push({
			code: 'more_to_bill',
			what: `Only the first period of ${names(open)} is billed`,
			todo: MORE_TO_BILL_TODO,
			by: 'finance',
		});
	}
	const later = deal.lines.filter((line) => line.startDate !== null && line.startDate > today);
	if (later.length > 0) {
		checks.push({
			code: 'later_start',
			what: `${names(later)} ${later.length === 1 ? 'starts' : 'start'} later, first on ${formatDate(later.map((line) => line.startDate ?? '').sort()[0] ?? '')}`,
			todo: 'Approve or send it when it is time, or set its dates',
			by: 'finance',
		});
	}
	return checks;
}

function wasBilled(deal: Deal): boolean {
	return deal.billing.invoiceId !== null || deal.billing.revisionBilled !== null;
}

function isSet(value: string | null): boolean {
	return value !== null && !['', 'false', 'no', '0'].includes(value.trim().toLowerCase());
}

function names(lines: Array<{ name: string }>): string {
	const quoted = lines.slice(0, 3).map((line) => `"${line.name}"`);
	return lines.length > 3 ? `${quoted.join(', ')} and ${lines.length - 3} more` : quoted.join(', ');
}

function hold(code: HoldCode, what: string, todo: string, by: Actor): Hold {
	return { code, what, todo, by };
}
