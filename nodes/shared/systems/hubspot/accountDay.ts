/**
 * The instant at which a calendar day begins in a time zone, ISO 8601 in UTC. HubSpot compares close dates as times,
 * people think of them as days of their account.
 */
export function startOfDay(day: string, timeZone: string): string {
	const wanted = Date.parse(`${day}T00:00:00Z`);
	let guess = wanted;
	// The offset at the guess may differ from the one at midnight when a clock change lies between; a second look settles it.
	for (let look = 0; look < 2; look++) guess = wanted - offsetAt(guess, timeZone);
	return new Date(guess).toISOString();
}

/** Milliseconds that the zone's clocks are ahead of UTC at an instant. */
function offsetAt(time: number, timeZone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone,
		calendar: 'gregory',
		numberingSystem: 'latn',
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(new Date(time));
	const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value);
	const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
	return local - Math.floor(time / 1_000) * 1_000;
}
