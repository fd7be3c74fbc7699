import type { DealLine } from '../model/dealLine';
import type { LedgerTaxRate } from '../model/organisation';
import type { Check, Hold } from '../model/outcome';
import type { TaxRule } from '../model/taxRule';
import { isEu } from './country';
import type { DecidedSale, TaxDecisionInput } from './taxDecision';
import { hangsOnVatNumber } from './taxDecision';
import { systemWords } from './words';

/** What a reviewer should look at in a decision that no person made (rules.md section 8, "Tax Decide"). */
export function decisionChecks(sale: DecidedSale, input: TaxDecisionInput): Check[] {
	const { customer } = input;
	const checks: Check[] = [];
	if (sale.place.country === null) {
		checks.push({
			code: 'country_unknown',
			what: `The country of ${customer.name} is not known, so home tax was taken`,
			todo: 'Set the country on the company, and check the tax rate',
			by: 'finance',
		});
	}
	if (sale.eu && sale.buyer === 'consumer') {
		checks.push({
			code: 'eu_consumer',
			what: `${customer.name} is a consumer in ${whereOf(sale)}, where the tax of that country may be due`,
			todo: 'Check the tax rate: the EU taxes most sales to consumers where they live (One Stop Shop)',
			by: 'finance',
		});
	}
	if (hangsOnVatNumber(sale)) checks.push(...vatChecks(sale, input));
	return checks;
}

/** A rate of nought stands on a number that was found registered, never on its form alone. */
function vatChecks(sale: DecidedSale, { customer, vat }: TaxDecisionInput): Check[] {
	const todo = 'Check the number (VIES in the EU, HMRC in the UK) and set VAT number checked on, or charge tax';
	const by = 'finance';
	if (vat === null) {
		if (!sale.eu) return [];
		const what = `${customer.name} in ${whereOf(sale)} has no VAT number, and is billed at 0 % as a business`;
		return [{ code: 'vat_number_wrong', what, todo: 'Ask for the VAT number, or charge tax', by }];
	}
	const what = `The VAT number ${vat.number} of ${customer.name}`;
	if (!vat.wellFormed)
		return [{ code: 'vat_number_wrong', what: `${what} cannot be right: its form or digits are wrong`, todo, by }];
	if (sale.eu && !fitsEu(sale, vat)) {
		return [{ code: 'vat_number_wrong', what: `${what} is not one for a sale to ${whereOf(sale)}`, todo, by }];
	}
	if (vat.checkedOn !== null) return [];
	return [
		{
			code: 'vat_not_verified',
			what: `${what} has the right form and is not verified, and the tax is 0 %`,
			todo,
			by,
		},
	];
}

/** Goods to Northern Ireland need its own number (XI), other sales to the EU one of a member state. */
function fitsEu({ place }: DecidedSale, vat: { country: string | null; northernIreland: boolean }): boolean {
	return place.northernIreland ? vat.northernIreland : isEu(vat.country);
}

export function kindUnknown(line: DealLine, goods: DecidedSale, service: DecidedSale): Check {
	const said = (sale: DecidedSale) => (sale.rate === null ? 'no rate' : `${sale.rate.percent} %`);
	return {
		code: 'goods_or_service_unknown',
		what: `"${line.name}" is neither goods nor a service by its product: ${said(goods)} as goods, ${said(service)} as a service`,
		todo: 'Set the product type in the product library of the CRM, and check the tax rate',
		by: 'finance',
	};
}

/** The ledger takes one kind only on a document that crosses the border (apis/sage.md 4). */
export function kindsMixed(sales: DecidedSale[], { organisation }: TaxDecisionInput): Check[] {
	const abroad = sales.filter(({ place }) => place.country !== null && place.country !== organisation.country);
	if (new Set(abroad.map(({ supply }) => supply).filter((supply) => supply !== null)).size < 2) return [];
	return [
		{
			code: 'goods_or_service_unknown',
			what: `${systemWords[organisation.ledger]} takes either goods or services on an invoice abroad, and this deal has both`,
			todo: 'Bill goods and services by deals of their own, or check the VAT return',
			by: 'finance',
		},
	];
}

/** The customer's own default stands; the row says otherwise. */
export function ruleDiffers(own: LedgerTaxRate, ruled: LedgerTaxRate, rule: TaxRule, input: TaxDecisionInput): Check {
	const { customer } = input;
	return {
		code: 'tax_differs',
		what: `${customer.name} has the default ${own.name} (${own.percent} %), ${rule.name} says ${ruled.name} (${ruled.percent} %)`,
		todo: `Check which is right: mend the default of ${customer.name} in ${systemWords[customer.ledger]}, or the row`,
		by: 'finance',
	};
}

/** A code that cannot be used; the document is made without it. */
export function refusedCode(codes: string[], why: string, where: string, input: TaxDecisionInput): Check {
	return { code: 'tax_code_refused', ...refusal(codes, why, where, input) };
}

/** The same where the ledger takes no line without a code. */
export function refusedHold(sale: DecidedSale, input: TaxDecisionInput): Hold {
	const check = sale.checks.find(({ code }) => code === 'tax_code_refused');
	const told = check ?? refusal(sale.rule?.codes ?? [], 'cannot be used', sale.rule?.name ?? '', input);
	return { ...told, code: 'tax_code_missing' };
}

function refusal(
	codes: string[],
	why: string,
	where: string,
	{ organisation }: TaxDecisionInput,
): Pick<Hold, 'what' | 'todo' | 'by'> {
	const ledger = systemWords[organisation.ledger];
	return {
		what: `The tax code ${codes.join(' or ')} (${where}) cannot be used: it ${why} in ${ledger}`,
		todo: `Name a tax rate for sales of ${organisation.name} there, or restore it in ${ledger}`,
		by: 'finance',
	};
}

function whereOf({ place }: DecidedSale): string {
	return place.northernIreland ? 'Northern Ireland' : (place.country ?? '');
}
