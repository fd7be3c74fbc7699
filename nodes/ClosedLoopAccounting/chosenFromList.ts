import type { AccountingListKind, AccountingPort } from '../shared/systems/accounting';
import { SystemError } from '../shared/transport/systemError';

const MOST_NAMED = 8;

/**
 * A value that was chosen from a list of the ledger must still be there: one left over from another ledger or organisation is refused
 * by name before anything is done.
 */
export async function checkListed(
	port: AccountingPort,
	kind: AccountingListKind,
	label: string,
	value: string | null,
	what: string,
): Promise<void> {
	if (value === null || (await port.list(kind)).some((entry) => entry.value === value)) return;
	throw await notHere(port, kind, label, value, what);
}

/** Says what is chosen and what could be: the list of the panel is not at hand where the choice is read from a Settings step. */
export async function notHere(
	port: AccountingPort,
	kind: AccountingListKind,
	label: string,
	value: string,
	what: string,
): Promise<SystemError> {
	const { name } = await port.organisation();
	const offered = (await port.list(kind)).map((entry) => entry.name);
	const names = [...offered.slice(0, MOST_NAMED), ...(offered.length > MOST_NAMED ? ['...'] : [])].join(', ');
	return new SystemError({
		code: 'wrong_settings',
		message: `'${label}' is "${value}", which is not ${what} of ${name} in ${port.traits.label}`,
		todo: `Choose '${label}' again, here or in the step that it is read from${names === '' ? '' : ` (there are ${names})`}; it may be left over from another ledger or organisation`,
		scope: 'run',
	});
}
