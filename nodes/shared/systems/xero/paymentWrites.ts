import type { Organisation } from '../../model/organisation';
import type { Payment, PaymentDraft } from '../../model/payment';
import type { Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { WriteAttempt } from '../accounting';
import type { XeroClient } from './client';
import { writeInBatches } from './client';
import { elementProblem } from './errors';
import { idempotencyKey } from './ids';
import { paymentReference, toPayment, wirePayment } from './payments';
import type { WirePayment } from './wire';

/** Books payments of approved invoices; Xero refuses one above what is due (apis/xero.md 8). */
export async function createPayments(
	client: XeroClient,
	organisation: Organisation,
	drafts: PaymentDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<Payment>>> {
	const doing = 'making payments';
	return await writeInBatches<PaymentDraft, WirePayment, Payment>(
		drafts,
		async (batch) =>
			await client.write<WirePayment>({
				method: 'PUT',
				path: '/Payments',
				name: 'Payments',
				elements: batch.map(wirePayment),
				idempotencyKey: idempotencyKey(
					client.organisationId,
					'payments',
					batch.map((draft) => draft.key),
					attempt,
				),
				doing,
			}),
		(draft, wire) => wire.Reference === paymentReference(draft),
		(wire) => {
			const problem = elementProblem(wire, doing);
			return problem === null ? ok(toPayment(wire, organisation)) : failed(problem);
		},
	);
}
