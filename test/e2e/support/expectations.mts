/** The oracle's answers for this world, and which deals have an invoice in the ledger. */
import type { Invoice } from 'xero-node';
import { expected, type Expectation } from '../oracle/oracle.mts';
import type { World } from './world.mts';

const known = new WeakMap<World, Expectation[]>();

/** What is expected of every won deal of the company file, reckoned once. */
export function expectations(world: World): Expectation[] {
	const { pipelines, billFrom } = world.choices;
	const all =
		known.get(world) ?? expected(world.company, { pipelines, billFrom, salesAccount: '200', now: new Date() });
	known.set(world, all);
	return all;
}

/** The deals among them that the flow takes up at all. */
export function offered(world: World): Expectation[] {
	return expectations(world).filter(({ outcome }) => outcome !== 'not offered');
}

const GONE = ['VOIDED', 'DELETED'];

/** The deal that a live invoice of ours belongs to: its link ends in `#<key>~<execution>` (rules.md 1). */
export function dealIdOf({ url, status }: Invoice): string | null {
	if (GONE.includes(String(status))) return null;
	return /#HS[0-9A-Z]{4}-(\d+)(?:-\d+)?(?:\.\d+)?~/.exec(url ?? '')?.[1] ?? null;
}

/** Live invoices by deal. */
export async function invoicesByDeal(world: World): Promise<Map<string, Invoice[]>> {
	const byDeal = new Map<string, Invoice[]>();
	for (const invoice of await world.read.invoices()) {
		const dealId = dealIdOf(invoice);
		if (dealId !== null) byDeal.set(dealId, [...(byDeal.get(dealId) ?? []), invoice]);
	}
	return byDeal;
}

/** Ids of the deals that have a live invoice. */
export async function billedDeals(world: World): Promise<Set<string>> {
	return new Set((await invoicesByDeal(world)).keys());
}

export async function invoiceOf(world: World, dealId: string): Promise<Invoice | undefined> {
	return (await invoicesByDeal(world)).get(dealId)?.[0];
}
