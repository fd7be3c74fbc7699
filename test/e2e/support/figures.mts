/** The line of figures at the end of a run. */
import Decimal from 'decimal.js';
import { countBySystem } from './calls.mts';
import { invoicesByDeal, offered } from './expectations.mts';
import { countBy, itemsOf, verdicts } from './results.mts';
import { NODE } from './templates.mts';
import type { World } from './world.mts';

const LABELS = { xero: 'Xero', quickbooks: 'QuickBooks', sage: 'Sage' };

/** e.g. `100 deals, 92 drafted (31 with checks), held 8 (no_company 3, imported 2, ...), calls HubSpot 19, Xero 21, doubled 0, wrong cents 0` */
export async function figures(world: World): Promise<string> {
	const { live } = world.memory;
	if (!live) return 'no live run';
	const said = [...verdicts(itemsOf(live.execution, NODE.writeBack)).values()];
	const drafted = said.filter(({ outcome }) => outcome === 'created');
	const held = said.filter(({ hold }) => hold !== undefined);
	const byCode = Object.entries(countBy(held, ({ hold }) => String(hold))).map(([code, count]) => `${code} ${count}`);
	const calls = countBySystem(live.calls);
	const byDeal = await invoicesByDeal(world);
	const doubled = [...byDeal.values()].filter(({ length }) => length > 1).length;
	let cents = new Decimal(0);
	for (const { dealId, net, total } of offered(world)) {
		const [invoice] = byDeal.get(dealId) ?? [];
		if (!invoice) continue;
		// Where the ledger decides on tax only the net was promised.
		const off = total === null ? new Decimal(invoice.net).minus(net) : new Decimal(invoice.total).minus(total);
		cents = cents.plus(off.abs().times(100));
	}
	return [
		`${said.length} deals`,
		`${drafted.length} drafted (${drafted.filter(({ checks }) => checks.length > 0).length} with checks)`,
		`held ${held.length}${byCode.length > 0 ? ` (${byCode.join(', ')})` : ''}`,
		`calls HubSpot ${calls.hubspot ?? 0}, ${LABELS[world.ledger]} ${calls[world.ledger] ?? 0}`,
		`doubled ${doubled}`,
		`wrong cents ${cents.toFixed(0)}`,
	].join(', ');
}
