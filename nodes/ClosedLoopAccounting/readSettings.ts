import type { IExecuteFunctions } from 'n8n-workflow';
import type { BillingSettings } from '../shared/billing/settings';
import { defaultSettings } from '../shared/billing/settings';
import { parseTerms } from '../shared/billing/terms';
import type { CheckCode } from '../shared/model/outcome';
import { isRecord } from '../shared/node/isRecord';
import { dateSetting, listSetting, textSetting, wrongSetting } from '../shared/node/settings';
import { isShown } from './shown';

type Context = Pick<IExecuteFunctions, 'getNodeParameter'>;
type NodeContext = Context & Pick<IExecuteFunctions, 'getNode'>;

/** The collection *Options* of an item. */
export function optionsOf(context: Context, itemIndex: number): Record<string, unknown> {
	const value: unknown = context.getNodeParameter('options', itemIndex, {});
	if (!isRecord(value)) throw wrongSetting('Options', 'a collection', value);
	return value;
}

/** Which deals are billed and whom they bill: what the pure checks of every writing operation need. */
export function dealSettings(context: Context, itemIndex: number): BillingSettings {
	const options = optionsOf(context, itemIndex);
	return {
		...defaultSettings,
		billFrom: dateSetting(context, 'billFrom', 'Bill From', itemIndex),
		pipelines: pipelinesOf(context, itemIndex),
		billTo: oneOf(options['billTo'], 'Bill To', ['companies', 'people', 'both'], defaultSettings.billTo),
		onlyWhen: flag(options['onlyWhen'], 'Only When'),
		recurring: oneOf(
			options['recurring'],
			'Recurring Lines',
			['first_period', 'whole_term'],
			defaultSettings.recurring,
		),
		noLinesText: optionalText(options['noLinesText'], 'Text Without Lines'),
		ifNameTaken: oneOf(
			options['ifNameTaken'],
			'If Name Is Taken',
			['refuse', 'suffix'],
			defaultSettings.ifNameTaken,
		),
	};
}

/** How the invoice is made, laid over the settings that say which deals; a field that the ledger does not have says nothing. */
export function invoiceSettings(context: NodeContext, itemIndex: number, which: BillingSettings): BillingSettings {
	const options = optionsOf(context, itemIndex);
	const { status, createAs } = defaultSettings;
	return {
		...which,
		salesAccount: shownText(context, 'salesAccount', 'Sales Account', itemIndex),
		fallbackItem: shownText(context, 'fallbackItem', 'Fallback Item', itemIndex),
		status: shownChoice(context, 'status', 'Status', ['draft', 'submitted', 'approved'], status, itemIndex),
		createAs: shownChoice(context, 'createAs', 'Create As', ['invoice', 'estimate'], createAs, itemIndex),
		pricesInclude: flag(options['pricesIncludeTax'], 'Prices Include Tax') ? 'inclusive' : 'exclusive',
		issueDate: oneOf(
			options['issueDate'],
			'Issue Date',
			['today', 'won_date', 'invoice_on'],
			defaultSettings.issueDate,
		),
		terms: termsOf(options['terms']),
		reference: oneOf(options['reference'], 'Reference', ['po_or_quote', 'po', 'none'], defaultSettings.reference),
		lookBackDays: days(options['lookBackDays']),
		strictness: strictnessOf(options['strictness']),
		brandingTheme: optionalText(options['brandingTheme'], 'Branding Theme'),
		homeTaxCode: optionalText(options['homeTaxCode'], 'Home Tax Rate'),
		referenceField: optionalText(options['referenceField'], 'Reference Field'),
	};
}

/** A text that must be filled in where the ledger has the field. */
export function shownText(context: NodeContext, name: string, label: string, itemIndex: number): string | null {
	return isShown(context, name) ? textSetting(context, name, label, itemIndex) : null;
}

/** One of a list where the ledger has the field; an expression that finds nothing is a wrong setting. */
function shownChoice<T extends string>(
	context: NodeContext,
	name: string,
	label: string,
	allowed: T[],
	otherwise: T,
	itemIndex: number,
): T {
	if (!isShown(context, name)) return otherwise;
	const value: unknown = context.getNodeParameter(name, itemIndex, undefined);
	return oneOf(value ?? null, label, allowed, otherwise);
}

/** A list from an expression, or its JSON text. */
function pipelinesOf(context: Context, itemIndex: number): string[] {
	const value: unknown = context.getNodeParameter('pipelines', itemIndex, undefined);
	if (typeof value !== 'string') return listSetting(context, 'pipelines', 'Pipelines', itemIndex);
	const list = parsedList(value);
	if (list === null) throw wrongSetting('Pipelines', 'a list with at least one pipeline', value);
	return list;
}

function parsedList(text: string): string[] | null {
	try {
		const list: unknown = JSON.parse(text);
		return Array.isArray(list) && list.length > 0 && list.every((entry) => typeof entry === 'string') ? list : null;
	} catch {
		return null;
	}
}

function oneOf<T extends string>(value: unknown, label: string, allowed: T[], otherwise: T): T {
	if (value === undefined) return otherwise;
	const found = allowed.find((candidate) => candidate === value);
	if (found === undefined) throw wrongSetting(label, `one of ${allowed.join(', ')}`, value);
	return found;
}

function flag(value: unknown, label: string): boolean {
	if (value === undefined) return false;
	if (typeof value !== 'boolean') throw wrongSetting(label, 'on or off (true or false)', value);
	return value;
}

function optionalText(value: unknown, label: string): string | null {
	if (value === undefined || value === null) return null;
	if (typeof value !== 'string') throw wrongSetting(label, 'a text', value);
	return value.trim() === '' ? null : value.trim();
}

function days(value: unknown): number {
	if (value === undefined) return defaultSettings.lookBackDays;
	if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
		throw wrongSetting('Look Back', 'a whole number of days', value);
	return value;
}

function termsOf(value: unknown): BillingSettings['terms'] {
	const text = optionalText(value, 'Payment Terms');
	if (text === null) return null;
	const terms = parseTerms(text);
	if (terms === null) throw wrongSetting('Payment Terms', 'terms such as "30 days" or "end of month"', text);
	return terms;
}

/** n8n keeps a repeatable group of fields as `{rule: [{check, becomes}]}`. */
function strictnessOf(value: unknown): BillingSettings['strictness'] {
	if (value === undefined) return {};
	const rules = (value as { rule?: Array<{ check?: string; becomes?: string }> }).rule ?? [];
	return Object.fromEntries(
		rules.map(({ check, becomes }) => [
			check as CheckCode,
			oneOf(becomes, 'Strictness', ['check', 'hold', 'silent'], 'check'),
		]),
	);
}
