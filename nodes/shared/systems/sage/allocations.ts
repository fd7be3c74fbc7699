import type { Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import { attempted, ifFound } from '../../transport/attempt';
import type { WriteAttempt } from '../accounting';
import { idempotencyId } from './ids';
import type { Desk } from './invoiceWrites';
import type { WireAllocation, WireRef } from './wire';
import { text } from './wire';

/** Two documents of one contact that settle each other (apis/sage.md 10). */
export interface Pairing {
	contactId: string;
	invoiceId: string;
	/** The credit note, or the receipt that stands on account. */
	creditId: string;
	amount: number;
	date: string;
}

/**
 * Sets a credit against an invoice. Whether the credit's amount carries a minus is told nowhere (apis/sage.md 10): it does in double entry, and
 * where Sage refuses that, it is sent without.
 */
export async function allocate(
	desk: Desk,
	pairing: Pairing,
	attempt: WriteAttempt,
): Promise<Result<WireAllocation | null>> {
	const type = await allocationType(desk);
	const send = async (sign: 1 | -1) =>
		await attempted(
			desk.client
				.write<WireAllocation>({
					method: 'POST',
					path: '/contact_allocations',
					name: 'contact_allocation',
					body: {
						transaction_type_id: type,
						contact_id: pairing.contactId,
						date: pairing.date,
						allocated_artefacts: [
							{ artefact_id: pairing.invoiceId, amount: pairing.amount },
							{ artefact_id: pairing.creditId, amount: sign * pairing.amount },
						],
					},
					idempotencyId: idempotencyId(
						desk.client.businessId,
						sign === 1 ? 'contact_allocation unsigned' : 'contact_allocation',
						`${pairing.creditId} ${pairing.invoiceId}`,
						attempt,
					),
					doing: 'setting a credit against an invoice',
				})
				.then((wire) => ok(wire)),
		);
	const signed = await send(-1);
	if (signed.ok || signed.problem.scope === 'run' || signed.problem.status !== 422) return signed;
	const unsigned = await send(1);
	return unsigned.ok ? unsigned : failed(signed.problem);
}

/** The type's id is not documented, so the list tells it (apis/sage.md 10). */
async function allocationType(desk: Desk): Promise<string> {
	const listing = { path: '/transaction_types', doing: 'reading transaction types' };
	const types = (await ifFound(desk.client.pages<WireRef>(listing))) ?? [];
	const found = types.find(({ id, displayed_as: name }) => /customer.?allocation/i.test(`${id ?? ''} ${name ?? ''}`));
	return text(found?.id) ?? 'CUSTOMER_ALLOCATION';
}
