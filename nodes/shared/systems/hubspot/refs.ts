import type { CrmCustomerType } from '../../model/crmCustomer';
import type { Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { AccountDetails } from './wire';

type Kind = 'deal' | CrmCustomerType;

/**
 * Links to a record in HubSpot's pages, e.g. `https://app.hubspot.com/contacts/123/record/0-3/456` or, in older ones,
 * `.../deal/456`.
 */
const LINKS: Record<Kind, RegExp> = {
	deal: link('0-3', 'deal'),
	company: link('0-2', 'company'),
	contact: link('0-1', 'contact'),
};

function link(typeId: string, name: string): RegExp {
	return new RegExp(`^https?://[\\w.-]*hubspot\\.com/contacts/(\\d+)/(?:record/${typeId}|${name})/(\\d+)`, 'i');
}

/** The deal id that a person gave as an id or a link of this account. */
export function dealIdOf(ref: string, details: AccountDetails): Result<string> {
	return idOf('deal', ref, details);
}

/** The id of a record that a person gave as an id or a link of this account. */
export function idOf(kind: Kind, ref: string, details: AccountDetails): Result<string> {
	const given = ref.trim();
	if (/^\d{1,18}$/.test(given)) return ok(given);
	const [, portal, id] = LINKS[kind].exec(given) ?? [];
	if (id === undefined) {
		return failed({
			code: `not_a_${kind}`,
			message: `'${given.slice(0, 80)}' is neither the ID nor the link of a HubSpot ${kind}`,
			todo: `Open the ${kind} in HubSpot and copy the address of the page, or its record ID`,
			scope: 'item',
			system: 'hubspot',
		});
	}
	if (portal === String(details.portalId)) return ok(id);
	return failed({
		code: 'other_account',
		message: `This link belongs to HubSpot account ${portal}, and the credential to account ${details.portalId}`,
		todo: `Choose the credential of that account, or a ${kind} of this one`,
		scope: 'item',
		system: 'hubspot',
	});
}
