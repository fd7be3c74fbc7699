/**
 * Sage tells a business's country and region, but no time zone: the zone of the country's capital or main business area serves,
 * which decides only what "today" is on a document.
 */
const ZONES: Record<string, string> = {
	GB: 'Europe/London',
	IE: 'Europe/Dublin',
	FR: 'Europe/Paris',
	ES: 'Europe/Madrid',
	DE: 'Europe/Berlin',
	US: 'America/New_York',
	CA: 'America/Toronto',
};

/** Zones of the states and provinces that lie elsewhere, by their two letters. */
const REGIONS: Record<string, Record<string, string>> = {
	US: {
		...zone('America/Chicago', 'AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI'),
		...zone('America/Denver', 'CO ID MT NM UT WY'),
		...zone('America/Phoenix', 'AZ'),
		...zone('America/Los_Angeles', 'CA NV OR WA'),
		...zone('America/Anchorage', 'AK'),
		...zone('Pacific/Honolulu', 'HI'),
	},
	CA: {
		...zone('America/Halifax', 'NB NS PE'),
		...zone('America/St_Johns', 'NL'),
		...zone('America/Winnipeg', 'MB'),
		...zone('America/Regina', 'SK'),
		...zone('America/Edmonton', 'AB NT'),
		...zone('America/Vancouver', 'BC'),
		...zone('America/Whitehorse', 'YT'),
	},
	ES: zone('Atlantic/Canary', 'GC TF'),
};

/** IANA zone of a business; London where the country is not one that Sage serves. `region` as two letters, `US-KY` too. */
export function timeZoneOf(country: string, region: string | null): string {
	const letters = (region ?? '').toUpperCase().replace(/^[A-Z]{2}-/, '');
	return REGIONS[country]?.[letters] ?? ZONES[country] ?? 'Europe/London';
}

function zone(name: string, regions: string): Record<string, string> {
	return Object.fromEntries(regions.split(' ').map((region) => [region, name]));
}
