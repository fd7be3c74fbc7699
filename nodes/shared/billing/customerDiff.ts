import type { Address } from '../model/address';
import type { Customer, CustomerFields, Difference } from '../model/customer';
import { countryCode } from './country';
import type { BilledParty } from './party';
import { withoutCurrency } from './names';
import { ledgerName } from './party';
import { isMasked, plainTaxNumber } from './taxNumbers';
import { parseTerms, termsText } from './terms';

/** What becomes of a customer that exists (rules.md section 4); empty never clears what is filled. */
export type ExistingMode = 'unchanged' | 'fill' | 'overwrite';

type Field = 'name' | 'email' | 'phone' | 'taxNumber' | 'billingAddress' | 'terms';

interface Compared {
	field: Field;
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
	const values: Record<Field, Partial<CustomerFields>> = {
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
	return [
		compare('name', ledgerName(party.name, 255), customer.name, (text) =>
			withoutCurrency(text, [customer.currency]),
		),
		compare('email', party.email, customer.email, (text) => text.toLowerCase()),
		compare('phone', party.phone, customer.phone, (text) => text.replace(/\D/g, '').replace(/^00/, '')),
		...(isMasked(customer.taxNumber)
			? []
			: [compare('taxNumber', party.taxNumber, customer.taxNumber, plainTaxNumber)]),
		compare('billingAddress', addressText(party.address), addressText(customer.billingAddress), (text) =>
			text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''),
		),
		compare('terms', terms && termsText(terms), customer.terms && termsText(customer.terms), (text) => text),
	];
}

function compare(field: Field, crm: string | null, ledger: string | null, plain: (text: string) => string): Compared {
	const [ours, theirs] = [filled(crm), filled(ledger)];
	return {
		field,
		crm: ours,
		ledger: theirs,
		same: ours !== null && theirs !== null && plain(ours) === plain(theirs),
	};
}

function filled(text: string | null): string | null {
	const trimmed = text?.trim() ?? '';
	return trimmed === '' ? null : trimmed;
}

function addressText(address: Address): string | null {
	const country = countryCode(address.country) ?? address.country;
	return filled(
		[address.line1, address.line2, address.city, address.region, address.postalCode, country]
			.map(filled)
			.filter((part) => part !== null)
			.join(', '),
	);
}
