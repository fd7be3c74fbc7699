import { fold } from './text.mts';
import { queryProblem } from './problems.mts';

/** What a field of a record holds, which decides what it can be compared with. */
export type FieldType = 'text' | 'number' | 'boolean' | 'guid' | 'date';

/** A field a where may name: its type and how to read it. Dates read as milliseconds since the epoch. */
export interface Field<T> {
	type: FieldType;
	read(record: T): string | number | boolean | undefined;
}

/** Fields by lower-case name, e.g. `contact.contactid`. */
export type Fields<T> = Map<string, Field<T>>;

export interface Where<T> {
	test(record: T): boolean;
	/** Lower-case names of the fields compared, each with its operators, e.g. `status ==`. */
	readonly uses: ReadonlySet<string>;
}

type Value = string | number | boolean | null | undefined;
type Kind = FieldType | 'null';
interface Operand<T> {
	kind: Kind;
	field?: string;
	read(record: T): Value;
}
type Test<T> = (record: T) => boolean;

const TOKEN =
	/\s*(?:("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?)|(&&|\|\||==|!=|<>|>=|<=|[=<>()!,])|(\.?[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*))/y;

const MAX_DEPTH = 50;

/**
 * Compiles a `where` (apis/xero.md section 4): comparisons, AND, OR, parentheses, `guid("...")`, `DateTime(...)`, booleans, null,
 * `.Contains`, `.StartsWith`, `.EndsWith`, `.ToLower()` and `.ToUpper()`. Text is compared without case and accents.
 * @throws Refused (QueryParseException) on anything else
 */
export function parseWhere<T>(source: string, fields: Fields<T>): Where<T> {
	const parser = new Parser(source, fields);
	return { test: parser.parse(), uses: parser.uses };
}

class Parser<T> {
	readonly uses = new Set<string>();
	private readonly tokens: string[];
	private readonly fields: Fields<T>;
	private at = 0;
	private depth = 0;

	constructor(source: string, fields: Fields<T>) {
		this.tokens = tokenize(source);
		this.fields = fields;
	}

	parse(): Test<T> {
		const test = this.or();
		if (this.at < this.tokens.length) throw queryProblem('Syntax error');
		return test;
	}

	private or(): Test<T> {
		const tests = [this.and()];
		while (this.take('||') || this.takeWord('or')) tests.push(this.and());
		return tests.length === 1 ? (tests[0] as Test<T>) : (record) => tests.some((test) => test(record));
	}

	private and(): Test<T> {
		const tests = [this.factor()];
		while (this.take('&&') || this.takeWord('and')) tests.push(this.factor());
		return tests.length === 1 ? (tests[0] as Test<T>) : (record) => tests.every((test) => test(record));
	}

	private factor(): Test<T> {
		if (++this.depth > MAX_DEPTH) throw queryProblem('Expression too deep');
		try {
			if (this.take('!')) {
				const test = this.factor();
				return (record) => !test(record);
			}
			if (this.take('(')) {
				const test = this.or();
				this.expect(')');
				return test;
			}
			return this.comparison();
		} finally {
			this.depth--;
		}
	}

	private comparison(): Test<T> {
		const left = this.operand();
		const operator = this.tokens[this.at];
		if (!operator || !/^(?:==?|!=|<>|>=?|<=?)$/.test(operator)) {
			if (left.kind !== 'boolean') throw queryProblem("Expression of type 'Boolean' expected");
			return (record) => left.read(record) === true;
		}
		this.at++;
		const right = this.operand();
		this.check(left, operator, right);
		for (const side of [left, right])
			if (side.field) this.uses.add(`${side.field} ${operator === '=' ? '==' : operator}`);
		return compare(left, operator, right);
	}

	/** Xero refuses to compare what is not of one type, a guid with a text above all. */
	private check(left: Operand<T>, operator: string, right: Operand<T>): void {
		if (left.kind === 'null' || right.kind === 'null' || left.kind === right.kind) return;
		const kinds = `'${CLR[left.kind]}' and '${CLR[right.kind]}'`;
		throw queryProblem(`Operator '${operator}' incompatible with operand types ${kinds}`);
	}

	private operand(): Operand<T> {
		const token = this.tokens[this.at++];
		if (token === undefined) throw queryProblem('Expression expected');
		if (token.startsWith('"')) return constant('text', fold(unquote(token)));
		if (/^-?\d/.test(token)) return constant('number', Number(token));
		if (!/^[A-Za-z_]/.test(token)) throw queryProblem('Expression expected');
		const name = token.toLowerCase();
		if (name === 'true' || name === 'false') return constant('boolean', name === 'true');
		if (name === 'null') return constant('null', null);
		if (name === 'guid') return constant('guid', this.textArgument().toLowerCase());
		if (name === 'datetime' || name === 'datetime.parse') return constant('date', this.moment());
		return this.fieldOrMethod(name, token);
	}

	private fieldOrMethod(name: string, spelled: string): Operand<T> {
		const method = this.tokens[this.at] === '(' ? name.slice(name.lastIndexOf('.') + 1) : undefined;
		const path = method === undefined ? name : name.slice(0, -method.length - 1);
		const field = this.fields.get(path);
		if (!field) throw queryProblem(`No property or field '${spelled}' exists in this type`);
		const read = field.type === 'text' || field.type === 'guid' ? folded(field) : field.read;
		const operand = { kind: field.type, field: path, read };
		return method === undefined ? operand : this.method(operand, method);
	}

	/** A method after a field, and what may follow it: `Name.ToLower().Contains("x")`. */
	private method(on: Operand<T>, method: string): Operand<T> {
		if (on.kind !== 'text') throw queryProblem(`No applicable method '${method}' exists`);
		if (method === 'tolower' || method === 'toupper' || method === 'trim') {
			this.expect('(');
			this.expect(')');
			const next = this.tokens[this.at];
			if (!next?.startsWith('.')) return on;
			this.at++;
			return this.method(on, next.slice(1).toLowerCase());
		}
		const test = TEXT_TESTS[method];
		if (!test) throw queryProblem(`No applicable method '${method}' exists`);
		const wanted = fold(this.textArgument());
		this.uses.add(`${on.field} ${method}`);
		return {
			kind: 'boolean',
			read: (record) => {
				const value = on.read(record);
				return typeof value === 'string' && test(value, wanted);
			},
		};
	}

	private textArgument(): string {
		this.expect('(');
		const token = this.tokens[this.at++];
		if (!token?.startsWith('"')) throw queryProblem('Text expected');
		this.expect(')');
		return unquote(token);
	}

	/** `DateTime(2020,1,31)`, with hours, minutes and seconds where given, or `DateTime.Parse("2020-01-31")`. */
	private moment(): number {
		this.expect('(');
		const parts: string[] = [];
		while (!this.take(')')) {
			const token = this.tokens[this.at++];
			if (token === undefined) throw queryProblem("')' expected");
			if (token !== ',') parts.push(token);
		}
		const first = parts[0] ?? '';
		const [year = NaN, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map(Number);
		const ms = first.startsWith('"')
			? Date.parse(`${unquote(first)}${/\dT/.test(first) ? '' : 'T00:00:00'}Z`)
			: Date.UTC(year, month - 1, day, hour, minute, second);
		if (Number.isNaN(ms)) throw queryProblem('No applicable constructor exists in type DateTime');
		return ms;
	}

	private take(token: string): boolean {
		if (this.tokens[this.at] !== token) return false;
		this.at++;
		return true;
	}

	private takeWord(word: string): boolean {
		if (this.tokens[this.at]?.toLowerCase() !== word) return false;
		this.at++;
		return true;
	}

	private expect(token: string): void {
		if (!this.take(token)) throw queryProblem(`'${token}' expected`);
	}
}

const TEXT_TESTS: Record<string, ((value: string, wanted: string) => boolean) | undefined> = {
	contains: (value, wanted) => value.includes(wanted),
	startswith: (value, wanted) => value.startsWith(wanted),
	endswith: (value, wanted) => value.endsWith(wanted),
};

/** The types' names in Xero's own messages. */
const CLR: Record<FieldType, string> = {
	text: 'String',
	number: 'Decimal',
	boolean: 'Boolean',
	guid: 'Guid',
	date: 'DateTime',
};

function tokenize(source: string): string[] {
	const tokens: string[] = [];
	const end = source.trimEnd().length;
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < end) {
		const from = TOKEN.lastIndex;
		const match = TOKEN.exec(source);
		if (!match) throw queryProblem(`Syntax error at position ${from}`);
		tokens.push((match[1] ?? match[2] ?? match[3] ?? match[4]) as string);
	}
	return tokens;
}

function constant(kind: Kind, value: Value): Operand<never> {
	return { kind, read: () => value };
}

function compare<T>(left: Operand<T>, operator: string, right: Operand<T>): Test<T> {
	const ordered = ORDERED[operator];
	if (ordered) {
		return (record) => {
			const [a, b] = [left.read(record), right.read(record)];
			return a !== undefined && a !== null && b !== undefined && b !== null && ordered(a, b);
		};
	}
	const equal: Test<T> = (record) => (left.read(record) ?? null) === (right.read(record) ?? null);
	return operator === '!=' || operator === '<>' ? (record) => !equal(record) : equal;
}

const ORDERED: Record<
	string,
	((a: Exclude<Value, null | undefined>, b: Exclude<Value, null | undefined>) => boolean) | undefined
> = {
	'>': (a, b) => a > b,
	'<': (a, b) => a < b,
	'>=': (a, b) => a >= b,
	'<=': (a, b) => a <= b,
};

/** Reads a text folded. Ten comparisons of one record's name fold it once. */
function folded<T>(field: Field<T>): (record: T) => Value {
	return (record) => {
		const value = field.read(record);
		return typeof value === 'string' ? foldOnce(value) : value;
	};
}

let lastText = '';
let lastFolded = '';
function foldOnce(value: string): string {
	if (value !== lastText) {
		lastText = value;
		lastFolded = fold(value);
	}
	return lastFolded;
}

function unquote(token: string): string {
	return token.slice(1, -1).replace(/\\(.)/g, '$1');
}
