/** A text without case and accents, as Xero's database compares texts. */
export function fold(text: string): string {
	// ASCII needs no decomposition, which is slow.
	if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
