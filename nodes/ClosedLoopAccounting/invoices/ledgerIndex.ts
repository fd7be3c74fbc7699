import type { Existing } from '../../shared/billing/alreadyBilled';
import { findByKey } from '../../shared/billing/alreadyBilled';
import { parseKey } from '../../shared/billing/key';
import type { CreditNote } from '../../shared/model/creditNote';
import type { Invoice } from '../../shared/model/invoice';

/** What stands in the ledger, by deal or source, by customer and by id: each piece looks at its own, not at all. */
export class LedgerIndex {
	private readonly bySource: Map<string, Invoice[]>;
	private readonly byCustomer: Map<string, Invoice[]>;
	private readonly byId: Map<string, Invoice[]>;

	/** `creditNotes` are those of the customers whose deals a person answered. */
	constructor(
		invoices: Invoice[],
		private readonly creditNotes: CreditNote[],
	) {
		this.bySource = grouped(invoices, (invoice) => sourceOf(invoice.key));
		this.byCustomer = grouped(invoices, (invoice) => invoice.customer.ledgerId);
		this.byId = grouped(invoices, (invoice) => invoice.ledgerId);
	}

	/** Documents of the key's deal and part, whatever the attempt, and beside them those of its other parts. */
	existing(key: string): Existing {
		const ofDeal = this.bySource.get(sourceOf(key) ?? '') ?? [];
		const found = findByKey(ofDeal, key);
		const otherParts = ofDeal.filter((invoice) => !found.live.includes(invoice) && !found.dead.includes(invoice));
		const ids = new Set(ofDeal.map(({ ledgerId }) => ledgerId));
		const notes = this.creditNotes.filter(
			(note) =>
				sourceOf(note.key) === sourceOf(key) || note.allocations.some(({ invoiceId }) => ids.has(invoiceId)),
		);
		return { ...found, otherParts, notes };
	}

	ofCustomer(ledgerId: string | null): Invoice[] {
		return this.byCustomer.get(ledgerId ?? '') ?? [];
	}

	withId(ledgerId: string | null): Invoice | undefined {
		return this.byId.get(ledgerId ?? '')?.[0];
	}
}

function sourceOf(key: string | null): string | null {
	const parsed = parseKey(key);
	return parsed === null ? null : `${parsed.prefix}-${parsed.dealId}`;
}

function grouped(invoices: Invoice[], nameOf: (invoice: Invoice) => string | null): Map<string, Invoice[]> {
	const groups = new Map<string, Invoice[]>();
	for (const invoice of invoices) {
		const name = nameOf(invoice);
		if (name === null) continue;
		const group = groups.get(name);
		if (group === undefined) groups.set(name, [invoice]);
		else group.push(invoice);
	}
	return groups;
}
