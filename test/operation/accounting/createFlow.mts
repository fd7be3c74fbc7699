/** The Create flow, customer and invoice, as two steps of a flow run it, over a ledger of the contract suite. */
import { resolveCustomers } from '../../../nodes/ClosedLoopAccounting/customers/resolveCustomers';
import { checkChosen } from '../../../nodes/ClosedLoopAccounting/checkChosen';
import { createInvoices } from '../../../nodes/ClosedLoopAccounting/invoices/createInvoices';
import type { InvoiceOutput } from '../../../nodes/ClosedLoopAccounting/invoices/createInvoices';
import { billingFacts } from '../../../nodes/shared/billing/billingFacts';
import type { BillingSettings } from '../../../nodes/shared/billing/settings';
import type { Deal, DealCompany } from '../../../nodes/shared/model/deal';
import type { Invoice } from '../../../nodes/shared/model/invoice';
import type { AccountingPort } from '../../../nodes/shared/systems/accounting';
import type { World } from '../../contract/ledgers/world.mts';
import { ITEM, valueOf } from '../../contract/ledgers/world.mts';
import { company, line, settings as common, wonDeal } from './deals.mts';

export function settingsIn({ books, port }: World, more: Partial<BillingSettings> = {}): BillingSettings {
	const behind = port.traits.lineWithoutItem ? { salesAccount: books.salesAccount } : { fallbackItem: ITEM };
	return {
		...common,
		billFrom: '2026-09-01',
		salesAccount: null,
		homeTaxCode: books.country === 'US' ? null : books.standard.code,
		...behind,
		...more,
	};
}

export interface Run {
	settings?: Partial<BillingSettings>;
	preview?: boolean;
	port?: AccountingPort;
	execution?: string;
}

/** Customer and invoice, as the two steps of a flow do it. */
export async function bill(world: World, deals: Deal[], run: Run = {}): Promise<InvoiceOutput[]> {
	const port = run.port ?? world.open();
	const settings = settingsIn(world, run.settings);
	await checkChosen(port, settings);
	const all = {
		settings,
		preview: run.preview ?? false,
		stopIfMoreThan: 25,
		run: run.execution ?? '1001',
		now: world.clock.now(),
	};
	const customers = (await resolveCustomers(port, deals, { ...all, ifExists: 'unchanged' })).map(valueOf);
	return (await createInvoices(port, customers, all)).map(valueOf);
}

/** A deal of this ledger's home, in its currency unless told. */
export function dealIn({ books }: World, id: string, more: Partial<Deal> = {}, of: Partial<DealCompany> = {}): Deal {
	const at = company('7', 'Harbour Lights', { address: books.address, ...of });
	return wonDeal(id, at, more.lines ?? [line('Setup', 2, 150), line('Visit', 1.5, 80)], {
		currency: books.baseCurrency,
		createdAt: '2026-10-15T09:00:00Z',
		modifiedAt: '2026-11-19T09:00:00Z',
		closedOn: '2026-11-19',
		...more,
	});
}

/** The deal as Update Billing leaves it. */
export function writtenBack(output: InvoiceOutput): Deal {
	const deal = output.deal as Deal;
	const { invoice } = output;
	const facts = { deal, invoice, before: deal.billing, execution: '1001', problem: null, preview: false };
	const { billing } = billingFacts(facts);
	const { hold: _, checks: __, ...rest } = deal;
	return { ...rest, billing: { ...billing, outcome: undefined } };
}

export async function standing(world: World, key: string): Promise<Invoice[]> {
	const all = await world.open().invoicesMadeByUs('2026-11-01T00:00:00Z', [key]);
	return all.filter((one) => one.key === key && one.status !== 'voided' && one.status !== 'deleted');
}
