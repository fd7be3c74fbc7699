import { dateIn } from '../../shared/billing/dates';
import { fallbackMatch } from '../../shared/billing/matchProduct';
import type { BillingSettings } from '../../shared/billing/settings';
import type { Deal } from '../../shared/model/deal';
import type { Invoice } from '../../shared/model/invoice';
import type { LedgerTraits } from '../../shared/model/ledgerTraits';
import type { Organisation } from '../../shared/model/organisation';
import type { Hold } from '../../shared/model/outcome';
import type { Problem, Result } from '../../shared/model/result';
import { failed, ok } from '../../shared/model/result';
import type { AccountingPort } from '../../shared/systems/accounting';
import { judged } from '../deals/judged';
import { isStopped, mergedChecks, overLimit, stopped, withOnlyChecks } from '../deals/outcome';
import { notesOfAnswered, tellReplaced } from './answered';
import { carryOut } from './carryOut';
import { creditDifferences, replaceFirst } from './creditPieces';
import type { InvoiceInput } from './draftPieces';
import { draftDeal, draftFields, pieceName } from './draftPieces';
import { LedgerIndex } from './ledgerIndex';
import { lookUp } from './lookUp';
import type { Books, InvoiceOptions, Piece, PieceAnswer } from './piece';
import { noteUntaken } from './noteUntaken';
import { heldBack, planInvoice } from './planInvoices';
import { previewPiece } from './previewInvoice';
import { withdrawFound } from './secondLook';

export interface InvoiceOutput {
	/** With its checks, and its stop where it is not billed; null for an invoice from fields. */
	deal: Deal | null;
	/** Null where none stands and none would. */
	invoice: Invoice | null;
}

/**
 * Makes the invoice of each deal or source once, or says why not (rules.md sections 1 to 5); answers in order. The same
 * deal twice among the items is one piece of work, answered to both.
 */
export async function createInvoices(
	port: AccountingPort,
	inputs: InvoiceInput[],
	asked: InvoiceOptions,
): Promise<Array<Result<InvoiceOutput>>> {
	const options = { ...asked, settings: settingsFor(port.traits, asked.settings) };
	const organisation = await port.organisation();
	const since = startOf(port, options);
	const today = dateIn(organisation.timeZone, options.now);
	const checked = inputs.map((input) => judgedInput(input, port, organisation, today, options));
	const going = checked.filter((input) => !('deal' in input && isStopped(input.deal)));
	if (going.length === 0)
		return checked.map((input) => ok({ deal: 'deal' in input ? input.deal : null, invoice: null }));

	const books = await readBooks(port, organisation, going, options.settings.fallbackItem);
	const answers = new Map<string, PieceAnswer>();
	const pieces = draftAll(going, books, options, today, answers);
	await settle(port, [...pieces.values()], books, since, options);
	for (const [name, piece] of pieces) if (piece.answer) answers.set(name, piece.answer);
	return checked.map((input) =>
		outputOf(input, answers.get(pieceName(input)), pieces.get(pieceName(input)), options.preview),
	);
}

/** What of the settings the ledger knows: where it has no drafts an invoice has no status to choose, else nothing else is made. */
function settingsFor({ hasDrafts }: LedgerTraits, settings: BillingSettings): BillingSettings {
	return hasDrafts ? { ...settings, createAs: 'invoice' } : { ...settings, status: 'draft' };
}

/** The ledger's own time of its first answer: what changes from then on is found by the second look. */
function startOf(port: AccountingPort, options: InvoiceOptions): string {
	return port.clock() ?? new Date(options.now).toISOString();
}

function judgedInput(
	input: InvoiceInput,
	port: AccountingPort,
	organisation: Organisation,
	today: string,
	options: InvoiceOptions,
): InvoiceInput {
	if (!('deal' in input)) return input;
	return { ...input, deal: judged(input.deal, { ...options, traits: port.traits, organisation, today }) };
}

/** The base currency is always enabled; the others are asked for only when something is billed in one, items likewise. */
export async function readBooks(
	port: AccountingPort,
	organisation: Organisation,
	inputs: InvoiceInput[],
	fallbackItem: string | null,
): Promise<Books> {
	const { baseCurrency } = organisation;
	const base = inputs.every((input) => 'deal' in input && input.deal.currency === baseCurrency);
	const namesItem = inputs.some(
		(input) => 'fields' in input && input.fields.lines.some((line) => line.itemCode !== null),
	);
	const needsFallback = fallbackItem !== null && !port.traits.lineWithoutItem;
	const [accounts, taxRates, currencies, items] = await Promise.all([
		port.accounts(),
		port.taxRates(),
		base ? [baseCurrency] : port.currencies(),
		namesItem || needsFallback ? port.items() : [],
	]);
	const fallback = needsFallback ? fallbackMatch(items, fallbackItem) : null;
	return { organisation, accounts, taxRates, items, currencies, fallback, traits: port.traits };
}

/** Drafts each piece once; what cannot be drafted is answered at once. */
function draftAll(
	inputs: InvoiceInput[],
	books: Books,
	options: InvoiceOptions,
	today: string,
	answers: Map<string, PieceAnswer>,
): Map<string, Piece> {
	const pieces = new Map<string, Piece>();
	for (const input of inputs) {
		const name = pieceName(input);
		if (pieces.has(name) || answers.has(name)) continue;
		const drafted = draftOne(input, books, options, today);
		if ('problem' in drafted) answers.set(name, drafted);
		else if ('hold' in drafted) answers.set(name, { stop: 'held', hold: drafted.hold, invoice: null });
		else pieces.set(name, { ...drafted, checks: mergedChecks(drafted.deal?.checks ?? [], drafted.checks) });
	}
	return pieces;
}

function draftOne(
	input: InvoiceInput,
	books: Books,
	options: InvoiceOptions,
	today: string,
): Piece | { hold: Hold } | { problem: Problem } {
	if (!('deal' in input)) return draftFields(input, books, options, today);
	if (input.customer === null) return { problem: customerMissing() };
	return draftDeal(input.deal, input.customer, books, options, today);
}

async function settle(
	port: AccountingPort,
	pieces: Piece[],
	books: Books,
	since: string,
	options: InvoiceOptions,
): Promise<void> {
	const found = await lookUp(port, pieces, options.settings.lookBackDays);
	const ledger = new LedgerIndex(found, await notesOfAnswered(port, pieces, found));
	for (const piece of pieces) planInvoice(piece, ledger, books, options);
	const writing = pieces.filter((piece) => isWrite(piece, options));
	const nets = writing.map(({ draft }) => ({ net: draft.net, currency: draft.currency }));
	const limit = options.stopIfMoreThan;
	const over = writing.length > limit ? overLimit(writing.length, limit, 'invoices', nets) : null;
	if (options.preview) {
		for (const piece of pieces) piece.answer = previewPiece(piece, books, over);
		return;
	}
	if (over === null) await withdrawFound(port, pieces);
	else for (const piece of pieces) piece.plan = piece.plan && heldBack(piece.plan, over);
	await replaceFirst(port, pieces, options);
	await creditDifferences(port, pieces, options);
	await carryOut(port, pieces, books, since, options);
	await tellReplaced(port, pieces);
	await noteUntaken(port, pieces);
}

/** Whether the plan writes an invoice; a draft of a cut run is moved on where more than a draft is asked for. */
function isWrite({ plan }: Piece, { settings }: InvoiceOptions): boolean {
	if (plan?.do === 'link') return plan.unfinished && settings.status !== 'draft';
	return plan?.do === 'create' || plan?.do === 'update' || plan?.do === 'credit';
}

function outputOf(
	input: InvoiceInput,
	answer: PieceAnswer | undefined,
	piece: Piece | undefined,
	preview: boolean,
): Result<InvoiceOutput> {
	const deal = 'deal' in input ? input.deal : null;
	if (answer === undefined) return ok({ deal, invoice: null });
	if ('problem' in answer) return failed(answer.problem);
	const { invoice } = answer;
	// A piece's checks are the deal's own and further ones, less what Strictness silences.
	const checks = invoice?.checks ?? piece?.checks;
	const told = deal === null || checks === undefined ? deal : withOnlyChecks(deal, checks);
	if (!('stop' in answer)) return ok({ deal: told, invoice });
	const held = invoice === null ? null : { ...invoice, hold: answer.hold };
	if (told !== null)
		return ok({ deal: stopped(told, { outcome: answer.stop, hold: answer.hold }, preview), invoice: held });
	return held === null ? failed(problemOfHold(answer.hold)) : ok({ deal: null, invoice: held });
}

/** An invoice from fields that stands nowhere has no document to carry its hold. */
function problemOfHold(hold: Hold): Problem {
	return { code: hold.code, message: hold.what, todo: hold.todo, scope: 'item' };
}

function customerMissing(): Problem {
	return {
		code: 'document_missing',
		message: `'Customer' is empty: the step before replaced the item`,
		todo: `Turn on 'Include Other Input Fields' there, or set 'Customer' to an expression such as {{ $('Find or create customer').item.json.customer }}`,
		scope: 'item',
	};
}
