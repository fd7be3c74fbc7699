import type { Problem, Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { Books } from './books';
import type { WriteEntity } from './client';
import type { WireObject } from './wire';

export interface Change<Input, Wire extends WireObject, Document> {
	books: Books;
	entity: WriteEntity;
	inputs: Input[];
	idOf(input: Input): string;
	/** The objects of these ids as they stand; those that are gone are left out. */
	read(ids: string[]): Promise<Wire[]>;
	/** Fields to write, laid over the object; null leaves it as it is. */
	body(input: Input, standing: Wire): Wire | null;
	take(wire: Wire, input: Input): Document | Promise<Document>;
	doing: string;
	/** Whether what was changed meanwhile may be changed again; without it, always. */
	stillWanted?(before: Wire, now: Wire): boolean;
}

/**
 * Changes objects sparsely: reads their versions, writes the given fields, and where somebody changed one in between (5010) reads
 * and writes that one once more (apis/quickbooks.md 6, 12).
 */
export async function changeObjects<Input, Wire extends WireObject, Document>(
	change: Change<Input, Wire, Document>,
): Promise<Array<Result<Document>>> {
	const standing = await standingOf(change, change.inputs);
	const first = await write(change, change.inputs, standing);
	const stale = change.inputs.filter((_, index) => {
		const result = first[index];
		return result?.ok === false && result.problem.code === 'stale';
	});
	if (stale.length === 0) return first;
	const now = await standingOf(change, stale);
	const again = stale.filter((input) => {
		const [before, after] = [standing.get(change.idOf(input)), now.get(change.idOf(input))];
		return before === undefined || after === undefined || (change.stillWanted?.(before, after) ?? true);
	});
	const second = await write(change, again, now);
	return change.inputs.map((input, index) => second[again.indexOf(input)] ?? (first[index] as Result<Document>));
}

async function standingOf<Input, Wire extends WireObject, Document>(
	{ read, idOf }: Change<Input, Wire, Document>,
	inputs: Input[],
): Promise<Map<string, Wire>> {
	const wires = inputs.length === 0 ? [] : await read(inputs.map(idOf));
	return new Map(wires.map((wire) => [wire.Id ?? '', wire]));
}

async function write<Input, Wire extends WireObject, Document>(
	{ books, entity, idOf, body, take, doing }: Change<Input, Wire, Document>,
	inputs: Input[],
	standing: Map<string, Wire>,
): Promise<Array<Result<Document>>> {
	const planned = inputs.map((input) => {
		const wire = standing.get(idOf(input));
		return { input, wire, fields: wire === undefined ? null : body(input, wire) };
	});
	const going = planned.filter(({ fields }) => fields !== null);
	const results =
		going.length === 0
			? []
			: await books.client.write<Wire>(
					going.map(({ wire, fields }) => ({
						entity,
						operation: 'update',
						body: { ...fields, Id: wire?.Id, SyncToken: wire?.SyncToken, sparse: true },
					})),
					doing,
				);
	return await Promise.all(
		planned.map(async (plan): Promise<Result<Document>> => {
			if (plan.wire === undefined) return failed(gone(entity, idOf(plan.input)));
			if (plan.fields === null) return ok(await take(plan.wire, plan.input));
			const result = results[going.indexOf(plan)];
			if (result === undefined) throw new Error(`No answer for ${entity} ${idOf(plan.input)}`);
			return result.ok ? ok(await take(result.value, plan.input)) : result;
		}),
	);
}

/** What is asked to be changed is not there. */
export function gone(entity: string, id: string): Problem {
	return {
		code: 'not_found',
		message: `QuickBooks has no ${entity.toLowerCase()} ${id} any more`,
		todo: 'Check in QuickBooks whether it was deleted',
		scope: 'item',
		system: 'quickbooks',
	};
}
