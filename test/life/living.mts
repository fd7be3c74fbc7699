/** The templates that run through the week, by what starts them. */
import {
	BILL_WON,
	CUSTOMER_CHANGES,
	FINANCIAL_PULSE,
	LEDGER_EDITS,
	OVERDUE,
	PAYMENT_STATUS,
} from '../support/world.mts';

export interface Living {
	template: string;
	/** Values over the step *Settings*. */
	settings: Record<string, unknown>;
	/** Name of the trigger that polls. */
	poll?: string;
	/** Name of the schedule that runs every few minutes. */
	often?: string;
	/** Name of the one that runs once a day, in its place. */
	daily?: string;
}

const live = { previewOnly: false };

export const LIVING: readonly Living[] = [
	{ template: BILL_WON, settings: live, poll: 'When a deal is won' },
	{ template: PAYMENT_STATUS, settings: live, often: 'Every 15 minutes', daily: 'Every day at 5' },
	{ template: LEDGER_EDITS, settings: live, often: 'Every 15 minutes', daily: 'Every day at 5' },
	{ template: CUSTOMER_CHANGES, settings: live, often: 'Every 15 minutes', daily: 'Every day at 5' },
	{ template: OVERDUE, settings: live, daily: 'Every day at 7' },
	{ template: FINANCIAL_PULSE, settings: live, daily: 'Every day at 6' },
];
