import type { LedgerTraits } from '../model/ledgerTraits';
import type { Customer } from '../model/customer';
import type { Deal } from '../model/deal';
import type { InvoiceDraft, InvoiceDraftLine } from '../model/invoice';
import type { Check, Hold } from '../model/outcome';
import { exactFigures } from './absorb';
import { amountChecks } from './amountChecks';
import { customerChecks } from './customerChecks';
import { draftDates } from './draftDates';
import { cut, lineDescription } from './lineText';
import { formatMoney } from './money';
import type { BilledParty } from './party';
import { billedParty } from './party';
import type { PromisedLine } from './promise';
import { promise } from './promise';
import type { BillingSettings } from './settings';
import type { Books, TaxChoice } from './tax';
import { amountsAre, chooseTax, taxCountry } from './tax';

export interface DraftInput extends Books {
	deal: Deal;
	customer: Customer;
	/** Enabled currencies of the organisation. */
	currencies: string[];
	settings: BillingSettings;
	traits: LedgerTraits;
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
	const promised = promise(deal, settings);
	const lines: InvoiceDraftLine[] = [];
	const taxes: TaxChoice[] = [];
	for (const line of promised.lines) {
		const figures = exactFigures(line, traits);
		if (figures === null) return { hold: tooFine(line.line?.name ?? null, line.net, deal.currency, traits.label) };
		const account = line.line?.product?.account ?? settings.salesAccount;
		const tax = chooseTax(line.line, customer, input, { account, country }, settings);
		taxes.push(tax);
		lines.push({
			dealLineId: line.line?.id ?? null,
			description:
				line.line === null
					? cut(line.text ?? '', traits.descriptionMax)
					: lineDescription(line.line, traits.descriptionMax),
			...figures,
			itemCode: line.line?.product?.code ?? null,
			account,
			taxCode: tax.code,
			taxReason: tax.reason,
			amount: line.net,
		});
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
			...(party === null ? [] : customerChecks(party, customer, { country, currency: deal.currency })),
			...taxChecks(promised.lines, taxes, deal),
			...dates.checks,
		],
		notes: dates.notes,
	};
}

/** What no draft can be made of. */
export function cannotBill(
	{
		customer,
		currencies,
		organisation,
		preview,
	}: Pick<DraftInput, 'customer' | 'currencies' | 'organisation' | 'preview'>,
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
function taxChecks(lines: PromisedLine[], taxes: TaxChoice[], deal: Deal): Check[] {
	const told = taxes.map((tax) => tax.check).filter((check) => check !== undefined);
	const checks = [...new Map(told.map((check) => [check.what, check])).values()];
	const differing = lines.flatMap(({ line }, index) => {
		const asked = line?.taxPercent ?? null;
		const percent = taxes[index]?.percent ?? 0;
		return asked === null || asked === percent
			? []
			: [`"${line?.name}" ${asked} % there, ${percent} % on the draft`];
	});
	if (differing.length > 0) {
		const more = differing.length > 3 ? ` and ${differing.length - 3} more` : '';
		checks.push({
			code: 'tax_differs',
			what: `The deal in ${deal.crm.accountName} has another tax: ${differing.slice(0, 3).join('; ')}${more}`,
			todo: 'Check the tax rate on the draft',
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
