import { Decimal } from '../../billing/decimal';
import type { AmountsAre, InvoiceDraft, InvoiceDraftLine, InvoiceLine } from '../../model/invoice';
import type { Problem, Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { ItemIndex } from './items';
import { itemTaxCode } from './items';
import type { Company } from './settings';
import { cents, plain, share } from './sums';
import type { WireItem, WireLine, WireSale } from './wire';

/** How a customer's order number stands on a document without a field for it. */
const PURCHASE_ORDER = 'Purchase order: ';

/** Longest text of a line, and of one of the company's own fields (apis/quickbooks.md 7.3). */
const TEXT_MAX = 4000;
const FIELD_MAX = 31;

/** Decimals of a price as it is sent, and as it is read where it was taken out of one with tax. */
const PRICE_DECIMALS = 5;
const GROSS_PRICE_DECIMALS = 4;

type Content = Pick<InvoiceDraft, 'lines' | 'reference' | 'referenceField' | 'amountsAre'>;

/** Lines of a draft with the text line of its reference; the problem names the line that QuickBooks could not take. */
export function wireLines(draft: Content, company: Company, items: ItemIndex): Result<WireLine[]> {
	const lines: WireLine[] = [];
	for (const [index, line] of draft.lines.entries()) {
		const item = line.itemCode === null ? null : items.withCode(line.itemCode);
		if (item === null) return failed(itemMissing(index + 1, line));
		lines.push(wireLine(line, item, draft.amountsAre, company));
	}
	const order = draft.reference === null || fieldFits(draft) ? [] : [textLine(`${PURCHASE_ORDER}${draft.reference}`)];
	return ok([...lines, ...order]);
}

/** The company's own field that takes the reference, where one is chosen and has room for it. */
export function wireFields(draft: Content): Pick<WireSale, 'CustomField'> {
	if (draft.reference === null || !fieldFits(draft) || draft.referenceField === null) return {};
	const field = { DefinitionId: draft.referenceField, Type: 'StringType', StringValue: draft.reference };
	return { CustomField: [field] };
}

/** Empties the field on a document that has one: in a sparse update what is left out stays. */
export function clearedFields(draft: Content, standing: WireSale): Pick<WireSale, 'CustomField'> {
	const { referenceField } = draft;
	const filled = (standing.CustomField ?? []).some(
		({ DefinitionId, StringValue }) => DefinitionId === referenceField && (StringValue ?? '') !== '',
	);
	if (!filled || referenceField === null || (draft.reference !== null && fieldFits(draft))) return {};
	return { CustomField: [{ DefinitionId: referenceField, Type: 'StringType', StringValue: '' }] };
}

function fieldFits({ reference, referenceField }: Content): boolean {
	return referenceField !== null && (reference?.length ?? 0) <= FIELD_MAX;
}

function wireLine(line: InvoiceDraftLine, item: WireItem, amountsAre: AmountsAre, company: Company): WireLine {
	const code = taxCodeOf(line, item, amountsAre, company);
	const figures = amountsAre === 'inclusive' ? netFigures(line, percentOf(code, company)) : line;
	const priced = !line.amountAlone && figures.unitPrice !== null;
	return {
		DetailType: 'SalesItemLineDetail',
		Description: line.description.slice(0, TEXT_MAX),
		Amount: figures.amount,
		SalesItemLineDetail: {
			ItemRef: { value: item.Id },
			...(priced ? { Qty: line.quantity, UnitPrice: figures.unitPrice ?? undefined } : {}),
			...(code === null ? {} : { TaxCodeRef: { value: code } }),
			...(amountsAre === 'inclusive' ? { TaxInclusiveAmt: line.amount } : {}),
		},
	};
}

/** In the US a line says whether it is taxable; elsewhere it names a code, or none where no tax applies (section 7.4). */
function taxCodeOf(line: InvoiceDraftLine, item: WireItem, amountsAre: AmountsAre, company: Company): string | null {
	if (!company.organisation.decidesTax) return amountsAre === 'no_tax' ? null : line.taxCode;
	if (amountsAre === 'no_tax') return 'NON';
	return line.taxCode ?? itemTaxCode(item) ?? 'TAX';
}

/**
 * QuickBooks keeps amounts and prices net of tax and the amount with tax beside them. A price that no longer gives the
 * amount (6070) is left out.
 */
function netFigures(line: InvoiceDraftLine, percent: number): { amount: number; unitPrice: number | null } {
	const base = new Decimal(100).plus(percent);
	const amount = cents(new Decimal(line.amount).times(100).div(base));
	const unitPrice = new Decimal(line.unitPrice).times(100).div(base).toDecimalPlaces(PRICE_DECIMALS);
	const fits = cents(unitPrice.times(line.quantity)).equals(amount);
	return { amount: amount.toNumber(), unitPrice: fits ? unitPrice.toNumber() : null };
}

function textLine(text: string): WireLine {
	return { DetailType: 'DescriptionOnly', Description: text.slice(0, TEXT_MAX), DescriptionLineDetail: {} };
}

/** Lines as documents tell them: discounts as lines of their own, texts as lines of nothing, subtotals left out. */
export function toLines(wire: WireSale, amountsAre: AmountsAre, company: Company, items: ItemIndex): InvoiceLine[] {
	const flat = flatten(wire.Line ?? []).filter(
		(line) => line.DetailType !== 'SubTotalLineDetail' && purchaseOrder(line) === null,
	);
	const taxes = lineTaxes(flat, wire.TxnTaxDetail?.TotalTax ?? 0, company);
	return flat.map((line, index) => toLine(line, taxes[index] ?? 0, amountsAre, company, items));
}

/** The customer's order number: our text line, else the company's own field for it, else the only field that is filled. */
export function referenceOf(wire: WireSale, referenceField?: string | null): string | null {
	const line = (wire.Line ?? []).map(purchaseOrder).find((order) => order !== null);
	if (line !== undefined) return line;
	const filled = (wire.CustomField ?? []).filter(({ StringValue }) => (StringValue ?? '').trim() !== '');
	const named = filled.find(({ DefinitionId }) => DefinitionId === referenceField);
	const ordered = filled.find(({ Name }) => /\bp\.?\s?o\b|purchase|order/i.test(Name ?? ''));
	const only = filled.length === 1 ? filled[0] : undefined;
	return (named ?? ordered ?? only)?.StringValue?.trim() ?? null;
}

function purchaseOrder(line: WireLine): string | null {
	const text = line.DetailType === 'DescriptionOnly' ? (line.Description ?? '').trim() : '';
	return text.startsWith(PURCHASE_ORDER) ? text.slice(PURCHASE_ORDER.length).trim() : null;
}

/** A bundle's own lines stand for it. */
function flatten(lines: WireLine[]): WireLine[] {
	return lines.flatMap((line) => (line.GroupLineDetail === undefined ? [line] : (line.GroupLineDetail.Line ?? [])));
}

function toLine(line: WireLine, tax: number, amountsAre: AmountsAre, company: Company, items: ItemIndex): InvoiceLine {
	const detail = line.SalesItemLineDetail ?? {};
	const discount = line.DetailType === 'DiscountLineDetail';
	const code = detail.TaxCodeRef?.value ?? null;
	const net = new Decimal(line.Amount ?? 0).times(discount ? -1 : 1);
	const inclusive = amountsAre === 'inclusive' && detail.TaxInclusiveAmt !== undefined;
	const amount = plain(new Decimal(inclusive ? (detail.TaxInclusiveAmt ?? 0) : net));
	const textOnly = line.DetailType === 'DescriptionOnly';
	return {
		ledgerLineId: line.Id ?? null,
		description: line.Description ?? (discount ? 'Discount' : ''),
		quantity: detail.Qty ?? (textOnly ? 0 : 1),
		unitPrice:
			detail.UnitPrice === undefined ? amount : price(detail.UnitPrice, inclusive, percentOf(code, company)),
		discountPercent: null,
		discountAmount: null,
		itemCode: items.codeOf(detail.ItemRef?.value),
		account: null,
		taxCode: code,
		tax,
		amount,
	};
}

function price(net: number, inclusive: boolean, percent: number): number {
	if (!inclusive) return net;
	const gross = new Decimal(net).times(new Decimal(100).plus(percent)).div(100);
	return gross.toDecimalPlaces(GROSS_PRICE_DECIMALS, Decimal.ROUND_HALF_UP).toNumber();
}

/** QuickBooks tells the tax of the whole document; each line's part follows its amount and rate, to the cent. */
function lineTaxes(lines: WireLine[], totalTax: number, company: Company): number[] {
	if (totalTax === 0) return lines.map(() => 0);
	const weights = lines.map((line) => {
		const code = line.SalesItemLineDetail?.TaxCodeRef?.value ?? null;
		const rate = company.organisation.decidesTax ? (code === 'NON' ? 0 : 1) : percentOf(code, company);
		return new Decimal(line.DetailType === 'SalesItemLineDetail' ? (line.Amount ?? 0) : 0).times(rate);
	});
	return share(totalTax, weights);
}

function percentOf(code: string | null, company: Company): number {
	return company.taxRates.find((rate) => rate.code === code)?.percent ?? 0;
}

function itemMissing(number: number, line: InvoiceDraftLine): Problem {
	const named = line.itemCode !== null;
	return {
		code: named ? 'item_unknown' : 'item_missing',
		message: named
			? `Line ${number} names "${line.itemCode}", which is no product or service in QuickBooks`
			: `Line ${number} has no product or service, which QuickBooks wants on every line`,
		todo: "Set 'Fallback Item', or match the product in the step before",
		scope: 'item',
		system: 'quickbooks',
	};
}
