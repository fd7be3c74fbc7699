import type { SageRecord, SimulatedSystem } from '../../core/types.mts';
import { dealIn, moment, offered, recordsOf, text, type ShownInvoice, type ShownLedger } from './shown.mts';

const OPEN = ['payInvoice', 'unpayInvoice', 'creditInvoice', 'editInvoice', 'sendInvoice', 'voidInvoice'];
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
	DRAFT: ['approveInvoice', 'editInvoice', 'deleteDraft'],
	UNPAID: OPEN,
	PART_PAID: OPEN,
	PAID: ['unpayInvoice'],
};

/** Sales invoices of a Sage business. */
export const sage: ShownLedger = {
	label: 'Sage',
	invoices(system: SimulatedSystem): ShownInvoice[] {
		const names = new Map(recordsOf(system, 'contacts').map(({ id, name }) => [id, text(name)]));
		return recordsOf(system, 'sales_invoices').map((invoice): ShownInvoice => {
			const contact = idOf(invoice['contact']);
			const status = idOf(invoice['status']);
			return {
				system: 'sage',
				id: text(invoice['id']),
				number: text(invoice['displayed_as']) || text(invoice['invoice_number']) || '(no number)',
				status,
				customer: names.get(contact) ?? contact,
				contactId: contact,
				reference: text(invoice['reference']),
				date: text(invoice['date']),
				dueDate: text(invoice['due_date']),
				currency: idOf(invoice['currency']),
				total: text(invoice['total_amount']),
				paid: text(invoice['total_paid']),
				due: text(invoice['outstanding_amount']),
				deal: dealIn(invoice['reference']),
				lines: ((invoice['invoice_lines'] ?? []) as SageRecord[]).map((line) => ({
					text: text(line['description']),
					quantity: text(line['quantity']),
					price: text(line['unit_price']),
					amount: text(line['net_amount']),
					tax: idOf(line['tax_rate']),
				})),
				actions: offered(system, ACTIONS[status] ?? []),
				changed: moment(invoice['updated_at']),
			};
		});
	},
};

function idOf(value: unknown): string {
	return text((value as SageRecord | undefined)?.['id']);
}
