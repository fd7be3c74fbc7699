import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { dropDown } from '../../shared/node/dropDown';
import type { Load } from '../../shared/node/dropDown';
import type { AccountingListKind } from '../../shared/systems/accounting';
import { openLedger, openOrganisation } from '../openLedger';

/** Short lists of the ledger for the drop-downs; all but the organisations are those of the chosen organisation. */
export const loadOptions: Record<string, Load> = {
	getOrganisations: listing('organisations'),
	getSalesAccounts: listing('salesAccounts'),
	getTaxRates: listing('taxRates'),
	getItems: listing('items'),
	getBrandingThemes: listing('brandingThemes'),
	getBankAccounts: listing('bankAccounts'),
	getPurchaseAccounts: listing('purchaseAccounts'),
	getReferenceFields: listing('referenceFields'),
};

function listing(kind: AccountingListKind): Load {
	return async function (this: ILoadOptionsFunctions) {
		return await dropDown(this, async () => await entriesOf(this, kind));
	};
}

async function entriesOf(context: ILoadOptionsFunctions, kind: AccountingListKind) {
	if (kind === 'organisations') return await (await openOrganisation(context, '')).list(kind);
	const organisation: unknown = context.getCurrentNodeParameter('organisation');
	const port = await openLedger(context, typeof organisation === 'string' ? organisation.trim() : '');
	return await port.list(kind);
}
