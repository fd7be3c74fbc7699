import type { Invoice, InvoiceDraft, InvoiceDraftLine, InvoiceLine } from '../model/invoice';
import type { Check, Hold } from '../model/outcome';
import { formatMoney, sameMoney } from './money';
import { billingAnswerWords, standingWord, systemWords } from './words';

/** The tax of a document: one sum, or several that are right alike; null or none where the ledger decides. */
type ExpectedTax = number | readonly number[] | null;

/**
 * What differs between what was asked of the ledger and what stands there, line by line; empty when they are equal to
 * the minor unit. What the draft leaves to the ledger (a null account or tax code) is not compared; `tax` is the sum
 * that was expected, null where the ledger decides.
 */
export function compareWithDraft(draft: InvoiceDraft, invoice: Invoice, tax: ExpectedTax = null): string[] {
	return [...compareContent(draft, invoice, tax), ...datesThatDiffer(draft, invoice)];
}

/** As `compareWithDraft`, without the dates: a draft made again on another day has others. */
export function compareContent(draft: InvoiceDraft, invoice: Invoice, tax: ExpectedTax = null): string[] {
	const { currency } = draft;
	const found: string[] = [];
	if (draft.customerId !== invoice.customer.ledgerId) found.push(`customer: it is on ${invoice.customer.name}`);
	if (currency !== invoice.currency) found.push(`currency: ${currency} asked, ${invoice.currency} stands`);
	if (draft.amountsAre !== invoice.amountsAre) {
		found.push(`amounts are: ${told(draft.amountsAre)} asked, ${told(invoice.amountsAre)} stands`);
	}
	if ((draft.reference ?? '') !== (invoice.reference ?? '')) {
		found.push(`reference: "${draft.reference ?? ''}" asked, "${invoice.reference ?? ''}" stands`);
	}
	if (draft.lines.length !== invoice.lines.length) {
		found.push(`lines: ${draft.lines.length} asked, ${invoice.lines.length} stand`);
	}
	for (const [index, line] of draft.lines.entries()) {
		const stands = invoice.lines[index];
		if (stands !== undefined) found.push(...linesThatDiffer(index + 1, line, stands, currency));
	}
	return [...found, ...totalsThatDiffer(draft, invoice, tax)];
}

/**
 * What differs in money alone: currency, the amount of each line, sum and tax. Texts, dates and references can be mended on
 * what is posted; these cannot without a trace.
 */
export function figuresThatDiffer(draft: InvoiceDraft, invoice: Invoice, tax: ExpectedTax): string[] {
	const { currency } = draft;
	const found: string[] = [];
	if (currency !== invoice.currency) found.push(`currency: ${currency} asked, ${invoice.currency} stands`);
	if (draft.lines.length !== invoice.lines.length) {
		found.push(`lines: ${draft.lines.length} asked, ${invoice.lines.length} stand`);
	}
	for (const [index, line] of draft.lines.entries()) {
		const stands = invoice.lines[index];
		if (stands !== undefined) found.push(...amountThatDiffers(index + 1, line, stands, currency));
	}
	return [...found, ...totalsThatDiffer(draft, invoice, tax)];
}

/** The check on an invoice whose figures are not those of the draft. */
export function totalDiffersCheck(differences: string[], invoice: Invoice): Check {
	const ledger = systemWords[invoice.ledger];
	return {
		code: 'total_differs',
		what: `${ledger} has other figures than were asked: ${firstOf(differences)}`,
		todo: `Compare the ${standingWord(invoice)} with the deal in ${ledger} before it goes out`,
		by: 'finance',
	};
}

/** The hold of a deal whose invoice posted with other figures and was withdrawn again; `kept` is why it could not be. */
export function figuresDifferHold(
	differences: string[],
	invoice: Invoice,
	kept: string | null,
	ofCutRun = false,
): Hold {
	const ledger = systemWords[invoice.ledger];
	const number = invoice.number ?? invoice.ledgerId ?? '';
	const made = ofCutRun ? 'A run that was cut left an invoice of' : `${ledger} computed`;
	const what = `${made} other figures than the deal promises: ${firstOf(differences)}`;
	return {
		code: 'figures_differ',
		what:
			kept === null
				? `${what}. Invoice ${number} was withdrawn again`
				: `${what}. Invoice ${number} stands and could not be withdrawn: ${kept}`,
		todo: `${kept === null ? '' : `Delete the invoice in ${ledger}. `}Compare the deal with its items and tax rates in ${ledger}, then answer "${billingAnswerWords.try_again}"`,
		by: 'finance',
	};
}

function firstOf(differences: string[]): string {
	const more = differences.length > 5 ? `; and ${differences.length - 5} more` : '';
	return `${differences.slice(0, 5).join('; ')}${more}`;
}

function totalsThatDiffer(draft: InvoiceDraft, invoice: Invoice, tax: ExpectedTax): string[] {
	const { currency } = draft;
	const found: string[] = [];
	const stands = draft.amountsAre === 'inclusive' ? invoice.total : invoice.subtotal;
	if (!sameMoney(draft.net, stands, currency)) {
		found.push(`sum: ${formatMoney(draft.net, currency)} promised, ${formatMoney(stands, currency)} stands`);
	}
	const taxes = typeof tax === 'number' ? [tax] : (tax ?? []);
	const [likeliest] = taxes;
	if (likeliest !== undefined && !taxes.some((one) => sameMoney(one, invoice.tax, currency))) {
		found.push(`tax: ${formatMoney(likeliest, currency)} expected, ${formatMoney(invoice.tax, currency)} stands`);
	}
	return found;
}

function amountThatDiffers(number: number, asked: InvoiceDraftLine, stands: InvoiceLine, currency: string): string[] {
	if (sameMoney(asked.amount, stands.amount, currency)) return [];
	return [
		`line ${number}, amount: ${formatMoney(asked.amount, currency)} asked, ${formatMoney(stands.amount, currency)} stands`,
	];
}

function datesThatDiffer(draft: InvoiceDraft, invoice: Invoice): string[] {
	const found: string[] = [];
	if (draft.issueDate !== invoice.issueDate)
		found.push(`date: ${draft.issueDate} asked, ${invoice.issueDate} stands`);
	if (draft.dueDate !== invoice.dueDate)
		found.push(`due date: ${draft.dueDate} asked, ${invoice.dueDate ?? 'none'} stands`);
	return found;
}

function linesThatDiffer(number: number, asked: InvoiceDraftLine, stands: InvoiceLine, currency: string): string[] {
	const found = amountThatDiffers(number, asked, stands, currency);
	const differs = (what: string, a: string | number, b: string | number) => {
		if (a !== b) found.push(`line ${number}, ${what}: ${a} asked, ${b} stands`);
	};
	if (!asked.amountAlone) {
		differs('quantity', asked.quantity, stands.quantity);
		differs('price', asked.unitPrice, stands.unitPrice);
	}
	differs('item', asked.itemCode ?? 'none', stands.itemCode ?? 'none');
	if (asked.account !== null) differs('account', asked.account, stands.account ?? 'none');
	if (asked.taxCode !== null) differs('tax rate', asked.taxCode, stands.taxCode ?? 'none');
	if (asked.description.trim() !== stands.description.trim()) found.push(`line ${number}: another text`);
	return found;
}

function told(amountsAre: Invoice['amountsAre']): string {
	return { exclusive: 'tax exclusive', inclusive: 'tax inclusive', no_tax: 'no tax' }[amountsAre];
}
