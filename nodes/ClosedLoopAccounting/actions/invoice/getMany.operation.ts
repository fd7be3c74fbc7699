import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isDate } from '../../../shared/billing/dates';
import { invoiceStatusWords } from '../../../shared/billing/words';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import type { Operation } from '../../../shared/node/runOperation';
import { countSetting, wrongSetting } from '../../../shared/node/settings';
import type { InvoiceQuery } from '../../../shared/systems/accounting';
import { idOf } from '../../ids';
import { sayMoreRemain } from '../../moreRemain';
import { openLedger, organisationSetting } from '../../openLedger';

interface Input {
	organisation: string;
	query: InvoiceQuery;
}

/** Invoice: Get Many. One item per invoice, newest first; none found is no item. */
export const getMany: Operation<Input> = {
	read: (context, itemIndex) => ({
		organisation: organisationSetting(context, itemIndex),
		query: queryOf(context, itemIndex),
	}),
	async run(context, inputs) {
		return await runGrouped(
			inputs,
			(input) => input,
			async (group) => {
				const [{ organisation, query }] = group as [Input];
				const port = await openLedger(context, organisation);
				const { invoices, more } = await port.findInvoices(query);
				if (more) sayMoreRemain(context, query.limit, 'invoices');
				return group.map(() =>
					ok({ items: invoices.map((invoice) => ({ invoice: invoice as unknown as IDataObject })) }),
				);
			},
		);
	},
};

function queryOf(context: IExecuteFunctions, itemIndex: number): InvoiceQuery {
	const filters = (context.getNodeParameter('filters', itemIndex, {}) ?? {}) as Record<string, unknown>;
	const text = (name: string) => String(filters[name] ?? '').trim() || null;
	const customer = text('customerId');
	return {
		madeByExecution: text('madeByExecution'),
		customerId: customer === null ? null : idOf(context, customer, 'Customer ID'),
		statuses: statusesOf(filters['statuses'] ?? []),
		dateFrom: day(text('dateFrom'), 'From Date'),
		dateTo: day(text('dateTo'), 'To Date'),
		text: text('text'),
		limit: countSetting(context, 'limit', 'Limit', itemIndex, 1),
	};
}

const STATUSES = Object.keys(invoiceStatusWords);

function statusesOf(value: unknown): string[] {
	if (Array.isArray(value) && value.every((status) => STATUSES.includes(String(status)))) return value.map(String);
	throw wrongSetting('Status', `a list of ${STATUSES.join(', ')}`, value);
}

function day(value: string | null, label: string): string | null {
	if (value === null) return null;
	const date = value.slice(0, 10);
	if (!isDate(date)) throw wrongSetting(label, 'a date such as 2026-11-01', value);
	return date;
}
