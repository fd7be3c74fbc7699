import { toldInvoices, withDeals } from '../../ClosedLoopAccounting/changes/changedInvoices';
import type { InvoiceStatus } from '../../shared/model/invoice';
import type { AccountingPort } from '../../shared/systems/accounting';
import { SystemError } from '../../shared/transport/systemError';
import type { InvoiceEvent } from './invoiceEvents';
import { versionFor } from './invoiceEvents';
import type { LedgerNews, LedgerPollSettings } from './pollLedger';

const DAY_MS = 86_400_000;

/** Statuses to look for where nothing of the kind happened lately; empty is any. */
const statusesOf: Record<InvoiceEvent, InvoiceStatus[]> = {
	invoiceChanged: [],
	invoicePartPaid: ['part_paid', 'overdue'],
	invoicePaid: ['paid'],
	invoiceOverdue: ['overdue'],
	invoiceVoidedOrDeleted: ['voided', 'deleted'],
};

/** The newest example of the first event chosen, to build a flow with; leaves no trace. */
export async function sample(port: AccountingPort, settings: LedgerPollSettings, now: string): Promise<LedgerNews> {
	const [event] = settings.events;
	const since = new Date(Date.parse(now) - settings.lookBack * DAY_MS).toISOString();
	if (event === 'customerChanged') {
		const customer = (await port.customersChangedSince(since)).at(-1);
		if (customer === undefined) throw nothing('No customer changed');
		return { event, customer };
	}
	if (event === undefined) throw nothing('Nothing is chosen to start on');
	const { invoices } = await toldInvoices(port, since);
	const proves = withDeals(invoices, settings.onlyDeals).filter(({ invoice }) => versionFor(event, invoice) !== null);
	const found = proves.at(-1) ?? (await older(port, settings, event));
	if (found === undefined) throw nothing('No invoice shows this event');
	return { event, ...found };
}

async function older(port: AccountingPort, { onlyDeals }: LedgerPollSettings, event: InvoiceEvent) {
	const anything = { madeByExecution: null, customerId: null, dateFrom: null, dateTo: null, text: null };
	const { invoices } = await port.findInvoices({ ...anything, statuses: statusesOf[event], limit: 50 });
	return withDeals(invoices, onlyDeals)
		.filter(({ invoice }) => versionFor(event, invoice) !== null)
		.at(-1);
}

function nothing(what: string): SystemError {
	return new SystemError({
		code: 'no_sample',
		message: `${what}, so there is no sample to show`,
		todo: "Choose another event in 'Trigger On', or a longer 'Look Back'",
		scope: 'run',
	});
}
