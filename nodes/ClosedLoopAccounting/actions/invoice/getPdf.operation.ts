import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Result } from '../../../shared/model/result';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import type { Operation, OperationOutput } from '../../../shared/node/runOperation';
import { textSetting } from '../../../shared/node/settings';
import type { Pdf } from '../../../shared/systems/accounting';
import { idParameter } from '../../ids';
import { openLedger, organisationSetting } from '../../openLedger';

interface Input {
	organisation: string;
	id: string;
	/** Name of the field for the file. */
	field: string;
}

/** Invoice: Get PDF. The ledger's own file of each invoice, as a file beside the item. */
export const getPdf: Operation<Input> = {
	read: (context, itemIndex) => ({
		organisation: organisationSetting(context, itemIndex),
		id: idParameter(context, 'invoiceId', 'Invoice ID', itemIndex),
		field: textSetting(context, 'binaryPropertyName', 'Output Data Field Name', itemIndex),
	}),
	async run(context, inputs) {
		return await runGrouped(
			inputs,
			({ organisation }) => organisation,
			async (group) => {
				const port = await openLedger(context, group[0]?.organisation ?? '');
				const ids = [...new Set(group.map(({ id }) => id))];
				const pdfs = new Map((await port.invoicePdfs(ids)).map((result, index) => [ids[index], result]));
				return await Promise.all(
					group.map(async ({ id, field }) => await fileOf(context, pdfs.get(id) as Result<Pdf>, id, field)),
				);
			},
		);
	},
};

async function fileOf(
	context: IExecuteFunctions,
	pdf: Result<Pdf>,
	invoiceId: string,
	field: string,
): Promise<Result<OperationOutput>> {
	if (!pdf.ok) return pdf;
	const { fileName, base64 } = pdf.value;
	const file = await context.helpers.prepareBinaryData(Buffer.from(base64, 'base64'), fileName, 'application/pdf');
	const merge: IDataObject = { pdf: { invoiceId, fileName } };
	return ok({ merge, binary: { [field]: file } });
}
