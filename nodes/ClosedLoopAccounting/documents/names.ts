/** A document as people call it: by its number, else its id. */
export function nameOf({ number, ledgerId }: { number?: string | null; ledgerId: string | null }): string {
	return number ?? ledgerId ?? 'A document without a number';
}
