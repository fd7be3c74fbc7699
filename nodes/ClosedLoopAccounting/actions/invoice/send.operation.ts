import type { Deal } from '../../../shared/model/deal';
import type { Invoice } from '../../../shared/model/invoice';
import { booleanSetting, optionalDocument } from '../../../shared/node/settings';
import { gapOf } from '../../gaps';
import { idParameter } from '../../ids';
import { optionsOf } from '../../readSettings';
import type { SendInput } from '../../sending/sendInvoices';
import { sendInvoices } from '../../sending/sendInvoices';
import { flagOption, textOption } from '../options';
import { writeDocuments } from '../writeDocuments';

interface Options {
	instead: string | null;
}

/** Invoice: Send. */
export const send = writeDocuments<SendInput & { options: Options }, Options, Invoice>('invoice', {
	read(context, itemIndex) {
		const options = optionsOf(context, itemIndex);
		return {
			options: { instead: gapOf(context, 'invoice:send')?.instead ?? null },
			to: textOption(options['to'], 'Send To'),
			again: flagOption(options['again'], 'Send Again'),
			checksSeen: booleanSetting(context, 'checksSeen', 'Checks Seen', itemIndex),
			deal: optionalDocument<Deal>(context, 'deal', 'Deal', itemIndex),
			asked: null,
			invoiceId: idParameter(context, 'invoiceId', 'Invoice ID', itemIndex),
		};
	},
	write: sendInvoices,
});
