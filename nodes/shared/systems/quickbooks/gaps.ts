import type { Gap } from '../registry';

/** What QuickBooks lacks (README's table). */
export const quickBooksGaps: Gap[] = [];
