/** True for bodies that are kept as text; others are kept in base64. */
export function isText(contentType: string | undefined): boolean {
	return (
		contentType === undefined || contentType === '' || /json|text|xml|html|x-www-form-urlencoded/i.test(contentType)
	);
}

/** A body as the journal keeps it. */
export function bodyText(bytes: ArrayBuffer, contentType: string | undefined): string {
	return Buffer.from(bytes).toString(isText(contentType) ? 'utf8' : 'base64');
}
