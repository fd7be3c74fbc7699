import type { Deal } from './deal';

/** What is read of a deal whose invoice changed: enough to write on it and to tell its owner. */
export interface BilledDeal
	extends Pick<Deal, 'id' | 'name' | 'url' | 'crm' | 'won' | 'currency' | 'closedOn' | 'owner' | 'billing'> {
	/** Null without an owner. `owner` is filled where somebody is to be told. */
	ownerId: string | null;
}
