import type { IExecuteFunctions } from 'n8n-workflow';
import { isDate } from '../shared/billing/dates';
import { isRecord } from '../shared/node/isRecord';
import { SystemError } from '../shared/transport/systemError';
import type { FieldsInvoice } from './invoices/draftPieces';

type Line = FieldsInvoice['lines'][number];

/** *Line Items* and *Invoice Fields* of one item. What cannot be read is an error on that item. */
export function readInvoiceFields(
	context: Pick<IExecuteFunctions, 'getNodeParameter'>,
	itemIndex: number,
): FieldsInvoice {
	const { line } = record(context.getNodeParameter('lines', itemIndex, {}));
	if (!Array.isArray(line) || line.length === 0)
		throw unreadable('Line Items', '', 'it holds no line', 'Add at least one line item');
	const fields = record(context.getNodeParameter('invoiceFields', itemIndex, {}));
	const currency = text(fields['currency'])?.toUpperCase() ?? null;
	if (currency !== null && !/^[A-Z]{3}$/.test(currency))
		throw unreadable('Currency', '', `it is "${currency}"`, 'Set it to three letters, such as GBP');
	return {
		lines: line.map((one, index) => lineOf(record(one), ` of line ${index + 1}`)),
		currency,
		reference: text(fields['reference']),
		issueDate: date(fields['issueDate'], 'Issue Date'),
		dueDate: date(fields['dueDate'], 'Due Date'),
		terms: null,
		sourceUrl: text(fields['sourceUrl']),
	};
}

/** `where` names the line in errors. */
function lineOf(line: Record<string, unknown>, where: string): Line {
	const discountPercent = amount(line['discountPercent'] ?? 0, 'Discount Percent', where);
	if (discountPercent < 0 || discountPercent > 100)
		throw unreadable('Discount Percent', where, `it is ${discountPercent}`, 'Set it to a percentage from 0 to 100');
	return {
		description: text(line['description']) ?? '',
		quantity: amount(line['quantity'], 'Quantity', where),
		unitPrice: amount(line['unitPrice'], 'Unit Price', where),
		discountPercent: discountPercent === 0 ? null : discountPercent,
		itemCode: text(line['itemCode']),
		account: text(line['account']),
		taxCode: text(line['taxCode']),
	};
}

function amount(value: unknown, label: string, where: string): number {
	const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof read !== 'number' || !Number.isFinite(read))
		throw unreadable(label, where, `it is ${shown(value)}`, 'Set it to a number');
	return read;
}

function date(value: unknown, label: string): string | null {
	const given = text(value);
	if (given === null) return null;
	const day = given.slice(0, 10);
	if (!isDate(day)) throw unreadable(label, '', `it is "${given}"`, 'Set it to a date such as 2026-11-01');
	return day;
}

function text(value: unknown): string | null {
	const trimmed = value === undefined || value === null ? '' : String(value).trim();
	return trimmed === '' ? null : trimmed;
}

function record(value: unknown): Record<string, unknown> {
	return isRecord(value) ? value : {};
}

function shown(value: unknown): string {
	return value === undefined || value === null || value === '' ? 'empty' : JSON.stringify(value).slice(0, 80);
}

function unreadable(label: string, where: string, found: string, todo: string): SystemError {
	return new SystemError({
		code: 'field_unreadable',
		message: `'${label}'${where} cannot be used: ${found}`,
		todo,
		scope: 'item',
	});
}
