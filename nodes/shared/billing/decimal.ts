import Base from 'decimal.js';

/**
 * Exact decimals for money, quantities and percentages: 60 digits, so that no product of a line's figures is cut.
 * The only place that imports the library.
 */
export const Decimal = Base.clone({ precision: 60, rounding: Base.ROUND_HALF_UP, toExpNeg: -40, toExpPos: 40 });

export type Decimal = Base;

/** What a Decimal can be made of. */
export type DecimalValue = Base.Value;
