import type { CompanyFile } from '../../sandbox/core/types.mts';

export interface Question {
	dealId: string;
	/** *Billing code*. */
	code: string;
}

/** What is asked of a person at the end, read from the CRM as it stands. */
export function questionsOf({ hubspot }: CompanyFile): Question[] {
	return hubspot.deals.flatMap(({ id, properties }) => {
		const code = properties['closed_loop_billing_code'];
		return code ? [{ dealId: id, code }] : [];
	});
}
