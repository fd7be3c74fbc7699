/**
 * A ledger may tell no time zone of a company: Sage has none (apis/sage.md 5), QuickBooks a field that may be empty (Finance.xsd,
 * CompanyInfo). Then the zone follows the address: a country with one zone names it, else the state does, else the
 * country's capital of business. It decides only what "today" is on a document.
 */

const byRegion: Record<string, Record<string, string>> = {
	US: {
		...zone('America/New_York', 'CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV'),
		...zone('America/Chicago', 'AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI'),
		...zone('America/Denver', 'CO ID MT NM UT WY'),
		...zone('America/Phoenix', 'AZ'),
		...zone('America/Los_Angeles', 'CA NV OR WA'),
		...zone('America/Anchorage', 'AK'),
		...zone('Pacific/Honolulu', 'HI'),
		...zone('America/Puerto_Rico', 'PR VI'),
	},
	CA: {
		...zone('America/Toronto', 'ON QC NU'),
		...zone('America/Halifax', 'NB NS PE'),
		...zone('America/St_Johns', 'NL'),
		...zone('America/Winnipeg', 'MB'),
		...zone('America/Regina', 'SK'),
		...zone('America/Edmonton', 'AB NT'),
		...zone('America/Vancouver', 'BC'),
		...zone('America/Whitehorse', 'YT'),
	},
	AU: {
		...zone('Australia/Sydney', 'NSW ACT'),
		...zone('Australia/Melbourne', 'VIC'),
		...zone('Australia/Brisbane', 'QLD'),
		...zone('Australia/Adelaide', 'SA'),
		...zone('Australia/Darwin', 'NT'),
		...zone('Australia/Hobart', 'TAS'),
		...zone('Australia/Perth', 'WA'),
	},
	ES: zone('Atlantic/Canary', 'GC TF'),
};

/** Countries with several zones, or whose one zone is wanted without asking the runtime. */
const byCountry: Record<string, string> = {
	US: 'America/New_York',
	CA: 'America/Toronto',
	AU: 'Australia/Sydney',
	GB: 'Europe/London',
	IE: 'Europe/Dublin',
	FR: 'Europe/Paris',
	DE: 'Europe/Berlin',
	ES: 'Europe/Madrid',
	PT: 'Europe/Lisbon',
	NZ: 'Pacific/Auckland',
	BR: 'America/Sao_Paulo',
	MX: 'America/Mexico_City',
	CL: 'America/Santiago',
	EC: 'America/Guayaquil',
	AR: 'America/Argentina/Buenos_Aires',
	ID: 'Asia/Jakarta',
	MY: 'Asia/Kuala_Lumpur',
	CN: 'Asia/Shanghai',
	KZ: 'Asia/Almaty',
	MN: 'Asia/Ulaanbaatar',
	UA: 'Europe/Kyiv',
	RU: 'Europe/Moscow',
	CY: 'Asia/Nicosia',
	CD: 'Africa/Kinshasa',
	PF: 'Pacific/Tahiti',
};

/**
 * The IANA zone of a company. `told` is what the ledger says, where it says it; `country` is ISO alpha-2, `region` a state by its
 * letters, `US-KY` too. `otherwise` where nothing tells.
 */
export function companyZone(
	told: string | null,
	country: string,
	region: string | null,
	otherwise: string = 'UTC',
): string {
	if (told !== null && isZone(told)) return told;
	const state = (region ?? '')
		.trim()
		.toUpperCase()
		.replace(/^[A-Z]{2}-/, '');
	return byRegion[country]?.[state] ?? byCountry[country] ?? onlyZone(country) ?? otherwise;
}

function zone(name: string, regions: string): Record<string, string> {
	return Object.fromEntries(regions.split(' ').map((region) => [region, name]));
}

function isZone(name: string): boolean {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}

/** The zone of a country that has just one, by the runtime's own data. */
function onlyZone(country: string): string | null {
	if (!/^[A-Z]{2}$/.test(country)) return null;
	const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & {
		getTimeZones?(): string[];
		timeZones?: string[];
	};
	const zones = locale.getTimeZones?.() ?? locale.timeZones ?? [];
	return zones.length === 1 ? (zones[0] ?? null) : null;
}
