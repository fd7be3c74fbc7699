/**
 * A fourth ledger in the node, on n8n's own engine: one line in the registry and literals in the description, no edit elsewhere.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { realClock } from '../../../sandbox/core/clock.mts';
import { createEngine } from '../../support/engine.mts';
import type { Engine, Flow } from '../../support/engine.mts';
import { offer, register } from './adding.mts';
import { TOY } from './connector/client.mts';
import { SETTINGS } from './server/records.mts';
import { createToy, TOKEN } from './server/server.mts';
import type { SimulatedToy } from './server/server.mts';

type Json = Record<string, any>;

const API = 'https://api.toy.example';
let server: SimulatedToy;
let engine: Engine;

beforeAll(() => {
	register();
	offer();
	server = createToy({ clock: realClock, limits: 'off', seed: 1 });
	engine = createEngine({ '1': { type: 'toyLedgerApi', data: { token: TOKEN } } });
	const pass = async (path: string, method: string, headers: Record<string, string>, body: unknown) => {
		const sent = method === 'GET' ? {} : { body: JSON.stringify(body) };
		const { response } = await server.handle(new Request(`${API}${path}`, { method, headers, ...sent }));
		return [response.status, await response.text(), Object.fromEntries(response.headers)] as never;
	};
	for (const method of ['GET', 'POST', 'PATCH']) {
		nock(API)
			.persist()
			.intercept(/.*/, method)
			.reply(async function (path, body) {
				return await pass(path, method, this.req.headers as unknown as Record<string, string>, body);
			});
	}
});
afterAll(() => nock.cleanAll());

/** Runs one operation as a person sets it. */
async function run(operation: string, parameters: Json, items: Json[] = [{}]): Promise<Json[]> {
	const [resource, verb] = operation.split(':');
	const common = { system: TOY, resource, operation: verb, organisation: SETTINGS.name, previewOnly: false };
	const node = (name: string, type: string, more: object) => ({
		...{ id: name, name, type, typeVersion: 1, position: [0, 0] },
		...more,
	});
	const flow = {
		name: 'One node',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', { parameters: {} }),
			node('Accounting', 'n8n-nodes-closed-loop.closedLoopAccounting', {
				parameters: { ...common, stopIfMoreThan: 25, ...parameters },
				credentials: { toyLedgerApi: { id: '1', name: 'Toy' } },
			}),
		],
		connections: { Start: { main: [[{ node: 'Accounting', type: 'main', index: 0 }]] } },
	} as unknown as Flow;
	const done = await engine.run(
		flow,
		'Start',
		items.map((json) => ({ json })),
	);
	if (done.error) throw done.error;
	return done.items('Accounting') as Json[];
}

describe('the node on a fourth ledger', () => {
	let customerId: string;

	test('makes a product, and finds customers', async () => {
		const product = { itemCode: 'LAMP', itemName: 'Lamp', itemDescription: 'Bright', unitPrice: '12.5' };
		const save = { ...product, ifProductExists: 'unchanged', options: { account: 'S1' } };
		expect(await run('product:createOrUpdate', save)).toMatchObject([
			{ product: { outcome: 'created', unitPrice: 12.5 } },
		]);
		expect(await run('product:createOrUpdate', save)).toMatchObject([{ product: { outcome: 'unchanged' } }]);
		const headers = { Authorization: `Bearer ${TOKEN}` };
		const body = JSON.stringify({ elements: [{ name: 'Harbour Lights', email: 'pay@harbour.example' }] });
		await server.handle(new Request(`${API}/v1/customers`, { method: 'POST', headers, body }));
		const customers = await run('customer:getMany', { limit: 10 });
		expect(customers).toMatchObject([{ customer: { ledger: TOY, name: 'Harbour Lights' } }]);
		customerId = customers[0]?.['customer'].ledgerId;
	});

	test('bills once, approves, sends, is paid, and tells what changed', async () => {
		const create = {
			...{ source: 'fields', sourceId: 'ORDER1', customerId, salesAccount: 'S1', status: 'draft' },
			lines: { line: [{ description: 'Consulting', quantity: 2, unitPrice: 100, taxCode: 'T20' }] },
		};
		const [made] = await run('invoice:create', create);
		expect(made).toMatchObject({ invoice: { ledger: TOY, outcome: 'created', status: 'draft', total: 240 } });
		expect(await run('invoice:create', create)).toMatchObject([{ invoice: { outcome: 'linked' } }]);
		const invoiceId = made?.['invoice'].ledgerId as string;
		const [approved] = await run('invoice:approve', { invoiceId, checksSeen: true, dateOnApproval: 'keep' }, [
			made ?? {},
		]);
		expect(approved).toMatchObject({ invoice: { status: 'approved' } });
		expect(await run('invoice:send', { invoiceId, checksSeen: true }, [approved ?? {}])).toMatchObject([
			{ invoice: { sentToCustomer: true } },
		]);
		await server.actions.find(({ name }) => name === 'payInvoice')?.run(invoiceId, {});
		const changes = await run('invoice:getChanges', {
			lookBack: 3,
			onlyDeals: false,
			alsoOpen: false,
			options: {},
		});
		expect(changes).toMatchObject([{ invoice: { status: 'paid', paid: 240 } }]);
		expect(await run('payment:getMany', { limit: 10 })).toMatchObject([
			{ payment: { amount: 240, kind: 'payment' } },
		]);
	});

	test('refuses what was chosen in another ledger, and names both', async () => {
		const create = {
			...{ source: 'fields', sourceId: 'ORDER2', customerId, salesAccount: '200', status: 'draft' },
			lines: { line: [{ description: 'Consulting', quantity: 1, unitPrice: 10 }] },
		};
		const words = await run('invoice:create', create).then(
			() => '',
			(error: Error) => error.message,
		);
		expect(words).toMatch(/'Sales Account' is "200", which is not .* in Toy Ledger/);
	});
});
