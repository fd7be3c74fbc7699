import type { StoredFinancials } from '../../model/crmCustomer';
import { day, figure, storedValues, word } from './storedValues';

/** The figures of a customer on a company or contact (rules.md section 7); `hubspot/fields` makes their properties. */
export const storedFinancials = storedValues<StoredFinancials>({
	balance: figure('closed_loop_balance'),
	overdue: figure('closed_loop_overdue'),
	notDue: figure('closed_loop_not_due'),
	days1To30: figure('closed_loop_overdue_1_30'),
	days31To60: figure('closed_loop_overdue_31_60'),
	days61To90: figure('closed_loop_overdue_61_90'),
	days91AndMore: figure('closed_loop_overdue_91_plus'),
	unallocatedCredit: figure('closed_loop_unallocated_credit'),
	creditLimit: figure('closed_loop_credit_limit'),
	creditAvailable: figure('closed_loop_credit_available'),
	lastInvoice: word('closed_loop_last_invoice'),
	lastInvoiceDate: day('closed_loop_last_invoice_date'),
	billed12Months: figure('closed_loop_billed_12_months'),
	paid12Months: figure('closed_loop_paid_12_months'),
	averageDaysToPay: figure('closed_loop_average_days_to_pay'),
	shareOnTime: figure('closed_loop_share_paid_on_time'),
	billedInTotal: figure('closed_loop_billed_in_total'),
	paidInTotal: figure('closed_loop_paid_in_total'),
	historySince: day('closed_loop_history_since'),
	accountStatus: word('closed_loop_account_status'),
	asOf: day('closed_loop_financials_as_of'),
	bought: word('closed_loop_what_they_bought'),
});
