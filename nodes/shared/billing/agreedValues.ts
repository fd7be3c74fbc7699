import type { AgreedCustomer, AgreedValue, CustomerField } from '../model/customerSync';
import { customerFields } from './customerFields';

/**
 * The text of *Agreed values* on a company or contact (rules.md section 8): JSON, by organisation and the ledger's customer id, so
 * that a record linked anew or merged has agreed on nothing:
 * `{"<organisation>": {"<customer id>": {"crmId": "...", "values": {"email": "...", "phone": null}}}}`.
 */
type Stored = Record<string, Record<string, AgreedCustomer>>;

/** What was agreed of this customer; null before anything was, or where it was with another record. */
export function agreedOf(
	text: string | null,
	organisationId: string,
	ledgerId: string,
	crmId: string,
): AgreedCustomer | null {
	const agreed = parse(text)[organisationId]?.[ledgerId];
	return agreed?.crmId === crmId ? agreed : null;
}

/** Both sides of an agreed value. */
export function bothSides(value: AgreedValue): { crm: string | null; ledger: string | null } {
	const [crm, ledger] = Array.isArray(value) ? value : [value, value];
	return { crm, ledger };
}

/**
 * The text with what was agreed of this customer. Others of the organisation stay where the record is still linked to
 * them (`linkedIds`).
 */
export function withAgreed(
	text: string | null,
	organisationId: string,
	ledgerId: string,
	agreed: AgreedCustomer,
	linkedIds: string[],
): string {
	const stored = parse(text);
	const kept = Object.entries(stored[organisationId] ?? {}).filter(([id]) => linkedIds.includes(id));
	return JSON.stringify({ ...stored, [organisationId]: { ...Object.fromEntries(kept), [ledgerId]: agreed } });
}

/** A text that somebody broke says nothing. */
function parse(text: string | null): Stored {
	const read = readJson(text);
	if (!isObject(read)) return {};
	return Object.fromEntries(
		Object.entries(read).flatMap(([organisation, customers]) =>
			isObject(customers)
				? [
						[
							organisation,
							Object.fromEntries(Object.entries(customers).flatMap(([id, one]) => customerOf(id, one))),
						],
					]
				: [],
		),
	);
}

function customerOf(id: string, stored: unknown): Array<[string, AgreedCustomer]> {
	if (!isObject(stored) || typeof stored['crmId'] !== 'string' || !isObject(stored['values'])) return [];
	const values: Partial<Record<CustomerField, AgreedValue>> = {};
	for (const field of customerFields) {
		const value = stored['values'][field];
		if (isText(value)) values[field] = value;
		else if (Array.isArray(value) && value.length === 2 && value.every(isText)) {
			values[field] = [value[0] as string | null, value[1] as string | null];
		}
	}
	return [[id, { crmId: stored['crmId'], values }]];
}

function readJson(text: string | null): unknown {
	try {
		return JSON.parse(text ?? '');
	} catch {
		return null;
	}
}

function isText(value: unknown): value is string | null {
	return value === null || typeof value === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
