import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Direction } from '../../../shared/billing/compareProducts';
import type { CrmProduct } from '../../../shared/model/crmProduct';
import type { Result } from '../../../shared/model/result';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import type { Operation, OperationOutput } from '../../../shared/node/runOperation';
import { documentParameter } from '../../../shared/node/settings';
import { SystemError } from '../../../shared/transport/systemError';
import { openLedger, organisationSetting } from '../../openLedger';
import { compareLibrary } from '../../products/compareLibrary';
import { choiceSetting } from '../options';

interface Input {
	organisation: string;
	direction: Direction;
	/** Null stands for a library without products. */
	product: CrmProduct | null;
}

/** Product: Compare. All items are one comparison: its summary comes first, then one item for each finding. */
export const compare: Operation<Input> = {
	read: (context, itemIndex) => ({
		organisation: organisationSetting(context, itemIndex),
		direction: choiceSetting<Direction>(context, 'direction', 'Direction', itemIndex, [
			'none',
			'crm_to_ledger',
			'ledger_to_crm',
		]),
		product: isEmptyLibrary(context) ? null : productOf(context, itemIndex),
	}),
	async run(context, inputs) {
		// A part of the library would list what is there as missing.
		if (context.getInputData().some(({ json }) => json['moreRemain'] === true)) throw partOnly();
		return await runGrouped(
			inputs,
			({ organisation, direction }) => [organisation, direction],
			async (group) => {
				const [{ organisation, direction }] = group as [Input];
				const products = group.flatMap(({ product }) => (product === null ? [] : [product]));
				const port = await openLedger(context, organisation);
				const { findings, currency, summary } = await compareLibrary(port, products, direction);
				const told = findings.map(({ crm, ledger, ...finding }): IDataObject => {
					const [crmProduct, product] = [crm[0], ledger[0]];
					return {
						finding: { ...finding, currency } as unknown as IDataObject,
						...(crmProduct && { crmProduct: crmProduct as unknown as IDataObject }),
						...(product && { product: product as unknown as IDataObject }),
					};
				});
				const items = [{ summary: summary as unknown as IDataObject }, ...told];
				return group.map((_, index): Result<OperationOutput> => ok({ items: index === 0 ? items : [] }));
			},
		);
	},
};

/** One item with nothing in it: *Always Output Data* of the step that found no product. */
function isEmptyLibrary(context: IExecuteFunctions): boolean {
	const items = context.getInputData();
	return items.length === 1 && Object.keys(items[0]?.json ?? {}).length === 0;
}

function productOf(context: IExecuteFunctions, itemIndex: number): CrmProduct {
	const product = documentParameter<CrmProduct>(context, 'crmProduct', 'CRM Products', itemIndex);
	if (typeof product.name === 'string' && (product.sku === null || typeof product.sku === 'string'))
		return { ...product, active: product.active !== false };
	throw new SystemError({
		code: 'document_unfit',
		message: "'CRM Products' cannot be used: name and SKU of a product must be texts",
		todo: 'Take the product as the CRM step Product: Get Many hands it on',
		scope: 'run',
	});
}

function partOnly(): SystemError {
	return new SystemError({
		code: 'wrong_settings',
		message: 'Only a part of the product library was read, so that the rest would be listed as missing',
		todo: "Raise 'Limit' of the CRM step Product: Get Many",
		scope: 'run',
	});
}
