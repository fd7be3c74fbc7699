import { createHash } from 'node:crypto';
import { Decimal } from 'decimal.js';
import type { SageBusinessFile, SageRecord } from '../../../../sandbox/core/types.mts';
import type { Books, Contact, Item } from './books.mts';

export function sageBooks(file: SageBusinessFile): Books {
	const settings = file.financial_settings;
	const base = id(settings.base_currency) || 'GBP';
	const codes = new Map(file.ledger_accounts.map((account) => [String(account.id), String(account.nominal_code)]));
	const sold = [...file.products, ...file.services, ...file.stock_items].filter(({ active }) => active !== false);
	return {
		ledger: 'sage',
		organisationId: String(file.business.id),
		home: String(file.business.country_id ?? 'GB'),
		registered: true,
		decidesTax: false,
		currencies: new Set([base, ...file.business_exchange_rates.map(({ currency_id: code }) => String(code))]),
		contacts: file.contacts.filter(isCustomer).map((one) => contact(one, base)),
		items: sold.map(
			(item): Item => ({
				code: String(item.item_code),
				name: String(item.description),
				account: codes.get(id(item.sales_ledger_account)) ?? null,
				taxCode: id(item.sales_tax_rate) || null,
			}),
		),
		invoices: file.sales_invoices.map((invoice) => {
			const lines = (invoice.invoice_lines ?? []) as SageRecord[];
			const net = lines.reduce(
				(sum, line) =>
					sum.plus(
						new Decimal(Number(line.quantity ?? 1))
							.times(Number(line.unit_price))
							.minus(Number(line.discount_amount ?? 0))
							.toDecimalPlaces(2, Decimal.ROUND_HALF_UP),
					),
				new Decimal(0),
			);
			const tax = lines.reduce((sum, line) => sum.plus(Number(line.tax_amount ?? 0)), new Decimal(0));
			return {
				contactId: id(invoice.contact),
				date: String(invoice.date),
				currency: id(invoice.currency) || base,
				net: net.toNumber(),
				total: net.plus(tax).toNumber(),
				live: id(invoice.status) !== 'VOID',
				ours: /HS[0-9A-Z]{4}-\d/.test(String(invoice.reference ?? '')),
				repeating: false,
			};
		}),
		rates: new Map(file.tax_rates.map((rate) => [String(rate.id), Number(rate.percentage ?? 0)])),
		accountTax: new Map(
			file.ledger_accounts.flatMap((account) =>
				id(account.tax_rate) ? [[String(account.nominal_code), id(account.tax_rate)] as [string, string]] : [],
			),
		),
		ways: {
			drafts: true,
			currencyBound: true,
			codeRequired: true,
			noTaxCode: null,
			taxRoundedPer: 'line',
			priceDecimals: 2,
			quantityDecimals: 2,
			amountAlone: false,
			taxNumbers: true,
			fallbackItem: null,
			number: (prefix, companyId) => base32(`${prefix}-c${companyId}`, 10),
			name: (name) => name.replace(/[<>]/g, ' ').replace(/\s+/g, ' ').trim().slice(0, 100).trim(),
			referenceMax: 255,
		},
	};
}

function isCustomer(one: SageRecord): boolean {
	return ((one.contact_types ?? []) as SageRecord[]).some((type) => type.id === 'CUSTOMER');
}

function contact(one: SageRecord, base: string): Contact {
	const address = (one.main_address ?? {}) as SageRecord;
	const person = (one.main_contact_person ?? {}) as SageRecord;
	return {
		id: String(one.id),
		name: String(one.name),
		number: String(one.reference ?? ''),
		email: String(person.email ?? '').toLowerCase(),
		active: one.is_active !== false && !one.deleted_at,
		taxCode: id(one.default_sales_tax_rate) || null,
		currency: id(one.currency) || base,
		countries: id(address.country) ? [id(address.country)] : [],
		hasAddress: Boolean(address.address_line_1 || address.city || address.postal_code),
		taxNumber: String(one.tax_number ?? ''),
	};
}

function id(value: unknown): string {
	return String((value as SageRecord | undefined)?.id ?? '');
}

/** First characters of the SHA-256 of a text in Crockford's base32 (rules.md 1). */
function base32(text: string, length: number): string {
	const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
	const bits = [...createHash('sha256').update(text).digest()]
		.map((byte) => byte.toString(2).padStart(8, '0'))
		.join('');
	return Array.from({ length }, (_, at) => alphabet[parseInt(bits.slice(at * 5, at * 5 + 5), 2)]).join('');
}
