import { wrongSetting } from '../shared/node/settings';

/** A list of texts in a collection of options; empty when it is left out. */
export function texts(value: unknown, label: string): string[] {
	if (value === undefined) return [];
	if (!Array.isArray(value) || value.some((entry) => typeof entry !== 'string')) {
		throw wrongSetting(label, 'a list', value);
	}
	return value as string[];
}
