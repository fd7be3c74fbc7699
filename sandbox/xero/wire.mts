import { msDate } from './dates.mts';

/** How answers are written: apis/xero.md section 4. */

const DATES = new Set([
	...[
		'Date',
		'DueDate',
		'ExpiryDate',
		'ExpectedPaymentDate',
		'PlannedPaymentDate',
		'FullyPaidOnDate',
		'UpdatedDateUTC',
		'DateUTC',
	],
	...[
		'CreatedDateUTC',
		'PeriodLockDate',
		'EndOfYearLockDate',
		'StartDate',
		'EndDate',
		'NextScheduledDate',
		'DateTimeUTC',
	],
]);

/** A value as Xero writes it: dates as `/Date(ms+0000)/`, absent fields left out. */
export function wire(value: unknown, name = ''): unknown {
	if (typeof value === 'string') return DATES.has(name) && /^\d{4}-\d{2}-\d{2}/.test(value) ? msDate(value) : value;
	if (Array.isArray(value)) return value.map((part) => wire(part));
	if (typeof value !== 'object' || value === null) return value;
	const written: Record<string, unknown> = {};
	for (const [key, part] of Object.entries(value)) {
		if (part !== undefined && part !== null) written[key] = wire(part, key);
	}
	return written;
}

/** The answer's body in the form the caller accepts: JSON only when asked for, else XML. */
export function answer(envelope: Record<string, unknown>, accept: string | undefined, status = 200): Response {
	const written = wire(envelope) as Record<string, unknown>;
	if (/application\/json/i.test(accept ?? '')) {
		const body = JSON.stringify(written).replace(/"\/Date\(([^)]*)\)\/"/g, '"\\/Date($1)\\/"');
		return new Response(body, { status, headers: { 'Content-Type': 'application/json; charset=utf-8' } });
	}
	const body = `<Response>${xml(written)}</Response>`;
	return new Response(body, { status, headers: { 'Content-Type': 'text/xml; charset=utf-8' } });
}

function xml(value: unknown, name = ''): string {
	if (Array.isArray(value))
		return value.map((part) => `<${singular(name)}>${xml(part)}</${singular(name)}>`).join('');
	if (typeof value === 'object' && value !== null) {
		return Object.entries(value)
			.map(([key, part]) => `<${key}>${xml(part, key)}</${key}>`)
			.join('');
	}
	return String(value ?? '').replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function singular(name: string): string {
	return name.replace(/ies$/, 'y').replace(/(?:(ss)es|s)$/, '$1');
}
