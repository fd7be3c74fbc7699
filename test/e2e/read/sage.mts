import { setTimeout as sleep } from 'node:timers/promises';
import Decimal from 'decimal.js';
import type { Access } from '../../../sandbox/host/seed.mts';
import { KEY, type LedgerDocument } from './document.mts';
import { isOfDeal, type LedgerReader } from './ledgerReader.mts';

type Wire = Record<string, any>;

const BASE = 'https://api.accounting.sage.com/v3.1';
const STATUS: Readonly<Record<string, LedgerDocument['status']>> = {
	DRAFT: 'draft',
	UNPAID: 'open',
	PART_PAID: 'open',
	PAID: 'paid',
};

/** Sage has no client of its own: its documented JSON, asked for in plain HTTP (apis/sage.md 3, 7). */
export function sageReader({ ledger }: Access, token: () => string): LedgerReader {
	const get = async (path: string): Promise<Wire> => {
		const answer = await patiently(`${BASE}${path}`, {
			headers: {
				authorization: `Bearer ${token()}`,
				'x-business': ledger.organisationId,
				accept: 'application/json',
			},
		});
		if (!answer.ok) throw new Error(`Sage answered ${answer.status} to ${path}: ${await answer.text()}`);
		return (await answer.json()) as Wire;
	};
	const all = async (path: string): Promise<Wire[]> => {
		const found: Wire[] = [];
		for (let next: string | null = path; next !== null; ) {
			const page = await get(next);
			found.push(...(page['$items'] as Wire[]));
			next = page['$next'] as string | null;
		}
		return found;
	};
	const named = async () => {
		const kinds = ['products', 'services', 'stock_items'];
		const items = (
			await Promise.all(kinds.map((kind) => all(`/${kind}?items_per_page=200&attributes=all`)))
		).flat();
		const contacts = await all('/contacts?items_per_page=200&attributes=name');
		const accounts = await all('/ledger_accounts?items_per_page=200&attributes=all');
		return {
			names: new Map(contacts.map(({ id, name }) => [id, String(name)])),
			codes: new Map(items.map(({ id, item_code: code }) => [id, String(code)])),
			nominals: new Map(accounts.map(({ id, nominal_code: code }) => [id, String(code)])),
		};
	};
	/** Lists leave lines out, so each one is asked for. */
	const whole = async (listed: Wire[]): Promise<LedgerDocument[]> => {
		const names = await named();
		const documents: LedgerDocument[] = [];
		for (const { id } of listed) {
			const one = await get(`/sales_invoices/${id}?mark_as_sent=false&nested_attributes=all`);
			documents.push(documentOf(one, names));
		}
		return documents;
	};
	const listed = async () => await all('/sales_invoices?items_per_page=200&attributes=reference');
	return {
		documents: async () => await whole(await listed()),
		documentsOf: async (dealId) =>
			await whole(
				(await listed()).filter(({ reference }) => isOfDeal(KEY.exec(String(reference))?.[0] ?? null, dealId)),
			),
	};
}

/** Waits where Sage asks to: the reader shares the business's allowance with n8n. */
async function patiently(url: string, init: RequestInit): Promise<Response> {
	for (let attempt = 0; ; attempt++) {
		const answer = await fetch(url, init);
		if (answer.status !== 429 || attempt === 12) return answer;
		await sleep(5_000);
	}
}

interface Names {
	/** Of contacts, by id. */
	names: ReadonlyMap<unknown, string>;
	/** Of items. */
	codes: ReadonlyMap<unknown, string>;
	/** Nominal codes of ledger accounts. */
	nominals: ReadonlyMap<unknown, string>;
}

function documentOf(one: Wire, { names, codes, nominals }: Names): LedgerDocument {
	const reference = String(one['reference'] ?? '');
	const notes = String(one['notes'] ?? '');
	const key = KEY.exec(reference)?.[0] ?? null;
	const total = new Decimal(one['total_amount'] ?? 0);
	// Nothing is outstanding of a draft: Sage counts from its release on.
	const isDraft = one['status']?.['id'] === 'DRAFT';
	const due = isDraft ? total : new Decimal(one['outstanding_amount'] ?? 0);
	return {
		id: String(one['id']),
		isEstimate: false,
		number: String(one['invoice_number'] ?? ''),
		status: STATUS[String(one['status']?.['id'])] ?? 'dead',
		key,
		execution: /execution (\S+)/.exec(notes)?.[1] ?? null,
		link: null,
		contactId: String(one['contact']?.['id'] ?? ''),
		contactName: names.get(one['contact']?.['id']) ?? '',
		reference:
			(key === null ? reference : reference.replace(key, '').trim()) ||
			(/PO number: (.*)/.exec(notes)?.[1] ?? ''),
		date: String(one['date'] ?? ''),
		dueDate: String(one['due_date'] ?? ''),
		currency: String(one['currency']?.['id'] ?? ''),
		isExclusive: !(one['invoice_lines'] as Wire[] | undefined)?.some(
			(line) => line['unit_price_includes_tax'] === true,
		),
		net: new Decimal(one['net_amount'] ?? 0).toString(),
		tax: new Decimal(one['tax_amount'] ?? 0).toString(),
		total: total.toString(),
		due: due.toString(),
		paidOrCredited: total.minus(due).toString(),
		sent: one['sent'] === true,
		lines: ((one['invoice_lines'] ?? []) as Wire[]).map((line) => ({
			text: String(line['description'] ?? ''),
			net: new Decimal(line['net_amount'] ?? 0).toString(),
			tax: new Decimal(line['tax_amount'] ?? 0).toString(),
			itemCode: codes.get(line['product']?.['id'] ?? line['service']?.['id']) ?? null,
			account: nominals.get(line['ledger_account']?.['id']) ?? null,
			taxCode: String(line['tax_rate']?.['id'] ?? '') || null,
			quantity: new Decimal(line['quantity'] ?? 0).toString(),
			price: new Decimal(line['unit_price'] ?? 0).toString(),
			discountPercent: new Decimal(line['discount_percentage'] ?? 0).toString(),
			discountAmount: new Decimal(line['discount_amount'] ?? 0).toString(),
		})),
	};
}
