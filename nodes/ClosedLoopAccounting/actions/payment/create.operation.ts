import type { Payment } from '../../../shared/model/payment';
import { textSetting } from '../../../shared/node/settings';
import { idParameter } from '../../ids';
import type { PaymentInput } from '../../payments/createPayments';
import { createPayments } from '../../payments/createPayments';
import { optionsOf } from '../../readSettings';
import { amountParameter } from '../amount';
import { choiceSetting, dayOption, nameParameter, textOption } from '../options';
import { writeDocuments } from '../writeDocuments';

interface Options {
	account: string;
}

/** Payment: Create. */
export const create = writeDocuments<PaymentInput & { options: Options }, Options, Payment>('payment', {
	read(context, itemIndex) {
		const options = optionsOf(context, itemIndex);
		const pays = choiceSetting(context, 'pays', 'Pays', itemIndex, ['due', 'amount']);
		return {
			options: { account: textSetting(context, 'bankAccount', 'Bank Account', itemIndex) },
			deal: null,
			sourceId: nameParameter(context, 'sourceId', 'Source ID', itemIndex),
			invoiceId: idParameter(context, 'invoiceId', 'Invoice ID', itemIndex),
			amount: pays === 'due' ? null : amountParameter(context, itemIndex),
			date: dayOption(options['date'], 'Date'),
			reference: textOption(options['reference'], 'Reference'),
		};
	},
	write: createPayments,
});
