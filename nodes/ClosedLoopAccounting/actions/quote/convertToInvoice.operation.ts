import type { Deal } from '../../../shared/model/deal';
import type { Invoice } from '../../../shared/model/invoice';
import { optionalDocument } from '../../../shared/node/settings';
import { idParameter } from '../../ids';
import type { ConversionInput } from '../../quotes/convertQuotes';
import { convertQuotes } from '../../quotes/convertQuotes';
import { writeDocuments } from '../writeDocuments';

/** Quote: Convert to Invoice. */
export const convertToInvoice = writeDocuments<ConversionInput & { options: object }, object, Invoice>('invoice', {
	read: (context, itemIndex) => ({
		options: {},
		deal: optionalDocument<Deal>(context, 'deal', 'Deal', itemIndex),
		quoteId: idParameter(context, 'quoteId', 'Quote ID', itemIndex),
	}),
	write: convertQuotes,
});
