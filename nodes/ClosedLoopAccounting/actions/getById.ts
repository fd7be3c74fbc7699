import type { IDataObject } from 'n8n-workflow';
import type { Result } from '../../shared/model/result';
import { failed, ok } from '../../shared/model/result';
import { runGrouped } from '../../shared/node/grouped';
import type { Operation } from '../../shared/node/runOperation';
import type { AccountingPort } from '../../shared/systems/accounting';
import { idParameter, notFound } from '../ids';
import { openLedger, organisationSetting } from '../openLedger';

interface Input {
	organisation: string;
	id: string;
}

/** What is read by its id. */
interface Kind {
	/** Name of the document on the item, e.g. `invoice`. */
	document: string;
	/** In words, for a person. */
	what: string;
	/** The node's field that holds the id. */
	field: { name: string; label: string };
	read(port: AccountingPort, ids: string[]): Promise<Array<Result<object | null>>>;
}

/** A Get: the document of each item's id, all of an organisation in one go; an id that does not exist is an error. */
export function getById({ document, what, field, read }: Kind): Operation<Input> {
	return {
		read: (context, itemIndex) => ({
			organisation: organisationSetting(context, itemIndex),
			id: idParameter(context, field.name, field.label, itemIndex),
		}),
		async run(context, inputs) {
			return await runGrouped(
				inputs,
				({ organisation }) => organisation,
				async (group) => {
					const port = await openLedger(context, group[0]?.organisation ?? '');
					const results = await read(
						port,
						group.map(({ id }) => id),
					);
					return results.map((result, index) => {
						if (!result.ok) return result;
						if (result.value === null)
							return failed(notFound(what, group[index]?.id ?? '', port.traits.label));
						return ok({ merge: { [document]: result.value as IDataObject } });
					});
				},
			);
		},
	};
}
