const OPENINGS = (
	'Bar Cal Dor Fen Gar Hal Jor Kel Lan Mar Nor Pem Rav Sel Tor Vin Wal Yar Zel Ash Bex Cor Dun Eld Far Gil Har Ing Kir Lud Mil Ned Ors ' +
	'Pol Ros Sut Tam Ulv Wes Bré Ché Dél Lün Mör Nál Ríd Söl Väs'
).split(' ');
const ENDINGS = (
	'den ley wen ric mir ton ham ver nor sen gat bur lin dal fol kin mar nes ost pin ras sby tar und vik wyn yor zan bet cas dis fax gow ' +
	'hop jak kem lor mus nev orp quy rud sol tum ulf vex wik yew'
).split(' ');
const TRADES = (
	'Foods Marine Dental Logistics Textiles Brewing Joinery Optics Robotics Couriers Nurseries Glass Printing Coaches Bakery Analytics ' +
	'Roofing Studios Instruments Packaging Farms Leisure Solicitors Energy Plumbing Chocolate Furniture Lighting Security Tyres Media ' +
	'Veterinary Ceramics Aviation Drainage Flooring Gardens Hospice Insurance Jewellers Kitchens Laundry Masonry Networks Outdoor Pharma ' +
	'Quarries Rentals Signs Toys Upholstery Vineyards Welding Yachts Academy Butchers Cycles Drones Events Framing Guitars Horology Sons Daughters'
).split(' ');

/** How many different names there are. */
export const NAME_COUNT = OPENINGS.length * ENDINGS.length * TRADES.length;

/**
 * The `index`th name of an invented company, two words of which no other name has the same pair and none is
 * contained in another, so that no two of them can be taken for one customer.
 */
export function companyName(index: number): string {
	if (index >= NAME_COUNT) throw new Error(`No more than ${NAME_COUNT} names`);
	const spread = (index * 7919) % NAME_COUNT; // 7919 is prime and no factor of the count: every index gives another name.
	const opening = OPENINGS[spread % OPENINGS.length] as string;
	const ending = ENDINGS[Math.floor(spread / OPENINGS.length) % ENDINGS.length] as string;
	const trade = TRADES[Math.floor(spread / OPENINGS.length / ENDINGS.length)] as string;
	return `${opening}${ending} ${trade === 'Sons' || trade === 'Daughters' ? '& ' : ''}${trade}`;
}

/** A mail domain of its own for each company name. */
export function domainOf(name: string): string {
	return `${plainName(name)}.example`;
}

/** A name as people compare it: without case, accents, punctuation, "and", a leading "The" and a trailing legal form. */
export function plainName(name: string): string {
	const words = name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[.'’]/g, '')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()
		.split(' ')
		.filter((word) => word !== 'and');
	if (words[0] === 'the') words.shift();
	while (words.length > 1 && /^(ltd|limited|llp|plc|llc|inc|gmbh|ag|bv|sas|sarl|ab|kk)$/.test(words.at(-1) ?? ''))
		words.pop();
	return words.join('');
}
