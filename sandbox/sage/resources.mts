import { contactAllocations, unallocatedArtefacts } from './allocations.mts';
import { products, services, stockItems } from './catalog.mts';
import { contacts } from './contacts.mts';
import { salesCreditNotes, salesEstimates, salesInvoices, salesQuotes } from './documents.mts';
import { contactPayments } from './payments.mts';
import { addresses, contactPersons } from './people.mts';
import type { Resource } from './resource.mts';
import {
	addressRegions,
	bankAccounts,
	businessExchangeRates,
	exchangeRates,
	ledgerAccounts,
	systemLists,
	taxRates,
} from './settings.mts';

/** Every resource of the API, by path. The routes ask for nothing else, whatever kind of record a resource has. */
export const RESOURCES: ReadonlyMap<string, Resource> = new Map(
	(
		[
			contacts,
			contactPersons,
			addresses,
			products,
			services,
			stockItems,
			salesInvoices,
			salesCreditNotes,
			salesQuotes,
			salesEstimates,
			contactPayments,
			contactAllocations,
			unallocatedArtefacts,
			ledgerAccounts,
			bankAccounts,
			taxRates,
			businessExchangeRates,
			exchangeRates,
			addressRegions,
			...systemLists,
		] as Resource[]
	).map((resource) => [resource.path, resource]),
);
