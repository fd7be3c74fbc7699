import type { InvoiceDraft, InvoiceDraftLine } from '../../../nodes/shared/model/invoice';
import { guidOf } from './books.mts';

export const attempt = { fresh: 0, run: '1' };

/** Three at a price of four decimals: 1.00 net. */
export const line: InvoiceDraftLine = {
	dealLineId: '1',
	description: 'Work',
	quantity: 3,
	unitPrice: 0.3333,
	discountPercent: null,
	discountAmount: null,
	amountAlone: false,
	itemCode: null,
	account: '200',
	taxCode: 'OUTPUT2',
	taxReason: '',
	amount: 1,
};

/** A draft invoice for Harbour Lights. */
export function draft(key: string, more: Partial<InvoiceDraft> = {}): InvoiceDraft {
	return {
		key,
		execution: '1',
		sourceUrl: `https://app.hubspot.com/contacts/1/record/0-3/${key.slice(7)}`,
		customerId: guidOf('Harbour Lights'),
		status: 'draft',
		issueDate: '2026-11-02',
		dueDate: '2026-12-02',
		reference: null,
		currency: 'GBP',
		amountsAre: 'exclusive',
		lines: [line],
		net: 1,
		brandingTheme: null,
		createAs: 'invoice',
		referenceField: null,
		...more,
	};
}
