import type { ListEntry } from '../../../../nodes/shared/model/named';
import type { AccountingListKind } from '../../../../nodes/shared/systems/accounting';
import type { SETTINGS, ToyItem } from '../server/records.mts';

/** The node's drop-downs. */
export function listOf(kind: AccountingListKind, settings: typeof SETTINGS, items: ToyItem[]): ListEntry[] {
	const { id, name, accounts, taxRates } = settings;
	const accountsOf = (wanted: string) =>
		accounts.filter((one) => one.kind === wanted).map((one) => ({ value: one.code, name: one.name }));
	switch (kind) {
		case 'organisations':
			return [{ value: id, name }];
		case 'salesAccounts':
			return accountsOf('sales');
		case 'purchaseAccounts':
			return accountsOf('purchases');
		case 'bankAccounts':
			return accountsOf('bank');
		case 'taxRates':
			return Object.keys(taxRates).map((code) => ({ value: code, name: code }));
		case 'items':
			return items.filter(({ active }) => active).map((item) => ({ value: item.code, name: item.name }));
		default:
			return [];
	}
}
