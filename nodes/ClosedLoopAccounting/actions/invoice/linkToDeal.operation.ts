import type { Deal } from '../../../shared/model/deal';
import type { Invoice } from '../../../shared/model/invoice';
import { documentParameter } from '../../../shared/node/settings';
import { idParameter } from '../../ids';
import type { LinkInput } from '../../links/linkInvoices';
import { linkInvoices } from '../../links/linkInvoices';
import { writeDocuments } from '../writeDocuments';

/** Invoice: Link to Deal. A deal that is held because it was billed by hand is what this operation is for. */
export const linkToDeal = writeDocuments<LinkInput & { options: object }, object, Invoice>('invoice', {
	read: (context, itemIndex) => ({
		options: {},
		deal: documentParameter<Deal>(context, 'deal', 'Deal', itemIndex),
		invoiceId: idParameter(context, 'invoiceId', 'Invoice ID', itemIndex),
	}),
	write: linkInvoices,
	settles: ({ code }) => code === 'billed_by_hand' || code === 'marked_billed_by_hand',
});
