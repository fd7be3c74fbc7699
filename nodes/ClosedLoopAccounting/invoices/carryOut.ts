import {
	compareContent,
	compareWithDraft,
	figuresDifferHold,
	figuresThatDiffer,
	totalDiffersCheck,
} from '../../shared/billing/compareInvoice';
import { expectedTaxes } from '../../shared/billing/expectedTotals';
import { formatMoney } from '../../shared/billing/money';
import { documentWord } from '../../shared/billing/words';
import type { Invoice } from '../../shared/model/invoice';
import type { Check, Hold } from '../../shared/model/outcome';
import type { AccountingPort } from '../../shared/systems/accounting';
import { attempted } from '../attempt';
import { mergedChecks } from '../deals/outcome';
import { refusalHold, uncertainHold } from '../refusal';
import type { Books, InvoiceOptions, Piece, PieceAnswer } from './piece';
import { newest } from './lookUp';
import type { Doubles } from './secondLook';
import { doublesText, numberOf, withdrawDoubles } from './secondLook';
import type { Open, Written } from './writeInvoices';
import { makeInvoices, recover, updateDrafts } from './writeInvoices';

/**
 * Carries out the plans of all pieces and sets their answers (rules.md section 1, "Write"): drafts are made, what the
 * ledger computed is compared, a second look finds what another run made at the same moment, and only then drafts are
 * moved on as asked. `since` is the ledger's own time at the start of the run. Nothing throws from the first write on.
 */
export async function carryOut(
	port: AccountingPort,
	pieces: Piece[],
	books: Books,
	since: string,
	options: InvoiceOptions,
): Promise<void> {
	const made = await makeInvoices(
		port,
		pieces.filter(({ plan }) => plan?.do === 'create'),
		since,
		options,
	);
	const updated = await updateDrafts(port, pieces);
	const look = await secondLook(port, made, since, options.run);
	const written = [...look.written, ...updated.written, ...pieces.flatMap(unfinished)];
	const checked = written.map((one) => compared(one, look.doubles.get(one.piece.draft.key), books));
	await withdrawMisfits(port, checked, books);
	await moveOn(
		port,
		checked.filter((one) => one.hold === null && (look.failed === null || one.outcome === 'updated')),
		books,
		options,
	);
	for (const one of checked) one.piece.answer = answerOf(one, look.failed, books);
	for (const { piece, problem } of [...look.open, ...updated.open]) piece.answer = unmade(problem, books);
	for (const piece of pieces) piece.answer ??= standing(piece);
}

/** Our own document of a run that was cut, to be compared and moved on like a new one. */
function unfinished(piece: Piece): Written[] {
	const { plan } = piece;
	if (plan?.do !== 'link' || !plan.unfinished) return [];
	return [{ piece, invoice: plan.invoice, outcome: 'linked', reason: plan.reason }];
}

interface Look {
	written: Written[];
	open: Open[];
	doubles: Map<string, Doubles>;
	/** Why the look did not work; what was made stands all the same. */
	failed: string | null;
}

/** One listing of what changed since the run began, whatever the number of customers; only when something was made. */
async function secondLook(
	port: AccountingPort,
	made: { written: Written[]; open: Open[] },
	since: string,
	run: string,
): Promise<Look> {
	const asked = made.open.filter(({ problem }) => problem.scope !== 'run');
	if (made.written.length === 0 && asked.length === 0) return { ...made, doubles: new Map(), failed: null };
	const changed = await attempted(port.invoicesChangedSince(since));
	if (!changed.ok) return { ...made, doubles: new Map(), failed: changed.problem.message };
	const recovered = asked.flatMap(({ piece, problem }) => recover(piece, problem, changed.value, run));
	const settled = new Set(recovered.map(({ piece }) => piece));
	const written = [...made.written, ...recovered];
	const keys = new Set(written.map(({ piece }) => piece.draft.key));
	const ours = newest([...written.map(({ invoice }) => invoice), ...changed.value]).filter(({ key }) =>
		keys.has(key ?? ''),
	);
	return {
		written,
		open: made.open.filter(({ piece }) => !settled.has(piece)),
		doubles: await withdrawDoubles(port, ours),
		failed: null,
	};
}

interface Checked extends Written {
	checks: Check[];
	/** True when the ledger computed what was promised. */
	equal: boolean;
	doubles: Doubles | null;
	/** Set where a person has to act before it counts. */
	hold: Hold | null;
	/** True where it was withdrawn again. */
	gone: boolean;
}

function compared(one: Written, doubles: Doubles | undefined, books: Books): Checked {
	const invoice = doubles?.keep ?? one.invoice;
	const { draft } = one.piece;
	const compare = one.outcome === 'linked' ? compareContent : compareWithDraft;
	const differences = compare(draft, invoice, expectedTaxes(draft, books));
	const checks = mergedChecks(
		one.piece.checks,
		differences.length > 0 ? [totalDiffersCheck(differences, invoice)] : [],
	);
	const outcome = doubles === undefined || doubles.keep.ledgerId === one.invoice.ledgerId ? one.outcome : 'linked';
	const reason = doubles === undefined ? one.reason : doublesText(doubles);
	const rest = { doubles: doubles ?? null, hold: doubles?.hold ?? null, gone: false };
	return { ...one, invoice, outcome, reason, checks, equal: differences.length === 0, ...rest };
}

/**
 * Where an invoice posts at once, one whose figures are not those of the deal is not made (design.md section 5, promise 2): what
 * this run has just made, or one that was cut, is withdrawn again and the deal is held with what differs. What a person edited
 * meanwhile stays.
 */
async function withdrawMisfits(port: AccountingPort, all: Checked[], books: Books): Promise<void> {
	const leaving = all.flatMap((one) => {
		const { draft, plan } = one.piece;
		const ofCutRun = plan?.do === 'link' && plan.unfinished;
		if (!(one.outcome === 'created' || ofCutRun) || documentWord(books.traits, draft) !== 'unsent invoice')
			return [];
		const differences = figuresThatDiffer(draft, one.invoice, expectedTaxes(draft, books));
		return differences.length === 0 ? [] : [{ one, differences, ofCutRun }];
	});
	if (leaving.length === 0) return;
	const going = leaving.map(({ one }) => one.invoice);
	const results = await attempted(port.withdrawInvoices(going, undefined, 'unedited'));
	leaving.forEach(({ one, differences, ofCutRun }, index) => {
		const result = results.ok ? results.value[index] : results;
		if (ofCutRun && result?.ok === false && result.problem.code === 'edited') return;
		const kept = result?.ok === false ? result.problem.message : null;
		one.gone = result?.ok === true;
		one.hold = figuresDifferHold(differences, one.invoice, kept, ofCutRun);
	});
}

/** Submits or approves what equals its draft; what is refused stays a draft and says so. */
async function moveOn(port: AccountingPort, all: Checked[], books: Books, options: InvoiceOptions): Promise<void> {
	const { status } = options.settings;
	if (status === 'draft') return;
	const ready = all.filter(({ invoice, equal }) => invoice.status === 'draft' && equal);
	if (ready.length === 0) return;
	const results = await attempted(
		port.advanceInvoices(ready.map(({ invoice }) => ({ ledgerId: invoice.ledgerId ?? '', status }))),
	);
	ready.forEach((one, index) => {
		const result = results.ok ? results.value[index] : results;
		if (result?.ok) one.invoice = result.value as Invoice;
		else if (result)
			one.checks = mergedChecks(one.checks, [notMovedOn(one.invoice, status, result.problem.message, books)]);
	});
}

function notMovedOn(invoice: Invoice, status: 'submitted' | 'approved', why: string, books: Books): Check {
	const verb = status === 'approved' ? 'approved' : 'submitted for approval';
	return {
		code: 'not_moved_on',
		what: `${numberOf(invoice)} stayed a draft, since it could not be ${verb}: ${why}`,
		todo: `Look at the draft in ${books.traits.label} and go on there`,
		by: 'finance',
	};
}

function answerOf(one: Checked, lookFailed: string | null, books: Books): PieceAnswer {
	if (one.gone && one.hold !== null) return { stop: 'held', hold: one.hold, invoice: null };
	const { tax, currency } = one.invoice;
	const notes = [
		...one.piece.notes,
		one.piece.plan?.do === 'create' ? (one.piece.plan.reason ?? '') : '',
		one.reason,
		books.organisation.decidesTax ? `${books.traits.label} decided on the tax: ${formatMoney(tax, currency)}` : '',
		lookFailed === null ? '' : `No second look was possible: ${lookFailed}`,
	];
	const reason = notes.filter((note) => note !== '').join('; ');
	const invoice: Invoice = {
		...one.invoice,
		checks: one.checks,
		outcome: one.outcome,
		...(reason === '' ? {} : { reason }),
	};
	return one.hold === null ? { invoice } : { stop: 'held', hold: one.hold, invoice };
}

function unmade(problem: Open['problem'], books: Books): PieceAnswer {
	if (problem.code === 'no_answer')
		return { stop: 'uncertain', hold: uncertainHold(books.traits.label, 'the invoice'), invoice: null };
	const hold = refusalHold(problem);
	return hold === null ? { problem } : { stop: 'held', hold, invoice: null };
}

/** What a plan found to be done, or not to be done. */
function standing(piece: Piece): PieceAnswer {
	const { plan } = piece;
	if (plan?.do === 'link' || plan?.do === 'leave') {
		const outcome = plan.do === 'link' ? 'linked' : 'unchanged';
		return { invoice: { ...plan.invoice, checks: piece.checks, reason: plan.reason, outcome } };
	}
	if (plan?.do === 'stop') {
		const invoice = plan.invoice === null ? null : { ...plan.invoice, outcome: 'held' as const };
		return { stop: 'held', hold: plan.hold, invoice };
	}
	throw new Error(`No answer for the invoice ${piece.draft.key}`);
}
