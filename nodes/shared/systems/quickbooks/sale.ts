import { keyMemo } from '../../billing/keyTexts';
import type { KeyedDocument } from '../../billing/keyTexts';
import type { AmountsAre, InvoiceDraft } from '../../model/invoice';
import type { Problem, Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { ItemIndex } from './items';
import { wireFields, wireLines } from './lines';
import type { Company } from './settings';
import type { WireSale } from './wire';

const TAX_CALCULATION: Record<AmountsAre, string> = {
	exclusive: 'TaxExcluded',
	inclusive: 'TaxInclusive',
	no_tax: 'NotApplicable',
};

/** What every sales document of ours is made of (apis/quickbooks.md 7.3). */
export type SaleDraft = Omit<InvoiceDraft, 'dueDate' | 'createAs'>;

/**
 * The wire form of a draft. The memo carries key and execution in words (rules.md section 1); the number is QuickBooks' own; the
 * currency stands only where the company bills in several.
 */
export function wireSale(draft: SaleDraft, what: KeyedDocument, company: Company, items: ItemIndex): Result<WireSale> {
	const { organisation, multiCurrency, documentTaxCode, customNumbers } = company;
	if (!multiCurrency && draft.currency !== organisation.baseCurrency) return failed(oneCurrency(draft, company));
	if (organisation.decidesTax && draft.amountsAre === 'inclusive') return failed(noInclusive(company));
	const lines = wireLines(draft, company, items);
	if (!lines.ok) return lines;
	return ok({
		CustomerRef: { value: draft.customerId },
		TxnDate: draft.issueDate,
		PrivateNote: keyMemo({ key: draft.key, execution: draft.execution, what }),
		Line: lines.value,
		...wireFields(draft),
		...(multiCurrency ? { CurrencyRef: { value: draft.currency } } : {}),
		...(organisation.decidesTax ? {} : { GlobalTaxCalculation: TAX_CALCULATION[draft.amountsAre] }),
		...(documentTaxCode === null ? {} : { TxnTaxDetail: { TxnTaxCodeRef: { value: documentTaxCode } } }),
		...(customNumbers ? { AutoDocNumber: true } : {}),
	});
}

function oneCurrency({ currency }: SaleDraft, { organisation }: Company): Problem {
	return {
		code: 'currency_not_enabled',
		message: `${organisation.name} bills in ${organisation.baseCurrency} alone, not in ${currency}`,
		todo: 'Switch on several currencies in QuickBooks, or bill in the home currency',
		scope: 'item',
		system: 'quickbooks',
	};
}

function noInclusive({ organisation }: Company): Problem {
	return {
		code: 'refused',
		message: `${organisation.name} is in the US, where QuickBooks takes no prices that include tax`,
		todo: "Switch 'Prices Include Tax' off",
		scope: 'item',
		system: 'quickbooks',
	};
}
