import type { Customer } from '../model/customer';
import type { Deal } from '../model/deal';
import type { Invoice } from '../model/invoice';

/** What sales reads where nothing stands in the way, so that a deal which was looked at differs from one that was not. */
const READY = 'Ready to be invoiced.';

/**
 * *Invoice check* of a deal that is not won yet (rules.md section 8): in sales words what would stop its invoice if it were won now,
 * what would mark it, and what is to be known of the customer's credit. One line each; what stops it first.
 */
export function invoiceCheck(deal: Deal, customer: Customer | null, invoice: Invoice | null): string {
	const hold = deal.hold ?? invoice?.hold;
	const checks = [...(deal.checks ?? []), ...(invoice?.checks ?? [])];
	const lines = [
		...(hold === undefined ? [] : [`Would not be invoiced: ${sentences(hold.what, hold.todo)}`]),
		...checks.map(({ what, todo }) => sentences(what, todo)),
		...creditLines(deal, customer),
	];
	return lines.length === 0 ? READY : [...new Set(lines)].join('\n');
}

function creditLines(deal: Deal, customer: Customer | null): string[] {
	const credit = customer?.credit;
	switch (credit?.status) {
		case 'over':
		case 'near':
		case 'overdue':
			return [sentences(`Credit: ${credit.reason}`)];
		case 'pays_late': {
			const isDiscounted = deal.lines.some(({ discount }) => discount !== null);
			return [
				sentences(
					isDiscounted
						? `This customer pays late, and lines are discounted: ${credit.reason}`
						: `This customer pays late: ${credit.reason}`,
				),
			];
		}
		default:
			return [];
	}
}

function sentences(...texts: string[]): string {
	return texts
		.map((text) => text.trim().replace(/\.$/, ''))
		.filter((text) => text !== '')
		.map((text) => `${text}.`)
		.join(' ');
}
