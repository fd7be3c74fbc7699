import { Decimal } from 'decimal.js';
import type { SageRecord } from '../core/types.mts';
import { money, percentOf, sum, times } from './amounts.mts';
import type { Books } from './books.mts';
import { amount, given, ref, reference, requiredReference, requiredText } from './fields.mts';
import { invalid, REQUIRED } from './problems.mts';
import type { CatalogItem, Line, TaxRate } from './records.mts';
import { base, ledgerAccountBase, taxRateBase } from './show.mts';
import { displayed, EU_GOODS_SERVICES_TYPES } from './systemLists.mts';

/** Lines of a sales document: apis/sage.md sections 7 and 9. The client works out the tax of a line; Sage keeps it. */

/** What a document asks of its lines. */
export interface LineRules {
	/** Customer outside the business's country: zero rated, with one type of goods or services for all lines. */
	isForeign: boolean;
}

/** Largest difference that amounts sent for a line may have from Sage's own. */
const TOLERANCE = 0.01;

/**
 * The lines of a body. One that carries the id of a line there was takes over what it leaves out.
 * @throws Refused 422; a failure of amounts names the description, as Sage's own answers do (section 4)
 */
export function readLines(books: Books, sent: unknown, held: readonly Line[], name: string, rules: LineRules): Line[] {
	if (!Array.isArray(sent) || !sent.length) throw invalid(name, REQUIRED);
	const lines = sent.map((fields: SageRecord) => readLine(books, fields, held, rules));
	const types = new Set(lines.map(({ eu_goods_services_type }) => eu_goods_services_type?.id));
	if (rules.isForeign && types.size > 1) throw invalid('line_items.eu_goods_services_type', 'must be the same');
	return lines;
}

function readLine(books: Books, sent: SageRecord, held: readonly Line[], rules: LineRules): Line {
	const before = held.find(({ id }) => id === sent['id']);
	const fields = before ? { ...asSent(before, sent), ...sent } : sent;
	const description = requiredText(fields, 'description', 10_000, 'line_items.description');
	if (/&(?:[a-z]+|#\d+);/i.test(description)) throw invalid('line_items.description', REQUIRED);
	const account = requiredReference(
		fields,
		'ledger_account',
		(id) => books.ledgerAccounts.get(id),
		'line_items.ledger_account',
	);
	const rate = requiredReference(fields, 'tax_rate', (id) => books.taxRates.get(id), 'line_items.tax_rate_id');
	const product = reference<CatalogItem>(
		fields,
		'product',
		(id) => books.products.get(id) ?? books.stockItems.get(id),
		'line_items.product_id',
	);
	const service = reference<CatalogItem>(fields, 'service', (id) => books.services.get(id), 'line_items.service_id');
	const type = fields['eu_goods_services_type_id'];
	const goodsOrServices = EU_GOODS_SERVICES_TYPES.some(([id]) => id === type) ? { id: String(type) } : undefined;
	if (rules.isForeign) checkForeign(rate, goodsOrServices !== undefined);
	return given({
		id: before?.id ?? books.newId('line', { get: (id) => held.find((line) => line.id === id) }),
		description,
		ledger_account: ref(account),
		product: ref(product),
		service: ref(service),
		...figures(fields, rate, before !== undefined && sent['tax_amount'] === undefined),
		tax_rate: ref(rate),
		eu_goods_services_type: goodsOrServices,
	});
}

/** A customer abroad of a British business: apis/sage.md sections 4 and 9. */
function checkForeign(rate: TaxRate, hasType: boolean): void {
	if (rate.percentage > 0)
		throw invalid('line_items.tax_rate_id', "must be 'Zero Rated' for Customers outside the EU");
	if (!hasType) throw invalid('line_items.eu_goods_services_type', REQUIRED);
}

type Figures = Pick<
	Line,
	| 'quantity'
	| 'unit_price'
	| 'unit_price_includes_tax'
	| 'discount_amount'
	| 'discount_percentage'
	| 'net_amount'
	| 'tax_amount'
	| 'total_amount'
>;

/**
 * Amounts of a line. With prices that include tax the tax is inside the price x quantity, else it comes on top.
 * `reckon` takes the tax of the rate where none was sent, as for an edit that leaves the tax to Sage.
 */
function figures(fields: SageRecord, rate: TaxRate, reckon: boolean): Figures {
	const quantity = amount(fields, 'quantity', 'line_items.quantity') ?? new Decimal(1);
	const price = amount(fields, 'unit_price', 'line_items.unit_price');
	if (!price) throw invalid('line_items.unit_price', REQUIRED);
	const unitPrice = money(price);
	const before = times(unitPrice, quantity);
	const percentage = amount(fields, 'discount_percentage', 'line_items.discount_percentage');
	const discount =
		amount(fields, 'discount_amount', 'line_items.discount_amount')?.toNumber() ??
		percentOf(before, percentage ?? 0);
	const includesTax = fields['unit_price_includes_tax'] === true;
	const after = money(new Decimal(before).minus(discount));
	const taxAmount = taxOf(fields, rate, after, includesTax, reckon);
	const net = includesTax ? sum([after, -taxAmount]) : after;
	const total = sum([net, taxAmount]);
	for (const [name, worked] of [
		['net_amount', net],
		['total_amount', total],
	] as const) {
		const sent = amount(fields, name, `line_items.${name}`);
		if (sent?.minus(worked).abs().greaterThan(TOLERANCE)) throw invalid('line_items.description', REQUIRED);
	}
	return {
		quantity: quantity.toNumber(),
		unit_price: unitPrice,
		unit_price_includes_tax: includesTax,
		discount_amount: money(discount),
		discount_percentage: percentage?.toNumber() ?? shareOf(discount, before),
		net_amount: net,
		tax_amount: taxAmount,
		total_amount: total,
	};
}

/** Tax of a line as it was sent; it must be, unless the rate is zero (apis/sage.md section 7). */
function taxOf(fields: SageRecord, rate: TaxRate, after: number, includesTax: boolean, reckon: boolean): number {
	const sent = amount(fields, 'tax_amount', 'line_items.tax_amount');
	if (sent) return money(sent);
	if (rate.percentage === 0) return 0;
	if (reckon) return taxAt(rate.percentage, after, includesTax);
	throw invalid('line_items.tax_amount', REQUIRED);
}

/** Tax of an amount at a rate, half up. */
export function taxAt(percentage: number, value: number, includesTax: boolean): number {
	const of = includesTax ? new Decimal(100).plus(percentage) : 100;
	return money(new Decimal(value).times(percentage).div(of));
}

function shareOf(part: number, whole: number): number {
	return whole === 0 ? 0 : money(new Decimal(part).times(100).div(whole));
}

/** A line as a body would send it again, without the amounts that follow from others. */
function asSent(line: Line, changes: SageRecord): SageRecord {
	const isDiscounted = ['discount_amount', 'discount_percentage'].some((name) => changes[name] !== undefined);
	const isPriced = ['quantity', 'unit_price'].some((name) => changes[name] !== undefined);
	const discount = isPriced
		? { discount_percentage: line.discount_percentage }
		: { discount_amount: line.discount_amount };
	return given({
		description: line.description,
		ledger_account_id: line.ledger_account?.id,
		product_id: line.product?.id,
		service_id: line.service?.id,
		quantity: line.quantity,
		unit_price: line.unit_price,
		unit_price_includes_tax: line.unit_price_includes_tax,
		...(isDiscounted ? {} : discount),
		tax_rate_id: line.tax_rate?.id,
		eu_goods_services_type_id: line.eu_goods_services_type?.id,
	});
}

export function showLine(books: Books, line: Line, exchangeRate: number): SageRecord {
	const worth = (value: number): number => money(new Decimal(value).div(exchangeRate));
	const { eu_goods_services_type: type } = line;
	return {
		id: line.id,
		displayed_as: line.description,
		description: line.description,
		product: itemBase(books, line),
		service: line.service
			? base('services', line.service.id, books.services.get(line.service.id)?.description ?? null)
			: null,
		ledger_account: ledgerAccountBase(books, line.ledger_account),
		trade_of_asset: false,
		quantity: line.quantity,
		unit_price: line.unit_price,
		net_amount: line.net_amount,
		tax_rate: taxRateBase(books, line.tax_rate),
		tax_amount: line.tax_amount,
		total_amount: line.total_amount,
		base_currency_unit_price: worth(line.unit_price),
		unit_price_includes_tax: line.unit_price_includes_tax,
		base_currency_net_amount: worth(line.net_amount),
		base_currency_tax_amount: worth(line.tax_amount),
		base_currency_total_amount: worth(line.total_amount),
		eu_goods_services_type: type
			? base('eu_goods_services_types', type.id, displayed(EU_GOODS_SERVICES_TYPES, type.id))
			: null,
		discount_amount: line.discount_amount,
		base_currency_discount_amount: worth(line.discount_amount),
		discount_percentage: line.discount_percentage,
	};
}

function itemBase(books: Books, { product }: Line): SageRecord | null {
	if (!product) return null;
	const stock = books.stockItems.get(product.id);
	const item = stock ?? books.products.get(product.id);
	return base(stock ? 'stock_items' : 'products', product.id, item?.description ?? null);
}
