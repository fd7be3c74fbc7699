import * as accounting from 'xero-node/dist/gen/model/accounting/models.js';
import type { Model, Models, Route } from './route.mts';

/** The models of `xero-node`, and which of them each endpoint speaks (apis/xero.md sections 4 to 8). */

const classes = unwrap(accounting) as Record<string, Model & Record<string, unknown>>;

/** What an element of a 400 answer is: the client's `Element` laid over the element that was sent. */
const FAILED = /^Failed(\w+)$/;

/** What 401 and 403 answer with, of which the client has no model: all its fields are exemptions. */
const PROBLEM = 'Problem';

export const xeroModels: Models = {
	fields(type) {
		if (type === PROBLEM) return [];
		const model = FAILED.exec(type)?.[1];
		if (model) return [...fieldsOf(model), ...fieldsOf('Element')];
		const refused = /^Refused(\w+)$/.exec(type)?.[1];
		if (refused)
			return fieldsOf('ModelError').map((field) =>
				field.baseName === 'Elements' ? { ...field, type: `Array<Failed${refused}>` } : field,
			);
		return classes[type]?.attributeTypeMap;
	},
	values(type) {
		const [name = '', inner] = type.split('.');
		const model = classes[name];
		const values = inner === undefined ? model : model?.[inner];
		return typeof values === 'object' && values !== null ? Object.values(values) : undefined;
	},
	isDate: (text) => /^\/Date\(-?\d+(?:\+0000)?\)\/$/.test(text) || /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?$/.test(text),
};

function fieldsOf(type: string): Array<{ baseName: string; type: string }> {
	return classes[type]?.attributeTypeMap ?? [];
}

/** Endpoints by their first path segment: the list's model and its element's. */
export const KINDS: Record<string, { list: string; element: string } | undefined> = {
	Accounts: { list: 'Accounts', element: 'Account' },
	BrandingThemes: { list: 'BrandingThemes', element: 'BrandingTheme' },
	Contacts: { list: 'Contacts', element: 'Contact' },
	CreditNotes: { list: 'CreditNotes', element: 'CreditNote' },
	Currencies: { list: 'Currencies', element: 'Currency' },
	Invoices: { list: 'Invoices', element: 'Invoice' },
	Items: { list: 'Items', element: 'Item' },
	Organisation: { list: 'Organisations', element: 'Organisation' },
	Overpayments: { list: 'Overpayments', element: 'Overpayment' },
	Payments: { list: 'Payments', element: 'Payment' },
	Prepayments: { list: 'Prepayments', element: 'Prepayment' },
	Quotes: { list: 'Quotes', element: 'Quote' },
	RepeatingInvoices: { list: 'RepeatingInvoices', element: 'RepeatingInvoice' },
	TaxRates: { list: 'TaxRates', element: 'TaxRate' },
	TrackingCategories: { list: 'TrackingCategories', element: 'TrackingCategory' },
};

/** Parts below a record that speak another model. */
export const PARTS: Record<string, { list: string; element: string } | undefined> = {
	Actions: { list: 'Actions', element: 'Action' },
	Allocations: { list: 'Allocations', element: 'Allocation' },
	Attachments: { list: 'Attachments', element: 'Attachment' },
	Email: { list: 'RequestEmpty', element: 'RequestEmpty' },
	History: { list: 'HistoryRecords', element: 'HistoryRecord' },
	OnlineInvoice: { list: 'OnlineInvoices', element: 'OnlineInvoice' },
};

export function xeroRoute(method: string, path: string, status: number): Route | undefined {
	const [, , , first = '', ...rest] = path.split('/');
	// What was taken away is answered by itself, without the list around it.
	if (rest.at(-2) === 'Allocations') return { asked: 'RequestEmpty', answered: 'Allocation' };
	const kind = PARTS[rest.at(-1) ?? ''] ?? KINDS[first];
	if (!kind) return undefined;
	const deleting = first === 'Payments' && method === 'POST' && rest.length === 1;
	const answered = status === 401 || status === 403 ? PROBLEM : status >= 400 ? `Refused${kind.element}` : kind.list;
	return deleting ? { asked: 'PaymentDelete', answered } : { asked: kind.list, askedAlone: kind.element, answered };
}

/** The module's own names, whether it came through Node or through a bundler's wrapping. */
function unwrap(module: object): object {
	return (module as { default?: object }).default ?? module;
}
