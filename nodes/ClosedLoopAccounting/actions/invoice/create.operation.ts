import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { defaultSettings } from '../../../shared/billing/settings';
import type { Customer } from '../../../shared/model/customer';
import type { Deal } from '../../../shared/model/deal';
import type { Result } from '../../../shared/model/result';
import { failed, ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import type { Operation, OperationOutput } from '../../../shared/node/runOperation';
import {
	booleanSetting,
	countSetting,
	documentParameter,
	optionalDocument,
	textSetting,
} from '../../../shared/node/settings';
import type { AccountingPort } from '../../../shared/systems/accounting';
import { checkChosen } from '../../checkChosen';
import { idParameter, notFound } from '../../ids';
import { createInvoices } from '../../invoices/createInvoices';
import type { FieldsInvoice, InvoiceInput } from '../../invoices/draftPieces';
import type { InvoiceOptions } from '../../invoices/piece';
import { openLedger, organisationSetting } from '../../openLedger';
import { readInvoiceFields } from '../../readInvoiceFields';
import { dealSettings, invoiceSettings } from '../../readSettings';

type Asked =
	| { deal: Deal; customer: Customer | null }
	| { sourceId: string; customerId: string; fields: FieldsInvoice };

interface Input {
	organisation: string;
	options: Omit<InvoiceOptions, 'run' | 'now'>;
	asked: Asked;
}

/** Invoice: Create. One item per deal (or source), with the invoice beside it; held deals pass untouched. */
export const create: Operation<Input> = {
	read(context, itemIndex) {
		const fromFields = context.getNodeParameter('source', itemIndex, 'deal') === 'fields';
		const which = fromFields ? defaultSettings : dealSettings(context, itemIndex);
		return {
			organisation: organisationSetting(context, itemIndex),
			options: {
				settings: invoiceSettings(context, itemIndex, which),
				preview: booleanSetting(context, 'previewOnly', 'Preview Only', itemIndex),
				stopIfMoreThan: countSetting(context, 'stopIfMoreThan', 'Stop If More Than', itemIndex, 1),
			},
			asked: fromFields ? askedByFields(context, itemIndex) : askedByDeal(context, itemIndex),
		};
	},
	async run(context, inputs) {
		return await runGrouped(
			inputs,
			({ organisation, options, asked }) => ({ organisation, options, deal: 'deal' in asked }),
			async (group) => {
				const [{ organisation, options }] = group as [Input];
				const port = await openLedger(context, organisation);
				await checkChosen(port, options.settings);
				const read = await inputsOf(
					port,
					group.map(({ asked }) => asked),
				);
				const going = read.flatMap((result) => (result.ok ? [result.value] : []));
				const run = context.getExecutionId();
				const made = await createInvoices(port, going, { ...options, run, now: Date.now() });
				const answers = made[Symbol.iterator]();
				return read.map((result): Result<OperationOutput> => {
					if (!result.ok) return result;
					const answer = answers.next().value as (typeof made)[number];
					if (!answer.ok) return answer;
					const { deal, invoice } = answer.value;
					const documents = deal === null ? { invoice } : { deal, invoice };
					return ok({ merge: documents as unknown as IDataObject });
				});
			},
		);
	},
};

function askedByDeal(context: IExecuteFunctions, itemIndex: number): Asked {
	return {
		deal: documentParameter<Deal>(context, 'deal', 'Deal', itemIndex),
		customer: optionalDocument<Customer>(context, 'customer', 'Customer', itemIndex),
	};
}

function askedByFields(context: IExecuteFunctions, itemIndex: number): Asked {
	return {
		sourceId: textSetting(context, 'sourceId', 'Source ID', itemIndex),
		customerId: idParameter(context, 'customerId', 'Customer ID', itemIndex),
		fields: readInvoiceFields(context, itemIndex),
	};
}

/** Reads the customers that fields name by id, all at once. */
async function inputsOf(port: AccountingPort, asked: Asked[]): Promise<Array<Result<InvoiceInput>>> {
	const ids = asked.flatMap((one) => ('customerId' in one ? [one.customerId] : []));
	const found = ids.length === 0 ? [] : await port.customersById(ids);
	const customers = new Map(ids.map((id, index) => [id, found[index]]));
	return asked.map((one): Result<InvoiceInput> => {
		if ('deal' in one) return ok(one);
		const customer = customers.get(one.customerId);
		if (customer?.ok === false) return customer;
		if (!customer?.value) return failed(notFound('customer', one.customerId, port.traits.label));
		return ok({ sourceId: one.sourceId, customer: customer.value, fields: one.fields });
	});
}
