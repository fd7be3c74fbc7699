import type { QuickBooksRecord } from '../core/types.mts';
import type { Books } from './books.mts';
import { checkLength } from './input.mts';

/** The company's custom fields of sales: apis/quickbooks.md 7.3. */

interface Sent {
	DefinitionId?: string;
	StringValue?: string;
}

/** Every field that is switched on, with what was sent of it; others do not exist. @throws Refused 2050 above 31 characters */
export function customFields(books: Books, sent: unknown): QuickBooksRecord[] {
	const given = (Array.isArray(sent) ? sent : []) as Sent[];
	return definitions(books).map(({ id, name }) => {
		const StringValue = given.find(({ DefinitionId }) => DefinitionId === id)?.StringValue;
		checkLength(name, StringValue, 31);
		return { DefinitionId: id, Name: name, Type: 'StringType', ...(StringValue && { StringValue }) };
	});
}

/** Their numbers and names, as the preferences have them. */
function definitions(books: Books): Array<{ id: string; name: string }> {
	const groups = (books.prefs('SalesFormsPrefs')['CustomField'] ?? []) as Array<{ CustomField?: QuickBooksRecord[] }>;
	const all = groups.flatMap(({ CustomField }) => CustomField ?? []);
	const value = (name: string) => all.find(({ Name }) => Name === `SalesFormsPrefs.${name}`);
	return ['1', '2', '3'].flatMap((id) => {
		const name = value(`SalesCustomName${id}`)?.['StringValue'];
		const isOn = value(`UseSalesCustom${id}`)?.['BooleanValue'] === true;
		return isOn && typeof name === 'string' ? [{ id, name }] : [];
	});
}
