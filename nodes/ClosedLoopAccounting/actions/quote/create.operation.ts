import type { Customer } from '../../../shared/model/customer';
import type { Deal } from '../../../shared/model/deal';
import type { Quote } from '../../../shared/model/quote';
import { documentParameter, optionalDocument } from '../../../shared/node/settings';
import type { QuoteInput } from '../../quotes/createQuotes';
import { createQuotes } from '../../quotes/createQuotes';
import type { QuoteSettings } from '../../quotes/quoteSettings';
import { quoteSettings } from '../../quotes/quoteSettings';
import { writeDocuments } from '../writeDocuments';

/** Quote: Create. */
export const create = writeDocuments<QuoteInput & { options: QuoteSettings }, QuoteSettings, Quote>('quote', {
	read: (context, itemIndex) => ({
		options: quoteSettings(context, itemIndex),
		deal: documentParameter<Deal>(context, 'deal', 'Deal', itemIndex),
		customer: optionalDocument<Customer>(context, 'customer', 'Customer', itemIndex),
	}),
	write: createQuotes,
});
