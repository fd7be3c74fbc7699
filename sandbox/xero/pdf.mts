/** A PDF with the least that readers open: one empty page and a title. */
export function pdf(title: string): string {
	return [
		'%PDF-1.4',
		'1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
		'2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
		'3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj',
		`4 0 obj<</Title(${title.replace(/[()\\]/g, '')})>>endobj`,
		'trailer<</Root 1 0 R/Info 4 0 R>>',
		'%%EOF',
	].join('\n');
}
