import { countSetting } from '../../../shared/node/settings';
import { optionsOf } from '../../readSettings';
import { getList } from '../getList';
import { textOption } from '../options';

/** Customer: Get Many. */
export const getMany = getList({
	document: 'customer',
	what: 'customers',
	query: (context, itemIndex) => ({
		text: textOption(optionsOf(context, itemIndex)['text'], 'Search Text') ?? '',
		limit: countSetting(context, 'limit', 'Limit', itemIndex, 1),
	}),
	async find(port, query) {
		const { customers, more } = await port.findCustomers(query);
		return { documents: customers, more, limit: query.limit };
	},
});
