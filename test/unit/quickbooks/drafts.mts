import type { CustomerDraft, CustomerWanted } from '../../../nodes/shared/model/customer';
import type { InvoiceDraft, InvoiceDraftLine } from '../../../nodes/shared/model/invoice';

export const first = { fresh: 0, run: '1042' };

export function line(more: Partial<InvoiceDraftLine> = {}): InvoiceDraftLine {
	return {
		dealLineId: null,
		description: 'Consulting',
		quantity: 2,
		unitPrice: 50,
		discountPercent: null,
		discountAmount: null,
		amountAlone: false,
		itemCode: 'CONS',
		account: null,
		taxCode: '2',
		taxReason: '',
		amount: 100,
		...more,
	};
}

export function draft(deal: number, more: Partial<InvoiceDraft> = {}): InvoiceDraft {
	const lines = more.lines ?? [line()];
	return {
		key: `HS7K2Q-${deal}`,
		execution: '1042',
		sourceUrl: `https://app.hubspot.com/contacts/1/record/0-3/${deal}`,
		customerId: '1',
		status: 'draft',
		issueDate: '2026-11-20',
		dueDate: '2026-12-20',
		reference: null,
		currency: 'GBP',
		amountsAre: 'exclusive',
		lines,
		net: lines.reduce((sum, { amount }) => sum + amount, 0),
		brandingTheme: null,
		createAs: 'invoice',
		referenceField: null,
		...more,
	};
}

export function customerDraft(name: string, more: Partial<CustomerDraft> = {}): CustomerDraft {
	return {
		number: '',
		name,
		email: 'pay@harbour.example',
		phone: '020 7946 0000',
		billingAddress: {
			line1: '1 Quay',
			line2: 'Dock 2',
			city: 'Hull',
			region: null,
			postalCode: 'HU1',
			country: 'United Kingdom',
		},
		taxNumber: null,
		terms: { kind: 'days', days: 30 },
		firstName: null,
		lastName: null,
		ifNameTaken: 'refuse',
		currency: null,
		...more,
	};
}

export function wanted(name: string, more: Partial<CustomerWanted> = {}): CustomerWanted {
	return { number: null, name, email: null, domain: null, taxNumber: null, currency: null, ...more };
}
