import type { LifeOptions } from './week.mts';

const SMALL = { customers: 36, days: 2, seed: 1 };

/** From the environment, where `npm run life` puts its arguments; else a small week in each ledger. */
export function lifeOptions(): LifeOptions[] {
	const given = process.env['CLOSED_LOOP_LIFE'];
	if (given !== undefined) return [{ books: 'xero', ...SMALL, ...(JSON.parse(given) as Partial<LifeOptions>) }];
	return (['xero', 'quickbooks-uk', 'sage'] as const).map((books) => ({ books, ...SMALL }));
}
