import type { CustomerFields } from './customer';

/** What CRM and ledger both keep of a customer (rules.md section 8 "Customers both ways"). */
export type CustomerField = 'name' | 'email' | 'billingAddress' | 'phone' | 'taxNumber' | 'terms';

/** Which side is right. */
export type CustomerSide = 'crm' | 'ledger';

/**
 * `agreed` both sides say the same, or differ as it was agreed; `toLedger`, `toCrm` one side's value goes over; `ask` a person
 * decides; `listed` differs since before anything was agreed; `leave` nothing is done, for the reason told.
 */
export type FieldOutcome = 'agreed' | 'toLedger' | 'toCrm' | 'ask' | 'listed' | 'leave';

/** A field of a customer on both sides, and what becomes of it. */
export interface FieldSync {
	field: CustomerField;
	outcome: FieldOutcome;
	/** As they stand, in words; null where empty. */
	crm: string | null;
	ledger: string | null;
	/** Why, in words. */
	reason: string;
}

/** A customer on both sides, as *Customer: Create or Update* of the CRM hands it on. */
export interface CustomerSync {
	/** Of the ledger's customer. */
	ledgerId: string;
	fields: FieldSync[];
	/** For the ledger: what goes over to it; empty where nothing does. */
	toLedger: Partial<CustomerFields>;
	/** What the ledger took of it, by field, with the CRM's value that went over. */
	taken?: Partial<Record<CustomerField, string | null>>;
	/** What a person is asked, in words; null without. */
	question: string | null;
	outcome?: 'updated' | 'unchanged' | 'skipped';
	would?: 'update' | 'leave' | 'skip';
	reason?: string;
}

/** What was agreed of a field; a pair where both sides stand differently by agreement, CRM first. */
export type AgreedValue = string | null | [crm: string | null, ledger: string | null];

/** Of one customer of one ledger organisation, by the record it was agreed on. */
export interface AgreedCustomer {
	/** Id of the CRM record: one that was merged into another agreed on nothing. */
	crmId: string;
	values: Partial<Record<CustomerField, AgreedValue>>;
}
