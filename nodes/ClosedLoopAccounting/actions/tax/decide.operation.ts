import type { IExecuteFunctions } from 'n8n-workflow';
import type { Address } from '../../../shared/model/address';
import type { BillTo, Customer } from '../../../shared/model/customer';
import type { Deal } from '../../../shared/model/deal';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import type { Operation } from '../../../shared/node/runOperation';
import { booleanSetting, wrongSetting } from '../../../shared/node/settings';
import { openLedger, organisationSetting } from '../../openLedger';
import { optionsOf } from '../../readSettings';
import type { TaxSettings } from '../../taxes/decideTaxes';
import { decideTaxes } from '../../taxes/decideTaxes';
import { readTaxRules } from '../../taxes/readTaxRules';
import { bothOn, dealAndCustomer } from '../dealAndCustomer';

interface Input {
	organisation: string;
	settings: TaxSettings;
	deal: Deal;
	customer: Customer | null;
	shipTo: Address | null;
	vatCheckedOn: string | null;
}

/** Tax: Decide. Puts the tax code and its reason on each line of the deal; writes nothing. */
export const decide: Operation<Input> = {
	read(context, itemIndex) {
		return {
			organisation: organisationSetting(context, itemIndex),
			settings: settingsOf(context, itemIndex),
			...dealAndCustomer(context, itemIndex),
			shipTo: shipToOf(context, itemIndex),
			vatCheckedOn: checkedOnOf(context, itemIndex),
		};
	},
	async run(context, inputs) {
		return await runGrouped(
			inputs,
			({ organisation, settings }) => ({ organisation, settings }),
			async (group) => {
				const [{ organisation, settings }] = group as [Input];
				const port = await openLedger(context, organisation);
				const deals = await decideTaxes(port, group, settings);
				return deals.map((deal, index) => ok({ merge: bothOn(deal, group[index]?.customer ?? null) }));
			},
		);
	},
};

function settingsOf(context: IExecuteFunctions, itemIndex: number): TaxSettings {
	const options = optionsOf(context, itemIndex);
	const billTo = (['companies', 'people', 'both'] satisfies BillTo[]).find(
		(one) => one === (options['billTo'] ?? 'companies'),
	);
	if (billTo === undefined) throw wrongSetting('Bill To', 'one of companies, people, both', options['billTo']);
	return {
		rules: readTaxRules(context.getNodeParameter('rules', itemIndex, {}), options['rulesJson']),
		useStarters: booleanSetting(context, 'useStarterRows', 'Use Starter Rows', itemIndex),
		billTo,
		salesAccount: textOf(options, 'salesAccount', 'Sales Account'),
	};
}

/** Country and region alone decide on tax. */
function shipToOf(context: IExecuteFunctions, itemIndex: number): Address | null {
	const options = optionsOf(context, itemIndex);
	const country = textOf(options, 'shipToCountry', 'Ship-To Country');
	const region = textOf(options, 'shipToRegion', 'Ship-To Region');
	if (country === null && region === null) return null;
	return { line1: null, line2: null, city: null, region, postalCode: null, country };
}

function checkedOnOf(context: IExecuteFunctions, itemIndex: number): string | null {
	const found = textOf(optionsOf(context, itemIndex), 'vatCheckedOn', 'VAT Number Checked On');
	if (found === null) return null;
	const date = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(found)?.[1];
	if (date === undefined) throw wrongSetting('VAT Number Checked On', 'a date such as 2026-11-03, or empty', found);
	return date;
}

function textOf(options: Record<string, unknown>, name: string, label: string): string | null {
	const value = options[name];
	if (value === undefined || value === null) return null;
	if (typeof value !== 'string') throw wrongSetting(label, 'a text', value);
	return value.trim() === '' ? null : value.trim();
}
