import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { CrmProductFields } from '../../../shared/model/crmProduct';
import type { Result } from '../../../shared/model/result';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import { isRecord } from '../../../shared/node/isRecord';
import type { Operation } from '../../../shared/node/runOperation';
import { booleanSetting, wrongSetting } from '../../../shared/node/settings';
import { SystemError } from '../../../shared/transport/systemError';
import { saveProducts } from '../../products/saveProducts';
import type { ProductInput, SaveOptions } from '../../products/saveProducts';
import { openCrm } from '../../openCrm';

type Input = ProductInput & { options: SaveOptions };

/** Product: Create or Update. One product for each SKU, whatever the number of items that name it. */
export const createOrUpdate: Operation<Input> = {
	read(context, itemIndex) {
		const options: unknown = context.getNodeParameter('options', itemIndex, {});
		const recurring: unknown = isRecord(options) ? options['recurring'] : undefined;
		return {
			sku: skuOf(context, itemIndex),
			fields: {
				...given('name', textOf(context, 'productName', 'Name', itemIndex)),
				...given('description', textOf(context, 'productDescription', 'Description', itemIndex)),
				...given('unitPrice', priceOf(context, itemIndex)),
				...given('currency', currencyOf(isRecord(options) ? options['currency'] : undefined)),
				...given('recurring', recurringOf(recurring)),
			},
			options: {
				ifExists: ifExistsOf(context.getNodeParameter('ifProductExists', itemIndex, '')),
				preview: booleanSetting(context, 'previewOnly', 'Preview Only', itemIndex),
			},
		};
	},
	async run(context, inputs) {
		const crm = openCrm(context);
		return await runGrouped(
			inputs,
			({ options }) => options,
			async (group) => {
				const [{ options }] = group as [Input];
				return (await saveProducts(crm, group, options)).map(
					(product): Result<{ merge: IDataObject }> =>
						product.ok ? ok({ merge: { crmProduct: product.value as unknown as IDataObject } }) : product,
				);
			},
		);
	},
};

/** What is left empty is not written. */
function given<Name extends keyof CrmProductFields>(
	name: Name,
	value: CrmProductFields[Name] | null,
): CrmProductFields {
	return value === null ? {} : { [name]: value };
}

/** Without its SKU a product would never be found again. */
function skuOf(context: IExecuteFunctions, itemIndex: number): string {
	const sku = textOf(context, 'sku', 'SKU', itemIndex);
	if (sku !== null) return sku;
	throw unreadable('SKU', sku, "Set 'SKU' to the code by which the ledger knows the item");
}

function textOf(context: IExecuteFunctions, name: string, label: string, itemIndex: number): string | null {
	const value: unknown = context.getNodeParameter(name, itemIndex, '');
	if (value === undefined || value === null) return null;
	if (typeof value !== 'string' && typeof value !== 'number')
		throw unreadable(label, value, `Set '${label}' to a text`);
	return String(value).trim() === '' ? null : String(value).trim();
}

function priceOf(context: IExecuteFunctions, itemIndex: number): number | null {
	const value: unknown = context.getNodeParameter('unitPrice', itemIndex, '');
	if (value === undefined || value === null || value === '') return null;
	const price = Number(value);
	if (Number.isFinite(price) && price >= 0) return price;
	throw unreadable('Unit Price', value, "Set 'Unit Price' to a number, or leave it empty");
}

/** *Billed Once* clears the frequency; left out, it stays. */
function recurringOf(value: unknown): string | null {
	if (value === undefined || value === '') return null;
	if (typeof value !== 'string') throw wrongSetting('Billing Frequency', 'one of its list', value);
	return value === 'once' ? '' : value;
}

/** Empty means the account's own. */
function currencyOf(value: unknown): string | null {
	if (value === undefined || value === null || value === '') return null;
	if (typeof value === 'string' && /^[A-Z]{3}$/i.test(value.trim())) return value.trim().toUpperCase();
	throw unreadable('Currency', value, "Set 'Currency' to a code such as GBP, or leave it empty");
}

function ifExistsOf(value: unknown): SaveOptions['ifExists'] {
	if (value === 'unchanged' || value === 'price' || value === 'overwrite') return value;
	throw wrongSetting('If It Exists', 'one of its list', value);
}

function unreadable(label: string, value: unknown, todo: string): SystemError {
	const shown = value === null || value === undefined ? 'empty' : JSON.stringify(value).slice(0, 60);
	return new SystemError({
		code: 'field_unreadable',
		message: `'${label}' cannot be used: it is ${shown}`,
		todo,
		scope: 'item',
	});
}
