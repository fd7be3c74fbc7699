import type { Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { Kernel } from '../../transport/kernel';
import { chunks, unique } from '../lists';
import { most, paths } from './api';
import type { ObjectType } from './api';
import { idsOf } from './batch';
import { incomplete, problemOfElement } from './elements';
import type { AssociationRow, BatchAnswer, BatchError } from './wire';

/** One associated record with all it is associated as. */
export interface Association {
	id: string;
	typeIds: number[];
	/** Labels by name, as people made them. */
	labels: string[];
}

/** Type ids of HubSpot's own associations (apis/hubspot.md 3.2). The low numbers mean "primary". */
export const associationTypes = {
	dealToPrimaryCompany: 5,
	contactToPrimaryCompany: 1,
	companyToPrimaryContact: 2,
	companyToBillingContact: 930,
	taskToDeal: 216,
	noteToDeal: 214,
} as const;

interface Question {
	id: string;
	after?: string;
}

/**
 * What each record is associated with, all pages. A record without any is absent from the answer and named by an
 * error of its own (apis/hubspot.md 3.2); one that is absent without that is a problem, never "none".
 */
export async function readAssociations(
	kernel: Kernel,
	from: ObjectType,
	to: ObjectType,
	ids: readonly string[],
): Promise<Map<string, Result<Association[]>>> {
	const doing = `reading which ${spoken(to)} belong to ${spoken(from)}`;
	const found = new Map<string, Result<Association[]>>();
	let questions: Question[] = unique(ids).map((id) => ({ id }));
	while (questions.length > 0) {
		const answers = await kernel.all(
			chunks(questions, most.associations).map((inputs) => ({
				method: 'POST' as const,
				path: paths.associations(from, to),
				body: { inputs },
				repeat: 'safe' as const,
				doing,
			})),
		);
		questions = answers.flatMap((answer) => take(answer.body as BatchAnswer<AssociationRow>, found, doing));
	}
	return new Map(unique(ids).map((id) => [id, found.get(id) ?? failed(incomplete(doing))]));
}

/** Takes one answer in and returns what is still to be asked. */
function take(
	answer: BatchAnswer<AssociationRow>,
	found: Map<string, Result<Association[]>>,
	doing: string,
): Question[] {
	const further: Question[] = [];
	for (const row of answer.results ?? []) {
		const id = String(row.from.id);
		const before = found.get(id);
		const associations = row.to.map(associationOf);
		found.set(id, ok(before?.ok ? [...before.value, ...associations] : associations));
		if (row.paging?.next) further.push({ id, after: row.paging.next.after });
	}
	for (const error of answer.errors ?? []) {
		for (const id of idsOf(error))
			found.set(id, isNone(error) ? (found.get(id) ?? ok([])) : failed(problemOfElement(error, doing)));
	}
	return further;
}

function associationOf(to: AssociationRow['to'][number]): Association {
	return {
		id: String(to.toObjectId),
		typeIds: to.associationTypes.map((type) => type.typeId),
		labels: to.associationTypes.flatMap((type) => (type.label ? [type.label] : [])),
	};
}

function isNone(error: BatchError): boolean {
	return /NO_ASSOCIATIONS_FOUND/.test(`${error.subCategory} ${error.category}`);
}

function spoken(type: ObjectType): string {
	return type.replace('_', ' ');
}
