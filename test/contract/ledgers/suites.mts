import { quickBooksUk, quickBooksUs } from './ledgers/quickbooks.mts';
import { sage } from './ledgers/sage.mts';
import { xero } from './ledgers/xero.mts';
import type { Ledger } from './world.mts';

/** Every ledger that is held to the contract. */
export const suites: readonly Ledger[] = [xero, quickBooksUs, quickBooksUk, sage];
