import type { CreditNoteDraft } from '../../model/creditNote';
import type { InvoiceDraft } from '../../model/invoice';
import type { QuoteDraft } from '../../model/quote';
import { countryCode } from '../../billing/country';
import { SystemError } from '../../transport/systemError';
import { usesEstimates } from './business';
import type { Catalogue } from './catalogue';
import type { ContactReads } from './contactReads';
import { notFound } from './errors';
import { placeOfKey } from './keyPlace';
import type { GoodsServices, WriteBooks } from './lines';
import { wireLine } from './lines';
import type { WireContact } from './wire';
import { refId, text } from './wire';

type Draft = InvoiceDraft | QuoteDraft | CreditNoteDraft;

/** What is sent of a draft whatever it becomes: all but its dates, status and the name of its lines. */
export interface DocumentBody {
	header: Record<string, unknown>;
	lines: Array<Record<string, unknown>>;
}

/**
 * Header and lines of a draft (apis/sage.md 7 to 9). The contact itself is read only where it decides something: the tax region in the US
 * and Canada, goods or services where the document carries no tax and may cross a border.
 */
export async function documentBody(
	catalogue: Catalogue,
	contacts: ContactReads,
	draft: Draft,
	defaultNotes: string | null,
): Promise<DocumentBody> {
	const books = await writeBooks(catalogue, draft);
	const { country, baseCurrency } = books.organisation;
	const region = usesEstimates(country) ? regionOf(await contactOf(contacts, draft), country) : null;
	const kind = (await crossesBorder(contacts, draft, books)) ? goodsOrServices(draft, books) : null;
	const rate = draft.currency === baseCurrency ? undefined : (await catalogue.exchangeRates()).get(draft.currency);
	return {
		header: {
			contact_id: draft.customerId,
			date: draft.issueDate,
			...placeOfKey(draft, defaultNotes),
			currency_id: draft.currency,
			...(rate === undefined ? {} : { exchange_rate: rate }),
			...(region === null ? {} : { tax_address_region_id: region }),
		},
		lines: draft.lines.map((line) => wireLine(line, draft.amountsAre, books, kind)),
	};
}

async function writeBooks(catalogue: Catalogue, draft: Draft): Promise<WriteBooks> {
	const namesItem = draft.lines.some((line) => line.itemCode !== null);
	const [organisation, accounts, taxRates, items] = await Promise.all([
		catalogue.organisation(),
		catalogue.accounts(),
		catalogue.taxRates(),
		namesItem ? catalogue.items() : null,
	]);
	return { organisation, accounts, taxRates, items };
}

async function contactOf(contacts: ContactReads, draft: Draft): Promise<WireContact> {
	const contact = await contacts.one(draft.customerId);
	if (contact !== null) return contact;
	throw new SystemError(notFound('contact', 'customer'));
}

/** A document at a rate of nought on every line may go abroad; only then is the contact's country worth a call. */
async function crossesBorder(contacts: ContactReads, draft: Draft, books: WriteBooks): Promise<boolean> {
	const { country, taxRegistered } = books.organisation;
	if (!taxRegistered || usesEstimates(country)) return false;
	const free = draft.lines.every((line) => books.taxRates.find(({ code }) => code === line.taxCode)?.percent === 0);
	if (!free) return false;
	const address = (await contactOf(contacts, draft)).main_address;
	const theirs = countryCode(refId(address?.country) ?? text(address?.country?.displayed_as));
	return theirs !== null && theirs !== country;
}

/** One kind for the whole document, that of most of its net (apis/sage.md 4 "must be the same"); what is no item is a service. */
function goodsOrServices(draft: Draft, books: WriteBooks): GoodsServices {
	const isGoods = (code: string | null) => code !== null && books.items?.refOf(code).product_id !== undefined;
	const goods = draft.lines
		.filter((line) => (line.goodsOrService === undefined ? isGoods(line.itemCode) : line.goodsOrService === 'goods'))
		.reduce((sum, line) => sum + line.amount, 0);
	return goods * 2 > draft.net ? 'GOODS' : 'SERVICES';
}

/** e.g. `US-KY` (apis/sage.md 7); null where the contact's address tells none, so that Sage says what it wants. */
function regionOf(contact: WireContact, country: string): string | null {
	const region = (text(contact.main_address?.region) ?? '').toUpperCase().replace(/^[A-Z]{2}-/, '');
	return /^[A-Z]{2}$/.test(region) ? `${country}-${region}` : null;
}
