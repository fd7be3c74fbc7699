import { getById } from '../getById';

/** Invoice: Get. */
export const get = getById({
	document: 'invoice',
	what: 'sales invoice',
	field: { name: 'invoiceId', label: 'Invoice ID' },
	read: async (port, ids) => await port.invoicesById(ids),
});
