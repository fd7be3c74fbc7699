import { Decimal } from '../../../../nodes/shared/billing/decimal';
import type { Clock } from '../../../../sandbox/core/types.mts';
import { SETTINGS } from './records.mts';
import type { ToyCustomer, ToyDocument, ToyItem, ToyKind, ToyLine, ToyPayment, ToyRecord } from './records.mts';

/** The ledger refuses one element, in its own words. */
export class Refusal extends Error {
	readonly code: string;

	constructor(code: string, words: string) {
		super(words);
		this.code = code;
	}
}

type Fields = Record<string, unknown>;

/** The rules of the toy ledger: what is unique, what is computed, what may follow what. */
export class ToyBooks {
	readonly customers = new Map<string, ToyCustomer>();
	readonly items = new Map<string, ToyItem>();
	readonly invoices = new Map<string, ToyDocument>();
	readonly credits = new Map<string, ToyDocument>();
	readonly quotes = new Map<string, ToyDocument>();
	readonly payments = new Map<string, ToyPayment>();
	private readonly clock: Clock;
	private count = 0;

	constructor(clock: Clock) {
		this.clock = clock;
	}

	today(): string {
		return new Intl.DateTimeFormat('en-CA', { timeZone: SETTINGS.timeZone }).format(this.clock.now());
	}

	/** Puts the record in its place, changed now. */
	save<T extends ToyRecord>(kind: Map<string, T>, record: T): T {
		const saved = { ...record, updatedAt: new Date(this.clock.now()).toISOString() };
		kind.set(saved.id, saved);
		return saved;
	}

	create(kind: ToyKind, fields: Fields): ToyRecord {
		switch (kind) {
			case 'customers':
				return this.customer({ ...BLANK_CUSTOMER, ...fields, id: this.newId('C') } as ToyCustomer);
			case 'items':
				return this.item({ active: true, ...fields, id: this.newId('I') } as ToyItem);
			case 'payments':
				return this.payment({ ...fields, id: this.newId('P'), live: true } as ToyPayment);
			default: {
				const id = this.newId(kind.charAt(0).toUpperCase());
				const number = `${NUMBERS[kind]}${1000 + this[kind].size}`;
				const { setAgainst, ...rest } = fields;
				const made = this.document(kind, { ...BLANK_DOCUMENT, ...rest, id, number } as unknown as ToyDocument);
				return typeof setAgainst === 'string' ? this.allocate(made, setAgainst) : made;
			}
		}
	}

	change(kind: ToyKind, id: string, fields: Fields): ToyRecord {
		const held = this[kind].get(id);
		if (held === undefined) throw new Refusal('not_found', `There is no record ${id}`);
		const changed = { ...held, ...fields } as never;
		if (kind === 'customers') return this.customer(changed);
		if (kind === 'items') return this.item(changed);
		if (kind === 'payments') throw new Refusal('refused', 'A payment is not changed');
		if (kind === 'credits' && typeof fields['setAgainst'] === 'string')
			return this.allocate(held as ToyDocument, fields['setAgainst']);
		return this.move(kind, held as ToyDocument, fields);
	}

	private newId(letter: string): string {
		return `${letter}-${++this.count}`;
	}

	private customer(customer: ToyCustomer): ToyCustomer {
		const others = [...this.customers.values()].filter(({ id, active }) => id !== customer.id && active);
		if (others.some(({ name }) => name.toLowerCase() === customer.name.toLowerCase()))
			throw new Refusal('customer_exists', `The name ${customer.name} is taken`);
		if (customer.number !== null && others.some(({ number }) => number === customer.number))
			throw new Refusal('customer_exists', `The number ${customer.number} is taken`);
		return this.save(this.customers, customer);
	}

	private item(item: ToyItem): ToyItem {
		if ([...this.items.values()].some(({ id, code }) => id !== item.id && code === item.code))
			throw new Refusal('item_exists', `The code ${item.code} is taken`);
		return this.save(this.items, item);
	}

	private document(kind: 'invoices' | 'credits' | 'quotes', document: ToyDocument): ToyDocument {
		const customer = this.customers.get(document.customerId);
		if (customer === undefined)
			throw new Refusal('customer_unknown', `There is no customer ${document.customerId}`);
		if (!customer.active) throw new Refusal('customer_inactive', `The customer ${customer.name} is archived`);
		if (document.date <= SETTINGS.lockDate)
			throw new Refusal('locked_period', `The books are closed to ${SETTINGS.lockDate}`);
		const rate = SETTINGS.currencies[document.currency];
		if (rate === undefined)
			throw new Refusal('currency_not_enabled', `The currency ${document.currency} is not enabled`);
		const lines = document.lines.map((line, n) => lineOf(line, n, document.amountsAre));
		const amount = sum(lines.map((line) => line.amount));
		const tax = sum(lines.map((line) => line.tax));
		const net = document.amountsAre === 'inclusive' ? sum([amount, -tax]) : amount;
		return this.save(this[kind], { ...document, lines, rate, net, tax, total: sum([net, tax]) });
	}

	private move(kind: 'invoices' | 'credits' | 'quotes', held: ToyDocument, fields: Fields): ToyDocument {
		const changed = { ...held, ...fields } as ToyDocument;
		if (kind === 'quotes' && fields['status'] === 'invoiced' && held.status !== 'accepted')
			throw new Refusal('quote_not_accepted', `Quote ${held.number} is ${held.status}`);
		if (['voided', 'deleted'].includes(held.status))
			throw new Refusal('not_editable', `${held.number} is ${held.status}`);
		if (['voided', 'deleted'].includes(changed.status)) {
			if (held.paid !== 0 || held.credited !== 0)
				throw new Refusal('has_payments', `${held.number} has payments or credits`);
			return this.save(this[kind], { ...held, status: changed.status });
		}
		if (fields['sent'] === true && (this.customers.get(held.customerId)?.email ?? null) === null)
			throw new Refusal('no_email', 'The customer has no mail address');
		return fields['lines'] === undefined && fields['date'] === undefined
			? this.save(this[kind], changed)
			: this.document(kind, changed);
	}

	private payment(payment: ToyPayment): ToyPayment {
		if (payment.invoiceId !== null) this.settle(payment.invoiceId, { paid: payment.amount });
		return this.save(this.payments, payment);
	}

	/** Sets a credit note against an invoice, as far as something is due there. */
	private allocate(note: ToyDocument, invoiceId: string): ToyDocument {
		const invoice = this.invoices.get(invoiceId);
		const due = invoice === undefined ? 0 : sum([invoice.total, -invoice.paid, -invoice.credited]);
		const amount = Math.min(due, note.total);
		this.settle(invoiceId, { credited: amount });
		return this.save(this.credits, { ...note, allocations: [{ invoiceId, amount, date: note.date }] });
	}

	/** Moves what is paid or credited on an approved invoice, never above what is due. */
	settle(invoiceId: string, moved: { paid?: number; credited?: number }): void {
		const invoice = this.invoices.get(invoiceId);
		if (invoice?.status !== 'approved') throw new Refusal('not_approved', 'The invoice is not approved');
		const paid = sum([invoice.paid, moved.paid ?? 0]);
		const credited = sum([invoice.credited, moved.credited ?? 0]);
		if (sum([paid, credited]) > invoice.total)
			throw new Refusal('exceeds_due', 'The amount is more than what is due');
		this.save(this.invoices, { ...invoice, paid, credited });
	}
}

const NUMBERS = { invoices: 'T-', credits: 'TC-', quotes: 'TQ-' };
const BLANK_CUSTOMER = {
	number: null,
	email: null,
	phone: null,
	address: {},
	taxNumber: null,
	terms: null,
	currency: null,
	active: true,
};
const BLANK_DOCUMENT = {
	reference: null,
	tag: null,
	paid: 0,
	credited: 0,
	sent: false,
	allocations: [],
	invoiceId: null,
};

/** Half up to cents, tax per line. */
function lineOf(line: ToyLine, n: number, amountsAre: string): ToyLine {
	const percent = line.taxCode === null ? 0 : SETTINGS.taxRates[line.taxCode];
	if (percent === undefined) throw new Refusal('tax_invalid', `There is no tax rate ${line.taxCode}`);
	const gross = new Decimal(line.quantity).times(line.price);
	const less = gross
		.times(line.discountPercent ?? 0)
		.div(100)
		.plus(line.discountAmount ?? 0);
	const amount = cents(gross.minus(less));
	const base = amountsAre === 'inclusive' ? percent + 100 : 100;
	const tax = amountsAre === 'no_tax' ? 0 : cents(new Decimal(amount).times(percent).div(base));
	return { ...line, id: `L${n + 1}`, amount, tax };
}

function cents(value: Decimal): number {
	return value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toNumber();
}

export function sum(amounts: number[]): number {
	return amounts.reduce((total, amount) => total.plus(amount), new Decimal(0)).toNumber();
}
