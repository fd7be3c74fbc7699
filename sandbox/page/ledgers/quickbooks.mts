import { Decimal } from 'decimal.js';
import type { QuickBooksRecord, SimulatedSystem } from '../../core/types.mts';
import { dealIn, moment, offered, recordsOf, text, type ShownInvoice, type ShownLedger } from './shown.mts';

const OPEN = [
	'payInvoice',
	'unpayInvoice',
	'creditInvoice',
	'editInvoice',
	'sendInvoice',
	'voidInvoice',
	'deleteDraft',
];

/** Invoices of a QuickBooks company, and the estimates that wait to become one. */
export const quickbooks: ShownLedger = {
	label: 'QuickBooks',
	invoices(system: SimulatedSystem): ShownInvoice[] {
		const names = new Map(recordsOf(system, 'Customer').map(({ Id, DisplayName }) => [Id, text(DisplayName)]));
		const invoices = recordsOf(system, 'Invoice').map((one) => shown(system, one, names, false));
		const estimates = recordsOf(system, 'Estimate')
			.filter(({ TxnStatus }) => TxnStatus !== 'Converted' && TxnStatus !== 'Closed')
			.map((one) => shown(system, one, names, true));
		return [...invoices, ...estimates];
	},
};

function shown(
	system: SimulatedSystem,
	document: QuickBooksRecord,
	names: ReadonlyMap<unknown, string>,
	isEstimate: boolean,
): ShownInvoice {
	const customer = ref(document['CustomerRef']);
	const total = new Decimal(text(document['TotalAmt']) || 0);
	const due = isEstimate ? total : new Decimal(text(document['Balance']) || 0);
	const status = isEstimate ? `ESTIMATE ${text(document['TxnStatus'])}` : statusOf(document, total, due);
	return {
		system: 'quickbooks',
		id: text(document['Id']),
		number: text(document['DocNumber']) || '(no number)',
		status,
		customer: names.get(customer) ?? customer,
		contactId: customer,
		reference: '',
		date: text(document['TxnDate']),
		dueDate: text(document['DueDate']),
		currency: ref(document['CurrencyRef']),
		total: total.toString(),
		paid: isEstimate ? '0' : total.minus(due).toString(),
		due: due.toString(),
		deal: dealIn(document['PrivateNote']),
		lines: ((document['Line'] ?? []) as QuickBooksRecord[]).filter(isShown).map((line) => {
			const detail = (line['SalesItemLineDetail'] ?? {}) as QuickBooksRecord;
			return {
				text: text(line['Description']),
				quantity: text(detail['Qty']),
				price: text(detail['UnitPrice']),
				amount: text(line['Amount']),
				tax: ref(detail['TaxCodeRef']),
			};
		}),
		actions: offered(system, isEstimate ? ['convertEstimate', 'deleteDraft'] : status === 'VOIDED' ? [] : OPEN),
		changed: moment(((document['MetaData'] ?? {}) as QuickBooksRecord)['LastUpdatedTime']),
	};
}

/** QuickBooks tells no status: it follows from balance, memo and mail (apis/quickbooks.md 7.3). */
function statusOf(invoice: QuickBooksRecord, total: Decimal, due: Decimal): string {
	if (total.isZero() && text(invoice['PrivateNote']).startsWith('Voided')) return 'VOIDED';
	if (due.isZero()) return 'PAID';
	if (due.lessThan(total)) return 'PART PAID';
	return invoice['EmailStatus'] === 'EmailSent' ? 'SENT' : 'NOT SENT';
}

function isShown({ DetailType }: QuickBooksRecord): boolean {
	return DetailType !== 'SubTotalLineDetail';
}

function ref(value: unknown): string {
	return text((value as QuickBooksRecord | undefined)?.['value']);
}
