import { Decimal } from 'decimal.js';
import type { Invoice, LineItem } from 'xero-node';
import { readUrl } from './key.mts';
import type { Expectation, ExpectedLine } from './oracle.mts';

const LIVE = new Set(['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID']);

/**
 * Compares what stands in the ledger with what ought to. `invoices` are all invoices of the organisation, as xero-node reads
 * them page by page (with lines, `unitdp=4`); `before` are the ids of those that stood there before the run. Returns
 * one sentence for each thing that differs, none when all is right.
 */
export function compareInvoices(
	expectations: readonly Expectation[],
	invoices: readonly Invoice[],
	before: ReadonlySet<string>,
): string[] {
	const findings: string[] = [];
	const byKey = new Map(expectations.map((expectation) => [expectation.key, expectation]));
	const found = new Map<string, Invoice[]>();
	const present = new Set(invoices.map(({ invoiceID }) => invoiceID));
	for (const id of before) if (!present.has(id)) findings.push(`invoice ${id} stood there before and is gone`);
	for (const invoice of invoices) {
		if (
			before.has(invoice.invoiceID ?? '') ||
			!LIVE.has(String(invoice.status)) ||
			String(invoice.type) !== 'ACCREC'
		)
			continue;
		const key = readUrl(invoice.url)?.key;
		const owner = key === undefined ? undefined : byKey.get(key);
		if (owner === undefined)
			findings.push(
				`invoice ${invoice.invoiceNumber ?? invoice.invoiceID} (${invoice.url ?? 'no link'}) belongs to no deal`,
			);
		else found.set(owner.key, [...(found.get(owner.key) ?? []), invoice]);
	}
	for (const expectation of expectations) {
		const live = found.get(expectation.key) ?? [];
		const wanted = expectation.outcome === 'draft' ? 1 : 0;
		if (live.length !== wanted) {
			findings.push(
				`deal ${expectation.dealId} (${expectation.code ?? expectation.outcome}): ${live.length} live invoices, expected ${wanted}`,
			);
		}
		if (wanted === 1) for (const invoice of live) findings.push(...compareOne(expectation, invoice));
	}
	return [...findings, ...compareCustomers(expectations, found)];
}

function compareOne(expectation: Expectation, invoice: Invoice): string[] {
	const at = `deal ${expectation.dealId}`;
	const findings: string[] = [];
	const check = (what: string, actual: string, wanted: string) => {
		if (actual !== wanted) findings.push(`${at}: ${what} is "${actual}", expected "${wanted}"`);
	};
	const checkMoney = (what: string, actual: number | undefined, wanted: string) =>
		check(what, money(actual), new Decimal(wanted).toString());
	const url = readUrl(invoice.url);
	if (!url?.link.includes(expectation.dealId))
		findings.push(`${at}: its link "${url?.link ?? ''}" does not lead to the deal`);
	if (!url?.execution) findings.push(`${at}: the execution is missing from "${invoice.url ?? ''}"`);
	const { existing, name } = expectation.customer ?? { existing: null, name: '' };
	if (existing !== null) check('contact', invoice.contact?.contactID ?? '', existing);
	check('contact name', invoice.contact?.name ?? '', name);
	check('reference', invoice.reference ?? '', expectation.reference);
	check('currency', String(invoice.currencyCode ?? ''), expectation.currency);
	check('prices', String(invoice.lineAmountTypes ?? 'Exclusive').replace('NoTax', 'Exclusive'), 'Exclusive');
	checkMoney('net', invoice.subTotal, expectation.net);
	checkMoney('tax', invoice.totalTax, expectation.tax);
	checkMoney('total', invoice.total, expectation.total);
	const lines = invoice.lineItems ?? [];
	check('number of lines', String(lines.length), String(expectation.lines.length));
	for (const [index, wanted] of expectation.lines.entries()) {
		const line = lines[index];
		if (line) findings.push(...compareLine(`${at}, line ${index + 1}`, wanted, line));
	}
	return findings;
}

function compareLine(at: string, wanted: ExpectedLine, line: LineItem): string[] {
	const findings: string[] = [];
	const check = (what: string, actual: string, expectation: string) => {
		if (actual !== expectation) findings.push(`${at}: ${what} is "${actual}", expected "${expectation}"`);
	};
	if (!(line.description ?? '').startsWith(wanted.description))
		check('text', line.description ?? '', `${wanted.description}...`);
	check('net', money(line.lineAmount), new Decimal(wanted.net).toString());
	check('tax', money(line.taxAmount), new Decimal(wanted.tax).toString());
	check('item', line.itemCode ?? '', wanted.itemCode ?? '');
	check('account', line.accountCode ?? '', wanted.accountCode);
	check('tax code', taxCode(line.taxType), taxCode(wanted.taxType));
	// A price with more than four decimals cannot be kept by the ledger: only the amount binds then.
	if (new Decimal(wanted.unitAmount).decimalPlaces() > 4) return findings;
	check('quantity', money(line.quantity), wanted.quantity);
	check('price', money(line.unitAmount), wanted.unitAmount);
	const rate = money(line.discountRate);
	const amount = money(line.discountAmount);
	const sameRate = wanted.discountPercent !== null && rate === wanted.discountPercent;
	if (!sameRate && (rate !== '0' || amount !== new Decimal(wanted.discount).toString())) {
		const expectation =
			wanted.discountPercent === null ? wanted.discount : `${wanted.discountPercent} % or ${wanted.discount}`;
		findings.push(`${at}: discount is ${rate} % and ${amount}, expected ${expectation}`);
	}
	return findings;
}

/** A line abroad stands without a code, or with the ledger's code for no tax. */
function taxCode(code: string | null | undefined): string {
	return code === null || code === undefined || code === '' ? 'NONE' : code;
}

function money(value: number | undefined): string {
	return new Decimal(value ?? 0).toString();
}

/** One ledger contact for each billed company, and none shared by two of them. */
function compareCustomers(
	expectations: readonly Expectation[],
	found: ReadonlyMap<string, readonly Invoice[]>,
): string[] {
	const contactOf = new Map<string, string>();
	const companyOf = new Map<string, string>();
	const findings: string[] = [];
	for (const { key, dealId, customer } of expectations) {
		for (const invoice of found.get(key) ?? []) {
			const contact = invoice.contact?.contactID ?? '';
			if (customer === null || contact === '') continue;
			const earlier = contactOf.get(customer.companyId) ?? contact;
			if (earlier !== contact)
				findings.push(
					`deal ${dealId}: company ${customer.companyId} is billed as two contacts, ${earlier} and ${contact}`,
				);
			const other = companyOf.get(contact) ?? customer.companyId;
			if (other !== customer.companyId && customer.existing === null)
				findings.push(
					`deal ${dealId}: contact ${contact} is billed for companies ${other} and ${customer.companyId}`,
				);
			contactOf.set(customer.companyId, contact);
			companyOf.set(contact, customer.companyId);
		}
	}
	return findings;
}
