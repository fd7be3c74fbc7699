import { addMonths, dateIn } from '../../../shared/billing/dates';
import { countSetting } from '../../../shared/node/settings';
import { idParameter } from '../../ids';
import { optionsOf } from '../../readSettings';
import { customerTransactions } from '../../transactions/customerTransactions';
import { getList } from '../getList';
import { dayOption } from '../options';

/** Customer: Get Transactions. The last 12 months where no *From Date* is set. */
export const getTransactions = getList({
	document: 'transaction',
	what: 'transactions',
	query(context, itemIndex) {
		const options = optionsOf(context, itemIndex);
		return {
			customerId: idParameter(context, 'customerId', 'Customer ID', itemIndex),
			from: dayOption(options['dateFrom'], 'From Date'),
			to: dayOption(options['dateTo'], 'To Date'),
			limit: countSetting(context, 'limit', 'Limit', itemIndex, 1),
		};
	},
	async find(port, query) {
		const { timeZone } = await port.organisation();
		const from = query.from ?? addMonths(dateIn(timeZone, Date.now()), -12);
		const { transactions, more } = await customerTransactions(port, { ...query, from });
		return { documents: transactions, more, limit: query.limit };
	},
});
