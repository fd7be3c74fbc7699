import type { Deal } from '../../../shared/model/deal';
import type { Invoice } from '../../../shared/model/invoice';
import { optionalDocument, textSetting } from '../../../shared/node/settings';
import { idParameter } from '../../ids';
import type { WithdrawalInput } from '../../withdrawals/voidOrDelete';
import { voidOrDelete as withdraw } from '../../withdrawals/voidOrDelete';
import { writeDocuments } from '../writeDocuments';

interface Options {
	reason: string;
}

/** Invoice: Void or Delete. */
export const voidOrDelete = writeDocuments<WithdrawalInput & { options: Options }, Options, Invoice>('invoice', {
	read: (context, itemIndex) => ({
		options: { reason: textSetting(context, 'reason', 'Reason', itemIndex) },
		deal: optionalDocument<Deal>(context, 'deal', 'Deal', itemIndex),
		invoiceId: idParameter(context, 'invoiceId', 'Invoice ID', itemIndex),
	}),
	write: withdraw,
});
