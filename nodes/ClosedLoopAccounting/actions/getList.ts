import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Result } from '../../shared/model/result';
import { ok } from '../../shared/model/result';
import { runGrouped } from '../../shared/node/grouped';
import type { Operation, OperationOutput } from '../../shared/node/runOperation';
import type { AccountingPort } from '../../shared/systems/accounting';
import { sayMoreRemain } from '../moreRemain';
import { openLedger, organisationSetting } from '../openLedger';

interface List<Query> {
	/** Name of the document on each item, e.g. `payment`. */
	document: string;
	/** In words, in the plural. */
	what: string;
	query(context: IExecuteFunctions, itemIndex: number): Query;
	find(port: AccountingPort, query: Query): Promise<{ documents: object[]; more: boolean; limit: number }>;
}

/** A Get Many: one item per document found; items that ask alike are read once. That *Limit* cut it is said. */
export function getList<Query>({
	document,
	what,
	query,
	find,
}: List<Query>): Operation<{ organisation: string; query: Query }> {
	return {
		read: (context, itemIndex) => ({
			organisation: organisationSetting(context, itemIndex),
			query: query(context, itemIndex),
		}),
		async run(context, inputs) {
			return await runGrouped(
				inputs,
				(input) => input,
				async (group): Promise<Array<Result<OperationOutput>>> => {
					const [first] = group as [(typeof group)[number]];
					const port = await openLedger(context, first.organisation);
					const { documents, more, limit } = await find(port, first.query);
					if (more) sayMoreRemain(context, limit, what);
					return group.map(() => ok({ items: documents.map((one) => ({ [document]: one as IDataObject })) }));
				},
			);
		},
	};
}
