import type { LedgerItem, LedgerItemDraft } from '../../model/organisation';
import type { Problem, Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import { unreadable } from '../../transport/answers';
import { ifFound } from '../../transport/attempt';
import { SystemError } from '../../transport/systemError';
import type { WriteAttempt } from '../accounting';
import { once } from '../once';
import type { AccountBook } from './accounts';
import { readDefaultAccounts } from './business';
import { each } from './client';
import { notFound } from './errors';
import { idempotencyId } from './ids';
import type { Desk } from './invoiceWrites';
import type { ItemKind } from './items';
import { toItem } from './items';
import { SAGE } from './profile';
import type { WireItem, WireRef } from './wire';

const NAMES: Record<ItemKind, string> = { products: 'product', services: 'service', stock_items: 'stock_item' };

/** What several items of one step ask for; each read once, and only when one needs it. */
interface Needs {
	defaults(): Promise<Record<string, string | null>>;
	priceType(kind: ItemKind): Promise<string | null>;
}

function needsOf(desk: Desk): Needs {
	// A business without price types has no list of them.
	const type = (path: string) =>
		once(async () => {
			const types = await ifFound(desk.client.pages<WireRef>({ path, doing: 'reading price types' }));
			return types?.[0]?.id ?? null;
		});
	const ofProducts = type('/product_sales_price_types');
	const ofServices = type('/service_rate_types');
	return {
		defaults: once(async () => await readDefaultAccounts(desk.client)),
		priceType: async (kind) => await (kind === 'services' ? ofServices() : ofProducts()),
	};
}

/**
 * Makes products and services. Whether Sage lets two have one code is told nowhere (apis/sage.md 6), so a code or name that exists is refused
 * here, over all three of its lists.
 */
export async function createItems(
	desk: Desk,
	drafts: LedgerItemDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<LedgerItem>>> {
	const doing = 'making items';
	desk.catalogue.forgetItems();
	const [book, accounts] = await Promise.all([desk.catalogue.items(), desk.catalogue.accounts()]);
	const needs = needsOf(desk);
	const results = await each<LedgerItemDraft, LedgerItem>(drafts, async (draft) => {
		const taken = book.items.find(({ code, name }) => code === draft.code || name === draft.name);
		if (taken !== undefined) return failed(exists(taken));
		const kind: ItemKind = draft.kind === 'service' ? 'services' : 'products';
		const wire = await desk.client.write<WireItem>({
			method: 'POST',
			path: `/${kind}`,
			name: NAMES[kind],
			body: { ...(await accountsOf(accounts, draft, kind, needs)), ...(await fieldsOf(draft, kind, needs)) },
			idempotencyId: idempotencyId(desk.client.businessId, NAMES[kind], draft.code, attempt),
			doing,
		});
		if (wire === null) throw unreadable(SAGE, doing);
		return ok(toItem(wire, kind, accounts));
	});
	desk.catalogue.forgetItems();
	return results;
}

/** Writes the given fields of items in whichever list they stand. */
export async function updateItems(
	desk: Desk,
	changes: Array<{ id: string; fields: Partial<LedgerItemDraft> }>,
): Promise<Array<Result<LedgerItem>>> {
	const doing = 'updating items';
	const [book, accounts] = await Promise.all([desk.catalogue.items(), desk.catalogue.accounts()]);
	const needs = needsOf(desk);
	const results = await each<(typeof changes)[number], LedgerItem>(changes, async ({ id, fields }) => {
		const kind = book.kindOf(id);
		if (kind === null) return failed(notFound('product or service', 'item'));
		const wire = await desk.client.write<WireItem>({
			method: 'PUT',
			path: `/${kind}/${encodeURIComponent(id)}`,
			name: NAMES[kind],
			body: {
				...(await fieldsOf(fields, kind, needs)),
				...(fields.account
					? { sales_ledger_account_id: idOf(accounts.idOf(fields.account), fields.account) }
					: {}),
				...(fields.purchaseAccount
					? {
							purchase_ledger_account_id: idOf(
								accounts.idOf(fields.purchaseAccount),
								fields.purchaseAccount,
							),
						}
					: {}),
			},
			doing,
		});
		if (wire === null) throw unreadable(SAGE, doing);
		return ok(toItem(wire, kind, accounts));
	});
	desk.catalogue.forgetItems();
	return results;
}

/** Sage wants a sales account of each, and of a product one for purchases even if it is only sold (apis/sage.md 6). */
async function accountsOf(
	accounts: AccountBook,
	draft: LedgerItemDraft,
	kind: ItemKind,
	needs: Needs,
): Promise<Record<string, unknown>> {
	const chosen = async (code: string | null, ...names: string[]) => {
		if (code !== null) return idOf(accounts.idOf(code), code);
		const defaults = await needs.defaults();
		return names.map((name) => defaults[name]).find((id) => id !== null && id !== undefined) ?? null;
	};
	const own = kind === 'services' ? 'service' : 'product';
	const sales = await chosen(draft.account, `${own}_sales_ledger_account`, 'sales_ledger_account');
	if (sales === null) throw noAccount('Sage wants a ledger account for the sales of an item', 'Choose an account');
	const purchase =
		kind === 'products' || draft.purchaseAccount !== null
			? await chosen(draft.purchaseAccount, `${own}_purchase_ledger_account`, 'purchase_ledger_account')
			: null;
	if (kind === 'products' && purchase === null) {
		throw noAccount(
			'Sage wants a ledger account for purchases of a product, even of one that is only sold',
			"Choose a 'Purchase Account', or set one as default in Sage",
		);
	}
	return { sales_ledger_account_id: sales, ...(purchase === null ? {} : { purchase_ledger_account_id: purchase }) };
}

/** Name and description are Sage's description and notes. */
async function fieldsOf(
	fields: Partial<LedgerItemDraft>,
	kind: ItemKind,
	needs: Needs,
): Promise<Record<string, unknown>> {
	const { unitPrice } = fields;
	const type = unitPrice === undefined || unitPrice === null ? null : await needs.priceType(kind);
	return {
		...(fields.code === undefined ? {} : { item_code: fields.code }),
		...(fields.name === undefined ? {} : { description: fields.name.slice(0, 255) }),
		...(fields.description === undefined ? {} : { notes: (fields.description ?? '').slice(0, 500) }),
		...(fields.taxCode ? { sales_tax_rate_id: fields.taxCode } : {}),
		...(fields.active === undefined ? {} : { active: fields.active }),
		...(unitPrice === undefined || unitPrice === null
			? {}
			: kind === 'services'
				? {
						sales_rates: [
							{
								...(type === null ? {} : { service_rate_type_id: type }),
								rate_name: 'Rate',
								rate: unitPrice,
								rate_includes_tax: false,
							},
						],
					}
				: {
						sales_prices: [
							{
								...(type === null ? {} : { product_sales_price_type_id: type }),
								price_name: 'Sales Price',
								price: unitPrice,
								price_includes_tax: false,
							},
						],
					}),
	};
}

function idOf(id: string | null, code: string): string {
	if (id !== null) return id;
	throw noAccount(`Sage has no ledger account ${code}`, 'Choose an account of this business');
}

function noAccount(message: string, todo: string): SystemError {
	return new SystemError({ code: 'account_invalid', message, todo, scope: 'item', system: 'sage' });
}

function exists(item: LedgerItem): Problem {
	return {
		code: 'item_exists',
		message: `Sage has an item ${item.code} (${item.name}) already`,
		todo: 'Run it again, so that the existing item is found; or give this one another code and name',
		scope: 'item',
		system: 'sage',
	};
}
