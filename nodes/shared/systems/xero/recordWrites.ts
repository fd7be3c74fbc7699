import type { Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import { untold } from '../../transport/answers';
import type { WriteAttempt } from '../accounting';
import { inBatches } from '../batches';
import type { BatchWrite, XeroClient } from './client';
import { elementProblem } from './errors';
import { idempotencyKey } from './ids';
import { xeroProfile } from './profile';
import type { Query } from './where';
import type { WireElement } from './wire';

const BATCH = 50;

/** A kind of records, as its batches are written and read. */
export interface Kind<Wire extends WireElement, Document> {
	/** Path, and name of the list in body and answer, e.g. `Invoices`. */
	name: string;
	query?: Query;
	read(wire: Wire): Document;
}

/** What is to be made. */
export interface Making<Draft, Wire> {
	drafts: Draft[];
	attempt: WriteAttempt;
	/** What is made, in the idempotency key. */
	what: string;
	doing: string;
	toWire(draft: Draft): Wire;
	/** The business key of a draft. */
	keyOf(draft: Draft): string;
	/** Whether an element of the answer is that of a draft. */
	isOf(wire: Wire, draft: Draft): boolean;
}

/** Makes records with PUT, which never edits one that is there (apis/xero.md 0.3). */
export async function makeRecords<Draft, Wire extends WireElement, Document>(
	client: XeroClient,
	kind: Kind<Wire, Document>,
	{ drafts, attempt, what, doing, toWire, keyOf, isOf }: Making<Draft, Wire>,
): Promise<Array<Result<Document>>> {
	return await writeRecords<Draft, Wire, Document>(client, kind, drafts, isOf, (batch) => ({
		method: 'PUT',
		elements: batch.map(toWire),
		idempotencyKey: idempotencyKey(client.organisationId, what, batch.map(keyOf), attempt),
		doing,
	}));
}

/** What is to be changed. */
export interface Changing<Change, Wire> {
	changes: Change[];
	doing: string;
	/** The record's id and the fields to write. */
	toWire(change: Change): Wire;
	idOf(wire: Wire): string | null | undefined;
}

/** Writes fields of existing records with POST. Repeating it writes the same again. */
export async function changeRecords<Change, Wire extends WireElement, Document>(
	client: XeroClient,
	kind: Kind<Wire, Document>,
	{ changes, doing, toWire, idOf }: Changing<Change, Wire>,
): Promise<Array<Result<Document>>> {
	const isOf = (wire: Wire, change: Change) => idOf(wire)?.toLowerCase() === idOf(toWire(change))?.toLowerCase();
	return await writeRecords<Change, Wire, Document>(client, kind, changes, isOf, (batch) => ({
		method: 'POST',
		elements: batch.map(toWire),
		doing,
	}));
}

async function writeRecords<Input, Wire extends WireElement, Document>(
	client: XeroClient,
	{ name, query, read }: Kind<Wire, Document>,
	inputs: Input[],
	isOf: (wire: Wire, input: Input) => boolean,
	callOf: (batch: Input[]) => Omit<BatchWrite, 'path' | 'name' | 'query'>,
): Promise<Array<Result<Document>>> {
	return await inBatches(
		inputs,
		BATCH,
		async (batch) => {
			const call = callOf(batch);
			return { wires: await client.write<Wire>({ ...call, path: `/${name}`, name, query }), doing: call.doing };
		},
		({ wires, doing }, batch) => pair(batch, wires, isOf).map((wire) => taken(wire, read, doing)),
	);
}

function taken<Wire extends WireElement, Document>(
	wire: Wire | undefined,
	read: (wire: Wire) => Document,
	doing: string,
): Result<Document> {
	if (wire === undefined) return failed(untold(xeroProfile));
	const problem = elementProblem(wire, doing);
	return problem === null ? ok(read(wire)) : failed(problem);
}

/** The element of each input: by what identifies it, else by its place. */
function pair<Input, Wire>(
	inputs: Input[],
	wires: Wire[],
	isOf: (wire: Wire, input: Input) => boolean,
): Array<Wire | undefined> {
	return inputs.map((input, index) => {
		const inPlace = wires[index];
		if (inPlace !== undefined && isOf(inPlace, input)) return inPlace;
		const named = wires.find((wire) => isOf(wire, input));
		if (named !== undefined) return named;
		const taken = inPlace !== undefined && inputs.some((other) => isOf(inPlace, other));
		return taken || wires.length !== inputs.length ? undefined : inPlace;
	});
}
