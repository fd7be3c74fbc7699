import type { XeroRecord } from '../core/types.mts';
import { lineFigures } from './amounts.mts';
import type { Books } from './books.mts';
import { BY } from './books.mts';
import { lineIds } from './ids.mts';
import { Invalid } from './problems.mts';
import type { Account, LineItem, TaxRate } from './records.mts';

/** The rules of a document's lines: apis/xero.md 7.2 and 7.4. */

export interface LineContext {
	documentId: string;
	type: string;
	amountTypes: string;
	/** True for AUTHORISED and SUBMITTED documents: a draft may be incomplete. */
	complete: boolean;
	/** Decimals kept of unit amounts. */
	places: number;
}

/**
 * The lines of a document after a write. A sent line with the LineItemID of a held one changes it, one without is new, and
 * held lines that are not sent are gone.
 * @throws Invalid with every line's problems
 */
export function writeLines(books: Books, sent: XeroRecord[], held: LineItem[], of: LineContext): LineItem[] {
	const messages: string[] = [];
	const newId = unusedIds(of.documentId, held);
	const lines: LineItem[] = [];
	for (const fields of sent) {
		try {
			lines.push(writeLine(books, fields, heldLine(fields, held), of, newId));
		} catch (error) {
			if (!(error instanceof Invalid)) throw error;
			messages.push(...error.messages);
		}
	}
	if (messages.length) throw new Invalid(...new Set(messages));
	return lines;
}

function heldLine(fields: XeroRecord, held: LineItem[]): LineItem | undefined {
	const id = fields['LineItemID'];
	if (typeof id !== 'string' || !id) return undefined;
	const line = held.find((other) => other.LineItemID === id.toLowerCase());
	if (!line) throw new Invalid('The line item could not be found.');
	return line;
}

function writeLine(
	books: Books,
	fields: XeroRecord,
	held: LineItem | undefined,
	of: LineContext,
	newId: () => string,
): LineItem {
	// Figures that follow from others are worked out anew unless they are sent.
	const kept: Partial<LineItem> = held ? { ...held, LineAmount: undefined, TaxAmount: undefined } : {};
	const merged = withItem(books, { ...kept, ...numbers(fields) });
	const account = merged.AccountCode === undefined ? undefined : accountFor(books, merged.AccountCode);
	const descriptionOnly = merged.UnitAmount === undefined && merged.LineAmount === undefined;
	const taxType = descriptionOnly ? undefined : (merged.TaxType ?? account?.TaxType);
	const rate = taxType === undefined ? undefined : taxRateFor(books, taxType, account);
	check(merged, descriptionOnly, of);
	if (of.complete && !descriptionOnly && !account) throw new Invalid('Account must be valid.');
	if (of.complete && !descriptionOnly && !rate && of.amountTypes !== 'NoTax')
		throw new Invalid('Tax rate must be valid.');
	const { LineAmount: _, ...line } = merged;
	return {
		...line,
		LineItemID: held?.LineItemID ?? newId(),
		...(taxType ? { TaxType: taxType } : {}),
		Tracking: tracking(books, merged.Tracking ?? []),
		...lineFigures(merged, rate?.EffectiveRate ?? 0, of.amountTypes, of.places),
	};
}

const NUMBERS = ['Quantity', 'UnitAmount', 'LineAmount', 'TaxAmount', 'DiscountRate', 'DiscountAmount'];
const KEPT = ['Description', 'ItemCode', 'AccountCode', 'AccountID', 'TaxType', 'Tracking', ...NUMBERS];

/** The fields Xero takes of a line, numbers as numbers. */
function numbers(fields: XeroRecord): Partial<LineItem> {
	const known = Object.entries(fields).filter(
		([name, value]) => KEPT.includes(name) && value !== null && value !== undefined && value !== '',
	);
	const line = Object.fromEntries(
		known.map(([name, value]) => [name, NUMBERS.includes(name) ? Number(value) : value]),
	);
	const wrong = NUMBERS.find((name) => name in line && !Number.isFinite(line[name]));
	if (wrong) throw new Invalid(`${wrong} must be a number.`);
	return line as Partial<LineItem>;
}

/** An item gives price, account and tax where the line leaves them out. */
function withItem(books: Books, line: Partial<LineItem>): Partial<LineItem> {
	if (line.ItemCode === undefined) return line;
	const item = books.items.by(BY.itemCode, line.ItemCode.toLowerCase())[0];
	if (!item) throw new Invalid(`Item code '${line.ItemCode}' is not valid`);
	const { UnitPrice, AccountCode, TaxType } = item.SalesDetails ?? {};
	const price = line.LineAmount === undefined ? UnitPrice : undefined;
	const defaults = { UnitAmount: price, AccountCode, TaxType };
	const used = Object.fromEntries(Object.entries(defaults).filter(([, value]) => value !== undefined));
	return { ...used, ...line, ItemCode: item.Code };
}

function accountFor(books: Books, code: string): Account {
	const account = books.account(code);
	if (!account || account.Status !== 'ACTIVE' || account.Type === 'BANK') throw new Invalid('Account must be valid.');
	return account;
}

function taxRateFor(books: Books, taxType: string, account: Account | undefined): TaxRate {
	const rate = books.taxRates.get(taxType);
	if (!rate || rate.Status !== 'ACTIVE') throw new Invalid('Tax rate must be valid.');
	const flag = account && CAN_APPLY[account.Class];
	if (flag && rate[flag] === false) {
		throw new Invalid(`The TaxType code '${taxType}' cannot be used with account code '${account.Code}'`);
	}
	return rate;
}

const CAN_APPLY: Record<string, string> = {
	ASSET: 'CanApplyToAssets',
	EQUITY: 'CanApplyToEquity',
	EXPENSE: 'CanApplyToExpenses',
	LIABILITY: 'CanApplyToLiabilities',
	REVENUE: 'CanApplyToRevenue',
};

function check(line: Partial<LineItem>, descriptionOnly: boolean, of: LineContext): void {
	const description = String(line.Description ?? '');
	if (description.length > 4000) throw new Invalid('Description must be at most 4000 characters.');
	if (!description && (descriptionOnly || of.complete)) throw new Invalid('Description must be specified.');
	if (line.DiscountRate !== undefined && line.DiscountAmount !== undefined) {
		throw new Invalid('A line item can have a DiscountRate or a DiscountAmount, not both.');
	}
	const discounted = line.DiscountRate !== undefined || line.DiscountAmount !== undefined;
	if (discounted && of.type !== 'ACCREC') throw new Invalid('Discounts are only supported on ACCREC invoices.');
	if ((line.Tracking ?? []).length > 2) throw new Invalid('A line item can have at most 2 tracking categories.');
}

function tracking(books: Books, sent: XeroRecord[]): XeroRecord[] {
	return sent.map((one) => {
		const category = books.trackingCategories.find(
			(other) => other['TrackingCategoryID'] === one['TrackingCategoryID'] || other['Name'] === one['Name'],
		);
		const options = (category?.['Options'] ?? []) as XeroRecord[];
		const option = options.find(
			(other) => other['TrackingOptionID'] === one['TrackingOptionID'] || other['Name'] === one['Option'],
		);
		if (!category || !option) throw new Invalid('The tracking category or option could not be found.');
		return {
			Name: category['Name'],
			Option: option['Name'],
			TrackingCategoryID: category['TrackingCategoryID'],
			TrackingOptionID: option['TrackingOptionID'],
		};
	});
}

function unusedIds(documentId: string, held: LineItem[]): () => string {
	const next = lineIds(documentId);
	const taken = new Set(held.map((line) => line.LineItemID));
	return () => {
		for (;;) {
			const id = next();
			if (!taken.has(id)) return id;
		}
	};
}
