import type { Exemption } from './exemptions.mts';
import type { Models } from './route.mts';

/** Adds findings about a value; `at` is the way to it, as names. */
type Check = (value: unknown, at: string[], findings: Set<string>) => void;

/** Checks values against types as the clients' field maps spell them. Each type is compiled once. */
export class Checker {
	private readonly models: Models;
	private readonly exemptions: readonly Exemption[];
	private readonly compiled = new Map<string, Check>();

	constructor(models: Models, exemptions: readonly Exemption[]) {
		this.models = models;
		this.exemptions = exemptions;
	}

	/** What is wrong with the value as one of that type. The same fault of many elements of a list is told once. */
	check(value: unknown, type: string): string[] {
		const findings = new Set<string>();
		this.of(type)(value, [], findings);
		return [...findings];
	}

	private of(type: string): Check {
		const known = this.compiled.get(type);
		if (known) return known;
		// A model may hold itself, so its check is looked up again when it runs.
		this.compiled.set(type, (value, at, findings) => this.of(type)(value, at, findings));
		const check = this.compile(type);
		this.compiled.set(type, check);
		return check;
	}

	private compile(type: string): Check {
		const nullable = /^(.+?)(?: \| null)$/.exec(type)?.[1];
		if (nullable) {
			const inner = this.of(nullable);
			return (value, at, findings) => (value === null ? undefined : inner(value, at, findings));
		}
		const element = /^Array<(.+)>$/.exec(type)?.[1];
		if (element) return this.list(this.of(element));
		const entry = /^\{ \[key: string\]: (.+?);? \}$/.exec(type)?.[1];
		if (entry) return this.map(this.of(entry));
		return PRIMITIVES[type] ?? (type === 'Date' ? this.date() : (this.enumeration(type) ?? this.model(type)));
	}

	private list(check: Check): Check {
		return (value, at, findings) => {
			if (!Array.isArray(value)) return wrong('a list', value, at, findings);
			at.push('[]');
			for (const element of value) check(element, at, findings);
			at.pop();
		};
	}

	private map(check: Check): Check {
		return (value, at, findings) => {
			if (!isObject(value)) return wrong('an object', value, at, findings);
			for (const [name, entry] of Object.entries(value)) {
				at.push(name);
				check(entry, at, findings);
				at.pop();
			}
		};
	}

	private date(): Check {
		return (value, at, findings) => {
			if (typeof value !== 'string' || !this.models.isDate(value)) wrong('a date', value, at, findings);
		};
	}

	private enumeration(type: string): Check | undefined {
		const values = this.models.values(type);
		if (!values) return undefined;
		const allowed = new Set(values);
		return (value, at, findings) => {
			if (!allowed.has(value)) wrong(`a ${type}`, value, at, findings);
		};
	}

	private model(type: string): Check {
		const fields = this.models.fields(type);
		if (!fields) throw new Error(`No client's model is called ${type}`);
		const checks = new Map(fields.map((field) => [field.baseName, this.of(field.type)]));
		for (const { model, field, type: exempt } of this.exemptions) {
			if (model === type) checks.set(field, this.of(exempt));
		}
		return (value, at, findings) => {
			if (!isObject(value)) return wrong(`a ${type}`, value, at, findings);
			for (const [name, part] of Object.entries(value)) {
				const check = checks.get(name);
				at.push(name);
				if (check) check(part, at, findings);
				else findings.add(`${spell(at)}: ${type} knows no such field`);
				at.pop();
			}
		};
	}
}

const PRIMITIVES: Record<string, Check | undefined> = {
	string: primitive('string', 'a text'),
	number: primitive('number', 'a number'),
	boolean: primitive('boolean', 'true or false'),
	any: () => undefined,
};

function primitive(is: string, words: string): Check {
	return (value, at, findings) => {
		if (typeof value !== is) wrong(words, value, at, findings);
	};
}

function wrong(expected: string, value: unknown, at: string[], findings: Set<string>): void {
	findings.add(`${spell(at)}: not ${expected}: ${JSON.stringify(value)?.slice(0, 60)}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `Contacts[].Name` */
function spell(at: string[]): string {
	return at.join('.').replaceAll('.[]', '[]') || 'body';
}
