import type { Address } from '../model/address';
import { countryCode } from './country';

/** The CRM's address for the ledger; its country as a code, where it is understood. */
export function addressForLedger(address: Address): Address {
	return { ...address, country: countryCode(address.country) ?? address.country };
}

/** The ledger's address for the CRM, where people read countries by name; the same country stays as it is written there. */
export function addressForCrm(address: Address, before: Address): Address {
	const code = countryCode(address.country);
	if (code !== null && code === countryCode(before.country)) return { ...address, country: before.country };
	const name = code === null ? null : new Intl.DisplayNames(['en'], { type: 'region' }).of(code);
	return { ...address, country: name ?? address.country };
}
