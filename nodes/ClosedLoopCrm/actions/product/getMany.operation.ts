import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { CrmProduct } from '../../../shared/model/crmProduct';
import { ok } from '../../../shared/model/result';
import type { Operation } from '../../../shared/node/runOperation';
import { booleanSetting, countSetting } from '../../../shared/node/settings';
import { openCrm } from '../../openCrm';

interface Input {
	withSku: boolean;
	/** Words that name, SKU or description contain, in any case; empty takes all. */
	text: string;
	limit: number;
}

/** Product: Get Many. The library is read once for all items; one item goes on for each product. */
export const getMany: Operation<Input> = {
	read: (context, itemIndex) => ({
		withSku: booleanSetting(context, 'withSku', 'Only With SKU', itemIndex),
		text: String(context.getNodeParameter('text', itemIndex, ''))
			.trim()
			.toLowerCase(),
		limit: countSetting(context, 'limit', 'Limit', itemIndex, 1),
	}),
	async run(context, inputs) {
		const library = await openCrm(context).products();
		return inputs.map((input) => {
			const matching = library.filter((product) => matches(product, input));
			const more = matching.length > input.limit;
			if (more) hint(context, input.limit);
			const items = matching
				.slice(0, input.limit)
				.map((product) => ({ crmProduct: product as unknown as IDataObject, moreRemain: more }));
			return ok({ items });
		});
	},
};

function matches({ sku, name, description }: CrmProduct, { withSku, text }: Input): boolean {
	if (withSku && sku === null) return false;
	return text === '' || [sku, name, description].some((part) => part?.toLowerCase().includes(text) ?? false);
}

function hint(context: IExecuteFunctions, limit: number): void {
	context.addExecutionHints({
		message: `More products match than the ${limit} of 'Limit'; raise it to read them too`,
		location: 'outputPane',
	});
}
