import type { LedgerTraits } from '../model/ledgerTraits';
import type { Customer, PaymentTerms } from '../model/customer';
import type { ProductMatch } from '../model/dealLine';
import type { InvoiceDraftLine } from '../model/invoice';
import type { LedgerItem } from '../model/organisation';
import type { Check, Hold } from '../model/outcome';
import { exactFigures } from './absorb';
import { Decimal } from './decimal';
import { draftDates } from './draftDates';
import type { Drafted } from './draftInvoice';
import { accountOf, cannotBill, itemOf, tooFine, withoutItem } from './draftInvoice';
import { cut, figuresText, plainText, withLine } from './lineText';
import { roundMoney, sumMoney } from './money';
import type { BillingSettings } from './settings';
import type { Books, TaxPlace } from './tax';
import { amountsAre, chooseTax, taxCountry } from './tax';
import { documentWord } from './words';

export interface FieldLine {
	description: string;
	quantity: number;
	unitPrice: number;
	discountPercent: number | null;
	itemCode: string | null;
	/** The ledger's item of that code: its account and tax count where the line says nothing. */
	item?: LedgerItem;
	account: string | null;
	taxCode: string | null;
}

export interface FieldsInput extends Books {
	lines: FieldLine[];
	customer: Customer;
	/** Null is the customer's currency, else the organisation's. */
	currency: string | null;
	reference: string | null;
	/** Null is today. */
	issueDate: string | null;
	/** Null is reckoned by the terms. */
	dueDate: string | null;
	terms: PaymentTerms | null;
	/** Opens what the invoice comes from; null where there is nothing. */
	sourceUrl: string | null;
	currencies: string[];
	/** The item of lines that name none, where the ledger bills no line without; null where it bills them. */
	fallback: ProductMatch | null;
	settings: BillingSettings;
	traits: LedgerTraits;
	key: string;
	execution: string;
	today: string;
	preview: boolean;
}

/** An invoice made from fields instead of a deal; the same rules of tax, dates and rounding hold. */
export function draftFromFields(input: FieldsInput): Drafted {
	const { customer, organisation, settings, traits } = input;
	const currency = input.currency ?? customer.currency ?? organisation.baseCurrency;
	const hold = cannotBill(input, currency);
	if (hold !== null) return { hold };
	const country = taxCountry(null, customer);
	const document = documentWord(traits, settings);
	const lines: InvoiceDraftLine[] = [];
	const checks = new Map<string, Check>();
	for (const line of input.lines) {
		const made = draftLine(line, input, currency, { country, document });
		if ('hold' in made) return made;
		if (made.check !== undefined) checks.set(made.check.what, made.check);
		lines.push(made.line);
	}
	const dates = draftDates({
		...input,
		wanted: input.issueDate,
		terms: [
			[input.terms, 'of the invoice'],
			[customer.terms, `of ${customer.name} in ${traits.label}`],
			[organisation.terms, `of ${organisation.name}`],
			[settings.terms, 'of the settings'],
		],
	});
	const reference = input.reference?.trim() ?? '';
	return {
		draft: {
			key: input.key,
			execution: input.execution,
			sourceUrl: input.sourceUrl,
			customerId: customer.ledgerId ?? '',
			status: settings.status,
			issueDate: dates.issueDate,
			dueDate: input.dueDate ?? dates.dueDate,
			reference: reference === '' ? null : cut(reference, traits.referenceMax),
			currency,
			amountsAre: amountsAre(organisation, settings),
			lines,
			net: sumMoney(
				lines.map((line) => line.amount),
				currency,
			),
			brandingTheme: settings.brandingTheme,
			createAs: settings.createAs,
			referenceField: settings.referenceField,
		},
		checks: [...checks.values(), ...dates.checks],
		notes: dates.notes,
	};
}

function draftLine(
	asked: FieldLine,
	input: FieldsInput,
	currency: string,
	place: Pick<TaxPlace, 'country' | 'document'>,
): { line: InvoiceDraftLine; check: Check | undefined } | { hold: Hold } {
	const { customer, settings, traits } = input;
	const discount =
		asked.discountPercent === null || asked.discountPercent === 0 ? null : { percent: asked.discountPercent };
	const [quantity, unitPrice] = [new Decimal(asked.quantity), new Decimal(asked.unitPrice)];
	const factor = new Decimal(100).minus(discount?.percent ?? 0).div(100);
	const net = roundMoney(quantity.times(unitPrice).times(factor), currency);
	const description = plainText(asked.description) || 'As agreed';
	const product = itemOf(asked.item === undefined ? null : productOf(asked.item), input);
	const itemCode = asked.itemCode ?? product?.code ?? null;
	if (itemCode === null && !traits.lineWithoutItem) return { hold: withoutItem(description, traits.label) };
	const figures = exactFigures({ quantity, unitPrice, discount, net }, traits, product?.stocked ?? false);
	if (figures === null) return { hold: tooFine(description, net, currency, traits.label) };
	const account = accountOf(asked.account ?? product?.account ?? null, input);
	const tax = chooseTax(
		{ tax: { code: asked.taxCode }, product: product ?? undefined },
		customer,
		input,
		{ ...place, account, name: description },
		settings,
	);
	if (tax.hold !== undefined) return { hold: tax.hold };
	return {
		check: tax.check,
		line: {
			dealLineId: null,
			description: withLine(
				description,
				figuresText({ quantity, unitPrice, discount }, figures, currency),
				traits.descriptionMax,
			),
			...figures,
			itemCode,
			account,
			taxCode: tax.code,
			taxReason: tax.reason,
			amount: net,
		},
	};
}

function productOf({ code, name, account, taxCode, stocked }: LedgerItem): ProductMatch {
	return { code, name, account, taxCode, stocked, by: 'sku', reason: 'Its code is on the line' };
}
