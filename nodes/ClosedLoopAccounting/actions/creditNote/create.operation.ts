import type { CreditNote } from '../../../shared/model/creditNote';
import type { CreditInput } from '../../creditNotes/createCreditNotes';
import { createCreditNotes } from '../../creditNotes/createCreditNotes';
import { idParameter } from '../../ids';
import { optionsOf } from '../../readSettings';
import { amountParameter } from '../amount';
import { choiceOption, flagOption, textOption } from '../options';
import { writeDocuments } from '../writeDocuments';

interface Options {
	status: 'draft' | 'approved';
	setAgainst: boolean;
}

/** Credit Note: Create. */
export const create = writeDocuments<CreditInput & { options: Options }, Options, CreditNote>('creditNote', {
	read(context, itemIndex) {
		const options = optionsOf(context, itemIndex);
		const status: unknown = context.getNodeParameter('creditStatus', itemIndex, undefined);
		const whole = choiceOption(context.getNodeParameter('credits', itemIndex), 'Credits', ['whole', 'amount']);
		return {
			options: {
				status: choiceOption(status, 'Status', ['draft', 'approved']),
				setAgainst: flagOption(options['setAgainst'] ?? true, 'Set Against Invoice'),
			},
			deal: null,
			invoiceId: idParameter(context, 'invoiceId', 'Invoice ID', itemIndex),
			amount: whole === 'whole' ? null : amountParameter(context, itemIndex),
			sourceId: textOption(context.getNodeParameter('sourceId', itemIndex, ''), 'Source ID'),
		};
	},
	write: createCreditNotes,
});
