import { Decimal } from 'decimal.js';
import type { DocumentLine, LedgerDocument } from '../read/document.mts';
import type { Expectation, ExpectedLine } from './oracle.mts';

/**
 * Compares what stands in the ledger with what ought to. `documents` are all sales invoices of the organisation, as the
 * ledger's own client reads them; `before` are the ids of those that stood there before the run. Returns one sentence for
 * each thing that differs, none when all is right.
 */
export function compareInvoices(
	expectations: readonly Expectation[],
	documents: readonly LedgerDocument[],
	before: ReadonlySet<string>,
): string[] {
	const findings: string[] = [];
	const byKey = new Map(expectations.map((expectation) => [expectation.key, expectation]));
	const found = new Map<string, LedgerDocument[]>();
	const present = new Set(documents.map(({ id }) => id));
	for (const id of before) if (!present.has(id)) findings.push(`invoice ${id} stood there before and is gone`);
	for (const document of documents) {
		if (before.has(document.id) || document.status === 'dead') continue;
		const owner = document.key === null ? undefined : byKey.get(document.key);
		if (owner === undefined) findings.push(`invoice ${document.number || document.id} belongs to no deal`);
		else found.set(owner.key, [...(found.get(owner.key) ?? []), document]);
	}
	for (const expectation of expectations) {
		const live = found.get(expectation.key) ?? [];
		const wanted = expectation.outcome === 'draft' ? 1 : 0;
		if (live.length !== wanted) {
			findings.push(
				`deal ${expectation.dealId} (${expectation.code ?? expectation.outcome}): ${live.length} live invoices, expected ${wanted}`,
			);
		}
		if (wanted === 1) for (const document of live) findings.push(...compareOne(expectation, document));
	}
	return [...findings, ...compareCustomers(expectations, found)];
}

function compareOne(expectation: Expectation, document: LedgerDocument): string[] {
	const at = `deal ${expectation.dealId}`;
	const findings: string[] = [];
	const check = (what: string, actual: string, wanted: string) => {
		if (actual !== wanted) findings.push(`${at}: ${what} is "${actual}", expected "${wanted}"`);
	};
	const checkMoney = (what: string, actual: string, wanted: string | null) => {
		if (wanted !== null) check(what, actual, new Decimal(wanted).toString());
	};
	if (document.link !== null && !document.link.includes(expectation.dealId))
		findings.push(`${at}: its link "${document.link}" does not lead to the deal`);
	if (document.execution === null) findings.push(`${at}: the execution is missing`);
	const { existing, name } = expectation.customer ?? { existing: null, name: '' };
	if (existing !== null) check('contact', document.contactId, existing);
	check('contact name', document.contactName, name);
	check('reference', document.reference, expectation.reference);
	check('currency', document.currency, expectation.currency);
	check('prices', document.isExclusive ? 'exclusive' : 'inclusive', 'exclusive');
	checkMoney('net', document.net, expectation.net);
	checkMoney('tax', document.tax, expectation.tax);
	checkMoney('total', document.total, expectation.total);
	check('number of lines', String(document.lines.length), String(expectation.lines.length));
	for (const [index, wanted] of expectation.lines.entries()) {
		const line = document.lines[index];
		if (line) findings.push(...compareLine(`${at}, line ${index + 1}`, wanted, line));
	}
	return findings;
}

/** What the ledger does not tell of a line is not compared. */
function compareLine(at: string, wanted: ExpectedLine, line: DocumentLine): string[] {
	const findings: string[] = [];
	const check = (what: string, actual: string | null, expectation: string) => {
		if (actual !== null && actual !== expectation)
			findings.push(`${at}: ${what} is "${actual}", expected "${expectation}"`);
	};
	if (!line.text.startsWith(wanted.description)) check('text', line.text, `${wanted.description}...`);
	check('net', line.net, new Decimal(wanted.net).toString());
	check('tax', line.tax, new Decimal(wanted.tax).toString());
	check('item', line.itemCode ?? '', wanted.itemCode ?? '');
	if (line.account !== null || wanted.accountCode !== null)
		check('account', line.account ?? '', wanted.accountCode ?? '');
	check('tax code', line.taxCode ?? 'NONE', wanted.taxType ?? 'NONE');
	return [...findings, ...compareFigures(at, wanted, line)];
}

/** Quantity, price and discount. */
function compareFigures(at: string, wanted: ExpectedLine, line: DocumentLine): string[] {
	const findings: string[] = [];
	const check = (what: string, actual: string | null, expectation: string) => {
		if (actual !== null && actual !== expectation)
			findings.push(`${at}: ${what} is "${actual}", expected "${expectation}"`);
	};
	if (!wanted.figuresBind) return findings;
	const { discountPercent: rate, discountAmount: amount } = line;
	if (rate === null || amount === null) {
		// A ledger without discounts on lines: the net price, or the amount alone.
		if (wanted.discountPercent !== null || wanted.discount !== '0') return findings;
		check('quantity', line.quantity, wanted.quantity);
		check('price', line.price, wanted.unitAmount);
		return findings;
	}
	check('quantity', line.quantity, wanted.quantity);
	check('price', line.price, wanted.unitAmount);
	const sameRate = wanted.discountPercent !== null && rate === wanted.discountPercent;
	// A ledger may tell the percentage that an amount comes to.
	if (!sameRate && amount !== new Decimal(wanted.discount).toString()) {
		const expectation =
			wanted.discountPercent === null ? wanted.discount : `${wanted.discountPercent} % or ${wanted.discount}`;
		findings.push(`${at}: discount is ${rate} % and ${amount}, expected ${expectation}`);
	}
	return findings;
}

/** One ledger contact for each billed company, and none shared by two of them. */
function compareCustomers(
	expectations: readonly Expectation[],
	found: ReadonlyMap<string, readonly LedgerDocument[]>,
): string[] {
	const contactOf = new Map<string, string>();
	const companyOf = new Map<string, string>();
	const findings: string[] = [];
	for (const { key, dealId, customer } of expectations) {
		for (const { contactId: contact } of found.get(key) ?? []) {
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
