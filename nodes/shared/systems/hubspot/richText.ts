/** Bodies of tasks and notes, which HubSpot keeps and shows as HTML; ours are plain text with line breaks. */

/** What is no letter of ours must not become a tag. */
export function htmlOf(body: string): string {
	return body.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\n/g, '<br>');
}

export function plainOf(body: string): string {
	return body
		.replace(/<br\s*\/?>|<\/p>/gi, '\n')
		.replace(/<[^>]*>/g, '')
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&amp;/g, '&')
		.trim();
}
