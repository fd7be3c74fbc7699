import type { LineSpec } from '../specs.mts';
import { product } from '../catalogue.mts';

/** A line with a product of the library. */
export function sold(sku: string, quantity: string, more: Partial<LineSpec> = {}): LineSpec {
	return { product: product(sku), quantity, ...more };
}

/** A custom line, typed by hand and without a SKU. */
export function custom(name: string, quantity: string, price: string, more: Partial<LineSpec> = {}): LineSpec {
	return { name, quantity, price, ...more };
}
