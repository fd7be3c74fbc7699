import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { CrmCustomerType } from '../../shared/model/crmCustomer';
import { nodeError } from '../../shared/node/nodeError';
import { openCrm } from '../openCrm';

/** Deals for the searchable list of *Deal*: the latest changed, or those that match what is typed. */
export async function searchDeals(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const list = async () => await openCrm(this).listDeals(filter ?? '');
	return { results: await list().catch((error: unknown) => nodeError(this.getNode(), error)) };
}

/** Companies for the list of *Company*. */
export const searchCompanies = searchCustomers('company');

/** Contacts for the list of *Contact*. */
export const searchContacts = searchCustomers('contact');

function searchCustomers(type: CrmCustomerType) {
	return async function (this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		const list = async () => await openCrm(this).listCustomers(type, filter ?? '');
		return { results: await list().catch((error: unknown) => nodeError(this.getNode(), error)) };
	};
}
