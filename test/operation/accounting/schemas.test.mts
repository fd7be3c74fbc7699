/** What each operation gives is what its output schema says: the fields that people drag from the node's panel. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Deal } from '../../../nodes/shared/model/deal';
import { misfits, unseen, type OutputSchema } from '../../support/outputSchema.mts';
import { closeWorlds } from '../../support/world.mts';
import { description, operationsOf } from '../../unit/node/accountingNode.mts';
import { company, daysAgo, line, wonDeal } from './deals.mts';
import { startLedger, type Json, type Ledger } from './ledger.mts';
import { LEDGERS } from './ledgers.mts';

afterAll(closeWorlds);

const schemaOf = (operation: string): OutputSchema => {
	const file = `nodes/ClosedLoopAccounting/__schema__/v1.0.0/${operation.replace(':', '/')}.json`;
	return JSON.parse(readFileSync(join(__dirname, '../../..', file), 'utf8')) as OutputSchema;
};

/** Said only where there is a reason to: a hold, what a preview would do, an estimate, what one ledger alone tells ... */
const OFTEN_ABSENT = new Set([
	...['deal', 'outcome', 'would', 'reason', 'reasonChanged', 'hold', 'checks', 'differences', 'kind', 'product'],
	...['customerSync', 'crmCustomer', 'alsoSupplier'],
	...[
		'goodsOrService',
		'accountClass',
		'accountClasses',
		'near',
		'currencyBound',
		'appliesCredits',
		'customNumbers',
		'payments',
		'by',
		'at',
	],
]);

/** One of each operation, in the order in which they need each other; items by operation. */
async function outputs(ledger: Ledger): Promise<Map<string, Json[]>> {
	const seen = new Map<string, Json[]>();
	const run = async (operation: string, parameters: Json, item: Json = {}): Promise<Json> => {
		const items = await ledger.run(operation, { options: {}, ...parameters }, [item]);
		// What came in beside the documents of the operation passes through, whatever it is.
		const { properties = {} } = schemaOf(operation);
		const passed = Object.keys(item).filter((name) => !Object.hasOwn(properties, name));
		seen.set(
			operation,
			items.map((one) => Object.fromEntries(Object.entries(one).filter(([name]) => !passed.includes(name)))),
		);
		return items[0] ?? {};
	};
	const hasDrafts = ledger.name !== 'quickbooks';
	const customer = await ledger.customer();
	const deal: Deal = {
		...(await ledger.withItems(wonDeal('301', company('7', 'Harbour Lights'), [line('Consulting', 2, 100)]))),
		currency: ledger.currency(),
	};
	const judging = { pipelines: JSON.stringify([deal.pipeline.id]), billFrom: daysAgo(90) };

	await run('setup:check', { crmSetup: '' });
	await run('tax:getRates', { includeAll: true });
	await run('product:getMany', { limit: 20 });
	await run(
		'product:match',
		{},
		{ deal: wonDeal('300', company('7', 'Harbour Lights'), [line('Consulting', 2, 100)]) },
	);
	const ofCrm = {
		...{ id: '601', sku: 'CL-0', name: 'Audit', description: 'Two days', unitPrice: 20, prices: {} },
		...{ tiered: false, active: true, recurring: null, modifiedAt: null },
	};
	await run('product:compare', { direction: 'crm_to_ledger' }, { crmProduct: ofCrm });
	const saved = { itemCode: 'CL-1', itemName: 'Set-up', itemDescription: 'Two days', unitPrice: '100' };
	const item = { ifProductExists: 'unchanged', options: await ledger.itemOptions() };
	await run('product:createOrUpdate', { ...saved, ...item });
	await run('customer:getMany', { limit: 20 });
	await run('customer:get', { customerId: customer['ledgerId'] });
	await run('customer:createOrUpdate', { ...judging, ifExists: 'unchanged' }, { deal });

	const behind = await ledger.behindLines();
	const taxed = await run('tax:decide', { rules: {}, useStarterRows: true }, { deal, customer });
	await run('customer:checkCredit', { wonNotBilled: '[]', crmCreditLimit: '5000' }, taxed);
	const made = await run(
		'invoice:create',
		{ source: 'deal', ...judging, ...behind, ...(!hasDrafts && { createAs: 'estimate' }) },
		{ deal, customer },
	);
	const billed: Json = { ...made['deal'], billing: { ...made['deal'].billing, revisionBilled: deal.revision } };
	const approved = await run(
		'invoice:approve',
		{ invoiceId: made['invoice'].ledgerId, checksSeen: true, dateOnApproval: 'today' },
		{ deal: billed, invoice: made['invoice'] },
	);
	const invoiceId = approved['invoice'].ledgerId;
	const read = await run('invoice:get', { invoiceId });
	await run('invoice:getMany', { limit: 50, filters: {} });
	await run('invoice:getPdf', { invoiceId, binaryPropertyName: 'data' });
	await run('invoice:send', { invoiceId, checksSeen: true }, { deal: billed });
	const paid = { sourceId: 'ch_1', pays: 'amount', amount: 20, bankAccount: await ledger.bankAccount() };
	await run('payment:create', { invoiceId, ...paid });
	await run('payment:getMany', { limit: 20 });
	await run('creditNote:create', {
		...{ invoiceId, credits: 'amount', amount: 10, sourceId: 'RETURN1' },
		...(hasDrafts && { creditStatus: 'approved' }),
	});
	await run('invoice:getLastEdit', {}, { invoice: read['invoice'] });
	await run('invoice:addNote', { invoiceId, note: 'Seen' });
	await run('invoice:getChanges', { lookBack: 3, onlyDeals: false, alsoOpen: true });
	await run('customer:getFinancials', {
		...{ financialsOf: 'due', lookBack: 3, yearOf: 'all' },
		options: { fullHistory: true, whatTheyBought: true },
	});
	await run('customer:getTransactions', { customerId: customer['ledgerId'], limit: 20 });

	const byHand = (await ledger.run('invoice:getMany', { limit: 500, filters: {} }))
		.map((one) => one['invoice'] as Json)
		.find(({ key, status }) => key === null && ['approved', 'sent', 'overdue', 'draft'].includes(status));
	await run(
		'invoice:linkToDeal',
		{ invoiceId: byHand?.['ledgerId'] },
		{ deal: wonDeal('302', company('7', 'Harbour Lights'), [line('Consulting', 2, 100)]) },
	);
	const wrong = await ledger.invoice('ORDER7');
	await run('invoice:voidOrDelete', { invoiceId: wrong.ledgerId, reason: 'Ordered by mistake', deal: '' });

	const offer = { ...deal, id: '303', won: false };
	const { quote } = await run('quote:create', { ...behind }, { deal: offer, customer });
	await run('quote:get', { quoteId: quote.ledgerId });
	await ledger.act('acceptQuote', quote.ledgerId);
	await run('quote:convertToInvoice', { quoteId: quote.ledgerId }, { deal: { ...offer, won: true } });
	return seen;
}

describe.each(LEDGERS.filter((books) => books !== 'quickbooks'))('on %s', (books) => {
	let seen: Map<string, Json[]>;
	beforeAll(async () => {
		seen = await outputs(await startLedger(books));
	}, 60_000);

	test.each(operationsOf(description))('%s', (operation) => {
		const items = seen.get(operation) ?? [];
		expect(items.length).toBeGreaterThan(0);
		const schema = schemaOf(operation);
		expect([...new Set(items.flatMap((item) => misfits(item, schema)))]).toEqual([]);
		const missing = unseen(items, schema).filter((path) => !OFTEN_ABSENT.has(path.split('.').at(-1) ?? ''));
		expect(missing).toEqual([]);
	});
});
