import type { BillingSettings } from '../shared/billing/settings';
import type { LedgerItem } from '../shared/model/organisation';
import type { AccountingPort } from '../shared/systems/accounting';
import { SystemError } from '../shared/transport/systemError';

/**
 * Settings from lists that this organisation does not have: a code left over from another ledger or organisation is
 * refused by name before anything is done.
 */
export async function checkChosen(port: AccountingPort, settings: BillingSettings): Promise<void> {
	const { salesAccount, homeTaxCode, brandingTheme } = settings;
	if (salesAccount !== null) {
		const account = (await port.accounts()).find(({ code, active }) => code === salesAccount && active);
		if (account === undefined) throw await notHere(port, 'Sales Account', salesAccount, 'an active account');
	}
	if (homeTaxCode !== null) {
		const rate = (await port.taxRates()).find(
			({ code, active, forSales }) => code === homeTaxCode && active && forSales,
		);
		if (rate === undefined) throw await notHere(port, 'Home Tax Rate', homeTaxCode, 'a tax rate for sales');
	}
	if (brandingTheme !== null) {
		const theme = (await port.list('brandingThemes')).find(({ value }) => value === brandingTheme);
		if (theme === undefined) throw await notHere(port, 'Branding Theme', brandingTheme, 'a branding theme');
	}
}

/** The fallback item, asked for among the items that are read anyway. */
export async function checkFallbackItem(port: AccountingPort, code: string, items: LedgerItem[]): Promise<void> {
	const item = items.find(
		(candidate) => candidate.sold && candidate.code.trim().toLowerCase() === code.toLowerCase(),
	);
	if (item === undefined) throw await notHere(port, 'Fallback Item', code, 'an item that is sold');
}

async function notHere(port: AccountingPort, label: string, code: string, what: string): Promise<SystemError> {
	const { name } = await port.organisation();
	return new SystemError({
		code: 'wrong_settings',
		message: `'${label}' is "${code}", which is not ${what} of ${name} in ${port.traits.label}`,
		todo: `Choose '${label}' from the list again; it may be left over from another organisation`,
		scope: 'run',
	});
}
