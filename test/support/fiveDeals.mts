import { CompanyBuilder } from '../../sandbox/company/builder.mts';
import { product } from '../../sandbox/company/catalogue.mts';
import type { CompanyFile } from '../../sandbox/core/types.mts';

export interface FiveDeals {
	company: CompanyFile;
	/** Deal ids by what they stand for. */
	ids: { newCustomer: string; knownCustomer: string; held: string; twin1: string; twin2: string };
}

/** Five won deals: of a new customer, of a known one, one that is held (no company), and two of one customer. */
export function fiveDeals(): FiveDeals {
	const builder = new CompanyBuilder('Five deals', new Date(), 5);
	const newCustomer = builder.customer({
		name: 'Harbour Lights Catering',
		domain: 'harbourlights.example',
		email: 'property',
	});
	const known = builder.customer({
		name: 'Northgate Dental',
		domain: 'northgate.example',
		email: 'property',
		ledger: { by: 'id' },
	});
	const twin = builder.customer({ name: 'Quayside Print & Copy', domain: 'quayside.example', email: 'property' });
	const lines = [
		{ product: product('SRV-IMPL'), quantity: '2' },
		{ name: 'On-site visit', quantity: '1.5', price: '80', percent: '12.5' },
	];
	const ids = {
		newCustomer: builder.deal({ name: 'Catering site', customer: newCustomer, closed: 5, currency: 'GBP', lines }),
		knownCustomer: builder.deal({ name: 'Dental network', customer: known, closed: 6, currency: 'GBP', lines }),
		held: builder.deal({ name: 'Nobody knows whose', customer: null, closed: 7, currency: 'GBP', lines }),
		twin1: builder.deal({ name: 'Print shop, first', customer: twin, closed: 8, currency: 'GBP', lines }),
		twin2: builder.deal({
			name: 'Print shop, second',
			customer: twin,
			closed: 3,
			currency: 'GBP',
			lines: [{ name: 'Extra training', quantity: '3', price: '99.99' }],
		}),
	};
	return { company: builder.file, ids };
}
