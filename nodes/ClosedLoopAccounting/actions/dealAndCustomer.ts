import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Customer } from '../../shared/model/customer';
import type { Deal } from '../../shared/model/deal';
import { documentParameter } from '../../shared/node/settings';
import { isStopped } from '../deals/outcome';

/** The documents in the fields *Deal* and *Customer*; a deal that was stopped may have no customer, and passes untouched. */
export function dealAndCustomer(
	context: IExecuteFunctions,
	itemIndex: number,
): { deal: Deal; customer: Customer | null } {
	const deal = documentParameter<Deal>(context, 'deal', 'Deal', itemIndex);
	const customer = isStopped(deal) ? null : documentParameter<Customer>(context, 'customer', 'Customer', itemIndex);
	return { deal, customer };
}

/** Both go on, whichever the step is about: one between may have replaced the item. */
export function bothOn(deal: Deal, customer: Customer | null): IDataObject {
	return {
		deal: deal as unknown as IDataObject,
		...(customer !== null && { customer: customer as unknown as IDataObject }),
	};
}
