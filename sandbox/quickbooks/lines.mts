import type { QuickBooksRecord } from '../core/types.mts';
import { cents, printed, product, share, sum } from './amounts.mts';
import type { Books } from './books.mts';
import { businessRule, invalidReference, missing, notFound, refused } from './faults.mts';
import { checkLength, checkNames, number, ref, refId } from './input.mts';
import type { Line, SalesItemLineDetail } from './records.mts';

/** Lines of a sale: apis/quickbooks.md 7.3. */

const MOST = 10_000;
/** Lines of an invoice with tax. */
const MOST_TAXABLE = 750;

const LINE = [
	...['Id', 'LineNum', 'Description', 'Amount', 'DetailType', 'LinkedTxn', 'CustomField'],
	...['SalesItemLineDetail', 'DiscountLineDetail', 'SubTotalLineDetail', 'DescriptionLineDetail', 'GroupLineDetail'],
];

const SALES_DETAIL = [
	...['ItemRef', 'ItemAccountRef', 'Qty', 'UnitPrice', 'TaxCodeRef', 'ClassRef', 'ServiceDate', 'MarkupInfo'],
	...['DiscountRate', 'DiscountAmt', 'TaxInclusiveAmt', 'RatePercent', 'PriceLevelRef', 'UOMRef'],
];

/**
 * The lines as QuickBooks keeps them, without subtotals, which it works out itself. Lines with an id of `held` change that line,
 * others are new, and those of `held` that are not sent are gone.
 */
export function readLines(books: Books, sent: unknown, held: readonly Line[], txnDate: string): Line[] {
	if (sent === undefined || sent === null) throw missing('Line');
	if (!Array.isArray(sent) || !sent.length)
		throw refused('2250', 'The transaction must have at least one line', 'Line');
	if (sent.length > MOST) throw businessRule(`A transaction can have at most ${MOST} lines`);
	const known = new Set(held.map(({ Id }) => Id));
	let last = Math.max(0, ...held.map(({ Id }) => Number(Id)));
	const kept: Line[] = [];
	for (const element of sent as QuickBooksRecord[]) {
		const line = readLine(books, element, txnDate);
		if (!line) continue;
		const id = String(element['Id'] ?? '');
		const Id = known.delete(id) ? id : String(++last);
		kept.push({ ...line, Id, LineNum: kept.length + 1 });
	}
	if (!kept.length) throw refused('2250', 'The transaction must have at least one line', 'Line');
	return withDiscount(kept);
}

/** @throws Refused for more lines than a sale with tax can have */
export function checkTaxableCount(lines: readonly Line[], totalTax: number): void {
	const count = lines.filter(({ SalesItemLineDetail: detail }) => detail).length;
	if (totalTax === 0 || count <= MOST_TAXABLE) return;
	throw businessRule(`A taxable transaction can have at most ${MOST_TAXABLE} lines`);
}

export function isSale(line: Line): boolean {
	return line.SalesItemLineDetail !== undefined;
}

/** What the document's discount takes off, positive. */
export function discountOf(lines: readonly Line[]): number {
	return sum(lines.filter(({ DiscountLineDetail }) => DiscountLineDetail).map(({ Amount = 0 }) => Amount));
}

type Draft = Pick<Line, 'DetailType' | 'Amount' | 'Description' | 'SalesItemLineDetail' | 'DiscountLineDetail'>;

/** Undefined for a subtotal. */
function readLine(books: Books, sent: QuickBooksRecord, txnDate: string): Draft | undefined {
	checkNames(sent, LINE);
	checkLength('Description', sent['Description'], 4000);
	const Description = sent['Description'] as string | undefined;
	const words = Description ? { Description } : {};
	switch (sent['DetailType']) {
		case 'SalesItemLineDetail':
			return { ...words, ...salesLine(books, sent, txnDate) };
		case 'DiscountLineDetail':
			return { ...words, ...discountLine(books, sent) };
		case 'DescriptionOnly':
			return { ...words, DetailType: 'DescriptionOnly' };
		case 'SubTotalLineDetail':
			return undefined;
		case undefined:
			throw missing('DetailType');
		default:
			throw refused('2170', `${String(sent['DetailType'])} is not a valid value for DetailType`, 'DetailType');
	}
}

function salesLine(books: Books, sent: QuickBooksRecord, txnDate: string): Draft {
	const detail = (sent['SalesItemLineDetail'] ?? {}) as QuickBooksRecord;
	checkNames(detail, SALES_DETAIL);
	const itemId = refId(detail['ItemRef']);
	// Taken as documentation; its amount counts for nothing.
	if (itemId === undefined) return { DetailType: 'DescriptionOnly' };
	const given = number('Amount', sent['Amount']);
	if (given === undefined) throw missing('Amount');
	if (!/^-?\d{1,10}(?:\.\d{1,5})?$/.test(String(sent['Amount']))) {
		throw refused('2080', `Invalid number: ${String(sent['Amount'])}`, 'Amount');
	}
	const item = books.items.get(itemId);
	if (!item || item.Type === 'Category') throw invalidReference('Item', itemId);
	if (!item.Active) throw notFound();
	const Qty = number('Qty', detail['Qty']);
	const UnitPrice = number('UnitPrice', detail['UnitPrice']);
	if (item.Type === 'Inventory') {
		if (Qty === undefined) throw refused('6520', 'Quantity required for inventory item', 'Qty');
		if (item.InvStartDate && txnDate < item.InvStartDate) {
			throw refused(
				'6270',
				`The transaction date is prior to the start date of the inventory item: ${item.InvStartDate}`,
			);
		}
	}
	const Amount = cents(given);
	if (Qty !== undefined && UnitPrice !== undefined && product(Qty, UnitPrice) !== Amount) {
		throw refused('6070', `Amount is not equal to UnitPrice * Qty. Supplied value:${printed(Amount)}`);
	}
	const inclusive = number('TaxInclusiveAmt', detail['TaxInclusiveAmt']);
	const TaxCodeRef = ref(detail['TaxCodeRef']);
	const {
		ItemRef: _item,
		Qty: _qty,
		UnitPrice: _price,
		TaxCodeRef: _code,
		TaxInclusiveAmt: _gross,
		...rest
	} = detail;
	const kept: SalesItemLineDetail = {
		...rest,
		ItemRef: { value: itemId },
		...(Qty !== undefined && { Qty }),
		...(UnitPrice !== undefined && { UnitPrice }),
		...(TaxCodeRef && { TaxCodeRef }),
		...(inclusive !== undefined && { TaxInclusiveAmt: inclusive }),
	};
	return { DetailType: 'SalesItemLineDetail', Amount, SalesItemLineDetail: kept };
}

/** Its amount is worked out at the end, from the lines above it. */
function discountLine(books: Books, sent: QuickBooksRecord): Draft {
	if (books.prefs('SalesFormsPrefs')['AllowDiscount'] !== true) {
		throw businessRule('The Discount feature must be enabled to perform this operation');
	}
	const detail = (sent['DiscountLineDetail'] ?? {}) as QuickBooksRecord;
	checkNames(detail, ['PercentBased', 'DiscountPercent', 'DiscountAccountRef', 'ClassRef', 'TaxCodeRef']);
	const PercentBased = detail['PercentBased'] === true;
	const DiscountPercent = number('DiscountPercent', detail['DiscountPercent']);
	const Amount = number('Amount', sent['Amount']);
	if (PercentBased ? DiscountPercent === undefined : Amount === undefined) {
		throw refused('6090', 'The discount needs a percent or an amount', 'DiscountLineDetail');
	}
	const kept = { ...detail, PercentBased, ...(DiscountPercent !== undefined && { DiscountPercent }) };
	return { DetailType: 'DiscountLineDetail', Amount: cents(Amount ?? 0), DiscountLineDetail: kept };
}

function withDiscount(lines: Line[]): Line[] {
	const subtotal = sum(lines.filter(isSale).map(({ Amount = 0 }) => Amount));
	return lines.map((line) => {
		const detail = line.DiscountLineDetail;
		return detail?.PercentBased ? { ...line, Amount: share(subtotal, detail.DiscountPercent ?? 0) } : line;
	});
}
