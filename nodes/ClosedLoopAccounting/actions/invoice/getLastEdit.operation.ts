import type { IDataObject } from 'n8n-workflow';
import type { Invoice } from '../../../shared/model/invoice';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import type { Operation } from '../../../shared/node/runOperation';
import { documentParameter } from '../../../shared/node/settings';
import { idOf } from '../../ids';
import { openLedger, organisationSetting } from '../../openLedger';

interface Input {
	organisation: string;
	invoice: Invoice & { ledgerId: string };
}

/** Invoice: Get Last Edit. The invoice as it came, with who edited it last; nobody where the ledger does not tell. */
export const getLastEdit: Operation<Input> = {
	read(context, itemIndex) {
		const invoice = documentParameter<Invoice>(context, 'invoice', 'Invoice', itemIndex);
		return {
			organisation: organisationSetting(context, itemIndex),
			invoice: { ...invoice, ledgerId: idOf(context, invoice.ledgerId, 'Invoice') },
		};
	},
	async run(context, inputs) {
		return await runGrouped(
			inputs,
			({ organisation }) => organisation,
			async (group) => {
				const port = await openLedger(context, group[0]?.organisation ?? '');
				const edits = await port.lastEdits(group.map(({ invoice }) => invoice.ledgerId));
				return edits.map((edit, index) => {
					if (!edit.ok) return edit;
					const invoice = { ...group[index]?.invoice, lastEdit: edit.value ?? { by: null, at: null } };
					return ok({ merge: { invoice } as unknown as IDataObject });
				});
			},
		);
	},
};
