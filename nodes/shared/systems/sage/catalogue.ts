import type { LedgerTaxRate, Organisation } from '../../model/organisation';
import { once } from '../once';
import type { AccountBook } from './accounts';
import { readAccounts } from './accounts';
import type { Business } from './business';
import { readBusiness, readExchangeRates } from './business';
import type { SageClient } from './client';
import type { ItemBook } from './items';
import { readItems } from './items';
import { readTaxRates } from './taxRates';

/** What documents refer to. Each is read once, and only when something needs it. */
export interface Catalogue {
	business(): Promise<Business>;
	organisation(): Promise<Organisation>;
	accounts(): Promise<AccountBook>;
	items(): Promise<ItemBook>;
	taxRates(): Promise<LedgerTaxRate[]>;
	exchangeRates(): Promise<Map<string, number>>;
	/** Has items read again after some were written. */
	forgetItems(): void;
}

export function createCatalogue(client: SageClient): Catalogue {
	const business = once(async () => await readBusiness(client));
	const accounts = once(async () => await readAccounts(client));
	const readAll = () => once(async () => await readItems(client, await accounts()));
	let items = readAll();
	return {
		business,
		organisation: async () => (await business()).organisation,
		accounts,
		items: async () => await items(),
		taxRates: once(async () => await readTaxRates(client)),
		exchangeRates: once(async () => await readExchangeRates(client)),
		forgetItems: () => {
			items = readAll();
		},
	};
}
