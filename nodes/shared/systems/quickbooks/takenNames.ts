import type { QuickBooksClient } from './client';
import { customerName } from './customers';
import { ACTIVE_OR_NOT, inLists } from './query';
import type { WireCustomer } from './wire';

/** Who has a name. */
export interface NameHolder {
	kind: 'Customer' | 'Vendor' | 'Employee';
	id: string;
	active: boolean;
}

const KINDS: Array<NameHolder['kind']> = ['Customer', 'Vendor', 'Employee'];

/** How often a suffix is counted up before a person must look. */
const SUFFIXES = 9;

/**
 * Who has these names, by the name in lower case; inactive ones keep their names. The answer to a refused create does not
 * tell it reliably (apis/quickbooks.md 7.1).
 */
export async function holdersOf(client: QuickBooksClient, names: string[]): Promise<Map<string, NameHolder>> {
	const lists = inLists('DisplayName', names.map(customerName));
	const selects = KINDS.flatMap((entity) => lists.map((list) => ({ entity, where: [list, ACTIVE_OR_NOT] })));
	const found = await client.select<WireCustomer>(selects, 'looking for who has a name');
	const holders = new Map<string, NameHolder>();
	found.forEach((wires, index) => {
		const kind = KINDS[Math.floor(index / lists.length)] ?? 'Customer';
		for (const { DisplayName = '', Id = '', Active } of wires) {
			const name = DisplayName.trim().toLowerCase();
			if (!holders.has(name)) holders.set(name, { kind, id: Id, active: Active !== false });
		}
	});
	return new Map(
		names.flatMap((name) => {
			const holder = holders.get(customerName(name).toLowerCase());
			return holder === undefined ? [] : [[name.trim().toLowerCase(), holder]];
		}),
	);
}

/** `Name (customer)`, or the first of `Name (customer 2)` and on that nobody has. */
export async function freeName(client: QuickBooksClient, name: string): Promise<string> {
	const suffixes = Array.from({ length: SUFFIXES }, (_, index) =>
		index === 0 ? ' (customer)' : ` (customer ${index + 1})`,
	);
	const names = suffixes.map(
		(suffix) =>
			`${customerName(name)
				.slice(0, 500 - suffix.length)
				.trim()}${suffix}`,
	);
	const taken = await holdersOf(client, names);
	return names.find((candidate) => !taken.has(candidate.toLowerCase())) ?? (names[0] as string);
}
