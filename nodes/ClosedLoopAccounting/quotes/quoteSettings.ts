import type { IExecuteFunctions } from 'n8n-workflow';
import type { BillingSettings } from '../../shared/billing/settings';
import { defaultSettings } from '../../shared/billing/settings';
import { choiceOption, countOption, flagOption, textOption } from '../actions/options';
import { optionsOf, shownText } from '../readSettings';

/** How a quote is made. */
export interface QuoteSettings {
	settings: BillingSettings;
	/** Days that the quote is good for. */
	validDays: number;
}

/** A deal that is quoted need not be won: nothing asks which deals are billed. */
export function quoteSettings(
	context: Pick<IExecuteFunctions, 'getNodeParameter' | 'getNode'>,
	itemIndex: number,
): QuoteSettings {
	const options = optionsOf(context, itemIndex);
	return {
		settings: {
			...defaultSettings,
			salesAccount: shownText(context, 'salesAccount', 'Sales Account', itemIndex),
			fallbackItem: shownText(context, 'fallbackItem', 'Fallback Item', itemIndex),
			billTo: choiceOption(options['billTo'], 'Bill To', ['companies', 'people', 'both']),
			recurring: choiceOption(options['recurring'], 'Recurring Lines', ['first_period', 'whole_term']),
			noLinesText: textOption(options['noLinesText'], 'Text Without Lines'),
			pricesInclude: flagOption(options['pricesIncludeTax'], 'Prices Include Tax') ? 'inclusive' : 'exclusive',
			reference: choiceOption(options['reference'], 'Reference', ['po', 'none']),
			brandingTheme: textOption(options['brandingTheme'], 'Branding Theme'),
			homeTaxCode: textOption(options['homeTaxCode'], 'Home Tax Rate'),
		},
		validDays: countOption(options['validDays'], 'Valid For', 1, 365, 30),
	};
}
