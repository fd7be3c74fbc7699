import type { Address } from '../model/address';
import type { GoodsOrService } from '../model/dealLine';
import { countryCode, isEu } from './country';

/** Where a sale is taxed: goods where they are shipped to, services where the customer is billed. */
export interface TaxPlaceOfSale {
	/** ISO 3166 alpha-2; null where nothing tells. */
	country: string | null;
	/** State or province, as written. */
	region: string | null;
	northernIreland: boolean;
}

/** The place of an address; `country` where the address itself tells none. */
export function placeOfAddress(address: Address | null, country: string | null): TaxPlaceOfSale {
	const own = countryCode(address?.country) ?? country;
	const region = address?.region?.trim() ?? '';
	return {
		country: own,
		region: region === '' ? null : region,
		northernIreland: own === 'GB' && isNorthern(address),
	};
}

/** By name, or by a postcode of Northern Ireland. */
function isNorthern(address: Address | null): boolean {
	const said = [address?.country, address?.region].some((text) => isNorthernIreland(text));
	return said || /^BT\d/i.test(address?.postalCode?.trim() ?? '');
}

export function isNorthernIreland(text: string | null | undefined): boolean {
	return /^(?:northern ireland|xi)$/i.test(text?.trim() ?? '');
}

/**
 * True where a place is the EU's for this sale and not the seller's own: a member state, or Northern Ireland for goods of an EU
 * seller, which has the EU's rules for goods.
 */
export function isEuSale(place: TaxPlaceOfSale, seller: string, supply: GoodsOrService | null): boolean {
	if (place.country === seller) return false;
	return isEu(place.country) || (place.northernIreland && supply === 'goods');
}
