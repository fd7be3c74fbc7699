import type { QuickBooksRecord } from '../core/types.mts';
import type { Books } from './books.mts';
import { businessRule, notFound } from './faults.mts';
import { checkEmail } from './input.mts';
import type { SaleKind } from './records.mts';
import { show } from './show.mts';

/** Sending and printing of sales: apis/quickbooks.md 7.3. */

/**
 * Mails it to `to`, else to its own address, else to the customer's.
 * @throws Refused 610; 6000 without any address
 */
export function sendSale(books: Books, kind: SaleKind, id: string, to: string | undefined): QuickBooksRecord {
	const held = books.sales[kind].get(id);
	if (!held) throw notFound();
	const customer = books.customers.get(held.CustomerRef.value);
	const Address = to ?? held.BillEmail?.Address ?? customer?.PrimaryEmailAddr?.Address;
	if (!Address) throw businessRule('An email address is required to send the transaction.');
	checkEmail('BillEmail', { Address });
	const record = {
		...held,
		BillEmail: { Address },
		EmailStatus: 'EmailSent',
		DeliveryInfo: { DeliveryType: 'Email', DeliveryTime: books.now() },
		...books.stamp(held),
	};
	books.sales[kind].put(record);
	return show(books, kind, record);
}

/** The least that readers open: one empty page and a title. @throws Refused 610 */
export function pdfOf(books: Books, kind: SaleKind, id: string): Response {
	const held = books.sales[kind].get(id);
	if (!held) throw notFound();
	const body = [
		'%PDF-1.4',
		'1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
		'2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
		'3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj',
		`4 0 obj<</Title(${kind} ${held.DocNumber ?? held.Id})>>endobj`,
		'trailer<</Root 1 0 R/Info 4 0 R>>',
		'%%EOF',
	].join('\n');
	return new Response(body, { headers: { 'Content-Type': 'application/pdf' } });
}
