import type { Invoice, InvoiceDraft } from '../../model/invoice';
import type { Result } from '../../model/result';
import { ok } from '../../model/result';
import type { WriteAttempt } from '../accounting';
import type { Books } from './books';
import { estimateId } from './ids';
import { makeSalesOnce } from './numbers';
import { mappingOf, toDocuments } from './invoiceReads';
import { wireSale } from './sale';
import type { WireInvoice, WireSale } from './wire';

/**
 * Makes invoices, or estimates that a person converts (*Create As*). An invoice posts at once and is not sent: QuickBooks has
 * no drafts (apis/quickbooks.md 0.4).
 */
export async function createInvoices(
	books: Books,
	drafts: InvoiceDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<Invoice>>> {
	const { company, items } = await mappingOf(books);
	const results = await makeSales(books, drafts, attempt, {
		doing: 'making invoices',
		what: 'invoices',
		entityOf: ({ createAs }) => (createAs === 'estimate' ? 'Estimate' : 'Invoice'),
		body: (draft) => {
			const sale = wireSale(draft, 'invoice', company, items);
			return sale.ok ? ok({ ...sale.value, DueDate: draft.dueDate, ...delivery(draft) }) : sale;
		},
	});
	const made = (createAs: InvoiceDraft['createAs']) =>
		results.flatMap((result, index) => (result.ok && drafts[index]?.createAs === createAs ? [result.value] : []));
	const documents = await toDocuments(books, made('invoice'), made('estimate'), drafts[0]?.referenceField);
	return results.map((result, index): Result<Invoice> => {
		if (!result.ok) return result;
		const id = result.value.Id ?? '';
		const ledgerId = drafts[index]?.createAs === 'estimate' ? estimateId(id) : id;
		return ok(documents.find((document) => document.ledgerId === ledgerId) as Invoice);
	});
}

/** An invoice of ours goes out when somebody sends it; an estimate says that it waits. */
function delivery({ createAs }: InvoiceDraft): WireSale & { TxnStatus?: string } {
	return createAs === 'estimate' ? { TxnStatus: 'Pending' } : { EmailStatus: 'NotSet' };
}

export interface Sales<Draft> {
	doing: string;
	/** Sets apart what shares a key: an invoice, its estimate, its credit. */
	what: string;
	entityOf(draft: Draft): 'Invoice' | 'Estimate' | 'CreditMemo';
	/** The wire document, or why it cannot be asked for. */
	body(draft: Draft): Result<WireSale>;
}

/** Makes a document of each key; what cannot be asked for is its own draft's problem. */
export async function makeSales<Draft extends { key: string }>(
	books: Books,
	drafts: Draft[],
	attempt: WriteAttempt,
	{ doing, what, entityOf, body }: Sales<Draft>,
): Promise<Array<Result<WireInvoice>>> {
	const bodies = drafts.map(body);
	const going = drafts.filter((_, index) => bodies[index]?.ok);
	const sales = drafts.flatMap((draft, index) => {
		const wire = bodies[index];
		return wire?.ok ? [{ entity: entityOf(draft), body: wire.value }] : [];
	});
	const keys = going.map((draft) => `${entityOf(draft)} ${draft.key}`);
	const results = sales.length === 0 ? [] : await makeSalesOnce(books, sales, doing, { what, keys, attempt });
	return drafts.map((draft, index): Result<WireInvoice> => {
		const wire = bodies[index];
		if (wire?.ok === false) return wire;
		const result = results[going.indexOf(draft)];
		if (result === undefined) throw new Error(`No answer for ${draft.key}`);
		return result;
	});
}
