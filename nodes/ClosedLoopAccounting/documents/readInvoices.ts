import type { Invoice } from '../../shared/model/invoice';
import type { Result } from '../../shared/model/result';
import { failed, ok } from '../../shared/model/result';
import type { AccountingPort } from '../../shared/systems/accounting';
import { notFound } from '../ids';

/** What names an invoice: its id, and where it is known the document as it was read before. */
export interface InvoiceName {
	invoiceId: string;
	asked?: Invoice | null;
}

/**
 * The invoices as the ledger has them now. An estimate that a person converted meanwhile is gone under its id; its invoice is
 * found by the key. One that was read before and is gone was deleted; any other id that does not exist is a problem of that one
 * alone.
 */
export async function readInvoices(port: AccountingPort, names: InvoiceName[]): Promise<Array<Result<Invoice>>> {
	if (names.length === 0) return [];
	const ids = [...new Set(names.map(({ invoiceId }) => invoiceId))];
	const found = new Map((await port.invoicesById(ids)).map((result, index) => [ids[index] ?? '', result]));
	const gone = names.flatMap(({ invoiceId, asked }) => {
		const result = found.get(invoiceId);
		return result?.ok && result.value === null && asked?.kind === 'estimate' && asked.key !== null ? [asked] : [];
	});
	const converted = await invoicesOf(port, gone);
	return names.map(({ invoiceId, asked }): Result<Invoice> => {
		const result = found.get(invoiceId) as Result<Invoice | null>;
		if (!result.ok) return result;
		const deleted = asked?.ledgerId === invoiceId ? { ...asked, status: 'deleted' as const } : undefined;
		const invoice = result.value ?? converted.get(asked?.key ?? '') ?? deleted;
		return invoice === undefined ? failed(notFound('sales invoice', invoiceId, port.traits.label)) : ok(invoice);
	});
}

async function invoicesOf(port: AccountingPort, gone: Invoice[]): Promise<Map<string, Invoice>> {
	const customers = [...new Set(gone.flatMap(({ customer }) => customer.ledgerId ?? []))];
	const since = gone.map(({ issueDate }) => issueDate).sort()[0];
	if (since === undefined || customers.length === 0) return new Map();
	const invoices = await port.invoicesOfCustomers(customers, since);
	return new Map(invoices.flatMap((invoice) => (invoice.key === null ? [] : [[invoice.key, invoice] as const])));
}
