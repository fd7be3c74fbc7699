import type { Organisation } from '../../model/organisation';
import type { Payment, PaymentDraft } from '../../model/payment';
import type { Result } from '../../model/result';
import type { WriteAttempt } from '../accounting';
import type { XeroClient } from './client';
import { paymentReference, toPayment, wirePayment } from './payments';
import { makeRecords } from './recordWrites';
import type { WirePayment } from './wire';

/** Books payments of approved invoices; Xero refuses one above what is due (apis/xero.md 8). */
export async function createPayments(
	client: XeroClient,
	organisation: Organisation,
	drafts: PaymentDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<Payment>>> {
	const read = (wire: WirePayment) => toPayment(wire, organisation);
	return await makeRecords(
		client,
		{ name: 'Payments', read },
		{
			drafts,
			attempt,
			what: 'payments',
			doing: 'making payments',
			toWire: wirePayment,
			keyOf: ({ key }) => key,
			isOf: (wire, draft) => wire.Reference === paymentReference(draft),
		},
	);
}
