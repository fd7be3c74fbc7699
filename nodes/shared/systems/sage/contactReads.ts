import { searchStem } from '../../billing/names';
import type { Customer, CustomerWanted } from '../../model/customer';
import type { Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import { uniqueBy } from '../lists';
import type { Catalogue } from './catalogue';
import type { Query, Read, SageClient } from './client';
import { eachId } from './client';
import { isCustomer, toCustomer } from './contacts';
import { isId } from './ids';
import { offsetTime } from './invoiceReads';
import type { WireContact } from './wire';
import { text } from './wire';

const PATH = '/contacts';
const DOING = 'reading customers';

/** Up to this many contacts all names are read, 25 calls; above it they are searched (rules.md section 4). */
const READ_WHOLE = 5000;

/** From this many ids on a listing is fewer calls than one for each. */
const LIST_FROM = 10;

/** How long a listing serves again: the look-ups of one step follow each other at once. */
const KEPT_MS = 60_000;

/** Inactive ones are looked at too, and what is nested comes with its fields. */
const ANYBODY: Query = { filter_inactive_contacts: false, nested_attributes: 'all' };
const LISTED: Query = { ...ANYBODY, contact_type_id: 'CUSTOMER' };

/** Reads of contacts. */
export interface ContactReads {
	one(id: string): Promise<WireContact | null>;
	byId(ids: string[]): Promise<Array<Result<Customer | null>>>;
	candidates(wanted: CustomerWanted[]): Promise<Customer[]>;
	find(query: { text: string; limit: number }): Promise<{ customers: Customer[]; more: boolean }>;
	/** Customers made or changed at or after `since` (ISO), inactive ones included. */
	changedSince(since: string): Promise<Customer[]>;
	/** A contact, active or not, with exactly this reference; null where none shows. */
	byReference(reference: string): Promise<WireContact | null>;
	/** Has everything read again after contacts were written. */
	forget(): void;
}

export function createContactReads(client: SageClient, catalogue: Catalogue): ContactReads {
	let listing: { at: number; contacts: Promise<WireContact[] | null> } | null = null;
	const singles = new Map<string, Promise<WireContact | null>>();

	const read = (query: Query): Read => ({ path: PATH, query: { ...LISTED, ...query }, doing: DOING });

	/** All contacts of a small ledger, null for a large one. */
	async function everyone(): Promise<WireContact[] | null> {
		if (listing === null || client.now() - listing.at > KEPT_MS) {
			listing = { at: client.now(), contacts: client.pagesUpTo<WireContact>(read({}), READ_WHOLE) };
		}
		const asked = listing;
		return await asked.contacts.catch((error: unknown) => {
			if (listing === asked) listing = null;
			return Promise.reject(error);
		});
	}

	async function one(id: string): Promise<WireContact | null> {
		const known = singles.get(id);
		if (known !== undefined) return await known;
		const query = { attributes: 'all', nested_attributes: 'all' };
		const asked = client.one<WireContact>({ path: `${PATH}/${encodeURIComponent(id)}`, query, doing: DOING });
		singles.set(id, asked);
		return await asked.catch((error: unknown) => {
			singles.delete(id);
			return Promise.reject(error);
		});
	}

	async function byId(ids: string[]): Promise<Array<Result<Customer | null>>> {
		const organisation = await catalogue.organisation();
		const many = new Set(ids.filter(isId)).size >= LIST_FROM;
		const listed = new Map(((many ? await everyone() : null) ?? []).map((wire) => [idOf(wire), wire]));
		const wires = await eachId(ids, isId, async (id) => listed.get(id) ?? (await one(id)));
		return wires.map((result) => {
			if (!result.ok) return failed(result.problem);
			return ok(result.value === null ? null : toCustomer(result.value, organisation));
		});
	}

	/**
	 * Everything that could be one of the wanted customers. In a large ledger each costs up to three calls: Sage searches one text at a
	 * time, in name, company name and reference, and mail addresses by themselves (apis/sage.md 5).
	 */
	async function candidates(wanted: CustomerWanted[]): Promise<Customer[]> {
		if (wanted.length === 0) return [];
		const [organisation, all] = await Promise.all([catalogue.organisation(), everyone()]);
		const wires = all ?? (await searched(wanted));
		return uniqueBy(wires.filter(isCustomer), idOf).map((wire) => toCustomer(wire, organisation));
	}

	async function searched(wanted: CustomerWanted[]): Promise<WireContact[]> {
		const texts = wanted.flatMap(({ number, name }) => [number, searchStem(name)]);
		const emails = wanted.map(({ email }) => email?.toLowerCase() ?? null);
		const queries: Query[] = [
			...filled(texts).map((search) => ({ search })),
			...filled(emails).map((email) => ({ email })),
		];
		const found = await Promise.all(queries.map(async (query) => await client.pages<WireContact>(read(query))));
		return found.flat();
	}

	async function find(query: { text: string; limit: number }): Promise<{ customers: Customer[]; more: boolean }> {
		const organisation = await catalogue.organisation();
		const search = text(query.text);
		const asked: Query = {
			filter_inactive_contacts: true,
			...(search === null ? {} : search.includes('@') ? { email: search } : { search }),
		};
		const wires = (await client.pages<WireContact>(read(asked), query.limit + 1)).filter(isCustomer);
		const customers = wires.map((wire) => toCustomer(wire, organisation)).filter(({ active }) => active);
		customers.sort((a, b) => a.name.localeCompare(b.name));
		return { customers: customers.slice(0, query.limit), more: customers.length > query.limit };
	}

	async function changedSince(since: string): Promise<Customer[]> {
		const changed = read({ updated_or_created_since: offsetTime(since) });
		const wires = (await client.pages<WireContact>(changed)).filter(isCustomer);
		const organisation = wires.length === 0 ? null : await catalogue.organisation();
		return organisation === null ? [] : uniqueBy(wires, idOf).map((wire) => toCustomer(wire, organisation));
	}

	return {
		one,
		byId,
		candidates,
		find,
		changedSince,
		byReference: async (reference) => {
			const query = { ...ANYBODY, search: reference };
			const wires = await client.pages<WireContact>({ path: PATH, query, doing: DOING });
			return wires.find((wire) => text(wire.reference) === reference) ?? null;
		},
		forget: () => {
			listing = null;
			singles.clear();
		},
	};
}

function filled(texts: Array<string | null>): string[] {
	return [...new Set(texts.filter((one): one is string => one !== null && one.trim() !== ''))];
}

function idOf(wire: WireContact): string {
	return (wire.id ?? '').toLowerCase();
}
