import type { Result } from '../../../shared/model/result';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import type { Operation, OperationOutput } from '../../../shared/node/runOperation';
import { booleanSetting, textSetting } from '../../../shared/node/settings';
import { idParameter } from '../../ids';
import { openLedger, organisationSetting } from '../../openLedger';

interface Input {
	organisation: string;
	ledgerId: string;
	text: string;
	preview: boolean;
}

/** Invoice: Add Note. Writes into the invoice's history where the ledger keeps one, each text once. */
export const addNote: Operation<Input> = {
	read: (context, itemIndex) => ({
		organisation: organisationSetting(context, itemIndex),
		ledgerId: idParameter(context, 'invoiceId', 'Invoice ID', itemIndex),
		text: textSetting(context, 'note', 'Note', itemIndex),
		preview: booleanSetting(context, 'previewOnly', 'Preview Only', itemIndex),
	}),
	async run(context, inputs) {
		return await runGrouped(
			inputs,
			({ organisation, preview }) => [organisation, preview],
			async (group): Promise<Array<Result<OperationOutput>>> => {
				const noteOf = ({ ledgerId, text }: Input) => ({ invoiceId: ledgerId, text });
				if (group[0]?.preview !== false)
					return group.map((input) => ok({ merge: { note: { ...noteOf(input), would: 'create' } } }));
				const port = await openLedger(context, group[0].organisation);
				const noted = await port.noteInvoices(group);
				const outcomes = { noted: 'created', stood: 'unchanged', no_history: 'skipped' };
				return noted.map((result, index) => {
					if (!result.ok) return result;
					const outcome = outcomes[result.value];
					return ok({ merge: { note: { ...noteOf(group[index] as Input), outcome } } });
				});
			},
		);
	},
};
