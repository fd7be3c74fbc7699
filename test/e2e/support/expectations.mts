/** The oracle's answers for this world, and which deals have an invoice in the ledger. */
import type { LedgerDocument } from '../read/document.mts';
import { expected, type Expectation } from '../oracle/oracle.mts';
import type { World } from './world.mts';

const known = new WeakMap<World, Expectation[]>();

/** What is expected of every won deal of the company file, reckoned once. */
export function expectations(world: World): Expectation[] {
	const { pipelines, billFrom } = world.choices;
	const all =
		known.get(world) ??
		expected(world.company, {
			pipelines,
			billFrom,
			salesAccount: world.ledger === 'sage' ? '4000' : '200',
			createAs: world.createAs,
			now: new Date(),
		});
	known.set(world, all);
	return all;
}

/** The deals among them that the flow takes up at all. */
export function offered(world: World): Expectation[] {
	return expectations(world).filter(({ outcome }) => outcome !== 'not offered');
}

/** The deal that a live document of ours belongs to. */
export function dealIdOf({ key, status }: LedgerDocument): string | null {
	return status === 'dead' ? null : (/-(\d+)/.exec(key ?? '')?.[1] ?? null);
}

/** Live documents by deal. */
export async function invoicesByDeal(world: World): Promise<Map<string, LedgerDocument[]>> {
	const byDeal = new Map<string, LedgerDocument[]>();
	for (const document of await world.read.ledger.documents()) {
		const dealId = dealIdOf(document);
		if (dealId !== null) byDeal.set(dealId, [...(byDeal.get(dealId) ?? []), document]);
	}
	return byDeal;
}

/** Ids of the deals that have a live invoice. */
export async function billedDeals(world: World): Promise<Set<string>> {
	return new Set((await invoicesByDeal(world)).keys());
}

export async function invoiceOf(world: World, dealId: string): Promise<LedgerDocument | undefined> {
	return (await invoicesByDeal(world)).get(dealId)?.[0];
}
