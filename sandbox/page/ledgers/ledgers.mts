import type { LedgerName } from '../../core/types.mts';
import { quickbooks } from './quickbooks.mts';
import { sage } from './sage.mts';
import type { ShownLedger } from './shown.mts';
import { xero } from './xero.mts';

/** How each ledger is shown on the page. */
export const shownLedgers: Record<LedgerName, ShownLedger> = { xero, quickbooks, sage };
