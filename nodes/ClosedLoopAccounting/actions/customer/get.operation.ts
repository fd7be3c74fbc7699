import { getById } from '../getById';

/** Customer: Get. */
export const get = getById({
	document: 'customer',
	what: 'customer',
	field: { name: 'customerId', label: 'Customer ID' },
	read: async (port, ids) => await port.customersById(ids),
});
