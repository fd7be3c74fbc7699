/** Reads what a run left: the items of its nodes, and what they say about each deal. */
import type { Execution, Item } from '../../../sandbox/host/rest.mts';

/** Everything that one node put out in this run, over all its runs, on its first output unless another is named. */
export function itemsOf(execution: Execution, node: string, output = 0): Item[] {
	return (execution.runData[node] ?? []).flatMap((run) => run.data?.main[output] ?? []);
}

/** What an item says about its deal. Outcomes stand on their documents (rules.md 2). */
export interface Verdict {
	dealId: string;
	/** What was done: `created`, `held` ...; undefined in preview. */
	outcome: string | undefined;
	/** What would be done; undefined in a live run. */
	would: string | undefined;
	/** Code of the hold, if it is held. */
	hold: string | undefined;
	/** Codes of the checks on the draft. */
	checks: string[];
	reason: string | undefined;
}

interface Documents {
	deal?: Judged & {
		id?: string;
		hold?: { code: string; what: string };
		checks?: Array<{ code: string }>;
		billing?: Judged;
	};
	invoice?: Judged & { hold?: { code: string }; checks?: Array<{ code: string }> };
}

interface Judged {
	outcome?: string;
	would?: string;
	reason?: string;
}

/** One verdict per deal among the items. @throws when an item carries no deal */
export function verdicts(items: Item[]): Map<string, Verdict> {
	const all = new Map<string, Verdict>();
	for (const { json } of items) {
		const { deal, invoice } = json as Documents;
		if (!deal?.id) throw new Error(`An item without a deal: ${JSON.stringify(json).slice(0, 300)}`);
		const checks = [...(deal.checks ?? []), ...(invoice?.checks ?? [])].map(({ code }) => code);
		all.set(deal.id, {
			dealId: deal.id,
			outcome: deal.billing?.outcome ?? invoice?.outcome,
			would: deal.billing?.would ?? invoice?.would,
			hold: deal.hold?.code ?? invoice?.hold?.code,
			checks: [...new Set(checks)].sort(),
			reason: deal.hold?.what ?? invoice?.reason ?? deal.billing?.reason,
		});
	}
	return all;
}

/** The error of an execution that should have succeeded, in words. */
export function failure(execution: Execution): string {
	const { status, error } = execution;
	const where = error?.node ? ` in ${error.node.name}` : '';
	return `The execution ended with ${status}${where}: ${error?.message ?? 'no message'} ${error?.description ?? ''}`.trim();
}

/** How many of the values there are of each kind, e.g. `{draft: 41, held: 3}`. */
export function countBy<T>(values: Iterable<T>, kind: (value: T) => string): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const value of values) counts[kind(value)] = (counts[kind(value)] ?? 0) + 1;
	return counts;
}
