import { approveInvoice } from './approveInvoice.mts';
import { billWonDeals } from './billWonDeals.mts';
import { checkBeforeClosing } from './checkBeforeClosing.mts';
import { customerChanges } from './customerChanges.mts';
import { financialPulse } from './financialPulse.mts';
import type { Flow } from './flow.mts';
import { ledgerEdits } from './ledgerEdits.mts';
import { overdue } from './overdue.mts';
import { paymentStatus } from './paymentStatus.mts';
import { productLibrary } from './productLibrary.mts';
import { setUp } from './setUp.mts';
import { hubspot, quickbooks, sage, xero, type Crm, type Ledger } from './systems.mts';

const pairs: Array<[Crm, Ledger]> = [
	[hubspot, quickbooks],
	[hubspot, sage],
	[hubspot, xero],
];

/** Every template by its file name in `workflows/`: the same for each pair of CRM and ledger. */
export const templates: Record<string, Flow> = Object.fromEntries(
	pairs.flatMap(([crm, ledger]) => {
		const pair = `${crm.value}-${ledger.value}`;
		return [
			[`${pair}-1-bill-won-deals.json`, billWonDeals(crm, ledger)],
			[`${pair}-2-set-up.json`, setUp(crm, ledger)],
			[`${pair}-3-payment-status-to-deals.json`, paymentStatus(crm, ledger)],
			[`${pair}-4-financial-pulse.json`, financialPulse(crm, ledger)],
			[`${pair}-5-ledger-edits-to-deals.json`, ledgerEdits(crm, ledger)],
			[`${pair}-6-customer-changes-both-ways.json`, customerChanges(crm, ledger)],
			[`${pair}-7-one-product-library.json`, productLibrary(crm, ledger)],
			[`${pair}-8-check-before-closing.json`, checkBeforeClosing(crm, ledger)],
			[`${pair}-9-overdue-tell-the-owner.json`, overdue(crm, ledger)],
			[`${pair}-10-approve-one-invoice.json`, approveInvoice(crm, ledger)],
		];
	}),
);

/** As it stands in the file. */
export function printed(template: Flow): string {
	return `${JSON.stringify(template, null, '\t')}\n`;
}
