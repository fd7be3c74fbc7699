import type { IExecuteFunctions } from 'n8n-workflow';
import type { Deal } from '../../shared/model/deal';
import { documentParameter } from '../../shared/node/settings';
import { SystemError } from '../../shared/transport/systemError';

/** The deal in the field *Deal*. A step in between may have made anything of it; without its id it cannot be found again. */
export function dealOf(context: IExecuteFunctions, itemIndex: number): Deal {
	const deal = documentParameter<Deal>(context, 'deal', 'Deal', itemIndex);
	if (typeof deal.id === 'string' && /^\d+$/.test(deal.id)) return deal;
	throw new SystemError({
		code: 'document_unreadable',
		message: "'Deal' holds no deal: it has no ID",
		todo: "Set 'Deal' to the whole deal of an earlier Closed Loop step, e.g. {{ $json.deal }}",
		scope: 'item',
	});
}
