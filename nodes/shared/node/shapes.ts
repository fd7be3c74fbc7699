/**
 * What a document from a visible field must have for our rules to work on it. A person's step may edit anything; a field of
 * the wrong kind is told by its path, on that item alone, before anything is done.
 */
type Kind = 'text' | 'number' | 'flag' | 'list' | 'object';

/** `?` behind a kind also allows null and a missing field. */
type Rule = Kind | `${Kind}?` | Shape | ListOf | OptionalShape;

interface Shape {
	[field: string]: Rule;
}

interface ListOf {
	each: Shape;
}

interface OptionalShape {
	orNull: Shape;
}

const named: Shape = { id: 'text', name: 'text' };

const deal: Shape = {
	...named,
	url: 'text',
	crm: { system: 'text', accountId: 'text', accountName: 'text', currency: 'text', timeZone: 'text' },
	pipeline: named,
	stage: named,
	won: 'flag',
	closedOn: 'text?',
	firstWonAt: 'text?',
	imported: 'flag',
	currency: 'text',
	amount: 'number?',
	description: 'text?',
	company: {
		orNull: {
			...named,
			address: 'object',
			customerLinks: 'list',
			billingName: 'text?',
			billingEmail: 'text?',
			vatNumber: 'text?',
		},
	},
	contacts: { each: { ...named, address: 'object', customerLinks: 'list', email: 'text?' } },
	lines: {
		each: {
			...named,
			sku: 'text?',
			description: 'text?',
			quantity: 'number',
			unitPrice: 'number',
			discount: 'object?',
			amount: 'number',
			period: 'text',
			periods: 'number?',
			startDate: 'text?',
			tiered: 'flag',
			taxPercent: 'number?',
			product: 'object?',
			tax: 'object?',
		},
	},
	quote: 'object?',
	poNumber: 'text?',
	paymentTerms: 'text?',
	invoiceOn: 'text?',
	billing: 'object',
	revision: 'text',
	hold: 'object?',
	checks: 'list?',
};

const customer: Shape = {
	ledger: 'text',
	organisation: named,
	ledgerId: 'text?',
	name: 'text',
	email: 'text?',
	billingAddress: 'object',
	taxNumber: 'text?',
	currency: 'text?',
	terms: 'object?',
	taxCode: 'text?',
};

const invoice: Shape = {
	ledger: 'text',
	organisation: named,
	ledgerId: 'text?',
	status: 'text',
	issueDate: 'text',
	currency: 'text',
	lines: { each: { description: 'text', quantity: 'number', unitPrice: 'number', tax: 'number', amount: 'number' } },
	subtotal: 'number',
	tax: 'number',
	total: 'number',
	paid: 'number',
	credited: 'number',
	due: 'number',
	checks: 'list?',
};

const financials: Shape = {
	ledger: 'text',
	organisation: named,
	customer: { ledgerId: 'text', name: 'text', number: 'text?' },
	currency: 'text',
	asOf: 'text',
	balance: 'number',
	overdue: 'number',
	ageing: {
		notDue: 'number',
		days1To30: 'number',
		days31To60: 'number',
		days61To90: 'number',
		days91AndMore: 'number',
	},
	unallocatedCredit: 'number',
	creditLimit: 'number?',
	lastInvoice: { orNull: { number: 'text?', date: 'text' } },
	year: { orNull: { billed: 'number', paid: 'number', averageDaysToPay: 'number?', shareOnTime: 'number?' } },
	lifetime: { orNull: { billed: 'number', paid: 'number', since: 'text' } },
	bought: 'text?',
};

const shapes: Record<string, Shape> = { deal, customer, financials, invoice, problem: { message: 'text', todo: 'text' } };

/** A field of the wrong kind. */
export interface Misfit {
	/** e.g. `deal.lines[2].quantity`. */
	path: string;
	/** In words: `a number`. */
	wanted: string;
	found: unknown;
}

/** The first field of a document that our rules could not work on; null when it fits or no shape is known by this name. */
export function misfit(name: string, document: object): Misfit | null {
	const shape = shapes[name];
	return shape === undefined ? null : inShape(shape, document, name);
}

const WANTED: Record<Kind, string> = {
	text: 'a text',
	number: 'a number',
	flag: 'true or false',
	list: 'a list',
	object: 'an object',
};

function inShape(shape: Shape, value: object, path: string): Misfit | null {
	for (const [field, rule] of Object.entries(shape)) {
		const found = inRule(rule, (value as Record<string, unknown>)[field], `${path}.${field}`);
		if (found !== null) return found;
	}
	return null;
}

function inRule(rule: Rule, found: unknown, path: string): Misfit | null {
	if (typeof rule === 'string') {
		const kind = rule.replace('?', '') as Kind;
		if (rule.endsWith('?') && (found === null || found === undefined)) return null;
		return isKind(kind, found) ? null : { path, wanted: WANTED[kind], found };
	}
	if (isListOf(rule)) {
		if (!Array.isArray(found)) return { path, wanted: WANTED.list, found };
		for (const [index, entry] of found.entries()) {
			const inner = inRule(rule.each, entry, `${path}[${index}]`);
			if (inner !== null) return inner;
		}
		return null;
	}
	if (isOptional(rule)) return found === null || found === undefined ? null : inRule(rule.orNull, found, path);
	return isKind('object', found) ? inShape(rule, found as object, path) : { path, wanted: WANTED.object, found };
}

function isKind(kind: Kind, found: unknown): boolean {
	switch (kind) {
		case 'text':
			return typeof found === 'string';
		case 'number':
			return typeof found === 'number' && Number.isFinite(found);
		case 'flag':
			return typeof found === 'boolean';
		case 'list':
			return Array.isArray(found);
		case 'object':
			return typeof found === 'object' && found !== null && !Array.isArray(found);
	}
}

function isListOf(rule: Shape | ListOf | OptionalShape): rule is ListOf {
	return 'each' in rule && typeof rule.each === 'object';
}

function isOptional(rule: Shape | OptionalShape): rule is OptionalShape {
	return 'orNull' in rule && typeof rule.orNull === 'object';
}
