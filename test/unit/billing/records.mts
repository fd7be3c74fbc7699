import { Decimal } from 'decimal.js';
import type { Address } from '../../../nodes/shared/model/address';
import type { Customer } from '../../../nodes/shared/model/customer';
import type { Deal, DealCompany, DealContact } from '../../../nodes/shared/model/deal';
import type { DealBilling } from '../../../nodes/shared/model/dealBilling';
import type { DealLine } from '../../../nodes/shared/model/dealLine';
import type { Invoice, InvoiceDraft } from '../../../nodes/shared/model/invoice';
import type { LedgerAccount, LedgerItem, LedgerTaxRate, Organisation } from '../../../nodes/shared/model/organisation';
import type { BillingSettings } from '../../../nodes/shared/billing/settings';
import { defaultSettings } from '../../../nodes/shared/billing/settings';
import { quickBooksTraits } from '../../../nodes/shared/systems/quickbooks/traits';
import { sageTraits } from '../../../nodes/shared/systems/sage/traits';
import { xeroTraits } from '../../../nodes/shared/systems/xero/traits';

/** Records for the tests of the pure rules: each an ordinary one, with what a test changes. */

export const tenant = '11111111-1111-4111-8111-111111111111';
export const crm = {
	system: 'hubspot',
	accountId: '145896',
	accountName: 'Acme Sales',
	currency: 'GBP',
	timeZone: 'Europe/London',
} as const;
export const today = '2026-11-24';

export { quickBooksTraits, sageTraits, xeroTraits as traits };

export function settings(changes: Partial<BillingSettings> = {}): BillingSettings {
	return { ...defaultSettings, billFrom: '2026-09-01', pipelines: ['default'], salesAccount: '200', ...changes };
}

export function address(changes: Partial<Address> = {}): Address {
	return {
		line1: '1 High St',
		line2: null,
		city: 'Leeds',
		region: null,
		postalCode: 'LS1 1AA',
		country: 'United Kingdom',
		...changes,
	};
}

export const nowhere: Address = { line1: null, line2: null, city: null, region: null, postalCode: null, country: null };

export function company(changes: Partial<DealCompany> = {}): DealCompany {
	return {
		id: '77',
		name: 'Brightwater Ltd',
		url: 'https://app.hubspot.com/contacts/145896/record/0-2/77',
		domain: 'brightwater.example',
		billingName: null,
		billingEmail: 'accounts@brightwater.example',
		vatNumber: null,
		phone: null,
		address: address(),
		paymentTerms: null,
		customerLinks: [],
		chosenBy: 'primary',
		...changes,
	};
}

export function contact(changes: Partial<DealContact> = {}): DealContact {
	return {
		id: '88',
		name: 'Jo Field',
		url: 'https://app.hubspot.com/contacts/145896/record/0-1/88',
		firstName: 'Jo',
		lastName: 'Field',
		email: 'jo@brightwater.example',
		phone: null,
		address: address(),
		vatNumber: null,
		billingName: null,
		billingEmail: null,
		paymentTerms: null,
		billing: false,
		customerLinks: [],
		...changes,
	};
}

export function line(changes: Partial<DealLine> = {}): DealLine {
	const priced = { quantity: 1, unitPrice: 100, discount: null, ...changes };
	return {
		id: '1',
		sku: null,
		name: 'Set-up',
		description: null,
		quantity: 1,
		unitPrice: 100,
		discount: null,
		amount: netOf(priced, 2),
		period: 'once',
		periods: null,
		startDate: null,
		startDelay: null,
		tiered: false,
		taxPercent: null,
		...changes,
	};
}

/** Net of a line as HubSpot shows it: half up. */
export function netOf(told: Pick<DealLine, 'quantity' | 'unitPrice' | 'discount'>, digits: number): number {
	const { quantity, unitPrice, discount } = told;
	const unit =
		discount === null
			? new Decimal(unitPrice)
			: 'percent' in discount
				? new Decimal(unitPrice).times(new Decimal(100).minus(discount.percent)).div(100)
				: new Decimal(unitPrice).minus(discount.perUnit);
	return unit.times(quantity).toDecimalPlaces(digits, Decimal.ROUND_HALF_UP).toNumber();
}

export function billing(changes: Partial<DealBilling> = {}): DealBilling {
	return {
		status: null,
		reason: null,
		todo: null,
		code: null,
		checks: null,
		key: null,
		attempt: 1,
		execution: null,
		ledger: null,
		organisation: null,
		invoiceId: null,
		invoiceNumber: null,
		invoiceUrl: null,
		invoiceStatus: null,
		issueDate: null,
		dueDate: null,
		total: null,
		paid: null,
		credited: null,
		due: null,
		totalCompany: null,
		paidCompany: null,
		creditedCompany: null,
		dueCompany: null,
		paidOn: null,
		daysWonToSent: null,
		daysToPay: null,
		nextBillingDate: null,
		unbilledRemainder: null,
		revisionSeen: null,
		revisionBilled: null,
		fingerprint: null,
		invoices: null,
		lastSeen: null,
		ledgerEdits: null,
		approvalAsked: null,
		overdueStepTold: null,
		inDispute: false,
		invoiceCheck: null,
		creditStatus: null,
		answer: null,
		answerDetail: null,
		...changes,
	};
}

export function deal(changes: Partial<Deal> = {}): Deal {
	return {
		id: '41234567890',
		name: 'Brightwater renewal (internal)',
		url: 'https://app.hubspot.com/contacts/145896/record/0-3/41234567890',
		crm,
		pipeline: { id: 'default', name: 'Sales' },
		stage: { id: 'closedwon', name: 'Closed won' },
		won: true,
		createdAt: '2026-10-01T09:00:00Z',
		modifiedAt: '2026-11-20T09:00:00Z',
		closedOn: '2026-11-20',
		firstWonAt: null,
		imported: false,
		currency: 'GBP',
		amount: 100,
		description: null,
		owner: null,
		leadSource: null,
		company: company(),
		contacts: [contact()],
		lines: [line()],
		quote: null,
		poNumber: null,
		paymentTerms: null,
		invoiceOn: null,
		onlyWhen: null,
		billing: billing(),
		revision: 'R1',
		...changes,
	};
}

export const organisation: Organisation = {
	ledger: 'xero',
	id: tenant,
	name: 'Acme UK',
	baseCurrency: 'GBP',
	country: 'GB',
	timeZone: 'Europe/London',
	demo: false,
	taxRegistered: true,
	decidesTax: false,
	lockDate: null,
	terms: { kind: 'days', days: 30 },
	shortCode: null,
};

export function customer(changes: Partial<Customer> = {}): Customer {
	return {
		crmId: '77',
		crmType: 'company',
		ledger: 'xero',
		organisation: { id: tenant, name: 'Acme UK' },
		ledgerId: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
		number: null,
		name: 'Brightwater Ltd',
		email: 'accounts@brightwater.example',
		phone: null,
		billingAddress: address(),
		taxNumber: null,
		currency: null,
		terms: null,
		taxCode: null,
		creditLimit: null,
		active: true,
		url: 'https://go.xero.example/contact/a',
		...changes,
	};
}

export const accounts: LedgerAccount[] = [
	{ code: '200', name: 'Sales', taxCode: 'OUTPUT2', revenue: true, active: true },
	{ code: '210', name: 'Exempt sales', taxCode: 'EXEMPTOUTPUT', revenue: true, active: true },
];

export const taxRates: LedgerTaxRate[] = [
	{ code: 'OUTPUT2', name: '20% (VAT on Income)', percent: 20, active: true, forSales: true },
	{ code: 'RROUTPUT', name: '5% (VAT on Income)', percent: 5, active: true, forSales: true },
	{ code: 'ZERORATEDOUTPUT', name: 'Zero rated', percent: 0, active: true, forSales: true },
	{ code: 'EXEMPTOUTPUT', name: 'Exempt', percent: 0, active: true, forSales: true },
	{ code: 'INPUT2', name: '20% (VAT on Expenses)', percent: 20, active: true, forSales: false },
	{ code: 'OLD', name: '17.5%', percent: 17.5, active: false, forSales: true },
];

export function item(changes: Partial<LedgerItem> = {}): LedgerItem {
	return {
		id: 'i1',
		code: 'GTX Pro',
		name: 'GTX Professional',
		sold: true,
		stocked: false,
		active: true,
		unitPrice: 100,
		account: null,
		taxCode: null,
		...changes,
	};
}

/** The invoice that Xero makes of a draft, reckoned here (apis/xero.md 7.2, 7.3). */
export function invoiceOf(draft: InvoiceDraft, changes: Partial<Invoice> = {}): Invoice {
	const zero = new Decimal(0);
	const percents = new Map(taxRates.map((rate) => [rate.code, rate.percent]));
	const lines = draft.lines.map((asked, index) => {
		const gross = new Decimal(asked.quantity).times(asked.unitPrice);
		const net =
			asked.discountAmount === null
				? gross.times(new Decimal(100).minus(asked.discountPercent ?? 0)).div(100)
				: gross.minus(asked.discountAmount);
		const amount = asked.amountAlone ? new Decimal(asked.amount) : net.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
		const percent = draft.amountsAre === 'no_tax' ? 0 : (percents.get(asked.taxCode ?? 'OUTPUT2') ?? 0);
		const base = draft.amountsAre === 'inclusive' ? 100 + percent : 100;
		const tax = amount.times(percent).div(base).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
		return { asked, index, amount, tax };
	});
	const amounts = lines.reduce((sum, { amount }) => sum.plus(amount), zero);
	const tax = lines.reduce((sum, one) => sum.plus(one.tax), zero);
	const subtotal = draft.amountsAre === 'inclusive' ? amounts.minus(tax) : amounts;
	const total = subtotal.plus(tax).toNumber();
	return {
		ledger: 'xero',
		organisation: { id: tenant, name: 'Acme UK' },
		ledgerId: 'dddddddd-dddd-4ddd-8ddd-dddddddddddd',
		key: draft.key,
		execution: draft.execution,
		number: 'INV-0042',
		reference: draft.reference,
		status: draft.status,
		customer: { ledgerId: draft.customerId, name: 'Brightwater Ltd' },
		issueDate: draft.issueDate,
		dueDate: draft.dueDate,
		currency: draft.currency,
		currencyRate: 1,
		amountsAre: draft.amountsAre,
		lines: lines.map(({ asked, index, amount, tax: lineTax }) => ({
			ledgerLineId: `line-${index}`,
			description: asked.description,
			quantity: asked.quantity,
			unitPrice: asked.unitPrice,
			discountPercent: asked.discountPercent,
			discountAmount: asked.discountAmount,
			itemCode: asked.itemCode,
			account: asked.account,
			taxCode: asked.taxCode ?? 'OUTPUT2',
			tax: lineTax.toNumber(),
			amount: amount.toNumber(),
		})),
		subtotal: subtotal.toNumber(),
		tax: tax.toNumber(),
		total,
		paid: 0,
		credited: 0,
		due: total,
		paidOn: null,
		url: 'https://go.xero.example/invoice/d',
		repeating: false,
		sentToCustomer: false,
		sentAt: null,
		updatedAt: '2026-11-24T10:00:00.000Z',
		...changes,
	};
}
