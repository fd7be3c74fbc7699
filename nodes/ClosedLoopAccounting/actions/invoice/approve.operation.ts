import type { Deal } from '../../../shared/model/deal';
import type { Invoice } from '../../../shared/model/invoice';
import { booleanSetting, optionalDocument, wrongSetting } from '../../../shared/node/settings';
import type { ApprovalInput } from '../../approvals/approveInvoices';
import { approveInvoices } from '../../approvals/approveInvoices';
import { withOnlyChecks } from '../../deals/outcome';
import { idParameter } from '../../ids';
import { writeDocuments } from '../writeDocuments';

interface Options {
	dateOnApproval: 'today' | 'keep';
}

const DATES: Array<Options['dateOnApproval']> = ['today', 'keep'];

/** Invoice: Approve. The deal goes on without the checks that its reviewer has done. */
export const approve = writeDocuments<ApprovalInput & { options: Options }, Options, Invoice>('invoice', {
	read(context, itemIndex) {
		const asked: unknown = context.getNodeParameter('dateOnApproval', itemIndex, 'today');
		const dateOnApproval = DATES.find((one) => one === asked);
		if (dateOnApproval === undefined) throw wrongSetting('Date On Approval', `one of ${DATES.join(', ')}`, asked);
		return {
			options: { dateOnApproval },
			checksSeen: booleanSetting(context, 'checksSeen', 'Checks Seen', itemIndex),
			deal: optionalDocument<Deal>(context, 'deal', 'Deal', itemIndex),
			asked: optionalDocument<Invoice>(context, 'invoice', 'Invoice When Asked', itemIndex),
			invoiceId: idParameter(context, 'invoiceId', 'Invoice ID', itemIndex),
		};
	},
	write: approveInvoices,
	written: (deal) =>
		withOnlyChecks(
			deal,
			(deal.checks ?? []).filter(({ code }) => code === 'more_to_bill' || code === 'deal_changed'),
		),
});
