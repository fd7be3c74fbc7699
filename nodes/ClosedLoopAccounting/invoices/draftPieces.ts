import { addDays } from '../../shared/billing/dates';
import type { FieldsInput } from '../../shared/billing/draftFromFields';
import { draftFromFields } from '../../shared/billing/draftFromFields';
import { draftInvoice } from '../../shared/billing/draftInvoice';
import { dealKey, sourceKey } from '../../shared/billing/key';
import { billedParty } from '../../shared/billing/party';
import { booksWords } from '../../shared/billing/words';
import type { Customer } from '../../shared/model/customer';
import type { Deal } from '../../shared/model/deal';
import type { Hold } from '../../shared/model/outcome';
import type { Problem } from '../../shared/model/result';
import { dealName } from '../deals/outcome';
import { resolveLines } from './fieldLines';
import type { Books, InvoiceOptions, Piece } from './piece';

/** What a person or step fills in where there is no deal. */
export type FieldsInvoice = Pick<
	FieldsInput,
	'lines' | 'currency' | 'reference' | 'issueDate' | 'dueDate' | 'terms' | 'sourceUrl'
>;

/** What an invoice is asked for by: a deal with its customer, or fields with a source id. */
export type InvoiceInput =
	| { deal: Deal; customer: Customer | null }
	| { sourceId: string; customer: Customer; fields: FieldsInvoice };

/** Drafts a deal's invoice, or says why it is not made. The customer is one that the item brought. */
export function draftDeal(
	deal: Deal,
	customer: Customer,
	books: Books,
	options: InvoiceOptions,
	today: string,
): Piece | { hold: Hold } {
	const hold = customerHold(customer, books, options.preview) ?? otherParty(deal, customer, options);
	if (hold !== null) return { hold };
	const drafted = draftInvoice({
		deal,
		customer,
		...books,
		settings: options.settings,
		key: dealKey(deal.crm, deal.id),
		execution: options.run,
		today,
		preview: options.preview,
	});
	if ('hold' in drafted) return drafted;
	const won = earliestDay(deal, today);
	return { deal, customer, ...drafted, wonOn: won, madeFrom: won, lookForByHand: true };
}

/** Drafts an invoice from fields; its source id plays the deal's part. */
export function draftFields(
	input: Extract<InvoiceInput, { sourceId: string }>,
	books: Books,
	options: InvoiceOptions,
	today: string,
): Piece | { hold: Hold } | { problem: Problem } {
	const { customer } = input;
	const hold = customerHold(customer, books, options.preview);
	if (hold !== null) return { hold };
	const resolved = resolveLines(input.fields.lines, books);
	if ('problem' in resolved) return resolved;
	const drafted = draftFromFields({
		...input.fields,
		...resolved,
		customer,
		...books,
		settings: options.settings,
		key: sourceKey(books.organisation.id, input.sourceId),
		execution: options.run,
		today,
		preview: options.preview,
	});
	if ('hold' in drafted) return drafted;
	const madeFrom = addDays(today, -options.settings.lookBackDays);
	return { deal: null, customer, ...drafted, wonOn: FIRST_DAY, madeFrom, lookForByHand: false };
}

/**
 * A source id has no day of its own: its invoice is looked for among all of the customer's, whenever they were made. What
 * we made for all customers is read back to the look-back only, or every run would read all that was ever billed: it is
 * there for a draft that was moved to another customer since the last run.
 */
const FIRST_DAY = '2000-01-01';

/** Names one piece of work among the items. */
export function pieceName(input: InvoiceInput): string {
	return 'deal' in input ? dealName(input.deal) : `source:${input.sourceId}`;
}

/** The earliest day an invoice of this deal can bear; a close date that was moved later does not hide it. */
export function earliestDay(deal: Deal, today: string): string {
	const days = [deal.closedOn, deal.firstWonAt?.slice(0, 10), deal.invoiceOn, today];
	return days.filter((day): day is string => typeof day === 'string').sort()[0] ?? today;
}

/**
 * A customer that was found for somebody else: an expression that takes the first item's for all. One without a record in
 * the CRM was chosen on purpose.
 */
function otherParty(deal: Deal, customer: Customer, { settings }: InvoiceOptions): Hold | null {
	const billed = billedParty(deal, settings.billTo);
	if ('hold' in billed || customer.crmId === null) return null;
	const { party } = billed;
	if (customer.crmId === party.crmId && customer.crmType === party.crmType) return null;
	return {
		code: 'customer_not_matched',
		what: `The customer ${customer.name} was found for another company or person than ${party.name}, whom this deal bills`,
		todo: `Set 'Customer' to {{ $('Find or create customer').item.json.customer }}, and 'Bill To' alike in both steps`,
		by: 'finance',
	};
}

function customerHold(customer: Customer, books: Books, preview: boolean): Hold | null {
	const { organisation, traits } = books;
	if (customer.ledger !== traits.system || customer.organisation.id !== organisation.id) {
		return {
			code: 'other_books',
			what: `The customer is one of ${booksWords(customer.organisation.name, customer.ledger)}, not of ${booksWords(organisation.name, organisation.ledger)}`,
			todo: `Choose the same 'System' and the same books in the customer step and in the invoice step`,
			by: 'finance',
		};
	}
	if (customer.ledgerId === null && !(preview && customer.would !== undefined)) {
		return {
			code: 'customer_not_created',
			what: `${customer.name} does not exist in ${traits.label} yet`,
			todo: `Turn off 'Preview Only' in the customer step too, then run it again`,
			by: 'finance',
		};
	}
	if (!customer.active) {
		return {
			code: 'customer_archived',
			what: `${customer.name} is archived in ${traits.label}`,
			todo: `Restore the contact in ${traits.label}, or name another one on the company in 'Accounting customer'`,
			by: 'finance',
		};
	}
	return null;
}
