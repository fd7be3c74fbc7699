/** One ledger of the believable company behind the node, on n8n's own engine: operations are run as a person sets them. */
import { believableCompany } from '../../../sandbox/company/believable.mts';
import { ledgerOf, withBooksIn, type BooksIn } from '../../../sandbox/company/books.mts';
import type { Call, CompanyFile, LedgerName } from '../../../sandbox/core/types.mts';
import type { Deal } from '../../../nodes/shared/model/deal';
import type { Invoice } from '../../../nodes/shared/model/invoice';
import type { LedgerItem } from '../../../nodes/shared/model/organisation';
import type { AccountingListKind, AccountingPort } from '../../../nodes/shared/systems/accounting';
import { ledgers } from '../../../nodes/shared/systems/registry';
import type { Flow } from '../../support/engine.mts';
import { sandboxContext } from '../../support/sandboxSend.mts';
import { startWorld, type World } from '../../support/world.mts';
import { daysAgo } from './deals.mts';

const CREDENTIALS: Record<LedgerName, string> = {
	xero: 'closedLoopXeroOAuth2Api',
	quickbooks: 'closedLoopQuickBooksOAuth2Api',
	sage: 'closedLoopSageOAuth2Api',
};

export type Json = Record<string, any>;

export interface Ledger {
	readonly name: LedgerName;
	readonly books: BooksIn;
	readonly world: World;
	/** The ledger itself, past the node. */
	port(): AccountingPort;
	/** Runs one operation, named `resource:operation`, over items. @throws the node's own error */
	run(operation: string, parameters?: Json, items?: Json[]): Promise<Json[]>;
	/** The message of the error that the operation ends in. */
	refusal(operation: string, parameters?: Json, items?: Json[]): Promise<string>;
	/** Items with their files. */
	files(operation: string, parameters: Json, items?: Json[]): Promise<Array<{ json: Json; binary?: Json }>>;
	/** An invoice from fields. */
	invoice(sourceId: string, more?: Json): Promise<Invoice>;
	/** The draft of a won deal (an estimate where the ledger has no drafts), with the deal as the step hands it on. */
	billed(deal: Deal, more?: Json): Promise<{ deal: Deal; invoice: Invoice }>;
	/** Does what a person does in the ledger. */
	act(action: string, id: string | null | undefined, input?: Record<string, string>): Promise<void>;
	/** What bills a line without an item: an account, in QuickBooks an item. */
	behindLines(): Promise<Json>;
	/** A customer that nothing is special about. */
	customer(): Promise<Json>;
	/** Code or id of an account that takes payments. */
	bankAccount(): Promise<string>;
	/** Currency of the books. */
	currency(): string;
	/** The deal with a matched item on each line, where the ledger bills nothing without. */
	withItems(deal: Deal): Promise<Deal>;
	/** What a new item needs in this ledger. */
	itemOptions(): Promise<Json>;
	/** What was written since the last `clearCalls`. */
	writes(): Call[];
}

/** Settings of every operation that writes. */
const LIVE = { previewOnly: false, stopIfMoreThan: 25 };

export async function startLedger(
	books: BooksIn,
	of: CompanyFile = believableCompany(),
	options: Parameters<typeof startWorld>[1] = {},
): Promise<Ledger> {
	const company = withBooksIn(of, books);
	const world = await startWorld(company, options);
	const name = ledgerOf(company);
	const type = CREDENTIALS[name];
	const [id] = Object.entries(world.engine.credentials).find(([, stored]) => stored.type === type) ?? [];
	if (id === undefined) throw new Error(`The world has no credential ${type}`);

	const outcome = async (operation: string, parameters: Json, items: Json[]) => {
		const [resource, verb] = operation.split(':');
		const flow = oneNode(type, id, {
			system: name,
			authentication: 'oAuth2',
			organisation: world.choices.organisation.name,
			resource,
			operation: verb,
			...LIVE,
			...parameters,
		});
		return await world.engine.run(
			flow,
			'Start',
			items.map((json) => ({ json })),
		);
	};
	/** What the drop-downs of the node show. */
	const list = async (kind: AccountingListKind) => await portOf(world, id, name).list(kind);
	let customer: Promise<Json> | undefined;
	const ledger: Ledger = {
		name,
		books,
		world,
		port: () => portOf(world, id, name),
		run: async (operation, parameters = {}, items = [{}]) => {
			const done = await outcome(operation, parameters, items);
			if (done.error) {
				const { message, description } = done.error as Error & { description?: string };
				throw new Error(`${operation}: ${message} ${description ?? ''}`);
			}
			return done.items('Accounting') as Json[];
		},
		refusal: async (operation, parameters = {}, items = [{}]) => {
			const done = await outcome(operation, parameters, items);
			return done.error?.message ?? 'no error';
		},
		files: async (operation, parameters, items = [{}]) => {
			const done = await outcome(operation, parameters, items);
			if (done.error) throw done.error;
			return (done.nodes['Accounting']?.at(-1)?.outputs[0] ?? []) as Array<{ json: Json; binary?: Json }>;
		},
		invoice: async (sourceId, more = {}) => {
			const { ledgerId } = await ledger.customer();
			const [made] = await ledger.run('invoice:create', {
				source: 'fields',
				sourceId,
				customerId: ledgerId,
				lines: { line: [await lineOf(ledger)] },
				...(await behindLines(ledger)),
				...more,
			});
			return made?.['invoice'] as Invoice;
		},
		billed: async (deal, more = {}) => {
			const [made] = await ledger.run(
				'invoice:create',
				{
					source: 'deal',
					pipelines: JSON.stringify([deal.pipeline.id]),
					billFrom: daysAgo(90),
					...(await behindLines(ledger)),
					...(name === 'quickbooks' && { createAs: 'estimate' }),
					...more,
				},
				[{ deal: { ...deal, currency: home(ledger) }, customer: await ledger.customer() }],
			);
			return made as { deal: Deal; invoice: Invoice };
		},
		act: async (action, recordId, input = {}) => await world.sandbox.act(name, action, recordId ?? '', input),
		behindLines: async () => await behindLines(ledger),
		customer: async () => {
			customer ??= plainCustomer(ledger);
			return await customer;
		},
		bankAccount: async () => (await list('bankAccounts'))[0]?.value ?? '',
		currency: () => home(ledger),
		withItems: async (deal) => {
			const { code, name: itemName, account, taxCode } = await plainItem(ledger);
			const product = { code, name: itemName, account, taxCode, by: 'sku' as const, reason: '' };
			return { ...deal, lines: deal.lines.map((one) => ({ ...one, product })) };
		},
		itemOptions: async () => {
			const [sales] = await list('salesAccounts');
			const [purchase] = name === 'sage' ? await list('purchaseAccounts') : [];
			return { account: sales?.value ?? '', ...(purchase && { purchaseAccount: purchase.value }) };
		},
		writes: () => world.writes().filter(({ system }) => system === name),
	};
	return ledger;
}

/** The same ledger's port, past n8n: what the drop-downs of the node ask. */
function portOf(world: World, credentialId: string, name: LedgerName): AccountingPort {
	const { data } = world.engine.credentials[credentialId] as { data: Json };
	const { id } = world.choices.organisation;
	const system = ledgers[name];
	if (system === undefined) throw new Error(`No ledger ${name}`);
	return system.open({
		...sandboxContext(world.sandbox, data['oauthTokenData'].access_token, id),
		organisationId: id,
		signIn: { organisationId: id, environment: 'production' },
	});
}

/** With the status to choose, which QuickBooks' invoices have none of. */
async function behindLines(ledger: Ledger): Promise<Json> {
	if (ledger.name === 'quickbooks') return { fallbackItem: (await lineOf(ledger))['itemCode'] };
	return { salesAccount: ledger.name === 'xero' ? '200' : '4000', status: 'draft' };
}

async function plainCustomer(ledger: Ledger): Promise<Json> {
	const customers = await ledger.run('customer:getMany', { limit: 40 });
	const plain = customers
		.map((item) => item['customer'] as Json)
		.find(({ active, email, currency }) => active && email && (currency === null || currency === home(ledger)));
	if (plain === undefined) throw new Error('No plain customer');
	return plain;
}

function home(ledger: Ledger): string {
	return ledger.books === 'quickbooks' ? 'USD' : 'GBP';
}

/** 2 x 100.00 of an item that is sold and not stocked. */
async function lineOf(ledger: Ledger): Promise<Json> {
	return { description: 'Consulting', quantity: 2, unitPrice: 100, itemCode: (await plainItem(ledger)).code };
}

async function plainItem(ledger: Ledger): Promise<LedgerItem> {
	const items = await ledger.run('product:getMany', { limit: 100 });
	const item = items.map((one) => one['product'] as LedgerItem).find(({ stocked, active }) => !stocked && active);
	if (item === undefined) throw new Error('No plain item');
	return item;
}

function oneNode(type: string, id: string, parameters: Json): Flow {
	const node = (name: string, kind: string, more: Json) => ({
		id: name,
		name,
		type: kind,
		typeVersion: 1,
		position: [0, 0],
		...more,
	});
	return {
		name: 'One node',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', { parameters: {} }),
			node('Accounting', 'n8n-nodes-closed-loop.closedLoopAccounting', {
				parameters,
				credentials: { [type]: { id, name: type } },
			}),
		],
		connections: { Start: { main: [[{ node: 'Accounting', type: 'main', index: 0 }]] } },
	} as unknown as Flow;
}
