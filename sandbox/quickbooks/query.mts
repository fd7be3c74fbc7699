import { refused } from './faults.mts';

/** Reads QuickBooks' query language: apis/quickbooks.md section 5. What it means is select.mts's. */

export interface Query {
	isCount: boolean;
	entity: string;
	where: Condition[];
	order: Array<{ property: string; isDescending: boolean }>;
	/** Counts from 1. */
	start: number;
	most: number;
}

export interface Condition {
	property: string;
	operator: Operator;
	/** One, but for IN. */
	values: Value[];
}

export type Operator = '=' | '<' | '>' | '<=' | '>=' | 'IN' | 'LIKE';

export interface Value {
	text: string;
	kind: 'text' | 'number' | 'boolean' | 'today';
}

interface Token {
	kind: 'word' | 'text' | 'number' | 'sign' | 'end';
	/** As written; of a text, what it says. */
	text: string;
	column: number;
}

const DEFAULT_MOST = 100;
const CAP = 1000;

/** @throws Refused 4000 for what the parser cannot read, 4001 for a page before the first row */
export function parseQuery(statement: string): Query {
	const reader = new Reader(tokens(statement));
	reader.keyword('select');
	const isCount = projection(reader);
	reader.keyword('from');
	const entity = reader.word();
	const where: Condition[] = [];
	if (reader.takes('where')) {
		do where.push(condition(reader));
		while (reader.takes('and'));
	}
	const order: Query['order'] = [];
	if (reader.takes('orderby') || (reader.takes('order') && reader.keyword('by'))) {
		do {
			const property = reader.word();
			order.push({ property, isDescending: reader.takes('desc') || (reader.takes('asc') && false) });
		} while (reader.takes(','));
	}
	const start = reader.takes('startposition') ? reader.wholeNumber() : 1;
	const most = reader.takes('maxresults') ? reader.wholeNumber() : DEFAULT_MOST;
	reader.end();
	if (start < 1) throw refused('4001', 'QueryValidationError: STARTPOSITION must be 1 or more');
	return { isCount, entity, where, order, start, most: Math.min(most, CAP) };
}

/** True for `COUNT(*)`. Names of single fields are read and not heeded: whole objects are answered. */
function projection(reader: Reader): boolean {
	if (reader.takes('*')) return false;
	if (reader.takes('count')) {
		for (const sign of ['(', '*', ')']) reader.keyword(sign);
		return true;
	}
	do reader.word();
	while (reader.takes(','));
	return false;
}

function condition(reader: Reader): Condition {
	const property = reader.word();
	const operator = reader.operator();
	if (operator !== 'IN') {
		const ranges = operator !== '=' && operator !== 'LIKE';
		return { property, operator, values: [reader.value(!ranges)] };
	}
	reader.keyword('(');
	const values: Value[] = [];
	do values.push(reader.value(true));
	while (reader.takes(','));
	reader.keyword(')');
	return { property, operator, values };
}

class Reader {
	private at = 0;
	private readonly all: readonly Token[];

	constructor(all: readonly Token[]) {
		this.all = all;
	}

	private get next(): Token {
		return this.all[this.at] as Token;
	}

	/** Takes this keyword or sign if it comes next. */
	takes(keyword: string): boolean {
		const { kind, text } = this.next;
		const isIt = (kind === 'word' || kind === 'sign') && text.toLowerCase() === keyword;
		if (isIt) this.at++;
		return isIt;
	}

	keyword(keyword: string): true {
		if (!this.takes(keyword)) throw unexpected(this.next, `"${keyword}"`);
		return true;
	}

	word(): string {
		if (this.next.kind !== 'word') throw unexpected(this.next, '<IDENTIFIER>');
		return this.take().text;
	}

	wholeNumber(): number {
		if (this.next.kind !== 'number' || !/^\d+$/.test(this.next.text)) throw unexpected(this.next, '<INTEGER>');
		return Number(this.take().text);
	}

	operator(): Operator {
		for (const sign of ['=', '<=', '>=', '<', '>', 'in', 'like'] as const) {
			if (this.takes(sign)) return sign.toUpperCase() as Operator;
		}
		throw unexpected(this.next, '"=", "<", ">", "<=", ">=", "in", "like"');
	}

	/** Numbers without quotes are not read after `<` and `>`. */
	value(mayBeNumber: boolean): Value {
		const { kind, text } = this.next;
		const known = kind === 'text' || (kind === 'number' && mayBeNumber);
		if (known) return { kind, text: this.take().text };
		if (kind === 'word' && /^(?:true|false)$/i.test(text))
			return { kind: 'boolean', text: this.take().text.toLowerCase() };
		if (kind === 'word' && /^current_date$/i.test(text)) return { kind: 'today', text: this.take().text };
		throw unexpected(this.next, '<QUOTED_STRING>, "true", "false"');
	}

	end(): void {
		if (this.next.kind !== 'end')
			throw unexpected(this.next, '"and", "order", "orderby", "startposition", "maxresults", <EOF>');
	}

	private take(): Token {
		const token = this.next;
		this.at++;
		return token;
	}
}

const TOKEN = /\s*(?:'((?:[^'\\]|\\.)*)'|(-?\d+(?:\.\d+)?)(?![\w.])|([A-Za-z_][\w.]*)|(<=|>=|[=<>(),*]))/sy;

function tokens(statement: string): Token[] {
	const found: Token[] = [];
	let at = 0;
	while (statement.slice(at).trim() !== '') {
		TOKEN.lastIndex = at;
		const match = TOKEN.exec(statement);
		const column = at + (statement.slice(at).search(/\S/) + 1);
		if (!match) throw lexical(statement.trimEnd().charAt(column - 1), column);
		const [, text, number, word, sign] = match;
		if (text !== undefined) found.push({ kind: 'text', text: text.replace(/\\(.)/gs, '$1'), column });
		else if (number !== undefined) found.push({ kind: 'number', text: number, column });
		else if (word !== undefined) found.push({ kind: 'word', text: word, column });
		else found.push({ kind: 'sign', text: sign ?? '', column });
		at = TOKEN.lastIndex;
	}
	found.push({ kind: 'end', text: '', column: statement.length + 1 });
	return found;
}

const NAMES = { word: '<IDENTIFIER>', text: '<QUOTED_STRING>', number: '<NUMBER>', sign: '', end: '<EOF>' };

function unexpected({ kind, text, column }: Token, expected: string): Error {
	const name = NAMES[kind];
	const shown = kind === 'sign' ? `"${text} "` : kind === 'end' ? name : `${name} "${text} "`;
	const where = `at line 1, column ${column}.`;
	return refused(
		'4000',
		`QueryParserError: Encountered " ${shown}" ${where}\nWas expecting one of:\n    ${expected} ...`,
	);
}

function lexical(sign: string, column: number): Error {
	return refused('4000', `QueryParserError: Lexical error at line 1, column ${column}. Encountered: "${sign}"`);
}
