import type { Outcome, Would } from './outcome';

/** A note on the timeline of a deal. */
export interface CrmNote {
	/** Null in preview. */
	id: string | null;
	dealId: string;
	/** Plain text with line breaks; its last line is the marker by which it is made once. */
	body: string;
	outcome?: Outcome;
	would?: Would;
	/** Why, in words. */
	reason?: string;
}

export type CrmNoteDraft = Pick<CrmNote, 'dealId' | 'body'> & {
	/** Where it stands on the timeline, ISO. */
	at: string;
};
