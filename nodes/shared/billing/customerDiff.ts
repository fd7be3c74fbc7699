import type { Customer, CustomerFields, Difference } from '../model/customer';
import type { CustomerField } from '../model/customerSync';
import { addressText, filled, sameValue } from './customerFields';
import type { BilledParty } from './party';
import { withoutCurrency } from './names';
import { ledgerName } from './party';
import { isMasked } from './taxNumbers';
import { parseTerms, termsText } from './terms';

/** What becomes of a customer that exists (rules.md section 4); empty never clears what is filled. */
export type ExistingMode = 'unchanged' | 'fill' | 'overwrite';

interface Compared {
	field: CustomerField;
	crm: string | null;
	ledger: string | null;
	/** As compared: without what does not matter, such as spaces in a telephone number. */
	same: boolean;
}

/** Where the CRM says something and the ledger says another thing or nothing, field by field, in words. */
export function customerDifferences(party: BilledParty, customer: Customer): Difference[] {
	return compared(party, customer)
		.filter(({ crm, same }) => crm !== null && !same)
		.map(({ field, crm, ledger }) => ({ field, crm, ledger }));
}

/** The fields to write on a customer that exists; empty where nothing is to change. */
export function fieldsToWrite(
	party: BilledParty,
	customer: Customer,
	mode: ExistingMode,
	nameMax = 255,
): Partial<CustomerFields> {
	if (mode === 'unchanged') return {};
	const values: Record<CustomerField, Partial<CustomerFields>> = {
		name: { name: ledgerName(party.name, nameMax) },
		email: { email: party.email },
		phone: { phone: party.phone },
		taxNumber: { taxNumber: party.taxNumber },
		billingAddress: { billingAddress: party.address },
		terms: { terms: parseTerms(party.paymentTerms) },
	};
	const writable = compared(party, customer).filter(
		({ crm, ledger, same }) => crm !== null && !same && (mode === 'overwrite' || ledger === null),
	);
	return Object.assign({}, ...writable.map(({ field }) => values[field])) as Partial<CustomerFields>;
}

function compared(party: BilledParty, customer: Customer): Compared[] {
	const terms = parseTerms(party.paymentTerms);
	const bare = (name: string) => withoutCurrency(name, [customer.currency]);
	return [
		compare('name', ledgerName(party.name, 255), customer.name, bare),
		compare('email', party.email, customer.email),
		compare('phone', party.phone, customer.phone),
		...(isMasked(customer.taxNumber) ? [] : [compare('taxNumber', party.taxNumber, customer.taxNumber)]),
		compare('billingAddress', addressText(party.address), addressText(customer.billingAddress)),
		compare('terms', terms && termsText(terms), customer.terms && termsText(customer.terms)),
	];
}

function compare(
	field: CustomerField,
	crm: string | null,
	ledger: string | null,
	bare = (text: string): string => text,
): Compared {
	const [ours, theirs] = [filled(crm), filled(ledger)];
	return {
		field,
		crm: ours,
		ledger: theirs,
		same: ours !== null && theirs !== null && sameValue(field, bare(ours), bare(theirs)),
	};
}
