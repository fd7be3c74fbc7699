import type { BillTo } from '../shared/model/customer';
import { isRecord } from '../shared/node/isRecord';
import type { FieldMapping } from '../shared/systems/crm';
import { defaultFields } from '../shared/systems/hubspot/fieldNames';
import { wrongSetting } from '../shared/node/settings';

/** The collection *Fields*: what is left out or empty stays ours; anything but a property's name is a wrong setting. */
export function readFields(value: unknown): FieldMapping {
	if (value === undefined || value === null) return defaultFields;
	if (!isRecord(value)) throw wrongSetting('Fields', 'a collection of property names', value);
	const fields = { ...defaultFields };
	for (const name of Object.keys(defaultFields) as Array<keyof FieldMapping>) {
		const chosen = value[name];
		if (chosen === undefined || chosen === null || chosen === '') continue;
		if (typeof chosen !== 'string') throw wrongSetting(`Fields: ${name}`, 'the name of a property', chosen);
		fields[name] = chosen.trim();
	}
	return fields;
}

/** *Bill To* in a collection of options; companies when it is left out. */
export function readBillTo(value: unknown): BillTo {
	if (value === undefined || value === '' || value === 'companies') return 'companies';
	if (value === 'people' || value === 'both') return value;
	throw wrongSetting('Bill To', 'companies, people or both', value);
}
