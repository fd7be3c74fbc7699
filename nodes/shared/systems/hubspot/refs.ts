import type { Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { AccountDetails } from './wire';

/** Links to a deal in HubSpot's pages, e.g. `https://app.hubspot.com/contacts/123/record/0-3/456` or `.../deal/456`. */
const LINK = /^https?:\/\/[\w.-]*hubspot\.com\/contacts\/(\d+)\/(?:record\/0-3|deal)\/(\d+)/i;

/** The deal id that a person gave as an id or a link of this account. */
export function dealIdOf(ref: string, details: AccountDetails): Result<string> {
	const given = ref.trim();
	if (/^\d{1,18}$/.test(given)) return ok(given);
	const [, portal, id] = LINK.exec(given) ?? [];
	if (id === undefined) {
		return failed({
			code: 'not_a_deal',
			message: `'${given.slice(0, 80)}' is neither the ID nor the link of a HubSpot deal`,
			todo: 'Open the deal in HubSpot and copy the address of the page, or its record ID',
			scope: 'item',
			system: 'hubspot',
		});
	}
	if (portal === String(details.portalId)) return ok(id);
	return failed({
		code: 'other_account',
		message: `This link belongs to HubSpot account ${portal}, and the credential to account ${details.portalId}`,
		todo: 'Choose the credential of that account, or a deal of this one',
		scope: 'item',
		system: 'hubspot',
	});
}
