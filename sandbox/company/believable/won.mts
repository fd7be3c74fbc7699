import type { DealSpec } from '../specs.mts';
import { CLEAN, EVERYDAY } from './clean.mts';
import type { CustomerName } from './customers.mts';
import { FLAWED } from './flawed.mts';
import { sold } from './lines.mts';

/** A won deal since Bill From, apart from the day it was won, which follows from its place in the list. */
export type WonDeal = Omit<DealSpec, 'customer' | 'closed'> & {
	customer: CustomerName | null;
	/** Another company, labelled as the one to bill. */
	billTo?: CustomerName;
	/** The deal has only a contact; the company is the contact's. */
	throughContact?: boolean;
	/** The deal has a contact who belongs to no company. */
	stranger?: boolean;
	/** Somebody has made the invoice in the ledger already; open or paid by now. */
	billedByHand?: 'AUTHORISED' | 'PAID';
};

/** The won deals since Bill From, shuffled by a fixed step so that flaws stand among the others. */
export function wonDeals(): WonDeal[] {
	const everyday = EVERYDAY.map(
		([customer, name, sku, quantity, percent]): WonDeal => ({
			customer,
			name,
			lines: [sold(sku, quantity, percent === undefined ? {} : { percent })],
		}),
	);
	const all = [...CLEAN, ...everyday, ...FLAWED];
	const step = 37;
	return all.map((_, index) => all[(index * step) % all.length] as WonDeal);
}
