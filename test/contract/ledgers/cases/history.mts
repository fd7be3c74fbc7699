import { expect } from '@jest/globals';
import type { Case } from '../suite.mts';
import { problemOf, valueOf } from '../world.mts';

/** A ledger either keeps a history of its documents and does all of this, or has none and says so. */
export const history: readonly Case[] = [
	{
		title: 'who edited one last is told by name and time, or that the ledger does not tell',
		async run({ open, act, make, port }) {
			const [invoice, other] = [await make.waiting(), await make.waiting()];
			const none = await open().lastEdits([invoice.ledgerId, other.ledgerId]);
			expect(none.map(valueOf)).toEqual([null, null]);
			await act('editInvoice', invoice.ledgerId, { price: '90' });
			const after = valueOf((await open().invoicesById([invoice.ledgerId]))[0]);
			const [edit, nobody] = (await open().lastEdits([invoice.ledgerId, other.ledgerId])).map(valueOf);
			expect(nobody).toBeNull();
			const [noted] = await port.noteInvoices([{ ledgerId: other.ledgerId, text: 'Seen' }]);
			if (valueOf(noted) === 'no_history') expect(edit).toBeNull();
			else {
				expect(edit).toEqual({ by: expect.stringMatching(/\w/), at: expect.stringMatching(/^\d{4}-.*Z$/) });
				expect(Math.abs(Date.parse(edit?.at ?? '') - Date.parse(after?.updatedAt ?? ''))).toBeLessThan(2_000);
			}
		},
	},
	{
		title: 'what we write ourselves is nobody’s edit',
		async run({ port, open, make }) {
			const invoice = await make.waiting();
			const draft = make.invoiceDraft(invoice.customer.ledgerId ?? '', [make.line(80)], {
				key: invoice.key ?? '',
				...(invoice.kind === 'estimate' && { createAs: 'estimate' }),
			});
			valueOf((await port.updateInvoices([{ ledgerId: invoice.ledgerId, draft }]))[0]);
			await port.noteInvoices([{ ledgerId: invoice.ledgerId, text: 'Billed anew' }]);
			expect((await open().lastEdits([invoice.ledgerId])).map(valueOf)).toEqual([null]);
		},
	},
	{
		title: 'a note stands once, however often it is written, or the ledger has no place for it',
		async run({ open, make, calls }) {
			const [one, two] = [await make.approved(), await make.approved()];
			const notes = [one, two, one].map(({ ledgerId }) => ({ ledgerId, text: 'The deal was changed: 90.00' }));
			const first = (await open().noteInvoices(notes)).map(valueOf);
			calls.length = 0;
			const again = (await open().noteInvoices(notes)).map(valueOf);
			if (first[0] === 'no_history') expect([...first, ...again]).toEqual(Array(6).fill('no_history'));
			else
				expect([first, again]).toEqual([
					['noted', 'noted', 'stood'],
					['stood', 'stood', 'stood'],
				]);
			expect(calls.filter(({ method }) => method !== 'GET')).toEqual([]);
		},
	},
	{
		title: 'a note whose answer was lost stands once',
		async run({ open, make, fault, calls }) {
			const invoice = await make.approved();
			const notes = [{ ledgerId: invoice.ledgerId, text: 'The deal was changed: 90.00' }];
			fault({ kind: 'resetAfter', method: 'PUT', path: 'History', times: 1 });
			const [first] = await open().noteInvoices(notes);
			const again = valueOf((await open().noteInvoices(notes))[0]);
			expect(['stood', 'no_history']).toContain(again);
			const made = calls.filter(
				({ method, path, committed }) => method === 'PUT' && /History/.test(path) && committed,
			);
			if (first?.ok && first.value === 'no_history') expect(made).toHaveLength(0);
			else expect(again).toBe('stood');
		},
	},
	{
		title: 'the history of what is not there is a problem of its own, where there is one',
		async run({ open, make, books }) {
			const invoice = await make.approved();
			const notes = [books.unknownId, invoice.ledgerId].map((ledgerId) => ({ ledgerId, text: 'Seen' }));
			const [missing, stands] = await open().noteInvoices(notes);
			if (valueOf(stands) === 'no_history') return expect(missing).toEqual(stands);
			expect(problemOf(missing)).toMatchObject({ scope: 'item', code: 'not_found' });
			expect(problemOf((await open().lastEdits([books.unknownId]))[0])).toMatchObject({ code: 'not_found' });
		},
	},
];
