/** The company that lives through the week: every customer has one deal, still open, with a story of its own. */
import { withBooksIn, type BooksIn } from '../../sandbox/company/books.mts';
import { CompanyBuilder } from '../../sandbox/company/builder.mts';
import { product } from '../../sandbox/company/catalogue.mts';
import { companyName, domainOf } from '../../sandbox/company/names.mts';
import { LAST_OPEN_STAGE } from '../../sandbox/company/portal.mts';
import { Random } from '../../sandbox/company/random.mts';
import type { CompanyFile } from '../../sandbox/core/types.mts';
import { STORIES, type Story } from './stories.mts';

/** A deal, and what is to happen to it. */
export interface Life {
	dealId: string;
	companyId: string;
	lineId: string;
	story: Story;
}

export interface LivingCompany {
	company: CompanyFile;
	lives: Life[];
}

/** Each story is lived by about as many customers; every third customer is known to the ledger already. */
export function livingCompany(books: BooksIn, customers: number, seed: number, now: Date): LivingCompany {
	const builder = new CompanyBuilder('A week of life', now, seed);
	const random = new Random(seed);
	const stories = random.shuffled(Array.from({ length: customers }, (_, n) => STORIES[n % STORIES.length] as Story));
	const begun = stories.map((story, n) => {
		const name = companyName(n);
		const customer = builder.customer({
			name,
			domain: domainOf(name),
			email: 'property',
			...(n % 3 === 0 && { ledger: { by: 'id' as const } }),
		});
		const dealId = builder.deal({
			name: `${name}: ${story.name}`,
			customer,
			stage: LAST_OPEN_STAGE['default'] as string,
			closed: -5,
			currency: 'GBP',
			// Where it is filled, a line that changes without it is a question of its own.
			amount: null,
			lines: [
				{
					name: 'Installation',
					quantity: String(random.int(1, 5)),
					price: `${random.int(150, 900)}.${random.int(10, 99)}`,
				},
				{ product: product('SRV-IMPL'), quantity: '2' },
			],
		});
		return { dealId, companyId: customer.companyId, story };
	});
	const company = withBooksIn(builder.file, books);
	const lines = new Map(
		company.hubspot.deals.map(({ id, associations }) => {
			const [first] = associations?.['line_items'] ?? [];
			return [id, typeof first === 'string' ? first : (first?.id ?? '')];
		}),
	);
	return { company, lives: begun.map((life) => ({ ...life, lineId: lines.get(life.dealId) ?? '' })) };
}

/** A text of a story with the id of the company in it. */
export function ofCompany(text: string, { companyId }: Life): string {
	return text.replace('{company}', companyId);
}
