import { Decimal } from './decimal';

/**
 * Shares a whole number of minor units by weights so that the shares sum to it exactly: each gets its share rounded down, and what
 * is left goes to the largest remainders, the earlier first.
 */
export function largestRemainder(units: Decimal, weights: Decimal[]): Decimal[] {
	const sum = weights.reduce((total, weight) => total.plus(weight), new Decimal(0));
	if (sum.isZero()) return weights.map(() => new Decimal(0));
	const exact = weights.map((weight) => units.times(weight).div(sum));
	const shares = exact.map((share) => share.floor());
	const left = units.minus(shares.reduce((total, share) => total.plus(share), new Decimal(0))).toNumber();
	const rests = exact.map((share, index) => ({ index, rest: share.minus(shares[index] ?? 0) }));
	rests.sort((a, b) => b.rest.cmp(a.rest) || a.index - b.index);
	for (const { index } of rests.slice(0, left)) shares[index] = (shares[index] ?? new Decimal(0)).plus(1);
	return shares;
}
