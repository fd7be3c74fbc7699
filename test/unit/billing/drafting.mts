import type { Customer } from '../../../nodes/shared/model/customer';
import type { Deal } from '../../../nodes/shared/model/deal';
import type { InvoiceDraft } from '../../../nodes/shared/model/invoice';
import type { Check } from '../../../nodes/shared/model/outcome';
import type { Organisation } from '../../../nodes/shared/model/organisation';
import type { DraftInput } from '../../../nodes/shared/billing/draftInvoice';
import { draftInvoice } from '../../../nodes/shared/billing/draftInvoice';
import type { BillingSettings } from '../../../nodes/shared/billing/settings';
import { accounts, customer, deal, organisation, settings, taxRates, today, traits } from './records.mts';

/** What a test changes of an ordinary deal, its customer and its books. */
export interface Given {
	deal?: Partial<Deal>;
	customer?: Partial<Customer>;
	settings?: Partial<BillingSettings>;
	organisation?: Partial<Organisation>;
	input?: Partial<DraftInput>;
}

export function drafted(given: Given = {}) {
	return draftInvoice({
		deal: deal(given.deal),
		customer: customer(given.customer),
		organisation: { ...organisation, ...given.organisation },
		accounts,
		taxRates,
		currencies: ['GBP', 'EUR', 'USD', 'JPY', 'KWD'],
		settings: settings(given.settings),
		traits,
		fallback: null,
		key: 'HSM6DA-41234567890',
		execution: '231',
		today,
		preview: false,
		...given.input,
	});
}

export function draft(given: Given = {}): { draft: InvoiceDraft; checks: Check[]; notes: string[] } {
	const made = drafted(given);
	if ('hold' in made) throw new Error(made.hold.what);
	return made;
}

/** Codes of the checks of a draft, sorted. */
export const codes = (given: Given) =>
	draft(given)
		.checks.map((check) => check.code)
		.sort();
