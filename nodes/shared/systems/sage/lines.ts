import type { AmountsAre, InvoiceDraftLine, InvoiceLine } from '../../model/invoice';
import type { LedgerTaxRate, Organisation } from '../../model/organisation';
import { SystemError } from '../../transport/systemError';
import type { AccountBook } from './accounts';
import type { ItemBook } from './items';
import { lineTax, noTaxRate } from './taxRates';
import type { WireLine } from './wire';
import { number, optionalNumber, refId, text } from './wire';

/** Lines of invoices, credit notes, quotes and estimates alike (apis/sage.md 7, 8). */

/** What lines refer to. */
export interface LineBooks {
	organisation: Organisation;
	/** Null while no line shows its account. */
	accounts: AccountBook | null;
	/** Null while no line names an item. */
	items: ItemBook | null;
}

/** What a line that is sent needs besides. */
export interface WriteBooks extends LineBooks {
	accounts: AccountBook;
	taxRates: LedgerTaxRate[];
}

/** Sage's kinds of what crosses a border; one document carries one kind only (apis/sage.md 4). */
export type GoodsServices = 'GOODS' | 'SERVICES';

/** True where the list gave the lines whole; a list may show references only, or none (apis/sage.md 3). */
export function areWhole(lines: WireLine[] | null | undefined): lines is WireLine[] {
	return (
		Array.isArray(lines) && lines.every((line) => line.unit_price !== undefined || line.net_amount !== undefined)
	);
}

/**
 * Every line says whether its price contains tax. A document of a business that is not registered says nothing of tax.
 */
export function amountsAre(lines: WireLine[], organisation: Organisation): AmountsAre {
	if (!organisation.taxRegistered && lines.every((line) => number(line.tax_amount) === 0)) return 'no_tax';
	return lines.length > 0 && lines.every((line) => line.unit_price_includes_tax === true) ? 'inclusive' : 'exclusive';
}

export function toLine(wire: WireLine, amounts: AmountsAre, books: LineBooks): InvoiceLine {
	const account = refId(wire.ledger_account);
	const item = refId(wire.product) ?? refId(wire.service);
	return {
		ledgerLineId: text(wire.id),
		description: wire.description ?? '',
		quantity: optionalNumber(wire.quantity) ?? 1,
		unitPrice: number(wire.unit_price),
		// Sage shows a discount as a percentage and as what it comes to, whichever was given.
		discountPercent: number(wire.discount_percentage) || null,
		discountAmount: number(wire.discount_amount) || null,
		itemCode: item === null ? null : (books.items?.codeOf(item) ?? item),
		account: account === null ? null : (books.accounts?.codeOf(account) ?? account),
		taxCode: refId(wire.tax_rate),
		tax: number(wire.tax_amount),
		amount: number(amounts === 'inclusive' ? wire.total_amount : wire.net_amount),
	};
}

/** Totals are never sent: Sage computes them from price, quantity, discount and the tax that we name (apis/sage.md 7, 9). */
export function wireLine(
	line: InvoiceDraftLine,
	amounts: AmountsAre,
	books: WriteBooks,
	goodsServices: GoodsServices | null,
): Record<string, unknown> {
	const tax = taxOf(line, amounts, books.taxRates);
	return {
		description: withoutEntities(line.description),
		ledger_account_id: accountOf(line, books),
		quantity: line.quantity,
		unit_price: line.unitPrice,
		unit_price_includes_tax: amounts === 'inclusive',
		...(line.discountPercent === null ? {} : { discount_percentage: line.discountPercent }),
		...(line.discountAmount === null ? {} : { discount_amount: line.discountAmount }),
		...(line.itemCode === null ? {} : itemOf(line.itemCode, books)),
		...tax,
		...(goodsServices === null ? {} : { eu_goods_services_type_id: goodsServices }),
	};
}

function taxOf(line: InvoiceDraftLine, amounts: AmountsAre, rates: LedgerTaxRate[]): Record<string, unknown> {
	if (amounts === 'no_tax') {
		const none = noTaxRate(rates);
		return { ...(none === null ? {} : { tax_rate_id: none }), tax_amount: 0 };
	}
	if (line.taxCode === null) throw refused('tax_code_missing', 'Sage wants a tax rate on every line', TAX_TODO);
	const rate = rates.find(({ code }) => code === line.taxCode);
	if (rate === undefined) throw refused('tax_invalid', `Sage has no tax rate ${line.taxCode}`, TAX_TODO);
	return { tax_rate_id: rate.code, tax_amount: lineTax(line.amount, rate.percent, amounts === 'inclusive') };
}

const TAX_TODO = 'Set the tax rate of the customer or the item in Sage, or in the tax step';

function accountOf(line: InvoiceDraftLine, books: WriteBooks): string {
	const item = line.itemCode === null ? null : books.items?.items.find(({ code }) => code === line.itemCode);
	const code = line.account ?? item?.account ?? null;
	const id = code === null ? null : books.accounts.idOf(code);
	if (id !== null) return id;
	throw refused(
		'account_invalid',
		code === null ? 'Sage wants a ledger account on every line' : `Sage has no ledger account ${code}`,
		"Choose an account of this business in 'Sales Account', or on the item in Sage",
	);
}

function itemOf(code: string, books: WriteBooks): { product_id?: string; service_id?: string } {
	const ref = books.items?.refOf(code) ?? {};
	if (Object.keys(ref).length > 0) return ref;
	throw refused(
		'item_unknown',
		`Sage has no product or service with the code ${code}`,
		'Match the product again, or make it in Sage',
	);
}

function refused(code: string, message: string, todo: string): SystemError {
	return new SystemError({ code, message, todo, scope: 'item', system: 'sage' });
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Sage refuses a description that holds HTML entities (apis/sage.md 7); what looks like one and is none gets a blank. */
function withoutEntities(description: string): string {
	const decoded = description
		.replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '')
		.replace(/&#(\d{1,6});/g, (whole, code: string) => letter(Number(code), whole))
		.replace(/&#x([0-9a-f]{1,5});/gi, (whole, code: string) => letter(parseInt(code, 16), whole));
	if (decoded !== description) return withoutEntities(decoded);
	return decoded.replace(/&(?=(#?\w+);)/g, '& ');
}

function letter(code: number, whole: string): string {
	return code > 0x1f && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
