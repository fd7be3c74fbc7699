import type { ListEntry } from '../../model/named';
import type { LedgerAccount } from '../../model/organisation';
import type { SageClient } from './client';
import { isId } from './ids';
import type { WireBankAccount, WireLedgerAccount } from './wire';
import { refId, text } from './wire';

/**
 * Ledger accounts by the code that people read in Sage's lists, the nominal code (`4000`); by id where an account has none or
 * shares it. Documents carry ids on the wire (apis/sage.md 11).
 */
export interface AccountBook {
	accounts: LedgerAccount[];
	/** Accounts that purchases go to. */
	purchases: ListEntry[];
	/** Null for a code that no account has. */
	idOf(code: string): string | null;
	/** The id itself for an account that is not listed. */
	codeOf(id: string): string;
}

export async function readAccounts(client: SageClient): Promise<AccountBook> {
	const wires = await client.pages<WireLedgerAccount>({ path: '/ledger_accounts', doing: 'reading ledger accounts' });
	const shared = new Map<string, number>();
	for (const wire of wires) {
		const code = text(wire.nominal_code);
		if (code !== null) shared.set(code, (shared.get(code) ?? 0) + 1);
	}
	const codes = new Map(
		wires.map((wire) => {
			const code = text(wire.nominal_code);
			return [(wire.id ?? '').toLowerCase(), code !== null && shared.get(code) === 1 ? code : (wire.id ?? '')];
		}),
	);
	const ids = new Map([...codes].map(([id, code]) => [code, id]));
	const codeOf = (id: string) => codes.get(id.toLowerCase()) ?? id;
	return {
		accounts: wires.map((wire) => ({
			code: codeOf(wire.id ?? ''),
			name: nameOf(wire),
			taxCode: refId(wire.tax_rate),
			revenue: isRevenue(wire),
			active: wire.included_in_chart !== false,
		})),
		purchases: wires
			.filter((wire) => wire.visible_in_expenses !== false && isCost(wire))
			.map((wire) => ({ value: codeOf(wire.id ?? ''), name: `${codeOf(wire.id ?? '')} · ${nameOf(wire)}` })),
		idOf: (code) =>
			ids.get(code.trim()) ?? (isId(code) && codes.has(code.toLowerCase()) ? code.toLowerCase() : null),
		codeOf,
	};
}

/** Ids: a bank account's nominal code is not what a payment names. */
export async function bankAccountList(client: SageClient): Promise<ListEntry[]> {
	const wires = await client.pages<WireBankAccount>({ path: '/bank_accounts', doing: 'reading bank accounts' });
	return wires
		.filter((wire) => text(wire.deleted_at) === null)
		.map((wire) => ({
			value: wire.id ?? '',
			name: text(wire.displayed_as) ?? text(wire.bank_account_details?.account_name) ?? wire.id ?? '',
		}));
}

/** `displayed_as` reads `Sales (4000)`. */
function nameOf(wire: WireLedgerAccount): string {
	return text(wire.name) ?? (text(wire.displayed_as) ?? '').replace(/ \(\d+\)$/, '');
}

/** What Sage shows where sales are entered; of accounts that do not say, those typed as sales or income. */
function isRevenue(wire: WireLedgerAccount): boolean {
	const type = `${wire.ledger_account_type?.id ?? ''} ${wire.ledger_account_classification?.id ?? ''}`;
	const income = /SALES|INCOME|REVENUE/i.test(type);
	if (wire.is_control_account === true && !income) return false;
	return income || (type.trim() === '' && wire.visible_in_sales === true);
}

function isCost(wire: WireLedgerAccount): boolean {
	const type = `${wire.ledger_account_type?.id ?? ''} ${wire.ledger_account_classification?.id ?? ''}`;
	if (type.trim() === '') return wire.visible_in_expenses === true;
	return /DIRECT_EXPENSE|COST|EXPENSE|OVERHEAD|PURCHASE/i.test(type);
}
