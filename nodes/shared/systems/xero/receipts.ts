import { readKeyReference } from '../../billing/keyTexts';
import type { Organisation } from '../../model/organisation';
import type { Payment } from '../../model/payment';
import { uniqueBy } from '../lists';
import type { Read, XeroClient } from './client';
import { calendarDate, moment } from './dates';
import { realId } from './ids';
import { paymentLink } from './links';
import type { WireReceipt } from './wire';
import { number } from './wire';

/** Prepayments and overpayments, which Xero keeps apart from payments (apis/xero.md 8). Bills' ones are left out. */
const KINDS = [
	{ name: 'Prepayments', kind: 'prepayment', types: ['RECEIVE-PREPAYMENT', 'ARPREPAYMENT'] },
	{ name: 'Overpayments', kind: 'overpayment', types: ['RECEIVE-OVERPAYMENT', 'AROVERPAYMENT'] },
] as const;

/** Those of customers that still have something left. */
export async function openReceipts(client: XeroClient): Promise<WireReceipt[]> {
	const read = await Promise.all(KINDS.map(async ({ name }) => await list(client, name, 'Status=="AUTHORISED"')));
	return read.flat();
}

/** All of customers that the filter lets through, as payments; null for no filter. */
export async function readReceipts(
	client: XeroClient,
	organisation: Organisation,
	where: string | null,
): Promise<Payment[]> {
	const read = await Promise.all(
		KINDS.map(async ({ name, kind }) => {
			const wires = await list(client, name, where);
			return wires.map((wire) => toReceipt(wire, kind, organisation));
		}),
	);
	return read.flat();
}

async function list(client: XeroClient, name: (typeof KINDS)[number]['name'], where: string | null) {
	const read: Read = {
		path: `/${name}`,
		query: { ...(where === null ? {} : { where }), order: 'UpdatedDateUTC' },
		doing: 'reading prepayments and overpayments',
	};
	const types: readonly string[] = KINDS.flatMap((one) => (one.name === name ? [...one.types] : []));
	const wires = (await client.pages<WireReceipt>([read], name)).filter((wire) => types.includes(wire.Type ?? ''));
	return uniqueBy(wires, (wire) => idOf(wire) ?? '');
}

function toReceipt(wire: WireReceipt, kind: Payment['kind'], organisation: Organisation): Payment {
	const id = idOf(wire);
	return {
		ledger: 'xero',
		organisation: { id: organisation.id, name: organisation.name },
		ledgerId: id,
		...readKeyReference(wire.Reference),
		kind,
		customer: { ledgerId: wire.Contact?.ContactID ?? null, name: wire.Contact?.Name ?? '' },
		date: calendarDate(wire.Date) ?? '',
		currency: wire.CurrencyCode ?? organisation.baseCurrency,
		currencyRate: wire.CurrencyRate === undefined ? null : number(wire.CurrencyRate),
		amount: number(wire.Total),
		unallocated: number(wire.RemainingCredit),
		allocations: (wire.Allocations ?? [])
			.filter((allocation) => allocation.IsDeleted !== true)
			.map((allocation) => ({
				invoiceId: allocation.Invoice?.InvoiceID ?? '',
				amount: number(allocation.Amount),
			})),
		// Which bank account it went into stands on its bank transaction only.
		account: null,
		live: wire.Status !== 'VOIDED',
		url: id === null ? null : paymentLink(organisation, id),
		updatedAt: moment(wire.UpdatedDateUTC),
	};
}

function idOf(wire: WireReceipt): string | null {
	return realId(wire.PrepaymentID) ?? realId(wire.OverpaymentID);
}
