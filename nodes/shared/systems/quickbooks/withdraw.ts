import type { Invoice } from '../../model/invoice';
import type { Problem, Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { Books } from './books';
import type { Write } from './client';
import { documentId } from './ids';
import { invoiceOf, isSent, isVoided } from './invoices';
import { readDocuments, toDocuments } from './invoiceReads';
import type { WireEstimate, WireInvoice, WireSale } from './wire';

/**
 * Takes documents back: an estimate and an invoice that nobody has seen are deleted, a sent invoice is voided, so that its
 * number stays. One with payments or credits is kept: unlinking them is for a person (apis/quickbooks.md 7.3). What is gone or
 * void already counts as withdrawn.
 */
export async function withdrawInvoices(
	books: Books,
	invoices: Invoice[],
	only?: 'unedited',
): Promise<Array<Result<Invoice>>> {
	const first = await withdraw(books, invoices, only);
	const stale = invoices.filter((_, index) => isOpen(first[index]));
	if (stale.length === 0) return first;
	const second = await withdraw(books, stale, only);
	return invoices.map((invoice, index) => second[stale.indexOf(invoice)] ?? (first[index] as Result<Invoice>));
}

/** Changed or deleted by somebody between our look and our write. */
function isOpen(result: Result<Invoice> | undefined): boolean {
	return result?.ok === false && ['stale', 'not_found'].includes(result.problem.code);
}

async function withdraw(books: Books, invoices: Invoice[], only?: 'unedited'): Promise<Array<Result<Invoice>>> {
	const { invoices: wires, estimates } = await readDocuments(
		books,
		invoices.map(({ ledgerId }) => ledgerId ?? ''),
	);
	const plans = invoices.map((invoice) => ({ invoice, plan: planOf(invoice, wires, estimates, only) }));
	const writes = plans.flatMap(({ plan }) => ('write' in plan ? [plan.write] : []));
	const results = writes.length === 0 ? [] : await books.client.write<WireSale>(writes, 'withdrawing invoices');
	const voided = [
		...results.flatMap((result, index) => (result.ok && writes[index]?.operation === 'void' ? [result.value] : [])),
		...plans.flatMap(({ plan }) => ('void' in plan ? [plan.void] : [])),
	];
	const documents = await toDocuments(books, voided, []);
	return plans.map(({ invoice, plan }): Result<Invoice> => {
		if ('problem' in plan) return failed(plan.problem);
		const result = 'write' in plan ? results[writes.indexOf(plan.write)] : undefined;
		if (result?.ok === false) return result;
		const document = documents.find(({ ledgerId }) => ledgerId === invoice.ledgerId);
		return ok(document ?? { ...invoice, status: 'deleted' });
	});
}

type Plan = { write: Write } | { problem: Problem } | { void: WireInvoice } | { gone: true };

function planOf(invoice: Invoice, wires: WireInvoice[], estimates: WireEstimate[], only?: 'unedited'): Plan {
	const named = documentId(invoice.ledgerId ?? '');
	if (named === null) return { gone: true };
	const body = ({ Id, SyncToken }: WireSale) => ({ Id, SyncToken });
	if (named.entity === 'Estimate') {
		const wire = estimates.find(({ Id }) => Id === named.id);
		if (wire === undefined) return { gone: true };
		if (invoiceOf(wire) !== null) return { problem: converted(invoiceOf(wire) ?? '') };
		return { write: { entity: 'Estimate', operation: 'delete', body: body(wire) } };
	}
	const wire = wires.find(({ Id }) => Id === named.id);
	if (wire === undefined) return { gone: true };
	if (isVoided(wire)) return { void: wire };
	if ((wire.Balance ?? 0) !== (wire.TotalAmt ?? 0)) return { problem: hasPayments(wire) };
	if (only === 'unedited' && (wire.SyncToken ?? '0') !== '0') return { problem: edited(wire) };
	return { write: { entity: 'Invoice', operation: isSent(wire) ? 'void' : 'delete', body: body(wire) } };
}

function hasPayments({ DocNumber, Id }: WireInvoice): Problem {
	return {
		code: 'has_payments',
		message: `Invoice ${DocNumber ?? Id} has payments or credits in QuickBooks, so it is not withdrawn`,
		todo: 'Unlink the payments or credits in QuickBooks first',
		scope: 'item',
		system: 'quickbooks',
	};
}

function edited({ DocNumber, Id }: WireInvoice): Problem {
	return {
		code: 'edited',
		message: `Invoice ${DocNumber ?? Id} was edited in QuickBooks since it was made`,
		todo: 'Delete it in QuickBooks if it should not stand',
		scope: 'item',
		system: 'quickbooks',
	};
}

function converted(invoiceId: string): Problem {
	return {
		code: 'not_editable',
		message: `The estimate became the invoice ${invoiceId} in QuickBooks`,
		todo: 'Withdraw that invoice',
		scope: 'item',
		system: 'quickbooks',
	};
}
