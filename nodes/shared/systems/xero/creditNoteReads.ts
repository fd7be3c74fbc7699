import type { CreditNote } from '../../model/creditNote';
import type { Organisation } from '../../model/organisation';
import type { SalesQuery, UnallocatedCredit } from '../accounting';
import { uniqueBy } from '../lists';
import type { Read, XeroClient } from './client';
import { toCreditNote } from './creditNotes';
import { calendarDate, whereDate } from './dates';
import { openReceipts } from './receipts';
import type { WireCreditNote, WireReceipt } from './wire';
import { number, text } from './wire';

export const CREDIT_NOTES: Read = {
	path: '/CreditNotes',
	query: { unitdp: 4, order: 'CreditNoteID' },
	doing: 'reading credit notes',
};

const SALES = 'Type=="ACCRECCREDIT"';

/** Sales credit notes dated within the range. Xero lists them by no ids, so customers are picked here. */
export async function creditNotes(
	client: XeroClient,
	organisation: Organisation,
	query: SalesQuery,
): Promise<CreditNote[]> {
	const where = [
		SALES,
		`Date>=${whereDate(query.from)}`,
		...(query.to === null ? [] : [`Date<=${whereDate(query.to)}`]),
	].join(' AND ');
	const wires = await readCreditNotes(client, where);
	const customers = query.customerIds === null ? null : new Set(query.customerIds.map((id) => id.toLowerCase()));
	return wires
		.map((wire) => toCreditNote(wire, organisation))
		.filter((note) => customers === null || customers.has(note.customer.ledgerId?.toLowerCase() ?? ''));
}

/** Approved credit notes, prepayments and overpayments of customers with something left. */
export async function unallocatedCredits(client: XeroClient, organisation: Organisation): Promise<UnallocatedCredit[]> {
	const [notes, receipts] = await Promise.all([
		readCreditNotes(client, `${SALES} AND Status=="AUTHORISED"`),
		openReceipts(client),
	]);
	return [
		...notes.map((note) => unallocated(note, organisation, 'credit_note', note.CreditNoteNumber)),
		...receipts.map((receipt) => unallocated(receipt, organisation, 'receipt', undefined)),
	].filter(({ remaining }) => remaining > 0);
}

export async function readCreditNotes(client: XeroClient, where: string): Promise<WireCreditNote[]> {
	const read = { ...CREDIT_NOTES, query: { ...CREDIT_NOTES.query, where } };
	const wires = await client.pages<WireCreditNote>([read], 'CreditNotes');
	return uniqueBy(wires, (wire) => (wire.CreditNoteID ?? '').toLowerCase());
}

function unallocated(
	wire: WireCreditNote | WireReceipt,
	organisation: Organisation,
	kind: UnallocatedCredit['kind'],
	numbered: string | undefined,
): UnallocatedCredit {
	return {
		customerId: wire.Contact?.ContactID ?? '',
		kind,
		number: text(numbered),
		currency: wire.CurrencyCode ?? organisation.baseCurrency,
		currencyRate: wire.CurrencyRate === undefined ? null : number(wire.CurrencyRate),
		remaining: number(wire.RemainingCredit),
		date: calendarDate(wire.Date) ?? '',
	};
}
