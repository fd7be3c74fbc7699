import { expect } from '@jest/globals';
import { attempt, valueOf } from './world.mts';
import type { World } from './world.mts';

/** Where a ledger truly lacks what a case asks for: the same case then asserts what it does instead. */
export interface PermittedGap {
	/** `Ledger.name`. */
	ledger: string;
	/** The title of the case. */
	title: string;
	/** The line that proves it, e.g. `apis/sage.md 7 "PDF and email"`. */
	fact: string;
	run(world: World): Promise<void>;
}

/** A closed list: a ledger that fails a case is mended, or its lack is proved and stands here. */
export const permittedGaps: readonly PermittedGap[] = [
	{
		ledger: 'Xero',
		title: 'one that is no longer active is listed as such and offered no more',
		fact: 'apis/xero.md 6 "no archive state"',
		async run({ port, open, make }) {
			const made = valueOf((await port.createItems([make.itemDraft('LAMP')], attempt))[0]);
			const changes = [{ id: made.id, fields: { active: false, name: 'Lamp, no longer sold' } }];
			expect(valueOf((await open().updateItems(changes))[0])).toMatchObject({
				active: true,
				name: 'Lamp, no longer sold',
				unitPrice: 12.5,
			});
		},
	},
	{
		ledger: 'Sage',
		title: 'a customer without a mail address is a problem of its own in words, where the ledger mails',
		fact: 'apis/sage.md 7 "PDF and email"',
		async run({ port, open, make }) {
			const customer = await make.customer('No Mail Ltd', { email: null });
			const invoice = await make.approved({ customerId: customer.ledgerId });
			valueOf((await port.sendInvoices([{ ledgerId: invoice.ledgerId, to: null }]))[0]);
			expect(valueOf((await open().invoicesById([invoice.ledgerId]))[0])?.sentToCustomer).toBe(true);
		},
	},
	{
		// What is not billed to an inactive customer is decided before: it is a candidate that is asked about.
		ledger: 'Sage',
		title: 'a customer that is archived is refused alone',
		fact: 'apis/sage.md 5 "gdpr_obfuscated": no new artefacts for those alone',
		async run({ port, act, make }) {
			const gone = await make.customer();
			await act('archiveContact', gone.ledgerId);
			const [result] = await port.createInvoices([make.invoiceDraft(gone.ledgerId, [make.line(5)])], attempt);
			expect(valueOf(result).subtotal).toBe(5);
		},
	},
];
