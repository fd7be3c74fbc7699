import type { BillingSettings } from '../shared/billing/settings';
import type { LedgerItem } from '../shared/model/organisation';
import type { AccountingPort } from '../shared/systems/accounting';
import { SystemError } from '../shared/transport/systemError';
import { checkListed, notHere } from './chosenFromList';

/**
 * Settings that this organisation does not have: a code left over from another ledger or organisation is refused by name before
 * anything is done.
 */
export async function checkChosen(port: AccountingPort, settings: BillingSettings): Promise<void> {
	const { salesAccount, homeTaxCode, brandingTheme, referenceField, fallbackItem } = settings;
	if (salesAccount !== null) {
		const account = (await port.accounts()).find(({ code, active }) => code === salesAccount && active);
		if (account === undefined)
			throw await notHere(port, 'salesAccounts', 'Sales Account', salesAccount, 'an active account');
	}
	if (homeTaxCode !== null) {
		const rate = (await port.taxRates()).find(
			({ code, active, forSales }) => code === homeTaxCode && active && forSales,
		);
		if (rate === undefined)
			throw await notHere(port, 'taxRates', 'Home Tax Rate', homeTaxCode, 'a tax rate for sales');
	}
	if (fallbackItem !== null && !port.traits.lineWithoutItem)
		await checkFallbackItem(port, fallbackItem, await port.items());
	await checkListed(port, 'brandingThemes', 'Branding Theme', brandingTheme, 'a branding theme');
	await checkListed(port, 'referenceFields', 'Reference Field', referenceField, 'a custom field');
	if (settings.status === 'submitted' && port.traits.hasDrafts && !port.traits.hasSubmitted)
		throw notOffered('Status', 'Awaiting Approval', `${port.traits.label} has no such step`);
	if (settings.pricesInclude === 'inclusive' && (await port.organisation()).decidesTax)
		throw notOffered('Prices Include Tax', 'on', `${port.traits.label} adds the sales tax by itself here`);
}

/** The fallback item, asked for among the items that are read anyway. */
export async function checkFallbackItem(port: AccountingPort, code: string, items: LedgerItem[]): Promise<void> {
	const item = items.find(
		(candidate) => candidate.sold && candidate.code.trim().toLowerCase() === code.toLowerCase(),
	);
	if (item === undefined) throw await notHere(port, 'items', 'Fallback Item', code, 'an item that is sold');
}

function notOffered(label: string, value: string, why: string): SystemError {
	return new SystemError({
		code: 'wrong_settings',
		message: `'${label}' is ${value}, but ${why}`,
		todo: `Choose another '${label}'; it may be left over from another ledger`,
		scope: 'run',
	});
}
