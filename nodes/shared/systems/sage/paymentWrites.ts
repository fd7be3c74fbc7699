import { formatMoney } from '../../billing/money';
import type { Payment, PaymentDraft } from '../../model/payment';
import type { Result } from '../../model/result';
import { ok } from '../../model/result';
import { unreadable } from '../../transport/answers';
import type { WriteAttempt } from '../accounting';
import { SystemError } from '../../transport/systemError';
import { each } from './client';
import { idempotencyId } from './ids';
import type { Desk } from './invoiceWrites';
import { onePayment } from './paymentReads';
import { toPayment, wirePayment } from './payments';
import { makeOnce } from './replays';
import { SAGE } from './profile';
import type { WireContactPayment } from './wire';

/** Books receipts of released invoices. What is above what is due is refused by Sage, in words that name no amount; ours do. */
export async function createPayments(
	desk: Desk,
	drafts: PaymentDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<Payment>>> {
	const doing = 'making payments';
	const organisation = await desk.catalogue.organisation();
	const foreign = drafts.some(({ currency }) => currency !== organisation.baseCurrency);
	const rates = foreign ? await desk.catalogue.exchangeRates() : new Map<string, number>();
	return await each(drafts, async (draft) => {
		const wire = await makeOnce<WireContactPayment>({
			client: desk.client,
			attempt,
			write: async (anew) =>
				await desk.client.write<WireContactPayment>({
					method: 'POST',
					path: '/contact_payments',
					name: 'contact_payment',
					body: wirePayment(draft, organisation, rates.get(draft.currency)),
					idempotencyId: idempotencyId(desk.client.businessId, 'contact_payment', draft.key, anew),
					doing,
				}),
			read: async (id) => await onePayment(desk, id),
			removed: removed(),
		}).then(
			(written) => written,
			async (error: unknown) => await Promise.reject((await exceedsDue(desk, draft)) ?? error),
		);
		if (wire === null) throw unreadable(SAGE, doing);
		return ok(toPayment(wire, organisation));
	});
}

function removed(): SystemError {
	return new SystemError({
		code: 'removed',
		message: 'The payment of this source was recorded before, and a person has deleted it in Sage since',
		todo: "Record it in Sage again, or use another 'Source ID'",
		scope: 'item',
		system: 'sage',
	});
}

/** Why a receipt may have been refused: more than is due by now. */
async function exceedsDue(desk: Desk, draft: PaymentDraft): Promise<SystemError | null> {
	const [read] = await desk.invoices.byId([draft.invoiceId]);
	const invoice = read?.ok === true ? read.value : null;
	if (invoice === null || draft.amount <= invoice.due) return null;
	return new SystemError({
		code: 'exceeds_due',
		message: `${formatMoney(draft.amount, draft.currency)} is more than the ${formatMoney(invoice.due, invoice.currency)} due on invoice ${invoice.number ?? invoice.ledgerId}`,
		todo: 'Book what is due; what was paid above it goes on account in Sage',
		scope: 'item',
		system: 'sage',
	});
}
