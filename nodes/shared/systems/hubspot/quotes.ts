import type { DealQuote } from '../../model/deal';
import { decimal, flag, instant, text } from './values';
import type { HubSpotObject } from './wire';

/** Quote properties we would read; accounts do not have them all (apis/hubspot.md 4.6). */
export const quoteProperties = [
	'hs_title',
	'hs_quote_number',
	'hs_quote_amount',
	'hs_currency',
	'hs_quote_status',
	'hs_accepted_date',
	'hs_esign_date',
	'hs_sign_status',
	'hs_manually_signed',
] as const;

/** The newest accepted quote, else the newest published one, else null. */
export function quoteOf(objects: HubSpotObject[]): DealQuote | null {
	const newestFirst = objects
		.map((object) => ({ object, acceptedOn: acceptedOn(object) }))
		.sort((a, b) => (b.acceptedOn ?? b.object.createdAt).localeCompare(a.acceptedOn ?? a.object.createdAt));
	const accepted = newestFirst.find(({ object }) => isAccepted(object));
	if (accepted) return read(accepted.object, 'accepted', accepted.acceptedOn);
	const published = newestFirst.find(({ object }) => text(object, 'hs_quote_status') === 'PUBLISHED');
	return published ? read(published.object, 'published', null) : null;
}

/** A quote that was signed may read EXPIRED later, so its marks of acceptance count, not its status alone. */
function isAccepted(object: HubSpotObject): boolean {
	return (
		text(object, 'hs_quote_status') === 'ACCEPTED' ||
		acceptedOn(object) !== null ||
		text(object, 'hs_sign_status') === 'ESIGN_COMPLETED' ||
		flag(object, 'hs_manually_signed')
	);
}

function acceptedOn(object: HubSpotObject): string | null {
	return instant(object, 'hs_accepted_date') ?? instant(object, 'hs_esign_date');
}

function read(object: HubSpotObject, status: DealQuote['status'], accepted: string | null): DealQuote {
	return {
		id: object.id,
		number: text(object, 'hs_quote_number'),
		title: text(object, 'hs_title') ?? '',
		status,
		total: decimal(object, 'hs_quote_amount')?.toNumber() ?? null,
		currency: text(object, 'hs_currency'),
		acceptedOn: accepted?.slice(0, 10) ?? null,
	};
}
