import type { IExecuteFunctions } from 'n8n-workflow';
import { countSetting } from '../../../shared/node/settings';
import type { PaymentQuery } from '../../../shared/systems/accounting';
import { idOf } from '../../ids';
import { optionsOf } from '../../readSettings';
import { getList } from '../getList';
import { dayOption, textOption } from '../options';

/** Payment: Get Many. */
export const getMany = getList<PaymentQuery>({
	document: 'payment',
	what: 'payments',
	query(context, itemIndex) {
		const options = optionsOf(context, itemIndex);
		return {
			customerIds: ids(context, options['customerId'], 'Customer ID'),
			invoiceIds: ids(context, options['invoiceId'], 'Invoice ID'),
			from: dayOption(options['dateFrom'], 'From Date'),
			to: dayOption(options['dateTo'], 'To Date'),
			limit: countSetting(context, 'limit', 'Limit', itemIndex, 1),
		};
	},
	async find(port, query) {
		const { payments, more } = await port.payments(query);
		return { documents: payments, more, limit: query.limit };
	},
});

function ids(context: IExecuteFunctions, value: unknown, label: string): string[] | null {
	const text = textOption(value, label);
	return text === null ? null : [idOf(context, text, label)];
}
