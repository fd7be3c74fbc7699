import type { LedgerTraits } from '../model/ledgerTraits';
import type { Customer, PaymentTerms } from '../model/customer';
import type { ProductMatch } from '../model/dealLine';
import type { InvoiceDraftLine } from '../model/invoice';
import type { LedgerItem } from '../model/organisation';
import type { Check } from '../model/outcome';
import { exactFigures } from './absorb';
import { Decimal } from './decimal';
import { draftDates } from './draftDates';
import type { Drafted } from './draftInvoice';
import { cannotBill, tooFine } from './draftInvoice';
import { cut, plainText } from './lineText';
import { roundMoney, sumMoney } from './money';
import type { BillingSettings } from './settings';
import type { Books } from './tax';
import { amountsAre, chooseTax, taxCountry } from './tax';

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
	const lines: InvoiceDraftLine[] = [];
	const checks = new Map<string, Check>();
	for (const line of input.lines) {
		const discount =
			line.discountPercent === null || line.discountPercent === 0 ? null : { percent: line.discountPercent };
		const [quantity, unitPrice] = [new Decimal(line.quantity), new Decimal(line.unitPrice)];
		const factor = new Decimal(100).minus(discount?.percent ?? 0).div(100);
		const net = roundMoney(quantity.times(unitPrice).times(factor), currency);
		const figures = exactFigures({ quantity, unitPrice, discount, net }, traits);
		const description = plainText(line.description);
		if (figures === null) return { hold: tooFine(description, net, currency, traits.label) };
		const account = line.account ?? line.item?.account ?? settings.salesAccount;
		const tax = chooseTax(
			{ tax: { code: line.taxCode }, product: productOf(line.item) },
			customer,
			input,
			{ account, country },
			settings,
		);
		if (tax.check !== undefined) checks.set(tax.check.what, tax.check);
		lines.push({
			dealLineId: null,
			description: cut(description || 'As agreed', traits.descriptionMax),
			...figures,
			itemCode: line.itemCode,
			account,
			taxCode: tax.code,
			taxReason: tax.reason,
			amount: net,
		});
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

function productOf(item: LedgerItem | undefined): ProductMatch | undefined {
	if (item === undefined) return undefined;
	const { code, name, account, taxCode } = item;
	return { code, name, account, taxCode, by: 'sku', reason: 'Its code is on the line' };
}
