import type { CreditSettings } from '../../shared/billing/creditCheck';
import { creditCheck } from '../../shared/billing/creditCheck';
import { addMonths, dateIn } from '../../shared/billing/dates';
import { isLinked } from '../../shared/billing/customerLinks';
import type { Customer } from '../../shared/model/customer';
import type { Deal } from '../../shared/model/deal';
import type { Invoice } from '../../shared/model/invoice';
import type { Result } from '../../shared/model/result';
import { failed, ok } from '../../shared/model/result';
import type { AccountingPort } from '../../shared/systems/accounting';
import { dealName, isStopped } from '../deals/outcome';
import { financialsAndOpen } from '../financials/customerFinancials';

/** A deal with the customer that it bills. */
export interface CreditAsked {
	deal: Deal;
	/** Null for a deal that was stopped before. */
	customer: Customer | null;
	/** The CRM's, in the base currency; it holds where the ledger has none. */
	crmLimit: number | null;
}

/** No organisation has as many drafts. */
const ALL = 1_000_000;

/**
 * Puts on each customer where it stands against its credit limit (rules.md section 8 "Credit"). The books are read once, whatever
 * the number of deals; nothing is written. Won deals of the same run count as won and not billed, as do those given. A customer
 * of a deal that was stopped passes untouched.
 */
export async function checkCredit(
	port: AccountingPort,
	asked: CreditAsked[],
	given: Deal[],
	settings: CreditSettings,
	now: number,
): Promise<Array<Result<Customer | null>>> {
	const going = asked.filter(({ deal, customer }) => !isStopped(deal) && customer !== null);
	if (going.length === 0) return asked.map(({ customer }) => ok(customer));
	const organisation = await port.organisation();
	const known = new Map(
		going.flatMap(({ customer }) => (customer?.ledgerId ? [[customer.ledgerId, customer] as const] : [])),
	);
	const customers = [...known.values()];
	const { told, open } = await financialsAndOpen(port, customers, {
		fullHistory: false,
		whatTheyBought: false,
		now,
	});
	const standings = new Map(customers.map(({ ledgerId }, index) => [ledgerId, told[index]]));
	const drafts = await draftsOf(port, dateIn(organisation.timeZone, now));
	const taxRates = await port.taxRates();
	const ofCustomer = (invoices: Invoice[], { ledgerId }: Customer) =>
		invoices.filter(({ customer }) => ledgerId !== null && customer.ledgerId === ledgerId);

	return asked.map(({ deal, customer, crmLimit }): Result<Customer | null> => {
		if (isStopped(deal) || customer === null) return ok(customer);
		const standing = standings.get(customer.ledgerId);
		if (standing?.ok === false) return standing;
		const credit = creditCheck({
			organisation,
			taxRates,
			standing: standing?.value.financials ?? null,
			open: ofCustomer(open, customer),
			drafts: ofCustomer(drafts, customer),
			deal,
			wonNotBilled: waitingOf(customer, going, given).filter((one) => dealName(one) !== dealName(deal)),
			documents: [...open, ...drafts],
			limit: customer.creditLimit ?? crmLimit,
			settings,
		});
		if (credit !== null) return ok({ ...customer, credit });
		return failed({
			code: 'rate_unknown',
			message: `The credit of ${customer.name} cannot be checked: ${organisation.name} has no open document that tells the rate of one of its currencies`,
			todo: `Look at the customer in the ledger, and decide on deal '${deal.name}' by hand`,
			scope: 'item',
		});
	});
}

/** A ledger without drafts is asked for the estimates of a year: there is no shorter way to those that stand. */
async function draftsOf(port: AccountingPort, today: string): Promise<Invoice[]> {
	const { invoices } = await port.findInvoices({
		madeByExecution: null,
		customerId: null,
		statuses: ['draft', 'submitted'],
		dateFrom: port.traits.hasDrafts ? null : addMonths(today, -12),
		dateTo: null,
		text: null,
		limit: ALL,
	});
	return invoices;
}

/** Deals of this customer that are won and go on to be billed. */
function waitingOf(customer: Customer, going: CreditAsked[], given: Deal[]): Deal[] {
	const ofRun = going.filter((one) => one.deal.won && isSame(one.customer, customer)).map(({ deal }) => deal);
	return [...ofRun, ...given.filter((deal) => deal.won && bills(deal, customer))];
}

function isSame(one: Customer | null, other: Customer): boolean {
	if (one === null) return false;
	if (one.ledgerId !== null || other.ledgerId !== null) return one.ledgerId === other.ledgerId;
	return one.crmId !== null && one.crmId === other.crmId && one.crmType === other.crmType;
}

/** By the CRM's record, or by the link to the ledger's. */
function bills({ company, contacts }: Deal, customer: Customer): boolean {
	const billed = company ?? contacts[0];
	if (billed === undefined) return false;
	const type = company === null ? 'contact' : 'company';
	return (customer.crmType === type && customer.crmId === billed.id) || isLinked(billed.customerLinks, customer);
}
