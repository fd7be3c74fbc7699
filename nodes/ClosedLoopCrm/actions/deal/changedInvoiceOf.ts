import type { IExecuteFunctions } from 'n8n-workflow';
import type { Invoice } from '../../../shared/model/invoice';
import { documentParameter } from '../../../shared/node/settings';
import { SystemError } from '../../../shared/transport/systemError';

/** The invoice in the field *Invoice*; only one that stands in the ledger has a deal. */
export function changedInvoiceOf(context: IExecuteFunctions, itemIndex: number): Invoice {
	const invoice = documentParameter<Invoice>(context, 'invoice', 'Invoice', itemIndex);
	if (typeof invoice.ledgerId === 'string' && invoice.ledgerId !== '') return invoice;
	throw new SystemError({
		code: 'document_unreadable',
		message: "'Invoice' holds no invoice of the ledger: it has no ID",
		todo: "Set 'Invoice' to the whole invoice of Invoice: Get Changes, e.g. {{ $json.invoice }}",
		scope: 'item',
	});
}
