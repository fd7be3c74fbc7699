import type { LedgerTraits } from '../model/ledgerTraits';
import type { Customer } from '../model/customer';
import type { Deal } from '../model/deal';
import type { ProductMatch } from '../model/dealLine';
import type { InvoiceDraft, InvoiceDraftLine } from '../model/invoice';
import type { Check, Hold } from '../model/outcome';
import { exactFigures } from './absorb';
import { amountChecks } from './amountChecks';
import { customerChecks } from './customerChecks';
import { draftDates } from './draftDates';
import { cut, figuresText, lineDescription, withLine } from './lineText';
import { canBill } from './matchCustomer';
import { formatMoney } from './money';
import type { BilledParty } from './party';
import { billedParty } from './party';
import type { PromisedLine } from './promise';
import { promise } from './promise';
import type { BillingSettings } from './settings';
import type { Books, TaxChoice, TaxPlace } from './tax';
import { amountsAre, chooseTax, taxCountry } from './tax';
import type { DocumentWord } from './words';
import { documentWord } from './words';

export interface DraftInput extends Books {
	deal: Deal;
	customer: Customer;
	/** Enabled currencies of the organisation. */
	currencies: string[];
	settings: BillingSettings;
	traits: LedgerTraits;
	/** The item of lines that have none, where the ledger bills no line without; null where it bills them. */
	fallback: ProductMatch | null;
	key: string;
	execution: string;
	/** Date in the organisation's time zone. */
	today: string;
	/** In preview a customer that would be made has no id yet. */
	preview: boolean;
}

export type Drafted =
	| {
			draft: InvoiceDraft;
			/** What its reviewer should look at; the deal's own checks are not repeated. */
			checks: Check[];
			/** What was decided on the way, in words. */
			notes: string[];
	  }
	| { hold: Hold };

/** The invoice of a deal as it is asked of the ledger (rules.md section 5). */
export function draftInvoice(input: DraftInput): Drafted {
	const { deal, customer, settings, traits } = input;
	const hold = cannotBill(input, deal.currency);
	if (hold !== null) return { hold };
	const party = partyOf(deal, settings);
	const country = taxCountry(party, customer);
	const document = documentWord(traits, settings);
	const promised = promise(deal, settings);
	const lines: InvoiceDraftLine[] = [];
	const taxes: TaxChoice[] = [];
	for (const line of promised.lines) {
		const made = draftLine(line, input, { country, document });
		if ('hold' in made) return made;
		taxes.push(made.tax);
		lines.push(made.line);
	}
	const dates = draftDates({
		...input,
		wanted: { today: input.today, won_date: deal.closedOn, invoice_on: deal.invoiceOn }[settings.issueDate],
		terms: [
			[deal.paymentTerms, 'of the deal'],
			[customer.terms, `of ${customer.name} in ${traits.label}`],
			[party?.paymentTerms ?? null, `of ${customer.name} in the CRM`],
			[input.organisation.terms, `of ${input.organisation.name}`],
			[settings.terms, 'of the settings'],
		],
	});
	return {
		draft: {
			key: input.key,
			execution: input.execution,
			sourceUrl: deal.url,
			customerId: customer.ledgerId ?? '',
			status: settings.status,
			issueDate: dates.issueDate,
			dueDate: dates.dueDate,
			reference: referenceOf(deal, settings, traits),
			currency: deal.currency,
			amountsAre: amountsAre(input.organisation, settings),
			lines,
			net: promised.net,
			brandingTheme: settings.brandingTheme,
			createAs: settings.createAs,
			referenceField: settings.referenceField,
		},
		checks: [
			...amountChecks(
				deal,
				taxes.map((tax) => tax.percent),
			),
			...(party === null ? [] : customerChecks(party, customer, { country, currency: deal.currency, document })),
			...taxChecks(promised.lines, taxes, input, document),
			...dates.checks,
		],
		notes: dates.notes,
	};
}

function draftLine(
	promised: PromisedLine,
	input: DraftInput,
	place: Pick<TaxPlace, 'country' | 'document'>,
): { line: InvoiceDraftLine; tax: TaxChoice } | { hold: Hold } {
	const { deal, customer, settings, traits } = input;
	const { line, net } = promised;
	const name = line?.name ?? promised.text ?? 'As agreed';
	const product = itemOf(line?.product ?? null, input);
	if (product?.code == null && !traits.lineWithoutItem) return { hold: withoutItem(name, traits.label) };
	const figures = exactFigures(promised, traits, product?.stocked ?? false);
	if (figures === null) return { hold: tooFine(line?.name ?? null, net, deal.currency, traits.label) };
	const account = accountOf(product?.account ?? null, input);
	const spoken = { tax: line?.tax, product: product ?? undefined };
	const tax = chooseTax(spoken, customer, input, { ...place, account, name }, settings);
	if (tax.hold !== undefined) return { hold: tax.hold };
	const kind = line?.tax?.goodsOrService;
	const told = figuresText(promised, figures, deal.currency);
	const max = traits.descriptionMax - (told === null ? 0 : told.length + 1);
	const text = line === null ? cut(promised.text ?? '', max) : lineDescription(line, max);
	return {
		tax,
		line: {
			dealLineId: line?.id ?? null,
			description: withLine(text, told, traits.descriptionMax),
			...figures,
			itemCode: product?.code ?? null,
			account,
			taxCode: tax.code,
			taxReason: tax.reason,
			...(kind != null && { goodsOrService: kind }),
			amount: net,
		},
	};
}

/** The item that a line is billed with: its own, else the fallback where the ledger bills no line without one. */
export function itemOf<T extends ProductMatch>(
	product: T | null,
	{ fallback, traits }: Pick<DraftInput, 'fallback' | 'traits'>,
): T | ProductMatch | null {
	return product?.code == null && !traits.lineWithoutItem ? fallback : product;
}

/** Where every line has an item, the item's own account stands and the line names none. */
export function accountOf(
	account: string | null,
	{ settings, traits }: Pick<DraftInput, 'settings' | 'traits'>,
): string | null {
	return traits.lineWithoutItem ? (account ?? settings.salesAccount) : null;
}

/** A line without an item, where the ledger bills none so and no fallback is chosen. */
export function withoutItem(name: string, ledger: string): Hold {
	return {
		code: 'product_not_matched',
		what: `"${name}" has no product or service of ${ledger}, which bills no line without one`,
		todo: `Choose 'Fallback Item', or add the item in ${ledger} and run Product: Match before`,
		by: 'finance',
	};
}

/** What no draft can be made of. */
export function cannotBill(
	{
		customer,
		currencies,
		organisation,
		traits,
		preview,
	}: Pick<DraftInput, 'customer' | 'currencies' | 'organisation' | 'traits' | 'preview'>,
	currency: string,
): Hold | null {
	if (customer.ledgerId === null && !preview) {
		return {
			code: 'customer_not_created',
			what: `${customer.name} is not a customer in ${organisation.name} yet`,
			todo: 'Run Customer: Create or Update with Preview Only off before the invoice is made',
			by: 'finance',
		};
	}
	if (!currencies.includes(currency)) {
		return {
			code: 'currency_not_enabled',
			what: `${currency} is not enabled in ${organisation.name}`,
			todo: `Add ${currency} to the currencies of ${organisation.name}, or bill in another currency`,
			by: 'finance',
		};
	}
	if (traits.currencyPerCustomer && !canBill(currency, customer, organisation)) {
		return {
			code: 'customer_other_currency',
			what: `${customer.name} is in ${customer.currency ?? organisation.baseCurrency} in ${traits.label}, where a customer has one currency for good, and this is in ${currency}`,
			todo: `Run Customer: Create or Update before, or name its record in ${currency} in 'Accounting customer'`,
			by: 'finance',
		};
	}
	return null;
}

/** A line that the ledger's arithmetic cannot give. */
export function tooFine(name: string | null, net: number, currency: string, ledger: string): Hold {
	return {
		code: 'amount_too_fine',
		what: `${name === null ? 'The amount' : `"${name}"`} comes to ${formatMoney(net, currency)}, which quantity x price less discount does not give in ${ledger}`,
		todo: 'Change quantity, price or discount of the line, or bill the deal by hand',
		by: 'sales',
	};
}

function partyOf(deal: Deal, settings: BillingSettings): BilledParty | null {
	const billed = billedParty(deal, settings.billTo);
	return 'party' in billed ? billed.party : null;
}

/** Each problem once, however many lines have it; where the CRM taxes a line otherwise, the lines by name. */
function taxChecks(
	lines: PromisedLine[],
	taxes: TaxChoice[],
	{ deal, organisation }: Pick<DraftInput, 'deal' | 'organisation'>,
	document: DocumentWord,
): Check[] {
	const told = taxes.map((tax) => tax.check).filter((check) => check !== undefined);
	const checks = [...new Map(told.map((check) => [check.what, check])).values()];
	const differing = lines.flatMap(({ line }, index) => {
		const asked = line?.taxPercent ?? null;
		const percent = taxes[index]?.percent ?? 0;
		return asked === null || asked === percent || organisation.decidesTax
			? []
			: [`"${line?.name}" ${asked} % there, ${percent} % on the ${document}`];
	});
	if (differing.length > 0) {
		const more = differing.length > 3 ? ` and ${differing.length - 3} more` : '';
		checks.push({
			code: 'tax_differs',
			what: `The deal in ${deal.crm.accountName} has another tax: ${differing.slice(0, 3).join('; ')}${more}`,
			todo: `Check the tax rate on the ${document}`,
			by: 'finance',
		});
	}
	return checks;
}

/** The customer's order number, else the accepted quote's number; never anything of ours. */
function referenceOf(deal: Deal, settings: BillingSettings, traits: LedgerTraits): string | null {
	if (settings.reference === 'none') return null;
	const quoted = deal.quote?.status === 'accepted' && settings.reference === 'po_or_quote' ? deal.quote.number : null;
	const reference = deal.poNumber?.trim() || quoted?.trim() || '';
	return reference === '' ? null : cut(reference, traits.referenceMax);
}
