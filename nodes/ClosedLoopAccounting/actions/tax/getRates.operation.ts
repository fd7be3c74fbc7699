import { booleanSetting } from '../../../shared/node/settings';
import { getList } from '../getList';

/** Tax: Get Rates. */
export const getRates = getList({
	document: 'taxRate',
	what: 'tax rates',
	query: (context, itemIndex) => ({ all: booleanSetting(context, 'includeAll', 'Include All', itemIndex) }),
	async find(port, { all }) {
		const rates = await port.taxRates();
		const documents = all ? rates : rates.filter(({ active, forSales }) => active && forSales);
		return { documents, more: false, limit: documents.length };
	},
});
