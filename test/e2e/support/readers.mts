/** Reads the outcome with the systems' own clients, unmodified: code that shares nothing with our nodes. */
import { Client } from '@hubspot/api-client';
import { XeroClient, type Invoice } from 'xero-node';
import type { Access } from '../../../sandbox/host/seed.mts';

/** A deal as its properties stand in HubSpot. */
export interface DealRecord {
	id: string;
	properties: Record<string, string | null>;
}

export interface Readers {
	hubSpot: Client;
	xero: XeroClient;
	/** Every invoice of the organisation, lines included, whatever its status. */
	invoices(): Promise<Invoice[]>;
	/** These deals with the named properties, in the order asked for. */
	deals(ids: string[], properties: string[]): Promise<DealRecord[]>;
}

/** Clients that sign in as n8n does. They reach the sandbox once routeInProcess is on. */
export function openReaders(access: Access, organisation: string): Readers {
	const hubSpot = new Client({ accessToken: access.hubSpotToken });
	const xero = new XeroClient();
	xero.setTokenSet({ access_token: access.xero.accessToken, token_type: 'Bearer' });
	return {
		hubSpot,
		xero,
		invoices: async () => await allInvoices(xero, organisation),
		deals: async (ids, properties) => {
			const found = new Map<string, DealRecord>();
			for (let at = 0; at < ids.length; at += 100) {
				const inputs = ids.slice(at, at + 100).map((id) => ({ id }));
				const { results } = await hubSpot.crm.deals.batchApi.read({
					inputs,
					properties,
					propertiesWithHistory: [],
				});
				for (const { id, properties: values } of results) found.set(id, { id, properties: values });
			}
			return ids.map((id) => {
				const deal = found.get(id);
				if (!deal) throw new Error(`HubSpot has no deal ${id}`);
				return deal;
			});
		},
	};
}

const PAGE_SIZE = 1000;

async function allInvoices(xero: XeroClient, organisation: string): Promise<Invoice[]> {
	const all: Invoice[] = [];
	for (let page = 1; ; page++) {
		const { body } = await xero.accountingApi.getInvoices(
			organisation,
			undefined, // ifModifiedSince
			undefined, // where
			'InvoiceID ASC',
			undefined, // iDs
			undefined, // invoiceNumbers
			undefined, // contactIDs
			undefined, // statuses
			page,
			true, // includeArchived
			undefined, // createdByMyApp
			4, // unitdp
			undefined, // summaryOnly
			PAGE_SIZE,
		);
		const invoices = body.invoices ?? [];
		all.push(...invoices);
		if (invoices.length < PAGE_SIZE) return all;
	}
}
