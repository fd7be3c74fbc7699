declare module '@n8n/scan-community-package/scanner/scanner.mjs' {
	/** The files that n8n's scan lints in the source. */
	export const SOURCE_FILE_PATTERNS: readonly string[];
	/** Lints the files in `folder` that match; `message` is set where something is wrong or nothing was found. */
	export function analyzePackage(
		folder: string,
		patterns: readonly string[],
	): Promise<{ passed: boolean; message?: string; details?: string }>;
}
