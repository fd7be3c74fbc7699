import type { Outcome, Would } from './outcome';

/** A task of a person in the CRM, on a deal. */
export interface CrmTask {
	/** Null in preview. */
	id: string | null;
	dealId: string;
	subject: string;
	/** Plain text with line breaks; its last line is the marker by which it is made once. */
	body: string;
	/** ISO. */
	dueAt: string | null;
	/** Null where nobody is assigned. */
	ownerId: string | null;
	done: boolean;
	outcome?: Outcome;
	would?: Would;
	/** Why, in words. */
	reason?: string;
}

export type CrmTaskDraft = Pick<CrmTask, 'dealId' | 'subject' | 'body' | 'ownerId'> & { dueAt: string };
