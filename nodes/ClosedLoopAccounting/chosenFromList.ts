import type { AccountingListKind, AccountingPort } from '../shared/systems/accounting';
import { SystemError } from '../shared/transport/systemError';

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
	const { name } = await port.organisation();
	throw new SystemError({
		code: 'wrong_settings',
		message: `'${label}' is "${value}", which is not ${what} of ${name} in ${port.traits.label}`,
		todo: `Choose '${label}' from the list again; it may be left over from another organisation`,
		scope: 'run',
	});
}
