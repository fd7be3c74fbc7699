import type { CreditNote } from '../../../shared/model/creditNote';
import type { CreditInput } from '../../creditNotes/createCreditNotes';
import { createCreditNotes } from '../../creditNotes/createCreditNotes';
import { idParameter } from '../../ids';
import { optionsOf } from '../../readSettings';
import { amountParameter } from '../amount';
import { isShown } from '../../shown';
import { choiceSetting, flagOption, textOption } from '../options';
import { writeDocuments } from '../writeDocuments';

interface Options {
	status: 'draft' | 'approved';
	setAgainst: boolean;
}

/** Credit Note: Create. */
export const create = writeDocuments<CreditInput & { options: Options }, Options, CreditNote>('creditNote', {
	read(context, itemIndex) {
		const options = optionsOf(context, itemIndex);
		const whole = choiceSetting(context, 'credits', 'Credits', itemIndex, ['whole', 'amount']);
		return {
			options: {
				status: isShown(context, 'creditStatus')
					? choiceSetting(context, 'creditStatus', 'Status', itemIndex, ['draft', 'approved'])
					: 'approved',
				setAgainst: flagOption(options['setAgainst'] ?? true, 'Set Against Invoice'),
			},
			deal: null,
			invoiceId: idParameter(context, 'invoiceId', 'Invoice ID', itemIndex),
			amount: whole === 'whole' ? null : amountParameter(context, itemIndex),
			sourceId:
				whole === 'whole' ? null : textOption(context.getNodeParameter('sourceId', itemIndex, ''), 'Source ID'),
		};
	},
	write: createCreditNotes,
});
