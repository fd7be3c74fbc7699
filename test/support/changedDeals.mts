/** Many billed deals in one world, each with its own state of the invoice, change of the deal and answer of a person. */
import { CompanyBuilder } from '../../sandbox/company/builder.mts';
import { withBooksIn, type BooksIn } from '../../sandbox/company/books.mts';
import { product } from '../../sandbox/company/catalogue.mts';
import type { CompanyFile, HubSpotRecord, LedgerName } from '../../sandbox/core/types.mts';
import { Decimal } from '../../nodes/shared/billing/decimal';
import { BILL_WON, SET_UP, startWorld, type World } from './world.mts';

/** How the invoice stands when the deal changes. */
export type State =
	| 'untouched'
	| 'edited'
	| 'approved'
	| 'sent'
	| 'part_paid'
	| 'paid'
	| 'credited'
	| 'voided'
	| 'deleted';

export type Change = 'none' | 'price_up' | 'price_down' | 'line_added' | 'line_removed' | 'lost' | 'lost_and_won';

export type Answer =
	| 'none'
	| 'leave_as_it_is'
	| 'bill_the_difference'
	| 'credit_and_bill_again'
	| 'bill_again'
	| 'billed_by_hand';

export interface Case {
	state: State;
	change: Change;
	answer: Answer;
}

/** A document of a deal as the ledger holds it; money net of tax. */
export interface Held {
	id: string;
	key: string;
	net: number;
	total: number;
	live: boolean;
	/** What of it credits took back, with tax. */
	credited: number;
}

export interface Books {
	invoices: Held[];
	creditNotes: Held[];
}

/** A company with a deal for each case, its fields made. */
export async function companyOf(
	cases: readonly Case[],
	books: BooksIn,
): Promise<{ company: CompanyFile; ids: string[] }> {
	const builder = new CompanyBuilder('Changed deals', new Date(), 6);
	const ids = cases.map((one, n) => {
		const customer = builder.customer({
			name: `Customer ${n} of ${one.state} ${one.change}`,
			domain: `customer${n}.example`,
			email: 'property',
		});
		const lines = [
			{ product: product('SRV-IMPL'), quantity: '2' },
			{ name: 'On-site visit', quantity: '1.5', price: '80', percent: '12.5' },
			{ name: 'Handbook', quantity: '3', price: '19.99' },
		];
		return builder.deal({ name: `Deal ${n}`, customer, closed: 5, currency: 'GBP', lines });
	});
	const world = await startWorld(withBooksIn(builder.file, books), { searchLagMs: 0 });
	await world.engine.run(world.template(SET_UP), 'Set up');
	return { company: world.sandbox.dump(), ids };
}

/** Bills every won deal, those that are billed too; throws what stopped it. */
export async function billAll(world: World): Promise<void> {
	const flow = world.template(BILL_WON, { previewOnly: false, stopIfMoreThan: 1000 });
	const find = flow.nodes.find(({ name }) => name === 'Find unbilled won deals');
	if (!find) throw new Error('no step that finds deals');
	find.parameters['onlyUnbilled'] = false;
	const { error } = await world.engine.run(flow, 'Catch up');
	if (error) throw error;
}

/** What people do with the invoice in the ledger. */
export async function bringTo(world: World, state: State, id: string): Promise<void> {
	const { ledger, sandbox } = world;
	const act = async (name: string, input: Record<string, string> = {}) => await sandbox.act(ledger, name, id, input);
	const approve = async () => (ledger === 'quickbooks' ? undefined : await act('approveInvoice'));
	switch (state) {
		case 'untouched':
			return;
		case 'edited':
			return await act('editInvoice', { price: '111.11', line: '0' });
		case 'approved':
			return await approve();
		case 'sent':
			await approve();
			return await act('sendInvoice', { to: 'accounts@customer.example' });
		case 'part_paid':
			await approve();
			return await act('payInvoice', { amount: '10' });
		case 'paid':
			await approve();
			return await act('payInvoice');
		case 'credited':
			await approve();
			return await act('creditInvoice');
		case 'voided':
			await approve();
			return await act('voidInvoice', { reason: 'By mistake' });
		case 'deleted':
			return await act('deleteDraft');
	}
}

/** What sales does with the deal, its amount included. */
export async function change(world: World, what: Change, dealId: string): Promise<void> {
	await edit(world, what, dealId);
	const amount = String(promised(world.sandbox.dump(), dealId));
	await world.sandbox.act('hubspot', 'editDeal', dealId, { amount });
}

async function edit(world: World, what: Change, dealId: string): Promise<void> {
	const act = async (name: string, id: string, input: Record<string, string> = {}) =>
		await world.sandbox.act('hubspot', name, id, input);
	const [first, second] = lineIds(world.sandbox.dump(), dealId);
	switch (what) {
		case 'none':
			return;
		case 'price_up':
			return await act('editLineItem', second ?? '', { price: '97.35' });
		case 'price_down':
			return await act('editLineItem', second ?? '', { price: '61.7' });
		case 'line_added':
			return await act('addLineItem', dealId, { name: 'Late addition', quantity: '2', price: '33.33' });
		case 'line_removed':
			return await act('removeLineItem', first ?? '');
		case 'lost':
			return await act('reopenDeal', dealId);
		case 'lost_and_won':
			return await act('winDeal', dealId);
	}
}

export async function answer(world: World, what: Answer, dealId: string): Promise<void> {
	if (what === 'none') return;
	await world.sandbox.act('hubspot', 'editDeal', dealId, { closed_loop_billing_answer: what });
}

export function dealOf({ hubspot }: CompanyFile, id: string): HubSpotRecord {
	const found = hubspot.deals.find((deal) => deal.id === id);
	if (found === undefined) throw new Error(`There is no deal ${id}`);
	return found;
}

export function lineIds(company: CompanyFile, dealId: string): string[] {
	const lines = dealOf(company, dealId).associations?.line_items ?? [];
	return lines.map((line) => (typeof line === 'string' ? line : line.id));
}

/** What the deal promises: its lines net of their discounts, each rounded to the cent. */
export function promised(company: CompanyFile, dealId: string): number {
	const ids = lineIds(company, dealId);
	const lines = company.hubspot.line_items.filter(({ id }) => ids.includes(id));
	return sum(
		lines.map(({ properties }) => {
			const gross = new Decimal(properties['quantity'] ?? 0).times(properties['price'] ?? 0);
			const percent = new Decimal(properties['hs_discount_percentage'] || 0);
			return gross.times(new Decimal(100).minus(percent)).div(100).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
		}),
	);
}

/** Documents that carry this deal's key. */
export function booksOf(company: CompanyFile, ledger: LedgerName, dealId: string): Books {
	const isIts = ({ key }: Held) => key.includes(`-${dealId}`);
	const { invoices, creditNotes } = readers[ledger](company);
	return { invoices: invoices.filter(isIts), creditNotes: creditNotes.filter(isIts) };
}

/** What the live invoices bill less what the deal's own live credit notes take back, net of tax. */
export function billedNet({ invoices, creditNotes }: Books): number {
	const nets = (all: Held[], sign: number) =>
		all.filter(({ live }) => live).map(({ net }) => new Decimal(net * sign));
	return sum([...nets(invoices, 1), ...nets(creditNotes, -1)]);
}

type Rows = Array<Record<string, unknown>>;

const KEY = /HS[0-9A-Z]{4}-\d+(?:-\d+)?(?:\.\d+)?/;

const keyIn = (...values: unknown[]) => KEY.exec(values.map((value) => String(value ?? '')).join(' '))?.[0] ?? '';

const idOf = (value: unknown) => (value as { id?: string } | undefined)?.id;

const readers: Record<LedgerName, (company: CompanyFile) => Books> = {
	xero({ xero }) {
		const of = (rows: unknown, idName: string): Held[] =>
			((rows ?? []) as Rows).map((row) => ({
				id: String(row[idName]),
				key: keyIn(row['Url'], row['Reference']),
				net: Number(row['SubTotal']),
				total: Number(row['Total']),
				live: row['Status'] !== 'VOIDED' && row['Status'] !== 'DELETED',
				credited: Number(row['AmountCredited'] ?? 0),
			}));
		return { invoices: of(xero?.Invoices, 'InvoiceID'), creditNotes: of(xero?.CreditNotes, 'CreditNoteID') };
	},
	quickbooks({ quickbooks }) {
		const of = (rows: unknown, prefix = ''): Held[] =>
			((rows ?? []) as Rows).map((row) => ({
				id: `${prefix}${String(row['Id'])}`,
				key: keyIn(row['PrivateNote']),
				net: Number(
					((row['Line'] ?? []) as Rows)
						.filter(({ DetailType }) => DetailType === 'SalesItemLineDetail')
						.reduce((total, { Amount }) => total.plus(Number(Amount ?? 0)), new Decimal(0)),
				),
				total: Number(row['TotalAmt']),
				live: !String(row['PrivateNote'] ?? '').startsWith('Voided'),
				credited: 0,
			}));
		return { invoices: of(quickbooks?.Invoice), creditNotes: of(quickbooks?.CreditMemo) };
	},
	sage({ sage }) {
		const of = (rows: unknown): Held[] =>
			((rows ?? []) as Rows).map((row) => ({
				id: String(row['id']),
				key: keyIn(row['reference'], row['notes']),
				net: Math.abs(Number(row['net_amount'])),
				total: Math.abs(Number(row['total_amount'])),
				live: idOf(row['status']) !== 'VOID' && !row['deleted_at'],
				credited: 0,
			}));
		return { invoices: of(sage?.sales_invoices), creditNotes: of(sage?.sales_credit_notes) };
	},
};

function sum(values: Decimal[]): number {
	return values.reduce((total, value) => total.plus(value), new Decimal(0)).toNumber();
}
