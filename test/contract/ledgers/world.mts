import type { AccountingPort, WriteAttempt } from '../../../nodes/shared/systems/accounting';
import type { Address } from '../../../nodes/shared/model/address';
import type { CreditNoteDraft } from '../../../nodes/shared/model/creditNote';
import type { Customer, CustomerDraft, CustomerWanted } from '../../../nodes/shared/model/customer';
import type { Invoice, InvoiceDraft, InvoiceDraftLine } from '../../../nodes/shared/model/invoice';
import type { LedgerItemDraft } from '../../../nodes/shared/model/organisation';
import type { PaymentDraft } from '../../../nodes/shared/model/payment';
import type { QuoteDraft } from '../../../nodes/shared/model/quote';
import type { Problem, Result } from '../../../nodes/shared/model/result';
import type { Send } from '../../../nodes/shared/transport/http';
import type { PortContext } from '../../../nodes/shared/transport/kernel';
import { createVirtualClock } from '../../../sandbox/core/clock.mts';
import type { VirtualClock } from '../../../sandbox/core/clock.mts';
import { FaultBook } from '../../../sandbox/core/faults.mts';
import { createPipeline } from '../../../sandbox/core/pipeline.mts';
import type { Call, Fault, SimulatedSystem, SystemOptions } from '../../../sandbox/core/types.mts';
import { checkCall } from '../../support/fieldMaps.mts';
import { sandboxSend } from '../../support/sandboxSend.mts';

/** Tuesday morning in Greenwich, late evening in Auckland, night in Los Angeles: the same day for all of the suite. */
export const NOW = Date.UTC(2026, 10, 24, 9, 30);
export const TODAY = '2026-11-24';

/** What a ledger gives the suite: its simulated system, its connector, and what its books hold from the start. */
export interface Ledger {
	/** Unique in the suite, e.g. `QuickBooks, US`. */
	name: string;
	/** Starts the simulated system with books that hold no customers, items and documents. */
	start(options: SystemOptions): SimulatedSystem;
	/** The connector, as the registry opens it. */
	open(context: PortContext & { organisationId: string }): AccountingPort;
	organisationId: string;
	/** The value of a good Authorization header, made good again where tokens are short-lived. */
	authorization(system: SimulatedSystem): string;
	/** Whether the official client has models that every body is held to. */
	hasModels: boolean;
	/** What the path of a call that makes something shows, beside its method PUT or POST. */
	makes: RegExp;
	/** Makes an approved invoice of that net as a person does, or an app that is not ours; answers its id. */
	billByHand(
		fetch: (request: Request) => Promise<Response>,
		headers: Headers,
		customerId: string,
		net: number,
	): Promise<string>;
	/**
	 * What a person writes into the field they can edit beside our key (`editInvoice` reference) after `PO-1` was billed, and
	 * the order number that is then read.
	 */
	jotting(key: string): { text: string; reference: string };
	books: LedgerBooks;
}

export interface LedgerBooks {
	baseCurrency: string;
	/** Enabled beside it; `two` has two decimals. JPY is enabled everywhere. */
	foreign: string;
	timeZone: string;
	country: string;
	/** Where customers live, so that the standard rate applies to them. */
	address: Address;
	salesAccount: string;
	/** An account that purchases go to. */
	purchaseAccount: string;
	bankAccount: string;
	/** A code and its percent on sales. */
	standard: { code: string; percent: number };
	/** A code without tax. */
	zero: string;
	/** A code the ledger does not know. */
	unknownTax: string;
	/** In the form of the ledger's ids, of nothing. */
	unknownId: string;
}

export interface World {
	ledger: Ledger;
	books: LedgerBooks;
	system: SimulatedSystem;
	clock: VirtualClock;
	/** Every call that reached the simulated system. */
	calls: Call[];
	/** The connector as a new run opens it: nothing is remembered from another. */
	open(): AccountingPort;
	/** One that all of a test may share. */
	port: AccountingPort;
	/** Plants a fault on calls that reach the ledger from now on. */
	fault(fault: Fault): void;
	/** Plants one on calls that make something: the first, or as many as said. */
	faultOnMaking(fault: Fault): void;
	/** Takes the faults away again, and says how often they hit. */
	endFaults(): number;
	/** A new run that has read the settings: what it asks next is for the case alone. */
	warmed(): Promise<AccountingPort>;
	/** An approved invoice that a person made. */
	byHand(customerId: string, net: number): Promise<Invoice & { ledgerId: string }>;
	/** What a person does in the ledger's own user interface. */
	act(name: string, id: string | null, input?: Record<string, string>): Promise<void>;
	make: Make;
}

/** Makes what a case needs, through the port. Throws where the ledger refuses. */
export interface Make {
	/** Drafts in this ledger's terms. */
	customerDraft(name: string, more?: Partial<CustomerDraft>): CustomerDraft;
	wanted(more: Partial<CustomerWanted>): CustomerWanted;
	/** A line of the standard item at the standard rate. */
	line(net: number, more?: Partial<InvoiceDraftLine>): InvoiceDraftLine;
	invoiceDraft(customerId: string, lines: InvoiceDraftLine[], more?: Partial<InvoiceDraft>): InvoiceDraft;
	quoteDraft(customerId: string, more?: Partial<QuoteDraft>): QuoteDraft;
	creditDraft(customerId: string, net: number, more?: Partial<CreditNoteDraft>): CreditNoteDraft;
	paymentDraft(invoice: Invoice, amount: number, more?: Partial<PaymentDraft>): PaymentDraft;
	itemDraft(code: string, more?: Partial<LedgerItemDraft>): LedgerItemDraft;
	/** A key of a deal that no other document of this world carries. */
	key(): string;
	customer(name?: string, more?: Partial<CustomerDraft>): Promise<Customer & { ledgerId: string }>;
	/** An approved invoice of these nets (100 unless told), for a customer of its own unless told. */
	approved(more?: Partial<InvoiceDraft>, ...nets: number[]): Promise<Invoice & { ledgerId: string }>;
	/** A document that waits for a person: a draft, or an estimate where the ledger has no drafts. */
	waiting(more?: Partial<InvoiceDraft>, ...nets: number[]): Promise<Invoice & { ledgerId: string }>;
	/** Tax on a net at the standard rate, half up to cents. */
	tax(net: number): number;
	/** A net with the tax on it. */
	gross(net: number): number;
}

export const attempt: WriteAttempt = { fresh: 0, run: '1042' };
export const ITEM = 'WORK';

/** Counts runs over all worlds. */
let runs = 0;

/** Starts a ledger in time that moves itself when somebody waits. */
export async function startWorld(ledger: Ledger): Promise<World> {
	const clock = createVirtualClock(NOW, { auto: true });
	const system = ledger.start({ clock, limits: 'off', seed: 1 });
	const faults = new FaultBook();
	const calls: Call[] = [];
	const fetch = createPipeline({
		systems: [system],
		clock,
		faults,
		nextNumber: () => calls.length + 1,
		arrived: (call) => calls.push(call),
		ended: (call) => {
			const findings = ledger.hasModels ? checkCall(call) : [];
			if (findings.length > 0) throw new Error(findings.join('\n'));
		},
	});
	const send: Send = async (request) =>
		await sandboxSend({ fetch: timed(fetch, clock) } as never, { Authorization: ledger.authorization(system) })(
			request,
		);
	const open = () =>
		ledger.open({
			send,
			sleep: async (ms) => await clock.sleep(ms),
			now: () => clock.now(),
			// Each run paces itself anew: another one's waits are no part of a case.
			account: `${ledger.organisationId} ${ledger.name} ${++runs}`,
			organisationId: ledger.organisationId,
		});
	const port = open();
	const world: World = {
		ledger,
		books: ledger.books,
		system,
		clock,
		calls,
		open,
		port,
		fault: (fault) => void faults.add({ system: system.name, ...fault }),
		faultOnMaking: (fault) => {
			for (const method of ['PUT', 'POST']) {
				faults.add({ system: system.name, method, path: ledger.makes.source, times: 1, ...fault });
			}
		},
		endFaults: () => {
			const hits = faults.list().reduce((sum, { fired }) => sum + fired, 0);
			faults.clear();
			return hits;
		},
		warmed: async () => {
			const run = open();
			await run.organisation();
			await Promise.all([run.currencies(), run.taxRates(), run.accounts(), run.items()]);
			return run;
		},
		byHand: async (customerId, net) => {
			const headers = new Headers({
				Authorization: ledger.authorization(system),
				Accept: 'application/json',
				'Content-Type': 'application/json',
			});
			const id = await ledger.billByHand(fetch, headers, customerId, net);
			const read = valueOf((await open().invoicesById([id]))[0]);
			if (read === null) throw new Error('What was made by hand is not there');
			return withId(read);
		},
		act: async (name, id, input = {}) => {
			const action = system.actions.find((one) => one.name === name);
			if (!action) throw new Error(`${ledger.name} offers no ${name}`);
			// People are slower than a clock tick: what they change is later than what was read before.
			clock.advance(2_000);
			await action.run(id ?? '', input);
			clock.advance(1_000);
		},
		make: maker(ledger.books, () => world.port),
	};
	if (!port.traits.lineWithoutItem) valueOf((await port.createItems([world.make.itemDraft(ITEM)], attempt))[0]);
	return world;
}

/** Calls take time, as they do over the Internet. */
function timed(fetch: (request: Request) => Promise<Response>, clock: VirtualClock) {
	return async (request: Request): Promise<Response> => {
		clock.advance(20);
		return await fetch(request);
	};
}

function maker(books: LedgerBooks, port: () => AccountingPort): Make {
	let keys = 0;
	let customers = 0;
	const key = () => `HS7K2Q-${41230000000 + ++keys}`;
	const line: Make['line'] = (net, more = {}) => ({
		dealLineId: null,
		description: 'Work as agreed',
		quantity: 1,
		unitPrice: net,
		discountPercent: null,
		discountAmount: null,
		amountAlone: false,
		itemCode: port().traits.lineWithoutItem ? null : ITEM,
		account: port().traits.lineWithoutItem ? books.salesAccount : null,
		taxCode: books.standard.code,
		taxReason: 'the standard rate',
		amount: net,
		...more,
	});
	const invoiceDraft: Make['invoiceDraft'] = (customerId, lines, more = {}) => {
		const own = more.key ?? key();
		return {
			key: own,
			execution: attempt.run,
			sourceUrl: `https://app.hubspot.com/contacts/1/record/0-3/${own.slice(7)}`,
			customerId,
			status: 'draft',
			issueDate: TODAY,
			dueDate: '2026-12-24',
			reference: null,
			currency: books.baseCurrency,
			amountsAre: 'exclusive',
			lines,
			net: lines.reduce((sum, one) => sum + Math.round(one.amount * 100), 0) / 100,
			brandingTheme: null,
			createAs: 'invoice',
			referenceField: null,
			...more,
		};
	};
	const customerDraft: Make['customerDraft'] = (name, more = {}) => ({
		name,
		number: port().traits.numberMax === 0 ? '' : `HSC${String(++customers).padStart(5, '0')}`,
		email: `pay@customer${customers}.example`,
		phone: null,
		billingAddress: books.address,
		taxNumber: null,
		terms: null,
		firstName: null,
		lastName: null,
		currency: null,
		ifNameTaken: 'refuse',
		...more,
	});
	const cents = (net: number) => Math.round(net * 100);
	const tax = (net: number) => Math.round((cents(net) * books.standard.percent) / 100) / 100;
	const customer: Make['customer'] = async (name = `Customer ${++customers} Ltd`, more = {}) =>
		withId(valueOf((await port().createCustomers([customerDraft(name, more)], attempt))[0]));
	const made = async (more: Partial<InvoiceDraft>, nets: number[]) => {
		const customerId = more.customerId ?? (await customer()).ledgerId;
		const lines = more.lines ?? (nets.length === 0 ? [100] : nets).map((net) => line(net));
		return withId(valueOf((await port().createInvoices([invoiceDraft(customerId, lines, more)], attempt))[0]));
	};
	return {
		key,
		line,
		invoiceDraft,
		customerDraft,
		customer,
		tax,
		gross: (net) => (cents(net) + cents(tax(net))) / 100,
		wanted: (more) => ({
			...{ number: null, name: 'Nobody At All', email: null, domain: null, taxNumber: null, currency: null },
			...more,
		}),
		quoteDraft: (customerId, more = {}) => {
			const { dueDate, createAs: _, ...rest } = invoiceDraft(customerId, more.lines ?? [line(100)]);
			return { ...rest, expiryDate: dueDate, ...more };
		},
		creditDraft: (customerId, net, more = {}) => {
			const { dueDate: _, createAs: __, ...rest } = invoiceDraft(customerId, [line(net)], { status: 'approved' });
			return { ...rest, invoiceId: null, ...more };
		},
		paymentDraft: (invoice, amount, more = {}) => ({
			key: key(),
			execution: attempt.run,
			customerId: invoice.customer.ledgerId ?? '',
			invoiceId: invoice.ledgerId ?? '',
			amount,
			currency: invoice.currency,
			date: TODAY,
			account: books.bankAccount,
			reference: null,
			...more,
		}),
		itemDraft: (code, more = {}) => ({
			code,
			name: `Item ${code}`,
			description: `What ${code} is`,
			unitPrice: 12.5,
			account: books.salesAccount,
			purchaseAccount: books.purchaseAccount,
			taxCode: books.standard.code,
			kind: 'service',
			active: true,
			...more,
		}),
		approved: async (more = {}, ...nets) => await made({ status: 'approved', ...more }, nets),
		waiting: async (more = {}, ...nets) =>
			await made(port().traits.hasDrafts ? more : { createAs: 'estimate', ...more }, nets),
	};
}

/** The value of a result; a problem throws in its own words. */
export function valueOf<T>(result: Result<T> | undefined): T {
	if (result?.ok !== true)
		throw new Error(result ? `${result.problem.code}: ${result.problem.message}` : 'no result');
	return result.value;
}

/** The problem of a result that must be one. */
export function problemOf(result: Result<unknown> | undefined): Problem {
	if (result?.ok !== false) throw new Error(`No problem, but ${JSON.stringify(result)}`);
	return result.problem;
}

export function withId<T extends { ledgerId: string | null }>(document: T): T & { ledgerId: string } {
	if (document.ledgerId === null) throw new Error('It has no id');
	return { ...document, ledgerId: document.ledgerId };
}
