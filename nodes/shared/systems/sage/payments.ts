import { keyReference, readKeyReference } from '../../billing/keyTexts';
import type { Organisation } from '../../model/organisation';
import type { Payment, PaymentDraft } from '../../model/payment';
import { currencyOf, currencyRateOf } from './artefacts';
import { contactName } from './contacts';
import { REFERENCE_MAX } from './keyPlace';
import type { WireAllocated, WireAllocation, WireContactPayment, WireRef } from './wire';
import { day, linkOf, moment, number, refId, text } from './wire';

/** Sage's types of customers' payments (apis/sage.md 10); the others pay suppliers. */
const KINDS: Record<string, Payment['kind']> = { CUSTOMER_RECEIPT: 'payment', CUSTOMER_REFUND: 'refund' };

export function isOfCustomer(wire: WireContactPayment): boolean {
	return (refId(wire.transaction_type) ?? '') in KINDS;
}

/** True where the list told what it was set against; it may show references only, like lines. */
export function partsAreWhole(parts: WireAllocated[] | null | undefined): boolean {
	return (parts ?? []).every((part) => part.artefact !== undefined && part.amount !== undefined);
}

/**
 * A receipt or refund of a customer. What of it is not set against invoices stands as its payment on account; one that paid no invoice is
 * money before one.
 */
export function toPayment(wire: WireContactPayment, organisation: Organisation): Payment {
	const onAccount = wire.payment_on_account ?? null;
	const kind = KINDS[refId(wire.transaction_type) ?? ''] ?? 'payment';
	const parts = wire.allocated_artefacts ?? [];
	const early = kind === 'payment' && onAccount !== null && parts.length === 0;
	return {
		ledger: 'sage',
		organisation: { id: organisation.id, name: organisation.name },
		ledgerId: text(wire.id),
		...readKeyReference(wire.reference),
		kind: early ? 'prepayment' : kind,
		customer: { ledgerId: refId(wire.contact), name: contactName(wire.contact) },
		date: day(wire.date) ?? '',
		currency: currencyOf(wire, organisation),
		currencyRate: currencyRateOf(wire, organisation),
		amount: Math.abs(number(wire.total_amount)),
		unallocated: Math.abs(number(onAccount?.outstanding_amount ?? onAccount?.total_amount)),
		allocations: parts
			.filter(({ artefact, amount }) => isKind(artefact, 'sales_invoices') && number(amount) !== 0)
			.map(({ artefact, amount }) => ({ invoiceId: refId(artefact) ?? '', amount: Math.abs(number(amount)) })),
		account: refId(wire.bank_account),
		live: text(wire.deleted_at) === null,
		url: linkOf(wire),
		updatedAt: moment(wire.updated_at),
	};
}

/** What a credit note settled, one for each invoice: no money moved. An allocation of a receipt on account is none. */
export function creditsOf(
	wire: WireAllocation,
	currencies: Map<string, string>,
	organisation: Organisation,
): Payment[] {
	const parts = wire.allocated_artefacts ?? [];
	const note = parts.find(({ artefact }) => isKind(artefact, 'sales_credit_notes'));
	if (note === undefined) return [];
	const contact = refId(wire.contact);
	const currency = currencies.get(contact ?? '') ?? organisation.baseCurrency;
	return parts
		.filter(({ artefact }) => isKind(artefact, 'sales_invoices'))
		.map(({ artefact, amount }) => ({
			ledger: 'sage',
			organisation: { id: organisation.id, name: organisation.name },
			ledgerId: text(wire.id),
			key: null,
			kind: 'credit',
			customer: { ledgerId: contact, name: contactName(wire.contact) },
			date: day(wire.date) ?? '',
			currency,
			currencyRate: currency === organisation.baseCurrency ? 1 : null,
			amount: Math.abs(number(amount)),
			unallocated: 0,
			allocations: [{ invoiceId: refId(artefact) ?? '', amount: Math.abs(number(amount)) }],
			account: null,
			reference: text(note.artefact?.displayed_as),
			live: text(wire.deleted_at) === null,
			url: linkOf(wire),
			updatedAt: moment(wire.updated_at),
		}));
}

function isKind(ref: WireRef | null | undefined, resource: string): boolean {
	return (ref?.$path ?? '').includes(`/${resource}`);
}

/** What is sent of a receipt (apis/sage.md 10). `rate` for a currency that is not the base one, where the business keeps one. */
export function wirePayment(
	draft: PaymentDraft,
	organisation: Organisation,
	rate: number | undefined,
): Record<string, unknown> {
	return {
		transaction_type_id: 'CUSTOMER_RECEIPT',
		contact_id: draft.customerId,
		bank_account_id: draft.account,
		date: draft.date,
		total_amount: draft.amount,
		...(draft.currency === organisation.baseCurrency ? {} : { currency_id: draft.currency }),
		...(rate === undefined ? {} : { exchange_rate: rate }),
		reference: keyReference(draft.reference, draft.key, REFERENCE_MAX),
		allocated_artefacts: [{ artefact_id: draft.invoiceId, amount: draft.amount }],
	};
}
