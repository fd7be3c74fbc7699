import { date, number, text } from './values';
import type { HubSpotObject } from './wire';

/** How one value of a document stands in HubSpot's text. */
export interface Codec<T> {
	property: string;
	read(object: HubSpotObject, property: string): T;
	write(value: T): string;
}

export type Codecs<Document> = { [K in keyof Document]: Codec<Document[K]> };

/** A document that stands in properties of a record, value by value. */
export interface StoredValues<Document> {
	/** The properties that hold it. */
	names: string[];
	nameOf(key: keyof Document): string;
	read(object: HubSpotObject): Document;
	/** The properties of a write; an empty text clears (apis/hubspot.md 3.1). What is no stored value is left out. */
	write(values: Partial<Document>): Record<string, string>;
}

/** What a text property holds (rules.md section 7). */
const LONGEST_TEXT = 65_536;

export function storedValues<Document>(codecs: Codecs<Document>): StoredValues<Document> {
	const keys = Object.keys(codecs) as Array<keyof Document>;
	return {
		names: keys.map((key) => codecs[key].property),
		nameOf: (key) => codecs[key].property,
		read: (object) =>
			Object.fromEntries(
				keys.map((key) => [key, codecs[key].read(object, codecs[key].property)]),
			) as unknown as Document,
		write: (values) => {
			const properties: Record<string, string> = {};
			for (const key of keys) {
				const value = values[key];
				if (value === undefined) continue;
				const codec = codecs[key] as Codec<unknown>;
				properties[codec.property] = value === null ? '' : codec.write(value).slice(0, LONGEST_TEXT);
			}
			return properties;
		},
	};
}

export function word<T extends string>(property: string): Codec<T | null> {
	return { property, read: (object, name) => text(object, name) as T | null, write: String };
}

export function figure(property: string): Codec<number | null> {
	return { property, read: number, write: String };
}

export function day(property: string): Codec<string | null> {
	return { property, read: date, write: String };
}
