import Decimal from 'decimal.js';
import QuickBooks from 'node-quickbooks';
import type { Access } from '../../../sandbox/host/seed.mts';
import { KEY, type LedgerDocument } from './document.mts';
import { amongAll, type LedgerReader } from './ledgerReader.mts';

type Wire = Record<string, any>;

const PAGE_SIZE = 1000;

/** QuickBooks by `node-quickbooks`, signed in as n8n does. */
export function quickbooksReader({ ledger }: Access): LedgerReader {
	const client = new QuickBooks(
		ledger.clientId,
		ledger.clientSecret,
		ledger.accessToken,
		false, // no token secret: OAuth 2
		ledger.organisationId,
		false, // production hosts
		false, // no debugging
		'75', // minor version
		'2.0',
		ledger.refreshToken,
	) as unknown as Record<string, Find>;
	return amongAll(async () => {
		const items = await all(client, 'findItems', 'Item');
		const codes = new Map(items.map((item) => [item['Id'], String(item['Sku'] || item['Name'])]));
		const invoices = await all(client, 'findInvoices', 'Invoice');
		const estimates = (await all(client, 'findEstimates', 'Estimate')).filter(
			({ TxnStatus }) => TxnStatus !== 'Converted' && TxnStatus !== 'Closed',
		);
		return [
			...invoices.map((one) => documentOf(one, codes, false)),
			...estimates.map((one) => documentOf(one, codes, true)),
		].filter(({ lines, key }) => lines.length > 0 || key !== null);
	});
}

type Find = (criteria: object, answer: (error: unknown, body: Wire) => void) => void;

async function all(client: Record<string, Find>, find: string, entity: string): Promise<Wire[]> {
	const found: Wire[] = [];
	for (let offset = 1; ; offset += PAGE_SIZE) {
		const page = await new Promise<Wire[]>((resolve, reject) =>
			client[find]?.({ limit: PAGE_SIZE, offset, asc: 'Id' }, (error, body) =>
				error
					? reject(new Error(JSON.stringify(error).slice(0, 500)))
					: resolve(body['QueryResponse'][entity] ?? []),
			),
		);
		found.push(...page);
		if (page.length < PAGE_SIZE) return found;
	}
}

function documentOf(one: Wire, codes: ReadonlyMap<unknown, string>, isEstimate: boolean): LedgerDocument {
	const memo = String(one['PrivateNote'] ?? '');
	const total = new Decimal(one['TotalAmt'] ?? 0);
	const due = isEstimate ? total : new Decimal(one['Balance'] ?? 0);
	const tax = new Decimal(one['TxnTaxDetail']?.['TotalTax'] ?? 0);
	const lines: Wire[] = one['Line'] ?? [];
	const purchaseOrder = lines.find(
		({ DetailType, Description }) => DetailType === 'DescriptionOnly' && /^Purchase order: /.test(Description),
	);
	const isDead = isEstimate ? one['TxnStatus'] === 'Rejected' : memo.startsWith('Voided') && total.isZero();
	return {
		id: isEstimate ? `estimate-${one['Id']}` : String(one['Id']),
		isEstimate,
		number: String(one['DocNumber'] ?? ''),
		status: isDead ? 'dead' : isEstimate ? 'draft' : due.isZero() ? 'paid' : 'open',
		key: KEY.exec(memo)?.[0] ?? null,
		execution: /execution (\S+)/.exec(memo)?.[1] ?? null,
		link: null,
		contactId: String(one['CustomerRef']?.['value'] ?? ''),
		contactName: String(one['CustomerRef']?.['name'] ?? ''),
		reference: String(purchaseOrder?.['Description'] ?? '').replace(/^Purchase order: /, ''),
		date: String(one['TxnDate'] ?? ''),
		dueDate: String(one['DueDate'] ?? ''),
		currency: String(one['CurrencyRef']?.['value'] ?? ''),
		isExclusive: one['GlobalTaxCalculation'] !== 'TaxInclusive',
		net: total.minus(tax).toString(),
		tax: tax.toString(),
		total: total.toString(),
		due: due.toString(),
		paidOrCredited: total.minus(due).toString(),
		sent: one['EmailStatus'] === 'EmailSent',
		lines: lines
			.filter(({ DetailType }) => DetailType === 'SalesItemLineDetail')
			.map(({ Description, Amount, SalesItemLineDetail: detail }) => ({
				text: String(Description ?? ''),
				net: new Decimal(Amount ?? 0).toString(),
				tax: null,
				itemCode: codes.get(detail['ItemRef']?.['value']) ?? null,
				account: null,
				taxCode: detail['TaxCodeRef']?.['value'] ?? null,
				quantity: detail['Qty'] === undefined ? null : new Decimal(detail['Qty']).toString(),
				price: detail['UnitPrice'] === undefined ? null : new Decimal(detail['UnitPrice']).toString(),
				discountPercent: null,
				discountAmount: null,
			})),
	};
}
