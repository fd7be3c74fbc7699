import { xero } from './ledgers/xero.mts';
import type { Ledger } from './world.mts';

/** Every ledger that is held to the contract. */
export const suites: readonly Ledger[] = [xero];
