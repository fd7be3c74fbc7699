import Decimal from 'decimal.js';
import { XeroClient, type Invoice } from 'xero-node';
import type { Access } from '../../../sandbox/host/seed.mts';
import { readUrl } from '../oracle/key.mts';
import type { LedgerDocument } from './document.mts';
import { amongAll, type LedgerReader } from './ledgerReader.mts';

const PAGE_SIZE = 1000;

/** Xero by `xero-node`, signed in as n8n does. */
export function xeroReader({ ledger }: Access): LedgerReader {
	const client = new XeroClient();
	client.setTokenSet({ access_token: ledger.accessToken, token_type: 'Bearer' });
	return amongAll(async () => (await allInvoices(client, ledger.organisationId)).map(documentOf));
}

async function allInvoices(xero: XeroClient, organisation: string): Promise<Invoice[]> {
	const all: Invoice[] = [];
	for (let page = 1; ; page++) {
		const { body } = await xero.accountingApi.getInvoices(
			organisation,
			undefined, // ifModifiedSince
			undefined, // where
			'InvoiceID ASC',
			undefined, // iDs
			undefined, // invoiceNumbers
			undefined, // contactIDs
			undefined, // statuses
			page,
			true, // includeArchived
			undefined, // createdByMyApp
			4, // unitdp
			undefined, // summaryOnly
			PAGE_SIZE,
		);
		const invoices = body.invoices ?? [];
		all.push(...invoices.filter(({ type }) => String(type) === 'ACCREC'));
		if (invoices.length < PAGE_SIZE) return all;
	}
}

const STATUS: Readonly<Record<string, LedgerDocument['status']>> = {
	DRAFT: 'draft',
	SUBMITTED: 'awaiting approval',
	AUTHORISED: 'open',
	PAID: 'paid',
};

export function documentOf(invoice: Invoice): LedgerDocument {
	const url = readUrl(invoice.url);
	return {
		id: String(invoice.invoiceID),
		isEstimate: false,
		number: invoice.invoiceNumber ?? '',
		status: STATUS[String(invoice.status)] ?? 'dead',
		key: url?.key ?? null,
		execution: url?.execution || null,
		link: url?.link ?? null,
		contactId: invoice.contact?.contactID ?? '',
		contactName: invoice.contact?.name ?? '',
		reference: invoice.reference ?? '',
		date: day(invoice.date),
		dueDate: day(invoice.dueDate),
		currency: String(invoice.currencyCode ?? ''),
		isExclusive: String(invoice.lineAmountTypes ?? 'Exclusive') !== 'Inclusive',
		net: money(invoice.subTotal),
		tax: money(invoice.totalTax),
		total: money(invoice.total),
		due: money(invoice.amountDue),
		paidOrCredited: new Decimal(invoice.amountPaid ?? 0).plus(invoice.amountCredited ?? 0).toString(),
		sent: invoice.sentToContact === true,
		lines: (invoice.lineItems ?? []).map((line) => ({
			text: line.description ?? '',
			net: money(line.lineAmount),
			tax: money(line.taxAmount),
			itemCode: line.itemCode || null,
			account: line.accountCode || null,
			taxCode: line.taxType || null,
			quantity: money(line.quantity),
			price: money(line.unitAmount),
			discountPercent: money(line.discountRate),
			discountAmount: money(line.discountAmount),
		})),
	};
}

function money(value: number | undefined): string {
	return new Decimal(value ?? 0).toString();
}

/** The client hands on what it reads: ISO, or `/Date(ms+0000)/`. */
function day(value: unknown): string {
	if (value === undefined) return '';
	const [, milliseconds] = /^\/Date\((\d+)/.exec(String(value)) ?? [];
	return new Date(milliseconds === undefined ? String(value) : Number(milliseconds)).toISOString().slice(0, 10);
}
