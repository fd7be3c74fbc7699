import type { CreditNote } from '../../../../nodes/shared/model/creditNote';
import type { Invoice } from '../../../../nodes/shared/model/invoice';
import type { Organisation } from '../../../../nodes/shared/model/organisation';
import type { Result } from '../../../../nodes/shared/model/result';
import { ok } from '../../../../nodes/shared/model/result';
import type { ToyCustomer, ToyDocument, ToyPayment } from '../server/records.mts';
import type { ToyClient } from './client.mts';
import { toCreditNote, toInvoice } from './mapping.mts';
import type { Names } from './mapping.mts';

/** Documents of the toy ledger, read whole and named. */
export function toyDocuments(client: ToyClient, organisation: () => Promise<Organisation>, now: () => number) {
	/** What a customer needs besides itself. */
	async function bare(): Promise<Names> {
		return { books: await organisation(), now: now(), customers: new Map() };
	}

	/** What every document needs besides itself. */
	async function names(): Promise<Names> {
		const customers = await client.list<ToyCustomer>('customers', 'reading customers');
		const named = new Map(customers.map(({ id, name }) => [id, name]));
		return { ...(await bare()), customers: named };
	}

	async function invoices(keep: (invoice: Invoice) => boolean): Promise<Invoice[]> {
		const all = await client.list<ToyDocument>('invoices', 'reading invoices');
		const payments = await client.list<ToyPayment>('payments', 'reading payments');
		const known = await names();
		return all.map((record) => toInvoice(record, payments, known)).filter(keep);
	}

	async function creditNotes(): Promise<CreditNote[]> {
		const [all, known] = [await client.list<ToyDocument>('credits', 'reading credit notes'), await names()];
		return all.map((record) => toCreditNote(record, known));
	}

	/** Documents of what was written, in order. */
	async function shown<Written extends object, T>(
		results: Array<Result<Written>>,
		show: (record: Written, known: Names) => T,
	): Promise<Array<Result<T>>> {
		// Nothing written, nothing to name; the problem of a whole run is not hidden by another of the same.
		if (!results.some(({ ok: done }) => done)) return results as Array<Result<never>>;
		const known = await names();
		return results.map((result) => (result.ok ? ok(show(result.value, known)) : result));
	}

	const asInvoice = (record: ToyDocument, known: Names) => toInvoice(record, [], known);

	return { bare, names, invoices, creditNotes, shown, asInvoice };
}
