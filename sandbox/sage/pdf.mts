import type { Books } from './books.mts';
import type { DocumentKind } from './documentKinds.mts';
import { numberOf } from './documentKinds.mts';
import type { SalesDocument } from './records.mts';

/** The PDF of a sales document: one page with who, what number and how much. */
export function documentPdf(books: Books, kind: DocumentKind, document: SalesDocument): Uint8Array {
	const number = numberOf(kind, document) || `${books.prefix(kind)}DRAFT`;
	return onePage([
		String(books.business['name'] ?? ''),
		`${number}  ${document.date}`,
		document.contact_name,
		`Total ${document.currency.id} ${document.total_amount.toFixed(2)}`,
	]);
}

function onePage(lines: readonly string[]): Uint8Array {
	const shown = lines.map((line) => `(${line.replace(/[^\x20-\x7e]/g, '?').replace(/[\\()]/g, '\\$&')}) Tj T*`);
	const stream = `BT /F1 12 Tf 14 TL 50 780 Td ${shown.join(' ')} ET`;
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
		`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
	];
	let text = '%PDF-1.4\n';
	const places = objects.map((body, index) => {
		const at = text.length;
		text += `${index + 1} 0 obj\n${body}\nendobj\n`;
		return `${String(at).padStart(10, '0')} 00000 n \n`;
	});
	const start = text.length;
	text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
	text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
	return new TextEncoder().encode(text);
}
