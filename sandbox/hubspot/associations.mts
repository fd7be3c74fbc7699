import { findObjectType, OBJECT_TYPES } from './objectTypes.mts';
import { compareIds } from './recordStore.mts';

export type Category = 'HUBSPOT_DEFINED' | 'USER_DEFINED';

/** A kind of association in one direction, and its counterpart in the other. */
export interface AssociationType {
	id: number;
	category: Category;
	label: string | null;
	from: string;
	to: string;
	inverse: number;
	/** At most one of this kind leaves each record. */
	primary: boolean;
}

/** `from>to: plain/inverse plain[, primary/inverse primary]`: apis/hubspot.md 3.2. The low numbers mean primary. */
const DEFINED = `
contacts>companies: 279/280, 1/2
deals>companies: 341/342, 5/6
deals>contacts: 3/4
deals>line_items: 19/20
deals>quotes: 63/64
quotes>line_items: 67/68
quotes>contacts: 69/70
quotes>companies: 71/72
notes>contacts: 202/201
notes>companies: 190/189
notes>deals: 214/213
tasks>contacts: 204/203
tasks>companies: 192/191
tasks>deals: 216/215
companies>contacts: 930/931 Billing contact
invoices>deals: 175/176
invoices>contacts: 177/178
invoices>companies: 179/180
invoices>line_items: 409/410
deals>deals: 451/452
`;

/** Kinds of one association. Most are alike, so that one list serves them all; it is never changed in place. */
type Kinds = readonly number[];
type Direction = Map<string, Map<string, Kinds>>;

/** Who is associated with whom, in one account. Each association is kept in both directions. */
export class Associations {
	/** From -> to -> from id -> to id -> kinds. */
	private readonly links = new Map<string, Map<string, Direction>>();
	private readonly types: AssociationType[] = [];
	private nextUserDefined = 1;

	constructor() {
		for (const line of DEFINED.trim().split('\n')) {
			const [, from = '', to = '', pairs = ''] = /^(\w+)>(\w+): (.*)$/.exec(line) ?? [];
			pairs.split(', ').forEach((pair, index) => {
				const [, id, inverse, label] = /^(\d+)\/(\d+) ?(.*)$/.exec(pair) ?? [];
				const primary = index === 1;
				const name = primary ? 'Primary' : label || null;
				this.define(Number(id), Number(inverse), 'HUBSPOT_DEFINED', name, from, to, primary);
			});
		}
	}

	private define(
		id: number,
		inverse: number,
		category: Category,
		label: string | null,
		from: string,
		to: string,
		primary = false,
	): void {
		this.types.push({ id, category, label, from, to, inverse, primary });
		// Only the side that has one company can have a primary one.
		this.types.push({ id: inverse, category, label, from: to, to: from, inverse: id, primary: false });
	}

	/** The kinds between two types of records, in this direction. */
	typesBetween(from: string, to: string): AssociationType[] {
		return this.types.filter((type) => type.from === from && type.to === to);
	}

	findType(from: string, to: string, category: string, id: number): AssociationType | undefined {
		return this.typesBetween(from, to).find((type) => type.category === category && type.id === id);
	}

	/** The kind without a label, or undefined where none is defined. */
	plainType(from: string, to: string): AssociationType | undefined {
		return this.typesBetween(from, to).find((type) => type.label === null && type.category === 'HUBSPOT_DEFINED');
	}

	/** Makes a label of the account's own, or gives the one of that name. Both directions, in this order. */
	label(from: string, to: string, label: string, inverseLabel = label): AssociationType[] {
		const named = (a: string, b: string, text: string): AssociationType | undefined =>
			this.typesBetween(a, b).find((type) => type.label?.toLowerCase() === text.toLowerCase());
		if (!named(from, to, label)) {
			const id = this.nextUserDefined;
			this.nextUserDefined += 2;
			this.types.push({ id, category: 'USER_DEFINED', label, from, to, inverse: id + 1, primary: false });
			this.types.push({
				id: id + 1,
				category: 'USER_DEFINED',
				label: inverseLabel,
				from: to,
				to: from,
				inverse: id,
				primary: false,
			});
		}
		const forth = named(from, to, label)!;
		const back = this.types.find(
			(type) => type.category === forth.category && type.id === forth.inverse && type.from === to,
		)!;
		return [forth, back];
	}

	/** Adds one association of this kind; a labelled or primary one brings the plain one along (3.2). */
	add(type: AssociationType, fromId: string, toId: string): void {
		const plain = this.plainType(type.from, type.to);
		if (plain && plain !== type) this.add(plain, fromId, toId);
		if (type.primary) {
			for (const otherId of this.ends(type.from, type.to, fromId).keys()) this.drop(type, fromId, otherId);
		}
		this.change(type.from, fromId, type.to, toId, (kinds) => withKind(kinds, this.key(type)));
		this.change(type.to, toId, type.from, fromId, (kinds) => withKind(kinds, this.inverseKey(type)));
	}

	/** Without a kind, or with the last one, the two records are parted altogether. */
	remove(from: string, fromId: string, to: string, toId: string, type?: AssociationType): boolean {
		if (!this.ends(from, to, fromId).has(toId)) return false;
		if (type) this.drop(type, fromId, toId);
		if (type && this.ends(from, to, fromId).get(toId)!.length > 0) return true;
		this.ends(from, to, fromId).delete(toId);
		this.ends(to, from, toId).delete(fromId);
		return true;
	}

	private drop(type: AssociationType, fromId: string, toId: string): void {
		this.change(type.from, fromId, type.to, toId, (kinds) => withoutKind(kinds, this.key(type)));
		this.change(type.to, toId, type.from, fromId, (kinds) => withoutKind(kinds, this.inverseKey(type)));
	}

	private change(from: string, fromId: string, to: string, toId: string, changed: (kinds: Kinds) => Kinds): void {
		const ends = this.ends(from, to, fromId);
		ends.set(toId, changed(ends.get(toId) ?? NONE));
	}

	/** Parts a record from everything. */
	removeAll(from: string, fromId: string): void {
		for (const { name } of OBJECT_TYPES)
			for (const toId of this.idsOf(from, fromId, name)) this.remove(from, fromId, name, toId);
	}

	/** Gives everything that hangs on one record to another of the same type. */
	move(from: string, oldId: string, newId: string): void {
		for (const { name } of OBJECT_TYPES) {
			for (const { id, types } of this.of(from, oldId, name)) for (const type of types) this.add(type, newId, id);
		}
		this.removeAll(from, oldId);
	}

	/** Ids in rising order. */
	idsOf(from: string, fromId: string, to: string): string[] {
		const found = this.direction(from, to).get(fromId);
		return found ? [...found.keys()].sort(compareIds) : [];
	}

	/** Associated ids in rising order, each with the kinds. */
	of(from: string, fromId: string, to: string): Array<{ id: string; types: AssociationType[] }> {
		const between = this.typesBetween(from, to);
		return this.idsOf(from, fromId, to).map((id) => {
			const kinds = this.direction(from, to).get(fromId)?.get(id);
			return { id, types: between.filter((type) => kinds?.includes(this.key(type))) };
		});
	}

	/** True without making a copy: a search asks this of every record. */
	has(from: string, fromId: string, to: string, toId: string): boolean {
		return this.direction(from, to).get(fromId)?.has(toId) ?? false;
	}

	/** Ids of both categories overlap, so the account's own are kept as negative numbers. */
	private key(type: AssociationType): number {
		return type.category === 'USER_DEFINED' ? -type.id : type.id;
	}

	private inverseKey(type: AssociationType): number {
		return type.category === 'USER_DEFINED' ? -type.inverse : type.inverse;
	}

	private ends(from: string, to: string, fromId: string): Map<string, Kinds> {
		const direction = this.direction(from, to);
		let found = direction.get(fromId);
		if (!found) direction.set(fromId, (found = new Map()));
		return found;
	}

	private direction(from: string, to: string): Direction {
		let directions = this.links.get(from);
		if (!directions) this.links.set(from, (directions = new Map()));
		let direction = directions.get(to);
		if (!direction) directions.set(to, (direction = new Map()));
		return direction;
	}
}

const NONE: Kinds = [];
const shared = new Map<string, Kinds>();

function withKind(kinds: Kinds, kind: number): Kinds {
	return kinds.includes(kind) ? kinds : share([...kinds, kind]);
}

function withoutKind(kinds: Kinds, kind: number): Kinds {
	return kinds.includes(kind) ? share(kinds.filter((other) => other !== kind)) : kinds;
}

function share(kinds: Kinds): Kinds {
	const key = kinds.join();
	let found = shared.get(key);
	if (!found) shared.set(key, (found = kinds));
	return found;
}

/** The plural name of a type of record in a path or a body, or the name itself where it is not simulated. */
export function pluralName(name: string): string {
	return findObjectType(name)?.name ?? name;
}
