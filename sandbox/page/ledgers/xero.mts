import type { SimulatedSystem, XeroRecord } from '../../core/types.mts';
import { dealIn, moment, offered, recordsOf, text, type ShownInvoice, type ShownLedger } from './shown.mts';

const DRAFT = ['approveInvoice', 'editInvoice', 'deleteDraft'];
const POSTED = ['payInvoice', 'unpayInvoice', 'creditInvoice', 'editInvoice', 'sendInvoice', 'voidInvoice'];
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
	DRAFT,
	SUBMITTED: DRAFT,
	AUTHORISED: POSTED,
	PAID: ['unpayInvoice', 'editInvoice'],
};

/** Sales invoices of a Xero organisation. */
export const xero: ShownLedger = {
	label: 'Xero',
	invoices(system: SimulatedSystem): ShownInvoice[] {
		const names = new Map(recordsOf(system, 'Contacts').map(({ ContactID, Name }) => [ContactID, text(Name)]));
		return recordsOf(system, 'Invoices')
			.filter(({ Type }) => Type !== 'ACCPAY')
			.map((invoice): ShownInvoice => {
				const contact = (invoice['Contact'] ?? {}) as XeroRecord;
				return {
					system: 'xero',
					id: text(invoice['InvoiceID']),
					number: text(invoice['InvoiceNumber']) || '(no number)',
					status: text(invoice['Status']),
					customer: names.get(contact['ContactID']) ?? text(contact['Name']),
					contactId: text(contact['ContactID']),
					reference: text(invoice['Reference']),
					date: text(invoice['Date']).slice(0, 10),
					dueDate: text(invoice['DueDate']).slice(0, 10),
					currency: text(invoice['CurrencyCode']),
					total: text(invoice['Total']),
					paid: text(invoice['AmountPaid']),
					due: text(invoice['AmountDue']),
					deal: dealIn(invoice['Url']),
					lines: ((invoice['LineItems'] ?? []) as XeroRecord[]).map((line) => ({
						text: text(line['Description']),
						quantity: text(line['Quantity']),
						price: text(line['UnitAmount']),
						amount: text(line['LineAmount']),
						tax: text(line['TaxType']),
					})),
					actions: offered(system, ACTIONS[text(invoice['Status'])] ?? []),
					changed: moment(invoice['UpdatedDateUTC']),
				};
			});
	},
};
