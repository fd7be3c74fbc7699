import type { FieldMapping } from '../crm';

/** Names of our properties that the connector itself reads or writes. For ever once shipped: records carry them. */
export const fieldNames = {
	accountingCustomer: 'closed_loop_accounting_customer',
	agreedValues: 'closed_loop_agreed_values',
	customerQuestion: 'closed_loop_customer_question',
	customerAnswer: 'closed_loop_customer_answer',
	billingName: 'closed_loop_billing_name',
	billingEmail: 'closed_loop_billing_email',
	vatNumber: 'closed_loop_vat_number',
	vatCheckedOn: 'closed_loop_vat_number_checked_on',
	paymentTerms: 'closed_loop_payment_terms',
	poNumber: 'closed_loop_po_number',
	invoiceOn: 'closed_loop_invoice_on',
} as const;

/** Where nothing is mapped: our own properties, and HubSpot's lead source. */
export const defaultFields: FieldMapping = {
	billingName: fieldNames.billingName,
	billingEmail: fieldNames.billingEmail,
	vatNumber: fieldNames.vatNumber,
	companyPaymentTerms: fieldNames.paymentTerms,
	poNumber: fieldNames.poNumber,
	paymentTerms: fieldNames.paymentTerms,
	invoiceOn: fieldNames.invoiceOn,
	leadSource: 'hs_analytics_source',
	onlyWhen: '',
};
