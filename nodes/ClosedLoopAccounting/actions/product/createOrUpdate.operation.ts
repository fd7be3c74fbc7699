import type { IExecuteFunctions } from 'n8n-workflow';
import { SystemError } from '../../../shared/transport/systemError';
import type { ProductInput, ProductOptions, SavedProduct } from '../../products/saveProducts';
import { saveProducts } from '../../products/saveProducts';
import { optionsOf } from '../../readSettings';
import { choiceOption, choiceSetting, nameParameter, textOption } from '../options';
import { writeDocuments } from '../writeDocuments';

type Options = Pick<ProductOptions, 'ifExists' | 'account' | 'purchaseAccount' | 'taxCode'>;

/** Product: Create or Update. */
export const createOrUpdate = writeDocuments<ProductInput & { options: Options }, Options, SavedProduct>('product', {
	read(context, itemIndex) {
		const options = optionsOf(context, itemIndex);
		return {
			options: {
				ifExists: choiceSetting(context, 'ifProductExists', 'If It Exists', itemIndex, [
					'unchanged',
					'price',
					'overwrite',
				]),
				account: textOption(options['account'], 'Sales Account'),
				purchaseAccount: textOption(options['purchaseAccount'], 'Purchase Account'),
				taxCode: textOption(options['taxCode'], 'Tax Rate'),
			},
			deal: null,
			product: {
				code: nameParameter(context, 'itemCode', 'Item Code', itemIndex),
				name: text(context, 'itemName', 'Name', itemIndex) ?? '',
				description: text(context, 'itemDescription', 'Description', itemIndex),
				unitPrice: price(context, itemIndex),
				kind: choiceOption(options['kind'], 'Kind', ['service', 'product']),
			},
		};
	},
	write: saveProducts,
});

function text(context: IExecuteFunctions, name: string, label: string, itemIndex: number): string | null {
	return textOption(context.getNodeParameter(name, itemIndex, ''), label);
}

/** Empty leaves the price to the ledger. */
function price(context: IExecuteFunctions, itemIndex: number): number | null {
	const value: unknown = context.getNodeParameter('unitPrice', itemIndex, '');
	if (value === '' || value === null || value === undefined) return null;
	const read = Number(value);
	if (Number.isFinite(read) && read >= 0) return read;
	throw new SystemError({
		code: 'field_unreadable',
		message: `'Unit Price' cannot be used: it is ${JSON.stringify(value)}`,
		todo: "Set 'Unit Price' to a number, or leave it empty",
		scope: 'item',
	});
}
