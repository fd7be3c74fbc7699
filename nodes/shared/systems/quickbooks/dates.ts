/** QuickBooks' date-times carry an offset (apis/quickbooks.md 1); documents tell UTC. Null for what is no date-time. */
export function utc(value: string | undefined): string | null {
	const at = Date.parse(value ?? '');
	return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** `YYYY-MM-DD`, or null. */
export function day(value: string | undefined): string | null {
	return /^\d{4}-\d{2}-\d{2}/.exec(value ?? '')?.[0] ?? null;
}
