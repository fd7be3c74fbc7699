import { readKeyMemo } from '../../billing/keyTexts';
import type { Invoice, InvoiceDraft } from '../../model/invoice';
import type { Problem, Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { InvoiceAdvance, WriteAttempt } from '../accounting';
import type { Books } from './books';
import { changeObjects, gone } from './changeObjects';
import { documentId } from './ids';
import { invoiceOf } from './invoices';
import { invoicesById, mappingOf, readDocuments, toDocuments } from './invoiceReads';
import { clearedFields } from './lines';
import { makeSalesOnce } from './numbers';
import { wireSale } from './sale';
import type { Company } from './settings';
import type { WireEstimate, WireInvoice, WireLine, WireSale } from './wire';

type Update = { ledgerId: string; draft: InvoiceDraft };

/**
 * Replaces the content of estimates that stand for invoices. An invoice is posted and never updated silently (rules.md
 * section 8); nor is an estimate whose content somebody changed while we looked.
 */
export async function updateInvoices(books: Books, updates: Update[]): Promise<Array<Result<Invoice>>> {
	const estimates = updates.filter(({ ledgerId }) => documentId(ledgerId)?.entity === 'Estimate');
	const { company, items } = await mappingOf(books);
	const bodies = new Map(estimates.map((update) => [update, wireSale(update.draft, 'invoice', company, items)]));
	const going = estimates.filter((update) => bodies.get(update)?.ok);
	const results = await changeObjects<Update, WireEstimate, WireEstimate>({
		books,
		entity: 'Estimate',
		inputs: going,
		idOf: ({ ledgerId }) => documentId(ledgerId)?.id ?? '',
		read: async () =>
			(
				await readDocuments(
					books,
					going.map(({ ledgerId }) => ledgerId),
				)
			).estimates,
		body: (update, standing) => {
			const sale = bodies.get(update);
			if (!sale?.ok) return null;
			// The number that it has stays.
			const { draft } = update;
			const cleared = clearedFields(draft, standing);
			return { ...sale.value, ...cleared, AutoDocNumber: undefined, DueDate: draft.dueDate };
		},
		stillWanted: (before, now) => contentOf(before) === contentOf(now),
		take: (wire) => wire,
		doing: 'updating estimates',
	});
	const changed = results.flatMap((result) => (result.ok ? [result.value] : []));
	const documents = await toDocuments(books, [], changed, updates[0]?.draft.referenceField);
	return updates.map((update): Result<Invoice> => {
		const body = bodies.get(update);
		if (body === undefined) return failed(posted(update.ledgerId));
		if (!body.ok) return body;
		const result = results[going.indexOf(update)];
		if (result?.ok === false) return result;
		const document = documents.find(({ ledgerId }) => ledgerId === update.ledgerId);
		return document === undefined ? failed(gone('Estimate', update.ledgerId)) : ok(document);
	});
}

/** What a person would see of an edit. */
function contentOf(wire: WireEstimate): string {
	return JSON.stringify([
		wire.CustomerRef?.value,
		wire.TxnDate,
		wire.DueDate,
		wire.TotalAmt,
		wire.Line,
		wire.TxnStatus,
	]);
}

/**
 * Approves: an estimate becomes the invoice, with its lines, memo and link (apis/quickbooks.md 7.6); an invoice is posted already
 * and stands as it is.
 */
export async function advanceInvoices(books: Books, advances: InvoiceAdvance[]): Promise<Array<Result<Invoice>>> {
	const company = await books.company();
	const { estimates } = await readDocuments(
		books,
		advances.map(({ ledgerId }) => ledgerId),
	);
	const conversions = advances.flatMap(({ ledgerId, dates }): Conversion[] => {
		const named = documentId(ledgerId);
		const wire = named?.entity === 'Estimate' ? estimates.find(({ Id }) => Id === named.id) : undefined;
		if (wire === undefined || invoiceOf(wire) !== null || isRejected(wire)) return [];
		return [{ ledgerId, estimateId: wire.Id ?? '', body: invoiceOfEstimate(wire, company, dates) }];
	});
	const made = await convertOnce(books, conversions);
	const others = advances
		.map(({ ledgerId }) => ledgerId)
		.filter((id) => conversions.every((one) => one.ledgerId !== id));
	const standing = others.length === 0 ? [] : await invoicesById(books, others);
	return advances.map(({ ledgerId }): Result<Invoice> => {
		const converted = made[conversions.findIndex((one) => one.ledgerId === ledgerId)];
		if (converted !== undefined) return converted;
		const found = standing[others.indexOf(ledgerId)];
		if (found === undefined || !found.ok) return found ?? failed(gone('Invoice', ledgerId));
		if (found.value === null) return failed(gone('Invoice', ledgerId));
		return found.value.kind === 'estimate' ? failed(rejected(ledgerId)) : ok(found.value);
	});
}

/**
 * Two runs that approve at once ask the same, and are answered with one invoice. A refusal is remembered with that question, so
 * after a look at what became of the estimate it is asked once more, freshly.
 */
async function convertOnce(books: Books, conversions: Conversion[]): Promise<Array<Result<Invoice>>> {
	const first = await convert(books, conversions, { fresh: 0, run: '' });
	const refused = conversions.filter((_, index) => {
		const result = first[index];
		return result?.ok === false && result.problem.scope === 'item' && result.problem.code !== 'no_answer';
	});
	if (refused.length === 0) return first;
	const ids = refused.map(({ ledgerId }) => ledgerId);
	const now = await invoicesById(books, ids);
	const became = (ledgerId: string) => {
		const found = now[ids.indexOf(ledgerId)];
		return found?.ok && found.value !== null && found.value.kind !== 'estimate' ? found.value : null;
	};
	const again = refused.filter(({ ledgerId }) => became(ledgerId) === null);
	const second = await convert(books, again, { fresh: 1, run: String(books.client.now()) });
	return conversions.map((conversion, index): Result<Invoice> => {
		const invoice = refused.includes(conversion) ? became(conversion.ledgerId) : null;
		return invoice === null
			? (second[again.indexOf(conversion)] ?? (first[index] as Result<Invoice>))
			: ok(invoice);
	});
}

export interface Conversion {
	ledgerId: string;
	estimateId: string;
	body: WireInvoice;
}

/** Makes invoices of estimates, each once: QuickBooks links and closes the estimate itself. */
export async function convert(
	books: Books,
	conversions: Conversion[],
	attempt: WriteAttempt,
): Promise<Array<Result<Invoice>>> {
	if (conversions.length === 0) return [];
	const results = await makeSalesOnce(
		books,
		conversions.map(({ body, estimateId }) => ({
			entity: 'Invoice' as const,
			body: { ...body, LinkedTxn: [{ TxnId: estimateId, TxnType: 'Estimate' }] },
		})),
		'converting estimates',
		{ what: 'conversions', keys: conversions.map(({ estimateId }) => estimateId), attempt },
	);
	const documents = await toDocuments(
		books,
		results.flatMap((result) => (result.ok ? [result.value] : [])),
		[],
	);
	return results.map((result): Result<Invoice> => {
		if (!result.ok) return result;
		return ok(documents.find(({ ledgerId }) => ledgerId === result.value.Id) as Invoice);
	});
}

/** The invoice that an estimate becomes, as a person sees the estimate now. */
function invoiceOfEstimate(wire: WireEstimate, company: Company, dates: InvoiceAdvance['dates']): WireInvoice {
	const due = dates?.dueDate ?? wire.DueDate;
	return {
		CustomerRef: { value: wire.CustomerRef?.value },
		TxnDate: dates?.issueDate ?? wire.TxnDate,
		...(due === undefined ? {} : { DueDate: due }),
		Line: (wire.Line ?? []).filter(({ DetailType }) => DetailType !== 'SubTotalLineDetail').map(copiedLine),
		EmailStatus: 'NotSet',
		...copiedHead(wire),
		...(readKeyMemo(wire.PrivateNote) === null ? {} : { PrivateNote: wire.PrivateNote }),
		...(company.customNumbers ? { AutoDocNumber: true } : {}),
		...(company.multiCurrency && wire.CurrencyRef?.value ? { CurrencyRef: { value: wire.CurrencyRef.value } } : {}),
		...(company.documentTaxCode === null
			? {}
			: { TxnTaxDetail: { TxnTaxCodeRef: wire.TxnTaxDetail?.TxnTaxCodeRef } }),
	};
}

function copiedHead({ GlobalTaxCalculation, CustomField, BillEmail }: WireEstimate): WireSale {
	const fields = (CustomField ?? []).filter(({ StringValue }) => (StringValue ?? '') !== '');
	return {
		...(GlobalTaxCalculation === undefined ? {} : { GlobalTaxCalculation }),
		...(fields.length === 0 ? {} : { CustomField: fields }),
		...(BillEmail?.Address === undefined ? {} : { BillEmail: { Address: BillEmail.Address } }),
	};
}

/** A line as it is made anew: without its place on the estimate and what QuickBooks adds when it answers. */
function copiedLine({ DetailType, Description, Amount, ...line }: WireLine): WireLine {
	const sold = { ...line.SalesItemLineDetail, ItemAccountRef: undefined };
	return {
		DetailType,
		...(Description === undefined ? {} : { Description }),
		...(Amount === undefined ? {} : { Amount }),
		...(line.SalesItemLineDetail === undefined ? {} : { SalesItemLineDetail: sold }),
		...(line.DiscountLineDetail === undefined ? {} : { DiscountLineDetail: line.DiscountLineDetail }),
		...(line.DescriptionLineDetail === undefined ? {} : { DescriptionLineDetail: line.DescriptionLineDetail }),
		...(line.GroupLineDetail === undefined ? {} : { GroupLineDetail: line.GroupLineDetail }),
	};
}

function isRejected({ TxnStatus }: WireEstimate): boolean {
	return ['rejected', 'closed'].includes((TxnStatus ?? '').toLowerCase());
}

function posted(ledgerId: string): Problem {
	return {
		code: 'not_editable',
		message: `Invoice ${ledgerId} is posted in QuickBooks, which has no drafts, so it is not changed from here`,
		todo: 'Change it in QuickBooks, or void it and bill again',
		scope: 'item',
		system: 'quickbooks',
	};
}

function rejected(ledgerId: string): Problem {
	return {
		code: 'not_editable',
		message: `The estimate ${ledgerId} was rejected or closed in QuickBooks`,
		todo: 'Open the estimate in QuickBooks and set it to Pending, or bill again',
		scope: 'item',
		system: 'quickbooks',
	};
}
