import type { StoredFinancials } from '../../../nodes/shared/model/crmCustomer';
import type { Financials } from '../../../nodes/shared/model/financials';
import { tenant } from './records.mts';

/** A customer that owes something, some of it late. */
export function financials(changes: Partial<Financials> = {}): Financials {
	return {
		ledger: 'xero',
		organisation: { id: tenant, name: 'Acme UK' },
		customer: {
			ledgerId: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
			name: 'Brightwater Ltd',
			number: null,
			url: null,
		},
		currency: 'GBP',
		asOf: '2026-11-24',
		balance: 3120,
		overdue: 900,
		oldestDue: '2026-11-12',
		ageing: { notDue: 2320, days1To30: 900, days31To60: 0, days61To90: 0, days91AndMore: 0 },
		unallocatedCredit: 100,
		creditLimit: null,
		lastInvoice: { number: 'INV-0042', date: '2026-11-20', url: null },
		year: { billed: 12000.5, paid: 9000, averageDaysToPay: 34.4, paidInvoices: 9, shareOnTime: 81.25 },
		lifetime: null,
		bought: 'Set-up: last on 20 Nov 2026',
		...changes,
	};
}

export function nothingStored(changes: Partial<StoredFinancials> = {}): StoredFinancials {
	return {
		balance: null,
		overdue: null,
		notDue: null,
		days1To30: null,
		days31To60: null,
		days61To90: null,
		days91AndMore: null,
		unallocatedCredit: null,
		creditLimit: null,
		creditAvailable: null,
		lastInvoice: null,
		lastInvoiceDate: null,
		billed12Months: null,
		paid12Months: null,
		averageDaysToPay: null,
		shareOnTime: null,
		billedInTotal: null,
		paidInTotal: null,
		historySince: null,
		accountStatus: null,
		asOf: null,
		bought: null,
		...changes,
	};
}
