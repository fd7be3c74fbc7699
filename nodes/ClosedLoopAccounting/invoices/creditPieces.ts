import { checksOfPosted, creditChecks, isWithdrawn } from '../../shared/billing/decideChanged';
import type { CreditNote } from '../../shared/model/creditNote';
import type { Invoice } from '../../shared/model/invoice';
import type { Hold } from '../../shared/model/outcome';
import type { Result } from '../../shared/model/result';
import type { AccountingPort } from '../../shared/systems/accounting';
import { attempted } from '../attempt';
import type { CreditInput } from '../creditNotes/createCreditNotes';
import { createCreditNotes } from '../creditNotes/createCreditNotes';
import { nameOf } from '../documents/names';
import type { Settled } from '../documents/settle';
import { sign } from '../documents/sign';
import { refusalHold } from '../refusal';
import type { InvoiceOptions, Piece, PieceAnswer } from './piece';
import { numberOf } from './secondLook';

/**
 * *Credit and bill again* (rules.md section 8): before the new invoice is made, what it replaces is credited whole and the credit set
 * against it, or withdrawn where it is posted to nobody. A piece whose old invoice still stands is not billed. The credit carries
 * the old invoice's key, so that a run that was cut goes on from where it stands.
 */
export async function replaceFirst(port: AccountingPort, pieces: Piece[], options: InvoiceOptions): Promise<void> {
	const asked = pieces.flatMap((piece) =>
		piece.plan?.do === 'create' ? (piece.plan.replaces ?? []).map((invoice) => ({ piece, invoice })) : [],
	);
	const going = asked.filter(({ invoice }) => isWithdrawn(invoice));
	if (going.length > 0) {
		// Signed first, so that a run that is cut is not taken for a person; without it they go all the same.
		await attempted(
			sign(
				port,
				going.map(({ piece, invoice }) => ({ invoice, deal: piece.deal })),
				options.run,
			),
		);
		const results = await attempted(
			port.withdrawInvoices(
				going.map(({ invoice }) => invoice),
				'Replaced: the deal changed',
			),
		);
		going.forEach(({ piece, invoice }, index) => {
			const result = results.ok ? results.value[index] : results;
			if (result === undefined) stop(piece, invoice, { hold: notSet(null, invoice, port) });
			else if (!result.ok) stop(piece, invoice, { problem: result.problem });
		});
	}
	const crediting = asked.filter(({ invoice }) => !isWithdrawn(invoice));
	const notes = await credit(
		port,
		crediting.map(({ invoice }) => ({
			invoiceId: invoice.ledgerId ?? '',
			sourceId: null,
			amount: null,
			deal: null,
		})),
		{ ...options, status: 'approved', setAgainst: true },
	);
	crediting.forEach(({ piece, invoice }, index) => {
		const settled = notes[index];
		// Without an answer it is not billed again: better a question than two invoices.
		if (settled === undefined) stop(piece, invoice, { hold: notSet(null, invoice, port) });
		else if ('problem' in settled) stop(piece, invoice, settled);
		else if (settled.hold !== null) stop(piece, invoice, { hold: settled.hold });
		else if (!isSet(settled.document, invoice))
			stop(piece, invoice, { hold: notSet(settled.document, invoice, port) });
	});
}

/** *Bill the difference* where the deal comes to less: a draft credit note of its lines; where a ledger has no drafts it posts. */
export async function creditDifferences(port: AccountingPort, pieces: Piece[], options: InvoiceOptions): Promise<void> {
	const asked = pieces.flatMap((piece) => (piece.plan?.do === 'credit' ? [{ piece, plan: piece.plan }] : []));
	const notes = await credit(
		port,
		asked.map(({ plan: { invoice, key, lines } }) => ({
			...{ invoiceId: invoice.ledgerId ?? '', sourceId: null, amount: null, deal: null },
			change: { key, lines },
		})),
		{ ...options, status: port.traits.hasDrafts ? 'draft' : 'approved', setAgainst: true },
	);
	const read =
		asked.length === 0
			? null
			: await attempted(port.invoicesById(asked.map(({ plan }) => plan.invoice.ledgerId ?? '')));
	asked.forEach(({ piece, plan }, index) => {
		const settled = notes[index];
		if (settled === undefined) return;
		const now = read?.ok === true ? read.value[index] : undefined;
		const invoice = now?.ok === true && now.value !== null ? now.value : plan.invoice;
		piece.answer = answerOf(piece, invoice, settled, plan.reason);
	});
}

function answerOf(piece: Piece, invoice: Invoice, settled: Settled<CreditNote>, reason: string): PieceAnswer {
	if ('problem' in settled) return { problem: settled.problem };
	const { document, hold } = settled;
	if (hold !== null) {
		const stop = hold.code === 'uncertain' ? 'uncertain' : 'held';
		return { stop, hold, invoice: { ...invoice, outcome: stop } };
	}
	const checks = document === null ? [] : creditChecks(document, invoice);
	const told = document === null ? reason : `${reason}: ${nameOf(document)}`;
	return { invoice: { ...invoice, checks: checksOfPosted(checks, piece.checks), outcome: 'updated', reason: told } };
}

async function credit(
	port: AccountingPort,
	inputs: CreditInput[],
	{ run, now, status, setAgainst }: InvoiceOptions & { status: 'draft' | 'approved'; setAgainst: boolean },
): Promise<Array<Settled<CreditNote>>> {
	if (inputs.length === 0) return [];
	const options = { status, setAgainst, preview: false, stopIfMoreThan: inputs.length, run, now };
	const made = await attempted(createCreditNotes(port, inputs, options));
	return made.ok ? made.value : inputs.map(() => ({ problem: made.problem }));
}

/** What was credited whole has nothing left on either side. */
function isSet(note: CreditNote | null, { ledgerId }: Invoice): boolean {
	if (note === null || note.remaining !== 0) return false;
	return note.allocations.length === 0 || note.allocations.some(({ invoiceId }) => invoiceId === ledgerId);
}

function notSet(note: CreditNote | null, invoice: Invoice, { traits }: AccountingPort): Hold {
	const name = note === null ? 'The credit note' : nameOf(note);
	return {
		code: 'credit_not_set',
		what: `${name} stands, but is not set against ${numberOf(invoice)} whole, so the deal is not billed again yet`,
		todo: `Set it against ${numberOf(invoice)} in ${traits.label}: the next run goes on`,
		by: 'finance',
	};
}

function stop(
	piece: Piece,
	invoice: Invoice,
	why: { hold: Hold } | { problem: Extract<Result<never>, { ok: false }>['problem'] },
): void {
	if ('hold' in why) {
		piece.plan = { do: 'stop', hold: why.hold, invoice };
		return;
	}
	const hold = refusalHold(why.problem);
	if (hold === null) {
		// Without its plan nothing is made of it.
		delete piece.plan;
		piece.answer = { problem: why.problem };
	} else piece.plan = { do: 'stop', hold, invoice };
}
