import { expect, test } from '@jest/globals';
import { resolveCustomers } from '../../../nodes/ClosedLoopAccounting/customers/resolveCustomers';
import { createInvoices } from '../../../nodes/ClosedLoopAccounting/invoices/createInvoices';
import { matchDealProducts } from '../../../nodes/ClosedLoopAccounting/products/matchDealProducts';
import { companyName, domainOf } from '../../../sandbox/company/names.mts';
import { contact, guidOf, openBooks, TENANT_ID } from '../../unit/xero/books.mts';
import { company, line, settings, wonDeal } from './deals.mts';

const CONTACTS = 50_000;

/** 100 deals of 100 customers with 500 lines, half of the customers known by the id stored in the CRM. */
function deals(customers: number) {
	return Array.from({ length: 100 }, (_, index) => {
		const who = index % customers;
		const known = who % 2 === 0;
		const name = known ? companyName(who) : companyName(CONTACTS + who);
		const links = known ? [{ ledger: 'xero' as const, organisationId: TENANT_ID, ledgerId: guidOf(name) }] : [];
		const of = company(String(500 + who), name, {
			domain: domainOf(name),
			billingEmail: `pay@${domainOf(name)}`,
			customerLinks: links,
		});
		return wonDeal(
			String(9000 + index),
			of,
			Array.from({ length: 5 }, (__, at) => line(`Line ${at}`, at + 1, 10 + index)),
		);
	});
}

test.each([100, 60, 20])('100 deals of %i customers stay within the budget of Xero calls', async (customers) => {
	const { open, asked } = openBooks((file) => {
		for (let index = 0; index < CONTACTS; index++) {
			const name = companyName(index);
			file.Contacts.push(contact(name, { EmailAddress: `office@${domainOf(name)}` }));
		}
	});
	const options = { settings, preview: false, stopIfMoreThan: 100, run: '1', now: Date.now() };
	const matched = await matchDealProducts(open(), deals(customers), {
		aliases: {},
		noMatch: 'bill',
		fallbackItem: null,
	});
	const found = await resolveCustomers(open(), matched, { ...options, ifExists: 'unchanged' });
	const made = await createInvoices(
		open(),
		found.map((one) => (one.ok ? one.value : null) as never),
		options,
	);
	const stopped = made.flatMap((one) => (one.ok ? (one.value.deal?.hold?.what ?? []) : one.problem.message));
	expect(stopped).toEqual([]);
	expect(asked.length).toBeLessThanOrEqual(14 + customers / 2 / 4);
	for (const { url } of asked) expect(url.length).toBeLessThan(2000);
});
