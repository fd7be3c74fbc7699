import { describe, expect, test } from '@jest/globals';
import { createInvoices } from '../../../nodes/ClosedLoopAccounting/invoices/createInvoices';
import type { InvoiceOutput } from '../../../nodes/ClosedLoopAccounting/invoices/createInvoices';
import { resolveCustomers } from '../../../nodes/ClosedLoopAccounting/customers/resolveCustomers';
import type { Deal } from '../../../nodes/shared/model/deal';
import type { Result } from '../../../nodes/shared/model/result';
import type { AccountingPort } from '../../../nodes/shared/systems/accounting';
import { dealKey } from '../../../nodes/shared/billing/key';
import { DEMO_TOKENS } from '../../../sandbox/xero/xero.mts';
import { contact, guidOf, openBooks, silence, TENANT_ID } from '../../unit/xero/books.mts';
import type { Asked, Intercept } from '../../unit/xero/books.mts';
import type { XeroRecord } from '../../../sandbox/core/types.mts';
import { company, daysAgo, line, settings, wonDeal } from './deals.mts';

const options = { settings, preview: false, stopIfMoreThan: 25, run: '1001', now: Date.now() };

/** Customer and invoice, as the two steps of a flow do it. */
async function bill(port: AccountingPort, deals: Deal[], more: Partial<typeof options> = {}) {
	const all = { ...options, ...more };
	const customers = await resolveCustomers(port, deals, { ...all, ifExists: 'unchanged' });
	const inputs = customers.map((result) => {
		if (!result.ok) throw new Error(result.problem.message);
		return result.value;
	});
	return await createInvoices(port, inputs, all);
}

function values(results: Array<Result<InvoiceOutput>>): InvoiceOutput[] {
	return results.map((result) => {
		if (!result.ok) throw new Error(`${result.problem.message} ${result.problem.details ?? ''}`);
		return result.value;
	});
}

function live(dump: unknown[]): XeroRecord[] {
	const [books] = dump as Array<{ Invoices: XeroRecord[] }>;
	return (books?.Invoices ?? []).filter((invoice) => !['DELETED', 'VOIDED'].includes(String(invoice['Status'])));
}

const puts = (asked: Asked[]) => asked.filter(({ method, path }) => method === 'PUT' && path.endsWith('/Invoices'));
const deal = () =>
	wonDeal('41', company('7', 'Harbour Lights'), [
		line('Setup', 2, 150),
		line('Visit', 1.5, 80, { discount: { percent: 12.5 }, amount: 105 }),
	]);

describe('an invoice of a deal', () => {
	test('is a draft with the lines of the deal, found again by the key in its Url', async () => {
		const { port, asked, xero } = openBooks();
		const [made] = values(await bill(port, [deal()]));
		expect(made?.deal?.hold).toBeUndefined();
		expect(made?.invoice).toMatchObject({
			outcome: 'created',
			status: 'draft',
			key: dealKey(deal().crm, '41'),
			execution: '1001',
			subtotal: 405,
			tax: 81,
			total: 486,
		});
		expect(live(xero.dump())).toHaveLength(1);
		const sent = puts(asked)[0]?.body?.['Invoices']?.[0] as Record<string, unknown>;
		expect(Object.keys(sent['Contact'] as object)).toEqual(['ContactID']);
		expect(JSON.stringify(sent)).not.toContain('LineAmount"');
		expect(sent['Url']).toBe(`https://app.hubspot.com/contacts/1/record/0-3/41#${dealKey(deal().crm, '41')}~1001`);
	});

	test('is made once, whatever is repeated', async () => {
		const { port, open, asked, xero } = openBooks();
		await bill(port, [deal(), deal()]);
		const [again] = values(await bill(open(), [deal()], { run: '1002' }));
		expect(again?.invoice).toMatchObject({ outcome: 'linked', execution: '1001' });
		expect(puts(asked)).toHaveLength(1);
		expect(live(xero.dump())).toHaveLength(1);
	});

	test('the same deal twice among the items is one invoice, answered to both', async () => {
		const { port, xero } = openBooks();
		const made = values(await bill(port, [deal(), deal()]));
		expect(made[0]?.invoice?.ledgerId).toBe(made[1]?.invoice?.ledgerId);
		expect(live(xero.dump())).toHaveLength(1);
	});

	test('preview writes nothing and says what would be', async () => {
		const { port, asked, xero } = openBooks();
		const [made] = values(await bill(port, [deal()], { preview: true }));
		expect(made?.invoice).toMatchObject({ would: 'create', ledgerId: null, subtotal: 405, total: 486 });
		expect(made?.invoice?.outcome).toBeUndefined();
		expect(asked.filter(({ method }) => method !== 'GET')).toEqual([]);
		expect(live(xero.dump())).toEqual([]);
	});

	test('above the ceiling none is made and all say so', async () => {
		const { port, asked } = openBooks((file) =>
			file.Contacts.push(contact('Harbour Lights', { ContactNumber: 'x' })),
		);
		const deals = ['1', '2', '3'].map((id) =>
			wonDeal(id, company('7', 'Harbour Lights'), [line('Setup', 1, Number(id))]),
		);
		const customers = await resolveCustomers(port, deals, { ...options, ifExists: 'unchanged' });
		const made = values(
			await createInvoices(
				port,
				customers.map((result) => (result.ok ? result.value : null) as never),
				{ ...options, stopIfMoreThan: 2 },
			),
		);
		expect(made.map(({ deal: one }) => one?.hold?.code)).toEqual(['over_limit', 'over_limit', 'over_limit']);
		expect(puts(asked)).toEqual([]);
	});
});

test('of two companies that are one new customer, preview says what a live run does', async () => {
	const two = () =>
		['1', '2'].map((id) => wonDeal(id, company(id, id === '1' ? 'Acme' : 'ACME Ltd.'), [line('Setup', 1, 10)]));
	const { port } = openBooks();
	const seen = await resolveCustomers(port, two(), { ...options, preview: true, ifExists: 'unchanged' });
	expect(seen.map((one) => one.ok && one.value.customer?.would)).toEqual(['create', 'link']);
	const previewed = values(await bill(port, two(), { preview: true }));
	expect(previewed.map((one) => one.invoice?.would)).toEqual(['create', 'create']);
	const made = values(await bill(port, two()));
	expect(made.map((one) => one.invoice?.outcome)).toEqual(['created', 'created']);
});

test('the customer of another deal is not billed', async () => {
	const { port, asked } = openBooks();
	const other = wonDeal('42', company('8', 'Northgate'), [line('Setup', 1, 10)]);
	const customers = await resolveCustomers(port, [deal(), other], { ...options, ifExists: 'unchanged' });
	const [first] = customers.map((one) => (one.ok ? one.value.customer : null));
	const made = values(
		await createInvoices(
			port,
			[deal(), other].map((one) => ({ deal: one, customer: first ?? null })),
			options,
		),
	);
	expect(made.map((one) => one.deal?.hold?.code)).toEqual([undefined, 'customer_not_matched']);
	expect(puts(asked).flatMap(({ body }) => body?.['Invoices'])).toHaveLength(1);
});

describe('billed by hand', () => {
	const byHand = (amount: number, more: XeroRecord = {}): XeroRecord => ({
		InvoiceID: guidOf(`hand ${amount}`),
		InvoiceNumber: 'INV-9',
		Type: 'ACCREC',
		Status: 'AUTHORISED',
		Contact: { ContactID: guidOf('Harbour Lights') },
		Date: daysAgo(20),
		DueDate: daysAgo(1),
		LineAmountTypes: 'Exclusive',
		CurrencyCode: 'GBP',
		LineItems: [{ Description: 'Work', Quantity: 1, UnitAmount: amount, AccountCode: '200', TaxType: 'OUTPUT2' }],
		...more,
	});
	const known = (invoice: XeroRecord) =>
		openBooks((file) => {
			file.Contacts.push(contact('Harbour Lights'));
			file.Invoices.push(invoice);
		});

	test('with the same total is held with its number', async () => {
		const { port, asked } = known(byHand(405));
		const [made] = values(await bill(port, [deal()]));
		expect(made?.deal?.hold).toMatchObject({ code: 'billed_by_hand', what: expect.stringContaining('INV-9') });
		expect(puts(asked)).toEqual([]);
	});

	test('with another total is a check', async () => {
		const { port } = known(byHand(99));
		const [made] = values(await bill(port, [deal()]));
		expect(made?.invoice?.outcome).toBe('created');
		expect(made?.deal?.checks?.map(({ code }) => code)).toContain('other_invoices');
	});

	test('the answer "Bill it" bills it', async () => {
		const { port } = known(byHand(405));
		const answered = deal();
		answered.billing.answer = 'bill_it';
		const [made] = values(await bill(port, [answered]));
		expect(made?.invoice?.outcome).toBe('created');
	});
});

describe('when no answer comes', () => {
	/** The first PUT of invoices meets `how`; its repeats by the kernel too. */
	const failing = (how: (pass: () => Promise<Response>) => Promise<Response>): Intercept => {
		return async ({ method, path }, pass) =>
			method === 'PUT' && path.endsWith('/Invoices') ? await how(pass) : undefined;
	};

	test('what was made is looked up and counts as created', async () => {
		const { port, xero } = openBooks(
			undefined,
			failing(async (pass) => {
				await pass();
				return silence();
			}),
		);
		const [made] = values(await bill(port, [deal()]));
		expect(made?.invoice).toMatchObject({ outcome: 'created', execution: '1001' });
		expect(live(xero.dump())).toHaveLength(1);
	});

	test('what cannot be found is uncertain and never asked for under another key', async () => {
		const { port, asked, open, xero } = openBooks(
			undefined,
			failing(async () => silence()),
		);
		const [made] = values(await bill(port, [deal()]));
		expect(made?.deal).toMatchObject({ hold: { code: 'uncertain' }, billing: { outcome: 'uncertain' } });
		expect(new Set(puts(asked).map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1);
		expect(live(xero.dump())).toEqual([]);
		void open;
	});

	test('after a received 500 it is looked up, then asked for once more under a fresh key', async () => {
		let first = true;
		const { port, asked, xero } = openBooks(
			undefined,
			failing(async (pass) => {
				if (!first) return await pass();
				first = false;
				return Response.json({ Message: 'An unhandled error with the Xero API occurred' }, { status: 500 });
			}),
		);
		const [made] = values(await bill(port, [deal()]));
		expect(made?.invoice?.outcome).toBe('created');
		const keys = puts(asked).map(({ headers }) => headers.get('idempotency-key'));
		expect(keys).toHaveLength(2);
		expect(new Set(keys).size).toBe(2);
		expect(live(xero.dump())).toHaveLength(1);
	});

	test('what Xero refuses is held in its words, and its neighbours are made', async () => {
		const { port } = openBooks();
		const bad = wonDeal('42', company('8', 'Northgate'), [
			line('Odd', 1, 10, {
				product: { code: 'NO-SUCH', name: null, account: null, taxCode: null, by: 'alias', reason: '' },
			}),
		]);
		const made = values(await bill(port, [deal(), bad]));
		expect(made[0]?.invoice?.outcome).toBe('created');
		expect(made[1]?.deal?.hold).toMatchObject({ code: 'not_accepted', by: 'finance' });
	});
});

describe('two runs at the same moment', () => {
	test('end with one customer and one live invoice, told by both', async () => {
		for (let round = 0; round < 5; round++) {
			const { port, open, xero } = openBooks(undefined, async (_, pass) => {
				await new Promise((resolve) => setTimeout(resolve, Math.random() * 8));
				return await pass();
			});
			const results = await Promise.all([bill(port, [deal()]), bill(open(), [deal()], { run: '2002' })]);
			const made = results.map((one) => values(one)[0]);
			const [standing] = live(xero.dump());
			expect(live(xero.dump())).toHaveLength(1);
			expect((xero.dump() as Array<{ Contacts: unknown[] }>)[0]?.Contacts).toHaveLength(1);
			expect(made.filter((one) => one?.invoice?.outcome === 'created').length).toBeLessThanOrEqual(1 + 1);
			expect(made.some((one) => one?.invoice?.ledgerId === standing?.['InvoiceID'])).toBe(true);
		}
	});
});

describe("two runs that ask in other groups, so that no idempotency key of Xero's joins them", () => {
	const other = () => wonDeal('43', company('7', 'Harbour Lights'), [line('More', 1, 70)]);

	/** Both runs have looked before either makes its invoices. */
	function together(runs: number): Intercept {
		let waiting: Array<() => void> = [];
		return async ({ method, path }, pass) => {
			if (method !== 'PUT' || !path.endsWith('/Invoices')) return undefined;
			await new Promise<void>((go) => {
				waiting.push(go);
				if (waiting.length === runs) {
					for (const next of waiting) next();
					waiting = [];
				}
			});
			return await pass();
		};
	}

	test('the run that looks after the other has withdrawn tells the one that is left', async () => {
		const barrier = together(2);
		let looks = 0;
		let withdrawn: () => void = () => undefined;
		const done = new Promise<void>((resolve) => (withdrawn = resolve));
		const { port, open, xero } = openBooks(
			(file) => file.Contacts.push(contact('Harbour Lights')),
			async (asked, pass) => {
				const look = asked.headers.has('if-modified-since') && !asked.query.has('createdByMyApp');
				if (look && ++looks === 2) await done;
				if (asked.method !== 'POST') return await barrier(asked, pass);
				const answer = await pass();
				withdrawn();
				return answer;
			},
		);
		const results = await Promise.all([bill(port, [deal()]), bill(open(), [deal(), other()], { run: '2002' })]);
		const made = results.map((one) => values(one)[0]?.invoice);
		const standing = live(xero.dump()).map((invoice) => invoice['InvoiceID']);
		expect(standing).toHaveLength(2);
		expect(made.map((invoice) => standing.includes(invoice?.ledgerId))).toEqual([true, true]);
	});

	test.each(['draft', 'submitted'] as const)(
		'keep the same one of two invoices as %s and withdraw the other',
		async (status) => {
			const { port, open, xero } = openBooks(
				(file) => file.Contacts.push(contact('Harbour Lights')),
				together(2),
			);
			const all = { settings: { ...settings, status } };
			const results = await Promise.all([
				bill(port, [deal()], all),
				bill(open(), [deal(), other()], { ...all, run: '2002' }),
			]);
			const made = results.map((one) => values(one)[0]?.invoice);
			const standing = live(xero.dump());
			expect(standing).toHaveLength(2);
			expect(new Set(made.map((invoice) => invoice?.ledgerId)).size).toBe(1);
			expect(standing.map((invoice) => invoice['InvoiceID'])).toContain(made[0]?.ledgerId);
			expect(made.map((invoice) => invoice?.outcome).sort()).toEqual(['created', 'linked']);
			expect(made.every((invoice) => invoice?.reason?.includes('twice'))).toBe(true);
		},
	);
});

describe('approved at once', () => {
	test('is made as a draft, compared and then approved', async () => {
		const { port, asked } = openBooks((file) =>
			file.Contacts.push(contact('Harbour Lights', { EmailAddress: 'accounts@company7.example' })),
		);
		const [made] = values(await bill(port, [deal()], { settings: { ...settings, status: 'approved' } }));
		expect(made?.deal?.hold).toBeUndefined();
		expect(made?.invoice).toMatchObject({ outcome: 'created', status: 'approved' });
		expect((puts(asked)[0]?.body?.['Invoices']?.[0] as XeroRecord)['Status']).toBe('DRAFT');
		const moved = asked.find(({ method, path }) => method === 'POST' && path.endsWith('/Invoices'));
		expect(Object.keys(moved?.body?.['Invoices']?.[0] ?? {}).sort()).toEqual(['InvoiceID', 'Status']);
	});

	test('a run that was cut before approving is finished by the next', async () => {
		const { port, open, xero } = openBooks((file) =>
			file.Contacts.push(contact('Harbour Lights', { EmailAddress: 'accounts@company7.example' })),
		);
		await bill(port, [deal()]);
		const [made] = values(
			await bill(open(), [deal()], { settings: { ...settings, status: 'approved' }, run: '1002' }),
		);
		expect(made?.invoice).toMatchObject({ outcome: 'linked', status: 'approved' });
		expect(live(xero.dump())).toHaveLength(1);
	});
});

describe('checks', () => {
	const unknownSku = { code: 'sku_unknown', what: 'Xero has no item X', todo: 'Add it', by: 'finance' } as const;
	const strict = (becomes: 'silent' | 'hold') => ({
		settings: { ...settings, strictness: { sku_unknown: becomes } },
	});

	test('that Strictness silences are told nowhere, on a new draft or on one that stands', async () => {
		const { port, open } = openBooks();
		const checked = { ...deal(), checks: [unknownSku] };
		const codes = (made: InvoiceOutput | undefined) =>
			[...(made?.deal?.checks ?? []), ...(made?.invoice?.checks ?? [])].map(({ code }) => code);
		const [made] = values(await bill(port, [checked], strict('silent')));
		expect(made?.invoice?.outcome).toBe('created');
		expect(codes(made)).not.toContain('sku_unknown');
		const [again] = values(await bill(open(), [checked], { ...strict('silent'), run: '1002' }));
		expect(again?.invoice?.outcome).toBe('linked');
		expect(codes(again)).not.toContain('sku_unknown');
	});

	test('keep a draft of a cut run from being approved by the next', async () => {
		const { port, open, xero } = openBooks();
		await bill(port, [{ ...deal(), checks: [unknownSku] }]);
		const [made] = values(
			await bill(open(), [{ ...deal(), checks: [unknownSku] }], {
				settings: { ...settings, status: 'approved' },
				run: '1002',
			}),
		);
		expect(live(xero.dump()).map((invoice) => invoice['Status'])).toEqual(['DRAFT']);
		expect(made?.invoice).toMatchObject({ outcome: 'linked', status: 'draft' });
		expect(made?.deal?.checks).toContainEqual(unknownSku);
	});
});

describe('doubles that an earlier run left', () => {
	/** Two drafts of one key stand in the ledger. */
	async function twice(intercept?: Intercept) {
		const books = openBooks((file) => file.Contacts.push(contact('Harbour Lights')), intercept);
		const [made] = values(await bill(books.port, [deal()]));
		const url = `${deal().url}#${made?.invoice?.key}~900`;
		const [found] = live(books.xero.dump());
		await books.xero.handle(
			new Request('https://api.xero.com/api.xro/2.0/Invoices', {
				method: 'PUT',
				headers: {
					Authorization: `Bearer ${DEMO_TOKENS.accessToken}`,
					'xero-tenant-id': TENANT_ID,
					'Content-Type': 'application/json',
				},
				body: JSON.stringify({
					Invoices: [
						{
							Type: 'ACCREC',
							Status: 'DRAFT',
							Contact: { ContactID: guidOf('Harbour Lights') },
							Date: daysAgo(0),
							DueDate: daysAgo(0),
							Url: url,
							LineItems: [{ Description: 'Setup', Quantity: 1, UnitAmount: 1, AccountCode: '200' }],
						},
					],
				}),
			}),
		);
		expect(live(books.xero.dump())).toHaveLength(2);
		return { ...books, first: found?.['InvoiceID'] };
	}

	test('are withdrawn but one, which is said', async () => {
		const { open, xero } = await twice();
		const [made] = values(await bill(open(), [deal()], { run: '1002' }));
		expect(live(xero.dump())).toHaveLength(1);
		expect(made?.invoice?.reason).toMatch(/was withdrawn/);
	});

	test('hold the deal where one cannot be withdrawn', async () => {
		let refuse = false;
		const { open } = await twice(({ method, body }) =>
			refuse && method === 'POST' && JSON.stringify(body).includes('DELETED')
				? Response.json({ Message: 'no' }, { status: 400 })
				: undefined,
		);
		refuse = true;
		const [made] = values(await bill(open(), [deal()], { run: '1002' }));
		expect(made?.deal?.hold).toMatchObject({ code: 'two_live_invoices' });
		expect(made?.deal?.billing.outcome).toBe('held');
	});

	test('stay as they are above the ceiling, where nothing is written', async () => {
		const { open, asked, xero } = await twice();
		const others = ['51', '52'].map((id) =>
			wonDeal(id, company('7', 'Harbour Lights'), [line('More', 1, Number(id))]),
		);
		const customers = await resolveCustomers(open(), [deal(), ...others], { ...options, ifExists: 'unchanged' });
		const writes = () => asked.filter(({ method }) => method !== 'GET').length;
		const before = writes();
		const made = values(
			await createInvoices(
				open(),
				customers.map((one) => (one.ok ? one.value : null) as never),
				{ ...options, stopIfMoreThan: 1, run: '1002' },
			),
		);
		expect(writes()).toBe(before);
		expect(live(xero.dump())).toHaveLength(2);
		expect(made[1]?.deal?.hold?.what).toContain('2 deals, 103.00 GBP in all');
	});
});
