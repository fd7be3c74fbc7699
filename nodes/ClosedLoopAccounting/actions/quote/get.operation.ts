import { getById } from '../getById';

/** Quote: Get. */
export const get = getById({
	document: 'quote',
	what: 'quote',
	field: { name: 'quoteId', label: 'Quote ID' },
	read: async (port, ids) => await port.quotesById(ids),
});
