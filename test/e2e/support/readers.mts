/** Reads the outcome with the systems' own clients, unmodified: code that shares nothing with our nodes. */
import { Client } from '@hubspot/api-client';
import type { Access } from '../../../sandbox/host/seed.mts';
import type { LedgerReader } from '../read/ledgerReader.mts';
import { readerOf } from '../read/reader.mts';

/** A deal as its properties stand in HubSpot. */
export interface DealRecord {
	id: string;
	properties: Record<string, string | null>;
}

export interface Readers {
	hubSpot: Client;
	ledger: LedgerReader;
	/** These deals with the named properties, in the order asked for. */
	deals(ids: string[], properties: string[]): Promise<DealRecord[]>;
}

/** Clients that sign in as n8n does. They reach the sandbox once routeInProcess is on. */
export function openReaders(access: Access, token: () => string): Readers {
	const hubSpot = new Client({ accessToken: access.hubSpotToken });
	return {
		hubSpot,
		ledger: readerOf(access, token),
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
