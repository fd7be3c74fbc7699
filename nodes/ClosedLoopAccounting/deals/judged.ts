import type { LedgerTraits } from '../../shared/model/ledgerTraits';
import { judgeDeal } from '../../shared/billing/judgeDeal';
import type { BillingSettings } from '../../shared/billing/settings';
import type { Deal } from '../../shared/model/deal';
import type { Organisation } from '../../shared/model/organisation';
import { isStopped, stopped, withChecks } from './outcome';

export interface Judging {
	settings: BillingSettings;
	traits: LedgerTraits;
	organisation: Organisation;
	/** In the organisation's time zone. */
	today: string;
	preview: boolean;
}

/**
 * The pure checks of a deal, which every writing operation runs before anything is written (rules.md section 2): the deal
 * with its checks, stopped where it is not billed. One that was stopped before passes untouched.
 */
export function judged(deal: Deal, by: Judging): Deal {
	if (isStopped(deal)) return deal;
	const verdict = judgeDeal(deal, by.settings, by.traits, by.today, by.organisation);
	const told = withChecks(deal, verdict.checks);
	if (verdict.skip) return stopped(told, { outcome: 'skipped', hold: verdict.skip }, by.preview);
	if (verdict.hold) return stopped(told, { outcome: 'held', hold: verdict.hold }, by.preview);
	return told;
}
