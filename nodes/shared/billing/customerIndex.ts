import type { Customer } from '../model/customer';
import type { WantedCustomer } from './matchCustomer';
import { linkFor } from './customerLinks';
import { comparedName, isFreeMail, mailDomain, withoutCurrency } from './names';
import { genericWords } from './nameWords';
import { plainTaxNumber } from './taxNumbers';

/**
 * The customers of a ledger by everything that `matchCustomer` compares, so that each party is compared with the few that
 * could be it and not with all. Customers come back in the order they were added.
 */
export class CustomerIndex {
	private readonly places = new Map<string, number[]>();
	private readonly customers: Customer[] = [];

	constructor(customers: Customer[] = []) {
		for (const customer of customers) this.add(customer);
	}

	add(customer: Customer): void {
		const place = this.customers.push(customer) - 1;
		const clues = [
			...cluesOf(customer),
			...(customer.ledgerId === null ? [] : [`id ${customer.ledgerId.toLowerCase()}`]),
		];
		for (const clue of new Set(clues)) {
			const known = this.places.get(clue);
			if (known === undefined) this.places.set(clue, [place]);
			else known.push(place);
		}
	}

	/** All that share anything with the wanted one by which it could be found, asked about or contradicted. */
	candidatesFor(wanted: WantedCustomer, ledger: Customer['ledger'], organisationId: string): Customer[] {
		const link = linkFor(wanted.links, ledger, organisationId, wanted.currency);
		const linked =
			wanted.linked ?? this.customers[this.places.get(`id ${link?.ledgerId.toLowerCase() ?? ''}`)?.[0] ?? -1];
		const clues = [
			...cluesOf(wanted),
			// Where the stored one is in another currency, its own name finds the record beside it.
			...(linked !== undefined && wanted.currency !== null ? namesOf(linked) : []),
			...(wanted.domain === null ? [] : [`domain ${wanted.domain.toLowerCase()}`]),
			...(link === null ? [] : [`id ${link.ledgerId.toLowerCase()}`]),
		];
		const found = new Set(clues.flatMap((clue) => this.places.get(clue) ?? []));
		return [...found].sort((a, b) => a - b).map((place) => this.customers[place] as Customer);
	}
}

/** What two records of one customer have in common, each with its kind. Words that many names share are no clue. */
function cluesOf(one: Pick<Customer, 'number' | 'name' | 'email' | 'taxNumber' | 'currency'>): string[] {
	const compared = comparedName(one.name);
	const email = one.email?.trim().toLowerCase() ?? '';
	const domain = mailDomain(email);
	const tax = plainTaxNumber(one.taxNumber);
	return [
		`written ${one.name.trim().toLowerCase()}`,
		...(one.number === null ? [] : [`number ${one.number}`]),
		...(tax === '' ? [] : [`tax ${tax}`]),
		...namesOf(one),
		...compared
			.split(' ')
			.filter((word) => word !== '' && !genericWords.has(word))
			.map((word) => `word ${word}`),
		...(email === '' ? [] : [`email ${email}`]),
		...(domain === null || isFreeMail(domain) ? [] : [`domain ${domain}`]),
	];
}

/** Its name as it is compared, and without a currency behind it. */
function namesOf({ name, currency }: Pick<Customer, 'name' | 'currency'>): string[] {
	return [name, withoutCurrency(name, [currency])]
		.map((written) => comparedName(written).replaceAll(' ', ''))
		.filter((compared) => compared !== '')
		.map((compared) => `name ${compared}`);
}
