import type { AmountsAre, InvoiceDraftLine, InvoiceLine } from '../../model/invoice';
import type { WireLineItem } from './wire';
import { number, text } from './wire';

/** Lines of invoices, credit notes and quotes alike (apis/xero.md 7.2, 8). */

const AMOUNTS: Record<AmountsAre, string> = { exclusive: 'Exclusive', inclusive: 'Inclusive', no_tax: 'NoTax' };

export function wireAmounts(amounts: AmountsAre): string {
	return AMOUNTS[amounts];
}

/** Quotes spell it in upper case (apis/xero.md 8). */
export function amountsAre(wire: string | undefined): AmountsAre {
	const found = (Object.keys(AMOUNTS) as AmountsAre[]).find(
		(name) => AMOUNTS[name].toLowerCase() === wire?.toLowerCase(),
	);
	return found ?? 'exclusive';
}

export function toLine(wire: WireLineItem): InvoiceLine {
	return {
		ledgerLineId: wire.LineItemID ?? null,
		description: wire.Description ?? '',
		quantity: number(wire.Quantity),
		unitPrice: number(wire.UnitAmount),
		discountPercent: optional(wire.DiscountRate),
		discountAmount: optional(wire.DiscountAmount),
		itemCode: text(wire.ItemCode),
		account: text(wire.AccountCode),
		taxCode: text(wire.TaxType),
		tax: number(wire.TaxAmount),
		amount: number(wire.LineAmount),
	};
}

/** LineAmount is never sent, since Xero refuses one that it computes differently. */
export function wireLine(line: InvoiceDraftLine): WireLineItem {
	return {
		Description: line.description,
		Quantity: line.quantity,
		UnitAmount: line.unitPrice,
		...(line.discountPercent === null ? {} : { DiscountRate: line.discountPercent }),
		...(line.discountAmount === null ? {} : { DiscountAmount: line.discountAmount }),
		...(line.itemCode === null ? {} : { ItemCode: line.itemCode }),
		...(line.account === null ? {} : { AccountCode: line.account }),
		...(line.taxCode === null ? {} : { TaxType: line.taxCode }),
	};
}

/** Xero may show 0 for a discount nobody gave. */
function optional(value: number | string | undefined): number | null {
	return value === undefined || Number(value) === 0 ? null : Number(value);
}
