import type { Result } from '../../model/result';
import type { Books } from './books';
import type { Creating, WriteEntity } from './client';
import { statement } from './query';
import { makeOnce } from './replays';
import type { WireInvoice, WireSale } from './wire';

export interface Sale {
	entity: WriteEntity;
	body: WireSale;
}

/** How often a number that somebody took meanwhile is counted on. */
const TRIES = 3;

/** Documents among which the last number is looked for, and the number before the first where there is none. */
const NEWEST = 50;
const FIRST_NUMBER = '1000';

/** Makes sales documents, each once under its key. */
export async function makeSalesOnce(
	books: Books,
	sales: Sale[],
	doing: string,
	creating: Creating,
): Promise<Array<Result<WireInvoice>>> {
	return await makeOnce<WireInvoice, Sale>(
		books.client,
		sales,
		creating,
		async (some, anew) => await writeNumbered(books, some, doing, anew),
	);
}

/**
 * Makes sales documents with numbers of QuickBooks' own series (rules.md section 1). Where the company keeps custom numbers,
 * QuickBooks is asked to count all the same (AutoDocNumber); where it does not know that, the last number is counted on here, and
 * again when somebody took it meanwhile (6140).
 */
async function writeNumbered(
	{ client }: Books,
	sales: Sale[],
	doing: string,
	creating: Creating,
): Promise<Array<Result<WireInvoice>>> {
	const write = async (some: Sale[], keys: string[], what: string) =>
		await client.write<WireInvoice>(
			some.map(({ entity, body }) => ({ entity, operation: 'create', body })),
			doing,
			{ ...creating, what, keys },
		);
	const results = await write(sales, creating.keys, creating.what);
	const isOpen = (result: Result<WireInvoice> | undefined) =>
		result?.ok === false && ['unsupported_property', 'number_taken'].includes(result.problem.code);
	for (let tries = 1; tries <= TRIES; tries++) {
		const open = sales.flatMap((sale, index) =>
			sale.body.AutoDocNumber === true && isOpen(results[index]) ? [index] : [],
		);
		if (open.length === 0) break;
		const numbered = await withNumbers(
			client,
			open.flatMap((index) => sales[index] ?? []),
			tries,
		);
		// Each try is another request: what was refused may be remembered under its id.
		const again = await write(
			numbered,
			open.map((index) => creating.keys[index] ?? ''),
			`${creating.what} number ${tries}`,
		);
		open.forEach((index, place) => {
			const result = again[place];
			if (result !== undefined) results[index] = result;
		});
	}
	return results;
}

/** The next numbers of each kind; a third try leaves one out, where a number beyond the newest is taken. */
async function withNumbers(client: Books['client'], sales: Sale[], tries: number): Promise<Sale[]> {
	const kinds = [...new Set(sales.map(({ entity }) => entity))];
	const newest = await client.statements(
		kinds.map((entity) => statement({ entity, order: 'MetaData.CreateTime DESC' }, 1, NEWEST)),
		'reading the last number',
	);
	const last = new Map(
		kinds.map((entity, index) => {
			const documents = (newest[index]?.[entity] ?? []) as WireSale[];
			return [entity, lastNumber(documents.flatMap(({ DocNumber }) => DocNumber ?? []))];
		}),
	);
	const counted = new Map<WriteEntity, number>();
	return sales.map(({ entity, body }) => {
		const step = (counted.get(entity) ?? Math.max(0, tries - 2)) + 1;
		counted.set(entity, step);
		const DocNumber = countedOn(last.get(entity) ?? FIRST_NUMBER, step);
		return { entity, body: { ...body, AutoDocNumber: undefined, DocNumber } };
	});
}

/** The highest of the series that the newest number belongs to; numbers come newest first. */
export function lastNumber(numbers: string[]): string {
	const seriesOf = (number: string) => number.replace(/\d+$/, '');
	const counting = numbers.filter((number) => /\d$/.test(number));
	const series = counting.filter((number) => seriesOf(number) === seriesOf(counting[0] ?? ''));
	const value = (number: string) => BigInt(/\d+$/.exec(number)?.[0] ?? 0);
	return series.reduce(
		(highest, number) => (value(number) > value(highest) ? number : highest),
		series[0] ?? FIRST_NUMBER,
	);
}

/** `INV-0099` counted on by 2 is `INV-0101`: the last run of digits goes up and keeps its width. */
export function countedOn(number: string, step: number): string {
	return number.replace(/\d+$/, (digits) => (BigInt(digits) + BigInt(step)).toString().padStart(digits.length, '0'));
}
