import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { nodeError } from '../../shared/node/nodeError';
import type { AccountingListKind } from '../../shared/systems/accounting';
import { openLedger, openOrganisation } from '../openLedger';

type Load = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

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
		const entries = await entriesOf(this, kind).catch((error: unknown) => nodeError(this.getNode(), error));
		return entries.map(({ value, name, description }) => ({
			value,
			name,
			...(description ? { description } : {}),
		}));
	};
}

async function entriesOf(context: ILoadOptionsFunctions, kind: AccountingListKind) {
	if (kind === 'organisations') return await (await openOrganisation(context, '')).list(kind);
	const organisation: unknown = context.getCurrentNodeParameter('organisation');
	const port = await openLedger(context, typeof organisation === 'string' ? organisation.trim() : '');
	return await port.list(kind);
}
