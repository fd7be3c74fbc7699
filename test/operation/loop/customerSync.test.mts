/** A customer on both sides, on each ledger: first round, later edits on either side, questions, cuts (rules.md section 8). */
import { afterAll, describe, expect, it } from '@jest/globals';
import type { CrmCustomer } from '../../../nodes/shared/model/crmCustomer';
import type { Customer } from '../../../nodes/shared/model/customer';
import { addressForCrm } from '../../../nodes/shared/billing/customerAddress';
import { termsText } from '../../../nodes/shared/billing/terms';
import { defaultFields } from '../../../nodes/shared/systems/hubspot/fieldNames';
import { sampled } from '../../support/sampled.mts';
import { realClock } from '../../../sandbox/core/clock.mts';
import { closeWorlds, CUSTOMER_CHANGES, startWorld, type World } from '../../support/world.mts';
import { startLedger, type Json, type Ledger } from '../accounting/ledger.mts';
import { LEDGERS } from '../accounting/ledgers.mts';
import { NODE, portOf, run } from '../crm/step.mts';

afterAll(closeWorlds);

/** One company that is one customer of the ledger, equal in all it says. */
async function joined(books: Ledger['books']) {
	const ledger = await startLedger(books, undefined, { searchLagMs: 0 });
	const { world } = ledger;
	const crm = portOf(world);
	await crm.createFields();
	const customer = (await ledger.customer()) as Customer & { ledgerId: string };
	const [entry] = await crm.listCustomers('company', '');
	const id = String(entry?.value);
	const edit = async (values: Record<string, string>) =>
		await world.sandbox.act('hubspot', 'editCompany', id, values);
	const { line1, line2, city, region, postalCode, country } = addressForCrm(
		customer.billingAddress,
		customer.billingAddress,
	);
	await edit({
		name: customer.name,
		closed_loop_accounting_customer: `${customer.ledger} ${customer.organisation.id} ${customer.ledgerId}`,
		closed_loop_billing_name: customer.name,
		closed_loop_billing_email: customer.email ?? '',
		phone: customer.phone ?? '',
		address: line1 ?? '',
		address2: line2 ?? '',
		city: city ?? '',
		state: region ?? '',
		zip: postalCode ?? '',
		country: country ?? '',
		closed_loop_vat_number: customer.taxNumber ?? '',
		closed_loop_payment_terms: customer.terms === null ? '' : termsText(customer.terms),
	});
	const record = async (): Promise<CrmCustomer> => {
		const [read] = await crm.getCustomers([{ type: 'company', id }], defaultFields);
		if (!read?.ok) throw new Error(read?.problem.message);
		return read.value;
	};
	const now = async (): Promise<Customer> => {
		const [read] = await ledger.port().customersById([customer.ledgerId]);
		if (!read?.ok || read.value === null) throw new Error('no customer');
		return read.value;
	};
	const inCrm = async (items: Json[], more: Json = {}) =>
		(
			await run(world, { resource: 'customer', operation: 'createOrUpdate', previewOnly: false, ...more }, items)
		).items(NODE) as Json[];
	const inLedger = async (items: Json[], more: Json = {}) =>
		await ledger.run('customer:createOrUpdate', { customerOf: 'sync', ...more }, items);
	/** Compare, write to the ledger, note what was agreed; each item once more beside itself. */
	const round = async (more: Json = {}) => {
		const item = { customer: await now(), crmCustomer: await record() };
		const compared = await inCrm([item, item], more);
		const written = await inLedger(compared);
		const noted = await inCrm(written, more);
		return { compared: compared[0] as Json, written: written[0] as Json, noted: noted[0] as Json };
	};
	const outcomes = (item: Json) =>
		Object.fromEntries(item['customerSync'].fields.map((one: Json) => [one['field'], one['outcome']]));
	world.sandbox.clearCalls();
	return { ledger, world, customer, edit, record, now, inCrm, inLedger, round, outcomes };
}

describe.each(LEDGERS)('Customers both ways, %s', (books) => {
	it('agrees on what is equal, then carries each later edit once, and writes nothing more', async () => {
		const { world, edit, round, record, now, ledger, outcomes } = await joined(books);
		const first = await round();
		expect(new Set(Object.values(outcomes(first.compared)))).toEqual(new Set(['agreed']));
		expect(ledger.writes()).toEqual([]);
		expect(JSON.parse((await record()).agreedValues ?? '')).toBeTruthy();

		world.sandbox.clearCalls();
		await round();
		expect(world.writes()).toEqual([]);

		await edit({ phone: '020 7946 0123', closed_loop_billing_email: 'accounts@moved.example' });
		world.sandbox.clearCalls();
		const { compared, written } = await round();
		expect(outcomes(compared)).toMatchObject({ phone: 'toLedger', email: 'toLedger', name: 'agreed' });
		expect(written['customer']).toMatchObject({ outcome: 'updated', email: 'accounts@moved.example' });
		expect(await now()).toMatchObject({ phone: '020 7946 0123', email: 'accounts@moved.example' });

		world.sandbox.clearCalls();
		const after = await round();
		expect(new Set(Object.values(outcomes(after.compared)))).toEqual(new Set(['agreed']));
		expect(world.writes()).toEqual([]);

		await ledger
			.port()
			.updateCustomers([{ ledgerId: compared['customer'].ledgerId, fields: { email: 'ledger@moved.example' } }]);
		world.sandbox.clearCalls();
		expect(outcomes((await round()).compared)).toMatchObject({ email: 'toCrm' });
		expect(await record()).toMatchObject({ billingEmail: 'ledger@moved.example' });
		expect(ledger.writes()).toEqual([]);
		world.sandbox.clearCalls();
		await round();
		expect(world.writes()).toEqual([]);
	});

	it('carries a new address whole, without what stood in the old one', async () => {
		const { edit, round, now, world } = await joined(books);
		await edit({ address2: 'Floor 3' });
		await round({ ifNeverCompared: 'crm' });
		expect((await now()).billingAddress.line2).toBe('Floor 3');
		await edit({ address: '9 New Road', address2: '', city: 'Leeds', zip: 'LS1 4AP' });
		const { written } = await round();
		expect(written['customer'].reason).toBeUndefined();
		expect((await now()).billingAddress).toMatchObject({ line1: '9 New Road', line2: null, city: 'Leeds' });
		world.sandbox.clearCalls();
		await round();
		expect(world.writes()).toEqual([]);
	});

	it('lists what differed before, writes none of it, and follows the answer on the record', async () => {
		const { edit, round, record, now, outcomes, ledger, customer } = await joined(books);
		await edit({ phone: '01 23', closed_loop_billing_email: 'other@older.example' });
		const preview = await round({ previewOnly: true });
		expect(preview.compared['customerSync']).toMatchObject({ would: 'update', toLedger: {} });
		expect((await record()).agreedValues).toBeNull();
		const first = await round();
		expect(outcomes(first.compared)).toMatchObject({ phone: 'listed', email: 'listed', name: 'agreed' });
		expect(ledger.writes()).toEqual([]);
		await edit({ closed_loop_customer_answer: 'crm' });
		await round();
		expect(await now()).toMatchObject({ phone: '01 23', email: 'other@older.example', name: customer.name });
		expect(await record()).toMatchObject({ customerAnswer: null, customerQuestion: null });
	});

	it('asks what both changed where the owner says so, and takes the answer', async () => {
		const { edit, round, record, now, world, ledger, customer } = await joined(books);
		await round();
		await edit({ phone: '111 222' });
		await ledger.port().updateCustomers([{ ledgerId: customer.ledgerId, fields: { phone: '333 444' } }]);
		const asking = { options: { phoneOwner: 'ask' } };
		await round(asking);
		expect((await record()).customerQuestion).toContain(
			'phone is "111 222" here and "333 444" there (both changed)',
		);
		world.sandbox.clearCalls();
		await round(asking);
		expect(world.writes()).toEqual([]);
		await edit({ closed_loop_customer_answer: 'ledger' });
		await round(asking);
		expect(await record()).toMatchObject({ phone: '333 444', customerQuestion: null, customerAnswer: null });
		expect((await now()).phone).toBe('333 444');
	});

	it('asks for a value that an app wrote, and lets the owner decide what both changed', async () => {
		const { edit, round, record, now, ledger, customer, inCrm } = await joined(books);
		await round();
		const port = portOf(ledger.world);
		await port.writeCustomers(
			[{ type: 'company', id: (await record()).id, fields: { phone: '555 666' } }],
			defaultFields,
		);
		const [asked] = await inCrm([{ customer: await now(), crmCustomer: await record() }]);
		expect(asked?.['customerSync']).toMatchObject({ toLedger: {} });
		expect((await record()).customerQuestion).toContain('not by a person');
		await edit({ phone: '777 888' });
		await ledger.port().updateCustomers([{ ledgerId: customer.ledgerId, fields: { phone: '999 000' } }]);
		await round();
		expect((await now()).phone).toBe('777 888');
		expect((await record()).customerQuestion).toBeNull();
	});

	it('loses nothing where a run is cut after any step, nor where one runs doubled', async () => {
		const { edit, round, record, now, inCrm, inLedger, world } = await joined(books);
		await round();
		await edit({ phone: '222 333' });
		const item = { customer: await now(), crmCustomer: await record() };
		const compared = await inCrm([item]);
		// Cut before the ledger; then cut after it, with a second run that compared the same.
		const again = await inCrm([item]);
		expect(again[0]?.['customerSync'].toLedger).toEqual(compared[0]?.['customerSync'].toLedger);
		await inLedger(compared);
		const [second] = await inLedger(again);
		expect(second?.['customer']).toMatchObject({ outcome: 'unchanged', phone: '222 333' });
		await round();
		world.sandbox.clearCalls();
		await round();
		expect(world.writes()).toEqual([]);
		expect((await record()).phone).toBe('222 333');
	});

	it('leaves alone what changed in the ledger between comparing and writing', async () => {
		const { edit, round, record, now, inCrm, inLedger, ledger, customer } = await joined(books);
		await round();
		await edit({ phone: '222 333' });
		const compared = await inCrm([{ customer: await now(), crmCustomer: await record() }]);
		await ledger.port().updateCustomers([{ ledgerId: customer.ledgerId, fields: { phone: '444 555' } }]);
		const [written] = await inLedger(compared);
		expect(written?.['customer'].reason).toContain('phone was changed in');
		expect((await now()).phone).toBe('444 555');
	});

	it('runs as a template: preview, first run, an edit on each side, then nothing', async () => {
		const { ledger, world, edit, record, now, customer } = await joined(books);
		const template = async (settings: Json) => {
			world.sandbox.clearCalls();
			const done = await world.engine.run(world.template(CUSTOMER_CHANGES, settings), 'Run now');
			expect(done.error).toBeNull();
			return done;
		};
		const preview = await template({ previewOnly: true });
		expect(preview.items('Compare').length).toBeGreaterThan(0);
		expect(world.writes()).toEqual([]);

		await template({ previewOnly: false });
		expect(ledger.writes()).toEqual([]);
		await template({ previewOnly: false });
		expect(world.writes()).toEqual([]);

		await edit({ phone: '020 7946 0999' });
		await ledger.port().updateCustomers([{ ledgerId: customer.ledgerId, fields: { email: 'new@ledger.example' } }]);
		await template({ previewOnly: false });
		expect((await now()).phone).toBe('020 7946 0999');
		expect((await record()).billingEmail).toBe('new@ledger.example');
		await template({ previewOnly: false });
		expect(world.writes()).toEqual([]);
	});

	it('costs an idle round at most two calls a system', async () => {
		// Nothing changed in the hour that is looked at.
		const clock = { ...realClock, now: () => Date.now() - 3 * 3_600_000 };
		const { world } = await startLedger(books, undefined, { searchLagMs: 0, clock });
		await portOf(world).createFields();
		const round = async () => {
			world.sandbox.clearCalls();
			const done = await world.engine.run(
				world.template(CUSTOMER_CHANGES, { previewOnly: false }),
				'Every 15 minutes',
			);
			expect(done.error).toBeNull();
		};
		await round();
		await round();
		expect(world.writes()).toEqual([]);
		expect(world.calls('hubspot').length).toBeLessThanOrEqual(2);
		expect(world.calls(world.ledger).length).toBeLessThanOrEqual(2);
	});

	it('ends alike wherever a run is cut, and run once more', async () => {
		const before = await joined(books);
		await before.round();
		await before.edit({ phone: '020 7946 0999' });
		const { ledgerId } = before.customer;
		await before.ledger.port().updateCustomers([{ ledgerId, fields: { email: 'new@ledger.example' } }]);
		const { id } = await before.record();
		const company = before.world.sandbox.dump();
		const live = async (world: World) =>
			await world.engine.run(world.template(CUSTOMER_CHANGES, { previewOnly: false }), 'Run now');
		const peace = await startWorld(company, { searchLagMs: 0 });
		await live(peace);
		const count = peace.sandbox.calls.length;
		for (const n of sampled(count, 4)) {
			for (const kind of ['resetAfter', 'resetBefore'] as const) {
				const world = await startWorld(company, { searchLagMs: 0 });
				world.sandbox.addFault({ kind, skip: n, times: 1 });
				world.sandbox.addFault({ kind: 'resetBefore', skip: n + 1 });
				await live(world);
				world.sandbox.clearFaults();
				await live(world);
				world.sandbox.clearCalls();
				const last = await live(world);
				expect([n, kind, world.writes()]).toEqual([n, kind, []]);
				const [record] = await portOf(world).getCustomers([{ type: 'company', id }], defaultFields);
				expect(record).toMatchObject({
					value: { phone: '020 7946 0999', billingEmail: 'new@ledger.example', customerQuestion: null },
				});
				const compared = last
					.items('Compare')
					.find((item) => (item['customer'] as Json)['ledgerId'] === ledgerId);
				expect(compared?.['customer']).toMatchObject({ phone: '020 7946 0999', email: 'new@ledger.example' });
			}
		}
	}, 120_000);
});

describe('Merged customers', () => {
	it('are said with both of them, and nothing goes over', async () => {
		const { edit, round, record, now, inCrm, outcomes, world, customer } = await joined('xero');
		await round();
		await edit({ phone: '222 333' });
		world.sandbox.clearCalls();
		const survivor = {
			...(await now()),
			ledgerId: 'ffffffff-0000-4000-8000-000000000001',
			url: 'https://ledger.example/x',
		};
		const [said] = await inCrm([{ customer: survivor, crmCustomer: await record() }]);
		expect(said?.['customerSync']).toMatchObject({
			outcome: 'skipped',
			toLedger: {},
			reason: expect.stringMatching(new RegExp(`${customer.ledgerId}.*https://ledger.example/x.*merged there`)),
		});
		const line = `xero ${customer.organisation.id} ${customer.ledgerId}`;
		const other = line.replace(customer.ledgerId, survivor.ledgerId);
		await edit({ closed_loop_accounting_customer: `${line}\n${other}` });
		const [two] = await inCrm([{ customer: await now(), crmCustomer: await record() }]);
		expect(two?.['customerSync'].reason).toContain('is several customers in Xero');
		await edit({ closed_loop_accounting_customer: line });
		expect(world.writes().filter(({ path }) => path.includes('batch'))).toEqual([]);
		expect(outcomes((await round()).compared)).toMatchObject({ phone: 'toLedger' });
	});

	it('of the CRM have agreed on nothing yet', async () => {
		const { round, record, world, outcomes, inCrm, now } = await joined('xero');
		await round();
		const { id } = await record();
		const other = (await portOf(world).listCustomers('company', '')).find(({ value }) => value !== id);
		await world.sandbox.act('hubspot', 'mergeCompanies', id, { other: String(other?.value) });
		const survivor = await record();
		expect(survivor.id).not.toBe(id);
		await world.sandbox.act('hubspot', 'editCompany', survivor.id, { phone: '222 333' });
		const [compared] = await inCrm([{ customer: await now(), crmCustomer: survivor }]);
		expect(outcomes(compared as Json)).toMatchObject({ phone: 'listed', name: 'agreed' });
	});
});
