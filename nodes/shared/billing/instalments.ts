import { addMonths } from './dates';
import { Decimal } from './decimal';
import { largestRemainder } from './largestRemainder';
import { minorDigits } from './money';

/** Money in the currency of what is shared, major units; `dueDate` `YYYY-MM-DD`. */
export interface Instalment {
	dueDate: string;
	amount: number;
}

/** Equal monthly parts that sum to the cent, the larger ones first (rules.md section 8, "Overdue"). */
export function instalments(amount: number, currency: string, parts: number, first: string): Instalment[] {
	const unit = new Decimal(10).pow(minorDigits(currency));
	const equal = Array.from({ length: parts }, () => new Decimal(1));
	return largestRemainder(new Decimal(amount).times(unit).round(), equal).map((share, index) => ({
		dueDate: addMonths(first, index),
		amount: share.div(unit).toNumber(),
	}));
}
