import { Decimal } from 'decimal.js';
import type { XeroCompany } from '../core/types.mts';
import { CompanyBuilder, lineNet } from './builder.mts';
import { bystanders } from './bystanders.mts';
import { DRIFTED, PRODUCTS, type Product } from './catalogue.mts';
import { addCrowd } from './crowd.mts';
import { FLAWS, mixFor, type Flaw } from './flaws.mts';
import { companyName, domainOf } from './names.mts';
import { LAST_OPEN_STAGE, LOST_STAGE } from './portal.mts';
import { Random } from './random.mts';
import type { Customer, CustomerSpec, DealSpec, LineSpec } from './specs.mts';

export interface GenerateOptions {
	/** Won deals since Bill From. A fifth as many again are older, lost or still open. */
	deals: number;
	/** Contacts in the ledger and people in the CRM, at least as many as the deals need. */
	contacts: number;
	seed: number;
	/** Share of the billed customers whose ledger id is stored on their company, 0 to 1. Default 0.5. */
	knownShare?: number;
	/** Default: the present moment. */
	now?: Date;
}

/** The won deals are spread over this many days. */
const RECENT_DAYS = 57;

const PLACES = [
	{ country: 'Germany', city: 'Köln', zip: '50667', currency: 'EUR', rate: '1.17' },
	{ country: 'FR', city: 'Nantes', zip: '44000', currency: 'EUR', rate: '1.17' },
	{ country: 'Ireland', city: 'Cork', zip: 'T12 W62V', currency: 'EUR', rate: '1.17' },
	{ country: 'United States', city: 'Denver', zip: '80202', currency: 'USD', rate: '1.27' },
	{ country: 'JP', city: 'Nagoya', zip: '450-0002', currency: 'JPY', rate: '193' },
] as const;

type Place = (typeof PLACES)[number];

/** A seeded company of any size, of the same kind and with the same mix of flaws as the believable one. */
export function generateCompany(options: GenerateOptions): XeroCompany {
	return new Generator(options).company();
}

class Generator {
	private readonly options: GenerateOptions;
	private readonly random: Random;
	private readonly builder: CompanyBuilder;
	private named = 0;
	private known = 0;

	constructor(options: GenerateOptions) {
		this.options = options;
		this.random = new Random(options.seed);
		this.builder = new CompanyBuilder(
			`Generated company ${options.seed}`,
			options.now ?? new Date(),
			options.seed + 1,
		);
	}

	company(): XeroCompany {
		const { deals } = this.options;
		const mix = mixFor(deals);
		const flaws: Array<Flaw | null> = FLAWS.flatMap((flaw) => new Array<Flaw>(mix[flaw]).fill(flaw));
		while (flaws.length < deals) flaws.push(null);
		const customers = this.regulars(deals);
		for (const flaw of this.random.shuffled(flaws)) this.wonDeal(flaw, customers);
		this.otherDeals(Math.round(deals / 5), customers);
		this.named = addCrowd(this.builder, this.random, this.options.contacts, this.named);
		this.builder.file.bystanders = bystanders(this.builder.file);
		return this.builder.file;
	}

	/** The customers of ordinary deals; several deals share one. */
	private regulars(deals: number): Customer[] {
		return Array.from({ length: Math.max(1, Math.ceil(deals * 0.5)) }, () =>
			this.customer(this.random.chance(15) ? 'abroad' : 'home'),
		);
	}

	/** True for `knownShare` of the calls, evenly spread. */
	private isKnown(): boolean {
		const share = this.options.knownShare ?? 0.5;
		this.known++;
		return Math.floor(this.known * share) > Math.floor((this.known - 1) * share);
	}

	private customer(kind: 'home' | 'abroad' | Flaw): Customer {
		const base = companyName(this.named++);
		const form = this.random.pick(['', ' Ltd', ' Limited']);
		const byId = this.isKnown();
		const inLedger = byId || kind === 'billed_by_hand' || kind === 'abroad' || this.random.chance(50);
		const spec: CustomerSpec = { name: byId ? this.awkward(base) + form : base + form, domain: domainOf(base) };
		if (kind === 'no_billing_email') spec.email = this.random.pick(['buyer', 'none'] as const);
		if (kind === 'country_unknown') spec.country = this.random.pick([null, 'the coast', 'HQ']);
		if (kind === 'abroad' || kind === 'foreign_without_tax') {
			const { country, city, zip } = this.random.pick(PLACES);
			Object.assign(spec, { country, city, zip });
		}
		if (inLedger) {
			spec.ledger = { by: byId ? 'id' : 'found', name: byId ? `${base} (${this.named})` : this.variant(base) };
			if (kind === 'abroad')
				Object.assign(spec.ledger, { taxType: 'ZERORATEDOUTPUT', currency: placeOf(spec)?.currency });
			if (kind === 'country_unknown') spec.ledger.country = '';
		}
		return this.builder.customer(spec);
	}

	/** The name as people in sales write it. */
	private awkward(name: string): string {
		switch (this.random.int(0, 19)) {
			case 0:
				return `${name} ☕`;
			case 1:
				return name.replace(' ', ' "') + '"';
			case 2:
				return `شركة ${name}`;
			case 3:
				return name.replace(' ', ' \\ ');
			case 4:
				return `D'${name}`;
			case 5:
				return `${name}, Importers and Exporters of Everything${' and More'.repeat(12)}`;
			default:
				return name;
		}
	}

	/** The name as finance writes it; it still compares as equal. */
	private variant(name: string): string {
		return this.random.pick([
			`${name.toUpperCase()} LTD.`,
			`The ${name} Limited`,
			name.replace('&', 'and'),
			name.normalize('NFKD').replace(/\p{M}/gu, ''),
		]);
	}

	private lines(place: Place | undefined, plain: boolean): LineSpec[] {
		return Array.from({ length: this.random.int(1, 10) }, () => this.line(place, plain));
	}

	/** `plain`: sold once, with a known SKU. */
	private line(place: Place | undefined, plain: boolean): LineSpec {
		const { random } = this;
		const product = random.pick(PRODUCTS.filter(({ frequency }) => !frequency || (!plain && random.chance(20))));
		const line: LineSpec =
			!plain && random.chance(20)
				? {
						name: random.pick(['Site survey', 'Removal of old kit', 'Cabling & trunking', 'Sur-mesure']),
						price: `${random.int(20, 900)}.${random.int(10, 99)}`,
						quantity: '1',
					}
				: { product, price: product.price, quantity: String(random.int(1, 12)) };
		if (place)
			line.price = new Decimal(line.price ?? '0')
				.times(place.rate)
				.toDecimalPlaces(place.currency === 'JPY' ? 0 : 2)
				.toString();
		// A yen amount has no decimals that a broken quantity could be rounded to.
		if (place?.currency !== 'JPY' && random.chance(25))
			line.quantity = `${random.int(1, 200)}.${random.pick(['5', '25', '125', '333', '875'])}`;
		if (random.chance(20)) line.percent = random.pick(['5', '7.5', '10', '12.25', '33.33']);
		else if (random.chance(10)) line.off = place?.currency === 'JPY' ? '1' : '0.35';
		if (line.product?.frequency) {
			line.startsDaysAgo = random.int(-3, 20);
			if (random.chance(60)) line.term = random.pick(['P12M', 'P24M', 'P1Y']);
		}
		return line;
	}

	private wonDeal(flaw: Flaw | null, regulars: Customer[]): void {
		const ordinary = flaw === null || flaw === 'no_lines' || flaw === 'sku_unknown' || flaw === 'contradiction';
		const customer = flaw === 'no_company' ? null : ordinary ? this.random.pick(regulars) : this.customer(flaw);
		const place = customer ? placeOf(customer.spec) : undefined;
		const spec: DealSpec = {
			name: `${(customer?.spec.name ?? 'Somebody').slice(0, 60)}: ${this.random.pick(['refit', 'phase 2', 'top-up', '"rush" order', 'C:\\plans', '🎉 first order'])}`,
			customer,
			closed: this.random.int(1, RECENT_DAYS),
			currency: place?.currency ?? '',
			pipeline: this.random.chance(15) ? 'renewals' : 'default',
			lines: this.lines(place, flaw === 'contradiction' || flaw === 'billed_by_hand'),
		};
		if (this.random.chance(30))
			spec.properties = { closed_loop_po_number: `PO-${this.random.int(10_000, 99_999)}` };
		if (flaw === null && this.random.chance(20))
			spec.quote = {
				number: `Q-${this.random.int(10_000, 99_999)}`,
				state: this.random.pick(['accepted', 'signed', 'published'] as const),
			};
		this.spoil(spec, flaw);
		this.builder.deal(spec);
		if (flaw === 'billed_by_hand' && customer) this.billByHand(customer, spec);
	}

	private spoil(spec: DealSpec, flaw: Flaw | null): void {
		const lines = spec.lines ?? [];
		switch (flaw) {
			case 'imported':
				spec.properties = { ...spec.properties, hs_object_source: 'IMPORT' };
				break;
			case 'nothing_to_bill':
				spec.lines = lines.map((line) => ({ ...line, off: undefined, percent: '100' }));
				break;
			case 'no_lines':
				spec.lines = [];
				spec.amount = String(this.random.int(100, 20_000));
				break;
			case 'sku_unknown':
				lines[0] = {
					product: this.random.pick<Product>(DRIFTED),
					quantity: '1',
					...(spec.currency === 'JPY' ? { price: '40000' } : {}),
				};
				break;
			case 'contradiction': {
				const total = lines.reduce((sum, line) => sum.plus(lineNet(line, spec.currency ?? '')), new Decimal(0));
				const other = total.times('0.83').plus(3).toDecimalPlaces(0).toString();
				if (this.random.chance(50)) spec.amount = other;
				else
					spec.quote = {
						number: `Q-${this.random.int(10_000, 99_999)}`,
						state: this.random.pick(['accepted', 'published'] as const),
						amount: other,
					};
			}
		}
	}

	private billByHand(customer: Customer, spec: DealSpec): void {
		const lines = (spec.lines ?? []).map((line) => ({
			text: line.product?.name ?? line.name ?? '',
			quantity: '1',
			price: lineNet(line, '').toString(),
		}));
		this.builder.invoice({
			customer,
			dated: Math.max(0, spec.closed - 2),
			lines,
			status: this.random.pick(['DRAFT', 'AUTHORISED', 'PAID'] as const),
		});
	}

	/** Deals that are not billed: won long before Bill From (and paid, mostly), lost, or open. */
	private otherDeals(count: number, regulars: Customer[]): void {
		for (let index = 0; index < count; index++) {
			const customer = this.random.pick(regulars);
			const place = placeOf(customer.spec);
			const lines = this.lines(place, true);
			const common = { customer, currency: place?.currency ?? '', lines };
			if (index % 3 === 0) {
				const closed = this.random.int(140, 1000);
				this.builder.deal({ ...common, name: `Order of long ago ${index}`, closed });
				if (customer.ledgerId === null || this.random.chance(10)) continue;
				const billed = lines.map((line) => ({
					text: line.product?.name ?? '',
					quantity: '1',
					price: lineNet(line, place?.currency ?? '').toString(),
				}));
				this.builder.invoice({
					customer,
					dated: closed - 3,
					lines: billed,
					currency: place?.currency ?? 'GBP',
					status: 'PAID',
				});
			} else if (index % 3 === 1) {
				this.builder.deal({
					...common,
					name: `Lost ${index}`,
					stage: LOST_STAGE.default as string,
					closed: this.random.int(2, 400),
				});
			} else {
				this.builder.deal({
					...common,
					name: `Open ${index}`,
					stage: LAST_OPEN_STAGE.default as string,
					closed: -this.random.int(1, 60),
					created: this.random.int(5, 90),
				});
			}
		}
	}
}

function placeOf(spec: CustomerSpec): Place | undefined {
	return PLACES.find(({ country }) => country === spec.country);
}
