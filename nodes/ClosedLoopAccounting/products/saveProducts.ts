import { sameMoney } from '../../shared/billing/money';
import type { LedgerItem, LedgerItemDraft, Organisation } from '../../shared/model/organisation';
import type { Difference } from '../../shared/model/customer';
import type { Result } from '../../shared/model/result';
import { ok } from '../../shared/model/result';
import type { AccountingPort } from '../../shared/systems/accounting';
import { checkListed } from '../chosenFromList';
import type { Decided, Settled, Told, Written } from '../documents/settle';
import { settle } from '../documents/settle';

/** An item of the ledger with what became of it. */
export type SavedProduct = LedgerItem & Told & { differences?: Difference[] };

/** What is said of a product; null leaves a field as the ledger has it. */
export type ProductInput = {
	deal: null;
	product: Omit<LedgerItemDraft, 'active' | 'account' | 'purchaseAccount' | 'taxCode'>;
};

export interface ProductOptions {
	/** What becomes of an item that is there and differs. */
	ifExists: 'unchanged' | 'price' | 'overwrite';
	/** Account and tax rate of an item that is made. */
	account: string | null;
	purchaseAccount: string | null;
	taxCode: string | null;
	preview: boolean;
	stopIfMoreThan: number;
	/** Execution id. */
	run: string;
}

type Change = { draft: LedgerItemDraft } | { id: string; fields: Partial<LedgerItemDraft>; item: LedgerItem };

/** Finds each product by its code, else makes it once; the ledger itself refuses a code that exists. */
export async function saveProducts(
	port: AccountingPort,
	inputs: ProductInput[],
	options: ProductOptions,
): Promise<Array<Settled<SavedProduct>>> {
	await checkListed(port, 'salesAccounts', 'Sales Account', options.account, 'a sales account');
	await checkListed(port, 'purchaseAccounts', 'Purchase Account', options.purchaseAccount, 'a purchase account');
	await checkListed(port, 'taxRates', 'Tax Rate', options.taxCode, 'a tax rate for sales');
	const organisation = await port.organisation();
	const items = new Map((await port.items()).map((item) => [nameOf(item.code), item]));
	const decided = inputs.map((input) => decide(input, items, organisation, options));
	return await settle(decided, {
		...options,
		traits: port.traits,
		verb: 'save',
		noun: 'product',
		write: async (changes) => await write(port, changes, options),
	});
}

function nameOf(code: string): string {
	return code.trim().toLowerCase();
}

function decide(
	{ product }: ProductInput,
	items: Map<string, LedgerItem>,
	organisation: Organisation,
	options: ProductOptions,
): Decided<SavedProduct, Change> {
	const name = nameOf(product.code);
	const item = items.get(name);
	if (item === undefined) {
		const { account, purchaseAccount, taxCode } = options;
		const draft: LedgerItemDraft = { ...product, account, purchaseAccount, taxCode, active: true };
		return { do: 'write', name, change: { draft }, would: 'create', document: draftItem(draft), reason: '' };
	}
	const fields = differing(
		options.ifExists === 'price' ? { ...product, name: '', description: null } : product,
		item,
		organisation.baseCurrency,
	);
	const differences = Object.entries(fields).map(([field, value]) => ({
		field,
		crm: String(value),
		ledger: told(item[field as keyof LedgerItem]),
	}));
	if (differences.length === 0)
		return { do: 'leave', document: item, outcome: 'unchanged', reason: 'The item is as it should be' };
	if (options.ifExists === 'unchanged') {
		const reason = "It differs and was left as it is, since 'If It Exists' says so";
		return { do: 'leave', document: { ...item, differences }, outcome: 'unchanged', reason };
	}
	const document = { ...item, differences };
	return { do: 'write', name, change: { id: item.id, fields, item }, would: 'update', document, reason: '' };
}

/** Fields that say something and are not what stands there; a text that the ledger did not tell is not compared. */
function differing(product: ProductInput['product'], item: LedgerItem, currency: string): Partial<LedgerItemDraft> {
	const fields: Partial<LedgerItemDraft> = {};
	if (product.name !== '' && product.name !== item.name) fields.name = product.name;
	if (product.description !== null && item.description !== undefined && product.description !== item.description)
		fields.description = product.description;
	const { unitPrice } = product;
	if (unitPrice !== null && (item.unitPrice === null || !sameMoney(unitPrice, item.unitPrice, currency)))
		fields.unitPrice = unitPrice;
	return fields;
}

function told(value: unknown): string | null {
	return value === null || value === undefined ? null : String(value);
}

async function write(
	port: AccountingPort,
	changes: Change[],
	{ run }: ProductOptions,
): Promise<Array<Result<Written<SavedProduct>>>> {
	const making = changes.flatMap((change) => ('draft' in change ? [change.draft] : []));
	const updating = changes.flatMap((change) => ('id' in change ? [{ id: change.id, fields: change.fields }] : []));
	const made = making.length === 0 ? [] : await port.createItems(making, { fresh: 0, run });
	const updated = updating.length === 0 ? [] : await port.updateItems(updating);
	const [nextMade, nextUpdated] = [made[Symbol.iterator](), updated[Symbol.iterator]()];
	return changes.map((change) => {
		const isNew = 'draft' in change;
		const result = (isNew ? nextMade : nextUpdated).next().value as Result<LedgerItem>;
		if (!result.ok) return result;
		return ok({ document: result.value, outcome: isNew ? ('created' as const) : ('updated' as const), reason: '' });
	});
}

/** The item as it would stand; without an id. */
function draftItem({ code, name, description, unitPrice, account, taxCode }: LedgerItemDraft): SavedProduct {
	return {
		id: '',
		code,
		sku: code,
		name,
		description,
		sold: true,
		stocked: false,
		active: true,
		unitPrice,
		account,
		taxCode,
	};
}
