import { crmLetters, parseKey } from '../../shared/billing/key';

/** True for a key that a deal's invoice carries; one made from fields carries that of its source. */
export function isOfDeal(key: string): boolean {
	return dealIdOf(key) !== null;
}

/** The deal that a key names; null for a source without a deal, and without a key. */
export function dealIdOf(key: string | null): string | null {
	const parsed = parseKey(key);
	const letters = Object.values(crmLetters);
	return parsed !== null && letters.some((two) => parsed.prefix.startsWith(two)) ? parsed.dealId : null;
}
